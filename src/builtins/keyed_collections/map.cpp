// %Map%: https://tc39.es/ecma262/#sec-map-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/consuming.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// The constructor -------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-map-iterable
Completion<Value> map(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "Map");
  // 2., 3.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::MapPrototype));
  Map* made = make_map(agent, prototype);
  // 4. - 6.
  TRY(add_all(agent, made, frame.argument(0), agent.names().set, true));
  return made;
}

/// The array that is the key's value, made if there is none.
Completion<Array*> group_of(Agent& agent, Map* groups, Value key) {
  const Value found = groups->get(agent, key);
  if (!found.is_undefined()) return static_cast<Array*>(found.as_object());
  Array* group = TRY(array_create(agent, 0));
  TRY(groups->set(agent, key, group));
  return group;
}

// https://tc39.es/ecma262/#sec-map.groupby, with https://tc39.es/ecma262/#sec-groupby
Completion<Value> map_group_by(Agent& agent, NativeFrame& frame) {
  Map* groups = make_map(agent);
  const auto add = [&](Value key, Value value) -> Completion<void> {
    return array_append(agent, TRY(group_of(agent, groups, key)), value);
  };
  TRY(group_by(agent, frame.argument(0), frame.argument(1), add));
  return groups;
}

// https://tc39.es/ecma262/#sec-get-map-%symbol.species%
Completion<Value> map_species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

constexpr BuiltinRow k_map_constructor_rows[] = {
    method("groupBy", 2, map_group_by),
    getter(&WellKnown::symbol_species, map_species),
};

// The prototype ---------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-map.prototype.clear
Completion<Value> map_prototype_clear(Agent& agent, NativeFrame& frame) {
  TRY(this_of<Map>(agent, frame, "Map.prototype.clear"))->clear(agent);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-map.prototype.delete
Completion<Value> map_prototype_delete(Agent& agent, NativeFrame& frame) {
  Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.delete"));
  return Value::boolean(map->remove(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-map.prototype.foreach
Completion<Value> map_prototype_for_each(Agent& agent, NativeFrame& frame) {
  Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.forEach"));
  const Value callback = TRY(require_callable(agent, frame.argument(0)));
  TableCursor cursor{map->table()};
  NativeLoop loop(agent);
  while (const std::optional<std::uint32_t> place = cursor.next()) {
    TRY(loop.next_round());
    const Value arguments[] = {cursor.table->value(*place), cursor.table->key(*place), map};
    TRY(call(agent, callback, frame.argument(1), arguments));
  }
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-map.prototype.get
Completion<Value> map_prototype_get(Agent& agent, NativeFrame& frame) {
  const Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.get"));
  return map->get(agent, frame.argument(0));
}

// https://tc39.es/ecma262/#sec-map.prototype.getorinsert
Completion<Value> map_prototype_get_or_insert(Agent& agent, NativeFrame& frame) {
  Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.getOrInsert"));
  if (const auto place = map->find(agent, frame.argument(0))) return map->table()->value(*place);
  TRY(map->set(agent, frame.argument(0), frame.argument(1)));
  return frame.argument(1);
}

// https://tc39.es/ecma262/#sec-map.prototype.getorinsertcomputed
Completion<Value> map_prototype_get_or_insert_computed(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.getOrInsertComputed"));
  const Value callback = TRY(require_callable(agent, frame.argument(1)));
  // 4., 5.
  const Value key = canonical_key(frame.argument(0));
  if (const auto place = map->find(agent, key)) return map->table()->value(*place);
  // 6. - 10. The callback may have added the key.
  const Value value = TRY(call(agent, callback, Value::undefined(), std::span(&key, 1)));
  TRY(map->set(agent, key, value));
  return value;
}

// https://tc39.es/ecma262/#sec-map.prototype.has
Completion<Value> map_prototype_has(Agent& agent, NativeFrame& frame) {
  const Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.has"));
  return Value::boolean(map->has(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-map.prototype.keys
Completion<Value> map_prototype_keys(Agent& agent, NativeFrame& frame) {
  return create_map_iterator(agent, TRY(this_of<Map>(agent, frame, "Map.prototype.keys")),
                             IterationKind::Keys);
}

// https://tc39.es/ecma262/#sec-get-map.prototype.size
Completion<Value> map_prototype_size(Agent& agent, NativeFrame& frame) {
  return Value::number(TRY(this_of<Map>(agent, frame, "get Map.prototype.size"))->size());
}

// https://tc39.es/ecma262/#sec-map.prototype.values
Completion<Value> map_prototype_values(Agent& agent, NativeFrame& frame) {
  return create_map_iterator(agent, TRY(this_of<Map>(agent, frame, "Map.prototype.values")),
                             IterationKind::Values);
}

// https://tc39.es/ecma262/#sec-map.prototype.entries
Completion<Value> map_prototype_entries(Agent& agent, NativeFrame& frame) {
  return create_map_iterator(agent, TRY(this_of<Map>(agent, frame, "Map.prototype.entries")),
                             IterationKind::Entries);
}

}  // namespace

// https://tc39.es/ecma262/#sec-map.prototype.set
Completion<Value> map_prototype_set(Agent& agent, NativeFrame& frame) {
  Map* map = TRY(this_of<Map>(agent, frame, "Map.prototype.set"));
  TRY(map->set(agent, frame.argument(0), frame.argument(1)));
  return map;
}

namespace {

constexpr BuiltinRow k_map_prototype_rows[] = {
    reference("constructor", Intrinsic::Map),
    method("clear", 0, map_prototype_clear),
    method("delete", 1, map_prototype_delete),
    reference("entries", Intrinsic::MapPrototypeEntries),
    method("forEach", 1, map_prototype_for_each),
    method("get", 1, map_prototype_get),
    method("getOrInsert", 2, map_prototype_get_or_insert),
    method("getOrInsertComputed", 2, map_prototype_get_or_insert_computed),
    method("has", 1, map_prototype_has),
    method("keys", 0, map_prototype_keys),
    method("set", 2, map_prototype_set),
    getter("size", map_prototype_size),
    method("values", 0, map_prototype_values),
    reference(&WellKnown::symbol_iterator, Intrinsic::MapPrototypeEntries),
    text(&WellKnown::symbol_to_string_tag, "Map"),
};

}  // namespace

constexpr ObjectTable k_map =
    constructor_table("Map", 0, map, Intrinsic::MapPrototype, k_map_constructor_rows);
constexpr ObjectTable k_map_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_map_prototype_rows);
constexpr ObjectTable k_map_prototype_entries = function_table("entries", 0, map_prototype_entries);

}  // namespace orrery::builtins
