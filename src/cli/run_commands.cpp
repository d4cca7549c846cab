// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/run_commands.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>

#include "cli/common_arguments.h"
#include "cli/repl/repl.h"
#include "cli/run/run_command.h"
#include "cli/trace/trace_command.h"
#include "cli/watch/replayer.h"
#include "cli/watch/watch_command.h"

namespace orrery::cli {

namespace {

/// `text` as a number and nothing else; or an error that names the option. \param what  "a number of tasks"
template <typename Number>
Number whole_number(const std::string& name, const std::string& text, const std::string& what) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  throw CLI::ValidationError(name, "must be " + what + ", not '" + text + "'");
}

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

/// \param most  in bytes; more is an error
void add_size_option(CLI::App& command, const std::string& name, std::size_t& bytes, std::size_t most,
                     const std::string& description) {
  const auto set = [name, &bytes, most](const std::string& text) {
    const auto size = static_cast<std::size_t>(number_with_unit(
        name, text, {{"K", 0x1p10}, {"M", 0x1p20}, {"G", 0x1p30}, {"", 1}}, "a size such as 64M or 1G"));
    if (size > most)
      throw CLI::ValidationError(name,
                                 "must be at most " + std::to_string(most >> 30) + "G, not '" + text + "'");
    bytes = size;
  };
  command.add_option_function<std::string>(name, set, description)
      ->type_name("SIZE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_time_limit_option(CLI::App& command, RuntimeOptions& options) {
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
}

void add_unresponsive_option(CLI::App& command, std::optional<std::chrono::milliseconds>& threshold) {
  const auto set = [&threshold](const std::string& text) {
    threshold = std::chrono::milliseconds(
        whole_number<std::uint32_t>("--unresponsive", text, "milliseconds such as 2000, or 0"));
  };
  command
      .add_option_function<std::string>(
          "--unresponsive", set,
          "Tell when the event loop is blocked for so long (default: 5000 where "
          "standard error is a terminal); 0: never")
      ->type_name("MS")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_profile_option(CLI::App& command, RunSettings& settings) {
  const auto set_profile = [&settings](const std::string& profile) {
    if (profile != "node" && profile != "web")
      throw CLI::ValidationError("--profile", "must be node or web, not '" + profile + "'");
    settings.is_node = profile == "node";
  };
  command
      .add_option_function<std::string>(
          "--profile", set_profile,
          "The environment: node (as in Node, the default) or web (timers and errors as in a page)")
      ->type_name("PROFILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_collector_option(CLI::App& command, RuntimeOptions& options) {
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

void add_limits(CLI::App& command, RunSettings& settings, RuntimeOptions& options) {
  add_size_option(command, "--max-heap", settings.max_heap, SIZE_MAX,
                  "Memory that the program may use (default: 4G); more ends it with status 137");
  add_size_option(command, "--stack-size", settings.stack_size, RunSettings::k_max_stack_size,
                  "Memory for nested calls (default: 4M, at most 1G); more is a RangeError");
  add_time_limit_option(command, options);
  add_collector_option(command, options);
}

void add_reports(CLI::App& command, RunReports& reports) {
  command.add_flag("--hash", reports.semantic_hash,
                   "Tell on standard error the hash of all that the program saw and did");
  command.add_flag("--instruction-counts", reports.instruction_counts,
                   "Tell on standard error how often each instruction ran");
}

}  // namespace

/// \return milliseconds as nanoseconds
std::uint64_t nanoseconds_of(const std::string& name, const std::string& text) {
  constexpr double k_nanoseconds = 1e6;
  double milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  const double result = milliseconds * k_nanoseconds;
  if (error != std::errc() || end != text.data() + text.size() || !(result >= 0 && result < 0x1p52))
    throw CLI::ValidationError(name, "must be a number of milliseconds, not '" + text + "'");
  return static_cast<std::uint64_t>(result);
}

/// "stat, lstat, …": of operations that --latency knows, in lines of at most so many columns.
std::string names_of_kinds(std::size_t width) {
  std::string names;
  std::size_t column = 0;
  for (const std::string_view verb : host::file_operation_verbs()) {
    if (!names.empty()) names += ',';
    if (column + verb.size() > width) {
      names += "\n";
      column = 0;
    } else if (!names.empty()) {
      names += ' ';
    }
    names += verb;
    column += verb.size() + 2;
  }
  return names;
}

void add_virtual_time_options(CLI::App& command, RunOptions& options) {
  CLI::Option* flag =
      command.add_flag("--virtual-time", options.settings.has_virtual_time,
                       "Run by a clock that jumps to the next timer instead of waiting: the same each time");
  const auto add = [&](const std::string& name, const std::string& type, const std::string& description,
                       const std::function<void(const std::string&)>& set) {
    command.add_option_function<std::string>(name, set, description)
        ->type_name(type)
        ->needs(flag)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse();
  };
  add("--until", "MS", "With --virtual-time: end the run after so many virtual milliseconds",
      [&options](const std::string& text) {
        options.settings.until_ns = std::max<std::uint64_t>(nanoseconds_of("--until", text), 1);
      });
  add("--max-turns", "N", "With --virtual-time: end the run after so many tasks",
      [&options](const std::string& text) {
        std::uint64_t& turns = options.settings.max_turns;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), turns);
        constexpr std::uint64_t k_most = std::uint64_t{1} << 50;
        if (error != std::errc() || end != text.data() + text.size() || turns == 0 || turns > k_most)
          throw CLI::ValidationError("--max-turns", "must be a number of tasks, not '" + text + "'");
      });
  add("--latency", "[KIND=]MS",
      "With --virtual-time: what an operation on files takes (default: 0.1), or one of a kind: read=5",
      [&options](const std::string& text) {
        const std::size_t equals = text.find('=');
        if (equals != std::string::npos && !host::is_verb(std::string_view(text).substr(0, equals)))
          throw CLI::ValidationError("--latency", "knows no kind '" + text.substr(0, equals) +
                                                      "'; there are " + names_of_kinds(SIZE_MAX));
        if (equals == std::string::npos) {
          options.latencies.usual_ns = nanoseconds_of("--latency", text);
        } else {
          options.latencies.by_kind.emplace_back(text.substr(0, equals),
                                                 nanoseconds_of("--latency", text.substr(equals + 1)));
        }
      });
}

/// What to run instead of a file.
void add_code_options(CLI::App& command, RunOptions& options) {
  const auto set_code = [&options](bool prints) {
    return [&options, prints](const std::string& code) {
      options.code = code;
      options.settings.prints_result |= prints;
    };
  };
  command.add_option_function<std::string>("-e,--eval", set_code(false), "Run this text")->type_name("CODE");
  command
      .add_option_function<std::string>("-p,--print", set_code(true), "Run this text, and print its value")
      ->type_name("CODE");
  command.add_flag("-c,--check", options.checks_only, "Look for syntax errors, and run nothing");
  const auto set_input_type = [&options](const std::string& type) {
    if (type != "module" && type != "commonjs")
      throw CLI::ValidationError("--input-type", "must be module or commonjs, not '" + type + "'");
    options.input_is_module = type == "module";
  };
  command
      .add_option_function<std::string>("--input-type", set_input_type,
                                        "What --eval and standard input are: module or commonjs")
      ->type_name("TYPE");
}

/// What the watch server starts a program with; nobody else needs to know.
void add_watch_server_options(CLI::App& command, RunOptions& options) {
  command.add_option("--report-to", options.report_descriptor)->group("");
  command.add_option("--input-from", options.input_descriptor)->group("");
  command.add_flag("--keep-running", options.keeps_running)->group("");
  command.add_option("--program-text", options.program_text)->group("");
}

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
  arguments->goal.add_to(*command);
  add_profile_option(*command, options.settings);
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
    if (given.leaves_out_contents && given.recording.empty())
      throw CLI::ValidationError("--redact", "is of what --record writes");
    exit_status = given.checks_only ? check_program(given) : run_program(given);
  });
}

