// keys, values and entries, and what they give: https://tc39.es/ecma262/#sec-array-iterator-objects

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/tables.h"
#include "vm/array_iterator.h"
#include "vm/builtin_arguments.h"
#include "vm/iteration.h"
#include "vm/object_operations.h"

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

// https://tc39.es/ecma262/#sec-%arrayiteratorprototype%.next, with the steps of CreateArrayIterator's closure
Completion<Value> next(Agent& agent, NativeFrame& frame) {
  ArrayIterator* iterator = TRY(this_of<ArrayIterator>(agent, frame, "Array Iterator.prototype.next"));
  Object* array = iterator->array();
  if (array == nullptr) return create_iter_result_object(agent, Value::undefined(), true);
  const std::uint64_t length = TRY(length_of_array_like(agent, array));
  const std::uint64_t index = iterator->next_index();
  if (index >= length) {
    iterator->finish();
    return create_iter_result_object(agent, Value::undefined(), true);
  }
  iterator->advance();
  const Value key = Value::number(index);
  if (iterator->iteration_kind() == IterationKind::Keys) return create_iter_result_object(agent, key, false);
  const Value element = TRY(get_at(agent, array, index));
  if (iterator->iteration_kind() == IterationKind::Values)
    return create_iter_result_object(agent, element, false);
  const Value entry[] = {key, element};
  return create_iter_result_object(agent, TRY(make_plain_array(agent, entry)), false);
}

constexpr BuiltinRow k_iterator_rows[] = {
    method("next", 0, next),
    text(&WellKnown::symbol_to_string_tag, "Array Iterator"),
};

}  // namespace

const ObjectTable k_array_prototype_values = function_table("values", 0, array_prototype_values);
const ObjectTable k_array_iterator_prototype = ordinary_table(Intrinsic::IteratorPrototype, k_iterator_rows);

}  // namespace orrery::builtins
