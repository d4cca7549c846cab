#include "web/dom/abort_signal.h"

#include <algorithm>
#include <utility>

#include "loop/event_loop.h"
#include "vm/collections/weak_ref.h"
#include "vm/objects/realm_interface.h"
#include "vm/shapes/shapes.h"
#include "web/dom/event_dispatch.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

AbortSignal* make_signal(Agent& agent) {
  return vm::make_platform_object<AbortSignal>(agent, agent.realm());
}

Value or_abort_error(Agent& agent, Value reason) {
  if (!reason.is_undefined()) return reason;
  return webidl::make_dom_exception(agent, agent.realm(), "AbortError", "This operation was aborted");
}

AbortSignal* signal_at(const vm::ValueList& list, std::uint32_t index) {
  return static_cast<AbortSignal*>(list.at(index).as_object());
}

void abort_timed_signal(loop::EventLoop& loop, Value about) {
  Agent& agent = loop.agent();
  AbortSignal* signal = static_cast<SignalTimeout*>(about.as_cell())->signal();
  // Whether it is there must not change what a replay does, so the task is there in any case.
  if (signal == nullptr) return;
  const Value reason = webidl::make_dom_exception(agent, agent.realm(), "TimeoutError",
                                                  "The operation was aborted due to timeout");
  if (signal->signal_abort(agent, reason).is_thrown()) loop.report_pending_exception();
}

/// No script sees it, so that nothing is to keep the target alive until the end of the job.
vm::WeakRef* make_weak_reference(Agent& agent, AbortSignal* signal) {
  vm::Shape* shape =
      agent.shapes().root(agent.intrinsic(vm::Intrinsic::WeakRefPrototype), vm::CellKind::WeakRef);
  auto* reference = agent.heap().make<vm::WeakRef>(0, shape, signal);
  agent.weak_references().add_of_host(reference);
  return reference;
}

}  // namespace

AbortSignal* SignalTimeout::signal() const {
  const Value target = reference_->target();
  return target.is_undefined() ? nullptr : static_cast<AbortSignal*>(target.as_object());
}

void SignalTimeout::visit(gc::Visitor& visitor) {
  visitor.visit(reference_);
  visitor.visit(kept_);
}

void AbortSignal::visit_state(gc::Visitor& visitor) {
  EventTarget::visit_state(visitor);
  if (reason_.get().is_cell()) visitor.visit(reason_.get().as_cell());
  for (const List* list : {&algorithms_, &sources_, &dependents_, &kept_dependents_}) visitor.visit(*list);
  visitor.visit(timeout_);
}

void AbortSignal::append(Agent& agent, List& list, Value item) {
  if (!list) list.set(this, vm::ValueList::make(agent.heap()));
  list->append(agent.heap(), item);
}

// Aborted at once, later, or with others --------------------------------------------------------------------

// https://dom.spec.whatwg.org/#dom-abortsignal-abort
AbortSignal* AbortSignal::abort(Agent& agent, Value reason) {
  AbortSignal* signal = make_signal(agent);
  signal->reason_.set(signal, or_abort_error(agent, reason));
  return signal;
}

// https://dom.spec.whatwg.org/#dom-abortsignal-timeout
AbortSignal* AbortSignal::timeout(Agent& agent, std::uint64_t milliseconds) {
  constexpr std::uint64_t k_longest = 0xffff'ffff;
  // 1.
  AbortSignal* signal = make_signal(agent);
  signal->timeout_.set(signal, agent.heap().make<SignalTimeout>(0, make_weak_reference(agent, signal)));
  // 3. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout
  loop::EventLoop::of(agent).run_steps_after_timeout(
      {.callback = Value::cell(signal->timeout_.get()),
       .steps = abort_timed_signal,
       .realm = &agent.realm(),
       .timeout_ms = static_cast<std::uint32_t>(std::min(milliseconds, k_longest)),
       // Of Node: https://nodejs.org/api/globals.html#static-method-abortsignaltimeoutdelay
       .keeps_alive = false});
  return signal;
}

