#pragma once

#include "trace/trace_sink.h"

namespace orrery::cli {

/// Whether files are read for source maps. A recording is somebody's word on which: it may come from
/// elsewhere, and what is read is in the trace.
enum class SourceMapFiles : bool { Leave, Read };

/// Reads the source map that the last comment of a script names
/// (https://tc39.es/ecma426/#sec-linking-generated-code), and tells a sink what is in it:
/// `trace_events::SourceMap`. Only what is a source map is told, and sources that it names: regular files of
/// the script's project, which is the nearest folder around it that has a package.json, or else its own. Of
/// the host's own scripts and of packages nothing is read, nor is the network ever asked. Maps that are in
/// the script itself (`data:`) are not told again.
void tell_source_map(const trace::trace_events::Script& script, SourceMapFiles files, trace::TraceSink& sink);

/// Adds source maps to what others are told: it belongs behind them.
class SourceMaps final : public trace::TraceSink {
 public:
  /// \param sink  of the others; outlives this
  SourceMaps(SourceMapFiles files, trace::TraceSink& sink) : files_(files), sink_(sink) {}
  void on(const trace::trace_events::Script& event) override { tell_source_map(event, files_, sink_); }

 private:
  SourceMapFiles files_;
  trace::TraceSink& sink_;
};

}  // namespace orrery::cli
