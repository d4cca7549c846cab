#pragma once

#include <cstdint>
#include <span>

#include "loop/event_loop.h"
#include "loop/timers.h"
#include "vm/agent.h"
#include "vm/promises/async_context.h"
#include "vm/promises/job.h"
#include "vm/realm.h"
#include "vm/value.h"

namespace orrery::loop {

// Timers and microtasks as scripts ask for them, behind the conversion of their arguments. All of it uses the
// agent's event loop (EventLoop::of()) and the current realm.

enum class Repeats : std::uint8_t { No, Yes };

/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
/// \param arguments  that the callback is given
Timers::Id set_script_timer(vm::Agent& agent, vm::Value callback, std::int32_t timeout_ms, Repeats repeats,
                            std::span<const vm::Value> arguments);

/// https://html.spec.whatwg.org/multipage/webappapis.html#timerhandler that is a string: a function that runs
/// it (steps 8.5 of the timer initialization steps).
vm::Value timer_handler_of(vm::Agent& agent, vm::String* text);

vm::Completion<vm::Value> run_queued_callback(vm::Agent& agent, vm::NativeJob& job);
/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-queuemicrotask
/// OPTIMIZATION: inline, as programs queue little else. \param callback  a function
inline void queue_callback(vm::Agent& agent, vm::Value callback) {
  auto* job = agent.heap().make<vm::NativeJob>(0, run_queued_callback, &agent.realm(), callback);
  EventLoop::of(agent).queue_microtask(vm::in_async_context(agent, job));
}

}  // namespace orrery::loop
