#include "node/timers/timer_lists.h"

namespace orrery::node {

constinit const vm::Interface Timeout::k_interface = {.name = "Timeout",
                                                      .visit_state = vm::visit_state_of<Timeout>};
constinit const vm::Interface Immediate::k_interface = {.name = "Immediate",
                                                        .visit_state = vm::visit_state_of<Immediate>};

void TimerLists::start(Timeout* timer, std::uint64_t now_ms) {
  if (timer->is_listed_) unlist(timer);
  timer->start_ms_ = now_ms;
  const std::uint64_t duration = whole_duration(timer);
  std::unique_ptr<List>& list = lists_[duration];
  if (list == nullptr) {
    list = std::make_unique<List>(duration, now_ms + duration, next_sequence_++);
    order_.insert(list.get());
  }
  list->timers.append(timer);
  timer->is_listed_ = true;
  activate(timer);
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

void TimerLists::erase(List& list) {
  if (current_ == &list) current_ = nullptr;
  order_.erase(&list);
  lists_.erase(list.duration_ms);
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
