#pragma once

#include <cstdint>

#include "web/performance/performance_observer_bindings.h"
#include "web/performance/performance_timeline.h"
#include "webidl/exception.h"

namespace orrery::web {

/// https://w3c.github.io/performance-timeline/#dom-performanceobserver
///
/// Its options list is a set of types: nothing else in one of the options has an effect later.
class PerformanceObserver final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<PerformanceObserver*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                        vm::Object* callback) {
    return vm::construct_platform_object<PerformanceObserver>(agent, frame, callback);
  }
  PerformanceObserver(vm::Shape* shape, vm::Object* callback)
      : PlatformObject(shape, k_interface), callback_(callback) {}

  // As IDL has it
  webidl::ExceptionOr<void> observe(vm::Agent& agent, const PerformanceObserverInit& options);
  void disconnect(vm::Agent& agent);
  PerformanceEntryList take_records(vm::Agent& agent);
  static vm::Completion<vm::Object*> supported_entry_types(vm::Agent& agent) {
    return PerformanceTimeline::of(agent).supported_entry_types(agent);
  }

  bool observes(PerformanceEntryType type) const { return (types_ & bit_of(type)) != 0; }
  void append(vm::Agent& agent, PerformanceEntry* entry);
  /// Tells it of what has come, if anything has.
  vm::Completion<void> notify(vm::Agent& agent, const PerformanceTimeline& timeline);

  void visit_state(gc::Visitor& visitor) {
    visitor.visit(callback_);
    visitor.visit(buffer_);
    visitor.visit(before_);
    visitor.visit(behind_);
  }

 private:
  friend class PerformanceTimeline;
  enum class Type : std::uint8_t { Undefined, Single, Multiple };

  void observe_multiple(PerformanceTimeline& timeline, const webidl::Sequence<vm::String*>& names);
  void observe_single(vm::Agent& agent, PerformanceTimeline& timeline, vm::String* name, bool is_buffered);

  gc::Field<vm::Object> callback_;
  gc::Field<vm::ValueList> buffer_;
  // Its neighbours in the timeline; null: there is none on that side.
  gc::Field<PerformanceObserver> before_;
  gc::Field<PerformanceObserver> behind_;
  bool is_registered_ = false;
  PerformanceEntryTypes types_ = 0;
  Type type_ = Type::Undefined;
  bool requires_dropped_entries_ = false;
};

}  // namespace orrery::web
