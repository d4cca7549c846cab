#pragma once

// Agents, and what a host gives them.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include <orrery/module.h>
#include <orrery/realm.h>
#include <orrery/value.h>

namespace orrery {

/// All that the engine reads from outside: it has no clock and no entropy of its own. <orrery/system_door.h>
/// is that of the machine. Called on the agent's thread.
class ORRERY_API Door {
 public:
  virtual ~Door() = default;
  /// Milliseconds since 1970-01-01 UTC, as Date.now() gives them.
  virtual double wall_clock_ms() = 0;
  /// Of a clock that never goes back, in nanoseconds since some moment before the agent.
  virtual std::uint64_t monotonic_ns() = 0;
  virtual void fill_random(std::span<std::byte> bytes) = 0;
  /// What Date's local methods go by; asked for when a script first uses one.
  struct TimeZone {
    /// In the IANA Time Zone Database: "Europe/Berlin". May be empty.
    std::string name;
    /// The contents of a TZif file (RFC 9636), as there is one for each zone below /usr/share/zoneinfo; or a
    /// text as POSIX has it in the variable TZ, "CET-1CEST,M3.5.0,M10.5.0/3". Empty: UTC.
    std::string rules;
  };
  virtual TimeZone time_zone() { return {}; }
  /// Blocks the thread, which has the lock, until `notified` is told or so much time has gone by, or earlier:
  /// for Atomics.wait, if Options::can_block says that it may.
  virtual void wait(std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                    std::chrono::nanoseconds time) {
    notified.wait_for(lock, time);
  }
};

struct ORRERY_API Options {
  /// Bytes that the heap may take; beyond them the script is terminated.
  std::size_t heap_limit = std::size_t{512} << 20;
  /// Bytes of the stack that JavaScript frames live on, which is not the thread's.
  std::size_t stack_size = std::size_t{4} << 20;
  /// How deeply calls between C++ and scripts may nest, in bytes: 256 are counted for each, so that a script
  /// finds the same depth in every build and on every machine.
  std::size_t native_stack_size = std::size_t{1} << 20;
  /// Bytes of the thread's stack that they may really take, from the outermost call into the engine on:
  /// should callbacks want more than that, it ends them at another depth, but safely. The parser may need
  /// 5 MiB more for source text that is nested deeply.
  std::size_t machine_stack_size = std::size_t{3} << 20;
  /// Do functions that run much become machine code? They do the same without, slower. It takes up to 64 MiB,
  /// which are not counted to heap_limit, and which all agents of the process share. On x86-64 only, and
  /// where the system gives memory that can be executed.
  bool machine_code = true;
  /// Where imports go; outlives the agent. Null: they all fail.
  ModuleLoader* modules = nullptr;
  /// https://tc39.es/ecma262/#sec-agentcansuspend: may Atomics.wait block the thread? It throws a TypeError
  /// if not. Who waits is still interrupted by Agent::request_interrupt().
  bool can_block = false;
  /// Called when another agent, by Atomics.notify, has left something for run_jobs() to do: on that agent's
  /// thread, and with locks held. So it may only wake this agent's thread. Empty: run_jobs() is called
  /// anyway.
  std::function<void()> on_wake = {};
  /// Told by run_jobs() of promises that were rejected and that nothing handles. Empty: nobody is told.
  std::function<void(const Value& promise, const Value& reason)> on_unhandled_rejection = {};
  /// For tests: collect garbage at every allocation, and check that nobody uses what was freed.
  bool collect_at_every_allocation = false;
};

struct ORRERY_API HeapUse {
  std::size_t live_bytes;      // in cells, after the last collection
  std::size_t external_bytes;  // outside cells, accounted
  std::uint64_t collections;
};

/// https://tc39.es/ecma262/#sec-agents
class ORRERY_API Agent {
 public:
  /// \param door  outlives the agent
  /// \return null if the system has no memory or address space left
  static std::unique_ptr<Agent> create(Door& door, Options options = {});
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  /// The first realm, which is there from the start.
  Realm realm() const;
  Realm make_realm();

  /// Runs jobs until there are none: those of promises, what Atomics.waitAsync was waiting for, and the
  /// callbacks of FinalizationRegistries. Not while a script runs. \return how many; or what a
  /// FinalizationRegistry's callback threw, or the termination
  Result<std::size_t> run_jobs();
  bool has_jobs() const;
  /// When run_jobs() will have more to do, by the door's monotonic clock, as an Atomics.waitAsync has a
  /// timeout. Nothing: not by itself.
  std::optional<std::uint64_t> next_deadline() const;

  /// From any thread, while the agent exists: the script that runs ends with `reason`; if none does, or it is
  /// over too soon to notice, the next.
  void request_interrupt(Termination reason = Termination::Interrupted) noexcept;
  /// Takes a request back that came too late.
  void cancel_interrupt() noexcept;

  void collect_garbage();
  HeapUse heap_use() const;

 private:
  friend struct detail::Access;
  explicit Agent(std::unique_ptr<detail::AgentState> state);
  std::unique_ptr<detail::AgentState> state_;
};

}  // namespace orrery
