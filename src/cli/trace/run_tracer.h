#pragma once

#include <cstdint>

#include "cli/run/console_output.h"
#include "cli/run/runtime.h"
#include "inspect/trace/definitions.h"
#include "loop/loop_tracer.h"
#include "trace/trace_sink.h"

namespace orrery::cli {

/// Of which turns calls and values are told, both included.
struct TraceWindow {
  std::uint64_t from_turn = 0;
  std::uint64_t to_turn = UINT64_MAX;
};

/// Tells a sink what a run does, from before its program begins. What the program prints is told, too, and
/// not written.
class RunTracer final : private OutputListener {
 public:
  /// All must outlive it.
  RunTracer(Runtime& runtime, trace::TraceSink& sink, TraceWindow window = {});
  ~RunTracer();
  RunTracer(const RunTracer&) = delete;
  RunTracer& operator=(const RunTracer&) = delete;

  inspect::Definitions& definitions() { return definitions_; }
  loop::LoopTracer& loop() { return loop_; }
  const TraceWindow& window() const { return window_; }
  /// The run is over.
  void finish(int status);

 private:
  void write(Stream stream, std::string_view text) override { loop_.output(stream == Stream::Error, text); }

  Runtime& runtime_;
  TraceWindow window_;
  inspect::Definitions definitions_;
  loop::LoopTracer loop_;
};

}  // namespace orrery::cli
