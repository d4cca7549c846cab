// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here. What looks at runs: trace, replay, watch.
#include <memory>

#include "cli/common_arguments.h"
#include "cli/run/run_command.h"
#include "cli/run_commands.h"
#include "cli/run_options.h"
#include "cli/stages/stages.h"
#include "cli/trace/trace_command.h"
#include "cli/watch/replayer.h"
#include "cli/watch/watch_command.h"

namespace orrery::cli {

namespace {

/// `--at` and `--last`: where a page opens.
void add_view_options(CLI::App& command, std::optional<SourceLine>& at, std::uint32_t& last) {
  const auto set = [&at](const std::string& text) {
    at = SourceLine::parse(text);
    if (!at)
      throw CLI::ValidationError("--at",
                                 "must be a file and the number of a line, as app.js:12, not '" + text + "'");
  };
  CLI::Option* option = command.add_option_function<std::string>(
      "--at", set, "Open the page at the first moment when that line is reached");
  option->type_name("FILE:LINE")->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  add_number_option(command, "--last", last, 1, "Open it so many turns of the loop before the end")
      ->excludes(option);
}

}  // namespace

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
  CLI::Option* log = add_file_option(*command, "--log", options.log,
                                     "Run nothing: trace what orrery run --record has written down");
  command
      ->add_flag("--source-maps", options.reads_source_maps,
                 "With --log: read the source maps that its scripts name, from files of today")
      ->needs(log);
  add_turn_option(*command, "--from", options.from_turn,
                  "Calls and values from this turn of the loop on (default: 0, the program itself)");
  add_turn_option(*command, "--to", options.to_turn, "… and up to this one (default: the last)");
  add_view_options(*command, options.at, options.last);
  command->add_flag("--loop-only", options.is_loop_only, "No calls and values, only what the loop does");
  arguments->goal.add_to(*command);
  add_profile_option(*command, run.settings);
  add_gc_option(*command, run.settings);
  add_virtual_time_options(*command, run);
  add_limits(*command, run.settings, run.runtime);
  add_unresponsive_option(*command, run.unresponsive);
  add_colour_option(*command, run.colour);
  static_assert(k_page_events == 500'000, "as the help says");
  command->footer(
      "The program is run and recorded, and then that is replayed with somebody looking: so looking changes\n"
      "nothing. What it prints is printed once; with --json it is only in the events.\n"
      "A trace holds the texts of the program and of its modules, what it printed, and what it handled.\n"
      "Of a whole run, the page of --html has the first 500,000 calls and values, a trace 20,000,000, and it "
      "is\n"
      "told where that was not all; what the loop did is always there. --from and --to choose the turns of "
      "the\n"
      "loop whose calls and values are wanted.\n"
      "Options of the program stand behind --. The format: docs/trace-format.md.\n"
      "Exit status: that of the program, as of orrery run; 1 if it could not be traced.\n"
      "Examples:\n"
      "  orrery trace program.js                   writes program.trace\n"
      "  orrery trace program.js --html program.html\n"
      "                                            step through it in a browser, forward and back\n"
      "  orrery trace program.js --html program.html --at=program.js:12\n"
      "                                            the same, opened where line 12 is reached first\n"
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
    if (given.at && given.is_loop_only)
      throw CLI::ValidationError("--at", "needs calls and values, which --loop-only leaves out");
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
  add_machine_code_option(*command, options->runtime.machine_code);
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
    std::optional<SourceLine> at;
    RunOptions run;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  WatchCommandOptions& options = arguments->watch;
  RunOptions& run = arguments->run;
  CLI::App* command = app.add_subcommand("watch", "Run a program, and show in a browser how it runs");
  command->add_option("FILE", options.file, "A JavaScript file; without one the page shows examples");
  command->add_option("ARGUMENT", options.arguments, "What process.argv tells the program");
  CLI::Option* log = add_file_option(*command, "--log", options.log,
                                     "Run nothing: show what orrery run --record has written down");
  command
      ->add_flag("--source-maps", options.reads_source_maps,
                 "With --log: read the source maps that its scripts name, from files of today")
      ->needs(log);
  arguments->goal.add_to(*command);
  add_profile_option(*command, run.settings);
  add_gc_option(*command, run.settings);
  add_size_option(*command, "--max-heap", run.settings.max_heap, SIZE_MAX,
                  "Memory that the program may use (default: 4G)");
  add_number_option(*command, "--port", options.port, 1,
                    "Serve the page there (default: at any port that is free)", UINT16_MAX);
  command->add_flag_callback(
      "--no-open", [&options] { options.opens_browser = false; }, "Only print the address of the page");
  command->add_flag_callback(
      "--no-rerun", [&options] { options.reruns = false; },
      "Do not run again when a file of the program is changed");
  add_number_option(*command, "--unresponsive", options.unresponsive_ms, 1,
                    "Milliseconds after which a blocked event loop is told of (default: 1000)");
  add_size_option(*command, "--keyframe-memory", options.keyframe_memory, SIZE_MAX,
                  "Memory for going back in the run (default: 1G)");
  add_view_options(*command, arguments->at, options.last);
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
    if (arguments->at) given.at = arguments->at->text();
    if (arguments->goal.module) given.run_options.emplace_back("--module");
    if (arguments->goal.script) given.run_options.emplace_back("--script");
    if (!settings.is_node) given.run_options.emplace_back("--profile=web");
    if (settings.exposes_gc) given.run_options.emplace_back("--expose-gc");
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
  command->add_flag("--source-maps", options->reads_source_maps);
  command->callback([options, &exit_status] { exit_status = run_replayer(*options); });
}

void add_stages_command(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<StagesOptions>();
  CLI::App* command = app.add_subcommand("stages", "Part of orrery watch");
  command->add_option("FILE", options->file)->required();
  command->add_option("--url", options->url);
  command->add_option("--goal", options->goal);
  add_number_option(*command, "--start", options->start, 0, "");
  add_number_option(*command, "--end", options->end, 0, "");
  command->callback([options, &exit_status] { exit_status = run_stages(*options); });
}

}  // namespace orrery::cli
