#include "vm/binary_data/waiter_list.h"

#include <utility>

namespace orrery::vm {

void Mailbox::post(std::uint64_t ticket) {
  const std::scoped_lock lock(mutex_);
  tickets_.push_back(ticket);
  if (wake_ != nullptr) wake_(context_);
}

std::vector<std::uint64_t> Mailbox::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(tickets_, {});
}

void Mailbox::wake_by(void (*wake)(void* context), void* context) {
  const std::scoped_lock lock(mutex_);
  wake_ = wake;
  context_ = context;
}

void WaiterLists::add(const std::shared_ptr<Waiter>& waiter) {
  std::list<std::shared_ptr<Waiter>>& list = waiters_[waiter->byte_index];
  waiter->position = list.insert(list.end(), waiter);
  waiter->is_listed = true;
}

void WaiterLists::remove(const std::shared_ptr<Waiter>& waiter) {
  if (!std::exchange(waiter->is_listed, false)) return;
  const auto list = waiters_.find(waiter->byte_index);
  list->second.erase(waiter->position);
  if (list->second.empty()) waiters_.erase(list);
}

std::size_t WaiterLists::notify(std::size_t byte_index, double count) {
  const auto list = waiters_.find(byte_index);
  if (list == waiters_.end()) return 0;
  std::size_t notified = 0;
  while (!list->second.empty() && static_cast<double>(notified) < count) {
    const std::shared_ptr<Waiter> waiter = std::move(list->second.front());
    list->second.pop_front();
    waiter->is_listed = false;
    waiter->is_notified = true;
    if (waiter->mailbox != nullptr) waiter->mailbox->post(waiter->ticket);
    notified++;
  }
  if (list->second.empty()) waiters_.erase(list);
  if (notified != 0) notified_.notify_all();
  return notified;
}

}  // namespace orrery::vm
