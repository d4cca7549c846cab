#include "vm/binary_data/async_waiters.h"

#include <utility>

#include "vm/agent.h"
#include "vm/binary_data/data_block.h"
#include "vm/execution/origin.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::vm {

std::uint64_t AsyncWaiters::add(const std::shared_ptr<SharedDataBlock>& block, std::size_t byte_index,
                                Promise* promise, gc::ExternalMemory memory, JobOrigin* origin) {
  const std::uint64_t ticket = next_ticket_++;
  auto waiter =
      std::make_shared<Waiter>(Waiter{.byte_index = byte_index, .mailbox = mailbox_, .ticket = ticket});
  block->waiters.add(waiter);
  entries_.emplace(ticket, Entry{.block = block,
                                 .waiter = std::move(waiter),
                                 .promise = promise,
                                 .origin = origin,
                                 .timeout = 0,
                                 .memory = std::move(memory)});
  return ticket;
}

void AsyncWaiters::set_timeout(std::uint64_t ticket, std::int64_t timeout) {
  const auto entry = entries_.find(ticket);
  if (entry != entries_.end()) entry->second.timeout = timeout;
}

void AsyncWaiters::settle(Agent& agent, const Entry& entry, const char* result) {
  fulfill_promise(agent, entry.promise, make_ascii_string(agent, result));
}

void AsyncWaiters::time_out(Agent& agent, std::uint64_t ticket) {
  const auto found = entries_.find(ticket);
  if (found == entries_.end()) return;
  {
    const auto lock = found->second.block->waiters.enter();
    if (found->second.waiter->is_notified) return;  // its ticket is in the mailbox, or was
    found->second.block->waiters.remove(found->second.waiter);
  }
  const Entry entry = std::move(found->second);
  entries_.erase(found);
  settle(agent, entry, "timed-out");
}

std::vector<std::uint64_t> AsyncWaiters::take_notified() {
  if (entries_.empty()) return {};
  return mailbox_->take();
}

JobOrigin* AsyncWaiters::origin_of(std::uint64_t ticket) const {
  const auto found = entries_.find(ticket);
  return found == entries_.end() ? nullptr : found->second.origin;
}

void AsyncWaiters::settle_notified(Agent& agent, std::uint64_t ticket) {
  const auto found = entries_.find(ticket);
  if (found == entries_.end()) return;
  const Entry entry = std::move(found->second);
  entries_.erase(found);
  if (entry.timeout != 0) agent.hooks().end_timeout(agent, entry.timeout);
  settle(agent, entry, "ok");
}

void AsyncWaiters::deliver(Agent& agent) {
  for (const std::uint64_t ticket : take_notified()) settle_notified(agent, ticket);
}

void AsyncWaiters::clear() {
  for (const auto& [ticket, entry] : entries_) {
    const auto lock = entry.block->waiters.enter();
    entry.block->waiters.remove(entry.waiter);
  }
  entries_.clear();
}

void AsyncWaiters::visit(gc::Visitor& visitor) {
  for (const auto& [ticket, entry] : entries_) {
    visitor.visit(static_cast<gc::Cell*>(entry.promise));
    visitor.visit(static_cast<gc::Cell*>(entry.origin));
  }
}

}  // namespace orrery::vm
