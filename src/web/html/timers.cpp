#include "web/html/timers.h"

#include "loop/event_loop.h"

namespace orrery::web {

using vm::Agent;
using vm::Value;

namespace {

Value callback_of(Agent& agent, const Timers::Handler& handler) {
  if (vm::Object* const* function = std::get_if<vm::Object*>(&handler)) return *function;
  return loop::timer_handler_of(agent, std::get<vm::String*>(handler));
}

}  // namespace

// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout
std::int32_t Timers::set_timeout(Agent& agent, const Handler& handler, std::int32_t timeout,
                                 std::span<const Value> arguments) {
  return loop::set_script_timer(agent, callback_of(agent, handler), timeout, loop::Repeats::No, arguments);
}

// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-setinterval
std::int32_t Timers::set_interval(Agent& agent, const Handler& handler, std::int32_t timeout,
                                  std::span<const Value> arguments) {
  return loop::set_script_timer(agent, callback_of(agent, handler), timeout, loop::Repeats::Yes, arguments);
}

// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-cleartimeout
void Timers::clear_timeout(Agent& agent, std::int32_t id) {
  loop::EventLoop::of(agent).clear_timer(id);
}

}  // namespace orrery::web
