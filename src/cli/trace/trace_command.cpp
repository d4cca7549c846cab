#include "cli/trace/trace_command.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/read_source.h"
#include "cli/terminal.h"
#include "cli/trace/run_tracer.h"
#include "cli/trace/trace_outputs.h"
#include "host/files.h"
#include "host/log_reader.h"
#include "trace/trace_reader.h"

namespace orrery::cli {

namespace {

/// A browser opens a page with so many calls and values within a second or two. Who wants more says of what.
constexpr std::uint64_t k_page_events = 500'000;

int fail(const base::Error& error) {
  print_error(error.message);
  return EXIT_FAILURE;
}

/// Takes what a program prints, and throws it away.
class Silence final : public OutputListener {
 public:
  void write(Stream, std::string_view) override {}
};

/// Replays a recording with somebody looking. \return the exit status of the recorded run, or 1
int trace_recording(host::LogReader log, const TraceOptions& options, TraceOutputs& outputs) {
  std::unique_ptr<host::Session> session = host::Session::replay(std::move(log));
  RunPlan plan;
  plan.run = [&](Runtime& runtime, const RunSettings& settings, syntax::SourceText source) {
    outputs.write_meta(settings);
    std::optional<FineDetail> detail;
    if (!options.is_loop_only) {
      detail = {.window = {.first = options.from_turn, .last = options.to_turn}, .options = {}};
      const bool is_whole_run = options.from_turn == 0 && options.to_turn == UINT64_MAX;
      if (is_whole_run && !options.html.empty()) detail->options.max_events = k_page_events;
    }
    inspect::StateRecorder* state = outputs.watch_state(runtime.agent(), runtime.loop());
    RunTracer tracer(runtime, outputs.sink(), detail, state);
    const int status = runtime.run_program(settings, std::move(source));
    tracer.finish(status);
    if (detail && tracer.fine()->is_cut())
      print_error(fmt::format(
          "after {} events there are no more calls and values in the trace; --from and --to say of "
          "which turns they are wanted",
          detail->options.max_events));
    return status;
  };
  RuntimeOptions runtime = options.run.runtime;
  runtime.time_limit = {};  // the recording says when it came
  const int status = run_in(std::move(session), {}, "", runtime, {}, __builtin_frame_address(0), plan);
  const base::Result<void> finished = outputs.finish();
  return finished ? status : fail(finished.error());
}

/// Runs the program, and traces what was recorded of that.
int trace_run(TraceOptions& options, TraceOutputs& outputs) {
  const RunSettings settings = prepare(options.run);
  std::string log;
  host::Session::VirtualTime time;
  if (settings.has_virtual_time) time = options.run.latencies;
  const auto keep = [&log](std::string_view bytes) {
    log += bytes;
    return base::Result<void>();
  };
  base::Result<std::unique_ptr<host::Session>> session = host::Session::recording(keep, time);
  if (!session) return fail(session.error());
  RunPlan plan;
  Silence silence;
  if (options.prints_json) {
    // The events have what the program prints.
    plan.run = [&](Runtime& runtime, const RunSettings& given, syntax::SourceText source) {
      runtime.console_output().set_listener(&silence);
      return runtime.run_program(given, std::move(source));
    };
  }
  // Before the process may end (its threads may still be at work).
  plan.afterwards = [&](int) {
    base::Result<host::LogReader> reader = host::LogReader::parse("the recorded run", std::move(log));
    if (!reader) return fail(reader.error());
    return trace_recording(*std::move(reader), options, outputs);
  };
  return run_in(*std::move(session), settings, options.run.code.value_or(""), options.run.runtime, {},
                __builtin_frame_address(0), plan);
}

/// A trace that was made before, made into something else.
int convert(const std::string& path, TraceOptions& options) {
  base::Result<std::string> bytes = host::read_file(path);
  if (!bytes) return fail(bytes.error());
  base::Result<trace::TraceReader> reader = trace::TraceReader::parse(path, *std::move(bytes));
  if (!reader) return fail(reader.error());
  const base::Result<std::unique_ptr<TraceOutputs>> outputs = TraceOutputs::create(options, path);
  if (!outputs) return fail(outputs.error());
  if (!reader->meta().empty()) (*outputs)->write_meta(reader->meta());
  reader->read((*outputs)->sink());
  if (const base::Result<void> finished = (*outputs)->finish(); !finished) return fail(finished.error());
  // What is whole was made.
  return reader->damage().empty() ? EXIT_SUCCESS : fail({reader->damage()});
}

bool is_trace(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  std::string start(trace::k_trace_magic.size(), '\0');
  return file != nullptr && std::fread(start.data(), 1, start.size(), file.get()) == start.size() &&
         start == trace::k_trace_magic;
}

/// Beside nothing: where the caller stands.
std::string default_name(const TraceOptions& options) {
  const std::string& named = options.log.empty() ? options.run.settings.file : options.log;
  if (options.run.code || named == k_standard_input) return "program.trace";
  return std::filesystem::path(named).stem().string() + ".trace";
}

}  // namespace

int trace_program(TraceOptions options) {
  const std::string& program = options.run.settings.file;
  const bool is_file = options.log.empty() && !options.run.code && program != k_standard_input;
  const bool has_output = !options.out.empty() || !options.perfetto.empty() || !options.chrome.empty() ||
                          !options.html.empty() || !options.state_dump.empty() || options.prints_json;
  if (is_file && is_trace(program)) {
    if (!options.state_dump.empty())
      return fail({"--state-dump: of a trace there is no engine to look into"});
    options.prints_json |= !has_output;
    return convert(program, options);
  }
  if (!has_output) options.out = default_name(options);
  std::optional<host::LogReader> log;
  if (!options.log.empty()) {
    base::Result<host::LogReader> opened = host::LogReader::open(options.log);
    if (!opened) return fail(opened.error());
    log.emplace(*std::move(opened));
  } else if (is_file) {
    // Before anything is written.
    if (const base::Result<std::string> text = host::read_file(program); !text) return fail(text.error());
  }
  const base::Result<std::unique_ptr<TraceOutputs>> outputs =
      TraceOutputs::create(options, !options.log.empty() ? options.log
                                    : options.run.code   ? "[eval]"
                                                         : program);
  if (!outputs) return fail(outputs.error());
  return log ? trace_recording(*std::move(log), options, **outputs) : trace_run(options, **outputs);
}

}  // namespace orrery::cli
