// keys, values and entries, and what they give: https://tc39.es/ecma262/#sec-array-iterator-objects

#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/iteration/array_iterator.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-array.prototype.entries
Completion<Value> array_prototype_entries(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(this_object(agent, frame, "Array.prototype.entries"));
  return create_array_iterator(agent, object, IterationKind::Entries);
}

// https://tc39.es/ecma262/#sec-array.prototype.keys
Completion<Value> array_prototype_keys(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(this_object(agent, frame, "Array.prototype.keys"));
  return create_array_iterator(agent, object, IterationKind::Keys);
}

namespace {

// https://tc39.es/ecma262/#sec-array.prototype.values
Completion<Value> array_prototype_values(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(this_object(agent, frame, "Array.prototype.values"));
  return create_array_iterator(agent, object, IterationKind::Values);
}

constexpr BuiltinRow k_array_iterator_rows[] = {
    method("next", 0, array_iterator_next),
    text(&WellKnown::symbol_to_string_tag, "Array Iterator"),
};

}  // namespace

constexpr ObjectTable k_array_prototype_values = function_table("values", 0, array_prototype_values);
constexpr ObjectTable k_array_iterator_prototype =
    ordinary_table(Intrinsic::IteratorPrototype, k_array_iterator_rows);

}  // namespace orrery::builtins
