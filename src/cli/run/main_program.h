#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cli/run/error_reporter.h"
#include "cli/run/loop_door.h"
#include "cli/run/node_host.h"
#include "cli/run/run_parts.h"
#include "cli/run/run_settings.h"
#include "compiler/compiler.h"
#include "engine/engine.h"
#include "node/module_loader.h"
#include "syntax/source_text.h"
#include "vm/completion.h"
#include "vm/modules/source_text_module.h"
#include "web/console/console.h"

namespace orrery::cli {

/// Runs the text of a program as what it is (a script, a module, CommonJS, a text of the command line), and
/// then whatever it has left to be done.
class MainProgram {
 public:
  /// Who else has a part in it; outlives it.
  struct Others {
    ErrorReporter& errors;
    VirtualEnd& virtual_end;
    NodeHost& host;
    node::ModuleLoader& modules;
    web::console::Console& console;
  };
  MainProgram(const RunParts& parts, const Others& others)
      : parts_(parts), others_(others), module_(parts.agent.heap()) {}

  /// \return the exit status: 1 after an exception that nobody caught, 13 if an await at the top of a module
  /// never ends, and see exit_status_of()
  int run(const RunSettings& settings, syntax::SourceText source);

 private:
  using ParsedScript = std::expected<engine::ParsedScript, compiler::ParseFailure>;

  int run_script(syntax::SourceText source);
  vm::Completion<void> start_script(std::string_view name, const ParsedScript& script);
  int run_text(syntax::SourceText source, bool prints_result);
  vm::Completion<void> start_text(const engine::ParsedScript& script, bool prints_result);
  int refuse_to_print();
  int run_file(const std::string& path, syntax::SourceText source);
  int run_module(syntax::SourceText source, const std::string& path);
  vm::Completion<void> start_module(syntax::SourceText source, const std::string& path);
  void report_failure_of_module();
  std::string describe_unsettled_await();
  void set_program_path(const RunSettings& settings, std::string_view name, const std::string& path);
  void report_pending_exception() { parts_.loop.report_pending_exception(); }
  int run_loop();
  int end_run(int status);

  const RunParts& parts_;
  Others others_;
  gc::Root<vm::SourceTextModule> module_;  // null: the program is none
};

}  // namespace orrery::cli
