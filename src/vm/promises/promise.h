#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/promises/job.h"

namespace orrery::vm {

class Activation;
class Agent;
class PromiseReaction;

/// https://tc39.es/ecma262/#sec-properties-of-promise-instances
class Promise final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Promise;
  enum class State : std::uint8_t { Pending, Fulfilled, Rejected };

  explicit Promise(Shape* shape) : Object(k_kind, shape) {}

  State state() const {  // [[PromiseState]]
    if (!has_flag(k_is_settled)) return State::Pending;
    return has_flag(k_is_rejected) ? State::Rejected : State::Fulfilled;
  }
  bool is_pending() const { return !has_flag(k_is_settled); }
  /// [[PromiseResult]]
  Value result() const { return is_pending() ? Value::undefined() : result_or_last_reaction_.get(); }
  bool is_handled() const { return has_flag(k_is_handled); }  // [[PromiseIsHandled]]
  /// For promises that the host has never heard of; mark_as_handled() is for others.
  void set_handled() { set_flag(k_is_handled); }
  /// Whether the host has told that it was rejected and that nobody handles that:
  /// https://html.spec.whatwg.org/multipage/webappapis.html#outstanding-rejected-promises-weak-set
  bool is_outstanding() const { return has_flag(k_is_outstanding); }
  void set_outstanding(bool is_outstanding) { set_flag(k_is_outstanding, is_outstanding); }
  /// Whether there are any of [[PromiseFulfillReactions]] and [[PromiseRejectReactions]], which are kept
  /// together.
  bool has_reactions() const { return last_reaction() != nullptr; }
  /// The one that there is; null: there is none, or several.
  PromiseReaction* only_reaction() const;

  void visit(gc::Visitor& visitor);

 private:
  friend struct PromiseOperations;
  static constexpr std::uint16_t k_is_settled = k_first_own_flag;
  static constexpr std::uint16_t k_is_rejected = k_first_own_flag << 1;
  static constexpr std::uint16_t k_is_handled = k_first_own_flag << 2;
  static constexpr std::uint16_t k_is_outstanding = k_first_own_flag << 3;

  PromiseReaction* last_reaction() const;

  /// While it is pending, the last reaction, as a cell, whose next() is the first; undefined: there is none.
  ValueField result_or_last_reaction_;
};
static_assert(sizeof(Promise) == 32);

/// https://tc39.es/ecma262/#sec-promisereaction-records, both of a `then` in one: what is to be done when a
/// promise is settled. Either a handler is called (of a script, or a NativeFunction), or an activation that
/// awaits goes on. Once the promise is settled, it is the job that does so.
class PromiseReaction final : public Job {
 public:
  static constexpr CellKind k_kind = CellKind::PromiseReaction;
  static constexpr bool k_kind_has_finalizer = false;

  /// What waits: an Activation; or the promise that `then` gave (an Object, any thenable of a subclass); or
  /// undefined.
  Value waiting() const;
  /// What `then` was given, or undefined. Not of jobs.
  Value on_fulfilled() const { return first_.get(); }
  Value on_rejected() const { return second_.get(); }

  // Of jobs
  // --------------------------------------------------------------------------------------------------------
  bool is_rejection() const { return is_rejection_; }
  /// What is called; undefined: the argument is passed on.
  Value handler() const { return first_.get(); }
  /// What the promise was settled with.
  Value argument() const { return second_.get(); }
  Realm* job_realm() const;
  Completion<Value> run(Agent& agent);

  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;
  friend class Promise;
  friend struct PromiseOperations;

  PromiseReaction(Value waiting, Value first, Value second)
      : Job(k_kind), waiting_(waiting), first_(first), second_(second) {}
  PromiseReaction* next() const { return next_.get(this); }

  bool is_rejection_ = false;
  gc::CompressedField<PromiseReaction> next_;  // of the promise's, in a ring
  Completion<Value> run_await(Agent& agent, Value activation);
  Completion<Value> run_handler(Agent& agent, Value waiting);

  /// [[Capability]]: the promise; or Slots, of a capability with resolving functions. Or an Activation. Or a
  /// PromiseContext with one of these.
  ValueField waiting_;
  ValueField first_;   // on_fulfilled; of a job: the handler
  ValueField second_;  // on_rejected; of a job: the argument
};
static_assert(sizeof(PromiseReaction) == 32);

