// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/run_commands.h"

#include <cstdlib>
#include <limits>
#include <memory>

#include "cli/common_arguments.h"
#include "cli/repl/repl.h"
#include "cli/run/run_command.h"

namespace orrery::cli {

namespace {

/// `text` as a number with a unit behind it, multiplied; or an error that names the option.
double number_with_unit(const std::string& name, const std::string& text,
                        std::initializer_list<std::pair<std::string_view, double>> units,
                        const std::string& what) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [suffix, factor] : units) {
    const double result = value * factor;
    if (error == std::errc() && unit == suffix && result >= 1 && result < 0x1p52) return result;
  }
  throw CLI::ValidationError(name, "must be " + what + ", not '" + text + "'");
}

void add_size_option(CLI::App& command, const std::string& name, std::size_t& bytes,
                     const std::string& description) {
  const auto set = [name, &bytes](const std::string& text) {
    bytes = static_cast<std::size_t>(number_with_unit(
        name, text, {{"K", 0x1p10}, {"M", 0x1p20}, {"G", 0x1p30}, {"", 1}}, "a size such as 512M or 2G"));
  };
  command.add_option_function<std::string>(name, set, description)
      ->type_name("SIZE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_runtime_options(CLI::App& command, RuntimeOptions& options) {
  add_size_option(command, "--max-heap", options.max_heap,
                  "Memory that the program may use (default: 4G); more ends it with status 137");
  add_size_option(command, "--stack-size", options.stack_size,
                  "Memory for nested calls (default: 4M); more is a RangeError");
  const auto set_time_limit = [&options](const std::string& text) {
    options.time_limit = std::chrono::milliseconds(
        static_cast<std::int64_t>(number_with_unit("--time-limit", text, {{"", 1000}, {"s", 1000}, {"ms", 1}},
                                                   "a time in seconds such as 2.5, or one such as 300ms")));
  };
  command
      .add_option_function<std::string>("--time-limit", set_time_limit,
                                        "End the program after this time, with status 124")
      ->type_name("SECONDS")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  const auto set_collector = [&options](const std::string& text) {
    if (text == "every-allocation") {
      options.collect_at_every_allocation = true;
    } else if (text == "verify-barriers") {
      options.verify_barriers = true;
    } else {
      throw CLI::ValidationError("--gc", "must be every-allocation or verify-barriers, not '" + text + "'");
    }
  };
  command
      .add_option_function<std::string>(
          "--gc", set_collector,
          "every-allocation (collect garbage at each) or verify-barriers (check them at each collection)")
      ->type_name("MODE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->trigger_on_parse();
}

}  // namespace

void add_run_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    RunOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  RunOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("run", "Run a program");
  command->add_option("FILE", options.file, "A JavaScript file, or - for standard input")->required();
  arguments->goal.add_to(*command);
  add_runtime_options(*command, options.runtime);
  add_colour_option(*command, options.runtime.colour);
  command->footer(
      "Exit status: 0 the program ran to its end; 1 an exception was not caught; 124 --time-limit; 130 "
      "Ctrl-C; "
      "137 --max-heap.\n"
      "Examples:\n"
      "  orrery run program.js                     run a script\n"
      "  orrery run --time-limit 10 --max-heap 256M program.js\n"
      "                                            run it, but not for ever\n"
      "  echo 'console.log(6 * 7)' | orrery run -  run a line typed in");
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    exit_status = run_program(arguments->options);
  });
}

void add_repl_command(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ReplOptions>();
  const char* history = std::getenv("ORRERY_HISTORY");
  const char* home = std::getenv("HOME");
  if (history != nullptr) {
    options->history_file = history;
  } else if (home != nullptr && *home != '\0') {
    options->history_file = std::string(home) + "/.orrery_history";
  }
  CLI::App* command = app.add_subcommand("repl", "Run statements as they are typed, and show their values");
  add_runtime_options(*command, options->runtime);
  add_colour_option(*command, options->runtime.colour);
  command->footer(
      "What was typed is kept in ~/.orrery_history; the environment variable ORRERY_HISTORY names another "
      "file,\n"
      "or, if it is empty, none.\n"
      "Examples:\n"
      "  orrery repl                               until Ctrl-D\n"
      "  echo '[6 * 7]' | orrery repl              the values of what comes from somewhere else");
  command->callback([options, &exit_status] { exit_status = run_repl(*options); });
}

}  // namespace orrery::cli