void add_loop_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    RunOptions options;
    GoalFlags goal;
    std::uint32_t max_turns = 0;
  };
  auto arguments = std::make_shared<Arguments>();
  RunOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("loop", "Run a program, and show its event loop turn by turn");
  command->add_option("FILE", options.settings.file, "A JavaScript file, or - for standard input")
      ->required();
  command->add_option("ARGUMENT", options.settings.arguments, "What process.argv tells the program");
  arguments->goal.add_to(*command);
  add_profile_option(*command, options.settings);
  add_number_option(*command, "--max-turns", arguments->max_turns, 1, "End the run after so many turns");
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

void add_turn_option(CLI::App& command, const std::string& name, std::uint64_t& turn,
                     const std::string& description) {
  const auto set = [&turn, name](const std::string& text) {
    turn = whole_number<std::uint64_t>(name, text, "the number of a turn");
  };
  command.add_option_function<std::string>(name, set, description)
      ->type_name("TURN")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->trigger_on_parse();
}

void add_trace_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    TraceOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  TraceOptions& options = arguments->options;
  RunOptions& run = options.run;
  CLI::App* command = app.add_subcommand("trace", "Run a program, and write down all that it did");
  command->add_option("FILE", run.settings.file, "A JavaScript file, or - for standard input; or a trace");
  command->add_option("ARGUMENT", run.settings.arguments, "What process.argv tells the program");
  add_file_option(*command, "--out", options.out,
                  "Write the trace there (default: NAME.trace, if nothing else is asked for)");
  command->add_flag("--json", options.prints_json, "Print the events as lines of JSON");
  add_file_option(*command, "--perfetto", options.perfetto, "Write it for https://ui.perfetto.dev");
  add_file_option(*command, "--chrome", options.chrome, "Write it as the JSON that chrome://tracing reads");
  add_file_option(*command, "--html", options.html,
                  "Write one page in which it can be stepped through, forward and back, by any browser");
  add_file_option(*command, "--state-dump", options.state_dump,
                  "Write what the engine itself has at each event, to compare with what a trace says");
  add_file_option(*command, "--log", options.log,
                  "Run nothing: trace what orrery run --record has written down");
  add_turn_option(*command, "--from", options.from_turn,
                  "Calls and values from this turn of the loop on (default: 0, the program itself)");
  add_turn_option(*command, "--to", options.to_turn, "… and up to this one (default: the last)");
  command->add_flag("--loop-only", options.is_loop_only, "No calls and values, only what the loop does");
  arguments->goal.add_to(*command);
  add_profile_option(*command, run.settings);
  add_virtual_time_options(*command, run);
  add_limits(*command, run.settings, run.runtime);
  add_unresponsive_option(*command, run.unresponsive);
  add_colour_option(*command, run.colour);
  command->footer(
      "The program is run and recorded, and then that is replayed with somebody looking: so looking changes\n"
      "nothing. What it prints is printed once; with --json it is only in the events.\n"
      "A trace holds the texts of the program and of its modules, what it printed, and what it handled.\n"
      "Options of the program stand behind --. The format: docs/trace-format.md.\n"
      "Exit status: that of the program, as of orrery run; 1 if it could not be traced.\n"
      "Examples:\n"
      "  orrery trace program.js                   writes program.trace\n"
      "  orrery trace program.js --html program.html\n"
      "                                            step through it in a browser, forward and back\n"
      "  orrery trace program.js --perfetto program.pftrace\n"
      "                                            turns, tasks and what caused them, in Perfetto\n"
      "  orrery trace --json program.js | grep TaskQueued\n"
      "                                            which tasks were queued, by whom\n"
      "  orrery run --record=today.run program.js  record now, and\n"
      "  orrery trace --log today.run              look later\n"
      "  orrery trace program.trace --chrome program.json\n"
      "                                            make something else of a trace");
  command->callback([arguments, &exit_status] {
    TraceOptions& given = arguments->options;
    given.run.goal = arguments->goal.goal();
    if (given.log.empty() == given.run.settings.file.empty())
      throw CLI::ValidationError("trace", "needs a program, or --log, and not both");
    if (given.to_turn < given.from_turn) throw CLI::ValidationError("--to", "must not come before --from");
    exit_status = trace_program(given);
  });
}

