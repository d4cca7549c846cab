#include "cli/trace/run_tracer.h"

namespace orrery::cli {

RunTracer::RunTracer(Runtime& runtime, trace::TraceSink& sink)
    : runtime_(runtime), definitions_(runtime.agent(), sink), loop_(runtime.loop(), sink, definitions_) {
  runtime_.console_output().set_listener(this);
}

RunTracer::~RunTracer() {
  runtime_.console_output().set_listener(nullptr);
}

}  // namespace orrery::cli
