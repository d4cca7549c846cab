#include "cli/trace/run_tracer.h"

namespace orrery::cli {

RunTracer::RunTracer(Runtime& runtime, trace::TraceSink& sink, TraceWindow window)
    : runtime_(runtime),
      window_(window),
      definitions_(runtime.agent(), sink),
      loop_(runtime.loop(), sink, definitions_) {
  runtime_.console_output().set_listener(this);
}

RunTracer::~RunTracer() {
  runtime_.console_output().set_listener(nullptr);
}

void RunTracer::finish(int status) {
  loop_.end_run(status, runtime_.why_it_ended());
}

}  // namespace orrery::cli
