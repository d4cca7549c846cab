// %Set%: https://tc39.es/ecma262/#sec-set-objects

#include "builtins/keyed_collections/collection_methods.h"
#include "builtins/keyed_collections/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-set-iterable
Completion<Value> set(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "Set");
  // 2., 3.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::SetPrototype));
  Set* made = make_set(agent, prototype);
  // 4. - 8.
  TRY(add_all(agent, made, frame.argument(0), PropertyKey::atom(intern(agent, "add")), false));
  return made;
}

// https://tc39.es/ecma262/#sec-get-set-%symbol.species%
Completion<Value> set_species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

constexpr BuiltinRow k_set_constructor_rows[] = {
    getter(&WellKnown::symbol_species, set_species),
};

// https://tc39.es/ecma262/#sec-set.prototype.clear
Completion<Value> set_prototype_clear(Agent& agent, NativeFrame& frame) {
  TRY(this_of<Set>(agent, frame, "Set.prototype.clear"))->clear(agent);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-set.prototype.delete
Completion<Value> set_prototype_delete(Agent& agent, NativeFrame& frame) {
  Set* set = TRY(this_of<Set>(agent, frame, "Set.prototype.delete"));
  return Value::boolean(set->remove(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-set.prototype.entries
Completion<Value> set_prototype_entries(Agent& agent, NativeFrame& frame) {
  return create_set_iterator(agent, TRY(this_of<Set>(agent, frame, "Set.prototype.entries")),
                             IterationKind::Entries);
}

// https://tc39.es/ecma262/#sec-set.prototype.foreach
Completion<Value> set_prototype_for_each(Agent& agent, NativeFrame& frame) {
  Set* set = TRY(this_of<Set>(agent, frame, "Set.prototype.forEach"));
  const Value callback = TRY(require_callable(agent, frame.argument(0)));
  TableCursor cursor{set->table()};
  NativeLoop loop(agent);
  while (const std::optional<std::uint32_t> place = cursor.next()) {
    TRY(loop.next_round());
    const Value key = cursor.table->key(*place);
    const Value arguments[] = {key, key, set};
    TRY(call(agent, callback, frame.argument(1), arguments));
  }
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-set.prototype.has
Completion<Value> set_prototype_has(Agent& agent, NativeFrame& frame) {
  const Set* set = TRY(this_of<Set>(agent, frame, "Set.prototype.has"));
  return Value::boolean(set->has(agent, frame.argument(0)));
}

// https://tc39.es/ecma262/#sec-get-set.prototype.size
Completion<Value> set_prototype_size(Agent& agent, NativeFrame& frame) {
  return Value::number(TRY(this_of<Set>(agent, frame, "get Set.prototype.size"))->size());
}

// https://tc39.es/ecma262/#sec-set.prototype.values
Completion<Value> set_prototype_values(Agent& agent, NativeFrame& frame) {
  return create_set_iterator(agent, TRY(this_of<Set>(agent, frame, "Set.prototype.values")),
                             IterationKind::Values);
}

}  // namespace

// https://tc39.es/ecma262/#sec-set.prototype.add
Completion<Value> set_prototype_add(Agent& agent, NativeFrame& frame) {
  Set* set = TRY(this_of<Set>(agent, frame, "Set.prototype.add"));
  TRY(set->set(agent, frame.argument(0), Value::undefined()));
  return set;
}

namespace {

constexpr BuiltinRow k_set_prototype_rows[] = {
    reference("constructor", Intrinsic::Set),
    method("add", 1, set_prototype_add),
    method("clear", 0, set_prototype_clear),
    method("delete", 1, set_prototype_delete),
    method("difference", 1, set_prototype_difference),
    method("entries", 0, set_prototype_entries),
    method("forEach", 1, set_prototype_for_each),
    method("has", 1, set_prototype_has),
    method("intersection", 1, set_prototype_intersection),
    method("isDisjointFrom", 1, set_prototype_is_disjoint_from),
    method("isSubsetOf", 1, set_prototype_is_subset_of),
    method("isSupersetOf", 1, set_prototype_is_superset_of),
    reference("keys", Intrinsic::SetPrototypeValues),
    getter("size", set_prototype_size),
    method("symmetricDifference", 1, set_prototype_symmetric_difference),
    method("union", 1, set_prototype_union),
    reference("values", Intrinsic::SetPrototypeValues),
    reference(&WellKnown::symbol_iterator, Intrinsic::SetPrototypeValues),
    text(&WellKnown::symbol_to_string_tag, "Set"),
};

}  // namespace

constexpr ObjectTable k_set =
    constructor_table("Set", 0, set, Intrinsic::SetPrototype, k_set_constructor_rows);
constexpr ObjectTable k_set_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_set_prototype_rows);
constexpr ObjectTable k_set_prototype_values = function_table("values", 0, set_prototype_values);

}  // namespace orrery::builtins