// https://dom.spec.whatwg.org/#create-a-dependent-abort-signal
AbortSignal* AbortSignal::any(Agent& agent, const webidl::Sequence<AbortSignal*>& signals) {
  // 1.
  AbortSignal* result = make_signal(agent);
  // 2.
  for (std::uint32_t i = 0; i < signals.size(); i++) {
    if (!signals[i]->aborted()) continue;
    result->reason_.set(result, signals[i]->reason());
    return result;
  }
  // 3.
  result->is_dependent_ = true;
  // 4.
  for (std::uint32_t i = 0; i < signals.size(); i++) {
    AbortSignal* signal = signals[i];
    if (!signal->is_dependent_) {
      result->add_source(agent, signal);
    } else if (signal->sources_) {
      for (std::uint32_t j = 0; j < signal->sources_->size(); j++)
        result->add_source(agent, signal_at(*signal->sources_, j));
    }
  }
  for (std::uint32_t i = 0; result->sources_ && i < result->sources_->size(); i++)
    signal_at(*result->sources_, i)->is_marked_ = false;
  return result;
}

void AbortSignal::add_source(Agent& agent, AbortSignal* source) {
  if (std::exchange(source->is_marked_, true)) return;
  append(agent, sources_, source);
  source->add_dependent(agent, this);
}

void AbortSignal::add_dependent(Agent& agent, AbortSignal* dependent) {
  // The dead are taken out when there are twice as many as were left the last time.
  if (dependents_ && dependents_->size() >= tidy_dependents_at_) {
    vm::ValueList* living = vm::ValueList::make(agent.heap());
    for (std::uint32_t i = 0; i < dependents_->size(); i++) {
      const auto* reference = static_cast<vm::WeakRef*>(dependents_->at(i).as_object());
      if (!reference->target().is_undefined()) living->append(agent.heap(), dependents_->at(i));
    }
    dependents_.set(this, living);
    tidy_dependents_at_ = std::max(k_few, 2 * living->size());
  }
  append(agent, dependents_, make_weak_reference(agent, dependent));
}

// https://dom.spec.whatwg.org/#abort-signal-garbage-collection
bool AbortSignal::is_heard() const {
  return !aborted() && (listeners().size() != 0 || (algorithms_ && algorithms_->size() != 0));
}

bool AbortSignal::is_needed() const {
  return is_dependent_ && sources_ && is_heard();
}

/// Its timer keeps it, or not any more.
void AbortSignal::tell_timeout() {
  if (!timeout_) return;
  const bool has_dependents = kept_dependents_ && kept_dependents_->size() > let_go_;
  timeout_->keep(is_heard() || has_dependents ? this : nullptr);
}

/// Its sources or its timer keep it, or not any more.
void AbortSignal::keep_while_needed(Agent& agent) {
  tell_timeout();
  const bool is_kept = is_needed();
  if (std::exchange(is_kept_, is_kept) == is_kept) return;
  for (std::uint32_t i = 0; i < sources_->size(); i++) {
    AbortSignal* source = signal_at(*sources_, i);
    if (is_kept) {
      source->append(agent, source->kept_dependents_, this);
      source->tell_timeout();
    } else {
      source->let_go_of_dependent(agent);
    }
  }
}

void AbortSignal::let_go_of_dependent(Agent& agent) {
  constexpr std::uint32_t k_tolerated = 16;
  if (!kept_dependents_) return;
  let_go_++;
  tell_timeout();
  if (let_go_ < k_tolerated || 2 * let_go_ < kept_dependents_->size()) return;
  let_go_ = 0;
  // One that was let go and is kept again is there twice.
  vm::ValueList* kept = vm::ValueList::make(agent.heap());
  for (std::uint32_t i = 0; i < kept_dependents_->size(); i++) {
    AbortSignal* dependent = signal_at(*kept_dependents_, i);
    if (dependent->is_kept_ && !std::exchange(dependent->is_marked_, true))
      kept->append(agent.heap(), dependent);
  }
  for (std::uint32_t i = 0; i < kept->size(); i++) signal_at(*kept, i)->is_marked_ = false;
  kept_dependents_.set(this, kept);
}

