#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "gc/queue_memory.h"
#include "gc/visitor.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::vm {
class Realm;
class ValueList;
}  // namespace orrery::vm

namespace orrery::loop {

class EventLoop;
class PendingList;

/// What a call of setTimeout() or setInterval() asked for.
struct Timer {
  vm::Value callback;  // a function; of what has steps, what they are about
  /// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout: what is
  /// done instead of calling anything, once. Null: the callback is called.
  void (*steps)(EventLoop& loop, vm::Value about) = nullptr;
  vm::ValueList* arguments = nullptr;  // that the callback is given; null: none
  vm::Realm* realm = nullptr;
  std::uint32_t timeout_ms = 0;
  bool repeats = false;
  /// Whether a run goes on for it, where the profile has timers for which none does.
  bool keeps_alive = true;
  /// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-nesting-level of its task
  std::uint32_t nesting_level = 0;
  vm::JobOrigin* origin = nullptr;  // EventLoop::set_timer() sees to it
  vm::Object* context = nullptr;    // in which it runs; the same
};

/// The time to wait, in milliseconds: that asked for, but at least 4 where timers have set timers more than
/// five levels deep (steps 11 of
/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps).
std::uint32_t clamped_timeout(const Timer& timer);

/// What is waiting for a moment to come:
/// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#map-of-settimeout-and-setinterval-ids
/// and a heap of deadlines. Timers with the same deadline come in the order in which they were set.
class Timers {
 public:
  using Id = std::int32_t;
  /// One setting of a timer: an interval that goes off and is set again is due a second time.
  struct Due {
    Id id;
    std::uint64_t sequence;
  };

  /// \param heap  that they are counted to; null: none
  explicit Timers(gc::Heap* heap = nullptr)
      : memory_(heap, sizeof(Entry) + sizeof(Deadline) + k_node_bytes) {}

  /// \return greater than zero, and no other timer's
  Id add(const Timer& timer, std::uint64_t deadline_ns);
  /// One that goes off at once.
  Due add_due(const Timer& timer);
  /// The same of an interval that has gone off, and is there.
  Due set_again_due(Id id);
  /// Sets an interval that has gone off once more, and is there.
  void set_again(Id id, std::uint64_t deadline_ns);
  /// An interval sets itself again from its own task: one level deeper.
  const Timer& nest(Id id);
  /// Ends a timer, if it is there.
  void remove(Id id);
  /// Null: it was removed.
  const Timer* find(Id id) const;
  /// The same, if it was not set again since.
  const Timer* find(Due due) const;

  bool is_empty() const { return timers_.empty(); }
  /// Whether there is one that keeps a run alive.
  bool has_referenced() const { return referenced_ != 0; }
  /// Of the timer that is to go off first, of those that have not gone off; nothing if there is none.
  std::optional<std::uint64_t> next_deadline();
  /// Takes the first timer whose deadline has come: it goes off. It is still there for find().
  std::optional<Due> take_due(std::uint64_t now_ns);

  void list_pending(PendingList& list) const;

  void visit(gc::Visitor& visitor) const;
  void clear();

 private:
  struct Entry {
    Timer timer;
    std::uint64_t sequence;
  };
  struct Deadline {
    std::uint64_t nanoseconds;
    std::uint64_t sequence;
    Id id;
  };
  static constexpr std::size_t k_node_bytes = 32;  // of the map, and of its table

  static bool is_later(const Deadline& left, const Deadline& right);

  Id unused_id();
  /// With the next sequence number, but no deadline.
  Id insert(const Timer& timer);
  void push(Id id, std::uint64_t deadline_ns);
  void pop();
  bool is_stale(const Deadline& deadline) const;
  void drop_stale();

  std::unordered_map<Id, Entry> timers_;
  gc::QueueMemory memory_;
  // A heap, the earliest first. Those of timers that were removed are stale, and stay until they come up or
  // are too many.
  std::vector<Deadline> deadlines_;
  Id last_id_ = 0;
  std::uint64_t next_sequence_ = 1;
  std::size_t referenced_ = 0;
};

}  // namespace orrery::loop
