#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::trace {

/// Where something is in a program; texts last as long as the call that tells of it.
struct Place {
  std::string_view function;  // empty: it has no name
  std::string_view file;      // empty: nobody knows where it is
  std::uint64_t line = 0;     // from 1
  std::uint64_t column = 0;   // from 1, in UTF-16 code units
};

/// The events of loop_events.def, a struct for each.
namespace loop_events {
using Number = std::uint64_t;
using Text = std::string_view;
#define FIELD(type, name) type name{};
#define LOOP_EVENT(Name, code, fields)           \
  struct Name {                                  \
    static constexpr std::uint8_t k_code = code; \
    fields                                       \
  };
#include "trace/loop_events.def"
#undef LOOP_EVENT
#undef FIELD
}  // namespace loop_events

/// Who watches an event loop (loop::EventLoop::set_observer()). It may not run scripts.
class LoopObserver {
 public:
#define FIELD(type, name)
#define LOOP_EVENT(Name, code, fields) \
  virtual void on(const loop_events::Name&) {}
#include "trace/loop_events.def"
#undef LOOP_EVENT
#undef FIELD

 protected:
  ~LoopObserver() = default;
};

}  // namespace orrery::trace
