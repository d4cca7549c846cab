// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/view_commands.h"

#include <memory>

#include "cli/ast_command.h"
#include "cli/bytecode_command.h"
#include "cli/common_arguments.h"
#include "cli/tokens_command.h"

namespace orrery::cli {

void add_ast_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    AstOptions options;
    GoalFlags goal;
    bool hide_scopes = false;
  };
  auto arguments = std::make_shared<Arguments>();
  AstOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("ast", "Show the syntax tree of a file");
  command->add_option("FILE", options.file, "A JavaScript file, or - for standard input")->required();
  CLI::Option* json =
      command->add_flag("--json", options.json, "Print ESTree JSON instead of a tree for people");
  add_number_option(*command, "--depth", options.max_depth, 0, "Leave out what is nested deeper than this")
      ->excludes(json);
  command
      ->add_flag("--no-scopes", arguments->hide_scopes,
                 "Do not say what names mean and what functions capture")
      ->excludes(json);
  arguments->goal.add_to(*command);
  add_colour_option(*command, options.colour);
  command->footer(
      "Examples:\n"
      "  orrery ast program.js | less -R           the tree, page by page (with --colour=always in colours)\n"
      "  orrery ast --depth 3 --no-scopes app.mjs  an outline of a module\n"
      "  orrery ast --json program.js              ESTree JSON, as acorn gives it with its option "
      "`locations`\n"
      "  echo 'a?.b.c' | orrery ast -              the tree of a line typed in");
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    arguments->options.show_scopes = !arguments->hide_scopes;
    exit_status = run_ast(arguments->options);
  });
}

void add_tokens_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    TokensOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  TokensOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("tokens", "Show the tokens of a file");
  command->add_option("FILE", options.file, "A JavaScript file, or - for standard input")->required();
  command->add_flag("--json", options.json, "Print a JSON array instead of a line for each token");
  arguments->goal.add_to(*command);
  add_colour_option(*command, options.colour);
  command->footer(
      "Examples:\n"
      "  orrery tokens program.js | less           the tokens, page by page\n"
      "  orrery tokens --json app.mjs              the tokens of a module for another program\n"
      "  echo 'a / b / c' | orrery tokens -        which slashes divide?");
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    exit_status = run_tokens(arguments->options);
  });
}

void add_bytecode_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    BytecodeOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  BytecodeOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("bytecode", "Show the bytecode of a file's functions");
  command->add_option("FILE", options.file, "A JavaScript file, or - for standard input")->required();
  command->add_flag("--json", options.json, "Print a JSON array instead of a listing for people");
  command
      ->add_option("--function", options.function, "Only functions of this name, or the one of this number")
      ->type_name("NAME|NUMBER");
  const auto set_machine_code = [&options](const std::string& function) {
    options.function = function;
    options.machine_code = true;
  };
  command
      ->add_option_function<std::string>("--machine-code", set_machine_code,
                                         "The same, with the machine code that --jit makes of each "
                                         "instruction before the function has run, so "
                                         "without what its instructions have met (needs libzydis4.0)")
      ->type_name("NAME|NUMBER")
      ->excludes("--function");
  arguments->goal.add_to(*command);
  add_colour_option(*command, options.colour);
  command->footer(
      "Examples:\n"
      "  orrery bytecode program.js | less         all functions, page by page\n"
      "  orrery bytecode --function parse app.mjs  those that are called parse\n"
      "  orrery bytecode --machine-code parse app.mjs\n"
      "                                            the same with their machine code\n"
      "  orrery bytecode --json program.js         everything, for another program\n"
      "  echo 'a ||= b' | orrery bytecode -        what becomes of a line typed in");
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    exit_status = run_bytecode(arguments->options);
  });
}

}  // namespace orrery::cli
