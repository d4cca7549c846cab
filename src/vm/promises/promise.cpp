#include "vm/promises/promise.h"

#include <cassert>

#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/execution/generator.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/async_context.h"
#include "vm/promises/promise_look_ups.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

// Reactions -------------------------------------------------------------------------------------------------

PromiseReaction* Promise::last_reaction() const {
  const Value last = result_or_last_reaction_.get();
  return is_pending() && last.is_cell() ? static_cast<PromiseReaction*>(last.as_cell()) : nullptr;
}

PromiseReaction* Promise::only_reaction() const {
  PromiseReaction* last = last_reaction();
  return last != nullptr && last->next() == last ? last : nullptr;
}

void Promise::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  const Value value = result_or_last_reaction_.get();
  if (value.is_cell()) visitor.visit(value.as_cell());
}

void PromiseReaction::visit(gc::Visitor& visitor) {
  visitor.visit(next_, this);
  for (const ValueField* field : {&waiting_, &first_, &second_}) {
    if (field->get().is_cell()) visitor.visit(field->get().as_cell());
  }
}

namespace {

enum class Settled : std::uint8_t { Fulfilled, Rejected };

/// A capability with resolving functions, as Slots.
enum : std::uint32_t { k_promise, k_resolve, k_reject };

bool is_activation(Value waiting) {
  return waiting.is_cell_of(CellKind::Activation);
}

bool has_context(Value waiting) {
  return waiting.is_cell_of(CellKind::PromiseContext);
}

Value without_context(Value waiting) {
  return has_context(waiting) ? static_cast<PromiseContext*>(waiting.as_cell())->waiting() : waiting;
}

/// What a reaction's `waiting` is.
Value to_waiting(Agent& agent, const PromiseCapability* capability) {
  if (capability == nullptr) return Value::undefined();
  if (capability->resolve.is_undefined()) return capability->promise;
  return Value::cell(make_captures(agent, {capability->promise, capability->resolve, capability->reject}));
}

PromiseCapability to_capability(Value waiting) {
  if (!waiting.is_cell_of(CellKind::Slots))
    return {waiting.as_object(), Value::undefined(), Value::undefined()};
  const auto* slots = static_cast<Slots*>(waiting.as_cell());
  return {slots->get(k_promise).as_object(), slots->get(k_resolve), slots->get(k_reject)};
}

/// GetFunctionRealm of a handler; of a revoked proxy the current realm. Where a job's handler is called.
Realm* realm_of_handler(Agent& agent, Object* handler) {
  const Completion<Realm*> realm = get_function_realm(agent, handler);
  if (!realm.is_thrown()) return realm.value();
  if (!agent.is_terminating()) agent.take_exception();
  return &agent.realm();
}

/// Whether the handler, a function or undefined, tells its realm at any time.
bool has_fixed_realm(Value handler) {
  return handler.is_undefined() || handler.is_cell_of(CellKind::Function) ||
         handler.is_cell_of(CellKind::NativeFunction);
}

}  // namespace

Value PromiseReaction::waiting() const {
  const Value waiting = without_context(waiting_.get());
  return waiting.is_cell_of(CellKind::Slots) ? static_cast<Slots*>(waiting.as_cell())->get(k_promise)
                                             : waiting;
}

// Jobs ------------------------------------------------------------------------------------------------------

Realm* PromiseReaction::job_realm() const {
  if (const Value function = handler(); function.is_cell()) {
    if (function.is_cell_of(CellKind::Function))
      return static_cast<Function*>(function.as_object())->executable()->realm();
    if (function.is_cell_of(CellKind::NativeFunction))
      return static_cast<NativeFunction*>(function.as_object())->realm();
    return nullptr;  // the NativeJob that runs this one has it
  }
  Value waiting = waiting_.get();
  if (!is_activation(waiting)) waiting = without_context(waiting);
  return is_activation(waiting) ? static_cast<Activation*>(waiting.as_cell())->executable()->realm()
                                : nullptr;
}

// Steps 1.d to i of https://tc39.es/ecma262/#sec-newpromisereactionjob
Completion<Value> PromiseReaction::run(Agent& agent) {
  const Value waiting = waiting_.get();
  if (is_activation(waiting)) return run_await(agent, waiting);
  if (!has_context(waiting)) [[likely]]
    return run_handler(agent, waiting);
  const auto* in_context = static_cast<PromiseContext*>(waiting.as_cell());
  const AsyncContextScope scope(agent, in_context->context());
  return is_activation(in_context->waiting()) ? run_await(agent, in_context->waiting())
                                              : run_handler(agent, in_context->waiting());
}

Completion<Value> PromiseReaction::run_await(Agent& agent, Value activation) {
  const auto mode = is_rejection() ? bytecode::ResumeMode::Throw : bytecode::ResumeMode::Next;
  return run_activation(agent, static_cast<Activation*>(activation.as_cell()), mode, argument());
}

