// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/run_commands.h"

#include <cstdlib>
#include <memory>

#include "cli/common_arguments.h"
#include "cli/repl/repl.h"
#include "cli/run/run_command.h"
#include "cli/run_options.h"

namespace orrery::cli {

void add_run_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    RunOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  RunOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("run", "Run a program");
  command->add_option("FILE", options.settings.file, "A JavaScript file, or - for standard input");
  command->add_option("ARGUMENT", options.settings.arguments, "What process.argv tells the program");
  add_code_options(*command, options);
  add_preload_options(*command, options);
  arguments->goal.add_to(*command);
  add_profile_option(*command, options.settings);
  add_gc_option(*command, options.settings);
  add_file_option(
      *command, "--record", options.recording,
      "Write down in FILE what the program reads from outside (its text, files, variables): see replay");
  command->add_flag(
      "--redact", options.leaves_out_contents,
      "With --record: leave out the contents of files and variables, which a replay then reads itself");
  add_virtual_time_options(*command, options);
  add_limits(*command, options.settings, options.runtime);
  add_unresponsive_option(*command, options.unresponsive);
  add_reports(*command, options.reports);
  add_colour_option(*command, options.colour);
  add_watch_server_options(*command, options);
  command->add_flag("--unnamed", options.settings.is_unnamed)->group("");
  command->footer(
      "KIND, of --latency, is one of these:\n" + names_of_kinds(100) +
      ".\n"
      "An error that nobody catches is told with its async chain: the task that it came from, who had "
      "queued\n"
      "that, and so on, back to the main script.\n"
      "Exit status:\n"
      "  0    the program ran to its end\n"
      "  1    an exception was not caught, or something cannot be read or written\n"
      "  2    wrong arguments\n"
      "  7    a listener of 'uncaughtException' failed\n"
      "  13   an await at the top of a module never ended\n"
      "  124  --time-limit ended it\n"
      "  130  Ctrl-C ended it\n"
      "  137  --max-heap ended it\n"
      "  and what the program has said by process.exit() or process.exitCode\n"
      "Examples:\n"
      "  orrery run program.js                     run a program; so does orrery program.js\n"
      "  orrery program.js --port 80               give it arguments of its own\n"
      "  orrery -p 'process.version'               print a value\n"
      "  orrery run --profile=web program.js       run it with a page's timers and errors\n"
      "  orrery run --time-limit 10 --max-heap 256M program.js\n"
      "                                            run it, but not for ever\n"
      "  orrery run --unresponsive=200 program.js  tell what blocks the event loop for more than 200 ms\n"
      "  orrery run --record=today.run program.js  run it, so that it can be repeated\n"
      "  orrery run --virtual-time --until=60000 program.js\n"
      "                                            a minute of it, without waiting\n"
      "  echo 'console.log(6 * 7)' | orrery run -  run a line typed in");
  command->callback([arguments, &exit_status] {
    RunOptions& given = arguments->options;
    given.goal = arguments->goal.goal();
    if (given.code) {
      // No file: the first argument is the program's, too.
      if (!given.settings.file.empty())
        given.settings.arguments.insert(given.settings.arguments.begin(), given.settings.file);
      given.settings.file.clear();
    } else if (given.settings.file.empty()) {
      throw CLI::RequiredError("FILE");
    }
    if (!given.settings.preloads.empty() && !given.settings.is_node)
      throw CLI::ValidationError("--profile=web",
                                 "has nothing that --require, --import and --env-file could load");
    if (given.leaves_out_contents && given.recording.empty())
      throw CLI::ValidationError("--redact", "is of what --record writes");
    exit_status = given.checks_only ? check_program(given) : run_program(given);
  });
}

void add_loop_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    RunOptions options;
    GoalFlags goal;
    std::uint64_t max_turns = 0;
  };
  auto arguments = std::make_shared<Arguments>();
  RunOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("loop", "Run a program, and show its event loop turn by turn");
  command->add_option("FILE", options.settings.file, "A JavaScript file, or - for standard input")
      ->required();
  command->add_option("ARGUMENT", options.settings.arguments, "What process.argv tells the program");
  arguments->goal.add_to(*command);
  add_profile_option(*command, options.settings);
  add_gc_option(*command, options.settings);
  add_max_turns_option(*command, arguments->max_turns);
  add_limits(*command, options.settings, options.runtime);
  add_unresponsive_option(*command, options.unresponsive);
  add_colour_option(*command, options.colour);
  add_watch_server_options(*command, options);
  command->footer(
      "A block for each turn of the loop: what the task was, who had queued it and when; what it called, "
      "the\n"
      "ticks and microtasks that were run behind it, what each of them printed (behind a │), and what is\n"
      "pending then. Turn 0 is the main script. Turns that are alike are shown once, and counted.\n"
      "Exit status: that of the program, as of orrery run; 0 after --max-turns.\n"
      "Examples:\n"
      "  orrery loop examples/loop.js              everything that has to do with the loop in one program\n"
      "  orrery loop --profile=web program.js      as in a page: without ticks and immediates, with frames\n"
      "  orrery loop --max-turns=20 server.js      of a program that goes on for ever\n"
      "  orrery loop program.js | less             without colours");
  command->callback([arguments, &exit_status] {
    RunOptions& given = arguments->options;
    given.goal = arguments->goal.goal();
    given.shows_loop = true;
    given.max_turns = arguments->max_turns;
    exit_status = run_program(given);
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
  add_limits(*command, options->settings, options->runtime);
  add_gc_option(*command, options->settings);
  add_colour_option(*command, options->colour);
  command->footer(
      "What was typed is kept in ~/.orrery_history; the environment variable ORRERY_HISTORY names another "
      "file,\n"
      "or, if it is empty, none.\n"
      "Ctrl-C ends what runs, and what it has left to be done at once; timers stay.\n"
      "Exit status: 0 at the end; 124 after --time-limit. Where the input is no terminal, 1 if a statement "
      "failed,\n"
      "and what ends one ends all: 130 Ctrl-C, 137 --max-heap.\n"
      "Examples:\n"
      "  orrery repl                               until Ctrl-D\n"
      "  echo '[6 * 7]' | orrery repl              the values of what comes from somewhere else");
  command->callback([options, &exit_status] { exit_status = run_repl(*options); });
}

}  // namespace orrery::cli
