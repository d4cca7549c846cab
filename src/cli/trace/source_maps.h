#pragma once

#include "trace/trace_sink.h"

namespace orrery::cli {

/// Reads the source map that the last comment of a script names
/// (https://tc39.es/ecma426/#sec-linking-generated-code), if it is a file beside it, and tells a sink what is
/// in it: `trace_events::SourceMap`. Of the host's own scripts and of packages nothing is read, nor is the
/// network ever asked. Maps that are in the script itself (`data:`) are not told again.
void tell_source_map(const trace::trace_events::Script& script, trace::TraceSink& sink);

/// Adds source maps to what others are told: it belongs behind them.
class SourceMaps final : public trace::TraceSink {
 public:
  /// \param sink  of the others; outlives this
  explicit SourceMaps(trace::TraceSink& sink) : sink_(sink) {}
  void on(const trace::trace_events::Script& event) override { tell_source_map(event, sink_); }

 private:
  trace::TraceSink& sink_;
};

}  // namespace orrery::cli
