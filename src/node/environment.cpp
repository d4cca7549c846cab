#include "node/environment.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "loop/job_text.h"
#include "node/error_stacks.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "node/timers/timer_functions.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/executable.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "webidl/dom_exception.h"
#include "webidl/global_object.h"

namespace orrery::node {

using vm::Value;

Environment::Environment(vm::Agent& agent, Host& host, ProcessSettings settings)
    : Phases(agent.heap()),
      RootBase(agent.heap()),
      agent_(agent),
      host_(host),
      settings_(std::move(settings)) {}

namespace {

/// The global `Buffer` until somebody looks: then it is that of node:buffer, as a plain property.
vm::Completion<Value> get_buffer(vm::Agent& agent, vm::NativeFrame&) {
  const Value exports = TRY(Environment::of(agent).host().builtin_module("buffer"));
  const Value buffer =
      TRY(vm::get(agent, exports.as_object(), vm::PropertyKey::atom(vm::intern(agent, "Buffer"))));
  define_global(agent, "Buffer", buffer);
  return buffer;
}

vm::Completion<Value> set_buffer(vm::Agent& agent, vm::NativeFrame& frame) {
  define_global(agent, "Buffer", frame.argument(0));
  return Value::undefined();
}

/// The same of `console.Console`.
vm::Completion<Value> get_console_class(vm::Agent& agent, vm::NativeFrame& frame) {
  const vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, "Console"));
  const Value exports = TRY(Environment::of(agent).host().builtin_module("internal/console"));
  const Value console_class = TRY(vm::get(agent, exports.as_object(), key));
  if (!frame.this_value().is_object()) return console_class;
  TRY(vm::define_property_or_throw(agent, frame.this_value().as_object(), key,
                                   vm::PropertyDescriptor::data(console_class, vm::k_data_attributes)));
  return console_class;
}

vm::Completion<Value> set_console_class(vm::Agent& agent, vm::NativeFrame& frame) {
  if (!frame.this_value().is_object()) return Value::undefined();
  TRY(vm::define_property_or_throw(agent, frame.this_value().as_object(),
                                   vm::PropertyKey::atom(vm::intern(agent, "Console")),
                                   vm::PropertyDescriptor::data(frame.argument(0), vm::k_data_attributes)));
  return Value::undefined();
}

constexpr vm::LazyRow k_console_rows[] = {
    vm::lazy_builtin(vm::accessor("Console", get_console_class, set_console_class)),
};

constexpr vm::LazyRow k_global_rows[] = {
    vm::lazy_builtin(vm::accessor("Buffer", get_buffer, set_buffer)),
};

}  // namespace

void Environment::install(vm::Realm& realm) {
  realm_ = &realm;
  vm::add_global_rows(agent_, realm, k_global_rows);
  const std::optional<Value> console = vm::look_up_data_property(
      agent_, realm.global_object(), vm::PropertyKey::atom(vm::intern(agent_, "console")));
  if (console && console->is_object()) vm::add_lazy_rows(agent_, realm, console->as_object(), k_console_rows);
  install_timer_functions(agent_, realm);
  install_process(agent_, realm);
  let_stacks_be_anything(agent_, realm);
  webidl::let_dom_exceptions_take_options(agent_, realm);
  vm::give_platform_errors_codes(agent_, realm, make_node_error);
  webidl::let_global_functions_take_any_this(agent_, realm);
  web::MessageScheduler::set(agent_, realm, messages());
  // https://nodejs.org/api/globals.html#global
  agent_.shapes().add(realm.global_object(), vm::PropertyKey::atom(vm::intern(agent_, "global")),
                      realm.global_object(), vm::k_hidden_attributes);
}

void Environment::visit(gc::Visitor& visitor) {
  Phases::visit(visitor);
  visitor.visit(static_cast<gc::Cell*>(realm_));
  visitor.visit(static_cast<gc::Cell*>(process_));
  visitor.visit(static_cast<gc::Cell*>(timeout_shape_));
  visitor.visit(static_cast<gc::Cell*>(immediate_shape_));
  for (vm::Promise* promise : late_handled_) visitor.visit(static_cast<gc::Cell*>(promise));
  const auto visit_all = [&visitor](std::span<const Value> values) {
    for (const Value value : values) {
      if (value.is_cell()) visitor.visit(value.as_cell());
    }
  };
  visit_all({&capture_callback_, 1});
  visit_all(standard_streams_);
  visit_all(stream_writes_);
  visit_all(output_handlers_);
  visit_all(unhandled_event_);
}

