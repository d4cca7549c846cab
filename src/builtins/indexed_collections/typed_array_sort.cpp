// sort and toSorted of typed arrays.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "builtins/indexed_collections/function_order.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/shapes/slots.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-comparetypedarrayelements without a function, of elements as they lie in
/// memory: NaN comes last, and -0 before 0.
template <typename E>
bool comes_before(typename E::Storage x, typename E::Storage y) {
  if constexpr (E::k_is_float) {
    const double left = E::to_number(x);
    const double right = E::to_number(y);
    if (left != left) return false;
    if (right != right) return true;
    return left < right || (left == 0 && right == 0 && std::signbit(left) && !std::signbit(right));
  } else {
    return x < y;
  }
}

/// Merges sorted stretches of `width` elements of `from` two by two into `to`.
template <typename Storage, typename Before>
Completion<void> merge_stretches(Agent& agent, const Storage* from, Storage* to, std::size_t count,
                                 std::size_t width, Before before) {
  for (std::size_t start = 0; start < count; start += 2 * width) {
    TRY(check_interrupt(agent));
    const std::size_t middle = std::min(start + width, count);
    const std::size_t end = std::min(middle + width, count);
    std::merge(from + start, from + middle, from + middle, from + end, to + start, before);
  }
  return {};
}

/// Sorts a part at a time, between which somebody may end the script, and merges the parts.
template <typename E>
Completion<void> sort_elements(Agent& agent, std::byte* data, std::size_t count) {
  using Storage = typename E::Storage;
  constexpr std::size_t k_part = std::size_t{1} << 18;
  auto* elements = reinterpret_cast<Storage*>(data);
  for (std::size_t start = 0; start < count; start += k_part) {
    if (start != 0) TRY(check_interrupt(agent));
    std::sort(elements + start, elements + std::min(start + k_part, count), comes_before<E>);
  }
  if (count <= k_part) return {};
  const ArrayBuffer* room = TRY(ArrayBuffer::allocate(agent, {.byte_length = count * sizeof(Storage)}));
  auto* other = reinterpret_cast<Storage*>(room->data());
  Storage* from = elements;
  for (std::size_t width = k_part; width < count; width *= 2) {
    TRY(merge_stretches(agent, from, other, count, width, comes_before<E>));
    std::swap(from, other);
  }
  if (from != elements) std::memcpy(static_cast<void*>(elements), from, count * sizeof(Storage));
  return {};
}

/// Sorts elements of few different values by counting how often each is there.
template <typename E>
Completion<void> count_elements(Agent& agent, std::byte* data, std::size_t count) {
  using Storage = typename E::Storage;
  using Limits = std::numeric_limits<Storage>;
  constexpr std::int64_t k_least = Limits::is_signed ? -(std::int64_t{1} << Limits::digits) : 0;
  std::vector<std::size_t> counts(std::size_t{1} << Limits::digits << (Limits::is_signed ? 1 : 0));
  auto* elements = reinterpret_cast<Storage*>(data);
  TRY(in_parts(agent, 0, count, [&](std::size_t start, std::size_t end) {
    for (std::size_t i = start; i < end; i++) counts[static_cast<std::size_t>(elements[i] - k_least)]++;
  }));
  for (std::size_t value = 0; value < counts.size(); value++)
    elements = std::fill_n(elements, counts[value],
                           static_cast<Storage>(static_cast<std::int64_t>(value) + k_least));
  return {};
}

/// Sorts the first `count` elements of memory that nobody else writes to.
Completion<void> sort_memory(Agent& agent, ElementType type, std::byte* data, std::size_t count) {
  return with_element_type(type, [&](auto element) {
    using E = decltype(element);
    // OPTIMIZATION: where that is less work than comparing.
    if constexpr (E::k_size <= 2 && !E::k_is_float) {
      if (count >= std::size_t{1} << (8 * E::k_size - 2)) return count_elements<E>(agent, data, count);
    }
    return sort_elements<E>(agent, data, count);
  });
}

/// https://tc39.es/ecma262/#sec-sortindexedproperties of a typed array, with a function.
Completion<Slots*> sort_elements_by_function(Agent& agent, const TypedArray* array, std::size_t length,
                                             Value function) {
  constexpr std::size_t k_most = std::numeric_limits<std::uint32_t>::max() / sizeof(Value);
  const auto count = static_cast<std::uint32_t>(std::min(length, k_most));
  Slots* items = length <= k_most ? Slots::try_make(agent.heap(), count | 1) : nullptr;
  if (items == nullptr) return agent.throw_range_error("Out of memory: the array is too large");
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    items->set(i, typed_array_element(agent, array, i));
  }
  TRY(sort_by_function(agent, items, count, function));
  return items;
}

/// What is sorted goes into `target`, as far as that reaches now.
Completion<void> write_back(Agent& agent, TypedArray* target, const Slots* sorted, std::size_t length) {
  return in_parts(agent, 0, std::min(length, target->length()), [&](std::size_t part, std::size_t part_end) {
    for (std::size_t i = part; i < part_end; i++)
      set_typed_array_element(target, i, sorted->get(static_cast<std::uint32_t>(i)));
  });
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.sort
Completion<Value> typed_array_sort(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  const Value comparator = frame.argument(0);
  TRY(check_comparator(agent, comparator));
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.sort", ArrayUse::Write));
  const std::size_t length = array->length();
  // 5. - 10.
  if (!comparator.is_undefined()) {
    TRY(write_back(agent, array, TRY(sort_elements_by_function(agent, array, length, comparator)), length));
    return array;
  }
  if (!array->buffer()->is_shared()) {
    TRY(sort_memory(agent, array->element_type(), array->data(), length));
    return array;
  }
  // Other agents may write while this one sorts.
  const ArrayBuffer* copy =
      TRY(ArrayBuffer::allocate(agent, {.byte_length = length * array->element_size()}));
  std::memcpy(copy->data(), array->data(), copy->byte_length());
  TRY(sort_memory(agent, array->element_type(), copy->data(), length));
  std::memcpy(array->data(), copy->data(), copy->byte_length());
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.tosorted
Completion<Value> typed_array_to_sorted(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  const Value comparator = frame.argument(0);
  TRY(check_comparator(agent, comparator));
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.toSorted"));
  const std::size_t length = array->length();
  // 5.
  TypedArray* copy = TRY(allocate_typed_array(agent, array->element_type(), length));
  // 6. - 10.
  if (!comparator.is_undefined()) {
    TRY(write_back(agent, copy, TRY(sort_elements_by_function(agent, array, length, comparator)), length));
    return copy;
  }
  std::memcpy(copy->data(), array->data(), length * array->element_size());
  TRY(sort_memory(agent, array->element_type(), copy->data(), length));
  return copy;
}

}  // namespace orrery::builtins
