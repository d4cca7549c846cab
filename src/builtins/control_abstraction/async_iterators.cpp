// %AsyncIteratorPrototype% (https://tc39.es/ecma262/#sec-%asynciteratorprototype%) and
// %AsyncFromSyncIteratorPrototype% (https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%-object)

#include "builtins/control_abstraction/tables.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/iteration/async_from_sync_iterator.h"
#include "vm/iteration/iteration.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"

namespace orrery::builtins {

using namespace vm;

namespace {

PromiseCapability new_capability(Agent& agent) {
  return {new_promise(agent), Value::undefined(), Value::undefined()};
}

// %AsyncIteratorPrototype%
// -----------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-%asynciteratorprototype%-%symbol.asynciterator%
Completion<Value> async_iterator(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

Completion<Value> return_undefined(Agent&, NativeFrame&) {
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-%asynciteratorprototype%-%symbol.asyncdispose%
Completion<Value> async_dispose(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  const Value object = frame.this_value();
  const PromiseCapability capability = new_capability(agent);
  // 3. 4.
  const Completion<Value> method = get_method(agent, object, agent.names().return_);
  if (method.is_thrown()) return reject_with_exception(agent, capability);
  // 5.
  if (method.value().is_undefined()) {
    TRY(resolve_capability(agent, capability, Value::undefined()));
    return capability.promise;
  }
  // 6.
  const Completion<Value> result = call(agent, method.value(), object);
  if (result.is_thrown()) return reject_with_exception(agent, capability);
  const Completion<Promise*> promise = promise_resolve(agent, result.value());
  if (promise.is_thrown()) return reject_with_exception(agent, capability);
  NativeFunction* unwrap = make_closure(agent, return_undefined, 1, Value::undefined());
  perform_promise_then(agent, promise.value(), unwrap, Value::undefined(), &capability);
  // 7.
  return capability.promise;
}

constexpr BuiltinRow k_async_iterator_rows[] = {
    method(&WellKnown::symbol_async_dispose, 0, async_dispose),
    method(&WellKnown::symbol_async_iterator, 0, async_iterator),
};

// %AsyncFromSyncIteratorPrototype%
// ---------------------------------------------------------------------------

AsyncFromSyncIterator* iterator_of(const NativeFrame& frame) {
  return static_cast<AsyncFromSyncIterator*>(frame.this_value().as_object());
}

/// Step 9 of the continuation: the value becomes a result.
template <bool is_done>
Completion<Value> unwrap_value(Agent& agent, NativeFrame& frame) {
  return create_iter_result_object(agent, frame.argument(0), is_done);
}

/// Step 13: a value that turns out to be rejected closes the iterator.
Completion<Value> close_iterator(Agent& agent, NativeFrame& frame) {
  const auto* iterator = captured_cell<AsyncFromSyncIterator>(frame);
  (void)agent.throw_value(frame.argument(0));
  return iterator_close_thrown(agent, iterator->sync_iterator_record());
}

enum class OnRejection : std::uint8_t { Close, LeaveOpen };

/// https://tc39.es/ecma262/#sec-asyncfromsynciteratorcontinuation
Completion<Value> continuation(Agent& agent, AsyncFromSyncIterator* iterator, Object* result,
                               const PromiseCapability& capability, OnRejection on_rejection) {
  // 2. - 5.
  const Completion<bool> done = iterator_complete(agent, result);
  if (done.is_thrown()) return reject_with_exception(agent, capability);
  const Completion<Value> value = iterator_value(agent, result);
  if (value.is_thrown()) return reject_with_exception(agent, capability);
  // 6. - 8.
  const bool closes = on_rejection == OnRejection::Close && !done.value();
  const Completion<Promise*> promise = promise_resolve(agent, value.value());
  if (promise.is_thrown()) {
    if (closes) (void)iterator_close_thrown(agent, iterator->sync_iterator_record());
    return reject_with_exception(agent, capability);
  }
  // 9. - 11.
  const NativeCode unwrap = done.value() ? unwrap_value<true> : unwrap_value<false>;
  NativeFunction* on_fulfilled = make_closure(agent, unwrap, 1, Value::undefined());
  // 12. 13.
  const Value on_rejected =
      closes ? Value(make_closure(agent, close_iterator, 1, iterator)) : Value::undefined();
  // 14. 15.
  perform_promise_then(agent, promise.value(), on_fulfilled, on_rejected, &capability);
  return capability.promise;
}

/// What was passed, if anything was: an iterator may tell that from undefined.
std::span<const Value> passed_value(const NativeFrame& frame) {
  return frame.arguments().first(std::min<std::size_t>(frame.argument_count(), 1));
}

// https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.next
Completion<Value> next(Agent& agent, NativeFrame& frame) {
  AsyncFromSyncIterator* iterator = iterator_of(frame);
  const PromiseCapability capability = new_capability(agent);
  // 5. - 7.
  IteratorRecord record = iterator->sync_iterator_record();
  const std::optional<Value> value =
      frame.argument_count() == 0 ? std::nullopt : std::optional(frame.argument(0));
  const Completion<Object*> result = iterator_next(agent, record, value);
  iterator->set_done(record.done);
  if (result.is_thrown()) return reject_with_exception(agent, capability);
  // 8.
  return continuation(agent, iterator, result.value(), capability, OnRejection::Close);
}

/// The method's result, which must be an object.
Completion<Object*> call_method(Agent& agent, Value method, const NativeFrame& frame, Value iterator) {
  const Value result = TRY(call(agent, method, iterator, passed_value(frame)));
  if (result.is_object()) return result.as_object();
  return agent.throw_type_error("Iterator result " + describe_value(agent, result) + " is not an object");
}

// https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.return
Completion<Value> return_value(Agent& agent, NativeFrame& frame) {
  AsyncFromSyncIterator* iterator = iterator_of(frame);
  const PromiseCapability capability = new_capability(agent);
  // 5. - 7.
  const Value sync_iterator = iterator->sync_iterator_record().iterator;
  const Completion<Value> method = get_method(agent, sync_iterator, agent.names().return_);
  if (method.is_thrown()) return reject_with_exception(agent, capability);
  // 8.
  if (method.value().is_undefined()) {
    TRY(resolve_capability(agent, capability, create_iter_result_object(agent, frame.argument(0), true)));
    return capability.promise;
  }
  // 9. - 12.
  const Completion<Object*> result = call_method(agent, method.value(), frame, sync_iterator);
  if (result.is_thrown()) return reject_with_exception(agent, capability);
  // 13.
  return continuation(agent, iterator, result.value(), capability, OnRejection::LeaveOpen);
}

/// The iterator has no `throw`: closes it, and gives up.
Completion<Value> reject_for_missing_throw(Agent& agent, AsyncFromSyncIterator* iterator,
                                           const PromiseCapability& capability) {
  iterator->set_done(true);
  if (!iterator_close(agent, iterator->sync_iterator_record()).is_thrown())
    (void)agent.throw_type_error("The iterator does not provide a 'throw' method");
  return reject_with_exception(agent, capability);
}

// https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.throw
Completion<Value> throw_value(Agent& agent, NativeFrame& frame) {
  AsyncFromSyncIterator* iterator = iterator_of(frame);
  const PromiseCapability capability = new_capability(agent);
  // 5. - 7.
  const Value sync_iterator = iterator->sync_iterator_record().iterator;
  const Completion<Value> method = get_method(agent, sync_iterator, agent.names().throw_);
  if (method.is_thrown()) return reject_with_exception(agent, capability);
  // 8.
  if (method.value().is_undefined()) return reject_for_missing_throw(agent, iterator, capability);
  // 9. - 12.
  const Completion<Object*> result = call_method(agent, method.value(), frame, sync_iterator);
  if (result.is_thrown()) return reject_with_exception(agent, capability);
  // 13.
  return continuation(agent, iterator, result.value(), capability, OnRejection::Close);
}

constexpr BuiltinRow k_async_from_sync_iterator_rows[] = {
    method("next", 1, next),
    method("return", 1, return_value),
    method("throw", 1, throw_value),
};

}  // namespace

constexpr ObjectTable k_async_iterator_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_async_iterator_rows);
constexpr ObjectTable k_async_from_sync_iterator_prototype =
    ordinary_table(Intrinsic::AsyncIteratorPrototype, k_async_from_sync_iterator_rows);

}  // namespace orrery::builtins