void Environment::clear() {
  Phases::clear();
  realm_ = nullptr;
  process_ = nullptr;
  timeout_shape_ = immediate_shape_ = nullptr;
  late_handled_.clear();
  capture_callback_ = Value::undefined();
  standard_streams_.fill(Value::undefined());
  stream_writes_.fill(Value::undefined());
  output_handlers_.fill(Value::undefined());
  unhandled_event_.fill(Value::undefined());
}

// Runs ------------------------------------------------------------------------------------------------------

void Environment::run(loop::EventLoop& loop) {
  while (!loop.must_end()) {
    loop.run();
    if (loop.must_end() || process_ == nullptr) return;
    loop.set_running_job(loop.origin_here({.sort = loop::k_before_exit_sort}));
    if (emit("beforeExit", {Value::int32(exit_code_.value_or(0))}).is_thrown())
      loop.report_pending_exception();
    loop.clean_up_after_running_script();
    loop.set_running_job(nullptr);
    if (!is_alive(loop)) return;
  }
}

int Environment::finish(int status) {
  const bool is_ended = agent_.is_terminating();
  if (!is_ended && !is_exiting_) {
    is_exiting_ = true;
    if (emit("exit", {Value::int32(exit_code_.value_or(status))}).is_thrown()) report_failed_listener();
    loop::EventLoop::of(agent_).run_microtasks();
  }
  return exit_code_.value_or(status);
}

/// A listener of 'exit' has thrown: that is an uncaught exception, the last.
void Environment::report_failed_listener() {
  loop::EventLoop::of(agent_).report_pending_exception();
}

vm::Thrown Environment::exit() {
  if (!is_exiting_) {
    is_exiting_ = true;
    if (emit("exit", {Value::int32(exit_code_.value_or(0))}).is_thrown()) return vm::Thrown{};
  }
  return exit_at_once();
}

vm::Thrown Environment::exit_at_once() {
  is_exiting_ = true;
  has_exited_ = true;
  return agent_.terminate(vm::Termination::Exit);
}

namespace {

/// For those who look on: what runs meanwhile are listeners of that.
class NamedEvent {
 public:
  NamedEvent(const loop::EventLoop& loop, std::string_view event) : tracer_(loop.tracer()) {
    if (tracer_ != nullptr) before_ = tracer_->set_process_event(event);
  }
  ~NamedEvent() {
    if (tracer_ != nullptr) tracer_->set_process_event(before_);
  }
  NamedEvent(const NamedEvent&) = delete;
  NamedEvent& operator=(const NamedEvent&) = delete;

 private:
  loop::LoopTracer* tracer_;
  std::string_view before_;
};

}  // namespace

vm::Completion<bool> Environment::emit(std::string_view event, std::initializer_list<Value> arguments) {
  if (process_ == nullptr) return false;
  const Value function = TRY(vm::get(agent_, process_, vm::PropertyKey::atom(vm::intern(agent_, "emit"))));
  if (!vm::is_callable(function)) return false;
  constexpr std::size_t k_most = 3;
  std::array<Value, k_most + 1> all{vm::intern(agent_, event)};
  std::ranges::copy(arguments, all.begin() + 1);
  const NamedEvent named(loop::EventLoop::of(agent_), event);
  const Value result = TRY(vm::call(agent_, function, process_, std::span(all).first(arguments.size() + 1)));
  return vm::to_boolean(result);
}

vm::Completion<vm::Object*> Environment::process() {
  if (process_ == nullptr) process_ = TRY(make_process(agent_, *realm_));
  return process_;
}

// Errors ----------------------------------------------------------------------------------------------------

void Environment::drain_later() {
  const vm::NativeCode do_nothing = [](vm::Agent&, vm::NativeFrame&) -> vm::Completion<Value> {
    return Value::undefined();
  };
  immediates().add(
      make_immediate(vm::create_builtin_function(agent_, do_nothing, 0, agent_.names().empty), nullptr));
}

