#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "host/door.h"
#include "host/live_door.h"
#include "host/recording/log_reader.h"
#include "host/recording/log_writer.h"
#include "host/recording/recording_door.h"
#include "host/recording/replay_door.h"
#include "host/virtual_door.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"

namespace orrery::host {

/// What a run sees of the world: the machine, maybe with a clock of its own, maybe while all is written down;
/// or a recording.
class Session {
 public:
  /// Whether time is virtual, and what operations take then.
  using VirtualTime = std::optional<LatencyModel>;

  static base::Result<std::unique_ptr<Session>> live(VirtualTime time);
  /// \param path  of the recording, which is made, or replaced if it is an older one or empty
  static base::Result<std::unique_ptr<Session>> recording(const std::string& path, VirtualTime time);
  /// The same into anything.
  static base::Result<std::unique_ptr<Session>> recording(LogWriter::Sink sink, VirtualTime time);
  /// As a recording, but nothing is kept but the semantic hash.
  static base::Result<std::unique_ptr<Session>> hashed(VirtualTime time);
  static base::Result<std::unique_ptr<Session>> replay(const std::string& path);
  static std::unique_ptr<Session> replay(LogReader log);
  /// A replay of a recording that may still grow. \param wait  as of LogReader::follow()
  static base::Result<std::unique_ptr<Session>> replay_growing(const std::string& path, LogReader::Wait wait);

  Door& door();
  bool is_replay() const { return replay_.has_value(); }
  /// The machine's; null in a replay.
  LiveDoor* live_door() { return live_.get(); }
  /// Null where this is no replay.
  ReplayDoor* replay_door() { return replay_ ? &*replay_ : nullptr; }
  bool has_virtual_time() const { return virtual_.has_value(); }
  /// Below what records; null where time is the machine's, and in a replay.
  VirtualDoor* virtual_door() { return virtual_ ? &*virtual_ : nullptr; }
  /// What the run does is to be added to it; null: nobody wants to know. The door adds its answers itself.
  trace::SemanticHash* semantic_hash() { return is_live() ? nullptr : &hash_; }

  /// What the run is started with. \return `contents`; in a replay what they were in the recorded run
  base::Result<std::string> input(std::string_view name, std::string contents);
  /// Of a recording: RecordingDoor::leave_out_contents().
  void leave_out_contents() { recording_->leave_out_contents(); }
  /// Hands over what is recorded so far, so that a run that is killed can be replayed up to there.
  void flush();
  /// LogWriter::flush_in_signal_handler() of a recording.
  void flush_in_signal_handler();
  /// To be called before the agent runs anything: a replay ends as the recorded run did, and as soon as it
  /// goes another way.
  void attach(vm::Agent& agent);
  /// To be called when the run has ended. \return what went wrong with the recording; or in what the replay
  /// was not the recorded run
  base::Result<void> end(int exit_status, const vm::Agent& agent);

 private:
  Session() = default;
  static base::Result<std::unique_ptr<Session>> recording(std::unique_ptr<LogWriter> writer,
                                                          VirtualTime time);
  static base::Result<std::unique_ptr<Session>> replay(base::Result<LogReader> reader);
  bool is_live() const { return writer_ == nullptr && !reader_; }

  trace::SemanticHash hash_;
  std::unique_ptr<LiveDoor> live_;
  std::optional<VirtualDoor> virtual_;
  std::unique_ptr<LogWriter> writer_;
  std::optional<RecordingDoor> recording_;
  std::optional<LogReader> reader_;
  std::optional<ReplayDoor> replay_;
  vm::Agent* agent_ = nullptr;
};

}  // namespace orrery::host
