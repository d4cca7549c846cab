#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "host/door.h"
#include "host/recording/log_reader.h"
#include "host/recording/opened_files.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"

namespace orrery::host {

/// Answers what a recording says was answered. Opens no clock, and waits for nothing.
///
/// A run that asks for something else than the recorded one did has gone another way: then there is an
/// error(), `on_mismatch` is called once, and all answers from there on mean nothing.
class ReplayDoor final : public Door, private trace::MilestoneObserver {
 public:
  /// All must outlive this. `on_mismatch` is to end the run (vm::Agent::request_interrupt()).
  ReplayDoor(LogReader& log, trace::SemanticHash& hash, std::function<void()> on_mismatch)
      : log_(log), hash_(hash), on_mismatch_(std::move(on_mismatch)) {
    hash.set_observer(this);
  }
  ~ReplayDoor() { hash_.set_observer(nullptr); }
  ReplayDoor(const ReplayDoor&) = delete;
  ReplayDoor& operator=(const ReplayDoor&) = delete;

  /// What ended the recorded script from outside, if something did and that is known: for
  /// vm::Agent::schedule_interruption().
  std::optional<vm::Agent::Interruption> interruption() const;
  /// Is told when it gets known later, of a recording that grows.
  void set_on_interruption(std::function<void(const vm::Agent::Interruption&)> on_interruption) {
    on_interruption_ = std::move(on_interruption);
  }
  /// Whether there is something that the run has not asked for; waits for nothing.
  bool has_more();
  /// How much of the recording's file was read.
  std::uint64_t bytes_read() const { return log_.bytes_read(); }
  /// What RecordingDoor::add_input() was given.
  base::Result<std::string_view> take_input(std::string_view name);

  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  std::uint64_t observed_ns() override;
  void fill_random(std::span<std::byte> bytes) override;
  vm::TimeZoneData time_zone() override;
  void set_zone_variable(std::optional<std::string>) override {}
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override;
  std::optional<loop::CompletedOperation> take_completion() override;
  void cancel_operation(loop::OperationId id) override { operations_.erase(id); }
  bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) override;
  base::Result<std::string> read_file(const std::string& path, std::size_t max_size) override;
  FileAnswer access_file(const FileRequest& request) override;
  std::string canonical_path(const std::string& path) override;
  std::optional<std::string> fact(const std::string& name) override;
  std::uint64_t observe(std::string_view what, std::uint64_t value) override;
  bool happens(std::string_view what, bool happens) override;

  /// Why the run is not the recorded one, as far as is known.
  const std::optional<base::Error>& error() const { return error_; }
  /// Whether that is because the recorded run was killed, and the recording with it.
  bool is_cut_off() const { return is_cut_off_; }
  /// To be called when the run has ended: whether the recorded one ended too, in the same way and with the
  /// same semantic hash.
  base::Result<void> end(int exit_status);

 private:
  void reach(const trace::Milestone& milestone) override { reached_.push_back(milestone); }
  bool is_at_end();
  void compare_milestone();
  void fail_with_other_hash(std::uint64_t turn, std::uint64_t digest, std::uint64_t recorded);
  bool take(LogEventKind wanted);
  /// Takes an input that has one of these names. \return false after a failure
  /// \param again  has the contents, if the recording leaves them out
  /// \param shown  what that is called, if they are not what they were
  bool take_input_named(std::string_view name, std::string_view other_name,
                        const std::function<std::optional<std::string>()>& again = nullptr,
                        std::string_view shown = "");
  bool take_reading(LogEventKind wanted);
  void tell_interruption();
  bool bring_back(std::optional<std::string> contents, std::string_view what);
  std::optional<std::string> answer_again(const FileRequest& request) const;
  void fail(std::string message);

  LogReader& log_;
  trace::SemanticHash& hash_;
  std::function<void()> on_mismatch_;
  std::function<void(const vm::Agent::Interruption&)> on_interruption_;
  bool has_told_interruption_ = false;
  std::optional<base::Error> error_;
  bool is_cut_off_ = false;
  bool has_ended_ = false;
  std::unordered_map<loop::OperationId, std::unique_ptr<loop::Operation>> operations_;  // in flight
  OpenedFiles files_;
  // Those of this run that the recording has yet to come to. Compared only when the run asks for something,
  // as a recording that grows may have no more for now.
  std::deque<trace::Milestone> reached_;
  std::uint64_t same_turn_ = 0;  // up to where it was the same run
  std::string brought_back_;     // what the event that was taken last leaves out
  // The event that was taken last, and how many readings of it are left.
  LogEvent event_{.kind = LogEventKind::End, .count = 0};
};

}  // namespace orrery::host
