#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/realm.h"
#include "vm/shapes/shape.h"
#include "vm/well_known.h"

namespace orrery::vm {

/// [DOC] Builtin objects
///
/// Each intrinsic object that the standard gives properties is one constexpr ObjectTable, beside the
/// functions that it names (src/builtins, a folder for each chapter of ECMA-262); src/engine/intrinsics.cpp
/// lists the tables. An object is made when it is first asked for, and with all its properties lazy
/// (Attributes::k_lazy): the slot holds the realm, and the row is found again by its key when somebody looks.
/// So a realm costs little more than its global object.

/// A property of a builtin object.
struct BuiltinRow {
  enum class Kind : std::uint8_t {
    Method,
    Accessor,         // `setter` may be null
    Number,           // `number`, read-only: Math.PI
    Text,             // `text`, a String: Symbol.prototype[@@toStringTag]
    Undefined,        // globalThis.undefined
    WellKnownSymbol,  // `value_symbol`: Symbol.iterator
    Reference,        // `intrinsic`: another intrinsic object, or the same function as another property's
    GlobalThis,
    Restricted,  // an accessor whose getter and setter are %ThrowTypeError%
  };
  Kind kind;
  std::uint8_t length = 0;
  std::uint8_t attributes = k_hidden_attributes.bits();
  Intrinsic intrinsic = Intrinsic::ObjectPrototype;
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may leave them out.
  std::string_view name = {};                 // the key, unless:
  PropertyKey WellKnown::* symbol = nullptr;  // the key is this symbol
  NativeCode code = nullptr;                  // the method or getter
  NativeCode setter = nullptr;
  double number = 0;
  std::string_view text = {};
  // NOLINTEND(readability-redundant-member-init)
  PropertyKey WellKnown::* value_symbol = nullptr;
  TailRequest tail_request = TailRequest::None;

