#include "node/timers/timer_lists.h"

#include <algorithm>
#include <utility>

namespace orrery::node {

constinit const vm::Interface Timeout::k_interface = {.name = "Timeout",
                                                      .visit_state = vm::visit_state_of<Timeout>};
constinit const vm::Interface Immediate::k_interface = {.name = "Immediate",
                                                        .visit_state = vm::visit_state_of<Immediate>};

void TimerLists::start(Timeout* timer, std::uint64_t now_ms) {
  if (timer->list_ != nullptr) unlist(timer);
  timer->start_ms_ = now_ms;
  timer->list_ = &list_of(whole_duration(timer), now_ms);
  timer->list_->timers.append(timer);
  activate(timer);
  if (tracer_ != nullptr) [[unlikely]]
    tell_start(timer);
}

void TimerLists::tell_start(Timeout* timer) {
  constexpr std::uint64_t k_nanoseconds = 1'000'000;
  tracer_->set_timer(reinterpret_cast<std::uintptr_t>(timer),
                     {.delay_ms = whole_duration(timer),
                      .due_ns = (timer->start_ms_ + whole_duration(timer)) * k_nanoseconds,
                      .repeats = timer->repeats_},
                     timer->callback(), timer->origin());
}

void TimerLists::tell_end(const Timeout* timer) {
  tracer_->clear_timer(reinterpret_cast<std::uintptr_t>(timer));
}

void TimerLists::end(Timeout* timer) {
  timer->callback_.set(timer, vm::Value::undefined());
  timer->arguments_.clear();
  if (TimerList* list = timer->list_) {
    unlist(timer);
    if (timer->is_referenced_ && list->timers.is_empty()) erase(*list);
  }
  deactivate(timer);
  if (tracer_ != nullptr) [[unlikely]]
    tell_end(timer);
}

void TimerLists::finish(Timeout* timer, std::uint64_t started_ms) {
  if (timer->repeats_ && !timer->is_cleared()) {
    start(timer, started_ms);
  } else if (timer->list_ == nullptr) {
    deactivate(timer);
  }
}

bool TimerLists::leave_list() {
  if (current_ == nullptr) return false;
  const Timeout* timer = current_->timers.first();
  if (timer == nullptr) {
    erase(*current_);
    return true;
  }
  const std::uint64_t due_ms = timer->start_ms_ + current_->duration_ms;
  if (due_ms <= now_ms_) return false;
  postpone(*current_, due_ms);
  current_ = nullptr;
  return true;
}

std::optional<std::uint64_t> TimerLists::next_expiry_ms() const {
  if (queue_.is_empty()) return std::nullopt;
  return queue_.first()->expiry_ms;
}

Timeout* TimerLists::take_due() {
  for (;;) {
    if (current_ == nullptr) {
      if (queue_.is_empty() || queue_.first()->expiry_ms > now_ms_) return nullptr;
      current_ = queue_.first();
    }
    if (leave_list()) continue;
    Timeout* timer = current_->timers.first();
    unlist(timer);
    if (!timer->is_cleared()) return timer;
  }
}

// One timer -------------------------------------------------------------------------------------------------

void TimerLists::activate(Timeout* timer) {
  if (timer->is_active_) return;
  timer->is_active_ = true;
  if (timer->is_referenced_) referenced_++;
}

void TimerLists::deactivate(Timeout* timer) {
  if (!timer->is_active_) return;
  timer->is_active_ = false;
  if (timer->is_referenced_) referenced_--;
  if (timer->is_known_by_id_) {
    known_ids_.erase(timer->id_);
    id_memory_.note(known_ids_.size());
  }
  timer->is_known_by_id_ = false;
}

void TimerLists::unlist(Timeout* timer) {
  timer->list_->timers.remove(timer);
  timer->list_ = nullptr;
}

void TimerLists::set_referenced(Timeout* timer, bool is_referenced) {
  if (timer->is_referenced_ == is_referenced) return;
  timer->is_referenced_ = is_referenced;
  if (timer->is_active_) is_referenced ? referenced_++ : referenced_--;
  if (tracer_ != nullptr) tracer_->reference_timer(reinterpret_cast<std::uintptr_t>(timer), is_referenced);
}

std::uint32_t TimerLists::id_for_script(Timeout* timer) {
  if (timer->is_active_ && !timer->is_known_by_id_) {
    timer->is_known_by_id_ = true;
    known_ids_[timer->id_] = timer;
    id_memory_.note(known_ids_.size());
  }
  return timer->id_;
}

Timeout* TimerLists::find(std::uint32_t id) const {
  const auto found = known_ids_.find(id);
  return found == known_ids_.end() ? nullptr : found->second;
}

// Lists -----------------------------------------------------------------------------------------------------

void TimerLists::postpone(TimerList& list, std::uint64_t expiry_ms) {
  queue_.remove(&list);
  list.expiry_ms = expiry_ms;
  list.sequence = next_sequence_++;
  queue_.insert(&list);
}

TimerList& TimerLists::list_of(std::uint64_t duration_ms, std::uint64_t now_ms) {
  TimerList& list = find_or_add_list(duration_ms);
  if (list.is_queued()) return list;
  erased_lists_--;
  list.expiry_ms = now_ms + duration_ms;
  list.sequence = next_sequence_++;
  queue_.insert(&list);
  return list;
}

TimerList& TimerLists::find_or_add_list(std::uint64_t duration_ms) {
  if (last_list_ != nullptr && last_list_->duration_ms == duration_ms) return *last_list_;
  std::unique_ptr<TimerList>& list = lists_[duration_ms];
  if (list == nullptr) {
    list = std::make_unique<TimerList>();
    list->duration_ms = duration_ms;
    erased_lists_++;  // as it is not queued yet
    list_memory_.note(lists_.size());
  }
  last_list_ = list.get();
  return *list;
}

/// It is empty.
void TimerLists::erase(TimerList& list) {
  constexpr std::size_t k_kept = 64;
  if (current_ == &list) current_ = nullptr;
  queue_.remove(&list);
  if (++erased_lists_ > k_kept) forget_erased();
}

void TimerLists::forget_erased() {
  std::erase_if(lists_, [](const auto& each) { return !each.second->is_queued(); });
  list_memory_.note(lists_.size());
  last_list_ = nullptr;
  erased_lists_ = 0;
}

void TimerLists::visit(gc::Visitor& visitor) const {
  for (const TimerList* list : queue_.items()) list->timers.visit(visitor);
  for (const auto& [id, timer] : known_ids_) visitor.visit(static_cast<gc::Cell*>(timer));
}

void TimerLists::clear() {
  queue_.clear();
  lists_.clear();
  last_list_ = nullptr;
  erased_lists_ = 0;
  known_ids_.clear();
  list_memory_.note(0);
  id_memory_.note(0);
  current_ = nullptr;
}

}  // namespace orrery::node
