#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gc/field.h"
#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/shapes/shape.h"
#include "vm/shapes/slots.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

class Agent;
class Elements;
struct InternalMethods;

/// https://tc39.es/ecma262/#sec-property-descriptor-specification-type
struct PropertyDescriptor {
  std::optional<Value> value;
  std::optional<Value> get;  // a function or undefined
  std::optional<Value> set;
  std::optional<bool> writable;
  std::optional<bool> enumerable;
  std::optional<bool> configurable;

  bool is_accessor_descriptor() const { return get.has_value() || set.has_value(); }
  bool is_data_descriptor() const { return value.has_value() || writable.has_value(); }
  bool is_generic_descriptor() const { return !is_accessor_descriptor() && !is_data_descriptor(); }
  /// With every field that a data property has.
  static PropertyDescriptor data(Value value, Attributes attributes);
};

/// The getter and setter of an accessor property; either may be undefined.
class Accessor final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Accessor;
  static constexpr bool k_kind_has_finalizer = false;
  Accessor(Value getter, Value setter)
      : Cell(static_cast<std::uint8_t>(k_kind)), getter_(getter), setter_(setter) {}
  Value getter() const { return getter_.get(); }
  Value setter() const { return setter_.get(); }
  void visit(gc::Visitor& visitor);

 private:
  ValueField getter_;
  ValueField setter_;
};

/// An own property as an object keeps it: what find_own_property() gives.
struct OwnProperty {
  enum class Place : std::uint8_t {
    Slot,           // of the object: `index`
    Element,        // the same of its dense elements; all of k_data_attributes
    SparseElement,  // with the array index `index`, in its sparse elements
    Computed,       // kept in some other way
  };
  Value value;  // of an accessor property the Accessor, as a cell
  std::uint32_t index;
  Attributes attributes;
  Place place;

  Accessor* accessor() const {
    assert(attributes.is_accessor());
    return static_cast<Accessor*>(value.as_cell());
  }
};

/// [DOC] Objects
///
/// An object is its shape (which says where its named properties are), slots for their values (inside the
/// object as far as the shape's inline capacity goes, then in a Slots cell), and elements for its indexed
/// ones: dense, where a hole is Empty and means "look in the prototype", or sparse, a hash table with
/// attributes (objects/elements.h). What is no ordinary data property of an index is only ever in sparse
/// elements.
///
/// Objects that are not ordinary differ in their internal methods alone, a table for each cell kind
/// (cells.def). C++ code calls them through internal_get() and so on (objects/internal_methods.h);
/// `ordinary_…` are the standard's ordinary algorithms.
///
/// Only objects of kind Object (class OrdinaryObject) have inline slots, and of kinds PlatformObject and
/// Arguments a fixed number; other kinds keep their internal slots in place of them.
class Object : public gc::Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;

  CellKind kind() const { return static_cast<CellKind>(raw_kind()); }
  Shape* shape() const { return shape_.get(this); }
  gc::CompressedCell shape_bits() const { return shape_.bits(); }
  void set_shape(Shape* shape) { shape_.set(this, shape); }
  Object* prototype() const { return shape()->prototype(); }
  const InternalMethods& methods() const;
  bool is_callable() const { return has_flag(k_is_callable); }
  bool is_constructor() const { return has_flag(k_is_constructor); }

  inline Value slot(std::uint32_t index) const;
  inline void set_slot(std::uint32_t index, Value value);
  /// Whether there is a place for the slot yet; see reserve_slot().
  inline bool has_slot(std::uint32_t index) const;
  /// Sees to it that `slot` exists, wherever that is.
  void reserve_slot(gc::Heap& heap, std::uint32_t slot);

  Elements* elements() const { return elements_.get(); }  // null: none
  void set_elements(Elements* elements) { elements_.set(this, elements); }

  void visit(gc::Visitor& visitor);

  // Flags
  // ------------------------------------------------------------------------------------------------------
  static constexpr std::uint16_t k_is_callable = 1;
  static constexpr std::uint16_t k_is_constructor = 2;
  static constexpr std::uint16_t k_has_sparse_elements = 4;  // elements_ is a SparseElements
  static constexpr std::uint16_t k_has_holes = 8;            // among the dense elements may be some
  static constexpr std::uint16_t k_may_have_indexed_accessors =
      16;  // or read-only elements: sparse, or exotic
  static constexpr std::uint16_t k_is_class_constructor = 32;
  /// https://tc39.es/ecma262/#sec-immutable-prototype-exotic-objects
  static constexpr std::uint16_t k_has_immutable_prototype = 64;
  static constexpr std::uint16_t k_is_html_dda = 128;  // https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot
  /// From this one on they mean what the object's class says.
  static constexpr std::uint16_t k_first_own_flag = 256;
  bool has_flag(std::uint16_t flag) const { return (flags_ & flag) != 0; }
  void set_flag(std::uint16_t flag, bool on = true) {
    flags_ = static_cast<std::uint16_t>(on ? flags_ | flag : flags_ & ~flag);
  }

 protected:
  Object(CellKind kind, Shape* shape, std::uint16_t flags = 0)
      : Cell(static_cast<std::uint8_t>(kind)), flags_(flags), shape_(shape) {
    assert(shape->object_kind() == kind);
  }

 private:
  friend struct ObjectLayout;

  // Of OrdinaryObject and PlatformObject only.
  ValueField* inline_slots() { return reinterpret_cast<ValueField*>(this + 1); }
  const ValueField* inline_slots() const { return reinterpret_cast<const ValueField*>(this + 1); }

  std::uint16_t flags_;
  gc::CompressedField<Shape> shape_;
  gc::Field<Slots> slots_;
  gc::Field<Elements> elements_;
};

