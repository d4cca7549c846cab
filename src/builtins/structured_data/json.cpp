// %JSON%: https://tc39.es/ecma262/#sec-json-object

#include "builtins/structured_data/json_parser.h"
#include "builtins/structured_data/json_stringify.h"
#include "builtins/structured_data/tables.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/raw_json.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// Reviving --------------------------------------------------------------------------------------------------

/// Calls the reviver for a value and all that is in it, from the inside out.
class Reviver {
 public:
  Reviver(Agent& agent, Value function) : agent_(agent), function_(function), loop_(agent) {}

  /// https://tc39.es/ecma262/#sec-internalizejsonproperty
  Completion<Value> internalize(Object* holder, PropertyKey key, JsonRecord record) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    // 1.
    const Value value = TRY(get(agent_, holder, key));
    // 2., 3. A record counts as long as the value is still that of the text.
    if (!record.is_null() && !same_value(record.value(), value)) record = {};
    Object* context = ordinary_object_create(agent_, agent_.intrinsic(Intrinsic::ObjectPrototype), 1);
    if (!record.is_null() && !record.source().is_undefined()) {
      const PropertyKey source = PropertyKey::atom(intern(agent_, "source"));
      MUST(create_data_property(agent_, context, source, record.source()));
    }
    // 4.
    if (value.is_object()) TRY(internalize_parts(value.as_object(), record));
    // 5.
    const Value arguments[] = {to_value(agent_, key), value, context};
    return call(agent_, function_, holder, arguments);
  }

 private:
  Completion<void> internalize_parts(Object* object, JsonRecord record) {
    if (TRY(is_array(agent_, object))) {
      const std::uint64_t length = TRY(length_of_array_like(agent_, object));
      for (std::uint64_t i = 0; i < length; i++) TRY(internalize_part(object, index_key(agent_, i), record));
      return {};
    }
    ValueList* keys = TRY(enumerable_own_properties(agent_, object, PropertyParts::Keys));
    for (std::uint32_t i = 0; i < keys->size(); i++)
      TRY(internalize_part(object, to_key(agent_, keys->at(i).as_string()), record));
    return {};
  }

  Completion<void> internalize_part(Object* object, PropertyKey key, JsonRecord record) {
    TRY(loop_.next_round());
    const JsonRecord part = record.is_null() ? JsonRecord() : record.part(agent_, key);
    const Value revived = TRY(internalize(object, key, part));
    // Whether it can be deleted or defined does not matter.
    if (revived.is_undefined()) {
      TRY(internal_delete(agent_, object, key));
    } else {
      TRY(create_data_property(agent_, object, key, revived));
    }
    return {};
  }

  Agent& agent_;
  Value function_;
  NativeLoop loop_;
};

// https://tc39.es/ecma262/#sec-json.parse
Completion<Value> json_parse(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  String* text = TRY(to_string(agent, frame.argument(0)));
  const Value reviver = frame.argument(1);
  if (!is_callable(reviver)) return parse_json(agent, text);
  JsonRecord record;
  const Value value = TRY(parse_json(agent, text, &record));
  // 3.
  Object* root = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype), 1);
  MUST(create_data_property(agent, root, agent.names().empty, value));
  return Reviver(agent, reviver).internalize(root, agent.names().empty, record);
}

// Raw JSON --------------------------------------------------------------------------------------------------

bool is_space(char16_t unit) {
  return unit == u'\t' || unit == u'\n' || unit == u'\r' || unit == u' ';
}

// https://tc39.es/ecma262/#sec-json.rawjson
Completion<Value> json_raw_json(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  String* text = TRY(to_string(agent, frame.argument(0)));
  if (text->is_empty() || is_space(text->code_unit_at(0)) || is_space(text->code_unit_at(text->length() - 1)))
    return agent.throw_syntax_error("Invalid value for JSON.rawJSON");
  // 3. Nothing but a primitive value.
  const Value value = TRY(parse_json(agent, text));
  if (value.is_object()) return agent.throw_syntax_error("Invalid value for JSON.rawJSON");
  // 4. - 7.
  Object* object = agent.heap().make<RawJson>(0, agent.shapes().root(nullptr, CellKind::RawJson));
  MUST(create_data_property(agent, object, PropertyKey::atom(intern(agent, "rawJSON")), text));
  MUST(set_integrity_level(agent, object, IntegrityLevel::Frozen));
  return object;
}

// https://tc39.es/ecma262/#sec-json.israwjson
Completion<Value> json_is_raw_json(Agent&, NativeFrame& frame) {
  return Value::boolean(frame.argument(0).is_cell_of(CellKind::RawJson));
}

constexpr BuiltinRow k_json_rows[] = {
    method("isRawJSON", 1, json_is_raw_json),
    method("parse", 2, json_parse),
    method("rawJSON", 1, json_raw_json),
    method("stringify", 3, json_stringify),
    text(&WellKnown::symbol_to_string_tag, "JSON"),
};

}  // namespace

constexpr ObjectTable k_json = ordinary_table(Intrinsic::ObjectPrototype, k_json_rows);

}  // namespace orrery::builtins