void add_replay_command(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = app.add_subcommand("replay", "Repeat a recorded run");
  add_file_option(*command, "RECORDING", options->recording, "A file written by orrery run --record")
      ->required();
  add_time_limit_option(*command, options->runtime);
  add_collector_option(*command, options->runtime);
  add_reports(*command, options->reports);
  command->footer(
      "The program does again what it did then: it is given the same texts, times and random numbers, and\n"
      "reads nothing from here and now. If it does anything else, that is an error which says where.\n"
      "A recording holds what the program has read: the contents of files and of standard input, the values "
      "of\n"
      "environment variables, its arguments. What it has not asked for is not in it, and of what it writes\n"
      "only a checksum is. With --redact, files and variables are not in it either, but how to know them "
      "again:\n"
      "the replay reads them once more, and says which are not as they were. What cannot be read twice (a "
      "pipe,\n"
      "standard input, a file that the program writes, too) is in it in any case, and so are names of "
      "files.\n"
      "Exit status: that of the recorded run; 1 if this one was another.\n"
      "Examples:\n"
      "  orrery run --record=today.run program.js  run a program, and\n"
      "  orrery replay today.run                   repeat what it did\n"
      "  orrery replay --hash --gc every-allocation today.run\n"
      "                                            the same, with the collector at work all the time");
  command->callback([options, &exit_status] { exit_status = replay_program(*options); });
}

