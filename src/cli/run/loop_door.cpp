#include "cli/run/loop_door.h"

#include <condition_variable>
#include <mutex>

#include <signal.h>

#include "cli/run/error_reporter.h"
#include "cli/terminal.h"

namespace orrery::cli {

/// [DOC] What programs print (console_output.h)
void LoopDoor::attach() {
  parts_.loop.set_gate(this);
  // As Node does: a pipe that nobody reads is an error of writing.
  if (parts_.node != nullptr) {
    ::signal(SIGPIPE, SIG_IGN);
    parts_.output.ignore_closed_pipe();
  }
  if (host::LiveDoor* door = parts_.session.live_door()) {
    door->set_before_access([this] { flush(); });
    // What has blocked the loop is on the stack now, and not where the script looks next.
    door->set_after_access([this] {
      if (watchdog_) tell(watchdog_->look());
    });
  }
  vm::Hooks& hooks = parts_.agent.hooks();
  hooks.look = [](vm::Agent& agent) {
    ErrorReporter& errors = ErrorReporter::of(agent);
    if (agent.is_terminating()) return errors.note_where_it_ends();
    errors.parts().door.look();
  };
  block_ = hooks.block;
  hooks.block = [](vm::Agent& agent, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                   std::uint64_t nanoseconds) {
    LoopDoor& self = ErrorReporter::of(agent).parts().door;
    self.flush();
    self.block_(agent, lock, notified, nanoseconds);
  };
}

void LoopDoor::detach() {
  input_.reset();
  watchdog_.reset();
  if (host::LiveDoor* door = parts_.session.live_door()) {
    door->set_before_access(nullptr);
    door->set_after_access(nullptr);
  }
}

/// While a script runs, at one of its polls.
void LoopDoor::look() {
  flush();
  if (input_) input_->tell_targets();
  if (watchdog_) tell(watchdog_->look());
  virtual_end_.look();
}

/// Nobody should wait for output while the program does nothing.
void LoopDoor::wait_until(std::uint64_t deadline_ns) {
  flush();
  const std::optional<std::uint64_t> deadline = virtual_end_.before_waiting(deadline_ns);
  if (!deadline) return;
  if (input_) input_->tell_targets();
  pause_watchdog();
  parts_.session.door().wait_until(*deadline);
  if (watchdog_) watchdog_->resume();
  virtual_end_.after_waiting();
}

/// Between two turns.
bool LoopDoor::may_run_task(loop::EventLoop&) {
  flush();
  if (input_) input_->tell_targets_now_and_then();
  // What is shown of the run nobody reads any more; the program itself has no part in that.
  if (parts_.console_output.has_listener() && parts_.output.has_lost_reader()) return false;
  return virtual_end_.may_run_task();
}

void LoopDoor::end_watch() {
  // Where it was ended it does not go on.
  if (parts_.agent.is_terminating()) watchdog_.reset();
  pause_watchdog();
}

void LoopDoor::pause_watchdog() {
  if (watchdog_) tell(watchdog_->pause());
}

/// On standard error, in the place where it belongs.
void LoopDoor::tell(const WatchdogReport& report) {
  if (!report.ended_after_ns && !report.blockage) return;
  flush();
  if (parts_.reporter == nullptr) return print_text(stderr, report.to_text());
  // Whoever reads along is to see how it came to that.
  parts_.session.flush();
  parts_.reporter->tell(report, parts_.agent.execution.polls_before);
}

}  // namespace orrery::cli
