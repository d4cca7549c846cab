// Async generators: https://tc39.es/ecma262/#sec-asyncgenerator-abstract-operations
//
// The code of an async generator awaits what it yields and what it returns by itself; what is here serves the
// requests of whoever called next(), throw() and return().

#include <cassert>

#include "vm/agent.h"
#include "vm/execution/generator.h"
#include "vm/functions/closure.h"
#include "vm/hooks.h"
#include "vm/iteration/iteration.h"
#include "vm/promises/promise.h"

namespace orrery::vm {

using bytecode::ResumeMode;

void AsyncGenerator::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(activation_);
  visitor.visit(first_);
  visitor.visit(last_);
}

AsyncGenerator::State AsyncGenerator::state() const {
  if (step_ == Step::DrainingQueue) return State::DrainingQueue;
  if (step_ == Step::Completing) return State::Executing;
  switch (activation_->state()) {
    case Activation::State::SuspendedStart:
      return State::SuspendedStart;
    case Activation::State::SuspendedYield:
      return State::SuspendedYield;
    case Activation::State::SuspendedAwait:
    case Activation::State::Running:
      return State::Executing;
    case Activation::State::Completed:
      return State::Completed;
  }
  return State::Completed;
}

void AsyncGenerator::enqueue(AsyncGeneratorRequest* request) {
  if (last_) {
    last_->set_next(request);
  } else {
    first_.set(this, request);
  }
  last_.set(this, request);
}

void AsyncGenerator::dequeue() {
  first_.set(this, first_->next());
  if (!first_) last_.clear();
}

