#pragma once

#include <optional>
#include <span>
#include <variant>

#include "vm/objects/realm_interface.h"
#include "web/dom/event_target.h"
#include "web/dom/time_origin.h"
#include "web/performance/performance_mark.h"
#include "web/performance/performance_measure.h"
#include "web/performance/performance_timeline.h"

namespace orrery::web {

/// https://w3c.github.io/hr-time/#sec-performance, with what https://w3c.github.io/performance-timeline/ and
/// https://w3c.github.io/user-timing/ add to it.
class Performance final : public EventTarget {
 public:
  static const vm::Interface k_interface;
  static const std::span<const vm::LazyRow> k_global_rows;
  /// https://w3c.github.io/hr-time/#the-performance-attribute
  static Performance* performance(vm::Agent& agent) {
    return PerformanceTimeline::of(agent).performance(agent);
  }

  Performance(vm::Shape* shape, PerformanceTimeline* timeline, TimeOrigin* origin)
      : EventTarget(shape, k_interface), timeline_(timeline), origin_(origin) {}

  // As IDL has it
  double now(vm::Agent& agent) const { return origin_->milliseconds_at(agent.door().monotonic_ns()); }
  double time_origin(vm::Agent& agent) const { return origin_->unix_milliseconds(agent); }
  vm::Completion<vm::Object*> to_json(vm::Agent& agent);

  PerformanceEntryList get_entries(vm::Agent& agent) const { return timeline_->available_entries(agent, {}); }
  PerformanceEntryList get_entries_by_type(vm::Agent& agent, vm::String* type) const {
    return timeline_->available_entries(agent, {.type = type});
  }
  PerformanceEntryList get_entries_by_name(vm::Agent& agent, vm::String* name,
                                           std::optional<vm::String*> type) const {
    return timeline_->available_entries(agent, {.name = name, .type = type.value_or(nullptr)});
  }

  vm::Completion<PerformanceMark*> mark(vm::Agent& agent, vm::String* name,
                                        const PerformanceMarkOptions& options);
  void clear_marks(vm::Agent& agent, std::optional<vm::String*> name) {
    timeline_->clear_entries(agent, PerformanceEntryType::Mark, name.value_or(nullptr));
  }
  using StartOrOptions = std::variant<vm::String*, PerformanceMeasureOptions>;
  vm::Completion<PerformanceMeasure*> measure(vm::Agent& agent, vm::String* name,
                                              const StartOrOptions& start_or_options,
                                              std::optional<vm::String*> end_mark);
  void clear_measures(vm::Agent& agent, std::optional<vm::String*> name) {
    timeline_->clear_entries(agent, PerformanceEntryType::Measure, name.value_or(nullptr));
  }

  void visit_state(gc::Visitor& visitor) {
    EventTarget::visit_state(visitor);
    visitor.visit(timeline_);
    visitor.visit(origin_);
  }

 private:
  using MarkOrTime = std::variant<vm::String*, double>;
  vm::Completion<double> to_timestamp(vm::Agent& agent, const MarkOrTime& mark) const;
  vm::Completion<double> end_time(vm::Agent& agent, const PerformanceMeasureOptions* options,
                                  std::optional<vm::String*> end_mark) const;
  vm::Completion<double> start_time(vm::Agent& agent, const StartOrOptions& start_or_options) const;

  gc::Field<PerformanceTimeline> timeline_;
  gc::Field<TimeOrigin> origin_;
};

}  // namespace orrery::web
