#include "loop/timers.h"

#include <algorithm>
#include <limits>

#include "loop/pending.h"
#include "vm/objects/object.h"
#include "vm/realm.h"
#include "vm/value_list.h"

namespace orrery::loop {

std::uint32_t clamped_timeout(const Timer& timer) {
  constexpr std::uint32_t k_levels_without_clamp = 5;
  constexpr std::uint32_t k_least_ms = 4;
  // The level of the task that sets it is one below its own.
  const bool is_clamped = timer.nesting_level > k_levels_without_clamp + 1;
  return is_clamped ? std::max(timer.timeout_ms, k_least_ms) : timer.timeout_ms;
}

bool Timers::is_later(const Deadline& left, const Deadline& right) {
  if (left.nanoseconds != right.nanoseconds) return left.nanoseconds > right.nanoseconds;
  return left.sequence > right.sequence;
}

Timers::Id Timers::unused_id() {
  do {
    last_id_ = last_id_ == std::numeric_limits<Id>::max() ? 1 : last_id_ + 1;
  } while (timers_.contains(last_id_));
  return last_id_;
}

Timers::Id Timers::insert(const Timer& timer) {
  const Id id = unused_id();
  timers_.emplace(id, Entry{timer, next_sequence_});
  memory_.note(timers_.size());
  if (timer.keeps_alive) referenced_++;
  return id;
}

Timers::Id Timers::add(const Timer& timer, std::uint64_t deadline_ns) {
  const Id id = insert(timer);
  push(id, deadline_ns);
  return id;
}

Timers::Due Timers::add_due(const Timer& timer) {
  const Id id = insert(timer);
  return {id, next_sequence_++};
}

void Timers::remove(Id id) {
  const auto found = timers_.find(id);
  if (found == timers_.end()) return;
  if (found->second.timer.keeps_alive) referenced_--;
  timers_.erase(found);
  memory_.note(timers_.size());
}

Timers::Due Timers::set_again_due(Id id) {
  timers_.at(id).sequence = next_sequence_;
  return {id, next_sequence_++};
}

void Timers::set_again(Id id, std::uint64_t deadline_ns) {
  timers_.at(id).sequence = next_sequence_;
  push(id, deadline_ns);
}

const Timer& Timers::nest(Id id) {
  Timer& timer = timers_.at(id).timer;
  timer.nesting_level++;
  return timer;
}

const Timer* Timers::find(Id id) const {
  const auto found = timers_.find(id);
  return found == timers_.end() ? nullptr : &found->second.timer;
}

const Timer* Timers::find(Due due) const {
  const auto found = timers_.find(due.id);
  return found == timers_.end() || found->second.sequence != due.sequence ? nullptr : &found->second.timer;
}

// The heap --------------------------------------------------------------------------------------------------

void Timers::push(Id id, std::uint64_t deadline_ns) {
  drop_stale();
  deadlines_.push_back({deadline_ns, next_sequence_++, id});
  std::ranges::push_heap(deadlines_, is_later);
}

void Timers::pop() {
  std::ranges::pop_heap(deadlines_, is_later);
  deadlines_.pop_back();
}

bool Timers::is_stale(const Deadline& deadline) const {
  return find(Due{deadline.id, deadline.sequence}) == nullptr;
}

/// A program that sets a timeout and clears it again for each request must not fill the memory.
void Timers::drop_stale() {
  constexpr std::size_t k_tolerated = 64;
  if (deadlines_.size() < 2 * timers_.size() + k_tolerated) return;
  std::erase_if(deadlines_, [this](const Deadline& deadline) { return is_stale(deadline); });
  std::ranges::make_heap(deadlines_, is_later);
}

std::optional<std::uint64_t> Timers::next_deadline() {
  while (!deadlines_.empty() && is_stale(deadlines_.front())) pop();
  if (deadlines_.empty()) return std::nullopt;
  return deadlines_.front().nanoseconds;
}

std::optional<Timers::Due> Timers::take_due(std::uint64_t now_ns) {
  const std::optional<std::uint64_t> next = next_deadline();
  if (!next || *next > now_ns) return std::nullopt;
  const Due due{deadlines_.front().id, deadlines_.front().sequence};
  pop();
  return due;
}

void Timers::list_pending(PendingList& list) const {
  if (timers_.size() > PendingList::k_most_counted) return list.add_count(TaskSource::Timer, timers_.size());
  std::vector<Deadline> deadlines = deadlines_;
  std::erase_if(deadlines, [this](const Deadline& deadline) { return is_stale(deadline); });
  std::ranges::sort(deadlines.rbegin(), deadlines.rend(), is_later);
  for (const Deadline& deadline : deadlines) {
    const Timer& timer = *find(deadline.id);
    list.add({.source = TaskSource::Timer,
              .origin = timer.origin,
              .due_ns = deadline.nanoseconds,
              .callback = timer.steps == nullptr ? timer.callback : vm::Value::empty(),
              .id = static_cast<std::uint64_t>(deadline.id)});
  }
}

void Timers::visit(gc::Visitor& visitor) const {
  for (const auto& [id, entry] : timers_) {
    visitor.visit(entry.timer.callback.as_cell());
    visitor.visit(entry.timer.arguments);
    visitor.visit(entry.timer.realm);
    visitor.visit(static_cast<gc::Cell*>(entry.timer.origin));
    visitor.visit(entry.timer.context);
  }
}

void Timers::clear() {
  timers_.clear();
  deadlines_.clear();
  memory_.note(0);
  referenced_ = 0;
}

}  // namespace orrery::loop
