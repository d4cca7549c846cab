// https://tc39.es/ecma262/#sec-symbol-objects

#include "vm/strings/symbol.h"

#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-symbol-description
Completion<Value> symbol_constructor(Agent& agent, NativeFrame& frame) {
  // 1.
  if (frame.is_construct()) return agent.throw_type_error("Symbol is not a constructor");
  // 2., 3.
  String* description = nullptr;
  if (!frame.argument(0).is_undefined()) description = TRY(vm::to_string(agent, frame.argument(0)));
  // 4.
  return make_symbol(agent, Symbol::Sort::Unique, description);
}

// https://tc39.es/ecma262/#sec-symbol.for
Completion<Value> symbol_for(Agent& agent, NativeFrame& frame) {
  String* key = TRY(vm::to_string(agent, frame.argument(0)));
  return agent.symbol_registry().symbol_for(agent, key);
}

// https://tc39.es/ecma262/#sec-symbol.keyfor
Completion<Value> symbol_key_for(Agent& agent, NativeFrame& frame) {
  const Value value = frame.argument(0);
  if (!value.is_symbol()) return agent.throw_type_error(describe_value(agent, value) + " is not a symbol");
  // https://tc39.es/ecma262/#sec-keyforsymbol
  const Symbol* symbol = value.as_symbol();
  if (!symbol->is_registered()) return Value::undefined();
  return symbol->description();
}

// https://tc39.es/ecma262/#sec-thissymbolvalue
Completion<Symbol*> this_symbol_value(Agent& agent, NativeFrame& frame, std::string_view method) {
  Value value = frame.this_value();
  if (value.is_cell_of(CellKind::PrimitiveObject))
    value = static_cast<PrimitiveObject*>(value.as_object())->primitive();
  if (value.is_symbol()) return value.as_symbol();
  return agent.throw_type_error("Symbol.prototype" + std::string(method) +
                                " requires that 'this' be a Symbol");
}

// https://tc39.es/ecma262/#sec-symbol.prototype.description
Completion<Value> description(Agent& agent, NativeFrame& frame) {
  const Symbol* symbol = TRY(this_symbol_value(agent, frame, ".description"));
  return symbol->description() == nullptr ? Value::undefined() : Value(symbol->description());
}

// https://tc39.es/ecma262/#sec-symbol.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  const Symbol* symbol = TRY(this_symbol_value(agent, frame, ".toString"));
  // https://tc39.es/ecma262/#sec-symboldescriptivestring
  StringBuilder text(agent);
  text.append_ascii("Symbol(");
  if (symbol->description() != nullptr) text.append(symbol->description());
  text.append(u')');
  return text.finish();
}

// https://tc39.es/ecma262/#sec-symbol.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return this_symbol_value(agent, frame, ".valueOf");
}

// https://tc39.es/ecma262/#sec-symbol.prototype-%symbol.toprimitive%
Completion<Value> to_primitive(Agent& agent, NativeFrame& frame) {
  return this_symbol_value(agent, frame, "[Symbol.toPrimitive]");
}

constexpr BuiltinRow k_symbol_rows[] = {
    symbol("asyncDispose", &WellKnown::symbol_async_dispose),
    symbol("asyncIterator", &WellKnown::symbol_async_iterator),
    symbol("dispose", &WellKnown::symbol_dispose),
    method("for", 1, symbol_for),
    symbol("hasInstance", &WellKnown::symbol_has_instance),
    symbol("isConcatSpreadable", &WellKnown::symbol_is_concat_spreadable),
    symbol("iterator", &WellKnown::symbol_iterator),
    method("keyFor", 1, symbol_key_for),
    symbol("match", &WellKnown::symbol_match),
    symbol("matchAll", &WellKnown::symbol_match_all),
    symbol("replace", &WellKnown::symbol_replace),
    symbol("search", &WellKnown::symbol_search),
    symbol("species", &WellKnown::symbol_species),
    symbol("split", &WellKnown::symbol_split),
    symbol("toPrimitive", &WellKnown::symbol_to_primitive),
    symbol("toStringTag", &WellKnown::symbol_to_string_tag),
    symbol("unscopables", &WellKnown::symbol_unscopables),
};

constexpr BuiltinRow k_symbol_prototype_rows[] = {
    reference("constructor", Intrinsic::Symbol),
    getter("description", description),
    method("toString", 0, to_string),
    method("valueOf", 0, value_of),
    method(&WellKnown::symbol_to_primitive, 1, to_primitive).with(k_configurable_attribute),
    text(&WellKnown::symbol_to_string_tag, "Symbol"),
};

}  // namespace

constexpr ObjectTable k_symbol =
    constructor_table("Symbol", 0, symbol_constructor, Intrinsic::SymbolPrototype, k_symbol_rows);
constexpr ObjectTable k_symbol_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_symbol_prototype_rows);

}  // namespace orrery::builtins
