#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;
class PropertyTable;

/// https://tc39.es/ecma262/#sec-property-attributes
class Attributes {
 public:
  constexpr Attributes() = default;
  constexpr explicit Attributes(std::uint8_t bits) : bits_(bits) {}
  static constexpr std::uint8_t k_writable = 1;
  static constexpr std::uint8_t k_enumerable = 2;
  static constexpr std::uint8_t k_configurable = 4;
  static constexpr std::uint8_t k_accessor = 8;  // the slot holds an Accessor; never with k_writable
  static constexpr std::uint8_t k_lazy =
      16;  // the slot holds what makes the value (a row of a builtin table)
  bool writable() const { return (bits_ & k_writable) != 0; }
  bool enumerable() const { return (bits_ & k_enumerable) != 0; }
  bool configurable() const { return (bits_ & k_configurable) != 0; }
  bool is_accessor() const { return (bits_ & k_accessor) != 0; }
  bool is_lazy() const { return (bits_ & k_lazy) != 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  bool operator==(const Attributes&) const = default;

 private:
  std::uint8_t bits_ = 0;
};
constexpr Attributes k_data_attributes{Attributes::k_writable | Attributes::k_enumerable |
                                       Attributes::k_configurable};
/// Of methods of builtins.
constexpr Attributes k_hidden_attributes{Attributes::k_writable | Attributes::k_configurable};

/// True until something happens that breaks what depends on it; then false for good.
class ValidityCell final : public gc::Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  ValidityCell() : Cell(static_cast<std::uint8_t>(CellKind::ValidityCell)) {}
  bool is_valid() const { return is_valid_ != 0; }
  void invalidate() { is_valid_ = 0; }
  void visit(gc::Visitor&) {}

 private:
  std::uint32_t is_valid_ = 1;
};

/// Where a property is.
struct PropertyLocation {
  std::uint32_t slot;
  Attributes attributes;
};

/// [DOC] Shapes
///
/// What objects made in the same way have in common: their prototype, and their named properties' keys,
/// attributes and slots, in order of creation. Adding a property leads from a shape to another, and always to
/// the same one; so objects that went the same way share a shape, and a cache that saw one knows them all.
///
/// Shapes that follow one another share one PropertyTable, of which each knows how many entries are its own;
/// the first to branch off copies. Indexed properties are no business of shapes.
///
/// An object has a shape of its own, that nobody else shares and that changes in place, if it is (1) a
/// *dictionary*: it had properties deleted, reconfigured, or too many; caches leave it alone; or (2) a
/// *prototype*, or the global object: what is added, removed or reconfigured there replaces the shape and
/// invalidates the `validity` cell that caches of objects which inherit from it hold. A chain's cells are
/// invalidated together with that of the object they lead through.
class Shape final : public gc::Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  /// Own properties beyond which an object becomes a dictionary by adding.
  static constexpr std::uint32_t k_max_properties = 512;

  Object* prototype() const { return prototype_.get(); }
  std::uint32_t property_count() const { return count_; }
  /// Slots in the object itself; more are out of line.
  std::uint32_t inline_capacity() const { return inline_capacity_; }
  bool is_dictionary() const { return (flags_ & k_is_dictionary) != 0; }
  bool is_prototype() const { return (flags_ & k_is_prototype) != 0; }
  bool is_unshared() const { return (flags_ & (k_is_dictionary | k_is_prototype)) != 0; }
  bool is_extensible() const { return (flags_ & k_is_not_extensible) == 0; }

  /// \param key  an atom or a symbol
  /// \return whether there is such a property
  bool find(PropertyKey key, PropertyLocation* location) const;
  /// Valid as long as nothing that could change a load through objects of this shape's prototype has happened
  /// to that prototype or those above it. Made when first asked for.
  ValidityCell* chain_validity(Agent& agent);

  void visit(gc::Visitor& visitor);

 private:
  friend class Shapes;

  static constexpr std::uint8_t k_is_dictionary = 1;
  static constexpr std::uint8_t k_is_prototype = 2;
  static constexpr std::uint8_t k_is_not_extensible = 4;

  explicit Shape(Object* prototype)
      : Cell(static_cast<std::uint8_t>(CellKind::Shape)), prototype_(prototype) {}

  std::uint8_t flags_ = 0;
  std::uint8_t inline_capacity_ = 0;
  std::uint32_t count_ = 0;
  gc::Field<Object> prototype_;  // or null
  gc::Field<PropertyTable> table_;
  gc::Field<gc::Cell> transitions_;  // a Shape (the only one so far) or a HashTable
  gc::Field<Shape> parent_;
  PropertyKey added_key_;  // on the way from parent_
  Attributes added_attributes_;
  gc::Field<ValidityCell> validity_;  // of the chain from prototype_ on
};

}  // namespace orrery::vm
