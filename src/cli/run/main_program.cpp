#include "cli/run/main_program.h"

#include <cstdlib>
#include <utility>

#include "cli/read_source.h"
#include "cli/run/uncaught.h"
#include "cli/terminal.h"
#include "engine/compilation.h"
#include "node/commonjs/commonjs.h"
#include "node/commonjs/module_hints.h"
#include "node/errors.h"
#include "vm/functions/builtin.h"
#include "vm/promises/promise.h"

namespace orrery::cli {

int MainProgram::run(const RunSettings& settings, syntax::SourceText source) {
  parts_.loop.begin_program();
  parts_.door.begin_input(settings.input);
  host::Door& door = parts_.session.door();
  // Files are shown as the program's own was named.
  if (!settings.file.starts_with('/')) {
    const std::string folder = door.canonical_path(".");
    others_.modules.show_relative_to(folder);
    others_.errors.show_relative_to(folder);
  }
  const bool is_file = !settings.has_code && settings.file != k_standard_input;
  ProgramKind kind = settings.kind;
  if (kind == ProgramKind::Automatic && parts_.node == nullptr)
    kind = settings.file.ends_with(".mjs") ? ProgramKind::Module : ProgramKind::Script;
  if (kind == ProgramKind::Script && !settings.has_code) return run_script(std::move(source));
  const std::string path = door.canonical_path(std::string(source.name()));
  if (parts_.node == nullptr && !settings.has_code) return run_module(std::move(source), path);
  others_.modules.set_main_path(path);
  set_program_path(settings, source.name(), path);
  if (!settings.preloads.empty() &&
      node::preload(parts_.agent, parts_.realm.get(), door.canonical_path("."), settings.preloads)
          .is_thrown()) {
    report_pending_exception();
    return end_run(run_loop());
  }
  if (kind == ProgramKind::Module && settings.prints_result && parts_.node != nullptr)
    return refuse_to_print();
  if (kind == ProgramKind::Module) return run_module(std::move(source), path);
  return is_file ? run_file(path, std::move(source)) : run_text(std::move(source), settings.prints_result);
}

/// \param name  of the text  \param path  the same without links
void MainProgram::set_program_path(const RunSettings& settings, std::string_view name,
                                   const std::string& path) {
  const bool is_file = !settings.has_code && settings.file != k_standard_input;
  // Now, as a program may go to another folder.
  if (is_file && name == settings.file) others_.host.set_program_path(path);
  if (is_file) others_.host.program_path();
  if (!settings.has_code && !is_file && !settings.is_unnamed)
    others_.host.set_program_path(std::string(k_standard_input));
}

vm::Completion<void> MainProgram::start_script(std::string_view name, const ParsedScript& script) {
  vm::Agent& agent = parts_.agent;
  // What it imports is relative to it.
  vm::String* path =
      TRY(vm::make_string_from_utf8(agent, parts_.session.door().canonical_path(std::string(name))));
  if (!script) return engine::throw_syntax_error(agent, script.error());
  TRY(engine::run_script(agent, parts_.realm.get(), *script, path));
  return {};
}

int MainProgram::run_script(syntax::SourceText source) {
  const std::string name(source.name());
  const ParsedScript script = engine::parse_script(std::move(source));
  if (start_script(name, script).is_thrown()) report_pending_exception();
  if (!script && script.error().error.needs_module)
    parts_.console_output.write_line(ConsoleOutput::Stream::Error, k_module_hint);
  return end_run(run_loop());
}

/// A module has no value.
int MainProgram::refuse_to_print() {
  (void)node::throw_node_error(parts_.agent, vm::ErrorType::Error, "ERR_EVAL_ESM_CANNOT_PRINT",
                               "--print cannot be used with ESM input");
  report_pending_exception();
  return end_run(run_loop());
}

/// A text that is in no file: a script whose globals are those of a CommonJS module, too.
int MainProgram::run_text(syntax::SourceText source, bool prints_result) {
  const std::string path = parts_.session.door().canonical_path(std::string(source.name()));
  ParsedScript script = engine::parse_script(std::move(source));
  if (!script && parts_.node != nullptr && node::is_module_after_all(script.error())) {
    if (prints_result) return refuse_to_print();
    return run_module(std::move(script.error().source), path);
  }
  const vm::Completion<void> result =
      script ? start_text(*script, prints_result)
             : vm::Completion<void>(engine::throw_syntax_error(parts_.agent, script.error()));
  if (result.is_thrown()) report_pending_exception();
  return end_run(run_loop());
}

vm::Completion<void> MainProgram::start_text(const engine::ParsedScript& script, bool prints_result) {
  vm::Agent& agent = parts_.agent;
  vm::Realm* realm = parts_.realm.get();
  const std::string name(script.unit->file_name());
  const std::string path = parts_.session.door().canonical_path(name);
  vm::String* host_defined = TRY(vm::make_string_from_utf8(agent, path));
  if (parts_.node != nullptr)
    TRY(node::add_commonjs_globals(agent, realm, name, path, script.unit->source()));
  const vm::Value value = TRY(engine::run_script(agent, realm, script, host_defined));
  if (!prints_result) return {};
  const vm::Value values[] = {value};
  return others_.console.log(ConsoleOutput::Stream::Output, values);
}

int MainProgram::run_file(const std::string& path, syntax::SourceText source) {
  vm::Agent& agent = parts_.agent;
  vm::Realm* realm = parts_.realm.get();
  const node::Resolved<node::ModuleFormat> format = others_.modules.resolver().format_of(path);
  if (format && *format == node::ModuleFormat::Module) return run_module(std::move(source), path);
  if (format && (*format == node::ModuleFormat::Json || *format == node::ModuleFormat::Addon)) {
    if (node::run_main_file(agent, realm, path).is_thrown()) report_pending_exception();
    return end_run(run_loop());
  }
  if (!format) {
    (void)others_.modules.throw_resolution_error(format.error());
    report_pending_exception();
    return end_run(run_loop());
  }
  auto script = engine::parse_function_body(std::move(source), node::k_commonjs_parameters);
  if (!script && *format != node::ModuleFormat::CommonJs && node::is_module_after_all(script.error()))
    return run_module(std::move(script.error().source), path);
  const vm::Completion<void> result =
      script ? node::run_main_commonjs(agent, realm, path, *script)
             : vm::Completion<void>(engine::throw_syntax_error(agent, script.error()));
  if (result.is_thrown()) report_pending_exception();
  return end_run(run_loop());
}

vm::Completion<void> MainProgram::start_module(syntax::SourceText source, const std::string& path) {
  vm::Agent& agent = parts_.agent;
  vm::SourceTextModule* module = TRY(others_.modules.add_module(std::move(source), path));
  module_.set(module);
  others_.errors.set_main_awaits(module->has_top_level_await());
  vm::Promise* loaded = others_.modules.load_graph(module);
  // What was not loaded is told as an unhandled rejection.
  others_.errors.set_main_promise(loaded);
  if (loaded->state() != vm::Promise::State::Fulfilled) return {};
  TRY(vm::module_link(agent, module));
  others_.errors.set_main_promise(TRY(vm::module_evaluate(agent, module)));
  return {};
}

int MainProgram::run_module(syntax::SourceText source, const std::string& path) {
  constexpr int k_unsettled_await = 13;
  if (start_module(std::move(source), path).is_thrown()) report_pending_exception();
  if (others_.errors.main_promise() != nullptr) report_failure_of_module();
  // Node evaluates modules in promise jobs: others come before the first tick.
  if (parts_.node != nullptr) parts_.loop.run_microtasks();
  const int status = run_loop();
  const vm::Promise* promise = others_.errors.main_promise();
  const bool is_unsettled = promise != nullptr && promise->state() == vm::Promise::State::Pending;
  if (status != EXIT_SUCCESS || parts_.agent.is_terminating() || others_.virtual_end.is_reached() ||
      !is_unsettled)
    return end_run(status);
  parts_.console_output.write_line(ConsoleOutput::Stream::Error, describe_unsettled_await());
  return end_run(k_unsettled_await);
}

std::string MainProgram::describe_unsettled_await() {
  constexpr std::string_view k_warning = "Warning: an await at the top of a module never ended";
  const std::string place = module_ ? place_of_unsettled_await(*module_.get()) : "";
  return (place.empty() ? "" : place + "\n\n") + std::string(k_warning);
}

/// https://html.spec.whatwg.org/multipage/webappapis.html#run-a-module-script, step 7. Of Node it is the last
/// of some functions, each of which awaits the one before, that reports it: programs see in which turn that
/// is.
void MainProgram::report_failure_of_module() {
  vm::Agent& agent = parts_.agent;
  const int functions_between = parts_.node == nullptr ? 0 : 3;
  vm::Promise* promise = others_.errors.main_promise();
  for (int i = 0; i < functions_between; i++) {
    vm::Promise* next = vm::new_promise(agent);
    const vm::PromiseCapability capability{next, vm::Value::undefined(), vm::Value::undefined()};
    vm::perform_promise_then(agent, promise, vm::Value::undefined(), vm::Value::undefined(), &capability);
    promise = next;
  }
  const vm::NativeCode report_reason = [](vm::Agent& told,
                                          vm::NativeFrame& frame) -> vm::Completion<vm::Value> {
    ErrorReporter& errors = ErrorReporter::of(told);
    node::ModuleLoader& modules = node::ModuleLoader::of(told);
    if (errors.parts().node != nullptr)
      node::explain_commonjs_global(told, modules.resolver(), frame.argument(0), modules.main_path(),
                                    errors.main_awaits());
    errors.report_uncaught(frame.argument(0), true);
    return vm::Value::undefined();
  };
  vm::perform_promise_then(agent, promise, vm::Value::undefined(),
                           vm::create_builtin_function(agent, report_reason, 1, agent.names().empty),
                           nullptr);
}

int MainProgram::run_loop() {
  parts_.loop.clean_up_after_running_script();
  parts_.loop.end_program();
  if (parts_.node != nullptr) {
    parts_.node->run(parts_.loop);
  } else {
    parts_.loop.run();
  }
  return others_.errors.exit_status();
}

/// \param status  the exit status, unless the program or what ended it says otherwise
int MainProgram::end_run(int status) {
  parts_.door.end_watch();
  if (parts_.node != nullptr) {
    const int code = parts_.node->finish(status);
    // process.exit() is a termination, too.
    if (!parts_.agent.is_terminating() || parts_.node->has_exited()) return code;
  }
  return parts_.agent.is_terminating() ? others_.errors.report_termination() : status;
}

}  // namespace orrery::cli
