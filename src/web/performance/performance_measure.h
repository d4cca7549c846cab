#pragma once

#include "web/performance/performance_entry.h"
#include "web/performance/performance_measure_bindings.h"

namespace orrery::web {

/// https://w3c.github.io/user-timing/#performancemeasure
class PerformanceMeasure final : public PerformanceEntry {
 public:
  static const vm::Interface k_interface;

  PerformanceMeasure(vm::Shape* shape, const PerformanceEntryStart& start, vm::Value detail)
      : PerformanceEntry(shape, k_interface, start), detail_(detail) {}

  vm::Value detail() const { return detail_.get(); }

  void visit_state(gc::Visitor& visitor) {
    PerformanceEntry::visit_state(visitor);
    if (detail().is_cell()) visitor.visit(detail().as_cell());
  }

 private:
  vm::ValueField detail_;
};

}  // namespace orrery::web
