#pragma once

#include "web/performance/performance_entry.h"

namespace orrery::web {

/// https://w3c.github.io/longtasks/#sec-TaskAttributionTiming: what is known of who was at work in a long
/// task. That is nothing but that it was a window: there are no frames that could be told apart.
class TaskAttributionTiming final : public PerformanceEntry {
 public:
  static const vm::Interface k_interface;

  TaskAttributionTiming(vm::Shape* shape, const PerformanceEntryStart& start)
      : PerformanceEntry(shape, k_interface, start) {}

  vm::String* container_type(vm::Agent& agent) const { return vm::intern(agent, "window"); }
  vm::String* container_src(vm::Agent& agent) const { return vm::empty_string(agent); }
  vm::String* container_id(vm::Agent& agent) const { return vm::empty_string(agent); }
  vm::String* container_name(vm::Agent& agent) const { return vm::empty_string(agent); }
  vm::Completion<vm::Object*> to_json(vm::Agent& agent);
};

}  // namespace orrery::web
