#include "cli/machine_stack.h"

#include <cstdint>
#include <cstdio>

#include <sys/mman.h>

#include "base/address_sanitizer.h"
#include "base/virtual_memory.h"

#ifdef ORRERY_ADDRESS_SANITIZER
#include <sanitizer/common_interface_defs.h>
#endif

#if defined(__x86_64__) && defined(__ELF__) && !defined(ORRERY_PORTABLE)
#define ORRERY_OWN_SWITCH 1
#else
#include <ucontext.h>
#endif

// Why a stack of our own: that of the main thread has the size that `ulimit -s` says, 8 MiB as a rule, and
// deep recursion has to end at the same depth everywhere. Why no thread with a larger one: a process of
// several threads pays for that in every allocation, and is slower to start. Why makecontext() is only the
// second choice: it makes system calls, and AddressSanitizer warns of it.

#ifdef ORRERY_OWN_SWITCH

/// Calls function(argument) on the machine stack that ends before `end`, a multiple of 16.
extern "C" void orrery_call_on_stack(void* argument, void (*function)(void*), char* end);

// rdi: argument, rsi: function, rdx: end. Debuggers find the caller's frame by rbp.
asm(R"(
  .pushsection .text.orrery_call_on_stack, "ax", @progbits
  .globl orrery_call_on_stack
  .hidden orrery_call_on_stack
  .type orrery_call_on_stack, @function
orrery_call_on_stack:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  movq %rdx, %rsp
  callq *%rsi
  movq %rbp, %rsp
  popq %rbp
  .cfi_def_cfa %rsp, 8
  retq
  .cfi_endproc
  .size orrery_call_on_stack, . - orrery_call_on_stack
  .popsection
)");

#endif

namespace orrery::cli {

namespace {

struct Call {
  int (*run)(int, char**);
  int argc;
  char** argv;
  int result;
};

/// AddressSanitizer has to know which stack is in use.
void tell_switch([[maybe_unused]] void** left, [[maybe_unused]] const void* stack,
                 [[maybe_unused]] std::size_t size) {
#ifdef ORRERY_ADDRESS_SANITIZER
  __sanitizer_start_switch_fiber(left, stack, size);
#endif
}
void tell_arrival([[maybe_unused]] void* left, [[maybe_unused]] const void** stack,
                  [[maybe_unused]] std::size_t* size) {
#ifdef ORRERY_ADDRESS_SANITIZER
  __sanitizer_finish_switch_fiber(left, stack, size);
#endif
}

void perform(void* argument) {
  auto& call = *static_cast<Call*>(argument);
  const void* old_stack = nullptr;
  std::size_t old_size = 0;
  tell_arrival(nullptr, &old_stack, &old_size);
  call.result = call.run(call.argc, call.argv);
  tell_switch(nullptr, old_stack, old_size);
}

#ifdef ORRERY_OWN_SWITCH

void perform_on(char* stack, std::size_t size, Call& call) {
  orrery_call_on_stack(&call, perform, stack + size);
}

#else

/// makecontext() passes nothing but ints: the two halves of a pointer to the Call.
void perform_by_halves(unsigned high, unsigned low) {
  constexpr unsigned k_half = 32;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): there is no other way
  perform(reinterpret_cast<void*>((std::uint64_t{high} << k_half) | low));
}

void perform_on(char* stack, std::size_t size, Call& call) {
  ucontext_t caller;
  ucontext_t context;
  ::getcontext(&context);
  context.uc_stack.ss_sp = stack;
  context.uc_stack.ss_size = size;
  context.uc_link = &caller;
  const auto address = reinterpret_cast<std::uint64_t>(&call);
  constexpr unsigned k_half = 32;
  ::makecontext(&context, reinterpret_cast<void (*)()>(perform_by_halves), 2,
                static_cast<unsigned>(address >> k_half), static_cast<unsigned>(address));
  ::swapcontext(&caller, &context);
}

#endif

}  // namespace

int call_with_machine_stack(int (*run)(int argc, char** argv), int argc, char** argv) {
  // Below it there is a page that nobody may touch.
  constexpr std::size_t k_guard = base::k_memory_page;
  constexpr int k_flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
  void* memory = ::mmap(nullptr, k_machine_stack_size + k_guard, PROT_NONE, k_flags, -1, 0);
  char* const stack = static_cast<char*>(memory) + k_guard;
  if (memory == MAP_FAILED || ::mprotect(stack, k_machine_stack_size, PROT_READ | PROT_WRITE) != 0) {
    std::fputs("orrery: there is no address space for a machine stack (see `ulimit -v`)\n", stderr);
    return 1;
  }
#ifdef MADV_NOHUGEPAGE
  ::madvise(stack, k_machine_stack_size, MADV_NOHUGEPAGE);  // a small program takes a few pages of it
#endif
  Call call{.run = run, .argc = argc, .argv = argv, .result = 1};
  void* left = nullptr;
  tell_switch(&left, stack, k_machine_stack_size);
  perform_on(stack, k_machine_stack_size, call);
  tell_arrival(left, nullptr, nullptr);
  ::munmap(memory, k_machine_stack_size + k_guard);
  return call.result;
}

}  // namespace orrery::cli
