#pragma once

#include <chrono>

#include "host/live_door.h"
#include "vm/agent.h"

namespace orrery::cli {

/// Ends the script of an agent from outside, by signals: one object at a time in the process.
///
/// The script is asked to end (Agent::request_interrupt), at its next poll. Code that does not poll, as a
/// builtin at work on something huge, is given a second more after the time limit, or until the second
/// Ctrl-C; then the process ends with the exit status of exit_status_of().
class Interrupts {
 public:
  /// \param door  whose waiting ends, too; null: there is none
  Interrupts(vm::Agent& agent, host::LiveDoor* door);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// Ctrl-C ends the script.
  void catch_interrupt_key();
  /// The key was heard: the next time, it is the first time again.
  void forget_interrupt_key();
  /// The script ends after `limit` from now; an earlier limit is forgotten. 0: no limit.
  void set_time_limit(std::chrono::milliseconds limit);

 private:
  bool catches_key_ = false;
};

/// The time limit of a program as long as it is read, which may be from a pipe that nobody writes to: then
/// the process ends, as there is nothing else to be ended.
class TimeLimitWhileReading {
 public:
  /// \param limit  0: none
  explicit TimeLimitWhileReading(std::chrono::milliseconds limit);
  ~TimeLimitWhileReading() { end(); }
  TimeLimitWhileReading(const TimeLimitWhileReading&) = delete;
  TimeLimitWhileReading& operator=(const TimeLimitWhileReading&) = delete;
  /// It has been read. \return what is left of the limit
  std::chrono::milliseconds end();

 private:
  std::chrono::milliseconds limit_;
};

/// Of a process whose script was ended: 124 time limit (as of timeout(1)), 130 Ctrl-C (as of shells), 137 out
/// of memory (as of what the system kills for that).
int exit_status_of(vm::Termination reason);
/// For people: "The time limit was reached".
const char* describe(vm::Termination reason);

}  // namespace orrery::cli
