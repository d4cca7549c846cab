// Array.fromAsync: https://tc39.es/ecma262/#sec-array.fromasync

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/iteration/async_from_sync_iterator.h"
#include "vm/iteration/iteration.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// The standard writes an async function; here is what lies between its awaits. What it remembers is in Slots:

enum : std::uint32_t {
  k_promise,        // that it returned
  k_array,          // what is filled
  k_mapper,         // a function, or undefined
  k_this_argument,  // the mapper's
  k_source,         // an iterator, or an array-like
  k_next_method,    // the iterator's
  k_index,          // of the element that is worked on
  k_length,         // of an array-like
  k_exception,      // that is thrown when the iterator is closed
  k_state_size
};

/// What it awaits.
enum class Awaited : std::uint8_t {
  Result,         // of the iterator's next()
  MappedValue,    // of the iterator's value
  Element,        // of the array-like
  MappedElement,  // of the array-like
  Closing,        // what the iterator's return() gave
};

std::uint64_t index_of(const Slots* state) {
  return static_cast<std::uint64_t>(state->get(k_index).as_number());
}
Object* array_of(const Slots* state) {
  return state->get(k_array).as_object();
}
bool is_mapping(const Slots* state) {
  return !state->get(k_mapper).is_undefined();
}
IteratorRecord iterator_of(const Slots* state) {
  return {state->get(k_source), state->get(k_next_method)};
}
PromiseCapability capability_of(const Slots* state) {
  return {state->get(k_promise).as_object(), Value::undefined(), Value::undefined()};
}

Completion<void> go_on(Agent& agent, Slots* state, Awaited awaited, Value value);
Completion<void> go_on_after_rejection(Agent& agent, Slots* state, Awaited awaited, Value reason);

// Awaiting --------------------------------------------------------------------------------------------------

/// What is thrown where nothing catches it rejects the promise.
Completion<Value> settle_if_thrown(Agent& agent, const Slots* state, const Completion<void>& result) {
  if (result.is_thrown()) TRY(reject_with_exception(agent, capability_of(state)));
  return Value::undefined();
}

template <Awaited awaited>
Completion<Value> on_fulfilled(Agent& agent, NativeFrame& frame) {
  auto* state = captured_cell<Slots>(frame);
  return settle_if_thrown(agent, state, go_on(agent, state, awaited, frame.argument(0)));
}

template <Awaited awaited>
Completion<Value> on_rejected(Agent& agent, NativeFrame& frame) {
  auto* state = captured_cell<Slots>(frame);
  return settle_if_thrown(agent, state, go_on_after_rejection(agent, state, awaited, frame.argument(0)));
}

/// https://tc39.es/ecma262/#await: go_on() once there is a value. Throws where the value cannot be awaited.
template <Awaited awaited>
Completion<void> await(Agent& agent, Slots* state, Value value) {
  Promise* promise = TRY(promise_resolve(agent, value));
  perform_promise_then(agent, promise, make_closure(agent, on_fulfilled<awaited>, 1, Value::cell(state)),
                       make_closure(agent, on_rejected<awaited>, 1, Value::cell(state)), nullptr);
  return {};
}

// Ending ----------------------------------------------------------------------------------------------------

Completion<void> finish(Agent& agent, const Slots* state, std::uint64_t length) {
  TRY(set_length(agent, array_of(state), length));
  return resolve_capability(agent, capability_of(state), array_of(state));
}

/// https://tc39.es/ecma262/#sec-asynciteratorclose of the throw completion that is pending.
/// \return thrown, unless there is something to be awaited before
Completion<void> close_iterator_thrown(Agent& agent, Slots* state) {
  if (agent.is_terminating()) return Thrown{};
  state->set(k_exception, agent.take_exception());
  const Value iterator = state->get(k_source);
  // 3. - 5. What is thrown here does not matter.
  const auto call_return = [&]() -> Completion<void> {
    const Value method = TRY(get_method(agent, iterator, agent.names().return_));
    if (method.is_undefined()) return agent.throw_value(state->get(k_exception));
    return await<Awaited::Closing>(agent, state, TRY(call(agent, method, iterator)));
  };
  if (!call_return().is_thrown()) return {};
  if (agent.is_terminating()) return Thrown{};
  (void)agent.take_exception();
  return agent.throw_value(state->get(k_exception));
}

// With an iterator ------------------------------------------------------------------------------------------

/// The next round of the loop, up to its first await.
Completion<void> ask_iterator(Agent& agent, Slots* state) {
  if (index_of(state) >= k_max_array_like_length) {
    (void)agent.throw_type_error("Invalid array length");
    return close_iterator_thrown(agent, state);
  }
  const IteratorRecord record = iterator_of(state);
  return await<Awaited::Result>(agent, state, TRY(call(agent, record.next_method, record.iterator)));
}

/// CreateDataPropertyOrThrow, and the next round.
Completion<void> add_value(Agent& agent, Slots* state, Value value) {
  if (create_at(agent, array_of(state), index_of(state), value).is_thrown())
    return close_iterator_thrown(agent, state);
  state->set(k_index, Value::number(index_of(state) + 1));
  return ask_iterator(agent, state);
}

/// mapper(value, index)
Completion<Value> map(Agent& agent, const Slots* state, Value value) {
  const Value arguments[] = {value, state->get(k_index)};
  return call(agent, state->get(k_mapper), state->get(k_this_argument), arguments);
}