Completion<Value> PromiseReaction::run_handler(Agent& agent, Value waiting) {
  // d. e.
  bool is_normal = !is_rejection();
  Value result = argument();
  if (const Value function = handler(); !function.is_undefined()) {
    const Completion<Value> returned = call(agent, function, Value::undefined(), {{result}});
    is_normal = !returned.is_thrown();
    if (is_normal) {
      result = returned.value();
    } else {
      // f. Where nobody waits, what a handler throws is the host's to hear of.
      if (agent.is_terminating() || waiting.is_undefined()) return Thrown{};
      result = agent.take_exception();
    }
  }
  // f. - i.
  if (waiting.is_undefined()) return Value::undefined();
  const PromiseCapability capability = to_capability(waiting);
  if (is_normal) {
    TRY(resolve_capability(agent, capability, result));
  } else {
    TRY(reject_capability(agent, capability, result));
  }
  return Value::undefined();
}

struct PromiseOperations {
  /// Of a reaction whose handler's realm may be another one when it comes to it.
  static Completion<Value> run_reaction(Agent& agent, NativeJob& job) {
    return static_cast<PromiseReaction*>(job.first().as_cell())->run(agent);
  }

  /// Of a job of a promise's reaction; null: it is none.
  static const PromiseReaction* reaction_of(const Job& job) {
    if (kind_of(&job) == CellKind::PromiseReaction) return static_cast<const PromiseReaction*>(&job);
    const auto& native = static_cast<const NativeJob&>(job);
    if (native.code() != run_reaction) return nullptr;
    return static_cast<const PromiseReaction*>(native.first().as_cell());
  }

  static JobSubject subject_of_reaction(const PromiseReaction& reaction) {
    const Value waiting = without_context(reaction.waiting_.get());
    if (is_activation(waiting)) {
      return {.sort = JobSubject::Sort::Await,
              .is_rejection = reaction.is_rejection(),
              .activation = static_cast<Activation*>(waiting.as_cell())};
    }
    const Value function = reaction.handler();
    return {.sort = JobSubject::Sort::Reaction,
            .is_rejection = reaction.is_rejection(),
            .function = function.is_object() ? function.as_object() : nullptr};
  }

  /// Steps 2 to 4 of https://tc39.es/ecma262/#sec-newpromisereactionjob, and HostEnqueuePromiseJob.
  /// \param promise  that is settled
  static void enqueue(Agent& agent, PromiseReaction* job, Promise* promise) {
    if (has_fixed_realm(job->handler())) [[likely]]
      return agent.hooks().enqueue_job(agent, job, promise);
    Realm* realm = realm_of_handler(agent, job->handler().as_object());
    agent.hooks().enqueue_job(agent, agent.heap().make<NativeJob>(0, run_reaction, realm, Value::cell(job)),
                              promise);
  }

  /// Makes a reaction that is taken off its promise the job that it becomes.
  static void enqueue_reaction(Agent& agent, Promise* promise, PromiseReaction* reaction, Settled how,
                               Value argument) {
    reaction->next_.set_bits(reaction, 0);
    if (how == Settled::Rejected) {
      reaction->is_rejection_ = true;
      reaction->first_.set(reaction, reaction->second_.get());
    }
    reaction->second_.set(reaction, argument);
    enqueue(agent, reaction, promise);
  }

  static void append_reaction(Promise* promise, PromiseReaction* reaction) {
    PromiseReaction* const last = promise->last_reaction();
    reaction->next_.set(reaction, last == nullptr ? reaction : last->next());
    if (last != nullptr) last->next_.set(last, reaction);
    promise->result_or_last_reaction_.set(promise, Value::cell(reaction));
  }

  /// Steps 9 to 12 of https://tc39.es/ecma262/#sec-performpromisethen
  static void add_reaction(Agent& agent, Promise* promise, Value waiting, Value on_fulfilled,
                           Value on_rejected) {
    const Promise::State state = promise->state();
    if (agent.async_context() != nullptr) [[unlikely]]
      waiting = Value::cell(agent.heap().make<PromiseContext>(0, agent.async_context(), waiting));
    if (state == Promise::State::Pending) {
      append_reaction(promise, agent.heap().make<PromiseReaction>(0, waiting, on_fulfilled, on_rejected));
      return promise->set_handled();
    }
    const bool is_rejection = state == Promise::State::Rejected;
    if (is_rejection) mark_as_handled(agent, promise);
    promise->set_handled();
    auto* job = agent.heap().make<PromiseReaction>(0, waiting, is_rejection ? on_rejected : on_fulfilled,
                                                   promise->result());
    job->is_rejection_ = is_rejection;
    enqueue(agent, job, promise);
  }

  /// What https://tc39.es/ecma262/#sec-fulfillpromise and https://tc39.es/ecma262/#sec-rejectpromise share.
  static void settle(Agent& agent, Promise* promise, Settled how, Value result) {
    assert(promise->is_pending());
    PromiseReaction* const last = promise->last_reaction();
    promise->result_or_last_reaction_.set(promise, result);
    promise->set_flag(Promise::k_is_settled);
    if (how == Settled::Rejected) {
      promise->set_flag(Promise::k_is_rejected);
      if (!promise->is_handled()) track_rejection(agent, promise, false);
    }
    if (last == nullptr) {
      if (agent.hooks().note_settled != nullptr) agent.hooks().note_settled(agent, promise);
      return;
    }
    // https://tc39.es/ecma262/#sec-triggerpromisereactions
    for (PromiseReaction* reaction = last->next();;) {
      PromiseReaction* const next = reaction->next();
      enqueue_reaction(agent, promise, reaction, how, result);
      if (reaction == last) return;
      reaction = next;
    }
  }

