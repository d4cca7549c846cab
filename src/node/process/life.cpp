// https://nodejs.org/api/process.html: how a process goes on and ends.
#include <cmath>

#include <fmt/format.h>

#include "loop/job_text.h"
#include "node/environment.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "web/dom/abort_signal.h"
#include "web/dom/event_target.h"
#include "web/messaging/message_port.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

vm::PropertyKey key(Agent& agent, std::string_view name) {
  return vm::PropertyKey::atom(vm::intern(agent, name));
}

// Exit ------------------------------------------------------------------------------------------------------

/// https://nodejs.org/api/process.html#processexitcode_1: a whole number, or a text of one. Undefined and
/// null mean none.
Completion<std::optional<int>> to_exit_code(Agent& agent, Value code) {
  if (code.is_undefined() || code.is_null()) return std::optional<int>();
  Value number = code;
  if (code.is_string() && !code.as_string()->is_empty()) number = TRY(vm::to_number(agent, code));
  if (!number.is_number() || (code.is_string() && std::isnan(number.as_number())))
    return throw_invalid_arg_type(agent, "code", "of type number", code);
  if (!std::isfinite(number.as_number()) || number.as_number() != std::trunc(number.as_number()))
    return throw_out_of_range(agent, "code", "an integer", code);
  return std::optional(vm::to_int32(agent, number).value());
}

// https://nodejs.org/api/process.html#processexitcode
Completion<Value> process_exit(Agent& agent, NativeFrame& frame) {
  Environment& environment = Environment::of(agent);
  if (frame.argument_count() != 0) environment.set_exit_code(TRY(to_exit_code(agent, frame.argument(0))));
  return environment.exit();
}

/// What process.exit() calls at its end.
Completion<Value> really_exit(Agent& agent, NativeFrame& frame) {
  Environment& environment = Environment::of(agent);
  if (frame.argument_count() != 0) environment.set_exit_code(TRY(to_exit_code(agent, frame.argument(0))));
  return environment.exit_at_once();
}

Completion<Value> get_exit_code(Agent& agent, NativeFrame&) {
  const std::optional<int> code = Environment::of(agent).exit_code();
  return code ? Value::int32(*code) : Value::undefined();
}

Completion<Value> set_exit_code(Agent& agent, NativeFrame& frame) {
  Environment::of(agent).set_exit_code(TRY(to_exit_code(agent, frame.argument(0))));
  return Value::undefined();
}

// Ticks -----------------------------------------------------------------------------------------------------

// https://nodejs.org/api/process.html#processnexttickcallback-args
Completion<Value> next_tick(Agent& agent, NativeFrame& frame) {
  const Value callback = TRY(require_function(agent, "callback", frame.argument(0)));
  Environment& environment = Environment::of(agent);
  if (environment.is_exiting()) return Value::undefined();
  vm::ValueList* arguments = nullptr;
  if (frame.argument_count() > 1) {
    arguments = vm::ValueList::make(agent.heap(), frame.argument_count() - 1);
    arguments->append(agent.heap(), frame.arguments().subspan(1));
  }
  environment.ticks().add(callback, arguments,
                          loop::EventLoop::of(agent).origin_here({.sort = loop::k_tick_sort}),
                          agent.async_context());
  return Value::undefined();
}

// Warnings --------------------------------------------------------------------------------------------------

/// A text property of a warning, as it is without running script; empty: there is none.
std::string seen_text(Agent& agent, Value warning, std::string_view name) {
  const auto value = vm::look_up_data_property(agent, warning.as_object(), key(agent, name));
  return value && value->is_string() ? value->as_string()->to_utf8() : "";
}

