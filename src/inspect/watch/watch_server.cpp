#include "inspect/watch/watch_server.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "base/hash64.h"
#include "base/json_value.h"
#include "base/unicode/utf.h"
#include "inspect/watch/bodies.h"
#include "inspect/watch/json.h"
#include "inspect/watch/stages.h"

namespace orrery::inspect {

namespace {

constexpr std::uint64_t k_keep_alive_ms = 15'000;
constexpr std::uint64_t k_progress_ms = 100;
constexpr std::size_t k_max_output = std::size_t{1} << 20;
constexpr std::uint64_t k_max_window_turns = 1'000;

/// Without symbolic links; as it was if there is no such file.
std::string real_path(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string result(resolved);
  std::free(resolved);  // NOLINT(cppcoreguidelines-no-malloc): as realpath() has it
  return result;
}

std::optional<std::string> read_whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

bool write_whole_file(const std::string& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  return static_cast<bool>(file.flush());
}

std::string version_of(std::string_view text) {
  return fmt::format("{:016x}", base::Hash64::of(std::as_bytes(std::span(text))));
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

const char* name_of(ReplayState state) {
  switch (state) {
    case ReplayState::Starting:
      return "starting";
    case ReplayState::Following:
      return "following";
    case ReplayState::Waiting:
      return "waiting";
    case ReplayState::Done:
      return "done";
    case ReplayState::Failed:
      return "failed";
  }
  return "";
}

HttpResponse answer(std::vector<std::pair<std::string, base::JsonValue>> members) {
  return HttpResponse::json(base::to_json(json_object(std::move(members))));
}

}  // namespace

// Beginning and end -----------------------------------------------------------------------------------------

WatchServer::WatchServer(uv_loop_t& loop, WatchOptions options)
    : loop_(loop),
      options_(std::move(options)),
      program_path_(real_path(options_.program)),
      files_(loop, [this](const std::vector<std::string>& paths) { take_change(paths); }),
      keep_alive_(loop,
                  [this] {
                    for (Stream* stream : std::unordered_set(streams_)) stream->keep_alive();
                  }),
      progress_(loop, [this] {
        if (next_ && is_live_run_over()) return begin_next_run();
        if (std::exchange(has_progress_, false)) change_state();
      }) {}

base::Result<std::unique_ptr<WatchServer>> WatchServer::start(uv_loop_t& loop, WatchOptions options) {
  std::unique_ptr<WatchServer> server(new WatchServer(loop, std::move(options)));
  auto listening = HttpServer::listen(loop, server->options_.port, *server);
  if (!listening) return std::unexpected(listening.error());
  server->server_ = *std::move(listening);
  server->access_.emplace(server->server_->port(), make_secret(), make_secret());
  server->keep_alive_.start(k_keep_alive_ms, k_keep_alive_ms);
  server->progress_.start(k_progress_ms, k_progress_ms);
  server->begin_run({.cause = "start", .text = std::nullopt});
  return server;
}

WatchServer::~WatchServer() = default;

// Runs ------------------------------------------------------------------------------------------------------

void WatchServer::run_again(NextRun next) {
  next_ = std::move(next);
  if (is_live_run_over()) return begin_next_run();
  run_.live->stop();
}

void WatchServer::begin_next_run() {
  begin_run(*std::exchange(next_, std::nullopt));
}

void WatchServer::begin_run(const NextRun& next) {
  const std::uint64_t number = run_.number + 1;
  files_.clear();
  run_ = {};
  run_.number = number;
  run_.cause = next.cause;
  run_.is_page_text = next.text.has_value();
  files_.add(program_path_);
  const auto fail = [this](const base::Error& error) {
    run_.failure = error.message;
    change_state();
  };
  base::Result<TraceFile> trace = TraceFile::make();
  if (!trace) return fail(trace.error());
  run_.trace = *std::move(trace);
  auto live = LiveRun::start(loop_,
                             {.options = options_.run_options,
                              .program = options_.program,
                              .arguments = options_.arguments,
                              .text = next.text,
                              .unresponsive_ms = options_.unresponsive_ms},
                             {.on_output = [this](ChildProcess::Stream stream,
                                                  std::string_view bytes) { take_output(stream, bytes); },
                              .on_file = [this](const std::string& path) { files_.add(real_path(path)); },
                              .on_limit =
                                  [this](std::uint64_t polls) {
                                    if (run_.replayer != nullptr) run_.replayer->set_limit(polls);
                                  },
                              .on_state = [this] { take_live_state(); }});
  if (!live) return fail(live.error());
  run_.live = *std::move(live);
  auto replayer =
      Replayer::start(loop_, run_.live->log(),
                      {.memory_budget = options_.keyframe_memory, .most_keyframes = options_.most_keyframes},
                      {.on_trace = [this](std::string_view blocks) { take_trace(blocks); },
                       .on_progress = [this] { has_progress_ = true; }});
  if (!replayer) return fail(replayer.error());
  run_.replayer = *std::move(replayer);
  change_state();
}

void WatchServer::take_output(ChildProcess::Stream stream, std::string_view bytes) {
  if (options_.on_output) options_.on_output(stream, bytes);
  std::string piece(1, static_cast<char>(stream));
  piece += bytes;
  run_.output_size += piece.size();
  run_.output.push_back(std::move(piece));
  while (run_.output_size > k_max_output && run_.output.size() > 1) {
    run_.output_size -= run_.output.front().size();
    run_.output.pop_front();
    run_.output_dropped++;
  }
  wake_streams();
}

const std::string* WatchServer::output_piece(std::uint64_t& number) const {
  number = std::max(number, run_.output_dropped);
  const std::uint64_t place = number - run_.output_dropped;
  return place < run_.output.size() ? &run_.output[place] : nullptr;
}

void WatchServer::take_trace(std::string_view blocks) {
  if (const base::Result<void> written = run_.trace->append(blocks); !written && run_.failure.empty()) {
    run_.failure = written.error().message;
    change_state();
  }
  wake_streams();
}

void WatchServer::take_live_state() {
  if (run_.live->state().is_over()) {
    if (run_.replayer != nullptr) run_.replayer->end_log();
    // Whoever told of this is not to be destroyed by it.
    if (next_) progress_.start(0, k_progress_ms);
  }
  change_state();
}

void WatchServer::take_change(const std::vector<std::string>& paths) {
  if (options_.reruns) return run_again({.cause = "file", .text = std::nullopt});
  for (const std::string& path : paths)
    if (std::ranges::find(run_.changed, path) == run_.changed.end()) run_.changed.push_back(path);
  change_state();
}

void WatchServer::change_state() {
  state_version_++;
  wake_streams();
}

void WatchServer::wake_streams() {
  // One that is woken may end.
  for (Stream* stream : std::vector<Stream*>(streams_.begin(), streams_.end())) stream->wake();
}

std::string WatchServer::state_json() const {
  LiveState failed;
  failed.sort = LiveState::Sort::Ended;
  failed.status = EXIT_FAILURE;
  const LiveState& live = run_.live != nullptr ? run_.live->state() : failed;
  const ReplayState replay =
      run_.replayer != nullptr && run_.failure.empty() ? run_.replayer->state() : ReplayState::Failed;
  const std::string& message =
      run_.failure.empty() && run_.replayer != nullptr ? run_.replayer->message() : run_.failure;
  return base::to_json(json_object(
      {{"run", json(run_.number)},
       {"cause", json(run_.cause)},
       {"program", json(options_.program)},
       {"arguments", json(options_.arguments)},
       {"text", json(run_.is_page_text ? "page" : "disk")},
       {"live", live.to_json(uv_hrtime())},
       {"replay",
        json_object({{"state", json(name_of(replay))},
                     {"turns", json(run_.replayer == nullptr ? 0 : run_.replayer->turns())},
                     {"keyframes", json(run_.replayer == nullptr ? 0 : run_.replayer->keyframe_count())},
                     {"message", json(message)}})},
       {"at", json(options_.at)},
       {"last", json(options_.last)},
       {"files", json(files_.paths())},
       {"changed", json(run_.changed)}}));
}

// Requests --------------------------------------------------------------------------------------------------

std::optional<HttpResponse> WatchServer::refuse(const HttpRequest& head) {
  return access_->check(head);
}

HttpResponse WatchServer::handle(const HttpRequest& request) {
  constexpr std::string_view k_api = "/api/";
  if (request.method == "POST") return handle_command(request);
  if (!request.path.starts_with(k_api)) return page_file(request.path);
  const std::string_view what = std::string_view(request.path).substr(k_api.size());
  if (what == "stream") return open_stream(request);
  if (what == "window") return open_window(request);
  if (what == "program") return read_program();
  if (what == "run" || what == "save" || what == "stop" || what == "stages")
    return HttpResponse::error(405, "this is a command (POST)");
  return HttpResponse::error(404, "there is nothing of that name");
}

HttpResponse WatchServer::page_file(const std::string& path) const {
  const std::optional<PageFile> file =
      options_.page_files ? options_.page_files(path == "/" ? "/index.html" : path) : std::nullopt;
  if (!file) return HttpResponse::error(404, "there is nothing of that name");
  return {.content_type = std::string(file->content_type), .static_body = file->bytes};
}

HttpResponse WatchServer::open_stream(const HttpRequest& request) {
  const std::string run = request.parameter("run");
  const std::string from = request.parameter("from");
  const std::optional<std::uint64_t> run_number = number_of(run);
  const std::optional<std::uint64_t> offset = number_of(from);
  if ((!run.empty() && !run_number) || (!from.empty() && !offset))
    return HttpResponse::error(400, "run and from are numbers");
  HttpResponse response{.content_type = "application/octet-stream"};
  response.source = std::make_unique<Stream>(*this, streams_, run_number.value_or(0), offset.value_or(0));
  return response;
}

HttpResponse WatchServer::open_window(const HttpRequest& request) {
  const std::optional<std::uint64_t> run = number_of(request.parameter("run"));
  const std::optional<std::uint64_t> from = number_of(request.parameter("from"));
  const std::optional<std::uint64_t> to = number_of(request.parameter("to"));
  if (!run || !from || !to || *from > *to) return HttpResponse::error(400, "run, from and to are numbers");
  if (*to - *from >= k_max_window_turns)
    return HttpResponse::error(400, fmt::format("a window has {} turns at most", k_max_window_turns));
  if (*run != run_.number) return HttpResponse::error(410, "that run is over, and another has begun");
  HttpResponse response{.content_type = "application/octet-stream"};
  response.source = std::make_unique<Window>(*this, WindowRequest{.first_turn = *from, .last_turn = *to});
  return response;
}

HttpResponse WatchServer::handle_command(const HttpRequest& request) {
  if (!base::is_valid_utf8(request.body)) return HttpResponse::error(400, "the body is no UTF-8");
  const auto command = base::parse_json(request.body);
  if (!command || !command->is_object()) return HttpResponse::error(400, "the body is no JSON object");
  if (request.path == "/api/save") return save_program(*command);
  if (request.path == "/api/stop") {
    if (run_.live != nullptr) run_.live->stop();
    return answer({});
  }
  if (request.path == "/api/stages") return open_stages(loop_, *command);
  if (request.path != "/api/run") return HttpResponse::error(404, "there is no command of that name");
  const base::JsonValue* text = command->find("text");
  if (text != nullptr && !text->is_string()) return HttpResponse::error(400, "text is a string");
  NextRun next{.cause = "page", .text = std::nullopt};
  if (text != nullptr) next.text = base::utf8_from_wtf8(text->string);
  run_again(std::move(next));
  return answer({{"run", json(run_.number + (next_ ? 1 : 0))}});
}

HttpResponse WatchServer::read_program() const {
  const std::optional<std::string> text = read_whole_file(program_path_);
  if (!text) return HttpResponse::error(404, "the program's file cannot be read");
  return answer(
      {{"path", json(options_.program)}, {"text", json(*text)}, {"version", json(version_of(*text))}});
}

HttpResponse WatchServer::save_program(const base::JsonValue& command) {
  const base::JsonValue* text = command.find("text");
  const base::JsonValue* version = command.find("version");
  if (text == nullptr || !text->is_string() || version == nullptr || !version->is_string())
    return HttpResponse::error(400, "text and version are strings");
  const std::optional<std::string> before = read_whole_file(program_path_);
  if (!before || version_of(*before) != version->string)
    return HttpResponse::error(409, "the file was changed on disk since it was read");
  const std::string bytes = base::utf8_from_wtf8(text->string);
  if (!write_whole_file(program_path_, bytes)) return HttpResponse::error(409, "the file cannot be written");
  return answer({{"version", json(version_of(bytes))}});
}

}  // namespace orrery::inspect
