#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/run/runtime.h"
#include "cli/trace/source_maps.h"
#include "inspect/process/messages.h"
#include "inspect/trace/definitions.h"
#include "inspect/trace/fine_tracer.h"
#include "inspect/watch/keyframes.h"
#include "trace/trace_sink.h"
#include "trace/trace_writer.h"

namespace orrery::cli {

/// What the processes that replay do between turns ([DOC] Keyframes, inspect/watch/replayer.h). One object at
/// a time in the process: fork() makes a copy of it, which becomes a keyframe, and copies of that become
/// workers.
///
/// Events go through it to a writer, whose blocks go to the server: of the front all; of a worker what is
/// defined from its keyframe on, and the events of its window.
class WatchedReplay final : public trace::TraceSink {
 public:
  /// \param socket  to the server
  /// \param log_end, recording  see ReplayerOptions
  WatchedReplay(int socket, int log_end, const std::string& recording, SourceMapFiles source_maps);
  WatchedReplay(const WatchedReplay&) = delete;
  WatchedReplay& operator=(const WatchedReplay&) = delete;

  /// Before the program begins: lays the first keyframe.
  /// \param definitions  what the runtime's tracer names things by
  void begin(Runtime& runtime, inspect::Definitions& definitions);
  /// Where the recording ends, as far as it is written. \return whether it may have grown; false: it will not
  bool wait_for_log();
  /// Whether the recording ends before the run does: it was killed.
  bool is_cut_off() const;
  /// There is nothing to replay.
  [[noreturn]] void end_early() {
    is_cut_off_ = true;
    end(std::nullopt);
  }
  /// The replay is over. The front waits until the server has no need of it.
  /// \param failure  in what it was not the recorded run; nothing: it was
  [[noreturn]] void end(const std::optional<base::Error>& failure);

#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...) void on(const trace::trace_events::Name& event) override;
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

 private:
  /// What a worker is to replay.
  struct Window {
    std::uint64_t first_turn;
    std::uint64_t last_turn;
    std::uint64_t max_bytes;
    inspect::OwnDescriptor socket;
  };

  template <typename Event>
  void pass_on(const Event& event);
  base::Result<void> send_bytes(std::string_view bytes);
  void trace_finely(std::uint64_t max_events);
  void between_turns(std::uint64_t next_turn);
  void go_on_as_worker(std::uint64_t next_turn);
  void lay_keyframe(std::uint64_t next_turn);
  void be_keyframe(std::uint64_t next_turn, inspect::OwnDescriptor socket);
  void begin_worker(inspect::Message request);
  [[noreturn]] void end_worker(bool is_complete, std::string_view why);
  void tell_progress(inspect::ReplayState state);
  void take_messages(bool waits_for_spacing);
  void start_looking();
  void keep_pace();

  Runtime* runtime_ = nullptr;
  inspect::Definitions* definitions_ = nullptr;
  std::optional<inspect::FineTracer> fine_;  // of a worker in its window
  int socket_;
  int log_end_;
  SourceMapFiles source_maps_;
  std::string recording_;
  int log_changes_;           // an inotify descriptor; -1: there is none
  std::uint64_t blocks_ = 0;  // that were written, without the header
  bool has_header_ = false;
  inspect::MessageReader messages_;
  std::string told_progress_;
  bool is_cut_off_ = false;

  std::uint64_t turns_begun_ = 0;
  std::uint64_t last_keyframe_turn_ = 0;
  std::uint64_t last_keyframe_work_ns_ = 0;
  std::uint64_t last_flush_ns_ = 0;
  inspect::KeyframeSpacing spacing_{.turns = 1, .work_ns = 0};  // the server says

  // What is replayed although the recording says nothing more yet.
  std::uint64_t limit_ = 0;             // the live run has come so far
  std::uint64_t unknown_since_ns_ = 0;  // 0: the recording goes on

  std::optional<Window> window_;  // of a worker
  bool is_in_window_ = false;
  bool has_begun_window_ = false;
  std::uint64_t window_bytes_ = 0;
  std::uint64_t keyframe_turn_ = 0;

  trace::TraceWriter writer_;  // the last: it writes its header at once, by way of the others
};

}  // namespace orrery::cli
