// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt).
#include <CLI/CLI.hpp>

#include "cli/tool_commands.h"
#include "cli/view_commands.h"

int main(int argc, char** argv) {
  CLI::App app{"Orrery"};
  int exit_status = 0;
  orrery::cli::add_ast_command(app, exit_status);
  orrery::cli::add_check_command(app, exit_status);
  orrery::cli::add_test262_command(app, exit_status);
  orrery::cli::add_bench_parse_command(app, exit_status);
  CLI11_PARSE(app, argc, argv);
  return exit_status;
}
