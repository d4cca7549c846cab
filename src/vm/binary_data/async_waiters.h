#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gc/external_memory.h"
#include "gc/visitor.h"
#include "vm/binary_data/waiter_list.h"

namespace orrery::vm {

class Agent;
class JobOrigin;
class Promise;
struct SharedDataBlock;

/// What an agent waits for without blocking: Atomics.waitAsync
/// (https://tc39.es/ecma262/#sec-atomics.waitasync). Whoever notifies it, on any thread, leaves a ticket in
/// its mailbox; the host lets it look there when nothing runs (take_notified(), deliver()).
class AsyncWaiters {
 public:
  AsyncWaiters() : mailbox_(std::make_shared<Mailbox>()) {}
  ~AsyncWaiters() { clear(); }
  AsyncWaiters(const AsyncWaiters&) = delete;
  AsyncWaiters& operator=(const AsyncWaiters&) = delete;

  /// What a waiter takes outside the heap.
  static std::size_t bytes_of_waiter() { return sizeof(Entry) + sizeof(Waiter) + k_node_bytes; }
  /// Waits at a place of the block, whose lists the caller has entered.
  /// \param memory  counts bytes_of_waiter()
  /// \param origin  of what will be run when it is notified; null: nobody wants to know
  /// \return the ticket
  std::uint64_t add(const std::shared_ptr<SharedDataBlock>& block, std::size_t byte_index, Promise* promise,
                    gc::ExternalMemory memory, JobOrigin* origin);
  /// To be ended (Hooks::end_timeout) when somebody notifies the waiter.
  void set_timeout(std::uint64_t ticket, std::int64_t timeout);
  /// Its time has come: fulfils the promise, unless somebody was faster.
  void time_out(Agent& agent, std::uint64_t ticket);
  /// The tickets that were left since the last time, each for one settle_notified().
  std::vector<std::uint64_t> take_notified();
  /// Null: there is none, or no such waiter.
  JobOrigin* origin_of(std::uint64_t ticket) const;
  /// https://tc39.es/ecma262/#sec-enqueueresolveinagentjob, the job: fulfils the promise of one who was
  /// notified.
  void settle_notified(Agent& agent, std::uint64_t ticket);
  /// Both, for hosts that have no tasks.
  void deliver(Agent& agent);
  /// Waits for nothing any more.
  void clear();

  /// The host's way to end its waiting for other things, from any thread, as there is something to deliver.
  void wake_by(void (*wake)(void* context), void* context) { mailbox_->wake_by(wake, context); }
  bool is_waiting() const { return !entries_.empty(); }
  void visit(gc::Visitor& visitor);

 private:
  static constexpr std::size_t k_node_bytes = 128;  // of lists and tables, about
  struct Entry {
    std::shared_ptr<SharedDataBlock> block;
    std::shared_ptr<Waiter> waiter;
    Promise* promise;
    JobOrigin* origin;
    std::int64_t timeout;  // 0: none
    gc::ExternalMemory memory;
  };
  static void settle(Agent& agent, const Entry& entry, const char* result);

  std::shared_ptr<Mailbox> mailbox_;
  std::unordered_map<std::uint64_t, Entry> entries_;  // by ticket
  std::uint64_t next_ticket_ = 1;
};

}  // namespace orrery::vm
