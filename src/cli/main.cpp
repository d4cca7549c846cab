// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt).
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run_commands.h"
#include "cli/terminal.h"
#include "cli/tool_commands.h"
#include "cli/view_commands.h"

namespace orrery::cli {
namespace {

constexpr int k_usage_error = 2;

/// Options with the names of their values and nothing else: CLI11 adds types, "REQUIRED" and what excludes
/// what.
class HelpFormatter : public CLI::Formatter {
  std::string make_option_opts(const CLI::Option* option) const override {
    const bool has_value = option->get_items_expected_max() > 0 && !option->get_positional();
    return has_value ? " " + option->get_type_name() : "";
  }
};

/// What `--help` and `--version` ask for.
int print_requested(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream text;
  app.exit(error, text, text);
  StandardOutput output;
  output.buffer().append(text.str());
  return output.finish();
}

/// What is wrong with the arguments, in our words where CLI11's would mislead.
std::string complaint(const CLI::App& app, const CLI::ParseError& error) {
  // An unknown option comes first: CLI11 would rather speak of what is missing behind it.
  const std::vector<std::string> unknown = app.remaining(true);
  if (unknown.empty()) return error.what();
  if (unknown.front().starts_with("-")) return "There is no option " + unknown.front();
  if (!app.get_subcommands().empty()) return "There is an argument too many: " + unknown.front();
  std::string commands;
  for (const CLI::App* command : app.get_subcommands({}))
    commands += (commands.empty() ? "" : ", ") + command->get_name();
  return "There is no command '" + unknown.front() + "'; the commands are " + commands;
}

int report(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return print_requested(app, error);
  print_error(complaint(app, error));
  std::string command = app.get_name();
  for (const CLI::App* subcommand : app.get_subcommands()) command += " " + subcommand->get_name();
  std::fprintf(stderr, "Run %s --help for more information.\n", command.c_str());
  return k_usage_error;
}

int run(int argc, char** argv) {
  CLI::App app("A JavaScript engine whose execution can be watched", "orrery");
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_version_flag("--version", "orrery " ORRERY_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("Positionals", "Arguments");

  int exit_status = 0;
  add_run_command(app, exit_status);
  add_replay_command(app, exit_status);
  add_repl_command(app, exit_status);
  add_ast_command(app, exit_status);
  add_tokens_command(app, exit_status);
  add_bytecode_command(app, exit_status);
  add_check_command(app, exit_status);
  add_test262_command(app, exit_status);
  add_bench_parse_command(app, exit_status);
  for (CLI::App* command : app.get_subcommands({})) command->group("Commands");
  app.footer(
      "Run orrery COMMAND --help for what a command can do, with examples.\n"
      "Exit status: 0 done; 1 a program has an error, or something cannot be read or written; 2 wrong "
      "arguments.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report(app, error);
  }
  if (!app.get_subcommands().empty()) return exit_status;
  std::fputs(app.help().c_str(), stderr);
  return k_usage_error;
}

}  // namespace
}  // namespace orrery::cli

int main(int argc, char** argv) {
  return orrery::cli::run(argc, argv);
}
