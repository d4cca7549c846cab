#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/run/console_output.h"
#include "cli/run/runtime.h"
#include "inspect/state_recorder.h"
#include "inspect/trace/definitions.h"
#include "inspect/trace/fine_tracer.h"
#include "inspect/trace/fine_window.h"
#include "loop/loop_tracer.h"
#include "syntax/source_text.h"
#include "trace/trace_sink.h"

namespace orrery::cli {

/// The turns of which everything is told.
struct FineDetail {
  inspect::TurnWindow window;
  inspect::FineOptions options;
};

/// Tells a sink what a run does, from before its program begins. What the program prints is told, too, and
/// not written.
class RunTracer final : private OutputListener {
 public:
  /// Both must outlive it.
  /// \param detail  nothing: what the loop does is told, and no more
  /// \param state  is told what the program prints; null: nobody is
  RunTracer(Runtime& runtime, trace::TraceSink& sink, const std::optional<FineDetail>& detail = std::nullopt,
            inspect::StateRecorder* state = nullptr);
  ~RunTracer();
  RunTracer(const RunTracer&) = delete;
  RunTracer& operator=(const RunTracer&) = delete;

  /// What is to be run: people see it although it may be no program, or never come to its end.
  void tell_program(const syntax::SourceText& source) { definitions_.program(source.name(), source.text()); }
  inspect::Definitions& definitions() { return definitions_; }
  loop::LoopTracer& loop() { return loop_; }
  /// Null: there is no detail.
  inspect::FineTracer* fine() { return fine_ ? &*fine_ : nullptr; }
  /// The run is over, or it cannot be replayed any further: then nobody knows how it ended.
  void finish(int status);

  /// The name, and one of the values, of what Meta says where the end of the run is missing.
  static constexpr std::string_view k_missing_end = "missingEnd";
  static constexpr std::string_view k_killed = "killed";
  /// Why; empty: it is there.
  std::string missing_end() const;

 private:
  void write(Stream stream, std::string_view text) override;

  trace::TraceSink& open_window(trace::TraceSink& sink, const std::optional<FineDetail>& detail);

  Runtime& runtime_;
  inspect::StateRecorder* state_;
  inspect::Definitions definitions_;
  std::optional<inspect::FineTracer> fine_;
  std::optional<inspect::FineWindow> window_;
  loop::LoopTracer loop_;
};

}  // namespace orrery::cli
