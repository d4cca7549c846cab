#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace orrery::vm {

/// What other threads have to tell an agent, until it looks: tickets that it has given out itself.
class Mailbox {
 public:
  /// From any thread.
  void post(std::uint64_t ticket);
  /// By the agent: all that have come.
  std::vector<std::uint64_t> take();
  /// `wake` is called, on any thread, whenever something has come.
  void wake_by(void (*wake)(void* context), void* context);

 private:
  std::mutex mutex_;
  void (*wake_)(void*) = nullptr;
  void* context_ = nullptr;
  std::vector<std::uint64_t> tickets_;
};

/// https://tc39.es/ecma262/#sec-waiter-record
struct Waiter {
  std::size_t byte_index;
  bool is_notified = false;
  /// Of Atomics.waitAsync: where to tell of it. Null: an agent blocks.
  std::shared_ptr<Mailbox> mailbox = nullptr;
  std::uint64_t ticket = 0;
  /// In the list of its place, as long as that has it: the lists' own.
  bool is_listed = false;
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::list<std::shared_ptr<Waiter>>::iterator position = {};
};

/// https://tc39.es/ecma262/#sec-waiterlist-records: those of all places in a data block. For several threads.
class WaiterLists {
 public:
  /// https://tc39.es/ecma262/#sec-entercriticalsection. The functions below are for those who have the lock.
  std::unique_lock<std::mutex> enter() { return std::unique_lock(mutex_); }

  /// https://tc39.es/ecma262/#sec-addwaiter
  void add(const std::shared_ptr<Waiter>& waiter);
  /// https://tc39.es/ecma262/#sec-removewaiter; it need not be there.
  void remove(const std::shared_ptr<Waiter>& waiter);
  /// Removes the first `count` waiters of the place and notifies them. \return how many there were
  std::size_t notify(std::size_t byte_index, double count);

  /// Told whenever a waiter was notified.
  std::condition_variable& notified() { return notified_; }

 private:
  std::mutex mutex_;
  std::condition_variable notified_;
  std::unordered_map<std::size_t, std::list<std::shared_ptr<Waiter>>> waiters_;  // by byte index, in order
};

}  // namespace orrery::vm