/// What the two functions of https://tc39.es/ecma262/#sec-createresolvingfunctions share: the promise, until
/// one of them was called ([[AlreadyResolved]]).
class PromiseResolvingState final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::PromiseResolvingState;
  static constexpr bool k_kind_has_finalizer = false;

  explicit PromiseResolvingState(Promise* promise)
      : Cell(static_cast<std::uint8_t>(k_kind)), promise_(promise) {}
  /// The promise the first time, then null.
  Promise* take() {
    Promise* promise = promise_.get();
    promise_.clear();
    return promise;
  }
  /// The same without taking it.
  Promise* promise() const { return promise_.get(); }
  void visit(gc::Visitor& visitor) { visitor.visit(promise_); }

 private:
  gc::Field<Promise> promise_;
};

/// https://tc39.es/ecma262/#sec-promisecapability-records. `resolve` and `reject` are undefined where no
/// script could see them: then the promise is a %Promise%, settled by resolve_capability() or
/// reject_capability() once.
struct PromiseCapability {
  Object* promise;
  Value resolve;
  Value reject;
};

// In these functions, where a Completion only says whether a script was ended (Agent::is_terminating()), that
// is said.

/// A new pending promise of the current realm's %Promise%.
Promise* new_promise(Agent& agent);
/// Whether https://tc39.es/ecma262/#sec-speciesconstructor gives the current realm's %Promise% for it without
/// running any script. False may just mean that nobody knows.
bool has_own_species(Agent& agent, const Promise* promise);
/// What the promise's own resolve function would do (https://tc39.es/ecma262/#sec-promise-resolve-functions,
/// from step 7 on): the promise must not be resolved yet. Looks up `then`, and so may run a script. Throws
/// terminations only.
Completion<void> resolve_promise(Agent& agent, Promise* promise, Value resolution);
/// Sets [[PromiseIsHandled]] of a rejected promise, and tells the host.
void mark_as_handled(Agent& agent, Promise* promise);
/// https://tc39.es/ecma262/#sec-fulfillpromise
void fulfill_promise(Agent& agent, Promise* promise, Value value);
/// https://tc39.es/ecma262/#sec-rejectpromise
void reject_promise(Agent& agent, Promise* promise, Value reason);
/// https://tc39.es/ecma262/#sec-createresolvingfunctions \return a capability of this very promise
PromiseCapability create_resolving_functions(Agent& agent, Promise* promise);

/// The promise that the function, one of those, would settle; null: it is none of them, or was called before.
Promise* promise_to_settle(Value function);

/// https://tc39.es/ecma262/#sec-newpromisecapability, always with functions.
Completion<PromiseCapability> new_promise_capability(Agent& agent, Value constructor);
/// The same, without functions where `constructor` is the current realm's %Promise%: for whoever hands the
/// functions to nobody.
Completion<PromiseCapability> new_private_capability(Agent& agent, Value constructor);
/// Calls [[Resolve]]. Of a capability without functions terminations only are thrown.
Completion<void> resolve_capability(Agent& agent, const PromiseCapability& capability, Value resolution);
/// Calls [[Reject]].
Completion<void> reject_capability(Agent& agent, const PromiseCapability& capability, Value reason);
/// https://tc39.es/ecma262/#sec-ifabruptrejectpromise: rejects with the pending exception.
/// \return the promise, which the caller returns; or what [[Reject]] threw, or the termination
Completion<Value> reject_with_exception(Agent& agent, const PromiseCapability& capability);

/// https://tc39.es/ecma262/#sec-promise-resolve
Completion<Object*> promise_resolve(Agent& agent, Object* constructor, Value value);
/// The same with %Promise%.
Completion<Promise*> promise_resolve(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-performpromisethen
/// \param capability  null: none
void perform_promise_then(Agent& agent, Promise* promise, Value on_fulfilled, Value on_rejected,
                          const PromiseCapability* capability);
/// What Await (https://tc39.es/ecma262/#await) does with the promise: once it is settled, a job resumes the
/// activation (run_activation()) by next with the value, or by throw with the reason.
void await_promise(Agent& agent, Promise* promise, Activation* activation);

/// What a job is about, for whoever shows it.
struct JobSubject {
  enum class Sort : std::uint8_t {
    Other,     // the host's: `function` is what it calls first, if that is known
    Reaction,  // of a promise: `function` is what `then` was given; null: the result is passed on
    Await,     // `activation` goes on
    Thenable,  // `function` is the `then` of what a promise was resolved with
  };
  Sort sort = Sort::Other;
  bool is_rejection = false;  // of the first two of promises
  Object* function = nullptr;
  Activation* activation = nullptr;
};
JobSubject subject_of(const Job& job);

}  // namespace orrery::vm
