#pragma once

#include <string_view>

#include "trace/trace_events.h"

namespace orrery::trace::trace_events {

/// Calls `visit(name, field)` for each field of an event, in the order of the table.
#define FIELD(type, name) visit(std::string_view(#name), event.name);
#define TRACE_EVENT(Name_, code, level, ...)                                               \
  template <typename Visit>                                                                \
  void for_each_field([[maybe_unused]] const Name_& event, [[maybe_unused]] Visit visit) { \
    __VA_ARGS__                                                                            \
  }                                                                                        \
  template <typename Visit>                                                                \
  void for_each_field([[maybe_unused]] Name_& event, [[maybe_unused]] Visit visit) {       \
    __VA_ARGS__                                                                            \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

}  // namespace orrery::trace::trace_events
