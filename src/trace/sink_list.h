#pragma once

#include <vector>

#include "trace/trace_sink.h"

namespace orrery::trace {

/// Tells several sinks, in the order in which they were added.
class SinkList final : public TraceSink {
 public:
  /// It must outlive the last event.
  void add(TraceSink& sink) { sinks_.push_back(&sink); }
  void catch_up() override {
    for (TraceSink* sink : sinks_) sink->catch_up();
  }
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)           \
  void on(const trace_events::Name& event) override { \
    for (TraceSink * sink : sinks_) sink->on(event);  \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 private:
  std::vector<TraceSink*> sinks_;
};

}  // namespace orrery::trace
