// %WeakSet%: https://tc39.es/ecma262/#sec-weakset-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/collections/weak_collections.h"
#include "vm/functions/builtin_arguments.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-weakset-iterable
Completion<Value> weak_set(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "WeakSet");
  // 2., 3.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::WeakSetPrototype));
  WeakSet* made = make_weak_set(agent, prototype);
  // 4. - 8.
  TRY(add_all(agent, made, frame.argument(0), PropertyKey::atom(intern(agent, "add")), false));
  return made;
}

// https://tc39.es/ecma262/#sec-weakset.prototype.add
Completion<Value> weak_set_add(Agent& agent, NativeFrame& frame) {
  WeakSet* set = TRY(this_of<WeakSet>(agent, frame, "WeakSet.prototype.add"));
  if (!can_be_held_weakly(frame.argument(0))) return agent.throw_type_error("Invalid value used in weak set");
  TRY(set->set(agent, frame.argument(0), Value::undefined()));
  return set;
}

// https://tc39.es/ecma262/#sec-weakset.prototype.delete
Completion<Value> weak_set_delete(Agent& agent, NativeFrame& frame) {
  WeakSet* set = TRY(this_of<WeakSet>(agent, frame, "WeakSet.prototype.delete"));
  if (!can_be_held_weakly(frame.argument(0))) return Value::boolean(false);
  return Value::boolean(set->remove(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-weakset.prototype.has
Completion<Value> weak_set_has(Agent& agent, NativeFrame& frame) {
  const WeakSet* set = TRY(this_of<WeakSet>(agent, frame, "WeakSet.prototype.has"));
  if (!can_be_held_weakly(frame.argument(0))) return Value::boolean(false);
  return Value::boolean(set->get(agent, frame.argument(0)).has_value());
}

constexpr BuiltinRow k_weak_set_rows[] = {
    reference("constructor", Intrinsic::WeakSet),
    method("add", 1, weak_set_add),
    method("delete", 1, weak_set_delete),
    method("has", 1, weak_set_has),
    text(&WellKnown::symbol_to_string_tag, "WeakSet"),
};

}  // namespace

constexpr ObjectTable k_weak_set = constructor_table("WeakSet", 0, weak_set, Intrinsic::WeakSetPrototype);
constexpr ObjectTable k_weak_set_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_weak_set_rows);

}  // namespace orrery::builtins
