#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "host/door.h"
#include "host/recording/log_writer.h"
#include "host/recording/opened_files.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"

namespace orrery::host {

/// Another door, whose answers are written down.
class RecordingDoor final : public Door, private trace::MilestoneObserver {
 public:
  /// All three must outlive this.
  RecordingDoor(Door& door, LogWriter& log, trace::SemanticHash& hash) : door_(door), log_(log), hash_(hash) {
    hash.set_observer(this);
  }
  ~RecordingDoor() { hash_.set_observer(nullptr); }
  RecordingDoor(const RecordingDoor&) = delete;
  RecordingDoor& operator=(const RecordingDoor&) = delete;

  /// Writes down what the run is started with; ReplayDoor::take_input() gives it back. In the order in which
  /// replaying asks for it.
  void add_input(std::string_view name, std::string_view contents);

  /// Leaves out the contents of files and the values of environment variables, where a replay can have them
  /// again by itself and see that they are the same.
  void leave_out_contents() { leaves_out_ = true; }

  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  std::uint64_t observed_ns() override;
  void fill_random(std::span<std::byte> bytes) override;
  vm::TimeZoneData time_zone() override;
  void set_zone_variable(std::optional<std::string> value) override {
    door_.set_zone_variable(std::move(value));
  }
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override;
  std::optional<loop::CompletedOperation> take_completion() override;
  void cancel_operation(loop::OperationId id) override { door_.cancel_operation(id); }
  bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) override;
  std::uint64_t allocated_bytes(vm::Agent& agent) override { return door_.allocated_bytes(agent); }
  base::Result<std::string> read_file(const std::string& path, std::size_t max_size) override;
  FileAnswer access_file(const FileRequest& request) override;
  std::string canonical_path(const std::string& path) override;
  std::optional<std::string> fact(const std::string& name) override;
  std::uint64_t observe(std::string_view what, std::uint64_t value) override;
  bool happens(std::string_view what, bool happens) override;

  /// Ends the recording. \param interruption  what ended the script, if that came from outside
  /// \return what went wrong with writing it
  base::Result<void> end(int exit_status, const std::optional<vm::Agent::Interruption>& interruption);

 private:
  void reach(const trace::Milestone& milestone) override { log_.milestone(milestone.turn, milestone.digest); }
  void add_contents(std::string_view name, std::string_view contents, bool is_left_out);
  bool can_be_read_again(const FileRequest& request, std::string_view text);

  Door& door_;
  LogWriter& log_;
  trace::SemanticHash& hash_;
  bool leaves_out_ = false;
  OpenedFiles files_;
};

}  // namespace orrery::host