  constexpr BuiltinRow ending_in(TailRequest request) const {
    BuiltinRow row = *this;
    row.tail_request = request;
    return row;
  }
  constexpr BuiltinRow with(Attributes other) const {
    BuiltinRow row = *this;
    row.attributes = other.bits();
    return row;
  }
};

constexpr Attributes k_no_attributes{0};
constexpr Attributes k_configurable_attribute{Attributes::k_configurable};

/// \param length  the value of the function's `length`
constexpr BuiltinRow method(std::string_view name, std::uint8_t length, NativeCode code) {
  return {.kind = BuiltinRow::Kind::Method, .length = length, .name = name, .code = code};
}
constexpr BuiltinRow method(PropertyKey WellKnown::* symbol, std::uint8_t length, NativeCode code) {
  return {.kind = BuiltinRow::Kind::Method, .length = length, .symbol = symbol, .code = code};
}
constexpr BuiltinRow getter(std::string_view name, NativeCode code) {
  return {.kind = BuiltinRow::Kind::Accessor,
          .attributes = Attributes::k_configurable,
          .name = name,
          .code = code};
}
constexpr BuiltinRow getter(PropertyKey WellKnown::* symbol, NativeCode code) {
  return {.kind = BuiltinRow::Kind::Accessor,
          .attributes = Attributes::k_configurable,
          .symbol = symbol,
          .code = code};
}
constexpr BuiltinRow accessor(std::string_view name, NativeCode getter, NativeCode setter) {
  return {.kind = BuiltinRow::Kind::Accessor,
          .attributes = Attributes::k_configurable,
          .name = name,
          .code = getter,
          .setter = setter};
}
constexpr BuiltinRow accessor(PropertyKey WellKnown::* symbol, NativeCode getter, NativeCode setter) {
  return {.kind = BuiltinRow::Kind::Accessor,
          .attributes = Attributes::k_configurable,
          .symbol = symbol,
          .code = getter,
          .setter = setter};
}
constexpr BuiltinRow number(std::string_view name, double value) {
  return {.kind = BuiltinRow::Kind::Number, .attributes = 0, .name = name, .number = value};
}
/// Symbol.toStringTag and its kin: configurable only.
constexpr BuiltinRow text(PropertyKey WellKnown::* symbol, std::string_view value) {
  return {.kind = BuiltinRow::Kind::Text,
          .attributes = Attributes::k_configurable,
          .symbol = symbol,
          .text = value};
}
constexpr BuiltinRow text(std::string_view name, std::string_view value) {
  return {.kind = BuiltinRow::Kind::Text, .name = name, .text = value};
}
/// A property whose value is an intrinsic: of a prototype its `constructor`, of the global object a
/// constructor.
constexpr BuiltinRow reference(std::string_view name, Intrinsic intrinsic) {
  return {.kind = BuiltinRow::Kind::Reference, .intrinsic = intrinsic, .name = name};
}
constexpr BuiltinRow reference(PropertyKey WellKnown::* symbol, Intrinsic intrinsic) {
  return {.kind = BuiltinRow::Kind::Reference, .intrinsic = intrinsic, .symbol = symbol};
}
constexpr BuiltinRow restricted_accessor(std::string_view name) {
  return {.kind = BuiltinRow::Kind::Restricted, .attributes = Attributes::k_configurable, .name = name};
}
constexpr BuiltinRow undefined_row(std::string_view name) {
  return {.kind = BuiltinRow::Kind::Undefined, .attributes = 0, .name = name};
}
constexpr BuiltinRow global_this_row(std::string_view name) {
  return {.kind = BuiltinRow::Kind::GlobalThis, .name = name};
}
constexpr BuiltinRow symbol(std::string_view name, PropertyKey WellKnown::* value) {
  return {.kind = BuiltinRow::Kind::WellKnownSymbol, .attributes = 0, .name = name, .value_symbol = value};
}

/// What an intrinsic object is.
struct ObjectTable {
  enum class Sort : std::uint8_t {
    Ordinary,
    Function,     // that is no constructor
    Constructor,  // `code` is called for both [[Call]] and [[Construct]] (NativeFrame::new_target())
    Custom,       // `make` makes it, without the rows
  };
  Sort sort = Sort::Ordinary;
  /// [[Prototype]]
  Intrinsic prototype = Intrinsic::ObjectPrototype;
  bool has_no_prototype = false;
  // Of functions:
  // NOLINTBEGIN(readability-redundant-member-init): designated initializers may leave them out.
  std::string_view name = {};
  std::uint8_t length = 0;
  NativeCode code = nullptr;
  /// Of constructors: the value of `prototype`.
  Intrinsic prototype_property = Intrinsic::ObjectPrototype;
  bool has_no_prototype_property = false;  // Proxy
  Object* (*make)(Agent&, Realm&) = nullptr;
  std::span<const BuiltinRow> rows = {};
  // NOLINTEND(readability-redundant-member-init)
};

constexpr ObjectTable ordinary_table(Intrinsic prototype, std::span<const BuiltinRow> rows) {
  return {.prototype = prototype, .rows = rows};
}
constexpr ObjectTable constructor_table(std::string_view name, std::uint8_t length, NativeCode code,
                                        Intrinsic prototype_property, std::span<const BuiltinRow> rows = {},
                                        Intrinsic prototype = Intrinsic::FunctionPrototype) {
  return {.sort = ObjectTable::Sort::Constructor,
          .prototype = prototype,
          .name = name,
          .length = length,
          .code = code,
          .prototype_property = prototype_property,
          .rows = rows};
}
constexpr ObjectTable function_table(std::string_view name, std::uint8_t length, NativeCode code) {
  return {.sort = ObjectTable::Sort::Function,
          .prototype = Intrinsic::FunctionPrototype,
          .name = name,
          .length = length,
          .code = code};
}
constexpr ObjectTable custom_table(Object* (*make)(Agent&, Realm&), std::span<const BuiltinRow> rows) {
  return {.sort = ObjectTable::Sort::Custom, .make = make, .rows = rows};
}

/// The object, with its properties lazy. May ask for other intrinsics of the realm: `prototype` and
/// `prototype_property`.
Object* make_builtin_object(Agent& agent, Realm& realm, const ObjectTable& table);
/// Whether `key` is this ASCII name, without making a string of the name.
bool is_name(PropertyKey key, std::string_view name);
/// Adds lazy properties to an object that is there, such as the global object.
void add_builtin_rows(Agent& agent, Realm& realm, Object* object, std::span<const BuiltinRow> rows);
/// The same, where `source` is what the slots hold: a PlatformCell.
void add_builtin_rows(Agent& agent, Realm& realm, Object* object, std::span<const BuiltinRow> rows,
                      Value source);
/// For Hooks::make_lazy_property. What a property's slot holds says what it is made from: a StackTrace, the
/// text of an error's `stack`; a Realm, a row of one of that realm's builtin objects (Hooks::builtin_table);
/// a PlatformCell, whatever that one makes; nothing, a function's `length`, `name` or `prototype`.
Value make_lazy_property(Agent& agent, Object* holder, PropertyKey key, Value row);
/// The value of the lazy property `key`, or its Accessor as a cell.
Value make_builtin_property(Agent& agent, Realm& realm, std::span<const BuiltinRow> rows, PropertyKey key);

}  // namespace orrery::vm
