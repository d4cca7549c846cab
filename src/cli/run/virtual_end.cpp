#include "cli/run/virtual_end.h"

#include <algorithm>

#include <fmt/format.h>

#include "host/virtual_door.h"

namespace orrery::cli {

namespace {

constexpr std::uint64_t k_never = loop::AsynchronousDoor::k_never;

}  // namespace

void VirtualEnd::begin(const RunSettings& settings) {
  const std::uint64_t start_ns = parts_.session.door().monotonic_ns();
  limits_ = Limits{.duration_ns = settings.until_ns,
                   .end_ns = settings.until_ns == 0 ? k_never : start_ns + settings.until_ns,
                   .max_turns = settings.max_turns};
  look();
}

void VirtualEnd::look() {
  host::VirtualDoor* door = parts_.session.virtual_door();
  if (door == nullptr || !limits_ || limits_->end_ns == k_never) return;
  parts_.agent.request_look();
  if (door->observed_ns() >= limits_->end_ns) parts_.agent.request_interrupt(vm::Termination::Exit);
}

bool VirtualEnd::may_run_task() {
  if (!limits_) return true;
  if (limits_->max_turns != 0 && parts_.loop.tasks_run() >= limits_->max_turns) {
    stop(fmt::format("stopped after {} turns (--max-turns)", limits_->max_turns));
    return false;
  }
  if (limits_->end_ns == k_never || parts_.session.door().observed_ns() < limits_->end_ns) return true;
  stop_at_end();
  return false;
}

std::optional<std::uint64_t> VirtualEnd::before_waiting(std::uint64_t deadline_ns) {
  if (!limits_) return deadline_ns;
  deadline_ns = std::min(deadline_ns, limits_->end_ns);
  // In virtual time nothing comes from outside but what the program has begun.
  if (deadline_ns != k_never || !parts_.loop.background().is_empty()) return deadline_ns;
  stop("nothing is left that could happen in virtual time");
  return std::nullopt;
}

void VirtualEnd::after_waiting() {
  if (limits_ && limits_->end_ns != k_never) may_run_task();
}

void VirtualEnd::tell_of_ended_script() {
  const std::optional<vm::Agent::Interruption> interruption =
      parts_.session.is_replay() ? parts_.session.replay_door()->interruption() : parts_.agent.interruption();
  if (limits_ && interruption && interruption->reason == vm::Termination::Exit) stop_at_end();
}

void VirtualEnd::stop_at_end() {
  constexpr double k_nanoseconds = 1e6;
  stop(fmt::format("stopped after {} ms of virtual time (--until)",
                   static_cast<double>(limits_->duration_ns) / k_nanoseconds));
}

void VirtualEnd::stop(std::string_view why) {
  if (is_reached_) return;
  is_reached_ = true;
  parts_.loop.stop();
  parts_.console_output.write_line(ConsoleOutput::Stream::Error, fmt::format("orrery: {}", why));
}

}  // namespace orrery::cli
