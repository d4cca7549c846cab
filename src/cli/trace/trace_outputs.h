#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/output_buffer.h"
#include "cli/run/run_settings.h"
#include "cli/stages/script_stages.h"
#include "cli/terminal.h"
#include "cli/trace/source_maps.h"
#include "cli/trace/trace_command.h"
#include "host/files/output_file.h"
#include "inspect/state_recorder.h"
#include "trace/chrome_writer.h"
#include "trace/perfetto_writer.h"
#include "trace/sink_list.h"
#include "trace/timeline.h"
#include "trace/trace_json.h"
#include "trace/trace_writer.h"

namespace orrery::cli {

/// A file that is written piece by piece.
class TextFile {
 public:
  explicit TextFile(host::ByteSink sink) : sink_(std::move(sink)) {}
  base::OutputBuffer& buffer() { return buffer_; }
  /// Writes what is left. \return what went wrong first
  base::Result<void> finish();

 private:
  void write(std::string_view text);

  host::ByteSink sink_;
  std::optional<base::Error> error_;
  base::OutputBuffer buffer_{[this](std::string_view text) { write(text); }};
};

/// Everything that `orrery trace` was asked to make of one trace. Files are made, or emptied, when it is
/// made; so an error is told before a program runs.
class TraceOutputs {
 public:
  /// \param program  its name, for the exports
  static base::Result<std::unique_ptr<TraceOutputs>> create(const TraceOptions& options,
                                                            const std::string& program);
  TraceOutputs(const TraceOutputs&) = delete;
  TraceOutputs& operator=(const TraceOutputs&) = delete;

  using Meta = std::vector<std::pair<std::string, std::string>>;

  trace::TraceSink& sink() { return sinks_; }
  /// Of a run that is about to begin. \return whom to tell what it prints; null: nobody
  inspect::StateRecorder* watch_state(vm::Agent& agent, loop::EventLoop& loop);
  /// A run is traced, and no trace read: what scripts name is looked for.
  void add_source_maps(SourceMapFiles files) { sinks_.add(source_maps_.emplace(files, sinks_)); }
  /// For the traces that are written.
  /// \param more  what else there is to say
  void write_meta(const RunSettings& settings, const Meta& more);
  void write_meta(const Meta& pairs);
  /// Writes what is left.
  base::Result<void> finish();

 private:
  TraceOutputs() = default;
  base::Result<void> open(const TraceOptions& options, const std::string& program);

  trace::SinkList sinks_;
  std::optional<trace::TraceWriter> writer_;
  std::optional<trace::PerfettoWriter> perfetto_;
  std::optional<trace::Timeline> perfetto_timeline_;
  std::unique_ptr<TextFile> chrome_output_;
  std::optional<trace::ChromeWriter> chrome_;
  std::optional<trace::Timeline> chrome_timeline_;
  host::ByteSink page_;  // empty: none was asked for
  std::string page_trace_;
  ScriptStages stages_;  // for the page
  std::optional<SourceMaps> source_maps_;
  std::optional<trace::TraceWriter> page_writer_;
  std::unique_ptr<StandardOutput> json_output_;
  std::optional<trace::TraceJson> json_;
  std::unique_ptr<TextFile> state_output_;
  std::optional<inspect::StateRecorder> state_;
};

}  // namespace orrery::cli
