#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"
#include "inspect/process/child_process.h"
#include "inspect/process/queued_writer.h"
#include "inspect/watch/temporary_file.h"

namespace orrery::inspect {

/// The loop of the live run is blocked: one task has been running for so long.
struct Blockage {
  std::uint64_t since_ns = 0;  // of uv_hrtime()
  std::string job;
  std::vector<std::string> frames;
  std::string waiting;
};

/// How the live run stands.
struct LiveState {
  /// Recorded: there is none, only the recording of one.
  enum class Sort : std::uint8_t { None, Running, Blocked, Ended, Stopped, Crashed, Recorded };

  Sort sort = Sort::Running;
  int status = 0;            // of Ended and Stopped
  std::string signal;        // of Crashed
  Blockage blockage;         // of Blocked
  std::string syntax_error;  // what the parser says of a text of the program; empty: nothing
  std::uint64_t blockages = 0;

  bool is_over() const { return sort != Sort::Running && sort != Sort::Blocked; }
  base::JsonValue to_json(std::uint64_t now_ns) const;
};

/// The program as it runs, in a process of its own, which writes a recording.
///
/// That process tells by lines of JSON, over a pipe: `{"file": "…"}` that it has loaded a file of the
/// program, `{"blocked": {"forMs": …, "job": …, "frames": […], "waiting": …, "polls": …}}`, `{"goesOn":
/// true}`, `{"targets": [{"id": 1, "name": "EventTarget", "place": "app.js:3:5", "types": ["click"]}]}`,
/// `{"syntaxError": "…"}`. A program can write to that pipe, too, if it wants to deceive its user; nothing
/// else depends on it.
class LiveRun {
 public:
  struct Settings {
    std::vector<std::string> options;  // of `orrery run`
    std::string program;
    std::vector<std::string> arguments;
    std::optional<std::string> text;  // to be run in the program's place
    std::uint64_t unresponsive_ms = 1000;
    bool keeps_running = false;  // for input
  };
  struct Listener {
    std::function<void(ChildProcess::Stream stream, std::string_view bytes)> on_output;
    std::function<void(const std::string& path)> on_file;
    /// The recording holds all that came to the run before it had come so far (vm::Execution::polls_before).
    std::function<void(std::uint64_t polls)> on_limit;
    /// state() is another.
    std::function<void()> on_state;
  };

  static base::Result<std::unique_ptr<LiveRun>> start(uv_loop_t& loop, const Settings& settings,
                                                      Listener listener);
  /// Kills it, if it still runs.
  ~LiveRun() = default;
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  const LiveState& state() const { return state_; }
  /// Of the recording.
  int log() const { return log_.descriptor(); }
  /// What events can be sent to, as the run has told: an array.
  const base::JsonValue& targets() const { return targets_; }
  /// Something that was done at the input pad (cli/run/input.h). Waits for nothing: a run that is stopped
  /// (SIGSTOP) has it when it goes on.
  QueuedWriter::Result send_input(const std::string& line);
  /// As Ctrl-C does: it may end when it likes, but within two seconds.
  void stop();

 private:
  LiveRun(uv_loop_t& loop, TemporaryFile log, Listener listener);
  void read_status();
  void take_status(const base::JsonValue& status);
  void take_exit(int status);

  TemporaryFile log_;
  Listener listener_;
  LiveState state_;
  bool is_stopped_ = false;
  std::unique_ptr<ChildProcess> process_;
  std::unique_ptr<PolledDescriptor> status_;
  std::string status_line_;  // as far as it has come
  std::unique_ptr<QueuedWriter> input_;
  base::JsonValue targets_;
  Timer patience_;
  int signals_sent_ = 0;
};

}  // namespace orrery::inspect
