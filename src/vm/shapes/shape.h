#pragma once

#include <cstdint>
#include <optional>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/strings/property_key.h"
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
      16;  // the slot holds what makes the value (Hooks::make_lazy_property)
  bool writable() const { return (bits_ & k_writable) != 0; }
  bool enumerable() const { return (bits_ & k_enumerable) != 0; }
  bool configurable() const { return (bits_ & k_configurable) != 0; }
  bool is_accessor() const { return (bits_ & k_accessor) != 0; }
  bool is_lazy() const { return (bits_ & k_lazy) != 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  constexpr Attributes with(std::uint8_t bits) const {
    return Attributes(static_cast<std::uint8_t>(bits_ | bits));
  }
  constexpr Attributes without(std::uint8_t bits) const {
    return Attributes(static_cast<std::uint8_t>(bits_ & ~bits));
  }
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
  static constexpr CellKind k_kind = CellKind::ValidityCell;
  static constexpr bool k_kind_has_finalizer = false;
  ValidityCell() : Cell(static_cast<std::uint8_t>(k_kind)) {}
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
/// What objects made in the same way have in common: their cell kind, their prototype, and their named
/// properties' keys and attributes, in order of creation; the nth property is in slot n. Adding a property
/// leads from a shape to another, and always to the same one; so do reconfiguring one, changing the
/// prototype, and preventing extensions. Objects that went the same way share a shape, and a cache that saw
/// one knows them all. Private elements (`#x`) are properties here like others; it is the internal methods
/// that never ask for them. Properties with array indices are no business of shapes.
///
/// Shapes that follow one another share one PropertyTable, of which each knows how many entries are its own;
/// the first to branch off copies. Transitions are weak: a shape that no object has goes away.
///
/// An object has a shape of its own, with a table of its own, if it is
///
///   (1) a *dictionary*: properties were removed from it, many reconfigured, or too many added. Its shape
///       changes in place, and caches leave it alone;
///   (2) a *prototype* or the global object. Whatever is added, removed or reconfigured there, or a change of
///   its
///       own prototype, replaces its shape by a new one, so that a shape once seen keeps its meaning, and
///       invalidates the ValidityCell of the chain that begins with it, together with those of all chains
///       that lead through it. (One that is a dictionary, too, keeps its shape; the cells still tell.)
///
/// A cache for loads through prototypes holds the receiver's shape and its chain_validity(), and reads the
/// slot of the holder each time: writing to an existing property invalidates nothing. It is for chains of
/// objects whose named properties are all in their shapes: whoever makes a cache must see to that
/// (InternalMethods::has_only_shape_names).
///
/// Shapes are made and left through Shapes (shapes/shapes.h) only.
class Shape final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Shape;
  static constexpr bool k_kind_has_finalizer = false;
  /// Own properties beyond which an object becomes a dictionary by adding.
  static constexpr std::uint32_t k_max_properties = 512;
  static constexpr std::uint32_t k_max_inline_capacity = 31;

  Object* prototype() const { return prototype_.get(); }
  /// The kind of the objects that have this shape.
  CellKind object_kind() const { return object_kind_; }
  /// Of private elements, too.
  std::uint32_t property_count() const;
  /// The slots in use are those below this.
  std::uint32_t slot_count() const { return count_; }
  /// Slots in the object itself; more are out of line.
  std::uint32_t inline_capacity() const { return inline_capacity_; }
  bool is_dictionary() const { return (flags_ & k_is_dictionary) != 0; }
  bool is_prototype() const { return (flags_ & k_is_prototype) != 0; }
  bool is_unshared() const { return (flags_ & (k_is_dictionary | k_is_prototype)) != 0; }
  bool is_extensible() const { return (flags_ & k_is_not_extensible) == 0; }

  /// \param key  no array index
  std::optional<PropertyLocation> find(PropertyKey key) const;
  /// The property in `slot`, a number below slot_count(); none if it was removed.
  std::optional<PropertyKey> key_of(std::uint32_t slot) const;
  Attributes attributes_of(std::uint32_t slot) const;

  /// Valid as long as nothing that could change where a load through objects of this shape's prototype ends
  /// has happened to that prototype or those above it. Made when first asked for.
  ValidityCell* chain_validity(Agent& agent) const;

  void visit(gc::Visitor& visitor);

 private:
  friend class Shapes;
  friend class ValidityChains;
  friend class gc::Heap;

  static constexpr std::uint8_t k_is_dictionary = 1;
  static constexpr std::uint8_t k_is_prototype = 2;
  static constexpr std::uint8_t k_is_not_extensible = 4;

  Shape(Object* prototype, CellKind object_kind, std::uint8_t inline_capacity)
      : Cell(static_cast<std::uint8_t>(k_kind)),
        inline_capacity_(inline_capacity),
        object_kind_(object_kind),
        prototype_(prototype) {}

  std::uint8_t flags_ = 0;
  std::uint8_t inline_capacity_;
  CellKind object_kind_;
  bool was_added_ = false;  // the last property is what parent_ has not
  std::uint32_t count_ = 0;
  gc::Field<Object> prototype_;  // or null
  gc::Field<PropertyTable> table_;
  gc::Field<Shape> parent_;           // null: a root shape, or unshared
  gc::Field<ValidityCell> validity_;  // of the chain that begins with the object; of prototypes only
};

}  // namespace orrery::vm
