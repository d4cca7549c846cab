#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "gc/visitor.h"
#include "vm/binary_data/waiter_list.h"

namespace orrery::vm {

class Agent;
class Promise;
struct SharedDataBlock;

/// What an agent waits for without blocking: Atomics.waitAsync
/// (https://tc39.es/ecma262/#sec-atomics.waitasync). Whoever notifies it, on any thread, leaves a ticket in
/// its mailbox; the host lets it look there when nothing runs (deliver()).
class AsyncWaiters {
 public:
  AsyncWaiters() : mailbox_(std::make_shared<Mailbox>()) {}
  ~AsyncWaiters() { clear(); }
  AsyncWaiters(const AsyncWaiters&) = delete;
  AsyncWaiters& operator=(const AsyncWaiters&) = delete;

  /// Waits at a place of the block, whose lists the caller has entered.
  /// \return the ticket
  std::uint64_t add(const std::shared_ptr<SharedDataBlock>& block, std::size_t byte_index, Promise* promise);
  /// To be ended (Hooks::end_timeout) when somebody notifies the waiter.
  void set_timeout(std::uint64_t ticket, std::int64_t timeout);
  /// Its time has come: fulfils the promise, unless somebody was faster.
  void time_out(Agent& agent, std::uint64_t ticket);
  /// Fulfils the promises of those who were notified. \return whether there were any
  bool deliver(Agent& agent);
  /// Waits for nothing any more.
  void clear();

  /// The host's way to end its waiting for other things, from any thread, as there is something to deliver.
  void wake_by(void (*wake)(void* context), void* context) { mailbox_->wake_by(wake, context); }
  bool is_waiting() const { return !entries_.empty(); }
  void visit(gc::Visitor& visitor);

 private:
  struct Entry {
    std::uint64_t ticket;
    std::shared_ptr<SharedDataBlock> block;
    std::shared_ptr<Waiter> waiter;
    Promise* promise;
    std::int64_t timeout;  // 0: none
  };
  static void settle(Agent& agent, const Entry& entry, const char* result);

  std::shared_ptr<Mailbox> mailbox_;
  std::vector<Entry> entries_;
  std::uint64_t next_ticket_ = 1;
};

}  // namespace orrery::vm
