// %Iterator.prototype%: https://tc39.es/ecma262/#sec-%iterator.prototype%-object

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "builtins/control_abstraction/iterators/tables.h"
#include "vm/builtin_arguments.h"
#include "vm/calls.h"
#include "vm/inspection.h"
#include "vm/object_operations.h"
#include "vm/objects/internal_methods.h"
#include "vm/string.h"

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

/// https://tc39.es/ecma262/#sec-SetterThatIgnoresPrototypeProperties
Completion<void> set_ignoring_prototype(Agent& agent, const NativeFrame& frame, PropertyKey key) {
  // 1.
  const Value this_value = frame.this_value();
  const Value value = frame.argument(0);
  if (!this_value.is_object())
    return agent.throw_type_error(describe_value(agent, this_value) + " is not an object");
  Object* object = this_value.as_object();
  // 2. As if it were read-only.
  if (object == agent.intrinsic(Intrinsic::IteratorPrototype))
    return agent.throw_type_error("Cannot assign to read only property " + describe(key) + " of object");
  // 3. - 5.
  const std::optional<PropertyDescriptor> own = TRY(internal_get_own_property(agent, object, key));
  if (!own) return create_data_property_or_throw(agent, object, key, value);
  return set(agent, object, key, value, true);
}

// https://tc39.es/ecma262/#sec-get-iterator.prototype.constructor
Completion<Value> get_constructor(Agent& agent, NativeFrame&) {
  return agent.intrinsic(Intrinsic::Iterator);
}

// https://tc39.es/ecma262/#sec-set-iterator.prototype.constructor
Completion<Value> set_constructor(Agent& agent, NativeFrame& frame) {
  TRY(set_ignoring_prototype(agent, frame, agent.names().constructor));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-get-iterator.prototype-%symbol.tostringtag%
Completion<Value> get_to_string_tag(Agent& agent, NativeFrame&) {
  return make_ascii_string(agent, "Iterator");
}

// https://tc39.es/ecma262/#sec-set-iterator.prototype-%symbol.tostringtag%
Completion<Value> set_to_string_tag(Agent& agent, NativeFrame& frame) {
  TRY(set_ignoring_prototype(agent, frame, agent.names().symbol_to_string_tag));
  return Value::undefined();
}

constexpr BuiltinRow k_rows[] = {
    accessor("constructor", get_constructor, set_constructor),
    method("drop", 1, iterator_prototype_drop),
    method("every", 1, iterator_prototype_every),
    method("filter", 1, iterator_prototype_filter),
    method("find", 1, iterator_prototype_find),
    method("flatMap", 1, iterator_prototype_flat_map),
    method("forEach", 1, iterator_prototype_for_each),
    method("map", 1, iterator_prototype_map),
    method("reduce", 1, iterator_prototype_reduce),
    method("some", 1, iterator_prototype_some),
    method("take", 1, iterator_prototype_take),
    method("toArray", 0, iterator_prototype_to_array),
    method(&WellKnown::symbol_dispose, 0, dispose),
    method(&WellKnown::symbol_iterator, 0, get_this),
    accessor(&WellKnown::symbol_to_string_tag, get_to_string_tag, set_to_string_tag),
};

}  // namespace

constexpr ObjectTable k_iterator_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_rows);

}  // namespace orrery::builtins
