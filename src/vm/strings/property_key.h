#pragma once

#include <cstdint>
#include <optional>

#include "vm/strings/string.h"
#include "vm/strings/symbol.h"
#include "vm/value.h"

namespace orrery::vm {

/// A property key in one word: an atom, a symbol (private names included), or a whole number from 0 to 2^32
/// - 1. Strings that spell such a number are never atoms but always this; 2^32 - 1, which is no array index,
/// is among them.
class PropertyKey {
 public:
  PropertyKey() = default;
  static PropertyKey index(std::uint32_t index) { return PropertyKey(Value::k_number_tag | index); }
  /// \param atom  in the agent's atom table
  static PropertyKey atom(const String* atom) { return PropertyKey(Value(atom).bits()); }
  static PropertyKey symbol(const Symbol* symbol) { return PropertyKey(Value(symbol).bits()); }

  bool is_index() const { return bits_ >= Value::k_number_tag; }
  /// https://tc39.es/ecma262/#array-index: what objects keep in their elements. 2^32 - 1 is a name like
  /// others.
  bool is_array_index() const { return is_index() && as_index() != k_not_an_array_index; }
  bool is_string() const { return !is_index() && kind_of(cell()) == CellKind::String; }
  bool is_symbol() const { return !is_index() && kind_of(cell()) == CellKind::Symbol; }
  bool is_private() const { return is_symbol() && as_symbol()->is_private(); }

  std::uint32_t as_index() const { return static_cast<std::uint32_t>(bits_); }
  String* as_atom() const { return Value::from_bits(bits_).as_string(); }
  Symbol* as_symbol() const { return Value::from_bits(bits_).as_symbol(); }
  /// The atom or symbol.
  gc::Cell* cell() const { return Value::from_bits(bits_).as_cell(); }
  std::uint64_t bits() const { return bits_; }
  static PropertyKey from_bits(std::uint64_t bits) { return PropertyKey(bits); }
  /// Of what is no array index.
  std::uint32_t hash() const {
    if (is_index()) return 1;
    return kind_of(cell()) == CellKind::String ? as_atom()->hash() : as_symbol()->hash();
  }

  bool operator==(const PropertyKey&) const = default;

  static constexpr std::uint32_t k_not_an_array_index = 0xffff'ffff;

 private:
  explicit PropertyKey(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

inline void visit_key(gc::Visitor& visitor, PropertyKey key) {
  if (!key.is_index()) visitor.visit(key.cell());
}

/// The key that `string` spells: an index, or an atom. Flattens and interns.
PropertyKey to_key(Agent& agent, String* string);
/// The index that `string` spells, if it does.
std::optional<std::uint32_t> to_index_key(String* string);
/// https://tc39.es/ecma262/#sec-topropertykey of a primitive; throws only where a BigInt's text is too long.
Completion<PropertyKey> primitive_to_property_key(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-topropertykey
Completion<PropertyKey> to_property_key(Agent& agent, Value value);
/// The key as the language sees it: a String or a Symbol.
Value to_value(Agent& agent, PropertyKey key);
/// The atom for an ASCII text; for names known in advance.
String* intern(Agent& agent, std::string_view ascii);

}  // namespace orrery::vm
