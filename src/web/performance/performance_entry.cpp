#include "web/performance/performance_entry.h"

#include <algorithm>
#include <iterator>

#include "vm/agent.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "web/performance/performance_long_task_timing.h"
#include "web/performance/performance_mark.h"
#include "web/performance/performance_measure.h"
#include "web/performance/performance_timeline.h"
#include "webidl/conversions.h"
#include "webidl/descriptions.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// The object of https://webidl.spec.whatwg.org/#default-tojson-steps, attribute by attribute.
class JsonObject {
 public:
  explicit JsonObject(Agent& agent)
      : agent_(agent),
        object_(vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype))) {}

  Completion<void> add(std::string_view name, Value value) {
    return vm::create_data_property_or_throw(agent_, object_, vm::PropertyKey::atom(vm::intern(agent_, name)),
                                             value);
  }
  vm::Object* object() const { return object_; }

 private:
  Agent& agent_;
  vm::Object* object_;
};

Completion<void> add_entry(Agent& agent, JsonObject& json, const PerformanceEntry& entry) {
  // INTEROP: Node's entries have no ids.
  const bool has_ids = PerformanceTimeline::of(agent).has_ids();
  if (has_ids) TRY(json.add("id", Value::number(static_cast<double>(entry.id()))));
  TRY(json.add("name", entry.name()));
  TRY(json.add("entryType", entry.entry_type(agent)));
  TRY(json.add("startTime", Value::number(entry.start_time())));
  TRY(json.add("duration", Value::number(entry.duration())));
  if (has_ids) TRY(json.add("navigationId", Value::number(static_cast<double>(entry.navigation_id()))));
  return {};
}

/// Of marks and measures; nothing: it is another entry.
std::optional<Value> detail_of(PerformanceEntry& entry) {
  if (entry.implements(PerformanceMark::k_interface)) return static_cast<PerformanceMark&>(entry).detail();
  if (entry.implements(PerformanceMeasure::k_interface))
    return static_cast<PerformanceMeasure&>(entry).detail();
  return std::nullopt;
}

}  // namespace

std::optional<PerformanceEntryType> performance_entry_type_of(vm::String* name) {
  const std::string text = name->to_utf8();
  const auto* const found =
      std::ranges::find(k_performance_entry_types, text, &PerformanceEntryTypeInfo::name);
  if (found == std::end(k_performance_entry_types)) return std::nullopt;
  return static_cast<PerformanceEntryType>(found - std::begin(k_performance_entry_types));
}

vm::String* PerformanceEntry::entry_type(Agent& agent) const {
  return vm::intern(agent, k_performance_entry_types[static_cast<std::size_t>(type_)].name);
}

// https://w3c.github.io/performance-timeline/#dom-performanceentry-tojson
Completion<vm::Object*> PerformanceEntry::to_json(Agent& agent) {
  JsonObject json(agent);
  TRY(add_entry(agent, json, *this));
  // INTEROP: `any` is no JSON type and the interfaces of marks and measures have no toJSON() of their own,
  // but all engines have `detail` here.
  if (const std::optional<Value> detail = detail_of(*this)) TRY(json.add("detail", *detail));
  return json.object();
}

Completion<vm::ObjectDescription> PerformanceEntry::describe(Agent& agent) {
  const Value start = Value::number(start_time());
  const Value duration = Value::number(this->duration());
  if (const std::optional<Value> detail = detail_of(*this)) {
    return webidl::describe_properties(agent, {{"name", name()},
                                               {"entryType", entry_type(agent)},
                                               {"startTime", start},
                                               {"duration", duration},
                                               {"detail", *detail}});
  }
  return webidl::describe_properties(
      agent,
      {{"name", name()}, {"entryType", entry_type(agent)}, {"startTime", start}, {"duration", duration}});
}

// https://w3c.github.io/longtasks/#sec-PerformanceLongTaskTiming
Completion<vm::Object*> PerformanceLongTaskTiming::to_json(Agent& agent) {
  JsonObject json(agent);
  TRY(add_entry(agent, json, *this));
  TRY(json.add("attribution", TRY(attribution(agent))));
  return json.object();
}

Completion<vm::Object*> PerformanceLongTaskTiming::attribution(Agent& agent) {
  if (attribution_) return attribution_.get();
  const Value items[] = {culprit_.get()};
  vm::Object* array = TRY(vm::create_array_from_list(agent, items));
  TRY(vm::set_integrity_level(agent, array, vm::IntegrityLevel::Frozen));
  attribution_.set(this, array);
  return array;
}

// https://w3c.github.io/longtasks/#sec-TaskAttributionTiming
Completion<vm::Object*> TaskAttributionTiming::to_json(Agent& agent) {
  JsonObject json(agent);
  TRY(add_entry(agent, json, *this));
  TRY(json.add("containerType", container_type(agent)));
  TRY(json.add("containerSrc", container_src(agent)));
  TRY(json.add("containerId", container_id(agent)));
  TRY(json.add("containerName", container_name(agent)));
  return json.object();
}

}  // namespace orrery::web
