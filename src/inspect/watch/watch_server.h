#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"
#include "inspect/http/server.h"
#include "inspect/process/messages.h"
#include "inspect/watch/access.h"
#include "inspect/watch/file_watch.h"
#include "inspect/watch/live_run.h"
#include "inspect/watch/replayer.h"
#include "inspect/watch/temporary_file.h"

namespace orrery::inspect {

/// A file of the viewer.
struct PageFile {
  std::string_view content_type;
  std::string_view bytes;
};
/// The file at such a path ("/index.html"); nothing: there is none. They live as long as the process.
using PageFiles = std::function<std::optional<PageFile>(std::string_view path)>;

/// A program of our own that the page can run.
struct WatchExample {
  std::string id;    // "call-stack"
  std::string text;  // of the program
  std::vector<std::string> run_options;
  bool keeps_running = false;  // for input
  base::JsonValue shown;       // what the page is told of it
};

struct WatchOptions {
  std::string program;  // its file; empty: there is none, and the page begins with the examples
  std::vector<WatchExample> examples;
  std::vector<std::string> arguments;
  std::vector<std::string> run_options;  // of `orrery run`
  /// A recording's file: that is shown, and nothing is run at all. Empty: the program is run.
  std::string recording;
  bool reads_source_maps = false;  // of a recording, too
  std::uint16_t port = 0;          // 0: any
  bool reruns = true;              // when a file is changed
  std::uint64_t unresponsive_ms = 1000;
  std::size_t keyframe_memory = std::size_t{1} << 30;
  std::size_t most_keyframes = 48;
  std::string at;          // the page opens where that line ("FILE:LINE") is reached first; empty: not
  std::uint64_t last = 0;  // … or so many turns before the end; 0: not
  PageFiles page_files;
  /// Is told what the program writes.
  std::function<void(ChildProcess::Stream, std::string_view)> on_output;
};

/// [DOC] `orrery watch`
///
/// Three processes (docs/adr/0030-watching.md). The *live run* is `orrery run --record`, with the user's
/// rights, and nobody looks at it: what it does is as fast as ever, and if it blocks or crashes, that is all.
/// The *replayer* follows its recording and makes the trace (replayer.h). The *server*, which this is, starts
/// both, answers the page (docs/watch-protocol.md), and runs no JavaScript at all.
///
/// A run is a live run with its replayer and its trace. There is one at a time; another begins when a
/// file is changed or the page says so, and takes the place of the one before.
///
/// Of a recording that somebody has, only the replayer is started: what is in it never runs with anybody's
/// rights, and no command of the page makes it.
class WatchServer final : private HttpHandler {
 public:
  static base::Result<std::unique_ptr<WatchServer>> start(uv_loop_t& loop, WatchOptions options);
  /// Ends all processes. The loop is to be run once more before it goes.
  ~WatchServer();
  WatchServer(const WatchServer&) = delete;
  WatchServer& operator=(const WatchServer&) = delete;

  /// To be opened in a browser, once.
  std::string address() const { return access_->address(); }
  bool is_live_run_over() const { return run_.live == nullptr || run_.live->state().is_over(); }
  bool has_file() const { return !options_.program.empty(); }

  // For the bodies of answers -------------------------------------------------------------------------------
  class Stream;
  class Window;
  std::uint64_t run_number() const { return run_.number; }
  /// Another number whenever state_json() is another text.
  std::uint64_t state_version() const { return state_version_; }
  std::string state_json() const;
  const TraceFile* trace() const { return run_.trace ? &*run_.trace : nullptr; }
  Replayer* replayer() { return run_.replayer.get(); }
  /// A piece of what the live run has written, as an Output record has it. \param number  from 0; one that is
  /// not kept any more becomes the first that is \return null: it has not come yet
  const std::string* output_piece(std::uint64_t& number) const;

 private:
  struct Run {
    std::uint64_t number = 0;
    std::string cause;
    const WatchExample* example = nullptr;  // that runs; null: the program's file does
    bool is_page_text = false;
    std::unique_ptr<LiveRun> live;
    OwnDescriptor recording;  // where nothing is run
    std::unique_ptr<Replayer> replayer;
    std::optional<TraceFile> trace;
    std::string failure;      // why there is no live run or no replay
    std::string restarted;    // why the replay has begun a second time; empty: it has not
    std::uint64_t limit = 0;  // of the replay
    std::deque<std::string> output;
    std::size_t output_size = 0;
    std::uint64_t output_dropped = 0;  // pieces
    std::vector<std::string> changed;
  };
  struct NextRun {
    std::string cause;
    const WatchExample* example = nullptr;
    std::optional<std::string> text = {};  // NOLINT(readability-redundant-member-init): may be left out
  };

  WatchServer(uv_loop_t& loop, WatchOptions options);
  std::optional<HttpResponse> refuse(const HttpRequest& head) override;
  HttpResponse handle(const HttpRequest& request) override;
  HttpResponse handle_command(const HttpRequest& request);
  HttpResponse start_run(const base::JsonValue& command);
  HttpResponse take_input(const base::JsonValue& command);
  HttpResponse list_examples() const;
  const WatchExample* find_example(std::string_view id) const;
  HttpResponse open_stream(const HttpRequest& request);
  HttpResponse open_window(const HttpRequest& request);
  HttpResponse read_program() const;
  HttpResponse save_program(const base::JsonValue& command);
  HttpResponse page_file(const std::string& path) const;

  void run_again(NextRun next);
  void begin_run(const NextRun& next);
  bool is_recording() const { return !options_.recording.empty(); }
  void begin_next_run();
  void begin_replay();
  void replay_again();
  void take_output(ChildProcess::Stream stream, std::string_view bytes);
  void take_trace(std::string_view blocks);
  void take_live_state();
  void take_change(const std::vector<std::string>& paths);
  void change_state();
  void wake_streams();

  uv_loop_t& loop_;
  WatchOptions options_;
  std::string program_path_;  // absolute, without links
  std::unique_ptr<HttpServer> server_;
  std::optional<Access> access_;
  std::unordered_set<Stream*> streams_;
  FileWatch files_;
  Timer keep_alive_;
  Timer progress_;
  bool has_progress_ = false;
  std::uint64_t state_version_ = 1;
  std::optional<NextRun> next_;  // begins when the live run has ended
  bool keeps_running_ = false;   // runs go on for input
  Run run_;
};

}  // namespace orrery::inspect
