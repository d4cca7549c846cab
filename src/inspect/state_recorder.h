#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/output_buffer.h"
#include "inspect/state_dump.h"
#include "trace/trace_sink.h"

namespace orrery::inspect {

/// Writes down what the engine has at each event of a trace, so that what is made of the trace can be
/// compared with it (tests/viewer). Of the events it takes nothing but when to look:
///
///   {"at":7,"event":"Statement","state":{"stack":[…],…,"output":3}}
///
/// a line for each event but definitions, by its number as readers of the trace count them. `state`
/// (state_dump.h) is left out where it is as it was at the line before. A Statement has `context`, too, the
/// running execution context. `output`: how many pieces of text the
/// program has printed so far; each has a line of its own before that,
///
///   {"stream":1,"text":"A\n"}
///
/// At a Leave the frame that is left may be there still; it is left out then.
class StateRecorder final : public trace::TraceSink {
 public:
  /// All must outlive it.
  StateRecorder(vm::Agent& agent, loop::EventLoop& loop, base::OutputBuffer& output)
      : agent_(agent), loop_(loop), output_(output) {}

  /// The program prints something.
  void note_output(bool is_error, std::string_view text);

#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)                                    \
  void on(const trace::trace_events::Name& event) override {                   \
    if constexpr (trace::TraceLevel::level != trace::TraceLevel::Definition) { \
      note(event);                                                             \
      write(#Name);                                                            \
    }                                                                          \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 private:
  template <typename Event>
  void note(const Event&) {
    is_leaving_ = false;
  }
  void note(const trace::trace_events::Enter&) {
    is_leaving_ = false;
    depth_++;
  }
  void note(const trace::trace_events::Leave&) {
    is_leaving_ = true;
    depth_--;
  }
  void write(std::string_view event);

  vm::Agent& agent_;
  loop::EventLoop& loop_;
  base::OutputBuffer& output_;
  std::uint64_t at_ = 0;
  std::size_t pieces_ = 0;
  std::size_t depth_ = 0;  // of the stack that the events tell of
  bool is_leaving_ = false;
  std::string last_;
};

}  // namespace orrery::inspect
