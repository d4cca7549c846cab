#pragma once

#include <optional>

#include "web/performance/performance_timeline.h"

namespace orrery::web {

/// https://w3c.github.io/performance-timeline/#dom-performanceobserverentrylist
class PerformanceObserverEntryList final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  PerformanceObserverEntryList(vm::Shape* shape, vm::ValueList* entries)
      : PlatformObject(shape, k_interface), entries_(entries) {}

  PerformanceEntryList get_entries(vm::Agent& agent) const {
    return filter_entries(agent, entries_.get(), {});
  }
  PerformanceEntryList get_entries_by_type(vm::Agent& agent, vm::String* type) const {
    return filter_entries(agent, entries_.get(), {.type = type});
  }
  PerformanceEntryList get_entries_by_name(vm::Agent& agent, vm::String* name,
                                           std::optional<vm::String*> type) const {
    return filter_entries(agent, entries_.get(), {.name = name, .type = type.value_or(nullptr)});
  }

  void visit_state(gc::Visitor& visitor) { visitor.visit(entries_); }

 private:
  gc::Field<vm::ValueList> entries_;
};

}  // namespace orrery::web
