#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "host/door.h"
#include "host/live_door.h"
#include "host/log_reader.h"
#include "host/log_writer.h"
#include "host/recording_door.h"
#include "host/replay_door.h"
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
  /// Of a run that goes on: see LogReader::follow(). What ends it from outside is known here only when it has
  /// ended, and a replay that is further ahead by then (a script that runs without asking for anything) has
  /// missed it: it says so as of any run that is another one.
  static base::Result<std::unique_ptr<Session>> replay(const std::string& path, Follow follow);
  static std::unique_ptr<Session> replay(LogReader log);

  Door& door();
  bool is_replay() const { return replay_.has_value(); }
  /// The machine's; null in a replay.
  LiveDoor* live_door() { return live_.get(); }
  bool has_virtual_time() const { return virtual_.has_value(); }
  /// What the run does is to be added to it; null: nobody wants to know. The door adds its answers itself.
  trace::SemanticHash* semantic_hash() { return is_live() ? nullptr : &hash_; }

  /// What the run is started with. \return `contents`; in a replay what they were in the recorded run
  base::Result<std::string> input(std::string_view name, std::string contents);
  /// Hands over what is recorded so far, so that a run that is killed can be replayed up to there.
  void flush();
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
