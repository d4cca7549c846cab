// sort and toSorted.

#include <algorithm>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "vm/builtin_arguments.h"
#include "vm/calls.h"
#include "vm/conversions.h"
#include "vm/native_loop.h"
#include "vm/object_operations.h"
#include "vm/slots.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

// Merge sort ------------------------------------------------------------------------------------------------

namespace {

constexpr std::uint32_t k_run_length = 8;

/// Sorts [start, end), which is short.
template <typename IsAfter>
Completion<void> insertion_sort(Slots* items, std::uint32_t start, std::uint32_t end, IsAfter& is_after) {
  for (std::uint32_t i = start + 1; i < end; i++) {
    const Value item = items->get(i);
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
Completion<void> merge(const Slots* from, Slots* to, std::uint32_t start, std::uint32_t middle,
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
Completion<Slots*> merge_sort(Agent& agent, Slots* items, std::uint32_t count, IsAfter is_after) {
  for (std::uint32_t start = 0; start < count; start += k_run_length)
    TRY(insertion_sort(items, start, std::min(start + k_run_length, count), is_after));
  if (count <= k_run_length) return items;
  Slots* other = Slots::make(agent.heap(), items->capacity());
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

// Orders ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-comparearrayelements with a function, of elements that are not undefined.
class FunctionOrder {
 public:
  FunctionOrder(Agent& agent, Value function) : agent_(agent), function_(function) {}
  Completion<bool> operator()(Value x, Value y) const {
    const Value arguments[] = {x, y};
    const Value result = TRY(call(agent_, function_, Value::undefined(), arguments));
    if (result.is_int32()) return result.as_int32() > 0;
    const Value number = TRY(to_number(agent_, result));
    return number.as_number() > 0;
  }

 private:
  Agent& agent_;
  Value function_;
};

Completion<Slots*> sort_by_function(Agent& agent, Slots* items, std::uint32_t count, Value function) {
  return merge_sort(agent, items, count, FunctionOrder(agent, function));
}

/// CompareArrayElements without a function. OPTIMIZATION: each element is made a string once, not for every
/// comparison; indices are sorted by them.
Completion<Slots*> sort_by_text(Agent& agent, Slots* items, std::uint32_t count) {
  if (count < 2) return items;
  Slots* texts = Slots::make(agent.heap(), count);
  Slots* order = Slots::make(agent.heap(), count);
  for (std::uint32_t i = 0; i < count; i++) {
    String* text = TRY(to_string(agent, items->get(i)));
    texts->set(i, text);
    order->set(i, Value::number(i));
  }
  const auto text_of = [&](Value index) {
    return texts->get(static_cast<std::uint32_t>(index.as_number())).as_string();
  };
  order = TRY(merge_sort(agent, order, count, [&](Value x, Value y) -> Completion<bool> {
    return text_of(x)->compare(text_of(y)) > 0;
  }));
  for (std::uint32_t i = 0; i < count; i++)
    order->set(i, items->get(static_cast<std::uint32_t>(order->get(i).as_number())));
  return order;
}

// Lists -----------------------------------------------------------------------------------------------------

enum class Holes : std::uint8_t { Skip, ReadThrough };

/// https://tc39.es/ecma262/#sec-sortindexedproperties
/// \param function  undefined: by text
Completion<ValueList*> sort_indexed_properties(Agent& agent, Object* object, std::uint64_t length,
                                               Value function, Holes holes) {
  // 1. - 3. What is undefined comes last, and is compared with nothing.
  gc::Heap& heap = agent.heap();
  ValueList* items =
      ValueList::make(heap, static_cast<std::uint32_t>(std::min<std::uint64_t>(length, 4096)) | 1);
  std::uint64_t undefined_count = 0;
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    const Value element =
        TRY(holes == Holes::Skip ? get_at_or_empty(agent, object, i) : get_at(agent, object, i));
    if (element.is_empty()) continue;
    if (element.is_undefined()) {
      undefined_count++;
    } else {
      items->append(heap, element);
    }
  }
  // 4.
  const std::uint32_t count = items->size();
  Slots* slots = Slots::make(heap, count | 1);
  for (std::uint32_t i = 0; i < count; i++) slots->set(i, items->at(i));
  slots = TRY(function.is_undefined() ? sort_by_text(agent, slots, count)
                                      : sort_by_function(agent, slots, count, function));
  ValueList* sorted = ValueList::make(heap, (count + static_cast<std::uint32_t>(undefined_count)) | 1);
  for (std::uint32_t i = 0; i < count; i++) sorted->append(heap, slots->get(i));
  for (std::uint64_t i = 0; i < undefined_count; i++) sorted->append(heap, Value::undefined());
  return sorted;
}

Completion<void> check_comparator(Agent& agent, Value function) {
  if (function.is_undefined() || is_callable(function)) return {};
  return agent.throw_type_error("The comparison function must be either a function or undefined");
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.sort
Completion<Value> array_prototype_sort(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TRY(check_comparator(agent, frame.argument(0)));
  Object* object = TRY(this_object(agent, frame, "Array.prototype.sort"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 4., 5.
  ValueList* sorted = TRY(sort_indexed_properties(agent, object, length, frame.argument(0), Holes::Skip));
  // 6. - 8.
  for (std::uint32_t i = 0; i < sorted->size(); i++) TRY(set_at(agent, object, i, sorted->at(i)));
  // 9., 10. As many holes as before, at the end.
  NativeLoop loop(agent);
  for (std::uint64_t i = sorted->size(); i < length; i++) {
    TRY(loop.next_round());
    TRY(delete_at(agent, object, i));
  }
  return object;
}

// https://tc39.es/ecma262/#sec-array.prototype.tosorted
Completion<Value> array_prototype_to_sorted(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  TRY(check_comparator(agent, frame.argument(0)));
  Object* object = TRY(this_object(agent, frame, "Array.prototype.toSorted"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  Array* copy = TRY(array_create(agent, length));
  // 5., 6.
  ValueList* sorted =
      TRY(sort_indexed_properties(agent, object, length, frame.argument(0), Holes::ReadThrough));
  // 7. - 9.
  for (std::uint32_t i = 0; i < sorted->size(); i++) TRY(create_at(agent, copy, i, sorted->at(i)));
  return copy;
}

}  // namespace orrery::builtins
