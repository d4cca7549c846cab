#pragma once

#include <chrono>

#include "host/live_door.h"
#include "vm/agent.h"

namespace orrery::cli {

/// What a run has still to write when its process is ended hard.
class LastWords {
 public:
  /// Called in a signal handler, on the thread that runs the script, which is anywhere. Nobody waits for it
  /// for long.
  virtual void write_last_words() = 0;

 protected:
  ~LastWords() = default;
};

/// Ends the script of an agent from outside, by signals: one object at a time in the process.
///
/// The script is asked to end (Agent::request_interrupt), at its next poll; what it waits for in the system
/// (a file that is read) is given up. Code that does not poll, as a builtin at work on something huge, is
/// given a second more after the time limit, or until the second Ctrl-C; then the process writes its
/// LastWords and ends with the exit status of exit_status_of().
class Interrupts {
 public:
  /// To be made on the thread that runs the script.
  /// \param door  whose waiting ends, too; null: there is none
  /// \param last_words  null: there is nothing to write
  Interrupts(vm::Agent& agent, host::LiveDoor* door, LastWords* last_words = nullptr);
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
