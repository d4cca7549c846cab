// %IteratorHelperPrototype% (https://tc39.es/ecma262/#sec-%iteratorhelperprototype%-object) and
// %WrapForValidIteratorPrototype% (https://tc39.es/ecma262/#sec-%wrapforvaliditeratorprototype%-object)

#include "builtins/control_abstraction/iterators/iterator_methods.h"
#include "builtins/control_abstraction/iterators/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

using State = IteratorHelper::State;

namespace {

/// https://tc39.es/ecma262/#sec-generatorvalidate: `this`, which must not be running.
Completion<IteratorHelper*> this_helper(Agent& agent, const NativeFrame& frame, std::string_view method) {
  IteratorHelper* helper = TRY(this_of<IteratorHelper>(agent, frame, method));
  if (helper->state() == State::Executing) return agent.throw_type_error("Generator is already running");
  return helper;
}

// https://tc39.es/ecma262/#sec-%iteratorhelperprototype%.next
Completion<Value> next(Agent& agent, NativeFrame& frame) {
  IteratorHelper* helper = TRY(this_helper(agent, frame, "Iterator Helper.prototype.next"));
  if (helper->state() == State::Completed) return create_iter_result_object(agent, Value::undefined(), true);
  // Helpers may be built on helpers, at any depth.
  const NativeEntry entry(agent);
  TRY(entry.check());
  helper->set_state(State::Executing);
  Completion<std::optional<Value>> value = iterator_helper_step(agent, helper);
  if (value.is_thrown() || !value.value()) {
    helper->set_state(State::Completed);
    if (value.is_thrown()) return Thrown{};
    return create_iter_result_object(agent, Value::undefined(), true);
  }
  helper->set_state(State::SuspendedYield);
  return create_iter_result_object(agent, *value.value(), false);
}

/// What the closures do where a yield is resumed by a return completion: they close what they are iterating
/// over, the innermost first.
Completion<void> close(Agent& agent, IteratorHelper* helper) {
  if (helper->sort() == IteratorHelper::Sort::Zip) return close_zipped(agent, helper);
  if (helper->has_inner()) {
    if (iterator_close(agent, helper->inner()).is_thrown()) {
      if (helper->sort() == IteratorHelper::Sort::Concat) return Thrown{};
      return iterator_close_thrown(agent, helper->underlying());
    }
  }
  if (helper->sort() == IteratorHelper::Sort::Concat || !helper->has_underlying()) return {};
  return iterator_close(agent, helper->underlying());
}

// https://tc39.es/ecma262/#sec-%iteratorhelperprototype%.return
Completion<Value> return_(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  IteratorHelper* helper = TRY(this_helper(agent, frame, "Iterator Helper.prototype.return"));
  const NativeEntry entry(agent);
  TRY(entry.check());
  if (helper->state() == State::SuspendedStart) {
    // 4.
    helper->set_state(State::Completed);
    TRY(close(agent, helper));
  } else if (helper->state() == State::SuspendedYield) {
    // 5., 6.
    helper->set_state(State::Executing);
    const Completion<void> closed = close(agent, helper);
    helper->set_state(State::Completed);
    if (closed.is_thrown()) return Thrown{};
  }
  return create_iter_result_object(agent, Value::undefined(), true);
}

constexpr BuiltinRow k_helper_rows[] = {
    method("next", 0, next),
    method("return", 0, return_),
    text(&WellKnown::symbol_to_string_tag, "Iterator Helper"),
};

// Wrappers --------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-%wrapforvaliditeratorprototype%.next
Completion<Value> wrapped_next(Agent& agent, NativeFrame& frame) {
  const WrappedIterator* wrapper =
      TRY(this_of<WrappedIterator>(agent, frame, "%WrapForValidIteratorPrototype%.next"));
  const IteratorRecord record = wrapper->iterated();
  return call(agent, record.next_method, record.iterator);
}

// https://tc39.es/ecma262/#sec-%wrapforvaliditeratorprototype%.return
Completion<Value> wrapped_return(Agent& agent, NativeFrame& frame) {
  const WrappedIterator* wrapper =
      TRY(this_of<WrappedIterator>(agent, frame, "%WrapForValidIteratorPrototype%.return"));
  const Value iterator = wrapper->iterated().iterator;
  const Value method = TRY(get_method(agent, iterator, agent.names().return_));
  if (method.is_undefined()) return create_iter_result_object(agent, Value::undefined(), true);
  return call(agent, method, iterator);
}

constexpr BuiltinRow k_wrapper_rows[] = {
    method("next", 0, wrapped_next),
    method("return", 0, wrapped_return),
};

}  // namespace

constexpr ObjectTable k_iterator_helper_prototype =
    ordinary_table(Intrinsic::IteratorPrototype, k_helper_rows);
constexpr ObjectTable k_wrap_for_valid_iterator_prototype =
    ordinary_table(Intrinsic::IteratorPrototype, k_wrapper_rows);

}  // namespace orrery::builtins
