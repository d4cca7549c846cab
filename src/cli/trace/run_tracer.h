#pragma once

#include "cli/run/console_output.h"
#include "cli/run/runtime.h"
#include "inspect/trace/definitions.h"
#include "loop/loop_tracer.h"
#include "trace/trace_sink.h"

namespace orrery::cli {

/// Tells a sink what a run does, from before its program begins. What the program prints is told, too, and
/// not written.
class RunTracer final : private OutputListener {
 public:
  /// Both must outlive it.
  RunTracer(Runtime& runtime, trace::TraceSink& sink);
  ~RunTracer();
  RunTracer(const RunTracer&) = delete;
  RunTracer& operator=(const RunTracer&) = delete;

  inspect::Definitions& definitions() { return definitions_; }
  loop::LoopTracer& loop() { return loop_; }

 private:
  void write(Stream stream, std::string_view text) override { loop_.output(stream == Stream::Error, text); }

  Runtime& runtime_;
  inspect::Definitions definitions_;
  loop::LoopTracer loop_;
};

}  // namespace orrery::cli
