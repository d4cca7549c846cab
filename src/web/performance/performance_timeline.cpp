#include "web/performance/performance_timeline.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "gc/roots.h"
#include "loop/event_loop.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "web/performance/performance.h"
#include "web/performance/performance_long_task_timing.h"
#include "web/performance/performance_observer.h"
#include "web/performance/task_attribution_timing.h"
#include "webidl/callbacks.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

PerformanceEntry* entry_at(const vm::ValueList& list, std::uint32_t index) {
  return static_cast<PerformanceEntry*>(list.at(index).as_object());
}

}  // namespace

PerformanceEntryList filter_entries(Agent& agent, const vm::ValueList* entries,
                                    const PerformanceEntryFilter& filter) {
  PerformanceEntryList result(agent);
  std::optional<PerformanceEntryType> type;
  if (filter.type != nullptr) {
    type = performance_entry_type_of(filter.type);
    if (!type) return result;
  }
  const std::uint32_t count = entries == nullptr ? 0 : entries->size();
  vm::count_work(agent, count * vm::k_work_of_entry);
  bool is_sorted = true;
  for (std::uint32_t i = 0; i < count; i++) {
    PerformanceEntry* entry = entry_at(*entries, i);
    if (type && entry->type() != *type) continue;
    if (filter.name != nullptr && !entry->name()->equals(filter.name)) continue;
    if (result.size() != 0) is_sorted &= result[result.size() - 1]->start_time() <= entry->start_time();
    result.append(agent, entry);
  }
  if (is_sorted) return result;
  // They stay in `result`, and nothing is allocated in the heap while they are sorted.
  std::vector<PerformanceEntry*> sorted(result.size());
  for (std::uint32_t i = 0; i < result.size(); i++) sorted[i] = result[i];
  std::ranges::sort(sorted, {},
                    [](const PerformanceEntry* each) { return std::pair(each->start_time(), each->id()); });
  for (std::uint32_t i = 0; i < result.size(); i++) result.list().set(i, sorted[i]);
  return result;
}

PerformanceTimeline::PerformanceTimeline(Agent&, vm::Realm&)
    : PlatformCell(vm::k_platform_cell_type<PerformanceTimeline>) {}

void PerformanceTimeline::visit(gc::Visitor& visitor) const {
  for (const Buffer& each : buffers_) visitor.visit(each.entries);
  visitor.visit(latest_marks_);
  visitor.visit(first_observer_);
  visitor.visit(last_observer_);
  visitor.visit(performance_);
  visitor.visit(supported_entry_types_);
}

Performance* PerformanceTimeline::performance(Agent& agent) {
  if (!performance_)
    performance_.set(
        this, vm::make_platform_object<Performance>(agent, agent.realm(), this,
                                                    &vm::platform_state<TimeOrigin>(agent, agent.realm())));
  return performance_.get();
}

PerformanceEntryTypes PerformanceTimeline::supported_types() const {
  const PerformanceEntryTypes user_timing =
      bit_of(PerformanceEntryType::Mark) | bit_of(PerformanceEntryType::Measure);
  return is_page_ ? user_timing | bit_of(PerformanceEntryType::LongTask) : user_timing;
}

// https://w3c.github.io/performance-timeline/#dom-performanceobserver-supportedentrytypes
Completion<vm::Object*> PerformanceTimeline::supported_entry_types(Agent& agent) {
  if (supported_entry_types_) return supported_entry_types_.get();
  vm::ValueList* names = vm::ValueList::make(agent.heap());
  for (std::size_t i = 0; i < k_performance_entry_type_count; i++) {
    if (is_supported(static_cast<PerformanceEntryType>(i)))
      names->append(agent.heap(), vm::intern(agent, k_performance_entry_types[i].name));
  }
  vm::Object* array = TRY(vm::create_array_from_list(agent, names->values()));
  TRY(vm::set_integrity_level(agent, array, vm::IntegrityLevel::Frozen));
  supported_entry_types_.set(this, array);
  return array;
}

// Entries ---------------------------------------------------------------------------------------------------

