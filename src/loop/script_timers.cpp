#include "loop/script_timers.h"

#include <algorithm>

#include "engine/engine.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/modules/loading.h"
#include "vm/value_list.h"

namespace orrery::loop {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

Completion<Value> run_handler_text(Agent& agent, NativeFrame& frame) {
  auto* captures = vm::captured_cell<vm::Slots>(frame);
  return engine::run_script(agent, &agent.realm(), "timer handler", captures->get(0).as_string(),
                            captures->get(1));
}

}  // namespace

Timers::Id set_script_timer(Agent& agent, Value callback, std::int32_t timeout_ms, Repeats repeats,
                            std::span<const Value> arguments) {
  vm::ValueList* list = nullptr;
  if (!arguments.empty()) {
    list = vm::ValueList::make(agent.heap(), static_cast<std::uint32_t>(arguments.size()));
    list->append(agent.heap(), arguments);
  }
  const Timer timer = {.callback = callback,
                       .arguments = list,
                       .realm = &agent.realm(),
                       .timeout_ms = static_cast<std::uint32_t>(std::max(timeout_ms, 0)),
                       .repeats = repeats == Repeats::Yes};
  return EventLoop::of(agent).set_timer(timer);
}

Value timer_handler_of(Agent& agent, vm::String* text) {
  // What it imports is relative to the script that sets the timer.
  vm::Slots* captures = vm::make_captures(agent, {Value(text), vm::active_host_defined(agent)});
  return vm::make_closure(agent, run_handler_text, 0, Value::cell(captures));
}

Completion<Value> run_queued_callback(Agent& agent, vm::NativeJob& job) {
  return vm::call(agent, job.first(), Value::undefined());
}

}  // namespace orrery::loop
