#pragma once

#include "base/output_buffer.h"
#include "trace/trace_sink.h"

namespace orrery::trace {

/// Writes each event as a line of JSON: {"event":"JobBegin","job":3}. A Name is its text, a Place [script,
/// start, end] or null.
class TraceJson final : public TraceSink {
 public:
  explicit TraceJson(base::OutputBuffer& output) : output_(output) {}
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...) void on(const trace_events::Name& event) override;
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 private:
  base::OutputBuffer& output_;
};

}  // namespace orrery::trace
