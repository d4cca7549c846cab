#pragma once

#include "trace/trace_events.h"

namespace orrery::trace {

/// Who is told what happens: writers, printers, exports. It may not run scripts. What it is told lasts as
/// long as the call.
class TraceSink {
 public:
  /// Something is about to change of which the next event tells. Whoever tells later what has happened tells
  /// it now.
  virtual void catch_up() {}
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...) \
  virtual void on(const trace_events::Name&) {}
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 protected:
  ~TraceSink() = default;
};

}  // namespace orrery::trace
