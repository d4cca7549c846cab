#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "gc/queue_memory.h"
#include "gc/visitor.h"
#include "loop/loop_tracer.h"
#include "loop/tracer_pointer.h"
#include "node/timers/timeout.h"
#include "node/timers/timer_list_queue.h"

namespace orrery::node {

/// [DOC] Node's timers
///
/// Timers of the same duration are in one list, in the order in which they were set; the lists are ordered by
/// when the first of each is due. A list that is due gives all its timers that are due before the next list
/// is looked at: so of timers that are late together the one with the shorter duration may come first
/// although its deadline was the later one. Programs see that (tests/js/order/node_timer_lists.js), so it is
/// done here as Node does it.
///
/// Time is whole milliseconds, cut off: as in Node a timer may be early by less than one.
class TimerLists {
 public:
  static constexpr double k_longest_ms = 0x7fff'ffff;

  /// \param heap  that lists are counted to; null: none
  explicit TimerLists(gc::Heap* heap = nullptr)
      : list_memory_(heap, k_list_bytes), id_memory_(heap, k_known_id_bytes) {}

  /// Sets it, from `now_ms` on; also one that is set already, or has gone off.
  void start(Timeout* timer, std::uint64_t now_ms);
  /// It does not go off any more, and does not repeat.
  void end(Timeout* timer);
  /// The one that has gone off is over, unless it was set again or cleared meanwhile.
  /// \param started_ms  when it went off: from then on an interval counts
  void finish(Timeout* timer, std::uint64_t started_ms);
  /// Leaves the list that is gone through if nothing in it is due any more. Node does that when a callback
  /// has returned, but not when it has thrown.
  /// \return whether a list was left by that
  bool leave_list();

  /// The next of those that were due when the phase began, as Node goes through the lists; null: none. In
  /// between scripts may do what they like with timers.
  Timeout* take_due();
  /// The timers phase begins.
  void begin_phase(std::uint64_t now_ms) {
    now_ms_ = now_ms;
    current_ = nullptr;
  }
  /// When the first list is due, in milliseconds; nothing: there is none.
  std::optional<std::uint64_t> next_expiry_ms() const;
  /// Whether a timer keeps the loop alive.
  bool has_referenced() const { return referenced_ != 0; }

  void set_referenced(Timeout* timer, bool is_referenced);
  static bool is_referenced(const Timeout* timer) { return timer->is_referenced_; }
  /// The number that clearTimeout() takes for the object.
  std::uint32_t id_for_script(Timeout* timer);
  /// Null: no timer that is set has told this id.
  Timeout* find(std::uint32_t id) const;

  /// Calls `visit(timer, due_ms)` for each that is set, a list after the other, until it returns false.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const TimerList* list : queue_.in_order()) {
      for (const Timeout* each = list->timers.first(); each != nullptr; each = each->next()) {
        if (!visit(*each, each->start_ms_ + list->duration_ms)) return;
      }
    }
  }

  void visit(gc::Visitor& visitor) const;
  void clear();
  /// Null: nobody looks.
  void set_tracer(loop::LoopTracer* tracer) { tracer_ = tracer; }

 private:
  [[gnu::cold]] void tell_start(Timeout* timer);
  [[gnu::cold]] void tell_end(const Timeout* timer);
  void activate(Timeout* timer);
  void deactivate(Timeout* timer);
  void unlist(Timeout* timer);
  void postpone(TimerList& list, std::uint64_t expiry_ms);
  TimerList& list_of(std::uint64_t duration_ms, std::uint64_t now_ms);
  TimerList& find_or_add_list(std::uint64_t duration_ms);
  void erase(TimerList& list);
  void forget_erased();
  static std::uint64_t whole_duration(const Timeout* timer) {
    return static_cast<std::uint64_t>(timer->duration_);
  }

  /// By duration. OPTIMIZATION: for programs that set a timeout and clear it again, some that were erased
  /// stay: they are not in the queue.
  std::unordered_map<std::uint64_t, std::unique_ptr<TimerList>> lists_;
  TimerList* last_list_ = nullptr;  // that was asked for
  std::size_t erased_lists_ = 0;
  TimerListQueue queue_;
  std::map<std::uint32_t, Timeout*> known_ids_;
  // With what allocators and containers add.
  static constexpr std::size_t k_list_bytes = sizeof(TimerList) + 64;
  static constexpr std::size_t k_known_id_bytes = 64;
  gc::QueueMemory list_memory_;
  gc::QueueMemory id_memory_;
  // Of the phase that runs:
  TimerList* current_ = nullptr;
  std::uint64_t now_ms_ = 0;
  std::uint64_t next_sequence_ = 1;
  std::size_t referenced_ = 0;  // of those that are active
  loop::TracerPointer tracer_;
};

}  // namespace orrery::node
