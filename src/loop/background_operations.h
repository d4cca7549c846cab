#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include "gc/visitor.h"
#include "loop/operation.h"
#include "loop/task_queues.h"
#include "vm/value.h"

namespace orrery::vm {
class Realm;
}  // namespace orrery::vm

namespace orrery::loop {

/// What becomes of an operation's answer.
struct OperationHandler {
  /// Run as a task.
  /// \param about  that of the handler
  using Steps = void (*)(EventLoop& loop, vm::Value about, Operation& operation);

  TaskSource source;
  Steps steps;
  /// What the steps are about: a callback, a promise. Kept alive until they were run.
  vm::Value about;
  /// The current one while they run.
  vm::Realm* realm = nullptr;
  /// Where the task comes from; null: EventLoop::begin_operation() sees to it.
  vm::JobOrigin* origin = nullptr;
  /// In which it runs (vm/promises/async_context.h); null: the one in which the operation is begun.
  vm::Object* context = nullptr;
};

/// The operations that were begun and whose task has not been run, and what else the run goes on for.
class BackgroundOperations {
 public:
  OperationId add(const OperationHandler& handler) {
    operations_.emplace(++last_id_, Entry{handler, nullptr, true});
    referenced_++;
    return last_id_;
  }
  /// Whether there was such an operation.
  bool remove(OperationId id);
  bool is_empty() const { return operations_.empty(); }
  /// Whether it keeps the loop alive, as it does at first.
  void set_referenced(OperationId id, bool is_referenced);

  /// Keeps the answer until the task is run. \return null: nobody wants to hear of it any more
  const OperationHandler* set_answer(CompletedOperation completion);
  /// The operation's part is over. \param handler  of the operation \return it; null: it was cancelled since
  std::unique_ptr<Operation> take(OperationId id, OperationHandler& handler);

  // Handles: what may make tasks at any moment without being an operation, such as a port that is listened to
  // -------------------------------------------------------------------------------------------------------
  void keep_alive() { referenced_++; }
  /// As often as keep_alive().
  void let_go() { referenced_--; }

  /// Whether anything of this keeps the loop alive.
  bool has_referenced() const { return referenced_ != 0; }

  void list_pending(PendingList& list) const;

  void visit(gc::Visitor& visitor) const;
  void clear();

 private:
  struct Entry {
    OperationHandler handler;
    std::unique_ptr<Operation> answer;  // null: it is in flight
    bool is_referenced;
  };

  std::unordered_map<OperationId, Entry> operations_;
  OperationId last_id_ = 0;
  std::size_t referenced_ = 0;
};

}  // namespace orrery::loop