void add_watch_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    WatchCommandOptions watch;
    RunOptions run;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  WatchCommandOptions& options = arguments->watch;
  RunOptions& run = arguments->run;
  CLI::App* command = app.add_subcommand("watch", "Run a program, and show in a browser how it runs");
  command->add_option("FILE", options.file, "A JavaScript file; without one the page shows examples");
  command->add_option("ARGUMENT", options.arguments, "What process.argv tells the program");
  add_file_option(*command, "--log", options.log,
                  "Run nothing: show what orrery run --record has written down");
  arguments->goal.add_to(*command);
  add_profile_option(*command, run.settings);
  add_size_option(*command, "--max-heap", run.settings.max_heap, SIZE_MAX,
                  "Memory that the program may use (default: 4G)");
  add_number_option(*command, "--port", options.port, 1,
                    "Serve the page there (default: at any port that is free)");
  command->add_flag("!--no-open", options.opens_browser, "Only print the address of the page");
  command->add_flag("!--no-rerun", options.reruns, "Do not run again when a file of the program is changed");
  add_number_option(*command, "--unresponsive", options.unresponsive_ms, 1,
                    "Milliseconds after which a blocked event loop is told of (default: 1000)");
  add_size_option(*command, "--keyframe-memory", options.keyframe_memory, SIZE_MAX,
                  "Memory for going back in the run (default: 1G)");
  command->footer(
      "The program runs by itself, in a process of its own, with nothing on standard input; another repeats\n"
      "what it does, and shows it. What it prints is also printed here. The page is for the browser that "
      "opens\n"
      "its address first, on this machine.\n"
      "Exit status: 0 after Ctrl-C; 1 if there is nothing to watch.\n"
      "Examples:\n"
      "  orrery watch program.js                   open a browser, and show the program\n"
      "  orrery watch                              the same with examples to choose from\n"
      "  orrery watch --no-open --port=8123 program.js --verbose\n"
      "                                            print the address; the last option is the program's\n"
      "  orrery watch --log today.run              look at a run that was recorded; nothing of it is run");
  command->callback([arguments, &exit_status] {
    WatchCommandOptions& given = arguments->watch;
    const RunSettings defaults;
    const RunSettings& settings = arguments->run.settings;
    if (!given.log.empty() && !given.file.empty())
      throw CLI::ValidationError("--log", "shows a recording, and runs no FILE");
    if (given.port > UINT16_MAX) throw CLI::ValidationError("--port", "must be at most 65535");
    if (arguments->goal.module) given.run_options.emplace_back("--module");
    if (arguments->goal.script) given.run_options.emplace_back("--script");
    if (!settings.is_node) given.run_options.emplace_back("--profile=web");
    if (settings.max_heap != defaults.max_heap)
      given.run_options.push_back("--max-heap=" + std::to_string(settings.max_heap));
    exit_status = run_watch(given);
  });
}

void add_replayer_command(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ReplayerOptions>();
  CLI::App* command = app.add_subcommand("replayer", "Part of orrery watch");
  command->add_option("RECORDING", options->recording)->required();
  command->add_option("SOCKET", options->socket)->required();
  command->add_option("LOG_END", options->log_end)->required();
  command->callback([options, &exit_status] { exit_status = run_replayer(*options); });
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