Uncaught Environment::take_uncaught(Value exception, bool is_rejection) {
  if (process_ != nullptr && !is_exiting_) {
    const Value origin = vm::intern(agent_, is_rejection ? "unhandledRejection" : "uncaughtException");
    vm::Completion<bool> is_handled = emit("uncaughtExceptionMonitor", {exception, origin});
    if (!is_handled.is_thrown() && !capture_callback_.is_undefined()) {
      const Value arguments[] = {exception};
      const NamedEvent named(loop::EventLoop::of(agent_), "uncaughtException");
      const vm::Completion<Value> captured =
          vm::call(agent_, capture_callback_, Value::undefined(), arguments);
      is_handled = captured.is_thrown() ? vm::Completion<bool>(vm::Thrown{}) : vm::Completion<bool>(true);
    } else if (!is_handled.is_thrown()) {
      is_handled = emit("uncaughtException", {exception, origin});
    }
    // process.exit(), for example.
    if (agent_.is_terminating()) return {.is_handled = true, .exception = exception};
    if (is_handled.is_thrown()) {
      is_exiting_ = true;
      exit_code_ = k_failed_handler;
      return {.is_handled = false, .exception = agent_.take_exception()};
    }
    if (is_handled.value()) {
      drain_later();
      return {.is_handled = true, .exception = exception};
    }
  }
  exit_code_ = is_exiting_ && exit_code_ == k_failed_handler ? k_failed_handler : k_uncaught_exception;
  if (!std::exchange(is_exiting_, true)) {
    const vm::Completion<bool> told = emit("exit", {Value::int32(k_uncaught_exception)});
    // What that throws is nothing to what has been thrown.
    if (told.is_thrown() && !agent_.is_terminating()) (void)agent_.take_exception();
  }
  return {.is_handled = false, .exception = exception};
}

namespace {

/// https://nodejs.org/api/errors.html#err_unhandled_rejection: what stands for a reason that is no error. Its
/// place is where that was thrown, which nobody else keeps.
Value error_for_reason(vm::Agent& agent, Value reason) {
  const vm::SourcePlace place = vm::thrown_place(agent, reason);
  const gc::Root<vm::Executable> code(agent.heap(), place.executable);
  const Value made = make_named_error(
      agent, "UnhandledPromiseRejection", "ERR_UNHANDLED_REJECTION",
      fmt::format(
          "This error originated either by throwing inside of an async function without a catch block, "
          "or by rejecting a promise which was not handled with .catch(). The promise rejected with the "
          "reason \"{}\".",
          reason.is_string() ? reason.as_string()->to_utf8() : vm::describe_value(agent, reason)));
  auto* error = static_cast<vm::ErrorObject*>(made.as_object());
  vm::error_stack(agent, error);
  error->set_place(place);
  return error;
}

/// An error, or an object with a `stack` of its own, which tells more than anything that could stand for it.
bool looks_like_error(vm::Agent& agent, Value reason) {
  if (!reason.is_object()) return false;
  vm::Object* object = reason.as_object();
  if (object->kind() == vm::CellKind::Error) return true;
  // A proxy's traps are scripts.
  const auto find = object->methods().find_own_property;
  vm::OwnProperty own;
  return find != nullptr && find(agent, object, agent.names().stack, &own);
}

}  // namespace

Uncaught Environment::take_unhandled_rejection(vm::Promise* promise) {
  const Value reason = promise->result();
  const vm::Completion<bool> is_handled = emit("unhandledRejection", {reason, promise});
  if (is_handled.is_thrown()) {
    if (agent_.is_terminating()) return {.is_handled = true, .exception = reason};
    return take_uncaught(agent_.take_exception(), false);
  }
  if (is_handled.value()) return {.is_handled = true, .exception = reason};
  const bool is_error = looks_like_error(agent_, reason);
  const Value told = is_error ? reason : error_for_reason(agent_, reason);
  Uncaught result = take_uncaught(told, true);
  result.stands_for_reason = !is_error && result.exception.is_identical(told);
  return result;
}

void Environment::note_late_handling(vm::Promise* promise) {
  if (process_ != nullptr) late_handled_.push_back(promise);
}

/// Of a stream that no script has looked at: that nobody reads it is told even so, by the stream. \return an
/// errno; 0: nothing has gone wrong
int Environment::look_for_reader(Host::Stream stream) {
  if (!host_.lose_reader(stream)) return 0;
  const bool has_stream = !standard_stream(static_cast<std::size_t>(stream)).is_thrown();
  if (!has_stream && !agent_.is_terminating()) (void)agent_.take_exception();
  return has_stream ? EPIPE : 0;
}

