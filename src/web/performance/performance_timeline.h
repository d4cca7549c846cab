#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "vm/agent.h"
#include "vm/collections/keyed_collections.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/realm_interface.h"
#include "vm/value_list.h"
#include "web/dom/time_origin.h"
#include "web/performance/performance_entry.h"
#include "webidl/sequences.h"

namespace orrery::web {

class Performance;
class PerformanceObserver;

using PerformanceEntryList = webidl::Sequence<PerformanceEntry*>;
/// Of entry types.
using PerformanceEntryTypes = std::uint8_t;
constexpr PerformanceEntryTypes bit_of(PerformanceEntryType type) {
  return static_cast<PerformanceEntryTypes>(1U << static_cast<unsigned>(type));
}

/// What https://w3c.github.io/performance-timeline/#filter-buffer-by-name-and-type picks.
struct PerformanceEntryFilter {
  vm::String* name = nullptr;  // null: any
  vm::String* type = nullptr;
};
/// \return in the order of their start times
PerformanceEntryList filter_entries(vm::Agent& agent, const vm::ValueList* entries,
                                    const PerformanceEntryFilter& filter);

/// [DOC] The performance timeline of a realm
///
/// https://w3c.github.io/performance-timeline/#performance-timeline: what was measured is in one list for
/// each type of entries, for those who ask later; who observes a type has a list of his own, and is told by a
/// task, in which all that has come together since is handed over.
///
/// Long tasks come from the event loop (loop::EventLoop::set_task_observer()), which measures its tasks as
/// soon as somebody has observed that type. So there are none from before that.
class PerformanceTimeline final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "PerformanceTimeline";

  PerformanceTimeline(vm::Agent& agent, vm::Realm& realm);
  /// Of the current realm.
  static PerformanceTimeline& of(vm::Agent& agent) {
    return vm::platform_state<PerformanceTimeline>(agent, agent.realm());
  }

  /// Whether scripts see what pages have and Node has not: long tasks, and ids in what toJSON() gives.
  void set_page(bool is_page) { is_page_ = is_page; }
  bool has_ids() const { return is_page_; }
  PerformanceEntryTypes supported_types() const;
  bool is_supported(PerformanceEntryType type) const { return (supported_types() & bit_of(type)) != 0; }
  /// The value of PerformanceObserver.supportedEntryTypes.
  vm::Completion<vm::Object*> supported_entry_types(vm::Agent& agent);
  Performance* performance(vm::Agent& agent);

  /// https://w3c.github.io/performance-timeline/#queue-a-performanceentry, and
  /// https://w3c.github.io/performance-timeline/#performance-entry-buffer-map. A RangeError if there is no
  /// more room for marks.
  vm::Completion<void> queue_entry(vm::Agent& agent, PerformanceEntry* entry);
  /// The most recent mark of that name; undefined: there is none. A RangeError as above.
  vm::Completion<vm::Value> latest_mark(vm::Agent& agent, vm::String* name);
  /// All that there are of a type; null: none.
  const vm::ValueList* entries(PerformanceEntryType type) const { return buffer(type).entries.get(); }
  std::uint64_t dropped_entries(PerformanceEntryTypes types) const;
  /// Of all types that getEntries() has.
  PerformanceEntryList available_entries(vm::Agent& agent, const PerformanceEntryFilter& filter) const;
  /// \param name  null: all
  void clear_entries(vm::Agent& agent, PerformanceEntryType type, vm::String* name);

  /// Who is told from now on, if he was not before.
  void add_observer(PerformanceObserver* observer);
  void remove_observer(PerformanceObserver* observer);
  /// https://w3c.github.io/performance-timeline/#queue-the-performanceobserver-task
  void queue_observer_task(vm::Agent& agent);
  /// Has the event loop measure tasks from now on.
  void observe_long_tasks(vm::Agent& agent);

  void visit(gc::Visitor& visitor) const;

 private:
  struct Buffer {
    gc::Field<vm::ValueList> entries;
    std::uint64_t dropped = 0;
  };
  Buffer& buffer(PerformanceEntryType type) { return buffers_[static_cast<std::size_t>(type)]; }
  const Buffer& buffer(PerformanceEntryType type) const { return buffers_[static_cast<std::size_t>(type)]; }
  void notify_observers(vm::Agent& agent);
  void add_long_task(vm::Agent& agent, std::uint64_t start_ns, std::uint64_t end_ns);

  std::array<Buffer, k_performance_entry_type_count> buffers_;
  gc::Field<vm::Map> latest_marks_;  // by name; null: nobody has asked yet
  // Those who observe, in the order in which they came; each knows its neighbours. Null: nobody does.
  gc::Field<PerformanceObserver> first_observer_;
  gc::Field<PerformanceObserver> last_observer_;
  gc::Field<Performance> performance_;
  gc::Field<vm::Object> supported_entry_types_;
  std::uint64_t last_id_ = 0;
  bool is_task_queued_ = false;
  bool is_page_ = false;
};

}  // namespace orrery::web
