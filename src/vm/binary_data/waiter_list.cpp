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

std::size_t WaiterLists::notify(std::size_t byte_index, double count) {
  std::size_t notified = 0;
  for (auto waiter = waiters_.begin(); waiter != waiters_.end() && static_cast<double>(notified) < count;) {
    if ((*waiter)->byte_index != byte_index) {
      ++waiter;
      continue;
    }
    (*waiter)->is_notified = true;
    if ((*waiter)->mailbox != nullptr) (*waiter)->mailbox->post((*waiter)->ticket);
    waiter = waiters_.erase(waiter);
    notified++;
  }
  if (notified != 0) notified_.notify_all();
  return notified;
}

}  // namespace orrery::vm
