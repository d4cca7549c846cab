// %WeakMap%: https://tc39.es/ecma262/#sec-weakmap-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/collections/weak_collections.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-weakmap-iterable
Completion<Value> weak_map(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "WeakMap");
  // 2., 3.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::WeakMapPrototype));
  WeakMap* made = make_weak_map(agent, prototype);
  // 4. - 6.
  TRY(add_all(agent, made, frame.argument(0), agent.names().set, true));
  return made;
}

/// The first argument, which can be held weakly.
Completion<Value> require_key(Agent& agent, const NativeFrame& frame) {
  if (can_be_held_weakly(frame.argument(0))) return frame.argument(0);
  return agent.throw_type_error("Invalid value used as weak map key");
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.delete
Completion<Value> weak_map_delete(Agent& agent, NativeFrame& frame) {
  WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.delete"));
  if (!can_be_held_weakly(frame.argument(0))) return Value::boolean(false);
  return Value::boolean(map->remove(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.get
Completion<Value> weak_map_get(Agent& agent, NativeFrame& frame) {
  const WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.get"));
  if (!can_be_held_weakly(frame.argument(0))) return Value::undefined();
  return map->get(agent, frame.argument(0)).value_or(Value::undefined());
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.getorinsert
Completion<Value> weak_map_get_or_insert(Agent& agent, NativeFrame& frame) {
  WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.getOrInsert"));
  const Value key = TRY(require_key(agent, frame));
  if (const std::optional<Value> found = map->get(agent, key)) return *found;
  TRY(map->set(agent, key, frame.argument(1)));
  return frame.argument(1);
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.getorinsertcomputed
Completion<Value> weak_map_get_or_insert_computed(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.getOrInsertComputed"));
  const Value key = TRY(require_key(agent, frame));
  const Value callback = TRY(require_callable(agent, frame.argument(1)));
  // 5.
  if (const std::optional<Value> found = map->get(agent, key)) return *found;
  // 6. - 10. The callback may have added the key.
  const Value value = TRY(call(agent, callback, Value::undefined(), std::span(&key, 1)));
  TRY(map->set(agent, key, value));
  return value;
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.has
Completion<Value> weak_map_has(Agent& agent, NativeFrame& frame) {
  const WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.has"));
  if (!can_be_held_weakly(frame.argument(0))) return Value::boolean(false);
  return Value::boolean(map->get(agent, frame.argument(0)).has_value());
}

// https://tc39.es/ecma262/#sec-weakmap.prototype.set
Completion<Value> weak_map_set(Agent& agent, NativeFrame& frame) {
  WeakMap* map = TRY(this_of<WeakMap>(agent, frame, "WeakMap.prototype.set"));
  const Value key = TRY(require_key(agent, frame));
  TRY(map->set(agent, key, frame.argument(1)));
  return map;
}

constexpr BuiltinRow k_weak_map_rows[] = {
    reference("constructor", Intrinsic::WeakMap),
    method("delete", 1, weak_map_delete),
    method("get", 1, weak_map_get),
    method("getOrInsert", 2, weak_map_get_or_insert),
    method("getOrInsertComputed", 2, weak_map_get_or_insert_computed),
    method("has", 1, weak_map_has),
    method("set", 2, weak_map_set),
    text(&WellKnown::symbol_to_string_tag, "WeakMap"),
};

}  // namespace

constexpr ObjectTable k_weak_map = constructor_table("WeakMap", 0, weak_map, Intrinsic::WeakMapPrototype);
constexpr ObjectTable k_weak_map_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_weak_map_rows);

}  // namespace orrery::builtins
