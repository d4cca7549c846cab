#include "cli/watch/watch_command.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

#include "base/terminal_text.h"
#include "base/unicode/utf.h"
#include "cli/terminal.h"
#include "host/files/files.h"
#include "host/recording/log_reader.h"
#include "inspect/process/handles.h"
#include "inspect/watch/json.h"
#include "inspect/watch/watch_server.h"
#include "syntax/source_text.h"
#include "viewer/examples.h"
#include "viewer/viewer_files.h"

namespace orrery::cli {

namespace {

using Stream = inspect::ChildProcess::Stream;

bool has_display() {
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

/// Asks the desktop to. Whether there is one that can, nobody is told; the address is printed in any case.
void open_browser(const std::string& address) {
  const pid_t child = ::fork();
  if (child > 0) {
    ::waitpid(child, nullptr, 0);
    return;
  }
  if (child < 0) return;
  // It lives on by itself, and the browser with it.
  if (::fork() != 0) ::_exit(0);
  ::setsid();
  ::signal(SIGPIPE, SIG_DFL);
  if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr)
    ::_exit(1);
  ::execlp("xdg-open", "xdg-open", address.c_str(), nullptr);
  ::_exit(1);
}

std::optional<inspect::PageFile> page_file(std::string_view path) {
  const std::optional<viewer::Files> files = viewer::files();
  if (!files) return std::nullopt;
  if (path == "/index.html") return inspect::PageFile{"text/html; charset=utf-8", files->index};
  if (path == "/viewer.css") return inspect::PageFile{"text/css; charset=utf-8", files->style};
  if (path == "/viewer.js") return inspect::PageFile{"text/javascript; charset=utf-8", files->script};
  return std::nullopt;
}

void write_through(Stream stream, std::string_view bytes) {
  std::FILE* file = stream == Stream::Output ? stdout : stderr;
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fflush(file);
}

/// What libuv's loop still has to close is closed.
void end_loop(uv_loop_t& loop) {
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
}

base::JsonValue to_json(const viewer::ExampleText& text) {
  return inspect::json_object({{"en", inspect::json(text.english)}, {"ko", inspect::json(text.korean)}});
}

/// Those that the page can run: part of this program, and so as good as it.
std::vector<inspect::WatchExample> watch_examples() {
  std::vector<inspect::WatchExample> result;
  for (const viewer::Example& example : viewer::examples()) {
    const std::string profile = example.profile.empty() ? "node" : example.profile;
    result.push_back({.id = example.id,
                      .text = std::string(example.program),
                      .run_options = {"--profile=" + profile},
                      .keeps_running = example.keeps_running,
                      .shown = inspect::json_object({{"id", inspect::json(example.id)},
                                                     {"title", to_json(example.title)},
                                                     {"question", to_json(example.question)},
                                                     {"profile", inspect::json(profile)},
                                                     {"text", inspect::json(example.program)}})});
  }
  return result;
}

int serve(uv_loop_t& loop, const WatchCommandOptions& options) {
  auto server = inspect::WatchServer::start(loop, {.program = options.file,
                                                   .examples = watch_examples(),
                                                   .arguments = options.arguments,
                                                   .run_options = options.run_options,
                                                   .recording = options.log,
                                                   .reads_source_maps = options.reads_source_maps,
                                                   .port = static_cast<std::uint16_t>(options.port),
                                                   .reruns = options.reruns,
                                                   .unresponsive_ms = options.unresponsive_ms,
                                                   .keyframe_memory = options.keyframe_memory,
                                                   .most_keyframes = options.most_keyframes,
                                                   .at = options.at,
                                                   .last = options.last,
                                                   .page_files = page_file,
                                                   .on_output = write_through});
  if (!server) {
    print_error(server.error().message);
    return EXIT_FAILURE;
  }
  const std::string address = (*server)->address();
  const std::string& file = options.log.empty() ? options.file : options.log;
  std::string name = base::shown_text(base::replace_invalid_utf8(file));
  if (!name.empty()) name += ' ';
  print_text(stderr, fmt::format("orrery: watch {}at {}\n"
                                 "orrery: this address works once; Ctrl-C ends the program and the page\n",
                                 name, address));
  if (!viewer::files()) print_error(fmt::format("there is no page to be seen: {}", viewer::k_how_to_get_it));
  if (options.opens_browser && has_display()) open_browser(address);
  int status = EXIT_SUCCESS;
  const auto end = [&loop, &status](int signal) {
    return [&loop, &status, signal] {
      constexpr int k_signal_status = 128;
      status = signal == SIGINT ? EXIT_SUCCESS : k_signal_status + signal;
      uv_stop(&loop);
    };
  };
  const inspect::SignalHandle interrupted(loop, SIGINT, end(SIGINT));
  const inspect::SignalHandle terminated(loop, SIGTERM, end(SIGTERM));
  const inspect::SignalHandle hung_up(loop, SIGHUP, end(SIGHUP));
  uv_run(&loop, UV_RUN_DEFAULT);
  return status;
}

/// Is there anything to be watched?
base::Result<void> look_for(const WatchCommandOptions& options) {
  if (!options.log.empty()) {
    const base::Result<host::LogReader> log = host::LogReader::open(options.log);
    return log ? base::Result<void>() : std::unexpected(log.error());
  }
  if (options.file.empty()) return {};  // the page begins with the examples
  const base::Result<std::string> text = host::read_file(options.file, syntax::SourceText::k_max_size);
  return text ? base::Result<void>() : std::unexpected(text.error());
}

}  // namespace

int run_watch(const WatchCommandOptions& options) {
  if (const base::Result<void> found = look_for(options); !found) {
    print_error(found.error().message);
    return EXIT_FAILURE;
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is an error of that file
  uv_loop_t loop{};
  if (const int error = uv_loop_init(&loop); error != 0) {
    print_error(fmt::format("cannot make an event loop: {}", uv_strerror(error)));
    return EXIT_FAILURE;
  }
  const int status = serve(loop, options);
  end_loop(loop);
  return status;
}

}  // namespace orrery::cli