Completion<void> PerformanceTimeline::queue_entry(Agent& agent, PerformanceEntry* entry) {
  // 1.
  entry->set_id(++last_id_);
  // 2. - 7.
  bool is_observed = false;
  std::size_t count = 0;
  for (PerformanceObserver* observer = first_observer_.get(); observer != nullptr;
       observer = observer->behind_.get()) {
    ++count;
    if (!observer->observes(entry->type())) continue;
    observer->append(agent, entry);
    is_observed = true;
  }
  vm::count_work(agent, count * vm::k_work_of_entry);
  // 8. - 11.
  Buffer& all = buffer(entry->type());
  const PerformanceEntryTypeInfo& info = k_performance_entry_types[static_cast<std::size_t>(entry->type())];
  if (!all.entries) all.entries.set(this, vm::ValueList::make(agent.heap()));
  if (all.entries->size() < info.max_buffer_size) {
    all.entries->append(agent.heap(), entry);
    if (latest_marks_ && entry->type() == PerformanceEntryType::Mark)
      TRY(latest_marks_->set(agent, entry->name(), entry));
  } else {
    all.dropped++;
  }
  // 12. Where nobody has anything to be told the task would do nothing.
  if (is_observed) queue_observer_task(agent);
  return {};
}

Completion<Value> PerformanceTimeline::latest_mark(Agent& agent, vm::String* name) {
  const vm::ValueList* marks = entries(PerformanceEntryType::Mark);
  if (marks == nullptr) return Value::undefined();
  if (!latest_marks_) {
    vm::Map* latest = vm::make_map(agent);
    vm::count_work(agent, marks->size() * vm::k_work_of_entry);
    for (std::uint32_t i = 0; i < marks->size(); i++)
      TRY(latest->set(agent, entry_at(*marks, i)->name(), marks->at(i)));
    latest_marks_.set(this, latest);
  }
  return latest_marks_->get(agent, name);
}

std::uint64_t PerformanceTimeline::dropped_entries(PerformanceEntryTypes types) const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < k_performance_entry_type_count; i++) {
    if ((types & bit_of(static_cast<PerformanceEntryType>(i))) != 0) count += buffers_[i].dropped;
  }
  return count;
}

// https://w3c.github.io/performance-timeline/#filter-buffer-map-by-name-and-type
PerformanceEntryList PerformanceTimeline::available_entries(Agent& agent,
                                                            const PerformanceEntryFilter& filter) const {
  if (filter.type != nullptr) {
    const std::optional<PerformanceEntryType> type = performance_entry_type_of(filter.type);
    if (!type || !k_performance_entry_types[static_cast<std::size_t>(*type)].available_from_timeline)
      return PerformanceEntryList(agent);
    return filter_entries(agent, entries(*type), filter);
  }
  vm::ValueList* all = vm::ValueList::make(agent.heap());
  for (std::size_t i = 0; i < k_performance_entry_type_count; i++) {
    if (k_performance_entry_types[i].available_from_timeline && buffers_[i].entries)
      all->append(agent.heap(), buffers_[i].entries->values());
  }
  return filter_entries(agent, all, filter);
}

void PerformanceTimeline::clear_entries(Agent& agent, PerformanceEntryType type, vm::String* name) {
  const vm::ValueList* old = entries(type);
  if (old == nullptr) return;
  if (latest_marks_ && type == PerformanceEntryType::Mark) {
    if (name == nullptr) {
      latest_marks_->clear(agent);
    } else {
      latest_marks_->remove(agent, name);
    }
  }
  if (name == nullptr) return buffer(type).entries.clear();
  const auto is_other = [name](Value each) {
    return !static_cast<PerformanceEntry*>(each.as_object())->name()->equals(name);
  };
  const std::span<const Value> all = old->values();
  const auto first = std::ranges::find_if_not(all, is_other);
  vm::count_work(agent, all.size() * vm::k_work_of_entry);
  if (first == all.end()) return;
  vm::ValueList* kept = vm::ValueList::make(agent.heap());
  kept->append(agent.heap(), std::span(all.begin(), first));
  for (const Value each : std::span(first, all.end())) {
    if (is_other(each)) kept->append(agent.heap(), each);
  }
  buffer(type).entries.set(this, kept);
}

