#pragma once

#include <cstdint>
#include <span>
#include <variant>

#include "loop/script_timers.h"
#include "vm/agent.h"
#include "vm/objects/realm_interface.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers and
/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#microtask-queuing: functions of the
/// global object, on the agent's event loop.
class Timers {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  using Handler = std::variant<vm::String*, vm::Object*>;
  static std::int32_t set_timeout(vm::Agent& agent, const Handler& handler, std::int32_t timeout,
                                  std::span<const vm::Value> arguments);
  static std::int32_t set_interval(vm::Agent& agent, const Handler& handler, std::int32_t timeout,
                                   std::span<const vm::Value> arguments);
  static void clear_timeout(vm::Agent& agent, std::int32_t id);
  /// They clear each other's timers.
  static void clear_interval(vm::Agent& agent, std::int32_t id) { clear_timeout(agent, id); }
  static void queue_microtask(vm::Agent& agent, vm::Object* callback) {
    loop::queue_callback(agent, callback);
  }
};

}  // namespace orrery::web
