#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "host/door.h"
#include "host/live_door.h"
#include "vm/agent.h"

namespace orrery::host {

/// How long background operations take in virtual time, by their kind (loop::Operation::kind()).
struct LatencyModel {
  std::uint64_t usual_ns = 100'000;
  std::vector<std::pair<std::string, std::uint64_t>> by_kind;

  std::uint64_t of(std::string_view kind) const;
};

/// [DOC] Virtual time
///
/// A clock that goes by what the program does and not by how fast the machine is, so that a program does the
/// same each time:
///
/// - It advances with logical time (polls at calls and loop back-edges), and a little with each reading. So
///   code that is at work blocks timers, and waiting for `Date.now()` to reach something comes to an end.
/// - When nothing is to be done until some moment, it is that moment at once.
/// - A background operation is completed at the time that the LatencyModel gives it when it begins; those of
///   the same time in the order in which they were begun. Only then it is really done, one after the other:
///   what it finds cannot depend on how threads come along. What the program itself waits for (readFileSync)
///   takes no time: how many requests there are when modules are looked for depends on where they lie.
///
/// - What is held weakly is cleared when a program that has done so much may have allocated enough, whatever
/// it
///   has: how large cells are, and how many there are beside the program's own, should not matter.
///
/// The date at the start is always the same, and so are random numbers, process.pid, and what the machine and
/// the process say of themselves as they run: memory, load, processors; CPU time is logical time (facts.cpp
/// decides for each fact). Files, the environment, the user and the time zone are the machine's.
class VirtualDoor final : public Door {
 public:
  /// 2026-01-01T00:00:00Z, in milliseconds
  static constexpr double k_first_date_ms = 1'767'225'600'000;
  /// What the monotonic clock shows first.
  static constexpr std::uint64_t k_first_ns = 1'000'000'000;
  /// What each poll takes, and each reading of a clock.
  static constexpr std::uint64_t k_poll_ns = 20;
  static constexpr std::uint64_t k_reading_ns = 1'000;
  /// What each poll is taken to allocate.
  static constexpr std::uint64_t k_poll_bytes = 64;
  /// Of the process and of its parent: larger than any that Linux gives (PID_MAX_LIMIT), so that nobody else
  /// can be meant. Signals to them go to the real ones.
  static constexpr std::int64_t k_process_id = 4'194'306;
  static constexpr std::int64_t k_parent_process_id = 4'194'305;

  /// \param machine  outlives it
  VirtualDoor(LiveDoor& machine, LatencyModel latencies)
      : machine_(machine), latencies_(std::move(latencies)) {}
  /// The agent whose logical time the clock follows; it outlives the last use of the door.
  void attach(const vm::Agent& agent) { agent_ = &agent; }

  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  std::uint64_t observed_ns() override { return now(); }
  void fill_random(std::span<std::byte> bytes) override;
  vm::TimeZoneData time_zone() override { return machine_.time_zone(); }
  void set_zone_variable(std::optional<std::string> value) override {
    machine_.set_zone_variable(std::move(value));
  }
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override;
  std::optional<loop::CompletedOperation> take_completion() override;
  void cancel_operation(loop::OperationId id) override;
  std::uint64_t allocated_bytes(vm::Agent& agent) override;
  base::Result<std::string> read_file(const std::string& path, std::size_t max_size) override {
    return machine_.read_file(path, max_size);
  }
  FileAnswer access_file(const FileRequest& request) override;
  std::string canonical_path(const std::string& path) override { return machine_.canonical_path(path); }
  std::optional<std::string> fact(const std::string& name) override;
  std::uint64_t observe(std::string_view, std::uint64_t value) override { return value; }

 private:
  /// The time, by no reading.
  std::uint64_t now() const { return passed_ns_ + worked(); }
  /// What of it logical time gives.
  std::uint64_t worked() const { return polls() * k_poll_ns; }
  std::uint64_t polls() const;
  std::uint64_t read();
  void pass(std::uint64_t nanoseconds) { passed_ns_ += nanoseconds; }

  LiveDoor& machine_;
  LatencyModel latencies_;
  const vm::Agent* agent_ = nullptr;
  /// Beside what logical time gives.
  std::uint64_t passed_ns_ = k_first_ns;
  std::uint64_t random_state_ = 0x6f7272657279;  // "orrery"
  /// By the time of their completion, and then as they were begun.
  std::map<std::pair<std::uint64_t, loop::OperationId>, std::unique_ptr<loop::Operation>> in_flight_;
  /// The one that is really being done; 0: none.
  loop::OperationId performed_ = 0;
};

}  // namespace orrery::host