/// "(node:123) [CODE] Name: message", as Node writes it.
void show_warning(Agent& agent, Value warning) {
  Host& host = Environment::of(agent).host();
  const std::string code = seen_text(agent, warning, "code");
  const std::string detail = seen_text(agent, warning, "detail");
  host.write(Host::Stream::Error, fmt::format("(node:{}) {}{}{}{}\n", host.fact("process id").value_or("0"),
                                              code.empty() ? "" : "[" + code + "] ",
                                              vm::error_text(agent, warning.as_object())->to_utf8(),
                                              detail.empty() ? "" : "\n", detail));
}

/// The tick in which a warning is told.
Completion<Value> tell_warning(Agent& agent, NativeFrame& frame) {
  const Value warning = frame.argument(0);
  Environment& environment = Environment::of(agent);
  if (!environment.has_process()) show_warning(agent, warning);
  TRY(environment.emit("warning", {warning}));
  return Value::undefined();
}

Completion<Value> hear_warning(Agent& agent, NativeFrame& frame) {
  if (frame.argument(0).is_cell_of(vm::CellKind::Error)) show_warning(agent, frame.argument(0));
  return Value::undefined();
}

/// What the arguments of emitWarning() behind the first say.
struct WarningOptions {
  Value type = Value::undefined();
  Value code = Value::undefined();
  Value detail = Value::undefined();
};

Completion<WarningOptions> warning_options(Agent& agent, const NativeFrame& frame) {
  WarningOptions result;
  const Value second = frame.argument(1);
  if (second.is_object() && !vm::is_callable(second)) {
    result.type = TRY(vm::get(agent, second.as_object(), key(agent, "type")));
    result.code = TRY(vm::get(agent, second.as_object(), key(agent, "code")));
    result.detail = TRY(vm::get(agent, second.as_object(), key(agent, "detail")));
    return result;
  }
  if (!second.is_undefined() && !vm::is_callable(second)) {
    if (!second.is_string()) return throw_invalid_arg_type(agent, "type", "of type string", second);
    result.type = second;
  }
  const Value third = frame.argument(2);
  if (!third.is_undefined() && !vm::is_callable(third)) {
    if (!third.is_string()) return throw_invalid_arg_type(agent, "code", "of type string", third);
    result.code = third;
  }
  return result;
}

Value make_warning(Agent& agent, vm::String* message, const WarningOptions& options) {
  vm::ErrorObject* warning = vm::make_error(agent, vm::ErrorType::Error, message);
  const Value name = options.type.is_string() ? options.type : vm::make_ascii_string(agent, "Warning");
  agent.shapes().add(warning, agent.names().name, name, vm::k_hidden_attributes);
  if (options.code.is_string())
    agent.shapes().add(warning, key(agent, "code"), options.code, vm::k_data_attributes);
  if (options.detail.is_string())
    agent.shapes().add(warning, key(agent, "detail"), options.detail, vm::k_data_attributes);
  return warning;
}

// https://nodejs.org/api/process.html#processemitwarningwarning-options
Completion<Value> emit_warning(Agent& agent, NativeFrame& frame) {
  Value warning = frame.argument(0);
  const WarningOptions options = TRY(warning_options(agent, frame));
  if (warning.is_string()) {
    warning = make_warning(agent, warning.as_string(), options);
  } else if (!warning.is_cell_of(vm::CellKind::Error)) {
    return throw_invalid_arg_type(agent, "warning", "of type string or an instance of Error", warning);
  }
  const Value name = TRY(vm::get(agent, warning.as_object(), agent.names().name));
  Environment& environment = Environment::of(agent);
  if (name.is_string() && name.as_string()->to_utf8() == "DeprecationWarning") {
    const Value silent = TRY(vm::get(agent, TRY(environment.process()), key(agent, "noDeprecation")));
    if (silent.is_boolean() && silent.as_boolean()) return Value::undefined();
    const Value throws = TRY(vm::get(agent, TRY(environment.process()), key(agent, "throwDeprecation")));
    if (throws.is_boolean() && throws.as_boolean()) return agent.throw_value(warning);
  }
  environment.queue_warning(warning);
  return Value::undefined();
}

constexpr vm::Attributes k_accessor_attributes{vm::Attributes::k_enumerable | vm::Attributes::k_configurable};

