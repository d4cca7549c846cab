#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "loop/event_loop.h"

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::inspect {

/// What an agent and its loop have at a moment, by their own structures: what a trace says is compared with
/// that.
struct StateDump {
  /// Names of the functions on the stack, the outermost first; of code of scripts, modules and evals an empty
  /// one.
  std::vector<std::string> stack;
  std::size_t microtasks = 0;
  std::size_t ticks = 0;
  /// By task source: tasks that are queued and timers and operations that will become some, together.
  std::array<std::size_t, loop::k_task_source_count> sources{};

  /// A line of JSON, without its end.
  std::string to_json() const;
};

/// Runs and makes nothing.
StateDump dump_state(vm::Agent& agent, loop::EventLoop& loop);

}  // namespace orrery::inspect
