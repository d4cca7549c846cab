#pragma once

#include <cstdint>

#include "inspect/trace/fine_tracer.h"
#include "trace/trace_sink.h"

namespace orrery::inspect {

/// Turns of a loop, from the first to the last.
struct TurnWindow {
  std::uint64_t first = 0;
  std::uint64_t last = ~std::uint64_t{0};
  bool contains(std::uint64_t turn) const { return first <= turn && turn <= last; }
};

/// Between a loop's tracer and a sink: sees to it that what happens in a window of turns is told in detail,
/// and that what the fine tracer has to tell comes before what the loop does next.
class FineWindow final : public trace::TraceSink {
 public:
  /// To be made while nothing runs, before the program begins. All must outlive it; `sink` is the tracer's,
  /// too.
  FineWindow(FineTracer& tracer, trace::TraceSink& sink, TurnWindow window)
      : tracer_(tracer), sink_(sink), window_(window) {
    enter(0);
  }

  void catch_up() override { tracer_.settle(); }
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)                                              \
  void on(const trace::trace_events::Name& event) override {                             \
    if constexpr (trace::TraceLevel::level == trace::TraceLevel::Loop) tracer_.settle(); \
    note(event);                                                                         \
    sink_.on(event);                                                                     \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 private:
  void enter(std::uint64_t turn) {
    if (window_.contains(turn)) {
      tracer_.begin();
    } else {
      tracer_.end();
    }
  }
  template <typename Event>
  void note(const Event&) {}
  void note(const trace::trace_events::TurnBegin& event) { enter(event.turn); }

  FineTracer& tracer_;
  trace::TraceSink& sink_;
  TurnWindow window_;
};

}  // namespace orrery::inspect
