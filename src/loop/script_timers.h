#pragma once

#include <cstdint>
#include <span>

#include "loop/timers.h"
#include "vm/agent.h"
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

/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-queuemicrotask
/// \param callback  a function
void queue_callback(vm::Agent& agent, vm::Value callback);

}  // namespace orrery::loop
