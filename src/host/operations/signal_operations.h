#pragma once

#include <array>
#include <csignal>
#include <memory>
#include <optional>

#include "loop/operation.h"

namespace orrery::host {

class LiveDoor;

/// [DOC] Signals
///
/// Operations that wait for a signal of the system (loop::Operation::awaited_signal()), one for each. From
/// the beginning of the first the signal does nothing but count, and wake the door; each time it has come,
/// the operation that waits for it is completed. Whoever wants to hear of more begins another before he deals
/// with it: what comes meanwhile is kept. When the last is cancelled, also if it was completed before, the
/// signal does what it did before the first: by default it ends the process.
///
/// One object at a time in the process.
class SignalOperations {
 public:
  /// \param door  is woken; outlives it
  explicit SignalOperations(LiveDoor& door);
  ~SignalOperations();
  SignalOperations(const SignalOperations&) = delete;
  SignalOperations& operator=(const SignalOperations&) = delete;

  void begin(loop::OperationId id, std::unique_ptr<loop::Operation> operation);
  /// The next whose signal has come: by the signals' numbers.
  std::optional<loop::CompletedOperation> take();
  /// \return whether it was one of these
  bool cancel(loop::OperationId id);

 private:
  struct Awaited {
    loop::OperationId last = 0;                  // that was begun; 0: nobody listens
    std::unique_ptr<loop::Operation> operation;  // null: it was completed
    struct sigaction before{};
  };
  void end(int signal);

  std::array<Awaited, NSIG> awaited_;
  int count_ = 0;  // of those that somebody listens to
};

}  // namespace orrery::host
