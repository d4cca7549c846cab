// Compiled with exceptions and RTTI, as CLI11 needs them (see CMakeLists.txt): only arguments are dealt with
// here.
#include "cli/run_options.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "cli/common_arguments.h"

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

/// Of tasks that are run: what --max-turns takes.
std::uint64_t number_of_turns(const std::string& name, const std::string& text) {
  constexpr std::uint64_t k_most = std::uint64_t{1} << 50;
  constexpr const char* k_what = "a whole number of turns from 1 to 2^50";
  const auto turns = whole_number<std::uint64_t>(name, text, k_what);
  if (turns == 0 || turns > k_most)
    throw CLI::ValidationError(name, std::string("must be ") + k_what + ", not '" + text + "'");
  return turns;
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

}  // namespace

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
    } else if (text == "steps") {
      options.step_at_every_allocation = true;
    } else if (text == "verify-barriers") {
      options.verify_barriers = true;
    } else {
      throw CLI::ValidationError("--gc",
                                 "must be every-allocation, steps or verify-barriers, not '" + text + "'");
    }
  };
  command
      .add_option_function<std::string>("--gc", set_collector,
                                        "every-allocation (collect garbage at each), steps (a step of one "
                                        "at each) or verify-barriers "
                                        "(check them at each collection)")
      ->type_name("MODE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->trigger_on_parse();
}

void add_machine_code_option(CLI::App& command, vm::MachineCodeUse& use) {
  const auto set_use = [&use](const std::string& text) {
    if (text == "off") {
      use = vm::MachineCodeUse::Off;
    } else if (text == "baseline") {
      use = vm::MachineCodeUse::Baseline;
    } else if (text == "eager") {
      use = vm::MachineCodeUse::Eager;
    } else {
      throw CLI::ValidationError("--jit", "must be off, baseline or eager, not '" + text + "'");
    }
  };
  command
      .add_option_function<std::string>(
          "--jit", set_use,
          "Machine code: baseline (of functions that run much; the default), eager (of all, before "
          "they run first) or off")
      ->type_name("MODE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_limits(CLI::App& command, RunSettings& settings, RuntimeOptions& options) {
  add_size_option(command, "--max-heap", settings.max_heap, SIZE_MAX,
                  "Memory that the program may use (default: 4G); more ends it with status 137");
  add_size_option(command, "--stack-size", settings.stack_size, RunSettings::k_max_stack_size,
                  "Memory for nested calls (default: 4M, at most 1G); more is a RangeError");
  add_time_limit_option(command, options);
  add_collector_option(command, options);
  add_machine_code_option(command, options.machine_code);
}

void add_gc_option(CLI::App& command, RunSettings& settings) {
  command.add_flag(
      "--expose-gc,--expose_gc", settings.exposes_gc,
      "Give the program a function gc(), as in Node: it collects, and weak references are cleared "
      "behind the task that calls it");
}

void add_reports(CLI::App& command, RunReports& reports) {
  command.add_flag("--hash", reports.semantic_hash,
                   "Tell on standard error the hash of all that the program saw and did");
  command.add_flag("--instruction-counts", reports.instruction_counts,
                   "Tell on standard error how often each instruction ran");
  command.add_flag("--gc-stats", reports.garbage,
                   "Tell on standard error what was collected, and how long the program stood still for it");
  command.add_flag("--jit-stats", reports.machine_code,
                   "Tell on standard error what became machine code, and how much of the run that was");
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
        options.settings.max_turns = number_of_turns("--max-turns", text);
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

void add_preload_options(CLI::App& command, RunOptions& options) {
  const auto add = [&](const std::string& names, const std::string& type, const std::string& sort,
                       const std::string& description) {
    const auto set = [&options, sort](const std::string& text) {
      options.settings.preloads.push_back(sort + " " + text);
    };
    command.add_option_function<std::string>(names, set, description)
        ->type_name(type)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse();
  };
  add("-r,--require", "MODULE", "require", "Load this module before the program, as require() does");
  add("--import", "MODULE", "import", "The same, as import does; it may not await at its top");
  add("--env-file", "FILE", "env", "Set variables of the environment that FILE names, unless they are set");
}

void add_watch_server_options(CLI::App& command, RunOptions& options) {
  command.add_option("--report-to", options.report_descriptor)->group("");
  command.add_option("--input-from", options.input_descriptor)->group("");
  command.add_flag("--keep-running", options.keeps_running)->group("");
  command.add_option("--program-text", options.program_text)->group("");
}

void add_max_turns_option(CLI::App& command, std::uint64_t& turns) {
  const auto set = [&turns](const std::string& text) { turns = number_of_turns("--max-turns", text); };
  command.add_option_function<std::string>("--max-turns", set, "End the run after so many turns")
      ->type_name("N")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->trigger_on_parse();
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

}  // namespace orrery::cli
