#pragma once

#include <algorithm>
#include <cstdint>

#include "vm/agent.h"
#include "vm/calls.h"
#include "vm/completion.h"
#include "vm/conversions.h"
#include "vm/slots.h"

namespace orrery::builtins {

constexpr std::uint32_t k_run_length = 8;

/// Sorts [start, end), which is short.
template <typename IsAfter>
vm::Completion<void> insertion_sort(vm::Slots* items, std::uint32_t start, std::uint32_t end,
                                    IsAfter& is_after) {
  for (std::uint32_t i = start + 1; i < end; i++) {
    const vm::Value item = items->get(i);
    std::uint32_t place = i;
    while (place > start && TRY(is_after(items->get(place - 1), item))) {
      items->set(place, items->get(place - 1));
      place--;
    }
    items->set(place, item);
  }
  return {};
}

/// Merges the sorted [start, middle) and [middle, end) of `from` into the same places of `to`.
template <typename IsAfter>
vm::Completion<void> merge(const vm::Slots* from, vm::Slots* to, std::uint32_t start, std::uint32_t middle,
                           std::uint32_t end, IsAfter& is_after) {
  std::uint32_t left = start;
  std::uint32_t right = middle;
  // OPTIMIZATION: what is in order already takes one comparison.
  const bool is_in_order = middle >= end || !TRY(is_after(from->get(middle - 1), from->get(middle)));
  for (std::uint32_t i = start; i < end; i++) {
    const bool takes_left =
        left < middle && (is_in_order || right == end || !TRY(is_after(from->get(left), from->get(right))));
    to->set(i, from->get(takes_left ? left++ : right++));
  }
  return {};
}

/// Sorts the first `count` items, stably. `is_after(x, y)` says whether x must come after y.
/// \return where they are now: `items`, or another row
template <typename IsAfter>
vm::Completion<vm::Slots*> merge_sort(vm::Agent& agent, vm::Slots* items, std::uint32_t count,
                                      IsAfter is_after) {
  for (std::uint32_t start = 0; start < count; start += k_run_length)
    TRY(insertion_sort(items, start, std::min(start + k_run_length, count), is_after));
  if (count <= k_run_length) return items;
  vm::Slots* other = vm::Slots::try_make(agent.heap(), items->capacity());
  if (other == nullptr) return agent.throw_range_error("Out of memory: the array is too large");
  for (std::uint64_t width = k_run_length; width < count; width *= 2) {
    for (std::uint64_t start = 0; start < count; start += 2 * width) {
      const auto middle = static_cast<std::uint32_t>(std::min<std::uint64_t>(start + width, count));
      const auto end = static_cast<std::uint32_t>(std::min<std::uint64_t>(start + 2 * width, count));
      TRY(merge(items, other, static_cast<std::uint32_t>(start), middle, end, is_after));
    }
    std::swap(items, other);
  }
  return items;
}

/// https://tc39.es/ecma262/#sec-comparearrayelements with a function, of elements that are not undefined.
class FunctionOrder {
 public:
  FunctionOrder(vm::Agent& agent, vm::Value function) : agent_(agent), function_(function) {}
  vm::Completion<bool> operator()(vm::Value x, vm::Value y) const {
    const vm::Value arguments[] = {x, y};
    const vm::Value result = TRY(vm::call(agent_, function_, vm::Value::undefined(), arguments));
    if (result.is_int32()) return result.as_int32() > 0;
    const vm::Value number = TRY(vm::to_number(agent_, result));
    return number.as_number() > 0;
  }

 private:
  vm::Agent& agent_;
  vm::Value function_;
};

/// IsCallable(comparator) or undefined; a TypeError if not.
inline vm::Completion<void> check_comparator(vm::Agent& agent, vm::Value function) {
  if (function.is_undefined() || vm::is_callable(function)) return {};
  return agent.throw_type_error("The comparison function must be either a function or undefined");
}

}  // namespace orrery::builtins
