#include "vm/iteration/iteration.h"

#include <algorithm>
#include <string>

#include "vm/agent.h"
#include "vm/collections/collection_iteration.h"
#include "vm/collections/keyed_collections.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/iteration/array_iterator.h"
#include "vm/iteration/async_from_sync_iterator.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"

namespace orrery::vm {

// Getting iterators -----------------------------------------------------------------------------------------

namespace {

Thrown throw_not_iterable(Agent& agent, Value value, std::string_view what) {
  return agent.throw_type_error(describe_value(agent, value) + " is not " + std::string(what));
}

}  // namespace

// https://tc39.es/ecma262/#sec-getiteratorfrommethod
Completion<IteratorRecord> get_iterator_from_method(Agent& agent, Value object, Value method) {
  // OPTIMIZATION: what arrays have needs no call.
  if (object.is_object() && method.is_identical(agent.intrinsic(Intrinsic::ArrayPrototypeValues)))
    return get_iterator_direct(agent,
                               create_array_iterator(agent, object.as_object(), IterationKind::Values));
  // 1., 2.
  const Value iterator = TRY(call(agent, method, object));
  if (!iterator.is_object())
    return agent.throw_type_error("Result of the Symbol.iterator method is not an object");
  // 3.
  return get_iterator_direct(agent, iterator.as_object());
}

// https://tc39.es/ecma262/#sec-getiteratordirect
Completion<IteratorRecord> get_iterator_direct(Agent& agent, Object* object) {
  Value next_method = agent.iteration_lookups().find_next_method(agent, object);
  if (next_method.is_empty()) next_method = TRY(get(agent, object, agent.names().next));
  return IteratorRecord{object, next_method, false};
}

Completion<Value> get_iterator_method(Agent& agent, Value iterable) {
  if (iterable.is_object()) {
    const Value method = agent.iteration_lookups().find_iterator_method(agent, iterable.as_object());
    if (is_callable(method)) return method;
  }
  return get_method(agent, iterable, agent.names().symbol_iterator);
}

// https://tc39.es/ecma262/#sec-getiterator, 2. kind sync
Completion<IteratorRecord> get_iterator(Agent& agent, Value iterable) {
  if (iterable.is_nullish()) return throw_not_iterable(agent, iterable, "iterable");
  const Value method = TRY(get_iterator_method(agent, iterable));
  // 3.
  if (method.is_undefined()) return throw_not_iterable(agent, iterable, "iterable");
  // 4.
  return get_iterator_from_method(agent, iterable, method);
}

// https://tc39.es/ecma262/#sec-getiterator, 1. kind async
Completion<IteratorRecord> get_async_iterator(Agent& agent, Value iterable) {
  if (iterable.is_nullish()) return throw_not_iterable(agent, iterable, "async iterable");
  // 1.a.
  const Value method = TRY(get_method(agent, iterable, agent.names().symbol_async_iterator));
  if (!method.is_undefined()) {
    const Value iterator = TRY(call(agent, method, iterable));
    if (!iterator.is_object())
      return agent.throw_type_error("Result of the Symbol.asyncIterator method is not an object");
    return get_iterator_direct(agent, iterator.as_object());
  }
  // 1.b.
  const Value sync_method = TRY(get_method(agent, iterable, agent.names().symbol_iterator));
  if (sync_method.is_undefined()) return throw_not_iterable(agent, iterable, "async iterable");
  const IteratorRecord sync_record = TRY(get_iterator_from_method(agent, iterable, sync_method));
  return get_iterator_direct(agent, create_async_from_sync_iterator(agent, sync_record));
}

// https://tc39.es/ecma262/#sec-getiteratorflattenable
Completion<IteratorRecord> get_iterator_flattenable(Agent& agent, Value value, bool rejects_strings) {
  // 1.
  if (!value.is_object() && (rejects_strings || !value.is_string()))
    return agent.throw_type_error(describe_value(agent, value) + " is not an object");
  // 2.
  const Value method = TRY(get_method(agent, value, agent.names().symbol_iterator));
  // 3., 4.
  const Value iterator = method.is_undefined() ? value : TRY(call(agent, method, value));
  // 5.
  if (!iterator.is_object())
    return agent.throw_type_error(describe_value(agent, iterator) + " is not an object");
  // 6.
  return get_iterator_direct(agent, iterator.as_object());
}

// Stepping --------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-iteratornext
Completion<Object*> iterator_next(Agent& agent, IteratorRecord& record, std::optional<Value> value) {
  // 3. What throws here leaves the iterator done.
  const bool was_done = record.done;
  record.done = true;
  // 1., 2.
  const std::span<const Value> arguments = value ? std::span(&*value, 1) : std::span<const Value>();
  const Value result = TRY(call(agent, record.next_method, record.iterator, arguments));
  // 4., 5.
  if (!result.is_object())
    return agent.throw_type_error("Iterator result " + describe_value(agent, result) + " is not an object");
  record.done = was_done;
  return result.as_object();
}

// https://tc39.es/ecma262/#sec-iteratorcomplete
Completion<bool> iterator_complete(Agent& agent, Object* result) {
  return to_boolean(TRY(get(agent, result, agent.names().done)));
}

// https://tc39.es/ecma262/#sec-iteratorvalue
Completion<Value> iterator_value(Agent& agent, Object* result) {
  return get(agent, result, agent.names().value);
}

// https://tc39.es/ecma262/#sec-iteratorstep
Completion<std::optional<Object*>> iterator_step(Agent& agent, IteratorRecord& record) {
  Object* result = TRY(iterator_next(agent, record));
  // 2., 3.
  const bool was_done = record.done;
  record.done = true;
  if (TRY(iterator_complete(agent, result))) return std::optional<Object*>();
  record.done = was_done;
  return std::optional(result);
}

namespace {

bool is_builtin(Value function, NativeCode code) {
  return function.is_cell_of(CellKind::NativeFunction) &&
         static_cast<NativeFunction*>(function.as_object())->code() == code;
}

/// Whether the iterator's `next` is the builtin one of arrays, maps or sets: then nobody would see the result
/// objects.
bool has_builtin_step(const IteratorRecord& record) {
  if (record.iterator.is_cell_of(CellKind::ArrayIterator))
    return is_builtin(record.next_method, array_iterator_next);
  if (record.iterator.is_cell_of(CellKind::MapIterator))
    return is_builtin(record.next_method, map_iterator_next);
  return record.iterator.is_cell_of(CellKind::SetIterator) &&
         is_builtin(record.next_method, set_iterator_next);
}

Completion<std::optional<Value>> builtin_step(Agent& agent, Object* iterator) {
  if (iterator->kind() == CellKind::ArrayIterator)
    return array_iterator_step(agent, static_cast<ArrayIterator*>(iterator));
  return collection_iterator_step(agent, static_cast<KeyedCollectionIterator*>(iterator));
}

}  // namespace

// https://tc39.es/ecma262/#sec-iteratorstepvalue
Completion<std::optional<Value>> iterator_step_value(Agent& agent, IteratorRecord& record) {
  // OPTIMIZATION: without result objects.
  if (has_builtin_step(record)) {
    const bool was_done = record.done;
    record.done = true;
    const std::optional<Value> value = TRY(builtin_step(agent, record.iterator.as_object()));
    record.done = was_done || !value;
    return value;
  }
  const std::optional<Object*> result = TRY(iterator_step(agent, record));
  if (!result) return std::optional<Value>();
  // 3., 4.
  const bool was_done = record.done;
  record.done = true;
  const Value value = TRY(iterator_value(agent, *result));
  record.done = was_done;
  return std::optional(value);
}

std::optional<std::span<const Value>> take_rest_of_array(const IteratorRecord& record) {
  if (!record.iterator.is_cell_of(CellKind::ArrayIterator) || !has_builtin_step(record)) return std::nullopt;
  auto* iterator = static_cast<ArrayIterator*>(record.iterator.as_object());
  Object* object = iterator->array();
  if (object == nullptr || object->kind() != CellKind::Array ||
      iterator->iteration_kind() != IterationKind::Values)
    return std::nullopt;
  const auto* array = static_cast<const Array*>(object);
  if (!array->is_packed() || array->has_flag(Object::k_has_sparse_elements)) return std::nullopt;
  const std::span<const Value> elements = array->packed_elements();
  const std::size_t taken = std::min<std::uint64_t>(iterator->next_index(), elements.size());
  iterator->finish();
  return elements.subspan(taken);
}

// Closing ---------------------------------------------------------------------------------------------------

namespace {

/// https://tc39.es/ecma262/#sec-iteratorclose, 3., 4.
/// \return what the method `return` gave; Empty if there is none
Completion<Value> call_return_method(Agent& agent, const IteratorRecord& record) {
  const Value method = TRY(get_method(agent, record.iterator, agent.names().return_));
  if (method.is_undefined()) return Value::empty();
  return call(agent, method, record.iterator);
}

}  // namespace

// https://tc39.es/ecma262/#sec-iteratorclose
Completion<void> iterator_close(Agent& agent, const IteratorRecord& record) {
  const Value result = TRY(call_return_method(agent, record));
  // 7.
  if (!result.is_empty() && !result.is_object())
    return agent.throw_type_error("Iterator result " + describe_value(agent, result) + " is not an object");
  return {};
}

Thrown iterator_close_thrown(Agent& agent, const IteratorRecord& record) {
  if (agent.is_terminating()) return {};
  const Value exception = agent.take_exception();
  // 5. What is thrown here does not matter.
  if (call_return_method(agent, record).is_thrown()) {
    if (agent.is_terminating()) return {};
    (void)agent.take_exception();
  }
  return agent.throw_value(exception);
}

// Results ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-createiterresultobject
Object* create_iter_result_object(Agent& agent, Value value, bool done) {
  Object* object = make_object(agent, agent.realm().shape(agent, CommonShape::IteratorResult));
  object->set_slot(0, value);
  object->set_slot(1, Value::boolean(done));
  return object;
}

}  // namespace orrery::vm