// Observers -------------------------------------------------------------------------------------------------

void PerformanceTimeline::add_observer(PerformanceObserver* observer) {
  if (std::exchange(observer->is_registered_, true)) return;
  PerformanceObserver* before = last_observer_.get();
  observer->before_.set(observer, before);
  if (before == nullptr) {
    first_observer_.set(this, observer);
  } else {
    before->behind_.set(before, observer);
  }
  last_observer_.set(this, observer);
}

void PerformanceTimeline::remove_observer(PerformanceObserver* observer) {
  if (!std::exchange(observer->is_registered_, false)) return;
  PerformanceObserver* before = observer->before_.get();
  PerformanceObserver* behind = observer->behind_.get();
  if (before == nullptr) {
    first_observer_.set(this, behind);
  } else {
    before->behind_.set(before, behind);
  }
  if (behind == nullptr) {
    last_observer_.set(this, before);
  } else {
    behind->before_.set(behind, before);
  }
  observer->before_.clear();
  observer->behind_.clear();
}

void PerformanceTimeline::queue_observer_task(Agent& agent) {
  // 1. 2.
  if (is_task_queued_) return;
  is_task_queued_ = true;
  // 3.
  loop::EventLoop::of(agent).queue_task(
      {.source = loop::TaskSource::PerformanceTimeline,
       .steps =
           [](loop::EventLoop& loop, const loop::Task& task) {
             const gc::Root<gc::Cell> kept(loop.agent().heap(), task.value.as_cell());
             static_cast<PerformanceTimeline*>(kept.get())->notify_observers(loop.agent());
           },
       .value = Value::cell(this)});
}

/// Step 3 of that.
void PerformanceTimeline::notify_observers(Agent& agent) {
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  // 3.1.
  is_task_queued_ = false;
  // 3.2.
  const gc::Root<vm::ValueList> notified(agent.heap(), vm::ValueList::make(agent.heap()));
  for (PerformanceObserver* observer = first_observer_.get(); observer != nullptr;
       observer = observer->behind_.get())
    notified->append(agent.heap(), observer);
  // 3.3.
  for (std::uint32_t i = 0; i < notified->size() && !loop.must_end(); i++) {
    auto* observer = static_cast<PerformanceObserver*>(notified->at(i).as_object());
    if (observer->notify(agent, *this).is_thrown()) loop.report_pending_exception();
    webidl::clean_up_after_running_script(agent);
  }
}

// Long tasks ------------------------------------------------------------------------------------------------

void PerformanceTimeline::observe_long_tasks(Agent& agent) {
  loop::EventLoop::of(agent).set_task_observer(
      [](loop::EventLoop& loop, std::uint64_t start, std::uint64_t end) {
        of(loop.agent()).add_long_task(loop.agent(), start, end);
      });
}

// https://w3c.github.io/longtasks/#report-long-tasks
void PerformanceTimeline::add_long_task(Agent& agent, std::uint64_t start_ns, std::uint64_t end_ns) {
  // 1. If end time minus start time is less than the long tasks threshold of 50 ms, abort these steps.
  constexpr std::uint64_t k_threshold_ns = 50'000'000;
  if (end_ns - start_ns < k_threshold_ns) return;
  const TimeOrigin& origin = vm::platform_state<TimeOrigin>(agent, agent.realm());
  // 2. - 4. There is one browsing context, so that it is at work in all of them.
  vm::Realm& realm = agent.realm();
  auto* culprit = vm::make_platform_object<TaskAttributionTiming>(
      agent, realm,
      PerformanceEntryStart{vm::intern(agent, "unknown"), PerformanceEntryType::TaskAttribution, 0, 0});
  // The duration is in whole milliseconds.
  const double start = origin.milliseconds_at(start_ns);
  const double duration = std::floor(origin.milliseconds_at(end_ns) - start);
  auto* entry = vm::make_platform_object<PerformanceLongTaskTiming>(
      agent, realm,
      PerformanceEntryStart{vm::intern(agent, "self"), PerformanceEntryType::LongTask, start, duration},
      culprit);
  MUST(queue_entry(agent, entry));  // which throws for marks alone
}

}  // namespace orrery::web
