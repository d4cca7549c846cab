#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "loop/event_loop.h"

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::inspect {

/// What an agent and its loop have at a moment, by their own structures: what a trace says, and what the
/// viewer shows, is compared with that. Functions are called by their names; those without one, and what is
/// no function's, by nothing.
struct StateDump {
  /// The outermost first.
  struct Frame {
    std::string function;    // of code of scripts, modules and evals: empty
    std::uint32_t line = 0;  // from 1; 0: it is built in
    bool is_own = false;     // no code of the host's
  };
  struct Microtask {
    std::string_view sort;  // "job", "reaction", "await", "thenable"
    std::string function;
  };
  /// In the background.
  struct Timer {
    std::uint64_t id;
    std::uint64_t due_ns;
    std::string function;
  };

  std::vector<Frame> stack;
  /// What waits, in its order.
  std::vector<Microtask> microtasks;
  std::vector<std::string> ticks;
  std::array<std::vector<std::string>, loop::k_task_source_count> tasks;
  std::vector<Timer> timers;              // in the order in which they are due
  std::vector<std::uint64_t> operations;  // in flight, in the order in which they were begun
  std::vector<std::string> frames;        // requested of the next rendering
  std::vector<std::string> idle;          // callbacks for idle time
  std::size_t ports = 0;                  // that are listened to

  /// The members of a JSON object, without its braces.
  std::string to_json() const;
};

/// The innermost frame's execution context (vm/execution/execution_context.h).
struct ContextDump {
  struct Environment {
    std::string_view kind;  // "Declarative", "Function", "Module", "Object", "Global"
    /// Of kinds Object and Global none.
    std::vector<std::string> initialized;
    std::vector<std::string> uninitialized;
  };

  /// LexicalEnvironment, and then each [[OuterEnv]].
  std::vector<Environment> environments;
  std::size_t variable_environment = 0;

  /// A JSON object.
  std::string to_json() const;
};

/// Runs and makes nothing.
ContextDump dump_context(vm::Agent& agent);

/// Runs and makes nothing.
StateDump dump_state(vm::Agent& agent, loop::EventLoop& loop);

}  // namespace orrery::inspect