// Algorithms ------------------------------------------------------------------------------------------------

AbortAlgorithm* make_listener_removal(Agent& agent, EventTarget* target, std::int32_t listener_id) {
  const AbortAlgorithm::Code remove = [](Agent& of, AbortAlgorithm& algorithm) -> Completion<void> {
    auto* from = static_cast<EventTarget*>(algorithm.first().as_object());
    from->remove_listener(of, algorithm.second().as_int32());
    return {};
  };
  const AbortAlgorithm::IsOver is_over = [](const AbortAlgorithm& algorithm) {
    const auto* from = static_cast<EventTarget*>(algorithm.first().as_object());
    return !from->has_listener(algorithm.second().as_int32());
  };
  return agent.heap().make<AbortAlgorithm>(0, remove, Value(target), Value::int32(listener_id), is_over);
}

void AbortSignal::add_algorithm(Agent& agent, AbortAlgorithm* algorithm) {
  if (aborted()) return;
  // Listeners that come and go leave nothing behind.
  if (algorithms_ && algorithms_->size() >= tidy_algorithms_at_) {
    vm::ValueList* waiting = vm::ValueList::make(agent.heap());
    for (std::uint32_t i = 0; i < algorithms_->size(); i++) {
      const Value each = algorithms_->at(i);
      if (!static_cast<AbortAlgorithm*>(each.as_cell())->is_over()) waiting->append(agent.heap(), each);
    }
    algorithms_.set(this, waiting);
    tidy_algorithms_at_ = std::max(k_few, 2 * waiting->size());
  }
  append(agent, algorithms_, Value::cell(algorithm));
  keep_while_needed(agent);
}

// Aborting --------------------------------------------------------------------------------------------------

// https://dom.spec.whatwg.org/#dom-abortsignal-throwifaborted
Completion<void> AbortSignal::throw_if_aborted(Agent& agent) {
  if (aborted()) return agent.throw_value(reason());
  return {};
}

Completion<void> AbortSignal::signal_abort(Agent& agent, Value reason) {
  // 1.
  if (aborted()) return {};
  // 2.
  reason_.set(this, or_abort_error(agent, reason));
  // 3. 4.
  const gc::Root<AbortSignal> kept(agent.heap(), this);
  const gc::Root<vm::ValueList> to_abort(agent.heap(), vm::ValueList::make(agent.heap()));
  for (std::uint32_t i = 0; dependents_ && i < dependents_->size(); i++) {
    const Value target = static_cast<vm::WeakRef*>(dependents_->at(i).as_object())->target();
    if (target.is_undefined()) continue;
    auto* dependent = static_cast<AbortSignal*>(target.as_object());
    if (dependent->aborted()) continue;
    dependent->reason_.set(dependent, reason_.get());
    dependent->keep_while_needed(agent);
    to_abort->append(agent.heap(), target);
  }
  dependents_.clear();
  kept_dependents_.clear();
  let_go_ = 0;
  tell_timeout();
  // 5.
  TRY(run_abort_steps(agent));
  // 6.
  for (std::uint32_t i = 0; i < to_abort->size(); i++)
    TRY(signal_at(*to_abort.get(), i)->run_abort_steps(agent));
  return {};
}

// https://dom.spec.whatwg.org/#run-the-abort-steps
Completion<void> AbortSignal::run_abort_steps(Agent& agent) {
  // 1. 2.
  if (algorithms_) {
    const gc::Root<vm::ValueList> algorithms(agent.heap(), algorithms_.get());
    algorithms_.clear();
    for (std::uint32_t i = 0; i < algorithms->size(); i++)
      TRY(static_cast<AbortAlgorithm*>(algorithms->at(i).as_cell())->run(agent));
  }
  // 3.
  if (listeners().size() == 0) return {};
  TRY(fire_event(agent, *this, "abort"));
  return {};
}

}  // namespace orrery::web
