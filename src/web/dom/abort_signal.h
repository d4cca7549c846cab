#pragma once

#include <cstdint>
#include <string_view>

#include "vm/collections/weak_ref.h"
#include "vm/objects/platform_cell.h"
#include "vm/value_list.h"
#include "web/dom/event_target.h"
#include "webidl/descriptions.h"
#include "webidl/sequences.h"

namespace orrery::web {

/// An item of https://dom.spec.whatwg.org/#abortsignal-abort-algorithms: code, and two values for it to use.
class AbortAlgorithm final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "AbortAlgorithm";
  using Code = vm::Completion<void> (*)(vm::Agent&, AbortAlgorithm&);
  /// Whether it has nothing to do any more, and may be forgotten.
  using IsOver = bool (*)(const AbortAlgorithm&);

  AbortAlgorithm(Code code, vm::Value first, vm::Value second = {}, IsOver is_over = nullptr)
      : PlatformCell(vm::k_platform_cell_type<AbortAlgorithm>),
        code_(code),
        is_over_(is_over),
        first_(first),
        second_(second) {}
  vm::Completion<void> run(vm::Agent& agent) { return code_(agent, *this); }
  bool is_over() const { return is_over_ != nullptr && is_over_(*this); }
  vm::Value first() const { return first_.get(); }
  vm::Value second() const { return second_.get(); }
  void visit(gc::Visitor& visitor) {
    for (const vm::Value value : {first(), second()}) {
      if (value.is_cell()) visitor.visit(value.as_cell());
    }
  }

 private:
  Code code_;
  IsOver is_over_;
  vm::ValueField first_;
  vm::ValueField second_;
};

class AbortSignal;

/// What the timer of a signal holds: the signal itself only as long as its end would be noticed.
class SignalTimeout final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "SignalTimeout";
  explicit SignalTimeout(vm::WeakRef* reference)
      : PlatformCell(vm::k_platform_cell_type<SignalTimeout>), reference_(reference) {}
  /// Null: nobody can see it any more.
  AbortSignal* signal() const;
  void keep(AbortSignal* signal) { kept_.set(this, signal); }
  void visit(gc::Visitor& visitor);

 private:
  gc::Field<vm::WeakRef> reference_;
  gc::Field<AbortSignal> kept_;
};

/// What `signal` does among the options of addEventListener().
AbortAlgorithm* make_listener_removal(vm::Agent& agent, EventTarget* target, std::int32_t listener_id);

/// https://dom.spec.whatwg.org/#interface-AbortSignal
///
/// A signal knows its sources strongly, and those that depend on it weakly; but as long as somebody listens
/// to one of these, its sources keep it, for they may still abort it
/// (https://dom.spec.whatwg.org/#abort-signal-garbage-collection). The timer of a signal keeps it by the same
/// rule. Lists of signals that come and go are tidied when half of them are gone, so that what a signal costs
/// does not grow with what it has seen.
class AbortSignal final : public EventTarget {
 public:
  static const vm::Interface k_interface;

  explicit AbortSignal(vm::Shape* shape) : EventTarget(shape, k_interface, &k_behavior) {}

  // As IDL has it
  static AbortSignal* abort(vm::Agent& agent, vm::Value reason);
  static AbortSignal* timeout(vm::Agent& agent, std::uint64_t milliseconds);
  static AbortSignal* any(vm::Agent& agent, const webidl::Sequence<AbortSignal*>& signals);
  bool aborted() const { return !reason_.get().is_empty(); }
  vm::Value reason() const { return aborted() ? reason_.get() : vm::Value::undefined(); }
  vm::Completion<void> throw_if_aborted(vm::Agent& agent);

  /// https://dom.spec.whatwg.org/#abortsignal-add
  void add_algorithm(vm::Agent& agent, AbortAlgorithm* algorithm);
  /// https://dom.spec.whatwg.org/#abortsignal-signal-abort \param reason  undefined: an AbortError
  vm::Completion<void> signal_abort(vm::Agent& agent, vm::Value reason);

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const {
    return webidl::describe_properties(agent, {{"aborted", vm::Value::boolean(aborted())}});
  }
  void visit_state(gc::Visitor& visitor);

 private:
  using List = gc::Field<vm::ValueList>;
  static constexpr std::uint32_t k_few = 16;

  static void listeners_changed(vm::Agent& agent, EventTarget& target, vm::PropertyKey) {
    static_cast<AbortSignal&>(target).keep_while_needed(agent);
  }
  static constexpr EventTargetBehavior k_behavior = {
      .get_the_parent = nullptr, .seen_as = nullptr, .listeners_changed = listeners_changed};

  void append(vm::Agent& agent, List& list, vm::Value item);
  void add_source(vm::Agent& agent, AbortSignal* source);
  void add_dependent(vm::Agent& agent, AbortSignal* dependent);
  bool is_heard() const;
  bool is_needed() const;
  void keep_while_needed(vm::Agent& agent);
  void let_go_of_dependent(vm::Agent& agent);
  void tell_timeout();
  vm::Completion<void> run_abort_steps(vm::Agent& agent);

  vm::ValueField reason_{vm::Value::empty()};  // Empty: not aborted
  List algorithms_;
  List sources_;
  List dependents_;       // WeakRefs
  List kept_dependents_;  // those that somebody listens to, and some that nobody listens to any more
  gc::Field<SignalTimeout> timeout_;
  std::uint32_t let_go_ = 0;  // how many of the latter there may be
  // With so many items they are to be tidied.
  std::uint32_t tidy_algorithms_at_ = k_few;
  std::uint32_t tidy_dependents_at_ = k_few;
  bool is_dependent_ = false;
  bool is_kept_ = false;    // a dependent one: by its sources
  bool is_marked_ = false;  // while a list is made in which it shall be once
};

}  // namespace orrery::web
