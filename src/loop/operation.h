#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace orrery::loop {

/// Counted from 1, for a run.
using OperationId = std::uint64_t;

/// Something that goes on outside while scripts run: a file that is read, say. An object is both the request
/// and, once it was completed, the answer; whoever begins an operation knows its class.
///
/// It holds no cells, as it is used on other threads.
class Operation {
 public:
  virtual ~Operation() = default;
  /// Of what sort it is, as latency models name it: "open".
  virtual std::string_view kind() const = 0;
  /// Does it. Only by the door, on any thread; blocks as long as it takes.
  virtual void perform() = 0;

  /// Of one that is not performed but waits for a signal of the system: its number; 0: it is performed.
  virtual int awaited_signal() const { return 0; }
  /// Whether it is not performed but waits for input: it is completed by set_answer_text().
  virtual bool awaits_input() const { return false; }
  /// What the task is called that is made when it was completed.
  virtual std::string task_text() const { return std::string(kind()); }

  // In recordings
  // -------------------------------------------------------------------------------------------------------
  /// All that decides about what is done, such that two requests for different things differ.
  virtual std::string describe() const = 0;
  /// Of an operation that was performed.
  virtual std::string answer_text() const = 0;
  /// Instead of performing it. \return whether `text` is an answer
  virtual bool set_answer_text(std::string_view text) = 0;
};

/// An operation that was completed.
struct CompletedOperation {
  OperationId id;
  std::unique_ptr<Operation> operation;
};

}  // namespace orrery::loop
