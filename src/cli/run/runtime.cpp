#include "cli/run/runtime.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include "cli/machine_stack.h"
#include "cli/read_source.h"
#include "cli/run/globals.h"
#include "cli/run/uncaught.h"
#include "cli/terminal.h"
#include "compiler/compiler.h"
#include "engine/compilation.h"
#include "engine/engine.h"
#include "host/blocking.h"
#include "interpreter/tracing.h"
#include "loop/timer_functions.h"
#include "node/commonjs.h"
#include "node/errors.h"
#include "node/module_hints.h"
#include "vm/errors/error_object.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "web/dom/global_target.h"

namespace orrery::cli {

namespace {

/// What nested native calls may take of the machine stack, in bytes: all but what the parser needs at its
/// deepest, and what lies above them.
constexpr std::size_t k_machine_stack_of_calls = k_machine_stack_size - (std::size_t{6} << 20);

/// What is shown when scripts have run that hear of it: builds that do not look at the machine stack collect
/// there.
class KeptValue {
 public:
  KeptValue(vm::Agent& agent, vm::Value value)
      : root_(agent.heap(), value.is_cell() ? value.as_cell() : nullptr) {}

 private:
  gc::Root<gc::Cell> root_;
};

void show_last_words(const char* message) {
  std::fprintf(stderr, "orrery: %s\n", message);
}

}  // namespace

vm::AgentOptions agent_options(const RunSettings& settings, const RuntimeOptions& options) {
  vm::AgentOptions result;
  result.heap.limit = settings.max_heap;
  result.heap.collect_at_every_allocation = options.collect_at_every_allocation;
  result.heap.verify_barriers = options.verify_barriers;
  result.heap.poison_freed = options.collect_at_every_allocation || options.verify_barriers;
  result.heap.on_fatal_error = show_last_words;
  result.stack_size = settings.stack_size;
  result.machine_stack_size = k_machine_stack_of_calls;
  return result;
}

base::Result<std::unique_ptr<Runtime>> Runtime::create(std::unique_ptr<host::Session> session,
                                                       const RunSettings& settings,
                                                       const RuntimeOptions& options,
                                                       const void* stack_start) {
  std::unique_ptr<vm::Agent> agent = vm::Agent::create(agent_options(settings, options), session->door());
  if (agent == nullptr)
    return base::error("there is no address space for a heap: it needs 2 GiB (see `ulimit -v`)");
  agent->set_stack_start(stack_start);
  session->attach(*agent);
  engine::install(*agent);
  if (session->has_virtual_time() || session->is_replay())
    host::allow_virtual_blocking(*agent);
  else
    host::allow_blocking(*agent);
  if (session->live_door() != nullptr) host::wake_for_async_waiters(*agent, *session->live_door());
  return std::unique_ptr<Runtime>(new Runtime(std::move(session), std::move(agent), settings, options));
}

Runtime::Runtime(std::unique_ptr<host::Session> session, std::unique_ptr<vm::Agent> agent,
                 const RunSettings& settings, const RuntimeOptions& options)
    : session_(std::move(session)),
      agent_(std::move(agent)),
      program_(settings.file == k_standard_input ? "" : settings.file),
      node_(settings.is_node
                ? std::make_unique<node::Environment>(*agent_, static_cast<node::Host&>(*this),
                                                      node::ProcessSettings{.arguments = settings.arguments})
                : nullptr),
      loop_(*agent_, *this, *this, node_.get()),
      realm_(agent_->heap(), engine::make_realm(*agent_)),
      console_output_(*agent_, output_,
                      {.colours_output = settings.colours_output,
                       .colours_error = settings.colours_error,
                       .is_output_terminal = settings.is_output_terminal},
                      session_->semantic_hash(), node_.get()),
      console_(*agent_, realm(), console_output_),
      builtins_(*agent_, session_->door(), console_.inspect_functions()),
      modules_(*agent_, realm_.get(), session_->door(), settings.is_node ? &builtins_ : nullptr),
      main_text_module_(agent_->heap()),
      main_module_(agent_->heap()),
      interrupts_(*agent_, session_->live_door()),
      reporter_(options.reporter) {
  agent_->set_realm(realm());
  if (settings.has_virtual_time) {
    virtual_limits_.emplace(settings, session_->door().monotonic_ns());
    look_at_virtual_end();
  }
  loop_.set_gate(this);
  keep_output_in_order();
  loop_.set_semantic_hash(session_->semantic_hash());
  web::console::add_console(*agent_, realm(), console_);
  if (node_ != nullptr) {
    node_->install(*realm());
  } else {
    loop::install_timer_functions(*agent_, *realm());
    rendering_.emplace(*agent_, loop_);
    web::Rendering::install(*agent_, *realm());
  }
  add_web_globals(*agent_, *realm(), *this, settings.is_node ? Profile::Node : Profile::Page);
  if (settings.input != InputSort::None) input_.emplace(*agent_, loop_, *realm(), reporter_);
  interrupts_.catch_interrupt_key();
  if (options.time_limit.count() > 0) interrupts_.set_time_limit(options.time_limit);
  if (options.unresponsive.count() > 0 && session_->live_door() != nullptr)
    watchdog_.emplace(loop_, options.unresponsive);
  if (options.instructions != nullptr) interpreter::set_instruction_observer(*agent_, options.instructions);
}

Runtime::~Runtime() {
  if (host::LiveDoor* door = session_->live_door()) door->set_before_access(nullptr);
}

/// [DOC] What programs print (console_output.h)
void Runtime::keep_output_in_order() {
  // As Node does: a pipe that nobody reads is an error of writing.
  if (node_ != nullptr) {
    ::signal(SIGPIPE, SIG_IGN);
    output_.ignore_closed_pipe();
  }
  if (host::LiveDoor* door = session_->live_door()) door->set_before_access([this] { flush(); });
  vm::Hooks& hooks = agent_->hooks();
  hooks.look = [](vm::Agent& agent) {
    auto& self = static_cast<Runtime&>(loop::EventLoop::of(agent).client());
    self.flush();
    if (self.input_) self.input_->tell_targets();
    if (self.watchdog_) self.tell(self.watchdog_->look());
    self.look_at_virtual_end();
  };
  block_ = hooks.block;
  hooks.block = [](vm::Agent& agent, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                   std::uint64_t nanoseconds) {
    auto& self = static_cast<Runtime&>(loop::EventLoop::of(agent).client());
    self.flush();
    self.block_(agent, lock, notified, nanoseconds);
  };
}

void Runtime::pause_watchdog() {
  if (watchdog_) tell(watchdog_->pause());
}

/// On standard error, in the place where it belongs.
void Runtime::tell(const WatchdogReport& report) {
  if (!report.ended_after_ns && !report.blockage) return;
  output_.buffer().flush();
  if (reporter_ == nullptr) return print_text(stderr, report.to_text());
  // Whoever reads along is to see how it came to that.
  session_->flush();
  reporter_->tell(report, agent_->execution.polls_before);
}

vm::Completion<void> Runtime::start_script(
    std::string_view name, const std::expected<engine::ParsedScript, compiler::ParseFailure>& script) {
  // What it imports is relative to it.
  vm::String* path =
      TRY(vm::make_string_from_utf8(*agent_, session_->door().canonical_path(std::string(name))));
  if (!script) return engine::throw_syntax_error(*agent_, script.error());
  TRY(engine::run_script(*agent_, realm(), *script, path));
  return {};
}

int Runtime::run_script(syntax::SourceText source) {
  const std::string name(source.name());
  const auto script = engine::parse_script(std::move(source));
  if (start_script(name, script).is_thrown()) loop_.report_pending_exception();
  if (!script && script.error().error.needs_module)
    console_output_.write_line(ConsoleOutput::Stream::Error, k_module_hint);
  return end_run(run_loop());
}

// Programs as in Node ---------------------------------------------------------------------------------------

int Runtime::run_program(const RunSettings& settings, syntax::SourceText source) {
  loop_.begin_program();
  if (input_) input_->begin(settings.input == InputSort::KeepsRunning);
  const bool is_file = !settings.has_code && settings.file != k_standard_input;
  ProgramKind kind = settings.kind;
  if (kind == ProgramKind::Automatic && node_ == nullptr)
    kind = settings.file.ends_with(".mjs") ? ProgramKind::Module : ProgramKind::Script;
  if (kind == ProgramKind::Script && !settings.has_code) return run_script(std::move(source));
  if (node_ == nullptr && !settings.has_code) return run_module(std::move(source), settings.file);
  host::Door& door = session_->door();
  const std::string path = door.canonical_path(std::string(source.name()));
  // Files are shown as the program's own was named.
  if (!settings.file.starts_with('/')) modules_.show_relative_to(door.canonical_path("."));
  modules_.set_main_path(path);
  // Now, as a program may go to another folder.
  if (is_file && source.name() == program_) program_path_ = path;
  if (is_file) program_path();
  if (!settings.has_code && !is_file && !settings.arguments.empty()) program_path_ = k_standard_input;
  if (kind == ProgramKind::Module && settings.prints_result && node_ != nullptr) return refuse_to_print();
  if (kind == ProgramKind::Module) return run_module(std::move(source), path);
  return is_file ? run_file(path, std::move(source)) : run_text(std::move(source), settings.prints_result);
}

/// A module has no value.
int Runtime::refuse_to_print() {
  (void)node::throw_node_error(*agent_, vm::ErrorType::Error, "ERR_EVAL_ESM_CANNOT_PRINT",
                               "--print cannot be used with ESM input");
  loop_.report_pending_exception();
  return end_run(run_loop());
}

/// A text that is in no file: a script whose globals are those of a CommonJS module, too.
int Runtime::run_text(syntax::SourceText source, bool prints_result) {
  const std::string path = session_->door().canonical_path(std::string(source.name()));
  auto script = engine::parse_script(std::move(source));
  if (!script && node_ != nullptr && node::is_module_after_all(script.error())) {
    if (prints_result) return refuse_to_print();
    return run_module(std::move(script.error().source), path);
  }
  const vm::Completion<void> result =
      script ? start_text(*script, prints_result)
             : vm::Completion<void>(engine::throw_syntax_error(*agent_, script.error()));
  if (result.is_thrown()) loop_.report_pending_exception();
  return end_run(run_loop());
}

vm::Completion<void> Runtime::start_text(const engine::ParsedScript& script, bool prints_result) {
  const std::string name(script.unit->file_name());
  const std::string path = session_->door().canonical_path(name);
  vm::String* host_defined = TRY(vm::make_string_from_utf8(*agent_, path));
  if (node_ != nullptr) TRY(node::add_commonjs_globals(*agent_, realm(), name, path, script.unit->source()));
  const vm::Value value = TRY(engine::run_script(*agent_, realm(), script, host_defined));
  if (!prints_result) return {};
  const vm::Value values[] = {value};
  return console_.log(ConsoleOutput::Stream::Output, values);
}

int Runtime::run_file(const std::string& path, syntax::SourceText source) {
  const node::Resolved<node::ModuleFormat> format = modules_.resolver().format_of(path);
  if (format && *format == node::ModuleFormat::Module) return run_module(std::move(source), path);
  if (format && (*format == node::ModuleFormat::Json || *format == node::ModuleFormat::Addon)) {
    if (node::run_main_file(*agent_, realm(), path).is_thrown()) loop_.report_pending_exception();
    return end_run(run_loop());
  }
  if (!format) {
    (void)modules_.throw_resolution_error(format.error());
    loop_.report_pending_exception();
    return end_run(run_loop());
  }
  auto script = engine::parse_function_body(std::move(source), node::k_commonjs_parameters);
  if (!script && *format != node::ModuleFormat::CommonJs && node::is_module_after_all(script.error()))
    return run_module(std::move(script.error().source), path);
  const vm::Completion<void> result =
      script ? node::run_main_commonjs(*agent_, realm(), path, *script)
             : vm::Completion<void>(engine::throw_syntax_error(*agent_, script.error()));
  if (result.is_thrown()) loop_.report_pending_exception();
  return end_run(run_loop());
}

vm::Completion<void> Runtime::start_module(syntax::SourceText source, const std::string& path) {
  vm::SourceTextModule* module = TRY(modules_.add_module(std::move(source), path));
  main_text_module_.set(module);
  vm::Promise* loaded = modules_.load_graph(module);
  // What was not loaded is told as an unhandled rejection.
  main_module_.set(loaded);
  if (loaded->state() != vm::Promise::State::Fulfilled) return {};
  TRY(vm::module_link(*agent_, module));
  main_module_.set(TRY(vm::module_evaluate(*agent_, module)));
  return {};
}

int Runtime::run_module(syntax::SourceText source, const std::string& path) {
  constexpr int k_unsettled_await = 13;
  if (start_module(std::move(source), path).is_thrown()) loop_.report_pending_exception();
  if (main_module_) report_failure_of_main_module();
  // Node evaluates modules in promise jobs: others come before the first tick.
  if (node_ != nullptr) loop_.run_microtasks();
  const int status = run_loop();
  const bool is_unsettled = main_module_ && main_module_->state() == vm::Promise::State::Pending;
  if (status != EXIT_SUCCESS || agent_->is_terminating() || is_stopped_ || !is_unsettled)
    return end_run(status);
  std::string warning = "Warning: an await at the top of a module never ended";
  if (main_text_module_) {
    if (const std::string place = place_of_unsettled_await(*main_text_module_.get()); !place.empty())
      warning = place + "\n\n" + warning;
  }
  console_output_.write_line(ConsoleOutput::Stream::Error, warning);
  return end_run(k_unsettled_await);
}

/// https://html.spec.whatwg.org/multipage/webappapis.html#run-a-module-script, step 7. Of Node it is the last
/// of some functions, each of which awaits the one before, that reports it: programs see in which turn that
/// is.
void Runtime::report_failure_of_main_module() {
  const int functions_between = node_ == nullptr ? 0 : 3;
  vm::Promise* promise = main_module_.get();
  for (int i = 0; i < functions_between; i++) {
    vm::Promise* next = vm::new_promise(*agent_);
    const vm::PromiseCapability capability{next, vm::Value::undefined(), vm::Value::undefined()};
    vm::perform_promise_then(*agent_, promise, vm::Value::undefined(), vm::Value::undefined(), &capability);
    promise = next;
  }
  const vm::NativeCode report_reason = [](vm::Agent& agent,
                                          vm::NativeFrame& frame) -> vm::Completion<vm::Value> {
    auto& self = static_cast<Runtime&>(loop::EventLoop::of(agent).client());
    if (self.node_ != nullptr)
      node::explain_commonjs_global(agent, self.modules_.resolver(), frame.argument(0),
                                    self.modules_.main_path());
    self.report_uncaught(frame.argument(0), true);
    return vm::Value::undefined();
  };
  vm::perform_promise_then(*agent_, promise, vm::Value::undefined(),
                           vm::create_builtin_function(*agent_, report_reason, 1, agent_->names().empty),
                           nullptr);
}

int Runtime::run_loop() {
  loop_.clean_up_after_running_script();
  loop_.end_program();
  if (node_ != nullptr) {
    node_->run(loop_);
  } else {
    loop_.run();
  }
  return exit_status_;
}

/// \param status  the exit status, unless the program or what ended it says otherwise
int Runtime::end_run(int status) {
  // Where it was ended it does not go on.
  if (agent_->is_terminating()) watchdog_.reset();
  pause_watchdog();
  if (node_ != nullptr) {
    const int code = node_->finish(status);
    // process.exit() is a termination, too.
    if (!agent_->is_terminating() || node_->has_exited()) return code;
  }
  return agent_->is_terminating() ? report_termination() : status;
}

/// Nobody should wait for output while the program does nothing.
void Runtime::wait_until(std::uint64_t deadline_ns) {
  output_.buffer().flush();
  if (virtual_limits_) {
    deadline_ns = std::min(deadline_ns, virtual_limits_->end_ns);
    // In virtual time nothing comes from outside but what the program has begun.
    if (deadline_ns == k_never && loop_.background().is_empty())
      return stop_virtual_time("nothing is left that could happen in virtual time");
  }
  if (input_) input_->tell_targets();
  pause_watchdog();
  session_->door().wait_until(deadline_ns);
  if (watchdog_) watchdog_->resume();
  if (virtual_limits_ && virtual_limits_->end_ns != k_never) may_run_task(loop_);
}

/// Between two turns.
bool Runtime::may_run_task(loop::EventLoop&) {
  flush();
  if (input_) input_->tell_targets_now_and_then();
  if (!virtual_limits_) return true;
  if (virtual_limits_->max_turns != 0 && loop_.tasks_run() >= virtual_limits_->max_turns) {
    stop_virtual_time(fmt::format("stopped after {} turns (--max-turns)", virtual_limits_->max_turns));
    return false;
  }
  if (virtual_limits_->end_ns == k_never || session_->door().monotonic_ns() < virtual_limits_->end_ns)
    return true;
  stop_at_virtual_end();
  return false;
}

/// While a script runs: one that goes on without end is to come to the run's. Asks for the next look, too;
/// all of them are at the same polls in every run. A replay ends where its recording says.
void Runtime::look_at_virtual_end() {
  host::VirtualDoor* door = session_->virtual_door();
  if (door == nullptr || virtual_limits_->end_ns == k_never) return;
  agent_->request_look();
  if (door->observed_ns() >= virtual_limits_->end_ns) agent_->request_interrupt(vm::Termination::Exit);
}

/// Whether look_at_virtual_end() has ended the script, now or when it was recorded.
bool Runtime::was_ended_by_virtual_time() const {
  const std::optional<vm::Agent::Interruption> interruption =
      session_->is_replay() ? session_->replay_door()->interruption() : agent_->interruption();
  return virtual_limits_ && interruption && interruption->reason == vm::Termination::Exit;
}

void Runtime::stop_at_virtual_end() {
  constexpr double k_nanoseconds = 1e6;
  stop_virtual_time(fmt::format("stopped after {} ms of virtual time (--until)",
                                static_cast<double>(virtual_limits_->duration_ns) / k_nanoseconds));
}

/// The run ends here, before its program does.
void Runtime::stop_virtual_time(std::string_view why) {
  if (is_stopped_) return;
  is_stopped_ = true;
  loop_.stop();
  console_output_.write_line(ConsoleOutput::Stream::Error, fmt::format("orrery: {}", why));
}

int Runtime::report_termination() {
  if (was_ended_by_virtual_time()) stop_at_virtual_end();
  output_.buffer().flush();
  // A replay that goes another way tells about it in finish().
  if (agent_->termination() != vm::Termination::Exit)
    std::fprintf(stderr, "%s\n", describe(agent_->termination()));
  return exit_status_of(agent_->termination());
}

void Runtime::report(vm::Value exception, UncaughtWhere where, vm::Promise* promise, bool stands_for_reason) {
  const bool colour = console_output_.uses_colour(ConsoleOutput::Stream::Error);
  const bool is_event = node_ != nullptr && node_->tell_unhandled_event(exception);
  const UncaughtOptions how{.where = where,
                            .is_plain = node_ != nullptr && !is_interactive_,
                            .colour = colour,
                            .stands_for_reason = stands_for_reason};
  std::string text = describe_uncaught(*agent_, exception, how);
  if (is_event) text = "Unhandled 'error' event\n\n" + text;
  if (trace::SemanticHash* hash = session_->semantic_hash()) {
    const std::string description = vm::describe_exception(*agent_, exception)->to_utf8();
    if (where == UncaughtWhere::Script) {
      hash->add<trace::SemanticEvent::UncaughtException>(trace::Text(description));
    } else {
      hash->add<trace::SemanticEvent::UnhandledRejection>(trace::Text(description));
    }
    using Uncaught = loop::LoopTracer::Uncaught;
    if (loop_.tracer() != nullptr)
      loop_.tracer()->uncaught(promise == nullptr ? Uncaught::Exception : Uncaught::Rejection, promise,
                               description);
  }
  if (reporter_ != nullptr && exception.is_cell_of(vm::CellKind::Error) &&
      static_cast<vm::ErrorObject*>(exception.as_object())->syntax_error().is_string())
    reporter_->tell_syntax_error(describe_uncaught(*agent_, exception, {.where = where}));
  console_output_.write_line(ConsoleOutput::Stream::Error, text);
  const std::string chain = describe_async_chain(loop_, colour);
  if (!chain.empty()) console_output_.emit(ConsoleOutput::Stream::Error, chain + "\n");
  exit_status_ = EXIT_FAILURE;
  if (node_ != nullptr && !is_interactive_) loop_.stop();
}

void Runtime::report_exception(vm::Value exception) {
  report_uncaught(exception, false);
}

void Runtime::report_uncaught(vm::Value exception, bool is_rejection) {
  const KeptValue kept(*agent_, exception);
  if (node_ != nullptr && !is_interactive_) {
    const node::Uncaught uncaught = node_->take_uncaught(exception, is_rejection);
    if (uncaught.is_handled) return;
    exception = uncaught.exception;
  }
  if (node_ != nullptr && is_interactive_) node_->drain_later();
  if (node_ == nullptr && web::fire_error(*agent_, *realm(), exception)) return;
  report(exception, UncaughtWhere::Script, nullptr);
}

void Runtime::report_unhandled_rejection(vm::Promise* promise) {
  vm::Value reason = promise->result();
  bool stands_for_reason = false;
  const KeptValue kept(*agent_, promise);
  if (node_ != nullptr && !is_interactive_) {
    // An await at the top of the program is told as what it has thrown.
    const node::Uncaught uncaught = promise == main_module_.get() ? node_->take_uncaught(reason, true)
                                                                  : node_->take_unhandled_rejection(promise);
    if (uncaught.is_handled) return;
    reason = uncaught.exception;
    stands_for_reason = uncaught.stands_for_reason;
  }
  if (node_ == nullptr && web::fire_unhandled_rejection(*agent_, *realm(), promise)) return;
  // What was typed in line by line is told as an exception of the program.
  report(reason, promise == main_module_.get() ? UncaughtWhere::Script : UncaughtWhere::Promise, promise,
         stands_for_reason);
}

void Runtime::report_late_handling(vm::Promise* promise) {
  if (loop_.tracer() != nullptr)
    loop_.tracer()->uncaught(loop::LoopTracer::Uncaught::HandledLate, promise, "");
  if (node_ != nullptr) return node_->note_late_handling(promise);
  loop_.queue_task({.source = loop::TaskSource::DomManipulation,
                    .steps =
                        [](loop::EventLoop& loop, const loop::Task& task) {
                          auto* handled = static_cast<vm::Promise*>(task.value.as_object());
                          web::fire_rejection_handled(loop.agent(), loop.agent().realm(), handled);
                        },
                    .value = promise});
}

std::uint64_t Runtime::hardware_concurrency() {
  const std::string count = fact("processors").value_or("1");
  return static_cast<std::uint64_t>(std::max(std::atoll(count.c_str()), 1LL));
}

// For Node's globals ----------------------------------------------------------------------------------------

void Runtime::write(node::Host::Stream stream, std::string_view bytes) {
  if (trace::SemanticHash* hash = session_->semantic_hash())
    hash->add<trace::SemanticEvent::ConsoleOutput>(static_cast<trace::Number>(stream), bytes);
  write_diverted(stream, bytes);
}

/// A replay writes no files, and what a listener hears is not written.
bool Runtime::diverts_files() {
  return session_->is_replay() || console_output_.has_listener();
}

void Runtime::write_diverted(node::Host::Stream stream, std::string_view bytes) {
  console_output_.emit(
      stream == node::Host::Stream::Output ? ConsoleOutput::Stream::Output : ConsoleOutput::Stream::Error,
      bytes);
}

bool Runtime::has_written(node::Host::Stream stream) {
  return console_output_.has_written(stream == node::Host::Stream::Output ? ConsoleOutput::Stream::Output
                                                                          : ConsoleOutput::Stream::Error);
}

int Runtime::flush(node::Host::Stream stream) {
  const bool is_output = stream == node::Host::Stream::Output;
  const int error =
      console_output_.flush(is_output ? ConsoleOutput::Stream::Output : ConsoleOutput::Stream::Error);
  return static_cast<int>(session_->door().observe(is_output ? "standard output" : "standard error",
                                                   static_cast<std::uint64_t>(error)));
}

std::string Runtime::program_path() {
  if (program_path_.empty() && !program_.empty()) program_path_ = session_->door().canonical_path(program_);
  return program_path_;
}

vm::Completion<vm::Value> Runtime::builtin_module(std::string_view id) {
  return builtins_.require(realm(), id);
}

// Line by line ----------------------------------------------------------------------------------------------

std::optional<vm::Value> Runtime::evaluate(const engine::ParsedScript& script) {
  termination_ = vm::Termination::None;
  is_interactive_ = true;
  const auto path = vm::make_string_from_utf8(*agent_, session_->door().canonical_path("[repl]"));
  vm::Completion<vm::Value> result = vm::Thrown{};
  if (!path.is_thrown()) result = engine::run_script(*agent_, realm(), script, path.value());
  if (script.code->header.is_async && !result.is_thrown()) {
    // Its rejection is told here, and to nobody else.
    auto* promise = static_cast<vm::Promise*>(result.value().as_object());
    main_module_.set(promise);
    wait_for(promise);
    if (promise->state() == vm::Promise::State::Fulfilled) result = promise->result();
    if (promise->state() != vm::Promise::State::Fulfilled) result = vm::Thrown{};
  } else if (result.is_thrown()) {
    loop_.report_pending_exception();
  }
  const gc::Root<gc::Cell> kept(
      agent_->heap(), !result.is_thrown() && result.value().is_cell() ? result.value().as_cell() : nullptr);
  if (!agent_->is_terminating()) loop_.clean_up_after_running_script();
  if (agent_->is_terminating()) {
    go_on_after_termination();
    return std::nullopt;
  }
  return result.is_thrown() ? std::nullopt : std::optional(result.value());
}

void Runtime::wait_for(const vm::Promise* promise) {
  loop_.clean_up_after_running_script();
  while (promise->state() == vm::Promise::State::Pending && !agent_->is_terminating()) {
    const std::optional<std::uint64_t> deadline = loop_.run_due();
    if (promise->state() != vm::Promise::State::Pending || agent_->is_terminating()) return;
    if (!deadline) {
      console_output_.write_line(ConsoleOutput::Stream::Error,
                                 "What is awaited cannot happen: nothing is left to do");
      return;
    }
    wait_until(*deadline);
  }
}

std::optional<std::chrono::milliseconds> Runtime::run_due_tasks() {
  termination_ = vm::Termination::None;
  const std::uint64_t tasks_before = loop_.tasks_run();
  const std::optional<std::uint64_t> deadline = loop_.run_due();
  flush();
  const bool was_idle = loop_.tasks_run() == tasks_before && !loop_.has_microtasks();
  if (agent_->is_terminating() && was_idle) {
    // It came while nothing ran: take_interrupt() is to find it.
    const vm::Termination reason = agent_->termination();
    agent_->end_termination();
    agent_->request_interrupt(reason);
  } else if (agent_->is_terminating()) {
    go_on_after_termination();
  }
  // Whoever waits for lines hears nothing of operations that were completed, so he is to look.
  constexpr std::chrono::milliseconds k_look{5};
  const bool has_operations = !loop_.background().is_empty();
  if (!deadline) return has_operations ? std::optional(k_look) : std::nullopt;
  constexpr std::uint64_t k_nanoseconds = 1'000'000;
  const std::uint64_t now = session_->door().monotonic_ns();
  const std::chrono::milliseconds rest(*deadline <= now ? 0 : (*deadline - now) / k_nanoseconds);
  return has_operations ? std::min(rest, k_look) : rest;
}

void Runtime::go_on_after_termination() {
  termination_ = agent_->termination();
  report_termination();
  // Nobody could type anything any more if they went on.
  const auto tell = [](std::size_t dropped, std::string_view what) {
    if (dropped > 0)
      print_text(stderr, fmt::format("({} waiting {}{} dropped)\n", dropped, what, dropped == 1 ? "" : "s"));
  };
  if (node_ != nullptr) tell(node_->drop_ticks(), "tick");
  tell(loop_.drop_microtasks(), "microtask");
  agent_->end_termination();
  take_interrupt();  // one that came since
}

vm::Termination Runtime::take_interrupt() {
  const vm::Termination reason = agent_->take_interrupt();
  interrupts_.forget_interrupt_key();
  return reason;
}

std::string Runtime::why_it_ended() const {
  switch (agent_->termination()) {
    case vm::Termination::TimeLimit:
      return "the time limit was reached";
    case vm::Termination::Interrupted:
      return "it was interrupted";
    case vm::Termination::OutOfMemory:
      return "it was out of memory";
    case vm::Termination::Exit:
      return "the program asked for it";
    case vm::Termination::None:
      break;
  }
  if (is_stopped_) return "virtual time was over";
  if (exit_status_ != 0) return "there was an error that nobody caught";
  return "";
}

int Runtime::finish(int status) {
  const int written = output_.finish();
  const base::Result<void> ended = session_->end(status, *agent_);
  if (ended) return written == EXIT_SUCCESS ? status : written;
  print_error(ended.error().message);
  return EXIT_FAILURE;
}

}  // namespace orrery::cli
