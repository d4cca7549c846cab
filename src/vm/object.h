#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/property_key.h"
#include "vm/shape.h"

namespace orrery::vm {

class Agent;
class Elements;
class Slots;
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
  static PropertyDescriptor data(Value value, Attributes attributes);
};

/// The getter and setter of an accessor property; either may be undefined.
class Accessor final : public gc::Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  Accessor(Value getter, Value setter)
      : Cell(static_cast<std::uint8_t>(CellKind::Accessor)), getter_(getter), setter_(setter) {}
  Value getter() const { return getter_.get(); }
  Value setter() const { return setter_.get(); }
  void visit(gc::Visitor& visitor);

 private:
  ValueField getter_;
  ValueField setter_;
};

/// [DOC] Objects
///
/// An object is its shape (which says where its named properties are), slots for their values (inside the
/// object as far as the shape's inline capacity goes, then in a Slots cell), and elements for its indexed
/// ones. Elements are *packed* (no holes), *holey* (a hole is Empty and means "look in the prototype"), or
/// *sparse* (a hash table with attributes). What is no ordinary data property of an index is only ever in
/// sparse elements.
///
/// Objects that are not ordinary differ in their internal methods alone, a table for each cell kind
/// (cells.def). C++ code calls them through internal_get() and so on; `ordinary_…` are the standard's
/// ordinary algorithms.
///
/// Only objects of kind Object have inline slots; other kinds keep their internal slots in place of them.
class Object : public gc::Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;

  CellKind kind() const { return static_cast<CellKind>(raw_kind()); }
  Shape* shape() const { return shape_.get(this); }
  gc::CompressedCell shape_bits() const { return shape_.bits(); }
  void set_shape(Shape* shape) { shape_.set(this, shape); }
  Object* prototype() const { return shape()->prototype(); }
  const InternalMethods& methods() const;
  bool is_callable() const;
  bool is_constructor() const;

  Value slot(std::uint32_t index) const;
  void set_slot(std::uint32_t index, Value value);

  Elements* elements() const { return elements_.get(); }  // null: none
  void set_elements(Elements* elements) { elements_.set(this, elements); }

  void visit(gc::Visitor& visitor);

  // Flags
  // ------------------------------------------------------------------------------------------------------
  static constexpr std::uint16_t k_is_callable = 1;
  static constexpr std::uint16_t k_is_constructor = 2;
  static constexpr std::uint16_t k_has_sparse_elements = 4;  // elements_ is a SparseElements
  static constexpr std::uint16_t k_has_holes = 8;            // the elements may have some
  static constexpr std::uint16_t k_may_have_indexed_accessors =
      16;  // or read-only elements: sparse, or exotic
  static constexpr std::uint16_t k_is_class_constructor = 32;
  static constexpr std::uint16_t k_has_unmade_properties = 64;  // a function's name, length, prototype
  static constexpr std::uint16_t k_is_html_dda = 128;  // https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot
  bool has_flag(std::uint16_t flag) const { return (flags_ & flag) != 0; }
  void set_flag(std::uint16_t flag, bool on = true) {
    flags_ = static_cast<std::uint16_t>(on ? flags_ | flag : flags_ & ~flag);
  }

 protected:
  Object(CellKind kind, Shape* shape, std::uint16_t flags = 0)
      : Cell(static_cast<std::uint8_t>(kind)), flags_(flags), shape_(shape) {}

 private:
  friend struct ObjectLayout;

  std::uint16_t flags_;
  gc::CompressedField<Shape> shape_;
  gc::Field<Slots> slots_;
  gc::Field<Elements> elements_;
};

/// https://tc39.es/ecma262/#table-essential-internal-methods and the two of functions. `key` is any property
/// key.
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
};

}  // namespace orrery::vm
