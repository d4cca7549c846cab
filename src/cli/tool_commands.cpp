// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/tool_commands.h"

#include <algorithm>
#include <memory>

#include "cli/bench_parse.h"
#include "cli/check.h"
#include "cli/common_arguments.h"
#include "cli/read_source.h"
#include "cli/run_options.h"
#include "cli/test262/run_test262.h"

namespace orrery::cli {

void add_check_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    CheckOptions options;
    GoalFlags goal;
    bool batch = false;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("check", "Show the first syntax error of each file");
  CLI::Option* files =
      command->add_option("FILE", arguments->options.files, "JavaScript files, or - for standard input");
  arguments->goal.add_to(*command);
  add_colour_option(*command, arguments->options.colour);
  command->add_flag("--lazy", arguments->options.lazy_functions, "Parse without keeping function bodies");
  CLI::Option* batch = command->add_flag("--batch", arguments->batch,
                                         "For tools: sources on standard input, each ended by a zero byte; "
                                         "one line for each on standard output, and exit status 0 "
                                         "whatever is found");
  batch->excludes(files);
  command->footer(
      "Examples:\n"
      "  orrery check program.js library.mjs            exit status 1 if one has an error\n"
      "  printf 'a+b\\0 a b\\0' | orrery check --batch    judge many small sources");
  command->callback([arguments, &exit_status] {
    if (!arguments->batch && arguments->options.files.empty()) throw CLI::RequiredError("FILE");
    if (std::ranges::count(arguments->options.files, k_standard_input) > 1)
      throw CLI::ValidationError("FILE", "- can be given only once");
    arguments->options.goal = arguments->goal.goal();
    exit_status = arguments->batch ? run_check_batch(arguments->options) : run_check(arguments->options);
  });
}

void add_test262_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    Test262Options options;
    unsigned timeout_ms = 10'000;
    unsigned memory_mb = 512;
  };
  auto arguments = std::make_shared<Arguments>();
  Test262Options& options = arguments->options;
  CLI::App* command = app.add_subcommand("test262", "Run the ECMAScript conformance suite");
  command->add_option("DIR", options.suite, "A checkout of test262")->required();
  command->add_option(
      "PATHS", options.patterns,
      "Tests, folders or patterns below DIR/test, such as language/statements or '*/using/*'");
  command->add_option("--filter", options.filter, "Only tests with this text in their paths")
      ->type_name("TEXT");
  const auto set_sample = [&options](const std::string& text) {
    const bool is_percentage = text.ends_with('%');
    unsigned number = 0;
    const char* last = text.data() + text.size() - (is_percentage ? 1 : 0);
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error != std::errc() || end != last || (is_percentage && number > 100))
      throw CLI::ValidationError("--sample",
                                 "must be a number of tests, or a percentage, not '" + text + "'");
    (is_percentage ? options.sample_percent : options.sample) = number;
  };
  command
      ->add_option_function<std::string>("--sample", set_sample,
                                         "Only so many tests, or so many percent (5%), spread evenly")
      ->type_name("N");
  command->add_flag("--parse-only", options.parse_only, "Judge by syntax alone, run nothing");
  command->add_flag("--lazy", options.lazy_functions, "With --parse-only: do not keep function bodies")
      ->needs("--parse-only");
  const auto set_collector = [&options](const std::string& text) {
    if (text != "every-allocation" && text != "steps")
      throw CLI::ValidationError("--gc", "must be every-allocation or steps, not '" + text + "'");
    options.collect_at_every_allocation = text == "every-allocation";
    options.step_at_every_allocation = text == "steps";
  };
  command
      ->add_option_function<std::string>("--gc", set_collector,
                                         "every-allocation (collect garbage at each) or steps (a step of one "
                                         "at each)")
      ->type_name("MODE");
  add_machine_code_option(*command, options.machine_code);
  add_number_option(*command, "--jobs", options.jobs, 0,
                    "Worker processes (default: 0, which is one for each CPU)");
  add_number_option(*command, "--timeout-ms", arguments->timeout_ms, 1,
                    "Time limit of a test in one mode (default: 10000)");
  add_number_option(*command, "--memory-mb", arguments->memory_mb, 0,
                    "Memory limit of a test's heap (default: 512; 0: none)");
  add_file_option(*command, "--json", options.json_file, "Write the counts of each area to this file");
  add_file_option(*command, "--expectations", options.expectations_file, "The list of known failures");
  command->add_flag("--rebaseline", options.rebaseline, "Make the list of known failures say what was found");
  command->add_flag("--list-failures,--verbose", options.list_failures,
                    "Print every failure with its reason");
  command->add_flag("--features", options.list_features, "Print counts for each feature too");
  command->footer(
      "Examples:\n"
      "  orrery test262 ~/test262                              all of it\n"
      "  orrery test262 --parse-only ~/test262                 by syntax alone\n"
      "  orrery test262 --verbose ~/test262 language/literals  one area, with the reasons of failures\n"
      "  orrery test262 --gc=every-allocation --sample 5% ~/test262\n"
      "                                                        each twentieth test, slowly");
  command->callback([arguments, &exit_status] {
    arguments->options.timeout = std::chrono::milliseconds(arguments->timeout_ms);
    arguments->options.memory_limit = std::size_t{arguments->memory_mb} << 20;
    exit_status = run_test262(arguments->options);
  });
}

void add_bench_parse_command(CLI::App& app, int& exit_status) {
  struct Arguments {
    BenchParseOptions options;
    GoalFlags goal;
  };
  auto arguments = std::make_shared<Arguments>();
  BenchParseOptions& options = arguments->options;
  CLI::App* command = app.add_subcommand("bench-parse", "Time the parsing of a file");
  command->add_option("FILE", options.file, "A JavaScript file")->required();
  arguments->goal.add_to(*command);
  command->add_flag("--lazy", options.lazy_functions, "Parse without keeping function bodies");
  add_number_option(*command, "--rounds", options.rounds, 1, "How often (default: 10)");
  command->add_flag("--json", options.json, "Print one object instead of lines");
  command->add_flag("--on-demand", options.on_demand, "One round for each line on standard input");
  command->footer(
      "Examples:\n"
      "  orrery bench-parse --rounds 50 program.js         milliseconds of each round\n"
      "  orrery bench-parse --lazy --json program.js       without function bodies, for a script to read");
  command->callback([arguments, &exit_status] {
    arguments->options.goal = arguments->goal.goal();
    exit_status = run_bench_parse(arguments->options);
  });
}

}  // namespace orrery::cli
