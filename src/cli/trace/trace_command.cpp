#include "cli/trace/trace_command.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/read_source.h"
#include "cli/terminal.h"
#include "cli/trace/run_tracer.h"
#include "cli/trace/trace_outputs.h"
#include "host/files/files.h"
#include "host/recording/log_reader.h"
#include "inspect/watch/temporary_file.h"
#include "trace/trace_reader.h"

namespace orrery::cli {

namespace {

int fail(const base::Error& error) {
  print_error(error.message);
  return EXIT_FAILURE;
}

/// Takes what a program prints, and throws it away.
class Silence final : public OutputListener {
 public:
  void write(Stream, std::string_view) override {}
};

/// Gives the recording from its beginning, as often as it is asked.
using OpenLog = std::function<base::Result<host::LogReader>()>;

/// Where a page opens, and which turns are told finely.
struct View {
  inspect::TurnWindow window;
  TraceOutputs::Meta meta;
  bool is_missed = false;  // there is no such moment, as people were told
};

/// Replays a recording. \return the exit status of the recorded run, or 1
int replay_recording(host::LogReader log, const TraceOptions& options,
                     const std::function<int(Runtime&, const RunSettings&, syntax::SourceText)>& run) {
  std::unique_ptr<host::Session> session = host::Session::replay(std::move(log));
  RunPlan plan;
  plan.run = run;
  RuntimeOptions runtime = options.run.runtime;
  runtime.time_limit = {};  // the recording says when it came
  return run_in(std::move(session), {}, "", runtime, {}, __builtin_frame_address(0), plan);
}

/// So many fine events there is room for, if all turns are told finely.
std::uint64_t room_for_whole_run(const TraceOptions& options) {
  return options.html.empty() ? inspect::FineOptions().max_events : k_page_events;
}

/// What `--at` and `--last` mean in what a watch has seen.
void settle(View& view, const LineWatch& watch, const TraceOptions& options) {
  if (options.last > 0) {
    const std::uint64_t first = watch.turns() > options.last ? watch.turns() - options.last : 0;
    view.window.first = std::max(view.window.first, first);
    view.meta.emplace_back("openTurn", fmt::format("{}", first));
  }
  if (!options.at) return;
  const std::optional<LineWatch::Found>& found = watch.found();
  view.is_missed = !found;
  if (!found) {
    print_error(watch.knows_file()
                    ? fmt::format("--at: line {} of {} was never reached", options.at->line, options.at->file)
                    : fmt::format("--at: no file called {} was run", options.at->file));
    return;
  }
  // Where not all has room, what leads there.
  constexpr std::uint64_t k_turns_before = 20;
  const bool has_room = found->events_before < room_for_whole_run(options) / 2;
  if (!has_room && found->turn > k_turns_before)
    view.window.first = std::max(view.window.first, found->turn - k_turns_before);
  view.meta.emplace_back("at", options.at->text());
  view.meta.emplace_back("openTurn", fmt::format("{}", found->turn));
}

/// Looks where the page is to open: replays the recording once, and tells nobody.
base::Result<View> find_view(const OpenLog& open, const TraceOptions& options) {
  View view{.window = {.first = options.from_turn, .last = options.to_turn}, .meta = {}};
  if (!options.at && options.last == 0) return view;
  base::Result<host::LogReader> log = open();
  if (!log) return std::unexpected(log.error());
  LineWatch watch(options.at);
  replay_recording(*std::move(log), options,
                   [&](Runtime& runtime, const RunSettings& settings, syntax::SourceText source) {
                     std::optional<FineDetail> detail;
                     if (options.at) detail = {.window = {}, .options = {.max_events = UINT64_MAX}};
                     RunTracer tracer(runtime, watch, detail);
                     tracer.tell_program(source);
                     const int status = runtime.run_program(settings, std::move(source));
                     tracer.finish(status);
                     return status;
                   });
  settle(view, watch, options);
  return view;
}

FineDetail fine_detail(const inspect::TurnWindow& window, const TraceOptions& options) {
  FineDetail detail{.window = window, .options = {}};
  const bool is_whole_run = window.first == 0 && window.last == UINT64_MAX;
  if (is_whole_run) detail.options.max_events = room_for_whole_run(options);
  return detail;
}

/// Replays a recording with somebody looking. \return the exit status of the recorded run, or 1
int trace_recording(const OpenLog& open, const TraceOptions& options, TraceOutputs& outputs) {
  const base::Result<View> view = find_view(open, options);
  if (!view) return fail(view.error());
  base::Result<host::LogReader> log = open();
  if (!log) return fail(log.error());
  const int status = replay_recording(
      *std::move(log), options,
      [&](Runtime& runtime, const RunSettings& settings, syntax::SourceText source) {
        outputs.write_meta(settings, view->meta);
        std::optional<FineDetail> detail;
        if (!options.is_loop_only) detail = fine_detail(view->window, options);
        inspect::StateRecorder* state = outputs.watch_state(runtime.agent(), runtime.loop());
        outputs.add_source_maps(options.log.empty() || options.reads_source_maps ? SourceMapFiles::Read
                                                                                 : SourceMapFiles::Leave);
        RunTracer tracer(runtime, outputs.sink(), detail, state);
        tracer.tell_program(source);
        const int exit_status = runtime.run_program(settings, std::move(source));
        tracer.finish(exit_status);
        if (const std::string why = tracer.missing_end(); !why.empty())
          outputs.write_meta({{std::string(RunTracer::k_missing_end), why}});
        if (detail && tracer.fine()->is_cut()) {
          const std::uint64_t most = detail->options.max_events;
          outputs.write_meta({{"cut", fmt::format("{}", most)}});
          print_error(
              fmt::format("after {} events there are no more calls and values in the trace; --from and "
                          "--to say of which turns they are wanted",
                          most));
        }
        return exit_status;
      });
  if (const base::Result<void> finished = outputs.finish(); !finished) return fail(finished.error());
  return view->is_missed ? EXIT_FAILURE : status;
}

/// Runs the program, and traces what was recorded of that.
int trace_run(TraceOptions& options, TraceOutputs& outputs) {
  const RunSettings settings = prepare(options.run);
  base::Result<inspect::TemporaryFile> log = inspect::TemporaryFile::make();
  if (!log) return fail(log.error());
  host::Session::VirtualTime time;
  if (settings.has_virtual_time) time = options.run.latencies;
  const auto keep = [&log](std::string_view bytes) { return log->append(bytes); };
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
    return trace_recording([&log] { return host::LogReader::open(log->path(), "the recorded run"); }, options,
                           outputs);
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
  View view;
  if (options.at || options.last > 0) {
    LineWatch watch(options.at);
    reader->read(watch);
    settle(view, watch, options);
  }
  // What was said before of where to open holds no more.
  TraceOutputs::Meta meta = reader->meta();
  if (!view.meta.empty())
    std::erase_if(meta, [](const auto& pair) { return pair.first == "at" || pair.first == "openTurn"; });
  meta.insert(meta.end(), view.meta.begin(), view.meta.end());
  if (!meta.empty()) (*outputs)->write_meta(meta);
  reader->read((*outputs)->sink());
  if (const base::Result<void> finished = (*outputs)->finish(); !finished) return fail(finished.error());
  // What is whole was made.
  if (!reader->damage().empty()) return fail({reader->damage()});
  return view.is_missed ? EXIT_FAILURE : EXIT_SUCCESS;
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
  const OpenLog open = [&options] { return host::LogReader::open(options.log); };
  if (!options.log.empty()) {
    if (const base::Result<host::LogReader> opened = open(); !opened) return fail(opened.error());
  } else if (is_file) {
    // Before anything is written.
    if (const base::Result<std::string> text = host::read_file(program); !text) return fail(text.error());
  }
  const base::Result<std::unique_ptr<TraceOutputs>> outputs =
      TraceOutputs::create(options, !options.log.empty() ? options.log
                                    : options.run.code   ? "[eval]"
                                                         : program);
  if (!outputs) return fail(outputs.error());
  return options.log.empty() ? trace_run(options, **outputs) : trace_recording(open, options, **outputs);
}

}  // namespace orrery::cli
