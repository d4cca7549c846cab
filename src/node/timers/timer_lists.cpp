#include "node/timers/timer_lists.h"

#include <algorithm>
#include <utility>

namespace orrery::node {

constinit const vm::Interface Timeout::k_interface = {.name = "Timeout",
                                                      .visit_state = vm::visit_state_of<Timeout>};
constinit const vm::Interface Immediate::k_interface = {.name = "Immediate",
                                                        .visit_state = vm::visit_state_of<Immediate>};

void TimerLists::start(Timeout* timer, std::uint64_t now_ms) {
  if (timer->is_listed_) unlist(timer);
  timer->start_ms_ = now_ms;
  list_of(whole_duration(timer), now_ms).timers.append(timer);
  timer->is_listed_ = true;
  activate(timer);
  if (tracer_ != nullptr) tell_start(timer);
}

void TimerLists::tell_start(Timeout* timer) {
  constexpr std::uint64_t k_nanoseconds = 1'000'000;
  tracer_->set_timer(reinterpret_cast<std::uintptr_t>(timer),
                     {.delay_ms = whole_duration(timer),
                      .due_ns = (timer->start_ms_ + whole_duration(timer)) * k_nanoseconds,
                      .repeats = timer->repeats_},
                     timer->callback(), timer->origin());
}

void TimerLists::end(Timeout* timer) {
  timer->callback_.set(timer, vm::Value::undefined());
  timer->arguments_.clear();
  if (timer->is_listed_) {
    unlist(timer);
    List& list = *lists_.at(whole_duration(timer));
    if (timer->is_referenced_ && list.timers.is_empty()) erase(list);
  }
  deactivate(timer);
  if (tracer_ != nullptr) tracer_->clear_timer(reinterpret_cast<std::uintptr_t>(timer));
}

void TimerLists::finish(Timeout* timer, std::uint64_t started_ms) {
  if (timer->repeats_ && !timer->is_cleared()) {
    start(timer, started_ms);
  } else if (!timer->is_listed_) {
    deactivate(timer);
  }
}

std::optional<std::uint64_t> TimerLists::next_expiry_ms() const {
  if (order_.empty()) return std::nullopt;
  return (*order_.begin())->expiry_ms;
}

Timeout* TimerLists::take_due() {
  for (;;) {
    if (current_ == nullptr) {
      if (order_.empty() || (*order_.begin())->expiry_ms > now_ms_) return nullptr;
      current_ = *order_.begin();
    }
    Timeout* timer = current_->timers.first();
    if (timer == nullptr) {
      erase(*current_);
    } else if (now_ms_ < timer->start_ms_ + current_->duration_ms) {
      postpone(*current_, std::max(timer->start_ms_ + current_->duration_ms, now_ms_ + 1));
      current_ = nullptr;
    } else {
      unlist(timer);
      if (!timer->is_cleared()) return timer;
    }
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
  if (timer->is_known_by_id_) known_ids_.erase(timer->id_);
  timer->is_known_by_id_ = false;
}

void TimerLists::unlist(Timeout* timer) {
  lists_.at(whole_duration(timer))->timers.remove(timer);
  timer->is_listed_ = false;
}

void TimerLists::set_referenced(Timeout* timer, bool is_referenced) {
  if (timer->is_referenced_ == is_referenced) return;
  timer->is_referenced_ = is_referenced;
  if (timer->is_active_) is_referenced ? referenced_++ : referenced_--;
}

std::uint32_t TimerLists::id_for_script(Timeout* timer) {
  if (timer->is_active_ && !timer->is_known_by_id_) {
    timer->is_known_by_id_ = true;
    known_ids_[timer->id_] = timer;
  }
  return timer->id_;
}

Timeout* TimerLists::find(std::uint32_t id) const {
  const auto found = known_ids_.find(id);
  return found == known_ids_.end() ? nullptr : found->second;
}

// Lists -----------------------------------------------------------------------------------------------------

void TimerLists::postpone(List& list, std::uint64_t expiry_ms) {
  order_.erase(&list);
  list.expiry_ms = expiry_ms;
  list.sequence = next_sequence_++;
  order_.insert(&list);
}

TimerLists::List& TimerLists::list_of(std::uint64_t duration_ms, std::uint64_t now_ms) {
  if (const auto found = lists_.find(duration_ms); found != lists_.end()) return *found->second;
  const std::uint64_t expiry_ms = now_ms + duration_ms;
  if (spare_list_.empty()) {
    auto made = std::make_unique<List>(duration_ms, expiry_ms, next_sequence_++);
    List& list = *made;
    order_.insert(&list);
    lists_.emplace(duration_ms, std::move(made));
    return list;
  }
  List& list = *spare_list_.mapped();
  list.duration_ms = duration_ms;
  list.expiry_ms = expiry_ms;
  list.sequence = next_sequence_++;
  spare_list_.key() = duration_ms;
  lists_.insert(std::move(spare_list_));
  spare_place_.value() = &list;
  order_.insert(std::move(spare_place_));
  return list;
}

/// It is empty.
void TimerLists::erase(List& list) {
  if (current_ == &list) current_ = nullptr;
  spare_place_ = order_.extract(&list);
  spare_list_ = lists_.extract(list.duration_ms);
}

void TimerLists::visit(gc::Visitor& visitor) const {
  for (const List* list : order_) list->timers.visit(visitor);
  for (const auto& [id, timer] : known_ids_) visitor.visit(static_cast<gc::Cell*>(timer));
}

void TimerLists::clear() {
  lists_.clear();
  order_.clear();
  known_ids_.clear();
  current_ = nullptr;
}

}  // namespace orrery::node