constexpr vm::LazyRow k_rows_of_life[] = {
    vm::lazy_builtin(vm::operation("exit", 1, process_exit)),
    vm::lazy_builtin(vm::operation("reallyExit", 1, really_exit)),
    vm::lazy_builtin(vm::accessor("exitCode", get_exit_code, set_exit_code).with(k_accessor_attributes)),
    vm::lazy_builtin(vm::operation("nextTick", 1, next_tick)),
    vm::lazy_builtin(vm::operation("emitWarning", 1, emit_warning)),
};

}  // namespace

constinit const std::span<const vm::LazyRow> k_life_rows = k_rows_of_life;

Value make_warning_listener(Agent& agent) {
  return vm::create_builtin_function(agent, hear_warning, 1,
                                     vm::PropertyKey::atom(vm::intern(agent, "onWarning")));
}

void Environment::emit_warning(std::string_view type, std::string_view message) {
  const Completion<vm::String*> text = vm::make_string_from_utf8(agent_, message);
  if (text.is_thrown()) return;
  queue_warning(make_warning(agent_, text.value(), {.type = vm::make_ascii_string(agent_, type)}));
}

// https://nodejs.org/api/events.html#eventssetmaxlistenersn-eventtargets
void Environment::listener_was_added(loop::EventLoop&, vm::Object* object, vm::PropertyKey type) {
  auto& target = static_cast<web::EventTarget&>(*object);
  const web::EventListenerList& listeners = target.listeners();
  web::ListenerLimit& limit = target.listener_limit();
  // Targets that have so many that nobody has told of are of many types.
  constexpr std::uint32_t k_most_counted = 1000;
  const bool is_signal = target.implements(web::AbortSignal::k_interface);
  const std::uint32_t usual = is_signal ? 0 : default_max_listeners_;
  const std::uint32_t most = limit.most == web::ListenerLimit::k_usual ? usual : limit.most;
  if (limit.was_exceeded || most == 0 || listeners.size() <= most || listeners.size() > k_most_counted)
    return;
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < listeners.size(); i++) {
    const web::EventListenerRecord listener = listeners.at(i);
    count +=
        listener.type.bits() == type.bits() && (listener.flags & web::EventListenerRecord::k_removed) == 0;
  }
  if (count <= most) return;
  limit.was_exceeded = true;
  // As it is shown where there is no room for more.
  const std::string name = vm::constructor_name(agent_, object);
  const bool is_port = target.implements(web::MessagePort::k_interface);
  const std::string message = fmt::format(
      "Possible EventTarget memory leak detected. {} {} listeners added to {}. MaxListeners is {}. Use "
      "events.setMaxListeners() to increase limit",
      count, vm::to_value(agent_, type).as_string()->to_utf8(),
      is_port ? "[" + name + " [EventTarget]]" : name, most);
  const Completion<vm::String*> text = vm::make_string_from_utf8(agent_, message);
  if (text.is_thrown()) return (void)agent_.take_exception();
  vm::ErrorObject* warning = vm::make_error(agent_, vm::ErrorType::Error, text.value());
  const auto add = [&](std::string_view property, Value value) {
    agent_.shapes().add(warning, key(agent_, property), value, vm::k_data_attributes);
  };
  add("name", vm::make_ascii_string(agent_, "MaxListenersExceededWarning"));
  add("target", object);
  add("type", vm::to_value(agent_, type));
  add("count", Value::number(count));
  queue_warning(warning);
}

void Environment::queue_warning(Value warning) {
  vm::ValueList* arguments = vm::ValueList::make(agent_.heap(), 1);
  arguments->append(agent_.heap(), warning);
  ticks().add(vm::create_builtin_function(agent_, tell_warning, 1, agent_.names().empty), arguments,
              loop::EventLoop::of(agent_).origin_here({.sort = loop::k_tick_sort}));
}

}  // namespace orrery::node
