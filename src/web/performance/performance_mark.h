#pragma once

#include "web/performance/performance_entry.h"
#include "web/performance/performance_mark_bindings.h"

namespace orrery::web {

/// https://w3c.github.io/user-timing/#performancemark
class PerformanceMark final : public PerformanceEntry {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<PerformanceMark*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                    vm::String* name, const PerformanceMarkOptions& options);
  /// The same for performance.mark().
  static vm::Completion<PerformanceMark*> make(vm::Agent& agent, vm::String* name,
                                               const PerformanceMarkOptions& options);
  PerformanceMark(vm::Shape* shape, const PerformanceEntryStart& start, vm::Value detail)
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
