#include "vm/binary_data/async_waiters.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/binary_data/data_block.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::vm {

std::uint64_t AsyncWaiters::add(const std::shared_ptr<SharedDataBlock>& block, std::size_t byte_index,
                                Promise* promise) {
  const std::uint64_t ticket = next_ticket_++;
  auto waiter =
      std::make_shared<Waiter>(Waiter{.byte_index = byte_index, .mailbox = mailbox_, .ticket = ticket});
  block->waiters.add(waiter);
  entries_.push_back({ticket, block, std::move(waiter), promise, 0});
  return ticket;
}

void AsyncWaiters::set_timeout(std::uint64_t ticket, std::int64_t timeout) {
  const auto entry = std::ranges::find(entries_, ticket, &Entry::ticket);
  if (entry != entries_.end()) entry->timeout = timeout;
}

void AsyncWaiters::settle(Agent& agent, const Entry& entry, const char* result) {
  fulfill_promise(agent, entry.promise, make_ascii_string(agent, result));
}

void AsyncWaiters::time_out(Agent& agent, std::uint64_t ticket) {
  const auto found = std::ranges::find(entries_, ticket, &Entry::ticket);
  if (found == entries_.end()) return;
  {
    const auto lock = found->block->waiters.enter();
    if (found->waiter->is_notified) return;  // its ticket is in the mailbox
    found->block->waiters.remove(found->waiter);
  }
  const Entry entry = std::move(*found);
  entries_.erase(found);
  settle(agent, entry, "timed-out");
}

bool AsyncWaiters::deliver(Agent& agent) {
  if (entries_.empty()) return false;
  const std::vector<std::uint64_t> tickets = mailbox_->take();
  for (const std::uint64_t ticket : tickets) {
    const auto found = std::ranges::find(entries_, ticket, &Entry::ticket);
    if (found == entries_.end()) continue;
    const Entry entry = std::move(*found);
    entries_.erase(found);
    if (entry.timeout != 0) agent.hooks().end_timeout(agent, entry.timeout);
    settle(agent, entry, "ok");
  }
  return !tickets.empty();
}

void AsyncWaiters::clear() {
  for (const Entry& entry : entries_) {
    const auto lock = entry.block->waiters.enter();
    entry.block->waiters.remove(entry.waiter);
  }
  entries_.clear();
}

void AsyncWaiters::visit(gc::Visitor& visitor) {
  for (const Entry& entry : entries_) visitor.visit(static_cast<gc::Cell*>(entry.promise));
}

}  // namespace orrery::vm
