#include "node/timers/timer_functions.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "display/value_text.h"
#include "loop/script_timers.h"
#include "node/environment.h"
#include "node/errors.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"

namespace orrery::node {

using vm::Agent;
using vm::BuiltinRow;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// All arguments behind the first so many.
vm::ValueList* rest_arguments(Agent& agent, const NativeFrame& frame, std::uint32_t own) {
  const std::span<const Value> all = frame.arguments();
  if (all.size() <= own) return nullptr;
  vm::ValueList* list = vm::ValueList::make(agent.heap(), static_cast<std::uint32_t>(all.size()) - own);
  list->append(agent.heap(), all.subspan(own));
  return list;
}

/// A duration that can be; what cannot becomes 1, some of that with a warning.
double checked_duration(Environment& environment, double duration) {
  if (duration >= 1 && duration <= TimerLists::k_longest_ms) return duration;
  constexpr const char* k_consequence = "Timeout duration was set to 1.";
  if (duration > TimerLists::k_longest_ms) {
    environment.emit_warning(
        "TimeoutOverflowWarning",
        fmt::format("{} does not fit into a 32-bit signed integer.\n{}",
                    display::primitive_text(environment.agent(), Value::number(duration)), k_consequence));
  } else if (duration < 0 && std::exchange(environment.warns_of_negative_duration, false)) {
    environment.emit_warning(
        "TimeoutNegativeWarning",
        fmt::format("{} is a negative number.\n{}",
                    display::primitive_text(environment.agent(), Value::number(duration)), k_consequence));
  } else if (std::isnan(duration) && std::exchange(environment.warns_of_duration_that_is_no_number, false)) {
    environment.emit_warning("TimeoutNaNWarning", fmt::format("NaN is not a number.\n{}", k_consequence));
  }
  return 1;
}

Completion<Value> set_timer(Agent& agent, const NativeFrame& frame, bool repeats) {
  const Value callback = TRY(require_function(agent, "callback", frame.argument(0)));
  Environment& environment = Environment::of(agent);
  double duration = 1;
  if (const Value after = frame.argument(1); after.is_int32() && after.as_int32() >= 1) {
    duration = after.as_int32();
  } else if (!after.is_undefined()) {
    // Node multiplies it by 1.
    const Value number = TRY(vm::to_numeric(agent, after));
    if (!number.is_number())
      return agent.throw_type_error("Cannot mix BigInt and other types, use explicit conversions");
    duration = checked_duration(environment, number.as_number());
  }
  Timeout* timer = environment.make_timeout(callback, rest_arguments(agent, frame, 2), duration, repeats);
  environment.timers().start(timer, Phases::now_ms(loop::EventLoop::of(agent)));
  return timer;
}

// https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
Completion<Value> set_timeout(Agent& agent, NativeFrame& frame) {
  return set_timer(agent, frame, false);
}

// https://nodejs.org/api/timers.html#setintervalcallback-delay-args
Completion<Value> set_interval(Agent& agent, NativeFrame& frame) {
  return set_timer(agent, frame, true);
}

/// The timer that was named by itself, its number or that number's text; null: there is none that is set.
Timeout* timer_named(Environment& environment, Value name) {
  if (auto* timer = vm::as_platform_object<Timeout>(name)) return timer;
  double id = -1;
  if (name.is_number()) id = name.as_number();
  if (name.is_string()) {
    if (const auto index = vm::to_index_key(name.as_string())) id = *index;
  }
  if (!(id >= 0 && id < 0x1p32 && id == std::trunc(id))) return nullptr;
  return environment.timers().find(static_cast<std::uint32_t>(id));
}

/// https://nodejs.org/api/timers.html#cleartimeouttimeout and
/// https://nodejs.org/api/timers.html#clearintervaltimeout: each clears what the other one clears.
Completion<Value> clear_timer(Agent& agent, NativeFrame& frame) {
  Environment& environment = Environment::of(agent);
  if (Timeout* timer = timer_named(environment, frame.argument(0))) environment.timers().end(timer);
  return Value::undefined();
}

// https://nodejs.org/api/timers.html#setimmediatecallback-args
Completion<Value> set_immediate(Agent& agent, NativeFrame& frame) {
  const Value callback = TRY(require_function(agent, "callback", frame.argument(0)));
  Environment& environment = Environment::of(agent);
  Immediate* immediate = environment.make_immediate(callback, rest_arguments(agent, frame, 1));
  environment.immediates().add(immediate);
  return immediate;
}

// https://nodejs.org/api/timers.html#clearimmediateimmediate
Completion<Value> clear_immediate(Agent& agent, NativeFrame& frame) {
  if (auto* immediate = vm::as_platform_object<Immediate>(frame.argument(0)))
    Environment::of(agent).immediates().remove(immediate);
  return Value::undefined();
}

Completion<Value> queue_microtask(Agent& agent, NativeFrame& frame) {
  loop::queue_callback(agent, TRY(require_function(agent, "callback", frame.argument(0))));
  return Value::undefined();
}

// Timeout ---------------------------------------------------------------------------------------------------

Completion<Value> timeout_refresh(Agent& agent, NativeFrame& frame) {
  auto* timer = TRY(vm::this_platform_object<Timeout>(agent, frame));
  if (!timer->is_cleared())
    Environment::of(agent).timers().start(timer, Phases::now_ms(loop::EventLoop::of(agent)));
  return timer;
}

template <bool is_referenced>
Completion<Value> timeout_set_referenced(Agent& agent, NativeFrame& frame) {
  auto* timer = TRY(vm::this_platform_object<Timeout>(agent, frame));
  Environment::of(agent).timers().set_referenced(timer, is_referenced);
  return timer;
}

Completion<Value> timeout_has_ref(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TimerLists::is_referenced(TRY(vm::this_platform_object<Timeout>(agent, frame))));
}

