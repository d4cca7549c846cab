// sort and toSorted.

#include <algorithm>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/function_order.h"
#include "builtins/indexed_collections/powersort.h"
#include "builtins/indexed_collections/text_order.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/slots.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// Lists -----------------------------------------------------------------------------------------------------

enum class Holes : std::uint8_t { Skip, ReadThrough };

/// What is undefined comes last, and takes no memory.
struct SortedItems {
  Slots* items;
  std::uint32_t count;
  std::uint64_t undefined_count;
  std::uint64_t size() const { return count + undefined_count; }
  Value at(std::uint64_t index) const {
    return index < count ? items->get(static_cast<std::uint32_t>(index)) : Value::undefined();
  }
};

/// https://tc39.es/ecma262/#sec-sortindexedproperties
/// \param function  undefined: by text
Completion<SortedItems> sort_indexed_properties(Agent& agent, Object* object, std::uint64_t length,
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
  Slots* slots = Slots::try_make(heap, count | 1);
  if (slots == nullptr) return agent.throw_range_error("Out of memory: the array is too large");
  for (std::uint32_t i = 0; i < count; i++) slots->set(i, items->at(i));
  if (function.is_undefined()) {
    TRY(sort_by_text(agent, slots, count));
  } else {
    TRY(powersort(agent, slots, count, FunctionOrder(agent, function)));
  }
  return SortedItems{slots, count, undefined_count};
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.sort
Completion<Value> array_prototype_sort(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TRY(check_comparator(agent, frame.argument(0)));
  Object* object = TRY(this_object(agent, frame, "Array.prototype.sort"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 4., 5.
  const SortedItems sorted =
      TRY(sort_indexed_properties(agent, object, length, frame.argument(0), Holes::Skip));
  // 6. - 8.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < sorted.size(); i++) {
    TRY(loop.next_round());
    TRY(set_at(agent, object, i, sorted.at(i)));
  }
  // 9., 10. As many holes as before, at the end.
  for (std::uint64_t i = sorted.size(); i < length; i++) {
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
  const SortedItems sorted =
      TRY(sort_indexed_properties(agent, object, length, frame.argument(0), Holes::ReadThrough));
  // 7. - 9.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < sorted.size(); i++) {
    TRY(loop.next_round());
    TRY(create_at(agent, copy, i, sorted.at(i)));
  }
  return copy;
}

}  // namespace orrery::builtins
