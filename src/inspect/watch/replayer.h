#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "inspect/process/child_process.h"
#include "inspect/process/messages.h"
#include "inspect/watch/keyframes.h"

namespace orrery::inspect {

/// What of a run is to be replayed with fine events.
struct WindowRequest {
  std::uint64_t first_turn;
  std::uint64_t last_turn;
};

/// How it ended.
struct WindowEnd {
  bool is_complete = false;
  std::uint64_t first_turn = 0;
  std::uint64_t last_turn = 0;
  std::uint64_t replayed_turns = 0;
  std::string why;
};

/// Who wants a window.
class WindowListener {
 public:
  /// First. \param blocks  of the run's trace that come before the window's
  virtual void on_base(std::uint64_t blocks) = 0;
  virtual void on_trace(std::string_view bytes) = 0;
  /// Last. The listener is not told anything again.
  virtual void on_end(const WindowEnd& end) = 0;

 protected:
  ~WindowListener() = default;
};

/// [DOC] Keyframes
///
/// A recording says all that a run was told from outside, so replaying it gives the same run again, but from
/// its beginning. To go into the middle without that, the process that replays (the *front*, which makes
/// the trace of loop events on its way) forks now and then between two turns. Such a fork is a keyframe: the
/// whole state of the run there, for no more than the memory that the front has changed since. It waits at
/// its socket, which the front hands to the server (SCM_RIGHTS), and does nothing else. Asked for a window it
/// forks a *worker*, which goes on from there: first without being looked at, then, from the window's first
/// turn to its last, under the tracer of fine events; it sends blocks over a socket of its own, and ends. The
/// keyframe stays as it was.
///
/// How many there are is the server's to say (Keyframes), by their number and by the memory that they take
/// together: the proportional set size, which counts shared pages once.
///
/// Nothing of this outlives the server: the front is ended by the system with its parent
/// (PR_SET_PDEATHSIG), a worker with its keyframe, a keyframe when the other end of its socket is closed.
class Replayer {
 public:
  struct Options {
    std::size_t memory_budget = std::size_t{1} << 30;  // bytes, of all keyframes and the front
    std::size_t most_keyframes = 48;
    bool reads_source_maps = false;
  };
  struct Listener {
    std::function<void(std::string_view blocks)> on_trace;
    /// state(), turns() or message() are others.
    std::function<void()> on_progress;
  };

  /// \param log  a descriptor of the recording, which another process writes
  static base::Result<std::unique_ptr<Replayer>> start(uv_loop_t& loop, int log, const Options& options,
                                                       Listener listener);
  /// Windows end where they are.
  ~Replayer();
  Replayer(const Replayer&) = delete;
  Replayer& operator=(const Replayer&) = delete;

  /// The recording will not grow any more.
  void end_log() { log_is_open_.reset(); }
  /// The live run has come so far: a replay that asks nothing of the recording may go on up to there.
  void set_limit(std::uint64_t polls);

  /// Windows are worked on one after another. The listener must live until it was told the end, or cancel().
  void request(const WindowRequest& window, WindowListener& listener);
  void cancel(WindowListener& listener);
  /// Whether the listener has room for more, as it has at first.
  void set_window_flow(WindowListener& listener, bool flows);

  ReplayState state() const { return state_; }
  std::uint64_t turns() const { return turns_; }
  /// So much of the recording was replayed.
  std::uint64_t log_bytes() const { return log_bytes_; }
  const std::string& message() const { return message_; }
  /// A signal has ended it: that is an error in Orrery, or somebody has killed it.
  bool has_crashed() const { return has_crashed_; }
  std::size_t keyframe_count() { return keyframes_.entries().size(); }

 private:
  struct Keyframe {
    OwnDescriptor socket;
    pid_t pid;
    std::uint64_t blocks;
  };
  struct Waiting {
    WindowRequest window;
    WindowListener* listener;
  };

  Replayer(uv_loop_t& loop, const Options& options, Listener listener)
      : loop_(loop), options_(options), listener_(std::move(listener)), keyframes_(options.most_keyframes) {}
  void read_front();
  void take(Message message);
  void add_keyframe(Message message);
  void look_at_memory();
  std::uint64_t memory_used() const;
  void fail(std::string why);
  void begin_next_window();
  void read_window();
  void end_window(const WindowEnd& end);

  uv_loop_t& loop_;
  Options options_;
  Listener listener_;
  std::unique_ptr<ChildProcess> process_;
  std::unique_ptr<PolledDescriptor> front_;
  MessageReader messages_;
  OwnDescriptor log_is_open_;
  Keyframes<Keyframe> keyframes_;
  std::uint64_t unseen_keyframes_ = 0;  // that were laid since somebody looked at the memory
  std::uint64_t next_look_ns_ = 0;
  std::uint64_t limit_ = 0;
  ReplayState state_ = ReplayState::Starting;
  std::uint64_t turns_ = 0;
  std::uint64_t log_bytes_ = 0;
  std::string message_;
  bool has_crashed_ = false;
  std::string last_words_;  // of the process, on standard error

  std::deque<Waiting> waiting_;
  // The window that is worked on:
  WindowListener* window_listener_ = nullptr;
  std::unique_ptr<PolledDescriptor> window_socket_;
  MessageReader window_messages_;
  std::uint64_t window_turn_ = 0;  // of its keyframe
};

}  // namespace orrery::inspect
