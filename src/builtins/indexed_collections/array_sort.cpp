// sort and toSorted.

#include <algorithm>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/function_order.h"
#include "builtins/indexed_collections/text_order.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/slots.h"

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

/// A row that grows at its end.
class Gathering {
 public:
  explicit Gathering(Agent& agent) : agent_(agent) {}

  Completion<void> reserve(std::uint64_t capacity) {
    if (capacity >= k_no_row) return throw_too_large();
    // Odd, as the header takes 8 of a cell's 16 bytes.
    Slots* row = Slots::try_make(agent_.heap(), static_cast<std::uint32_t>(capacity) | 1);
    if (row == nullptr) return throw_too_large();
    for (std::uint32_t i = 0; i < count_; i++) row->set(i, row_->get(i));
    row_ = row;
    return {};
  }
  Completion<void> append(Value value) {
    if (count_ == row_->capacity()) TRY(reserve(std::uint64_t{count_} + count_ / 2 + 2));
    row_->set(count_++, value);
    return {};
  }
  Slots* row() const { return row_; }
  std::uint32_t count() const { return count_; }

 private:
  static constexpr std::uint64_t k_no_row = std::uint64_t{1} << 31;
  Thrown throw_too_large() { return agent_.throw_range_error("Out of memory: the array is too large"); }

  Agent& agent_;
  Slots* row_ = nullptr;
  std::uint32_t count_ = 0;
};

/// Of how many items it is known at the start that they may be there.
std::uint64_t expected_items(Agent& agent, Object* object, std::uint64_t length) {
  constexpr std::uint64_t k_guess = 4096;
  const auto elements = try_dense_elements_fast(agent, object);
  return std::min(length, elements ? elements->size() : k_guess);
}

/// https://tc39.es/ecma262/#sec-sortindexedproperties
/// \param function  undefined: by text
Completion<SortedItems> sort_indexed_properties(Agent& agent, Object* object, std::uint64_t length,
                                                Value function, Holes holes) {
  // 1. - 3. What is undefined comes last, and is compared with nothing.
  Gathering items(agent);
  TRY(items.reserve(expected_items(agent, object, length)));
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
      TRY(items.append(element));
    }
  }
  // 4.
  if (function.is_undefined()) {
    TRY(sort_by_text(agent, items.row(), items.count()));
  } else {
    TRY(sort_by_function(agent, items.row(), items.count(), function));
  }
  return SortedItems{items.row(), items.count(), undefined_count};
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
