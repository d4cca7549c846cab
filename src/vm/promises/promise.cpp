#include "vm/promises/promise.h"

#include <cassert>

#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/execution/generator.h"
#include "vm/functions/calls.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/job.h"
#include "vm/promises/promise_look_ups.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

void Promise::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  if (result().is_cell()) visitor.visit(result().as_cell());
  visitor.visit(reactions_);
  visitor.visit(last_reaction_);
}

void PromiseReaction::visit(gc::Visitor& visitor) {
  visitor.visit(next_);
  for (const ValueField* field : {&waiting_, &resolve_, &reject_, &on_fulfilled_, &on_rejected_}) {
    if (field->get().is_cell()) visitor.visit(field->get().as_cell());
  }
}

// Jobs ------------------------------------------------------------------------------------------------------

namespace {

enum class Settled : std::uint8_t { Fulfilled, Rejected };

bool is_activation(Value waiting) {
  return waiting.is_cell_of(CellKind::Activation);
}

/// GetFunctionRealm of a handler; of a revoked proxy the current realm. Where a job's handler is called.
Realm* realm_of_handler(Agent& agent, Object* handler) {
  const Completion<Realm*> realm = get_function_realm(agent, handler);
  if (!realm.is_thrown()) return realm.value();
  if (!agent.is_terminating()) agent.take_exception();
  return &agent.realm();
}

}  // namespace

struct PromiseOperations {
  static PromiseReaction* make_reaction(Agent& agent, Value waiting) {
    auto* reaction = agent.heap().make<PromiseReaction>(0);
    reaction->waiting_.set_without_barrier(waiting);
    return reaction;
  }

  static void set_capability(PromiseReaction* reaction, const PromiseCapability& capability) {
    reaction->waiting_.set(reaction, capability.promise);
    reaction->resolve_.set(reaction, capability.resolve);
    reaction->reject_.set(reaction, capability.reject);
  }

  static void set_handlers(PromiseReaction* reaction, Value on_fulfilled, Value on_rejected) {
    reaction->on_fulfilled_.set(reaction, on_fulfilled);
    reaction->on_rejected_.set(reaction, on_rejected);
  }

  static Value handler(const PromiseReaction* reaction, Settled how) {
    return how == Settled::Fulfilled ? reaction->on_fulfilled_.get() : reaction->on_rejected_.get();
  }