  static void track_rejection(Agent& agent, Promise* promise, bool is_handled) {
    if (agent.hooks().track_rejection != nullptr) agent.hooks().track_rejection(agent, promise, is_handled);
  }
};

// Settling --------------------------------------------------------------------------------------------------

Promise* new_promise(Agent& agent) {
  return agent.heap().make<Promise>(0, PromiseLookUps::of(agent, agent.realm()).shape());
}

bool has_own_species(Agent& agent, const Promise* promise) {
  Realm& realm = agent.realm();
  PromiseLookUps& look_ups = PromiseLookUps::of(agent, realm);
  return promise->shape() == look_ups.shape() && look_ups.has_own_species(agent, realm);
}

void mark_as_handled(Agent& agent, Promise* promise) {
  if (!promise->is_handled()) PromiseOperations::track_rejection(agent, promise, true);
  promise->set_handled();
}

void fulfill_promise(Agent& agent, Promise* promise, Value value) {
  PromiseOperations::settle(agent, promise, Settled::Fulfilled, value);
}

void reject_promise(Agent& agent, Promise* promise, Value reason) {
  PromiseOperations::settle(agent, promise, Settled::Rejected, reason);
}

namespace {

/// https://tc39.es/ecma262/#sec-newpromiseresolvethenablejob: first is the promise to resolve, second the
/// thenable, third its `then`.
Completion<Value> run_resolve_thenable(Agent& agent, NativeJob& job) {
  // 1.a.
  auto* promise = static_cast<Promise*>(job.first().as_object());
  const PromiseCapability functions = create_resolving_functions(agent, promise);
  // b.
  const Completion<Value> result =
      call(agent, job.third(), job.second(), {{functions.resolve, functions.reject}});
  // c. d.
  if (!result.is_thrown()) return result;
  if (agent.is_terminating()) return Thrown{};
  return call(agent, functions.reject, Value::undefined(), {{agent.take_exception()}});
}

}  // namespace

// https://tc39.es/ecma262/#sec-promise-resolve-functions
Completion<void> resolve_promise(Agent& agent, Promise* promise, Value resolution) {
  // 7. A promise that waits for itself would wait for ever.
  if (resolution.is_object() && resolution.as_object() == promise) {
    (void)agent.throw_type_error("Chaining cycle detected for promise #<Promise>");
    if (agent.is_terminating()) return Thrown{};
    reject_promise(agent, promise, agent.take_exception());
    return {};
  }
  // 8.
  if (!resolution.is_object()) {
    fulfill_promise(agent, promise, resolution);
    return {};
  }
  // 9. 10.
  const Completion<Value> then = get(agent, resolution.as_object(), agent.names().then);
  if (then.is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    reject_promise(agent, promise, agent.take_exception());
    return {};
  }
  // 11. 12.
  if (!is_callable(then.value())) {
    fulfill_promise(agent, promise, resolution);
    return {};
  }
  // 13. - 15.
  Realm* realm = realm_of_handler(agent, then.value().as_object());
  auto* job = agent.heap().make<NativeJob>(0, run_resolve_thenable, realm, promise, resolution, then.value());
  agent.hooks().enqueue_job(agent, in_async_context(agent, job), promise);
  return {};
}

JobSubject subject_of(const Job& job) {
  const Job& inner = *without_async_context(&job);
  if (const PromiseReaction* reaction = PromiseOperations::reaction_of(inner))
    return PromiseOperations::subject_of_reaction(*reaction);
  const auto& native = static_cast<const NativeJob&>(inner);
  if (native.code() == run_resolve_thenable)
    return {.sort = JobSubject::Sort::Thenable, .function = native.third().as_object()};
  JobSubject subject;
  if (is_callable(native.first())) subject.function = native.first().as_object();
  return subject;
}

// Adding reactions ------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-performpromisethen
void perform_promise_then(Agent& agent, Promise* promise, Value on_fulfilled, Value on_rejected,
                          const PromiseCapability* capability) {
  // 3. - 6.
  if (!is_callable(on_fulfilled)) on_fulfilled = Value::undefined();
  if (!is_callable(on_rejected)) on_rejected = Value::undefined();
  // 7. 8.
  PromiseOperations::add_reaction(agent, promise, to_waiting(agent, capability), on_fulfilled, on_rejected);
}

// https://tc39.es/ecma262/#await: its two closures would do nothing else.
void await_promise(Agent& agent, Promise* promise, Activation* activation) {
  PromiseOperations::add_reaction(agent, promise, Value::cell(activation), Value::undefined(),
                                  Value::undefined());
}

}  // namespace orrery::vm
