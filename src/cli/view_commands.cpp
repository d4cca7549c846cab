// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/view_commands.h"

#include <memory>

#include "cli/ast_command.h"
#include "cli/common_arguments.h"

namespace orrery::cli {

void add_ast_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    AstOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  AstOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("ast", "Show the syntax tree of a file");
  command->add_option("FILE", options.file, "A JavaScript file, or - for standard input")->required();
  command->add_flag("--json", options.json, "Print ESTree JSON instead of a tree for people");
  arguments->goal.add_to(*command);
  add_colour_option(*command, options.colour);
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    exit_status = run_ast(arguments->options);
  });
}

}  // namespace orrery::cli
