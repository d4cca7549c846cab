#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loop/event_loop.h"

namespace orrery::cli {

/// A loop that is blocked.
struct Blockage {
  std::uint64_t nanoseconds = 0;
  std::string job;                  // that the loop waits for
  std::vector<std::string> frames;  // the innermost first
  std::string waiting;              // meanwhile
};

/// What a Watchdog has found.
struct WatchdogReport {
  /// A blockage that was told of is over, and was so long.
  std::optional<std::uint64_t> ended_after_ns;
  std::optional<Blockage> blockage;

  /// For people; empty: nothing was found.
  std::string to_text() const;
};

/// [DOC] --unresponsive
///
/// Tells of an event loop that is blocked: the same task (or the main script) has been running, with its
/// ticks and microtasks, for longer than a threshold. A timer of the system sends a signal ten times in that
/// time; its handler only looks whether the loop has taken a task since, and if not asks the agent for a look
/// (vm::Agent::request_look()). So the stack is taken by the thread that runs the script, at one of its
/// polls. The program goes on, and when the loop does too, that is told, with how long it was.
///
/// While the loop waits the timer stands still. Nothing of this is part of a recording. One object at a time
/// in the process.
class Watchdog {
 public:
  Watchdog(loop::EventLoop& loop, std::chrono::milliseconds threshold);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// The loop has nothing to do, and goes to sleep; or the program has ended.
  WatchdogReport pause();
  /// It was woken.
  void resume();
  /// At a poll, which somebody has asked for.
  WatchdogReport look();

 private:
  Blockage describe(std::uint64_t now_ns);
  std::uint64_t take_end();
  void set_timer(std::chrono::nanoseconds period) const;

  loop::EventLoop& loop_;
  std::chrono::milliseconds threshold_;
};

}  // namespace orrery::cli