Completion<Value> timeout_close(Agent& agent, NativeFrame& frame) {
  auto* timer = TRY(vm::this_platform_object<Timeout>(agent, frame));
  Environment::of(agent).timers().end(timer);
  return timer;
}

Completion<Value> timeout_dispose(Agent& agent, NativeFrame& frame) {
  TRY(timeout_close(agent, frame));
  return Value::undefined();
}

Completion<Value> timeout_to_primitive(Agent& agent, NativeFrame& frame) {
  auto* timer = TRY(vm::this_platform_object<Timeout>(agent, frame));
  return Value::number(Environment::of(agent).timers().id_for_script(timer));
}

// Immediate -------------------------------------------------------------------------------------------------

template <bool is_referenced>
Completion<Value> immediate_set_referenced(Agent& agent, NativeFrame& frame) {
  auto* immediate = TRY(vm::this_platform_object<Immediate>(agent, frame));
  Environment::of(agent).immediates().set_referenced(immediate, is_referenced);
  return immediate;
}

Completion<Value> immediate_has_ref(Agent& agent, NativeFrame& frame) {
  return Value::boolean(
      ImmediateQueue::is_referenced(TRY(vm::this_platform_object<Immediate>(agent, frame))));
}

Completion<Value> immediate_dispose(Agent& agent, NativeFrame& frame) {
  auto* immediate = TRY(vm::this_platform_object<Immediate>(agent, frame));
  Environment::of(agent).immediates().remove(immediate);
  return Value::undefined();
}

// Tables ----------------------------------------------------------------------------------------------------

constexpr BuiltinRow k_timeout_members[] = {
    vm::method("refresh", 0, timeout_refresh),
    vm::method("unref", 0, timeout_set_referenced<false>),
    vm::method("ref", 0, timeout_set_referenced<true>),
    vm::method("hasRef", 0, timeout_has_ref),
    vm::method("close", 0, timeout_close),
    vm::method(&vm::WellKnown::symbol_dispose, 0, timeout_dispose),
    vm::method(&vm::WellKnown::symbol_to_primitive, 0, timeout_to_primitive),
};
constexpr BuiltinRow k_immediate_members[] = {
    vm::method("ref", 0, immediate_set_referenced<true>),
    vm::method("unref", 0, immediate_set_referenced<false>),
    vm::method("hasRef", 0, immediate_has_ref),
    vm::method(&vm::WellKnown::symbol_dispose, 0, immediate_dispose),
};

constexpr vm::LazyRow k_global_rows[] = {
    vm::lazy_builtin(vm::operation("setTimeout", 2, set_timeout)),
    vm::lazy_builtin(vm::operation("setInterval", 2, set_interval)),
    vm::lazy_builtin(vm::operation("setImmediate", 1, set_immediate)),
    vm::lazy_builtin(vm::operation("clearTimeout", 1, clear_timer)),
    vm::lazy_builtin(vm::operation("clearInterval", 1, clear_timer)),
    vm::lazy_builtin(vm::operation("clearImmediate", 1, clear_immediate)),
    vm::lazy_builtin(vm::operation("queueMicrotask", 1, queue_microtask)),
};

Completion<Value> refuse_construction(Agent& agent, NativeFrame&) {
  return agent.throw_type_error("Illegal constructor");
}

/// Of objects of a class that scripts know by its instances alone.
vm::Shape* make_shape(Agent& agent, vm::Realm& realm, std::string_view name,
                      std::span<const BuiltinRow> members) {
  vm::Object* prototype =
      vm::ordinary_object_create(agent, realm.intrinsic(agent, vm::Intrinsic::ObjectPrototype));
  vm::Object* constructor =
      vm::create_builtin_function(agent, &realm, refuse_construction, 0, vm::intern(agent, name), 0, nullptr);
  agent.shapes().add(constructor, agent.names().prototype, prototype, vm::k_no_attributes);
  agent.shapes().add(prototype, agent.names().constructor, constructor, vm::k_hidden_attributes);
  for (const BuiltinRow& row : members) {
    const vm::PropertyKey key = row.symbol != nullptr ? agent.names().*row.symbol
                                                      : vm::PropertyKey::atom(vm::intern(agent, row.name));
    agent.shapes().add(prototype, key, vm::create_builtin_function(agent, row.code, row.length, key),
                       vm::Attributes(row.attributes));
  }
  return agent.shapes().root(prototype, vm::CellKind::PlatformObject, vm::PlatformObject::k_inline_slots);
}

}  // namespace

void install_timer_functions(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_global_rows);
}

vm::Shape* make_timeout_shape(Agent& agent, vm::Realm& realm) {
  return make_shape(agent, realm, "Timeout", k_timeout_members);
}

vm::Shape* make_immediate_shape(Agent& agent, vm::Realm& realm) {
  return make_shape(agent, realm, "Immediate", k_immediate_members);
}

}  // namespace orrery::node
