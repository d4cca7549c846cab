// %Iterator.prototype%: https://tc39.es/ecma262/#sec-%iterator.prototype%-object

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "builtins/control_abstraction/iterators/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-%iterator.prototype%-%symbol.iterator%
Completion<Value> get_this(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

// https://tc39.es/ecma262/#sec-%iterator.prototype%-%symbol.dispose%
Completion<Value> dispose(Agent& agent, NativeFrame& frame) {
  const Value object = frame.this_value();
  const Value method = TRY(get_method(agent, object, agent.names().return_));
  if (!method.is_undefined()) TRY(call(agent, method, object));
  return Value::undefined();
}

// Properties that seem to be data ---------------------------------------------------------------------------

Completion<void> set_own(Agent& agent, const NativeFrame& frame, PropertyKey key) {
  const Object* home = agent.intrinsic(Intrinsic::IteratorPrototype);
  return set_ignoring_prototype(agent, frame.this_value(), home, key, frame.argument(0));
}

// https://tc39.es/ecma262/#sec-get-iterator.prototype.constructor
Completion<Value> get_constructor(Agent& agent, NativeFrame&) {
  return agent.intrinsic(Intrinsic::Iterator);
}

// https://tc39.es/ecma262/#sec-set-iterator.prototype.constructor
Completion<Value> set_constructor(Agent& agent, NativeFrame& frame) {
  TRY(set_own(agent, frame, agent.names().constructor));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-get-iterator.prototype-%symbol.tostringtag%
Completion<Value> get_to_string_tag(Agent& agent, NativeFrame&) {
  return make_ascii_string(agent, "Iterator");
}

// https://tc39.es/ecma262/#sec-set-iterator.prototype-%symbol.tostringtag%
Completion<Value> set_to_string_tag(Agent& agent, NativeFrame& frame) {
  TRY(set_own(agent, frame, agent.names().symbol_to_string_tag));
  return Value::undefined();
}

constexpr BuiltinRow k_iterator_prototype_rows[] = {
    accessor("constructor", get_constructor, set_constructor),
    method("chunks", 1, iterator_prototype_chunks),
    method("drop", 1, iterator_prototype_drop),
    method("every", 1, iterator_prototype_every),
    method("filter", 1, iterator_prototype_filter),
    method("find", 1, iterator_prototype_find),
    method("flatMap", 1, iterator_prototype_flat_map),
    method("forEach", 1, iterator_prototype_for_each),
    method("includes", 1, iterator_prototype_includes),
    method("join", 1, iterator_prototype_join),
    method("map", 1, iterator_prototype_map),
    method("reduce", 1, iterator_prototype_reduce),
    method("some", 1, iterator_prototype_some),
    method("take", 1, iterator_prototype_take),
    method("toArray", 0, iterator_prototype_to_array),
    method("windows", 1, iterator_prototype_windows),
    method(&WellKnown::symbol_dispose, 0, dispose),
    method(&WellKnown::symbol_iterator, 0, get_this),
    accessor(&WellKnown::symbol_to_string_tag, get_to_string_tag, set_to_string_tag),
};

}  // namespace

constexpr ObjectTable k_iterator_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_iterator_prototype_rows);

}  // namespace orrery::builtins
