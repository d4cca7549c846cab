// https://w3c.github.io/user-timing/
#include <fmt/format.h>

#include "vm/objects/platform_errors.h"
#include "vm/operations/object_operations.h"
#include "web/performance/performance.h"
#include "web/structured_data/structured_clone.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// A copy of what is told with a mark or measure: null where there is nothing.
Completion<Value> clone_detail(Agent& agent, Value detail) {
  if (detail.is_nullish()) return Value::null();
  SerializedData data;
  TRY(structured_serialize_with_transfer(agent, detail, *vm::ValueList::make(agent.heap()), data));
  return TRY(structured_deserialize_with_transfer(agent, data)).value;
}

vm::Thrown throw_invalid_timestamp(Agent& agent, double time) {
  return vm::throw_platform_error(agent, vm::ErrorType::TypeError, "ERR_PERFORMANCE_INVALID_TIMESTAMP",
                                  fmt::format("{} is not a valid timestamp", time));
}

vm::Thrown throw_invalid_options(Agent& agent, std::string_view problem) {
  return vm::throw_platform_error(agent, vm::ErrorType::TypeError, "ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS",
                                  problem);
}

struct MarkState {
  PerformanceEntryStart start;
  Value detail;
};

// https://w3c.github.io/user-timing/#dom-performancemark-constructor
//
// 1. Names of PerformanceTiming's attributes mean nothing here: there is no such interface, as in workers.
Completion<MarkState> start_mark(Agent& agent, vm::String* name, const PerformanceMarkOptions& options) {
  // 5.
  double start = 0;
  if (options.start_time) {
    start = *options.start_time;
    if (start < 0) return throw_invalid_timestamp(agent, start);
  } else {
    start = current_high_resolution_time(agent);
  }
  // 2. - 4. 6. - 9.
  const Value detail = TRY(clone_detail(agent, options.detail));
  return MarkState{{name, PerformanceEntryType::Mark, start, 0}, detail};
}

}  // namespace

Completion<PerformanceMark*> PerformanceMark::construct(Agent& agent, const vm::NativeFrame& frame,
                                                        vm::String* name,
                                                        const PerformanceMarkOptions& options) {
  const MarkState state = TRY(start_mark(agent, name, options));
  return vm::construct_platform_object<PerformanceMark>(agent, frame, state.start, state.detail);
}

Completion<PerformanceMark*> PerformanceMark::make(Agent& agent, vm::String* name,
                                                   const PerformanceMarkOptions& options) {
  const MarkState state = TRY(start_mark(agent, name, options));
  return vm::make_platform_object<PerformanceMark>(agent, agent.realm(), state.start, state.detail);
}

// https://w3c.github.io/user-timing/#dom-performance-mark
Completion<PerformanceMark*> Performance::mark(Agent& agent, vm::String* name,
                                               const PerformanceMarkOptions& options) {
  // 1.
  PerformanceMark* entry = TRY(PerformanceMark::make(agent, name, options));
  // 2. 3.
  TRY(timeline_->queue_entry(agent, entry));
  // 4.
  return entry;
}

// https://w3c.github.io/user-timing/#convert-a-mark-to-a-timestamp
Completion<double> Performance::to_timestamp(Agent& agent, const MarkOrTime& mark) const {
  // 3.
  if (const auto* time = std::get_if<double>(&mark)) {
    if (*time < 0) return throw_invalid_timestamp(agent, *time);
    return *time;
  }
  // 2. The most recent one.
  vm::String* name = std::get<vm::String*>(mark);
  const Value latest = TRY(timeline_->latest_mark(agent, name));
  if (latest.is_object()) return static_cast<PerformanceEntry*>(latest.as_object())->start_time();
  return webidl::throw_dom_exception(
      agent, "SyntaxError", fmt::format("The \"{}\" performance mark has not been set", name->to_utf8()));
}

/// Step 2 of measure(). \param options  null: there are none
Completion<double> Performance::end_time(Agent& agent, const PerformanceMeasureOptions* options,
                                         std::optional<vm::String*> end_mark) const {
  if (end_mark) return to_timestamp(agent, *end_mark);
  if (options != nullptr && options->end) return to_timestamp(agent, *options->end);
  if (options != nullptr && options->start && options->duration) {
    const double start = TRY(to_timestamp(agent, *options->start));
    return start + TRY(to_timestamp(agent, *options->duration));
  }
  return now(agent);
}

/// Step 3.
Completion<double> Performance::start_time(Agent& agent, const StartOrOptions& start_or_options) const {
  if (const auto* mark = std::get_if<vm::String*>(&start_or_options)) return to_timestamp(agent, *mark);
  const auto& options = std::get<PerformanceMeasureOptions>(start_or_options);
  if (options.start) return to_timestamp(agent, *options.start);
  if (options.duration && options.end) {
    const double duration = TRY(to_timestamp(agent, *options.duration));
    return TRY(to_timestamp(agent, *options.end)) - duration;
  }
  return 0.0;
}

// https://w3c.github.io/user-timing/#dom-performance-measure
Completion<PerformanceMeasure*> Performance::measure(Agent& agent, vm::String* name,
                                                     const StartOrOptions& start_or_options,
                                                     std::optional<vm::String*> end_mark) {
  const auto* options = std::get_if<PerformanceMeasureOptions>(&start_or_options);
  // 1.
  if (options != nullptr &&
      (options->start || options->end || options->duration || !options->detail.is_undefined())) {
    if (end_mark) return throw_invalid_options(agent, "endMark must not be specified");
    if (!options->start && !options->end)
      return throw_invalid_options(agent, "One of options.start or options.end must be specified");
    if (options->start && options->duration && options->end)
      return throw_invalid_options(
          agent, "Must not have options.start, options.end, and options.duration specified");
  }
  // 2.
  const double end = TRY(end_time(agent, options, end_mark));
  // 3.
  const double start = TRY(start_time(agent, start_or_options));
  // 4. - 8.
  const Value detail = TRY(clone_detail(agent, options == nullptr ? Value::null() : options->detail));
  const PerformanceEntryStart state{name, PerformanceEntryType::Measure, start, end - start};
  auto* entry = vm::make_platform_object<PerformanceMeasure>(agent, agent.realm(), state, detail);
  // 9. 10.
  TRY(timeline_->queue_entry(agent, entry));
  // 11.
  return entry;
}

// https://w3c.github.io/hr-time/#dom-performance-tojson
Completion<vm::Object*> Performance::to_json(Agent& agent) {
  vm::Object* object = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype));
  TRY(vm::create_data_property_or_throw(agent, object, vm::PropertyKey::atom(vm::intern(agent, "timeOrigin")),
                                        Value::number(time_origin(agent))));
  return object;
}

}  // namespace orrery::web