bool Environment::tell_failed_output(loop::EventLoop& loop) {
  bool has_told = false;
  for (const Host::Stream stream : {Host::Stream::Output, Host::Stream::Error}) {
    if (!host_.has_written(stream)) continue;
    const int error =
        output_handlers_[index(stream)].is_undefined() ? look_for_reader(stream) : host_.flush(stream);
    const Value handler = output_handlers_[index(stream)];
    if (error == 0 || handler.is_undefined()) continue;
    const Value arguments[] = {Value::int32(error)};
    call_back(loop, handler, Value::undefined(), arguments);
    has_told = true;
  }
  return has_told;
}

bool Environment::notify_about_rejected_promises(loop::EventLoop& loop) {
  bool has_told = tell_failed_output(loop);
  while (!late_handled_.empty() && !loop.must_end()) {
    has_told = true;
    vm::Promise* promise = late_handled_.front();
    late_handled_.pop_front();
    if (emit("rejectionHandled", {promise}).is_thrown()) loop.report_pending_exception();
  }
  while (!loop.must_end()) {
    vm::Promise* promise = loop.take_rejected_promise();
    if (promise == nullptr) break;
    has_told = true;
    promise->set_outstanding(true);
    loop.client().report_unhandled_rejection(promise);
  }
  return has_told;
}

namespace {

vm::Completion<Value> throw_argument(vm::Agent& agent, vm::NativeFrame& frame) {
  return agent.throw_value(frame.argument(0));
}

vm::Completion<Value> throw_argument_in_tick(vm::Agent& agent, vm::NativeFrame& frame) {
  Environment& environment = Environment::of(agent);
  environment.report_callback_exception(loop::EventLoop::of(agent), frame.argument(0));
  return Value::undefined();
}

}  // namespace

void Environment::report_callback_exception(loop::EventLoop& loop, Value exception) {
  if (is_exiting_) return;
  vm::ValueList* arguments = vm::ValueList::make(agent_.heap(), 1);
  arguments->append(agent_.heap(), exception);
  // It is told as what the job has thrown that runs now.
  ticks().add(vm::create_builtin_function(agent_, throw_argument, 1, agent_.names().empty), arguments,
              loop.running_job());
}

// As `addCatch` of Node's EventTarget has it: whatever has a method `then` is taken for a promise.
void Environment::take_callback_result(loop::EventLoop& loop, Value result) {
  const vm::Completion<Value> then = vm::get_v(agent_, result, agent_.names().then);
  if (then.is_thrown()) return loop.report_callback_exception();
  if (!vm::is_callable(then.value())) return;
  const Value on_rejected =
      vm::create_builtin_function(agent_, throw_argument_in_tick, 1, agent_.names().empty);
  const Value arguments[] = {Value::undefined(), on_rejected};
  if (vm::call(agent_, then.value(), result, arguments).is_thrown()) loop.report_callback_exception();
}

// Timers ----------------------------------------------------------------------------------------------------

Timeout* Environment::make_timeout(Value callback, vm::ValueList* arguments, double duration, bool repeats) {
  if (timeout_shape_ == nullptr) timeout_shape_ = make_timeout_shape(agent_, *realm_);
  vm::JobOrigin* origin = loop::EventLoop::of(agent_).origin_here(
      {loop::sort_of(loop::TaskSource::Timer), repeats, static_cast<std::uint32_t>(duration)});
  return agent_.heap().make<Timeout>(0, timeout_shape_, ++last_timer_id_, callback, arguments, duration,
                                     repeats, origin, agent_.async_context());
}

/// As Node's own code has them: in the lists, in order with those of the program.
bool Environment::take_timeout(loop::EventLoop& loop, const loop::Timer& timer) {
  auto* steps = agent_.heap().make<TimeoutSteps>(0, timer.steps, timer.callback, timer.realm);
  // INTEROP: a duration that is too long Node takes for 1; here it is as long as can be.
  const double duration = std::clamp(static_cast<double>(timer.timeout_ms), 1.0, TimerLists::k_longest_ms);
  Timeout* timeout = make_timeout(Value::cell(steps), nullptr, duration, false);
  timers().start(timeout, now_ms(loop));
  timers().set_referenced(timeout, timer.keeps_alive);
  return true;
}

Immediate* Environment::make_immediate(Value callback, vm::ValueList* arguments) {
  if (immediate_shape_ == nullptr) immediate_shape_ = make_immediate_shape(agent_, *realm_);
  vm::JobOrigin* origin =
      loop::EventLoop::of(agent_).origin_here({.sort = loop::sort_of(loop::TaskSource::Immediate)});
  return agent_.heap().make<Immediate>(0, immediate_shape_, callback, arguments, origin,
                                       agent_.async_context());
}

}  // namespace orrery::node
