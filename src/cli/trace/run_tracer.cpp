#include "cli/trace/run_tracer.h"

namespace orrery::cli {

RunTracer::RunTracer(Runtime& runtime, trace::TraceSink& sink, const std::optional<FineDetail>& detail,
                     inspect::StateRecorder* state)
    : runtime_(runtime),
      state_(state),
      definitions_(runtime.agent(), sink),
      loop_(runtime.loop(), open_window(sink, detail), definitions_) {
  runtime_.console_output().set_listener(this);
}

/// \return whom the loop's tracer tells
trace::TraceSink& RunTracer::open_window(trace::TraceSink& sink, const std::optional<FineDetail>& detail) {
  if (!detail) return sink;
  fine_.emplace(runtime_.agent(), definitions_, sink, detail->options);
  return window_.emplace(*fine_, sink, detail->window);
}

RunTracer::~RunTracer() {
  runtime_.console_output().set_listener(nullptr);
}

void RunTracer::write(Stream stream, std::string_view text) {
  const bool is_error = stream == Stream::Error;
  if (state_ != nullptr) state_->note_output(is_error, text);
  loop_.output(is_error, text);
}

void RunTracer::finish(int status) {
  loop_.end_run(status, runtime_.why_it_ended());
}

}  // namespace orrery::cli
