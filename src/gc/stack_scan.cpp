// Reading the machine stack as it is: the one place where memory is read that has no C++ object.

#include <cstddef>
#include <cstring>

#include "gc/dead_stack.h"
#include "gc/marker.h"

namespace orrery::gc {

namespace {

/// May alias whatever lies on the stack.
using StackWord [[gnu::may_alias]] = std::uintptr_t;

[[gnu::noinline, clang::no_sanitize("address", "thread", "undefined")]] void visit_words_up_to(
    const void* start, Marker& marker) {
  const auto* word = static_cast<const StackWord*>(__builtin_frame_address(0));
  for (; word < start; ++word) marker.visit_stack_word(*word);
}

}  // namespace

// The frames of callers, and this one, lie between the frame of visit_words_up_to() and `start`: those of the
// callers hold the registers that this function and those called before it have saved, and the rest are saved
// here.
[[gnu::noinline]] void visit_machine_stack(const void* start, Marker& marker) {
  __builtin_unwind_init();
  visit_words_up_to(start, marker);
  // Not a tail call: that would take this frame away.
  asm volatile("" ::: "memory");
}

[[gnu::noinline, clang::no_sanitize("address")]] void clear_dead_stack() {
  std::byte dead[std::size_t{32} << 10];  // more than the frames of a collection take
  std::memset(dead, 0, sizeof(dead));
  asm volatile("" : : "r"(dead) : "memory");  // it is not to be left out
}

}  // namespace orrery::gc