  /// Steps 1.d to i of https://tc39.es/ecma262/#sec-newpromisereactionjob
  template <Settled how>
  static Completion<Value> run_reaction(Agent& agent, Job& job) {
    auto* reaction = static_cast<PromiseReaction*>(job.first().as_cell());
    const Value argument = job.second();
    const Value waiting = reaction->waiting();
    if (is_activation(waiting)) {
      constexpr auto k_mode =
          how == Settled::Fulfilled ? bytecode::ResumeMode::Next : bytecode::ResumeMode::Throw;
      return run_activation(agent, static_cast<Activation*>(waiting.as_cell()), k_mode, argument);
    }
    // d. e.
    bool is_normal = how == Settled::Fulfilled;
    Value result = argument;
    if (const Value function = handler(reaction, how); !function.is_undefined()) {
      const Completion<Value> returned = call(agent, function, Value::undefined(), {{argument}});
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
    const PromiseCapability capability = {waiting.as_object(), reaction->resolve_.get(),
                                          reaction->reject_.get()};
    if (is_normal) {
      TRY(resolve_capability(agent, capability, result));
    } else {
      TRY(reject_capability(agent, capability, result));
    }
    return Value::undefined();
  }

  /// Of a job of a promise's reaction; Other: it is none.
  static JobSubject subject_of_reaction(const Job& job) {
    const bool is_rejection = job.code() == run_reaction<Settled::Rejected>;
    if (!is_rejection && job.code() != run_reaction<Settled::Fulfilled>) return {};
    const auto* reaction = static_cast<PromiseReaction*>(job.first().as_cell());
    if (is_activation(reaction->waiting())) {
      auto* activation = static_cast<Activation*>(reaction->waiting().as_cell());
      return {.sort = JobSubject::Sort::Await, .is_rejection = is_rejection, .activation = activation};
    }
    const Value function = handler(reaction, is_rejection ? Settled::Rejected : Settled::Fulfilled);
    return {.sort = JobSubject::Sort::Reaction,
            .is_rejection = is_rejection,
            .function = function.is_object() ? function.as_object() : nullptr};
  }

  /// https://tc39.es/ecma262/#sec-newpromisereactionjob, handed to the host.
  static void enqueue_reaction(Agent& agent, Promise* promise, PromiseReaction* reaction, Settled how,
                               Value argument) {
    // 2. - 4.
    Realm* realm = nullptr;
    const Value waiting = reaction->waiting();
    if (is_activation(waiting)) {
      realm = static_cast<Activation*>(waiting.as_cell())->executable()->realm();
    } else if (const Value function = handler(reaction, how); !function.is_undefined()) {
      realm = realm_of_handler(agent, function.as_object());
    }
    const Job::Code code =
        how == Settled::Fulfilled ? run_reaction<Settled::Fulfilled> : run_reaction<Settled::Rejected>;
    agent.hooks().enqueue_job(agent, agent.heap().make<Job>(0, code, realm, Value::cell(reaction), argument),
                              promise);
  }

  /// Steps 9 to 11 of https://tc39.es/ecma262/#sec-performpromisethen
  static void add_reaction(Agent& agent, Promise* promise, PromiseReaction* reaction) {
    switch (promise->state_) {
      case Promise::State::Pending:
        if (promise->last_reaction_) {
          promise->last_reaction_->next_.set(promise->last_reaction_.get(), reaction);
        } else {
          promise->reactions_.set(promise, reaction);
        }
        promise->last_reaction_.set(promise, reaction);
        break;
      case Promise::State::Fulfilled:
        enqueue_reaction(agent, promise, reaction, Settled::Fulfilled, promise->result());
        break;
      case Promise::State::Rejected:
        mark_as_handled(agent, promise);
        enqueue_reaction(agent, promise, reaction, Settled::Rejected, promise->result());
        break;
    }
    promise->is_handled_ = true;
  }

  /// What https://tc39.es/ecma262/#sec-fulfillpromise and https://tc39.es/ecma262/#sec-rejectpromise share.
  static void settle(Agent& agent, Promise* promise, Settled how, Value result) {
    assert(promise->state_ == Promise::State::Pending);
    PromiseReaction* reaction = promise->reactions_.get();
    promise->reactions_.clear();
    promise->last_reaction_.clear();
    promise->result_.set(promise, result);
    promise->state_ = how == Settled::Fulfilled ? Promise::State::Fulfilled : Promise::State::Rejected;
    if (how == Settled::Rejected && !promise->is_handled_) track_rejection(agent, promise, false);
    if (reaction == nullptr && agent.hooks().note_settled != nullptr)
      agent.hooks().note_settled(agent, promise);
    // https://tc39.es/ecma262/#sec-triggerpromisereactions
    while (reaction != nullptr) {
      PromiseReaction* next = reaction->next_.get();
      reaction->next_.clear();
      enqueue_reaction(agent, promise, reaction, how, result);
      reaction = next;
    }
  }

  static void track_rejection(Agent& agent, Promise* promise, bool is_handled) {
    if (agent.hooks().track_rejection != nullptr) agent.hooks().track_rejection(agent, promise, is_handled);
  }
};

// Settling --------------------------------------------------------------------------------------------------

Promise* new_promise(Agent& agent) {
  return agent.heap().make<Promise>(0, PromiseLookUps::of(agent).shape());
}

bool has_own_species(Agent& agent, const Promise* promise) {
  PromiseLookUps& look_ups = PromiseLookUps::of(agent);
  return promise->shape() == look_ups.shape() && look_ups.has_own_species(agent, agent.realm());
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
Completion<Value> run_resolve_thenable(Agent& agent, Job& job) {
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
  Job* job = agent.heap().make<Job>(0, run_resolve_thenable, realm, promise, resolution, then.value());
  agent.hooks().enqueue_job(agent, job, promise);
  return {};
}

JobSubject subject_of(const Job& job) {
  if (job.code() == run_resolve_thenable)
    return {.sort = JobSubject::Sort::Thenable, .function = job.third().as_object()};
  JobSubject subject = PromiseOperations::subject_of_reaction(job);
  if (subject.sort == JobSubject::Sort::Other && is_callable(job.first()))
    subject.function = job.first().as_object();
  return subject;
}

// Reactions -------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-performpromisethen
void perform_promise_then(Agent& agent, Promise* promise, Value on_fulfilled, Value on_rejected,
                          const PromiseCapability* capability) {
  // 3. - 6.
  if (!is_callable(on_fulfilled)) on_fulfilled = Value::undefined();
  if (!is_callable(on_rejected)) on_rejected = Value::undefined();
  // 7. 8.
  PromiseReaction* reaction = PromiseOperations::make_reaction(agent, Value::undefined());
  if (capability != nullptr) PromiseOperations::set_capability(reaction, *capability);
  PromiseOperations::set_handlers(reaction, on_fulfilled, on_rejected);
  PromiseOperations::add_reaction(agent, promise, reaction);
}

// https://tc39.es/ecma262/#await: its two closures would do nothing else.
void await_promise(Agent& agent, Promise* promise, Activation* activation) {
  PromiseReaction* reaction = PromiseOperations::make_reaction(agent, Value::cell(activation));
  PromiseOperations::add_reaction(agent, promise, reaction);
}

}  // namespace orrery::vm
