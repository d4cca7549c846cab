#include "inspect/watch/watch_server.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json_value.h"
#include "base/unicode/utf.h"
#include "inspect/watch/bodies.h"
#include "inspect/watch/json.h"
#include "inspect/watch/program_file.h"
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

/// In bytes; 0: there is none.
std::uint64_t size_of_file(int descriptor) {
  struct stat status{};
  return ::fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
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

/// What messages call it. Nothing on disk has this name; should there be something, it is not read.
std::string example_path(const WatchExample& example) {
  return "/examples/" + example.id + ".js";
}

HttpResponse answer(std::vector<std::pair<std::string, base::JsonValue>> members) {
  return HttpResponse::json(base::to_json(json_object(std::move(members))));
}

}  // namespace

// Beginning and end -----------------------------------------------------------------------------------------

WatchServer::WatchServer(uv_loop_t& loop, WatchOptions options)
    : loop_(loop),
      options_(std::move(options)),
      program_path_(options_.program.empty() ? "" : real_path(options_.program)),
      files_(loop, [this](const std::vector<std::string>& paths) { take_change(paths); }),
      keep_alive_(loop,
                  [this] {
                    for (Stream* stream : std::unordered_set(streams_)) stream->keep_alive();
                  }),
      progress_(loop, [this] {
        if (next_ && is_live_run_over()) return begin_next_run();
        if (run_.replayer != nullptr && run_.replayer->has_crashed() && run_.restarted.empty())
          return replay_again();
        if (std::exchange(has_progress_, false)) change_state();
      }) {}

base::Result<std::unique_ptr<WatchServer>> WatchServer::start(uv_loop_t& loop, WatchOptions options) {
  std::unique_ptr<WatchServer> server(new WatchServer(loop, std::move(options)));
  auto listening = HttpServer::listen(loop, server->options_.port, *server);
  if (!listening) return std::unexpected(listening.error());
  server->server_ = *std::move(listening);
  server->access_.emplace(
      server->server_->port(),
      Access::Secrets{.cookie = make_secret(), .key = make_secret(), .token = make_secret()});
  server->keep_alive_.start(k_keep_alive_ms, k_keep_alive_ms);
  server->progress_.start(k_progress_ms, k_progress_ms);
  if (server->is_recording() || server->has_file())
    server->begin_run({.cause = server->is_recording() ? "recording" : "start"});
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
  run_.example = next.example;
  run_.is_page_text = next.text.has_value();
  const WatchExample* example = next.example;
  // A file of its name there is none, and none is looked for.
  const std::string program = example == nullptr ? options_.program : example_path(*example);
  const std::optional<std::string> text =
      example == nullptr || next.text ? next.text : std::optional(example->text);
  if (example == nullptr && !is_recording()) files_.add(program_path_);
  const auto fail = [this](const base::Error& error) {
    run_.failure = error.message;
    change_state();
  };
  if (is_recording()) {
    run_.recording.reset(::open(options_.recording.c_str(), O_RDONLY | O_CLOEXEC));
    if (run_.recording) return begin_replay();
    return fail({fmt::format("cannot read {}: {}", options_.recording, std::strerror(errno))});
  }
  auto live =
      LiveRun::start(loop_,
                     {.options = example == nullptr ? options_.run_options : example->run_options,
                      .program = program,
                      .arguments = example == nullptr ? options_.arguments : std::vector<std::string>(),
                      .text = text,
                      .unresponsive_ms = options_.unresponsive_ms,
                      .keeps_running = keeps_running_},
                     {.on_output = [this](ChildProcess::Stream stream,
                                          std::string_view bytes) { take_output(stream, bytes); },
                      .on_file =
                          [this, program](const std::string& path) {
                            if (run_.example == nullptr || path != program) files_.add(real_path(path));
                          },
                      .on_limit =
                          [this](std::uint64_t polls) {
                            run_.limit = polls;
                            if (run_.replayer != nullptr) run_.replayer->set_limit(polls);
                          },
                      .on_state = [this] { take_live_state(); }});
  if (!live) return fail(live.error());
  run_.live = *std::move(live);
  begin_replay();
}

/// Of the recording, from its beginning.
void WatchServer::begin_replay() {
  const auto fail = [this](const base::Error& error) {
    run_.failure = error.message;
    change_state();
  };
  base::Result<TraceFile> trace = TraceFile::make();
  if (!trace) return fail(trace.error());
  run_.trace = *std::move(trace);
  auto replayer = Replayer::start(loop_, is_recording() ? run_.recording.get() : run_.live->log(),
                                  {.memory_budget = options_.keyframe_memory,
                                   .most_keyframes = options_.most_keyframes,
                                   .reads_source_maps = !is_recording() || options_.reads_source_maps},
                                  {.on_trace = [this](std::string_view blocks) { take_trace(blocks); },
                                   .on_progress = [this] { has_progress_ = true; }});
  if (!replayer) return fail(replayer.error());
  run_.replayer = *std::move(replayer);
  if (run_.limit != 0) run_.replayer->set_limit(run_.limit);
  if (is_live_run_over()) run_.replayer->end_log();
  change_state();
}