Completion<void> use_result(Agent& agent, Slots* state, Value result) {
  if (!result.is_object())
    return agent.throw_type_error("Iterator result " + describe_value(agent, result) + " is not an object");
  if (TRY(iterator_complete(agent, result.as_object()))) return finish(agent, state, index_of(state));
  const Value value = TRY(iterator_value(agent, result.as_object()));
  if (!is_mapping(state)) return add_value(agent, state, value);
  const Completion<Value> mapped = map(agent, state, value);
  if (mapped.is_thrown() || await<Awaited::MappedValue>(agent, state, mapped.value()).is_thrown())
    return close_iterator_thrown(agent, state);
  return {};
}

// With indices ----------------------------------------------------------------------------------------------

Completion<void> ask_array_like(Agent& agent, Slots* state) {
  const auto length = static_cast<std::uint64_t>(state->get(k_length).as_number());
  if (index_of(state) >= length) return finish(agent, state, length);
  const Value element = TRY(get_at(agent, state->get(k_source).as_object(), index_of(state)));
  return await<Awaited::Element>(agent, state, element);
}

Completion<void> add_element(Agent& agent, Slots* state, Value element) {
  TRY(create_at(agent, array_of(state), index_of(state), element));
  state->set(k_index, Value::number(index_of(state) + 1));
  return ask_array_like(agent, state);
}

// After an await --------------------------------------------------------------------------------------------

Completion<void> go_on(Agent& agent, Slots* state, Awaited awaited, Value value) {
  switch (awaited) {
    case Awaited::Result:
      return use_result(agent, state, value);
    case Awaited::MappedValue:
      return add_value(agent, state, value);
    case Awaited::Element:
      if (!is_mapping(state)) return add_element(agent, state, value);
      return await<Awaited::MappedElement>(agent, state, TRY(map(agent, state, value)));
    case Awaited::MappedElement:
      return add_element(agent, state, value);
    case Awaited::Closing:
      return agent.throw_value(state->get(k_exception));
  }
  __builtin_unreachable();
}

Completion<void> go_on_after_rejection(Agent& agent, Slots* state, Awaited awaited, Value reason) {
  if (awaited == Awaited::Closing) return agent.throw_value(state->get(k_exception));
  (void)agent.throw_value(reason);
  if (awaited == Awaited::MappedValue) return close_iterator_thrown(agent, state);
  return Thrown{};
}

// Beginning -------------------------------------------------------------------------------------------------

/// Steps 3.e. to h.: the iterator, whose `next` is called; nothing if the items have none.
Completion<std::optional<IteratorRecord>> open_items(Agent& agent, Value items) {
  const Value async_method = TRY(get_method(agent, items, agent.names().symbol_async_iterator));
  if (!async_method.is_undefined()) {
    const Value iterator = TRY(call(agent, async_method, items));
    if (iterator.is_object()) return std::optional(TRY(get_iterator_direct(agent, iterator.as_object())));
    return agent.throw_type_error("Result of the Symbol.asyncIterator method is not an object");
  }
  const Value method = TRY(get_method(agent, items, agent.names().symbol_iterator));
  if (method.is_undefined()) return std::optional<IteratorRecord>();
  const IteratorRecord record = TRY(get_iterator_from_method(agent, items, method));
  return std::optional(TRY(get_iterator_direct(agent, create_async_from_sync_iterator(agent, record))));
}

Completion<void> start_with_iterator(Agent& agent, Slots* state, Value constructor,
                                     const IteratorRecord& record) {
  state->set(k_source, record.iterator);
  state->set(k_next_method, record.next_method);
  Object* array = TRY(construct_or_create_array(agent, constructor, std::nullopt));
  state->set(k_array, array);
  return ask_iterator(agent, state);
}

Completion<void> start_with_array_like(Agent& agent, Slots* state, Value constructor, Value items) {
  Object* source = TRY(to_object(agent, items));
  state->set(k_source, source);
  const std::uint64_t length = TRY(length_of_array_like(agent, source));
  state->set(k_length, Value::number(length));
  Object* array = TRY(construct_or_create_array(agent, constructor, length));
  state->set(k_array, array);
  return ask_array_like(agent, state);
}

/// Up to the first await.
Completion<void> start(Agent& agent, Slots* state, const NativeFrame& frame) {
  if (is_mapping(state)) TRY(require_callable(agent, state->get(k_mapper)));
  const Value items = frame.argument(0);
  if (items.is_nullish()) return agent.throw_type_error(describe_value(agent, items) + " is not iterable");
  const std::optional<IteratorRecord> record = TRY(open_items(agent, items));
  if (record) return start_with_iterator(agent, state, frame.this_value(), *record);
  return start_with_array_like(agent, state, frame.this_value(), items);
}

}  // namespace

Completion<Value> array_from_async(Agent& agent, NativeFrame& frame) {
  Slots* state = Slots::make(agent.heap(), k_state_size);
  state->set(k_promise, new_promise(agent));
  state->set(k_mapper, frame.argument(1));
  state->set(k_this_argument, frame.argument(2));
  state->set(k_index, Value::int32(0));
  TRY(settle_if_thrown(agent, state, start(agent, state, frame)));
  return state->get(k_promise);
}

}  // namespace orrery::builtins
