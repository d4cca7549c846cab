#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/agent.h"
#include "vm/objects/object.h"
#include "vm/promises/job.h"
#include "vm/value.h"

namespace orrery::vm {

/// [DOC] The asynchronous context
///
/// What AsyncLocalStorage and its kin are made of (https://tc39.es/proposal-async-context/): a value of the
/// agent's (Agent::async_context()) that is remembered by whatever is queued, and is there again when that
/// runs. Promise reactions remember the one in which `then` was called or the await began; jobs, ticks,
/// timers, tasks and operations the one in which they were queued.
///
/// Hardly any program has one, and those pay next to nothing: what has no context has no room for one.
/// Reactions keep theirs in a PromiseContext in the place of what waits, other jobs in a job around them.

/// While it exists another context is there.
class AsyncContextScope {
 public:
  AsyncContextScope(Agent& agent, Object* context) : agent_(agent), before_(agent.async_context()) {
    agent.set_async_context(context);
  }
  ~AsyncContextScope() { agent_.set_async_context(before_); }
  AsyncContextScope(const AsyncContextScope&) = delete;
  AsyncContextScope& operator=(const AsyncContextScope&) = delete;

 private:
  Agent& agent_;
  Object* before_;  // on the machine stack, where the collector sees it
};

/// What a PromiseReaction that was made in a context has for what waits.
class PromiseContext final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::PromiseContext;
  static constexpr bool k_kind_has_finalizer = false;

  PromiseContext(Object* context, Value waiting)
      : Cell(static_cast<std::uint8_t>(k_kind)), context_(context), waiting_(waiting) {}
  Object* context() const { return context_.get(); }
  Value waiting() const { return waiting_.get(); }
  void visit(gc::Visitor& visitor) {
    visitor.visit(context_);
    if (waiting().is_cell()) visitor.visit(waiting().as_cell());
  }

 private:
  gc::Field<Object> context_;
  ValueField waiting_;
};

/// The job, or, where there is a context, one that runs it in that.
Job* in_async_context(Agent& agent, Job* job);
/// The job inside of one that in_async_context() has made; else itself.
const Job* without_async_context(const Job* job);

}  // namespace orrery::vm
