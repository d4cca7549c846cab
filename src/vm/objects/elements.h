#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

/// [DOC] Elements
///
/// The properties of an object whose keys are array indices. As long as they are ordinary data properties and
/// lie close together they are *dense*: element i is in place i, Empty for holes. Where a write would leave
/// more room unused than is reasonable, or an element gets other attributes or an accessor, they become
/// *sparse*: a hash table. A table that has filled up with ordinary elements becomes dense again.
///
/// Sparse elements look like dense ones of length 0, so who reads `i < length()` needs to ask for no kind.
class Elements : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Elements;
  static constexpr bool k_kind_has_finalizer = false;
  /// A gap behind the last element that is filled with holes without a second thought.
  static constexpr std::uint32_t k_max_gap = 1024;
  /// Arrays made with a length up to this are dense from the start (`new Array(1000000)`).
  static constexpr std::uint32_t k_max_dense_length_hint = 1u << 22;

  explicit Elements(std::uint32_t capacity) : Elements(k_kind, capacity) {}

  /// All elements are below this; of sparse elements 0. An array's `length` may be more.
  std::uint32_t length() const { return length_; }
  std::uint32_t capacity() const { return capacity_; }
  Value get(std::uint32_t index) const {
    assert(index < length_);
    return places()[index].get();
  }
  void set(std::uint32_t index, Value value) {
    assert(index < length_);
    places()[index].set(this, value);
  }
  /// There must be room.
  void append(Value value) {
    append_without_barrier(value);
    gc::write_barrier(this);
  }
  // The same where the value is no cell, or this is not old.
  void set_without_barrier(std::uint32_t index, Value value) {
    assert(index < length_);
    places()[index].set_without_barrier(value);
  }
  void append_without_barrier(Value value) {
    assert(length_ < capacity_);
    places()[length_].set_without_barrier(value);
    length_++;
  }
  void truncate(std::uint32_t length) {
    assert(length <= length_);
    length_ = length;
  }
  const Value* begin() const { return reinterpret_cast<const Value*>(places()); }
  /// Opens a gap of `count` holes before the element at `index`; there must be room.
  void open_gap(std::uint32_t index, std::uint32_t count);
  /// Takes `count` elements out from `index` on.
  void close_gap(std::uint32_t index, std::uint32_t count);
  void reverse();

  void visit(gc::Visitor& visitor);

 protected:
  Elements(CellKind kind, std::uint32_t capacity)
      : Cell(static_cast<std::uint8_t>(kind)), capacity_(capacity) {}

 private:
  friend struct ElementsLayout;
  friend struct Layout;

  ValueField* places() {
    return reinterpret_cast<ValueField*>(reinterpret_cast<char*>(this) + k_header_size);
  }
  const ValueField* places() const {
    return reinterpret_cast<const ValueField*>(reinterpret_cast<const char*>(this) + k_header_size);
  }
  static constexpr std::size_t k_header_size = 16;

  std::uint32_t length_ = 0;
  std::uint32_t capacity_;
};

// The elements of an object
// ----------------------------------------------------------------------------------------------------------
// None of these asks whether the object is extensible, or the element configurable: that is for callers.

bool find_element(const Object* object, std::uint32_t index, OwnProperty* found);
/// Adds an element that is not there. A RangeError if there is no memory for it.
Completion<void> add_element(Agent& agent, Object* object, std::uint32_t index, Value value,
                             Attributes attributes = k_data_attributes);
/// Adds many at the end of dense elements, or of none. To call it for one after another is linear, too.
Completion<void> append_elements(Agent& agent, Object* object, std::span<const Value> values);
/// Makes room for `capacity` dense elements.
Completion<void> reserve_elements(Agent& agent, Object* object, std::uint32_t capacity);
/// Puts `values` before the dense element at `index`, which may be their length.
Completion<void> insert_elements(Agent& agent, Object* object, std::uint32_t index,
                                 std::span<const Value> values);
/// Writes the value of an element that find_element() has found, whatever its attributes.
void set_element(Object* object, const OwnProperty& found, Value value);
/// Gives the element at `index` another value (an Accessor as a cell) and other attributes.
Completion<void> reconfigure_element(Agent& agent, Object* object, std::uint32_t index, Value value,
                                     Attributes attributes);
void remove_element(Object* object, std::uint32_t index);
/// Removes all from `length` on, from the end, as far as they are configurable.
/// \return the index behind the last that could not be removed, or `length`
std::uint32_t truncate_elements(Object* object, std::uint32_t length);
/// The indices that are there, ascending.
void append_element_keys(const Object* object, std::vector<PropertyKey>& keys);
/// The number of elements; takes time.
std::uint32_t count_elements(const Object* object);

}  // namespace orrery::vm
