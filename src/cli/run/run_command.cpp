#include "cli/run/run_command.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/loop/loop_view.h"
#include "cli/read_source.h"
#include "cli/run/garbage_report.h"
#include "cli/run/instruction_counts.h"
#include "cli/run/machine_code_report.h"
#include "cli/run/run_reporter.h"
#include "cli/terminal.h"
#include "cli/trace/run_tracer.h"
#include "compiler/compiler.h"
#include "host/files/files.h"
#include "node/commonjs/commonjs.h"
#include "node/module_loader.h"
#include "node/resolution/resolution.h"

namespace orrery::cli {

namespace {

int fail(const base::Error& error) {
  print_error(error.message);
  return EXIT_FAILURE;
}

/// Of a run that has ended. What a program is recorded to have done, none of this is a part of.
void report(const RunReports& reports, Runtime& runtime, const RuntimeOptions& options,
            const InstructionCounts& counts, const MachineCodeReport& machine_code,
            const std::optional<GarbageReport>& garbage) {
  if (reports.instruction_counts) std::fputs(counts.to_text().c_str(), stderr);
  if (reports.machine_code)
    std::fputs(machine_code.to_text(runtime.agent(), options.machine_code).c_str(), stderr);
  if (garbage) std::fputs(garbage->to_text().c_str(), stderr);
  host::Session& session = runtime.session();
  if (reports.semantic_hash && session.semantic_hash() != nullptr)
    std::fprintf(stderr, "semantic hash %s\n", trace::hash_text(session.semantic_hash()->digest()).c_str());
}

/// Threads that are still at work for a program that is over may be so for ever (who reads a pipe that nobody
/// writes to…), and a process that ends in the usual way waits for them.
void end_if_busy(host::Session& session, int status) {
  if (session.live_door() == nullptr || !session.live_door()->is_busy()) return;
  std::fflush(nullptr);
  std::quick_exit(status);
}

/// The file that Node means by a path which is none: with an extension, or the main file of a folder. Named
/// as the path was. \param error  why it cannot be read itself
base::Result<std::string> find_program(host::Door& door, const std::string& path, const base::Error& error) {
  node::DoorFiles files(door);
  node::Resolver resolver(files);
  const std::string full = door.canonical_path(path);
  const node::Resolved<std::string> found =
      resolver.resolve_require(full, {.folder = "/", .parent = "", .paths = {}}, node::k_require_conditions);
  if (!found && !found.error().path.empty()) return base::error(path + ": " + found.error().message);
  if (!found || *found == full) return std::unexpected(error);
  if (!found->starts_with(full)) return *found;
  return path.substr(0, path.find_last_not_of('/') + 1) + found->substr(full.size());
}

}  // namespace

base::Result<syntax::SourceText> read_program(host::Session& session, const RunSettings& settings,
                                              const std::string& code) {
  if (settings.has_code) {
    const base::Result<std::string> text = session.input("code", code);
    if (!text) return std::unexpected(text.error());
    return syntax::SourceText::from_utf8("[eval]", *text);
  }
  host::Door& door = session.door();
  const std::string& path = settings.file;
  base::Result<std::string> bytes = door.read_file(path, syntax::SourceText::k_max_size);
  if (bytes) return syntax::SourceText::from_utf8(path == k_standard_input ? "[stdin]" : path, *bytes);
  if (path == k_standard_input || !settings.is_node) return std::unexpected(bytes.error());
  const base::Result<std::string> found = find_program(door, path, bytes.error());
  if (!found) return std::unexpected(found.error());
  bytes = door.read_file(*found, syntax::SourceText::k_max_size);
  if (!bytes) return std::unexpected(bytes.error());
  return syntax::SourceText::from_utf8(*found, *bytes);
}

namespace {

/// How `orrery loop` ends.
std::string describe_ending(const LoopView& view, std::uint64_t max_turns, int status) {
  if (view.has_stopped())
    return fmt::format("Stopped after {} turn{} (--max-turns)", max_turns, max_turns == 1 ? "" : "s");
  if (status == EXIT_SUCCESS) return "The run is over, with exit status 0";
  constexpr int k_most = 0xFF;  // of what the system hands on
  return fmt::format("The run has ended with exit status {}", status & k_most);
}

/// Runs the program, and shows its loop.
int run_shown(Runtime& runtime, const RunSettings& settings, syntax::SourceText source,
              const LoopView::Options& shown) {
  LoopView view(runtime.output(), runtime.loop(), settings.has_code ? "[eval]" : settings.file, shown);
  int status = 0;
  {
    const RunTracer tracer(runtime, view);
    status = runtime.run_program(settings, std::move(source));
  }
  view.finish(describe_ending(view, shown.max_turns, status));
  return status;
}

/// Makes the recording, unless there is no program to run, or the recording would take its place.
base::Result<std::unique_ptr<host::Session>> begin_recording(const std::string& path,
                                                             std::string_view program,
                                                             host::Session::VirtualTime time) {
  if (program != k_standard_input) {
    std::string file(program);
    const base::Result<std::string> contents = host::read_file(file, syntax::SourceText::k_max_size);
    if (!contents) {
      const auto machine = host::LiveDoor::create();
      if (!machine) return std::unexpected(machine.error());
      base::Result<std::string> found = find_program(**machine, file, contents.error());
      if (!found) return std::unexpected(found.error());
      file = *std::move(found);
    }
    std::error_code none;
    if (std::filesystem::equivalent(path, file, none))
      return base::error(path + ": The recording would replace the program; give it another name");
  }
  return host::Session::recording(path, std::move(time));
}

}  // namespace

int run_in(std::unique_ptr<host::Session> session, RunSettings settings, const std::string& code,
           RuntimeOptions options, const RunReports& reports, const void* stack_start, const RunPlan& plan) {
  const base::Result<std::string> recorded = session->input("settings", settings.to_text());
  if (!recorded) return fail(recorded.error());
  if (session->is_replay()) {
    base::Result<RunSettings> read = RunSettings::from_text(*recorded);
    if (!read) return fail(read.error());
    settings = *std::move(read);
  }
  TimeLimitWhileReading limit(options.time_limit);
  base::Result<syntax::SourceText> source = read_program(*session, settings, code);
  if (!source) return fail(source.error());
  options.time_limit = limit.end();
  session->flush();
  InstructionCounts counts;
  if (reports.instruction_counts) options.instructions = &counts;
  MachineCodeReport machine_code;
  if (reports.machine_code) options.machine_code_observer = &machine_code;
  auto runtime = Runtime::create(std::move(session), settings, options, stack_start);
  if (!runtime) return fail(runtime.error());
  std::optional<GarbageReport> garbage;
  if (reports.garbage) garbage.emplace((*runtime)->agent().heap());
  const int status = plan.run ? plan.run(**runtime, settings, *std::move(source))
                              : (*runtime)->run_program(settings, *std::move(source));
  int result = (*runtime)->finish(status);
  report(reports, **runtime, options, counts, machine_code, garbage);
  if (plan.afterwards) result = plan.afterwards(result);
  end_if_busy((*runtime)->session(), result);
  return result;
}

RunSettings prepare(RunOptions& options) {
  RunSettings& settings = options.settings;
  if (options.goal)
    settings.kind = *options.goal == syntax::Goal::Module ? ProgramKind::Module : ProgramKind::Script;
  const bool is_input = options.code.has_value() || settings.file == k_standard_input;
  if (is_input && options.input_is_module == true) settings.kind = ProgramKind::Module;
  settings.has_code = options.code.has_value();
  settings.colours_output = wants_colour(options.colour, STDOUT_FILENO);
  if (options.input_descriptor)
    settings.input = options.keeps_running ? InputSort::KeepsRunning : InputSort::Taken;
  settings.colours_error = wants_colour(options.colour, STDERR_FILENO);
  settings.is_output_terminal = ::isatty(STDOUT_FILENO) == 1;
  constexpr std::chrono::milliseconds k_patience{5000};
  const bool is_watched = ::isatty(STDERR_FILENO) == 1;
  options.runtime.unresponsive =
      options.unresponsive.value_or(is_watched ? k_patience : std::chrono::milliseconds(0));
  return settings;
}

int run_program(RunOptions options) {
  const RunSettings settings = prepare(options);
  host::Session::VirtualTime time;
  if (settings.has_virtual_time) time = options.latencies;
  const bool is_file = !options.code && options.program_text.empty();
  base::Result<std::unique_ptr<host::Session>> session =
      !options.recording.empty()
          ? begin_recording(options.recording, is_file ? std::string_view(settings.file) : k_standard_input,
                            time)
      : options.reports.semantic_hash ? host::Session::hashed(time)
                                      : host::Session::live(time);
  if (!session) return fail(session.error());
  if (options.leaves_out_contents) (*session)->leave_out_contents();
  std::optional<RunReporter> reporter;
  if (options.report_descriptor) {
    reporter.emplace(*options.report_descriptor);
    options.runtime.reporter = &*reporter;
    (*session)->live_door()->set_file_listener(
        [&reporter](const std::string& path) { reporter->tell_file(path); });
  }
  if (!options.program_text.empty()) {
    base::Result<std::string> text = host::read_file(options.program_text, syntax::SourceText::k_max_size);
    if (!text) return fail(text.error());
    (*session)->live_door()->replace_file(settings.file, *std::move(text));
  }
  if (options.input_descriptor) (*session)->live_door()->read_input_from(*options.input_descriptor);
  if (!options.recording.empty() && ::isatty(STDERR_FILENO) == 1) {
    const std::string_view what = options.leaves_out_contents
                                      ? "what the program reads, but not the contents of files and variables"
                                      : "the contents of the files and variables that the program reads";
    print_text(stderr, fmt::format("orrery: {} will hold {}\n", options.recording, what));
  }
  RunPlan plan;
  if (options.shows_loop) {
    plan.run = [&](Runtime& runtime, const RunSettings& read, syntax::SourceText source) {
      return run_shown(runtime, read, std::move(source),
                       {.colour = settings.colours_output, .max_turns = options.max_turns});
    };
  }
  return run_in(*std::move(session), settings, options.code.value_or(""), options.runtime, options.reports,
                __builtin_frame_address(0), plan);
}

int check_program(const RunOptions& options) {
  base::Result<syntax::SourceText> source = options.code
                                                ? syntax::SourceText::from_utf8("[eval]", *options.code)
                                                : read_source(options.settings.file);
  if (!source) return fail(source.error());
  const bool is_module = options.goal == syntax::Goal::Module || options.input_is_module == true ||
                         goal_for(options.settings.file, std::nullopt) == syntax::Goal::Module;
  const auto parsed =
      is_module ? compiler::Unit::parse(*std::move(source), syntax::Goal::Module)
                : compiler::Unit::parse_function_body(*std::move(source), node::k_commonjs_parameters);
  if (parsed || (!is_module && node::is_module_after_all(parsed.error()))) return EXIT_SUCCESS;
  print_syntax_error(parsed.error().error, parsed.error().source, options.colour);
  return EXIT_FAILURE;
}

int replay_program(const ReplayOptions& options) {
  base::Result<std::unique_ptr<host::Session>> session = host::Session::replay(options.recording);
  if (!session) return fail(session.error());
  return run_in(*std::move(session), {}, "", options.runtime, options.reports, __builtin_frame_address(0),
                {});
}

}  // namespace orrery::cli
