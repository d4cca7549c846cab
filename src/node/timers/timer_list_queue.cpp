#include "node/timers/timer_list_queue.h"

#include <algorithm>

namespace orrery::node {

bool TimerListQueue::is_earlier(const TimerList* left, const TimerList* right) {
  if (left->expiry_ms != right->expiry_ms) return left->expiry_ms < right->expiry_ms;
  return left->sequence < right->sequence;
}

void TimerListQueue::insert(TimerList* list) {
  heap_.push_back(list);
  move_up(heap_.size() - 1);
}

void TimerListQueue::remove(TimerList* list) {
  const std::size_t position = list->position;
  TimerList* last = heap_.back();
  heap_.pop_back();
  list->position = TimerList::k_not_queued;
  if (last == list) return;
  place(last, position);
  move_up(position);
  move_down(last->position);
}

std::vector<TimerList*> TimerListQueue::in_order() const {
  std::vector<TimerList*> lists = heap_;
  std::ranges::sort(lists, is_earlier);
  return lists;
}

void TimerListQueue::place(TimerList* list, std::size_t position) {
  heap_[position] = list;
  list->position = position;
}

void TimerListQueue::move_up(std::size_t position) {
  TimerList* list = heap_[position];
  while (position != 0) {
    const std::size_t parent = (position - 1) / 2;
    if (!is_earlier(list, heap_[parent])) break;
    place(heap_[parent], position);
    position = parent;
  }
  place(list, position);
}

void TimerListQueue::move_down(std::size_t position) {
  TimerList* list = heap_[position];
  for (;;) {
    std::size_t child = 2 * position + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && is_earlier(heap_[child + 1], heap_[child])) child++;
    if (!is_earlier(heap_[child], list)) break;
    place(heap_[child], position);
    position = child;
  }
  place(list, position);
}

}  // namespace orrery::node