namespace {

/// https://tc39.es/ecma262/#sec-asyncgeneratorcompletestep of a normal completion. Throws terminations only.
Completion<void> complete_step(Agent& agent, AsyncGenerator* generator, Value value, bool is_done) {
  auto* promise = static_cast<Promise*>(generator->first_request()->promise());
  generator->dequeue();
  return resolve_promise(agent, promise, create_iter_result_object(agent, value, is_done));
}

/// The same of a throw completion.
void complete_step_by_throw(Agent& agent, AsyncGenerator* generator, Value reason) {
  auto* promise = static_cast<Promise*>(generator->first_request()->promise());
  generator->dequeue();
  reject_promise(agent, promise, reason);
}

Completion<void> drain_queue(Agent& agent, AsyncGenerator* generator);

/// Step 8 of https://tc39.es/ecma262/#sec-asyncgeneratorawaitreturn
Completion<Value> on_return_fulfilled(Agent& agent, NativeFrame& frame) {
  auto* generator = captured_cell<AsyncGenerator>(frame);
  TRY(complete_step(agent, generator, frame.argument(0), true));
  TRY(drain_queue(agent, generator));
  return Value::undefined();
}

/// Step 10
Completion<Value> on_return_rejected(Agent& agent, NativeFrame& frame) {
  auto* generator = captured_cell<AsyncGenerator>(frame);
  complete_step_by_throw(agent, generator, frame.argument(0));
  TRY(drain_queue(agent, generator));
  return Value::undefined();
}

/// https://tc39.es/ecma262/#sec-asyncgeneratorawaitreturn, but that draining the queue when there is no
/// promise to wait for is left to the caller. Throws terminations only.
/// \return whether there is one
Completion<bool> await_return(Agent& agent, AsyncGenerator* generator) {
  assert(generator->state() == AsyncGenerator::State::DrainingQueue);
  // 5. 6.
  const Completion<Promise*> promise = promise_resolve(agent, generator->first_request()->value());
  if (promise.is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    complete_step_by_throw(agent, generator, agent.take_exception());
    return false;
  }
  // 8. - 11.
  NativeFunction* on_fulfilled = make_closure(agent, on_return_fulfilled, 1, generator);
  NativeFunction* on_rejected = make_closure(agent, on_return_rejected, 1, generator);
  perform_promise_then(agent, promise.value(), on_fulfilled, on_rejected, nullptr);
  return true;
}

/// https://tc39.es/ecma262/#sec-asyncgeneratordrainqueue. Throws terminations only.
Completion<void> drain_queue(Agent& agent, AsyncGenerator* generator) {
  assert(generator->state() == AsyncGenerator::State::DrainingQueue);
  while (AsyncGeneratorRequest* request = generator->first_request()) {
    switch (request->mode()) {
      case ResumeMode::Return:
        if (TRY(await_return(agent, generator))) return {};
        break;
      case ResumeMode::Next:
        TRY(complete_step(agent, generator, Value::undefined(), true));
        break;
      case ResumeMode::Throw:
        complete_step_by_throw(agent, generator, request->value());
        break;
    }
  }
  generator->set_step(AsyncGenerator::Step::None);
  return {};
}

/// Steps 4.f to l of https://tc39.es/ecma262/#sec-asyncgeneratorstart
Completion<void> end(Agent& agent, AsyncGenerator* generator, Completion<Value> result) {
  generator->activation()->set_state(Activation::State::Completed);
  generator->set_step(AsyncGenerator::Step::DrainingQueue);
  if (result.is_thrown()) {
    complete_step_by_throw(agent, generator, agent.take_exception());
  } else {
    TRY(complete_step(agent, generator, result.value(), true));
  }
  return drain_queue(agent, generator);
}

/// https://tc39.es/ecma262/#sec-asyncgeneratorresume, and what follows when the generator yields
/// (https://tc39.es/ecma262/#sec-asyncgeneratoryield, from step 6 on) or ends: yielding goes on at once while
/// there are requests. Throws terminations only.
Completion<void> run_async_generator(Agent& agent, AsyncGenerator* generator, ResumeMode mode, Value value) {
  for (;;) {
    const Completion<Value> result = agent.hooks().resume(agent, generator->activation(), mode, value);
    if (agent.is_terminating()) return Thrown{};
    if (result.is_thrown()) return end(agent, generator, Thrown{});
    switch (generator->activation()->state()) {
      case Activation::State::SuspendedAwait:
        return {};
      case Activation::State::SuspendedYield:
        break;
      default:
        return end(agent, generator, result);
    }
    // What resolving the promise runs may make requests: they wait.
    generator->set_step(AsyncGenerator::Step::Completing);
    TRY(complete_step(agent, generator, result.value(), false));
    generator->set_step(AsyncGenerator::Step::None);
    const AsyncGeneratorRequest* next = generator->first_request();
    if (next == nullptr) return {};
    mode = next->mode();
    value = next->value();
  }
}

/// Makes the request, and serves it if nothing hinders.
Completion<void> serve(Agent& agent, AsyncGenerator* generator, ResumeMode mode, Value value,
                       Promise* promise) {
  using State = AsyncGenerator::State;
  if (generator->state() == State::SuspendedStart && mode != ResumeMode::Next)
    generator->activation()->set_state(Activation::State::Completed);
  const State state = generator->state();
  if (state == State::Completed && mode == ResumeMode::Next)
    return resolve_promise(agent, promise, create_iter_result_object(agent, Value::undefined(), true));
  if (state == State::Completed && mode == ResumeMode::Throw) {
    reject_promise(agent, promise, value);
    return {};
  }
  generator->enqueue(agent.heap().make<AsyncGeneratorRequest>(0, mode, value, promise));
  switch (state) {
    case State::SuspendedStart:
    case State::SuspendedYield:
      return run_async_generator(agent, generator, mode, value);
    case State::Completed:
      // A return: what was given is awaited.
      generator->set_step(AsyncGenerator::Step::DrainingQueue);
      return drain_queue(agent, generator);
    case State::Executing:
    case State::DrainingQueue:
      return {};
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-asyncgenerator-prototype-next,
// https://tc39.es/ecma262/#sec-asyncgenerator-prototype-return,
// https://tc39.es/ecma262/#sec-asyncgenerator-prototype-throw
Completion<Value> async_generator_resume(Agent& agent, Value generator, ResumeMode mode, Value value) {
  // 2.
  Promise* promise = new_promise(agent);
  // 3. 4. https://tc39.es/ecma262/#sec-asyncgeneratorvalidate
  if (!generator.is_cell_of(CellKind::AsyncGenerator)) {
    (void)agent.throw_type_error("The receiver is not an async generator");
    return reject_with_exception(agent, {promise, Value::undefined(), Value::undefined()});
  }
  // 5. - 10.
  TRY(serve(agent, static_cast<AsyncGenerator*>(generator.as_object()), mode, value, promise));
  return promise;
}

Completion<Value> run_activation(Agent& agent, Activation* activation, ResumeMode mode, Value value) {
  if (activation->owner()->kind() != CellKind::AsyncGenerator)
    return agent.hooks().resume(agent, activation, mode, value);
  TRY(run_async_generator(agent, static_cast<AsyncGenerator*>(activation->owner()), mode, value));
  return Value::undefined();
}

}  // namespace orrery::vm