/// The replayer has crashed: once it may be chance. What it has told is told again, and need not come in the
/// same pieces; so the run has another number from now on.
void WatchServer::replay_again() {
  run_.restarted = run_.replayer->message();
  run_.number++;
  run_.replayer = nullptr;
  begin_replay();
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
  // Of examples nothing is watched.
  if (options_.reruns) return run_again({.cause = "file"});
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
  LiveState none;
  none.sort = is_recording()     ? LiveState::Sort::Recorded
              : run_.number == 0 ? LiveState::Sort::None
                                 : LiveState::Sort::Ended;
  none.status = EXIT_FAILURE;
  const LiveState& live = run_.live != nullptr ? run_.live->state() : none;
  const ReplayState replay =
      run_.replayer != nullptr && run_.failure.empty() ? run_.replayer->state() : ReplayState::Failed;
  const base::JsonValue targets =
      run_.live != nullptr ? run_.live->targets() : json_of(base::JsonValue::Kind::Array);
  const int log = is_recording() ? run_.recording.get() : run_.live != nullptr ? run_.live->log() : -1;
  const std::string& message =
      run_.failure.empty() && run_.replayer != nullptr ? run_.replayer->message() : run_.failure;
  return base::to_json(json_object(
      {{"run", json(run_.number)},
       {"cause", json(run_.cause)},
       {"program", json(is_recording()            ? options_.recording
                        : run_.example == nullptr ? options_.program
                                                  : example_path(*run_.example))},
       {"example", json(run_.example == nullptr ? "" : run_.example->id)},
       {"arguments", json(run_.example == nullptr ? options_.arguments : std::vector<std::string>())},
       {"text", json(run_.is_page_text         ? "page"
                     : run_.example == nullptr ? "disk"
                                               : "example")},
       {"live", live.to_json(uv_hrtime())},
       {"replay",
        json_object({{"state", json(name_of(replay))},
                     {"turns", json(run_.replayer == nullptr ? 0 : run_.replayer->turns())},
                     {"keyframes", json(run_.replayer == nullptr ? 0 : run_.replayer->keyframe_count())},
                     {"logBytes", json(run_.replayer == nullptr ? 0 : run_.replayer->log_bytes())},
                     {"logSize", json(size_of_file(log))},
                     {"traceBytes", json(run_.trace ? run_.trace->size() : 0)},
                     {"message", json(message)},
                     {"restarted", json(run_.restarted)}})},
       {"input", json_object({{"keepsRunning", json(keeps_running_)}, {"targets", targets}})},
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
  if (what == "examples") return list_examples();
  if (what == "run" || what == "save" || what == "stop" || what == "input" || what == "stages")
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
  if (is_recording()) return HttpResponse::error(409, "this is a recording: nothing of it is run");
  if (!base::is_valid_utf8(request.body)) return HttpResponse::error(400, "the body is no UTF-8");
  const auto command = base::parse_json(request.body);
  if (!command || !command->is_object()) return HttpResponse::error(400, "the body is no JSON object");
  if (request.path == "/api/save") return save_program(*command);
  if (request.path == "/api/stop") {
    if (run_.live != nullptr) run_.live->stop();
    return answer({});
  }
  if (request.path == "/api/run") return start_run(*command);
  if (request.path == "/api/stages") return open_stages(loop_, *command);
  if (request.path == "/api/input") return take_input(*command);
  return HttpResponse::error(404, "there is no command of that name");
}

const WatchExample* WatchServer::find_example(std::string_view id) const {
  const auto found = std::ranges::find(options_.examples, id, &WatchExample::id);
  return found == options_.examples.end() ? nullptr : &*found;
}

HttpResponse WatchServer::start_run(const base::JsonValue& command) {
  const base::JsonValue* text = command.find("text");
  const base::JsonValue* id = command.find("example");
  if ((text != nullptr && !text->is_string()) || (id != nullptr && !id->is_string()))
    return HttpResponse::error(400, "text and example are strings");
  NextRun next{.cause = "page"};
  if (id != nullptr) {
    next.example = find_example(id->string);
    if (next.example == nullptr) return HttpResponse::error(404, "there is no example of that name");
    if (next.example != run_.example) keeps_running_ = next.example->keeps_running;
  } else if (!has_file()) {
    return HttpResponse::error(404, "no file was named to run");
  } else if (run_.example != nullptr) {
    keeps_running_ = false;
  }
  if (text != nullptr) next.text = base::utf8_from_wtf8(text->string);
  run_again(std::move(next));
  return answer({{"run", json(run_.number + (next_ ? 1 : 0))}});
}

HttpResponse WatchServer::list_examples() const {
  base::JsonValue examples = json_of(base::JsonValue::Kind::Array);
  for (const WatchExample& example : options_.examples) examples.items.push_back(example.shown);
  return answer({{"file", json(options_.program)}, {"examples", std::move(examples)}});
}

namespace {

HttpResponse full() {
  return HttpResponse::error(503, "the program takes no input now, and much waits for it already");
}

}  // namespace

HttpResponse WatchServer::take_input(const base::JsonValue& command) {
  constexpr std::size_t k_longest = std::size_t{64} << 10;
  constexpr std::size_t k_longest_type = 1000;
  base::JsonValue line = json_of(base::JsonValue::Kind::Object);
  for (std::size_t i = 0; i < command.items.size(); i++) {
    if (command.names[i] == "run") continue;
    line.names.push_back(command.names[i]);
    line.items.push_back(command.items[i]);
  }
  const std::string text = base::to_json(line);
  if (text.size() > k_longest) return HttpResponse::error(413, "that is more than a program is sent at once");
  if (const base::JsonValue* keeps = command.find("keepsRunning")) {
    if (keeps->kind != base::JsonValue::Kind::Boolean)
      return HttpResponse::error(400, "keepsRunning is true or false");
    if (run_.live != nullptr && run_.live->send_input(text) == QueuedWriter::Result::Full) return full();
    // Also for the runs that follow, whether there is one or not.
    keeps_running_ = keeps->boolean;
    change_state();
    return answer({});
  }
  const base::JsonValue* run = command.find("run");
  const base::JsonValue* target = command.find("target");
  const base::JsonValue* type = command.find("type");
  const auto is_number = [](const base::JsonValue* value) {
    return value != nullptr && value->kind == base::JsonValue::Kind::Number;
  };
  if (!is_number(run) || !is_number(target) || type == nullptr || !type->is_string())
    return HttpResponse::error(400, "run and target are numbers, and type is a string");
  if (type->string.size() > k_longest_type) return HttpResponse::error(400, "no event has such a long name");
  if (run->number != static_cast<double>(run_.number) || is_live_run_over())
    return HttpResponse::error(410, "that run is over");
  const auto is_it = [&](const base::JsonValue& each) {
    const base::JsonValue* id = each.find("id");
    return is_number(id) && id->number == target->number;
  };
  if (std::ranges::none_of(run_.live->targets().items, is_it))
    return HttpResponse::error(404, "nobody listens there any more");
  switch (run_.live->send_input(text)) {
    case QueuedWriter::Result::Taken:
      return answer({});
    case QueuedWriter::Result::Full:
      return full();
    case QueuedWriter::Result::Ended:
      break;
  }
  return HttpResponse::error(410, "that run is over");
}

HttpResponse WatchServer::read_program() const {
  if (is_recording()) return HttpResponse::error(404, "a recording's program is in its trace");
  if (!has_file()) return HttpResponse::error(404, "no file was named to run");
  const base::Result<ProgramFile> file = read_program_file(program_path_);
  if (!file) return HttpResponse::error(404, file.error().message);
  // In other encodings the page would show other characters, and would write them.
  if (!base::is_valid_utf8(file->text)) return HttpResponse::error(415, "the program's file is no UTF-8");
  return answer(
      {{"path", json(options_.program)}, {"text", json(file->text)}, {"version", json(file->version)}});
}

HttpResponse WatchServer::save_program(const base::JsonValue& command) {
  const base::JsonValue* text = command.find("text");
  const base::JsonValue* version = command.find("version");
  if (text == nullptr || !text->is_string() || version == nullptr || !version->is_string())
    return HttpResponse::error(400, "text and version are strings");
  if (!has_file()) return HttpResponse::error(404, "no file was named that could be written");
  const base::Result<ProgramFile> before = read_program_file(program_path_);
  if (!before || before->version != version->string)
    return HttpResponse::error(409, "the file was changed on disk since it was read");
  if (!base::is_valid_utf8(before->text)) return HttpResponse::error(415, "the program's file is no UTF-8");
  const std::string bytes = base::utf8_from_wtf8(text->string);
  if (const base::Result<void> written = replace_program_file(program_path_, bytes); !written)
    return HttpResponse::error(500, written.error().message);
  return answer({{"version", json(version_of(bytes))}});
}

}  // namespace orrery::inspect
