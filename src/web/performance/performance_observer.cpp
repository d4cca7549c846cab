#include "web/performance/performance_observer.h"

#include <utility>

#include "vm/functions/native_loop.h"
#include "vm/operations/object_operations.h"
#include "web/performance/performance_observer_entry_list.h"
#include "webidl/callbacks.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

// https://w3c.github.io/performance-timeline/#dom-performanceobserver-observe
webidl::ExceptionOr<void> PerformanceObserver::observe(Agent& agent, const PerformanceObserverInit& options) {
  const bool is_multiple = options.entry_types.has_value();
  // 2.
  if (!is_multiple && !options.type)
    return webidl::type_error("The \"options.entryTypes\" and \"options.type\" arguments must be specified",
                              "ERR_MISSING_ARGS");
  // 3.
  if (is_multiple && (options.type || options.buffered))
    return webidl::type_error("The property 'options.entryTypes' cannot be set with others",
                              "ERR_INVALID_ARG_VALUE");
  // 4. 5.
  const Type wanted = is_multiple ? Type::Multiple : Type::Single;
  if (type_ == Type::Undefined) type_ = wanted;
  // 6. 7.
  if (type_ != wanted) {
    return webidl::dom_exception("InvalidModificationError",
                                 is_multiple ? "PerformanceObserver can not change to multiple observations"
                                             : "PerformanceObserver can not change to single observation");
  }
  // 8.
  requires_dropped_entries_ = true;
  // 9. 10.
  PerformanceTimeline& timeline = PerformanceTimeline::of(agent);
  if (is_multiple) {
    observe_multiple(timeline, *options.entry_types);
  } else {
    observe_single(agent, timeline, *options.type, options.buffered.value_or(false));
  }
  if (observes(PerformanceEntryType::LongTask)) timeline.observe_long_tasks(agent);
  return {};
}

/// Step 9.
void PerformanceObserver::observe_multiple(PerformanceTimeline& timeline,
                                           const webidl::Sequence<vm::String*>& names) {
  // 9.1. - 9.3.
  PerformanceEntryTypes types = 0;
  for (std::uint32_t i = 0; i < names.size(); i++) {
    const std::optional<PerformanceEntryType> type = performance_entry_type_of(names[i]);
    if (type && timeline.is_supported(*type)) types |= bit_of(*type);
  }
  // 9.4.
  if (types == 0) return;
  // 9.5. 9.6.
  types_ = types;
  timeline.add_observer(this);
}

/// Step 10.
void PerformanceObserver::observe_single(Agent& agent, PerformanceTimeline& timeline, vm::String* name,
                                         bool is_buffered) {
  // 10.2.
  const std::optional<PerformanceEntryType> type = performance_entry_type_of(name);
  if (!type || !timeline.is_supported(*type)) return;
  // 10.3. 10.4.
  types_ |= bit_of(*type);
  timeline.add_observer(this);
  // 10.5.
  if (!is_buffered) return;
  const vm::ValueList* entries = timeline.entries(*type);
  if (entries != nullptr) vm::count_work(agent, entries->size() * vm::k_work_of_entry);
  for (std::uint32_t i = 0; entries != nullptr && i < entries->size(); i++)
    append(agent, static_cast<PerformanceEntry*>(entries->at(i).as_object()));
  timeline.queue_observer_task(agent);
}

void PerformanceObserver::append(Agent& agent, PerformanceEntry* entry) {
  if (!buffer_) buffer_.set(this, vm::ValueList::make(agent.heap()));
  buffer_->append(agent.heap(), entry);
}

// https://w3c.github.io/performance-timeline/#dom-performanceobserver-disconnect
void PerformanceObserver::disconnect(Agent& agent) {
  // 1.
  PerformanceTimeline::of(agent).remove_observer(this);
  // 2.
  buffer_.clear();
  // 3.
  types_ = 0;
  // INTEROP: then it may observe in the other way, in all engines.
  type_ = Type::Undefined;
}

// https://w3c.github.io/performance-timeline/#dom-performanceobserver-takerecords
PerformanceEntryList PerformanceObserver::take_records(Agent& agent) {
  if (!buffer_) return PerformanceEntryList(agent);
  const PerformanceEntryList records(buffer_.get());
  buffer_.clear();
  return records;
}

/// Steps 3.3.1 to 3.3.9 of https://w3c.github.io/performance-timeline/#queue-the-performanceobserver-task
Completion<void> PerformanceObserver::notify(Agent& agent, const PerformanceTimeline& timeline) {
  // 2. - 4.
  if (!buffer_) return {};
  vm::ValueList* entries = buffer_.get();
  buffer_.clear();
  // 5.
  auto* list = vm::make_platform_object<PerformanceObserverEntryList>(agent, agent.realm(), entries);
  // 6. 8.
  vm::Object* options = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype));
  // 7.
  if (std::exchange(requires_dropped_entries_, false)) {
    const auto dropped = static_cast<double>(timeline.dropped_entries(types_));
    TRY(vm::create_data_property_or_throw(agent, options,
                                          vm::PropertyKey::atom(vm::intern(agent, "droppedEntriesCount")),
                                          Value::number(dropped)));
  }
  // 9.
  const Value arguments[] = {list, this, options};
  TRY(webidl::invoke_callback_function(agent, callback_.get(), this, arguments));
  return {};
}

}  // namespace orrery::web
