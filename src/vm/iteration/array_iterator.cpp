#include "vm/iteration/array_iterator.h"

#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

Object* create_array_iterator(Agent& agent, Object* array, IterationKind kind) {
  return agent.heap().make<ArrayIterator>(0, agent.realm().shape(agent, CommonShape::ArrayIterator), array,
                                          kind);
}

namespace {

Completion<Value> element_at(Agent& agent, Object* object, std::uint64_t index) {
  // OPTIMIZATION: what lies in an array's elements is its value.
  if (object->kind() == CellKind::Array && object->elements() != nullptr &&
      index < object->elements()->length()) {
    const Value value = object->elements()->get(static_cast<std::uint32_t>(index));
    if (!value.is_empty()) return value;
  }
  if (object->kind() == CellKind::TypedArray && index < static_cast<TypedArray*>(object)->length())
    return typed_array_element(agent, static_cast<TypedArray*>(object), index);
  return get(agent, object, index_key(agent, index));
}

/// Steps 1.b.i and 1.b.ii of that closure.
Completion<std::uint64_t> length_of(Agent& agent, Object* object) {
  const TypedArray* array = as_typed_array(object);
  if (array == nullptr) return length_of_array_like(agent, object);
  if (array->is_out_of_bounds()) {
    return agent.throw_type_error(array->buffer()->is_detached()
                                      ? "Cannot iterate over a typed array with a detached ArrayBuffer"
                                      : "Cannot iterate over a typed array that is out of bounds");
  }
  return std::uint64_t{array->length()};
}

}  // namespace

// https://tc39.es/ecma262/#sec-createarrayiterator, the closure
Completion<std::optional<Value>> array_iterator_step(Agent& agent, ArrayIterator* iterator) {
  Object* array = iterator->array();
  if (array == nullptr) return std::optional<Value>();
  const std::uint64_t length = TRY(length_of(agent, array));
  const std::uint64_t index = iterator->next_index();
  if (index >= length) {
    iterator->finish();
    return std::optional<Value>();
  }
  iterator->advance();
  const Value key = Value::number(static_cast<double>(index));
  if (iterator->iteration_kind() == IterationKind::Keys) return std::optional(key);
  const Value element = TRY(element_at(agent, array, index));
  if (iterator->iteration_kind() == IterationKind::Values) return std::optional(element);
  const Value entry[] = {key, element};
  return std::optional(Value(TRY(create_array_from_list(agent, entry))));
}

Completion<Value> array_iterator_next(Agent& agent, NativeFrame& frame) {
  auto* iterator = TRY(this_of<ArrayIterator>(agent, frame, "Array Iterator.prototype.next"));
  const std::optional<Value> value = TRY(array_iterator_step(agent, iterator));
  return create_iter_result_object(agent, value.value_or(Value::undefined()), !value);
}

}  // namespace orrery::vm
