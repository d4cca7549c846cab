#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "loop/operation.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::loop {

/// The asynchronous half of the door (docs/architecture.md): what the loop itself needs from outside. The
/// synchronous half, which engine code reads, is vm::Door. Recording logs both, replaying feeds both.
class AsynchronousDoor {
 public:
  /// Of waiting: there is no deadline.
  static constexpr std::uint64_t k_never = UINT64_MAX;

  /// Of the same clock as vm::Door::monotonic_ns(): always a fresh reading, never a kept one.
  virtual std::uint64_t monotonic_ns() = 0;
  /// The same for those who look on: where the clock goes by what is done (virtual time), looking takes no
  /// time, so that a run is the same whether somebody looks or not.
  virtual std::uint64_t observed_ns() { return monotonic_ns(); }
  /// Returns when the clock has reached `deadline_ns`, or before that if the loop should look whether
  /// something has happened: an operation was completed, an interrupt came.
  virtual void wait_until(std::uint64_t deadline_ns) = 0;

  // Background operations
  // -------------------------------------------------------------------------------------------------------
  /// Begins an operation, which is told of by take_completion() later, never from here.
  /// \param id  that of no other operation of the run
  virtual void begin_operation(OperationId id, std::unique_ptr<Operation> operation) = 0;
  /// The next operation that was completed. In which order operations are completed is the door's to say; so
  /// is when. Nothing: none since.
  virtual std::optional<CompletedOperation> take_completion() = 0;
  /// Nobody wants to hear of the operation any more; it is done all the same, unless it has not been begun.
  virtual void cancel_operation(OperationId id) = 0;

  // Weak references ([DOC] in weak_clearings.h)
  // -------------------------------------------------------------------------------------------------------
  /// Between two tasks, while nothing is kept for a job: clears what scripts are to lose now of what they
  /// hold weakly. \param turn  how many tasks were run \param is_due  a collection for it is worth the while
  /// \return whether anything was cleared
  virtual bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due);
  /// What decides when that is due: how many bytes the program has allocated.
  virtual std::uint64_t allocated_bytes(vm::Agent& agent);

 protected:
  ~AsynchronousDoor() = default;
};

}  // namespace orrery::loop