static_assert(sizeof(Object) == 24);

/// An object of kind Object: ordinary, with inline slots behind it.
class OrdinaryObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Object;
  explicit OrdinaryObject(Shape* shape) : Object(k_kind, shape) {
    auto* slots = reinterpret_cast<ValueField*>(this + 1);
    for (std::uint32_t i = 0; i < shape->inline_capacity(); i++) ::new (&slots[i]) ValueField();
  }
};

/// A new ordinary object with all its slots undefined.
/// \param shape  a root shape of kind Object, or one derived from it
Object* make_object(Agent& agent, Shape* shape);
/// https://tc39.es/ecma262/#sec-ordinaryobjectcreate without further internal slots. `prototype` may be null.
/// \param expected_properties  how many properties to make room for
Object* ordinary_object_create(Agent& agent, Object* prototype, std::uint32_t expected_properties = 4);

inline Value Object::slot(std::uint32_t index) const {
  const std::uint32_t inline_capacity = shape()->inline_capacity();
  return index < inline_capacity ? inline_slots()[index].get() : slots_->get(index - inline_capacity);
}
inline bool Object::has_slot(std::uint32_t index) const {
  const std::uint32_t inline_capacity = shape()->inline_capacity();
  return index < inline_capacity || (slots_ && index - inline_capacity < slots_->capacity());
}
inline void Object::set_slot(std::uint32_t index, Value value) {
  const std::uint32_t inline_capacity = shape()->inline_capacity();
  if (index < inline_capacity) {
    inline_slots()[index].set(this, value);
  } else {
    slots_->set(index - inline_capacity, value);
  }
}

/// https://tc39.es/ecma262/#table-essential-internal-methods. Those of functions are in calls.h. `key` is any
/// property key but a private name.
struct InternalMethods {
  Completion<Value> (*get_prototype_of)(Agent&, Object*);  // an Object or null
  Completion<bool> (*set_prototype_of)(Agent&, Object*, Object* prototype);
  Completion<bool> (*is_extensible)(Agent&, Object*);
  Completion<bool> (*prevent_extensions)(Agent&, Object*);
  Completion<std::optional<PropertyDescriptor>> (*get_own_property)(Agent&, Object*, PropertyKey);
  Completion<bool> (*define_own_property)(Agent&, Object*, PropertyKey, const PropertyDescriptor&);
  Completion<bool> (*has_property)(Agent&, Object*, PropertyKey);
  Completion<Value> (*get)(Agent&, Object*, PropertyKey, Value receiver);
  Completion<bool> (*set)(Agent&, Object*, PropertyKey, Value value, Value receiver);
  Completion<bool> (*delete_property)(Agent&, Object*, PropertyKey);
  Completion<void> (*own_property_keys)(Agent&, Object*, std::vector<PropertyKey>& keys);

  /// [[GetOwnProperty]] without the descriptor, for kinds in which it cannot throw; null for the others. The
  /// ordinary algorithms ask this.
  bool (*find_own_property)(Agent&, Object*, PropertyKey, OwnProperty* found);
  /// Whether find_own_property() looks for what is no array index in the object's shape only, so that caches
  /// may.
  bool has_only_shape_names;
};

}  // namespace orrery::vm
