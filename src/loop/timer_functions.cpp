#include "loop/timer_functions.h"

#include <algorithm>
#include <array>

#include "engine/engine.h"
#include "loop/event_loop.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/functions/function.h"
#include "vm/modules/loading.h"
#include "vm/operations/conversions.h"
#include "vm/promises/async_context.h"
#include "vm/promises/job.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::loop {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

Completion<Value> require_function(Agent& agent, Value value) {
  if (vm::is_callable(value)) return value;
  return agent.throw_type_error("The \"callback\" argument must be of type function");
}

/// All arguments behind the first two.
vm::ValueList* arguments_for_callback(Agent& agent, const NativeFrame& frame) {
  constexpr std::uint32_t k_own_arguments = 2;
  const std::span<const Value> all = frame.arguments();
  if (all.size() <= k_own_arguments) return nullptr;
  vm::ValueList* list =
      vm::ValueList::make(agent.heap(), static_cast<std::uint32_t>(all.size()) - k_own_arguments);
  for (const Value value : all.subspan(k_own_arguments)) list->append(agent.heap(), value);
  return list;
}

/// Steps 8.5 of the timer initialization steps: runs what a string handler says.
Completion<Value> run_handler_text(Agent& agent, NativeFrame& frame) {
  auto* captures = vm::captured_cell<vm::Slots>(frame);
  return engine::run_script(agent, &agent.realm(), "timer handler", captures->get(0).as_string(),
                            captures->get(1));
}

/// https://html.spec.whatwg.org/multipage/webappapis.html#timerhandler: a function; or a string, for which
/// there is a function that runs it.
Completion<Value> timer_handler(Agent& agent, Value handler) {
  if (vm::is_callable(handler)) return handler;
  const Value text = TRY(vm::to_string(agent, handler));
  // What it imports is relative to the script that sets the timer.
  vm::Slots* captures = vm::make_captures(agent, {text, vm::active_host_defined(agent)});
  return vm::make_closure(agent, run_handler_text, 0, Value::cell(captures));
}

/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps, as far as
/// they are about arguments.
Completion<Value> set_timer(Agent& agent, const NativeFrame& frame, bool repeats) {
  if (frame.argument_count() == 0) return agent.throw_type_error("A timer needs a handler");
  const Value callback = TRY(timer_handler(agent, frame.argument(0)));
  // The type `long`, optional with the default 0.
  const std::int32_t timeout = TRY(vm::to_int32(agent, frame.argument(1)));
  const Timer timer = {.callback = callback,
                       .arguments = arguments_for_callback(agent, frame),
                       .realm = &agent.realm(),
                       .timeout_ms = static_cast<std::uint32_t>(std::max(timeout, 0)),
                       .repeats = repeats};
  return Value::int32(EventLoop::of(agent).set_timer(timer));
}

Completion<Value> set_timeout(Agent& agent, NativeFrame& frame) {
  return set_timer(agent, frame, false);
}

Completion<Value> set_interval(Agent& agent, NativeFrame& frame) {
  return set_timer(agent, frame, true);
}

/// Both clearTimeout and clearInterval: they clear each other's timers.
Completion<Value> clear_timer(Agent& agent, NativeFrame& frame) {
  const std::int32_t id = TRY(vm::to_int32(agent, frame.argument(0)));
  EventLoop::of(agent).clear_timer(id);
  return Value::undefined();
}

Completion<Value> run_queued_callback(Agent& agent, vm::NativeJob& job) {
  return vm::call(agent, job.first(), Value::undefined());
}

Completion<Value> queue_microtask(Agent& agent, NativeFrame& frame) {
  const Value callback = TRY(require_function(agent, frame.argument(0)));
  auto* job = agent.heap().make<vm::NativeJob>(0, run_queued_callback, &agent.realm(), callback);
  EventLoop::of(agent).queue_microtask(vm::in_async_context(agent, job));
  return Value::undefined();
}

struct Row {
  std::string_view name;
  std::uint32_t length;
  vm::NativeCode code;
};

constexpr std::array k_functions = {
    Row{"setTimeout", 1, set_timeout},         Row{"clearTimeout", 0, clear_timer},
    Row{"setInterval", 1, set_interval},       Row{"clearInterval", 0, clear_timer},
    Row{"queueMicrotask", 1, queue_microtask},
};

}  // namespace

void install_timer_functions(Agent& agent, vm::Realm& realm) {
  for (const Row& row : k_functions) {
    vm::String* name = vm::intern(agent, row.name);
    vm::NativeFunction* function =
        vm::create_builtin_function(agent, &realm, row.code, row.length, name, 0, nullptr);
    agent.shapes().add(realm.global_object(), vm::PropertyKey::atom(name), function, vm::k_data_attributes);
  }
}

}  // namespace orrery::loop
