#pragma once

#include <cstdint>
#include <string_view>

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

/// What `signal` does among the options of addEventListener().
AbortAlgorithm* make_listener_removal(vm::Agent& agent, EventTarget* target, std::int32_t listener_id);

/// https://dom.spec.whatwg.org/#interface-AbortSignal
///
/// A signal knows its sources strongly, and those that depend on it weakly; but once somebody listens to one
/// of these, it is kept as long as its sources are, for they may still abort it
/// (https://dom.spec.whatwg.org/#abort-signal-garbage-collection).
class AbortSignal final : public EventTarget {
 public:
  static const vm::Interface k_interface;

  explicit AbortSignal(vm::Shape* shape) : EventTarget(shape, k_interface) {}

  // As IDL has it
  static AbortSignal* abort(vm::Agent& agent, vm::Value reason);
  static AbortSignal* timeout(vm::Agent& agent, std::uint64_t milliseconds);
  static AbortSignal* any(vm::Agent& agent, const webidl::Sequence<AbortSignal*>& signals);
  bool aborted() const { return !reason_.get().is_empty(); }
  vm::Value reason() const { return aborted() ? reason_.get() : vm::Value::undefined(); }
  vm::Completion<void> throw_if_aborted(vm::Agent& agent);

  /// https://dom.spec.whatwg.org/#abortsignal-add
  void add_algorithm(vm::Agent& agent, AbortAlgorithm* algorithm);
  /// https://dom.spec.whatwg.org/#abortsignal-remove
  void remove_algorithm(const AbortAlgorithm* algorithm);
  /// https://dom.spec.whatwg.org/#abortsignal-signal-abort \param reason  undefined: an AbortError
  vm::Completion<void> signal_abort(vm::Agent& agent, vm::Value reason);

  void listener_was_added(vm::Agent& agent);
  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const {
    return webidl::describe_properties(agent, {{"aborted", vm::Value::boolean(aborted())}});
  }
  void visit_state(gc::Visitor& visitor);

 private:
  using List = gc::Field<vm::ValueList>;

  void append(vm::Agent& agent, List& list, vm::Value item);
  void add_source(vm::Agent& agent, AbortSignal* source);
  void add_dependent(vm::Agent& agent, AbortSignal* dependent);
  vm::Completion<void> run_abort_steps(vm::Agent& agent);

  vm::ValueField reason_{vm::Value::empty()};  // Empty: not aborted
  List algorithms_;
  List sources_;
  List dependents_;       // WeakRefs
  List kept_dependents_;  // those that somebody listens to
  bool is_dependent_ = false;
};

}  // namespace orrery::web
