#pragma once

#include <string_view>

#include "loop/event_loop.h"
#include "loop/script_timers.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::loop {

template <Repeats repeats>
vm::Completion<vm::Value> set_test_timer(vm::Agent& agent, vm::NativeFrame& frame) {
  const std::int32_t timeout = TRY(vm::to_int32(agent, frame.argument(1)));
  const std::span<const vm::Value> all = frame.arguments();
  return vm::Value::int32(set_script_timer(agent, frame.argument(0), timeout, repeats,
                                           all.size() < 2 ? all.first(0) : all.subspan(2)));
}

inline vm::Completion<vm::Value> clear_test_timer(vm::Agent& agent, vm::NativeFrame& frame) {
  EventLoop::of(agent).clear_timer(TRY(vm::to_int32(agent, frame.argument(0))));
  return vm::Value::undefined();
}

inline vm::Completion<vm::Value> queue_test_microtask(vm::Agent& agent, vm::NativeFrame& frame) {
  queue_callback(agent, frame.argument(0));
  return vm::Value::undefined();
}

/// For tests that are below the Web APIs: setTimeout, setInterval, clearTimeout, clearInterval and
/// queueMicrotask, of functions alone, on the realm's global object.
inline void add_test_timer_functions(vm::Agent& agent, vm::Realm& realm) {
  const auto add = [&](std::string_view name, vm::NativeCode code) {
    vm::String* atom = vm::intern(agent, name);
    vm::NativeFunction* function = vm::create_builtin_function(agent, &realm, code, 0, atom, 0, nullptr);
    agent.shapes().add(realm.global_object(), vm::PropertyKey::atom(atom), function, vm::k_data_attributes);
  };
  add("setTimeout", set_test_timer<Repeats::No>);
  add("setInterval", set_test_timer<Repeats::Yes>);
  add("clearTimeout", clear_test_timer);
  add("clearInterval", clear_test_timer);
  add("queueMicrotask", queue_test_microtask);
}

}  // namespace orrery::loop
