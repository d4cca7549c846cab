#pragma once

#include "web/performance/performance_entry.h"
#include "web/performance/task_attribution_timing.h"

namespace orrery::web {

/// https://w3c.github.io/longtasks/#sec-PerformanceLongTaskTiming
class PerformanceLongTaskTiming final : public PerformanceEntry {
 public:
  static const vm::Interface k_interface;

  PerformanceLongTaskTiming(vm::Shape* shape, const PerformanceEntryStart& start,
                            TaskAttributionTiming* culprit)
      : PerformanceEntry(shape, k_interface, start), culprit_(culprit) {}

  /// A frozen array, always the same.
  vm::Completion<vm::Object*> attribution(vm::Agent& agent);
  vm::Completion<vm::Object*> to_json(vm::Agent& agent);

  void visit_state(gc::Visitor& visitor) {
    PerformanceEntry::visit_state(visitor);
    visitor.visit(culprit_);
    visitor.visit(attribution_);
  }

 private:
  gc::Field<TaskAttributionTiming> culprit_;
  gc::Field<vm::Object> attribution_;  // of it, when somebody has asked
};

}  // namespace orrery::web
