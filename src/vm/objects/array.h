#pragma once

#include <cstdint>
#include <span>

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-array-exotic-objects
///
/// `length` is a field; the elements (objects/elements.h) may end before it: what lies between are holes. An
/// array is packed, so that each index below its length is an own data property, if is_packed() says so.
class Array final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Array;
  static constexpr std::uint32_t k_max_length = 0xffff'ffff;

  Array(Shape* shape, std::uint32_t length) : Object(k_kind, shape), length_(length) {}

  std::uint32_t length() const { return length_; }
  bool is_length_writable() const { return is_length_writable_; }
  bool is_packed() const;
  /// All elements, if the array is packed.
  std::span<const Value> packed_elements() const;

  /// Whether builtins may work on its elements at once: packed, so that every element is a data property of
  /// its own that can be written and removed; extensible, with a length that may change; and nobody's
  /// prototype.
  bool is_plain() const {
    return is_packed() && !has_flag(k_has_sparse_elements) && is_length_writable_ &&
           shape()->is_extensible() && !shape()->is_prototype();
  }
  /// Of a plain array, whose elements have been changed to match.
  void set_length_of_plain(std::uint32_t length) {
    length_ = length;
    assert(is_packed());
  }

  void visit(gc::Visitor& visitor) { Object::visit(visitor); }

 private:
  friend struct Layout;
  friend Completion<bool> array_set_length(Agent&, Array*, const PropertyDescriptor&);
  friend Completion<bool> array_add_property(Agent&, Array*, PropertyKey, Value, Attributes);
  friend Completion<Array*> make_array(Agent&, Shape*, std::span<const Value>);
  friend Completion<void> array_append(Agent&, Array*, Value);
  friend Completion<void> array_append(Agent&, Array*, std::span<const Value>);

  std::uint32_t length_;
  bool is_length_writable_ = true;
};

/// https://tc39.es/ecma262/#sec-arraycreate
/// \param prototype  null: %Array.prototype% of the current realm
Completion<Array*> array_create(Agent& agent, std::uint64_t length, Object* prototype = nullptr);
/// https://tc39.es/ecma262/#sec-createarrayfromlist
Completion<Array*> create_array_from_list(Agent& agent, std::span<const Value> items);
/// An array of a root shape of kind Array, with these elements; Empty ones are holes.
Completion<Array*> make_array(Agent& agent, Shape* shape, std::span<const Value> items);

/// https://tc39.es/ecma262/#sec-array-exotic-objects-defineownproperty-p-desc
Completion<bool> array_define_own_property(Agent& agent, Object* object, PropertyKey key,
                                           const PropertyDescriptor& descriptor);
/// https://tc39.es/ecma262/#sec-arraysetlength
Completion<bool> array_set_length(Agent& agent, Array* array, const PropertyDescriptor& descriptor);
/// The same as array_define_own_property() of a property that is not there and is not `length`.
/// \param value  of an accessor property its Accessor, as a cell
Completion<bool> array_add_property(Agent& agent, Array* array, PropertyKey key, Value value,
                                    Attributes attributes);
/// Appends to an array that nobody has seen yet, such as a literal's; Empty is a hole. A RangeError if it
/// gets too long.
Completion<void> array_append(Agent& agent, Array* array, Value value);
Completion<void> array_append(Agent& agent, Array* array, std::span<const Value> values);

}  // namespace orrery::vm
