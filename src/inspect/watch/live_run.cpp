#include "inspect/watch/live_run.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inspect/watch/json.h"

namespace orrery::inspect {

namespace {

constexpr std::uint64_t k_millisecond = 1'000'000;
constexpr std::size_t k_max_line = std::size_t{1} << 20;
/// Of input that the run has not taken yet.
constexpr std::size_t k_most_input = std::size_t{1} << 20;

/// "SIGSEGV"
std::string name_of_signal(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal) : fmt::format("SIG{}", name);
}

const char* name_of(LiveState::Sort sort) {
  switch (sort) {
    case LiveState::Sort::None:
      return "none";
    case LiveState::Sort::Running:
      return "running";
    case LiveState::Sort::Blocked:
      return "blocked";
    case LiveState::Sort::Ended:
      return "ended";
    case LiveState::Sort::Stopped:
      return "stopped";
    case LiveState::Sort::Crashed:
      return "crashed";
    case LiveState::Sort::Recorded:
      return "recorded";
  }
  return "";
}

std::string text_of(const base::JsonValue& object, std::string_view name) {
  const base::JsonValue* value = object.find(name);
  return value != nullptr && value->is_string() ? value->string : "";
}

std::uint64_t number_of(const base::JsonValue& object, std::string_view name) {
  constexpr double k_most = 0x1p53;
  const base::JsonValue* value = object.find(name);
  const bool is_good = value != nullptr && value->kind == base::JsonValue::Kind::Number &&
                       value->number >= 0 && value->number <= k_most;
  return is_good ? static_cast<std::uint64_t>(value->number) : 0;
}

/// What the page can rely on, whoever has written it.
base::JsonValue read_targets(const base::JsonValue& list) {
  constexpr std::size_t k_most = 200;
  base::JsonValue targets = json_of(base::JsonValue::Kind::Array);
  for (const base::JsonValue& each : list.items) {
    if (targets.items.size() == k_most) break;
    std::vector<std::string> types;
    if (const base::JsonValue* given = each.find("types"); given != nullptr && given->is_array()) {
      for (const base::JsonValue& type : given->items) types.push_back(type.string);
    }
    targets.items.push_back(json_object({{"id", json(number_of(each, "id"))},
                                         {"name", json(text_of(each, "name"))},
                                         {"place", json(text_of(each, "place"))},
                                         {"types", json(types)}}));
  }
  return targets;
}

}  // namespace

base::JsonValue LiveState::to_json(std::uint64_t now_ns) const {
  std::vector<std::pair<std::string, base::JsonValue>> members{{"state", json(name_of(sort))},
                                                               {"count", json(blockages)}};
  if (sort == Sort::Ended || sort == Sort::Stopped)
    members.emplace_back("status", json(static_cast<std::uint64_t>(status)));
  if (!syntax_error.empty()) members.emplace_back("syntaxError", json(syntax_error));
  if (sort == Sort::Crashed) members.emplace_back("signal", json(signal));
  if (sort == Sort::Blocked) {
    members.emplace_back("forMs", json((now_ns - blockage.since_ns) / k_millisecond));
    members.emplace_back("job", json(blockage.job));
    members.emplace_back("frames", json(blockage.frames));
    members.emplace_back("waiting", json(blockage.waiting));
  }
  return json_object(std::move(members));
}

LiveRun::LiveRun(uv_loop_t& loop, TemporaryFile log, Listener listener)
    : log_(std::move(log)),
      listener_(std::move(listener)),
      targets_(json_of(base::JsonValue::Kind::Array)),
      patience_(loop, [this] { stop(); }) {}

base::Result<std::unique_ptr<LiveRun>> LiveRun::start(uv_loop_t& loop, const Settings& settings,
                                                      Listener listener) {
  base::Result<TemporaryFile> log = TemporaryFile::make();
  if (!log) return std::unexpected(log.error());
  // As a descriptor of a high number, for the same reason.
  base::Result<TemporaryFile> text = TemporaryFile::make();
  if (!text) return std::unexpected(text.error());
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return base::error(std::string("cannot make a pipe: ") + std::strerror(errno));
  constexpr int k_high = 100;
  const OwnDescriptor status_end(::fcntl(ends[1], F_DUPFD_CLOEXEC, k_high));
  ::close(ends[1]);
  auto input = make_socket_pair();
  if (!input) return base::error(std::string("cannot make a socket: ") + std::strerror(errno));
  const OwnDescriptor input_end(::fcntl(input->second.get(), F_DUPFD_CLOEXEC, k_high));
  std::unique_ptr<LiveRun> run(new LiveRun(loop, *std::move(log), std::move(listener)));
  LiveRun* self = run.get();
  run->input_ = std::make_unique<QueuedWriter>(loop, std::move(input->first), k_most_input);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  run->status_ = std::make_unique<PolledDescriptor>(loop, ends[0], [self] { self->read_status(); });

  std::vector<std::string> arguments{
      "run", "--record=" + run->log_.path(), fmt::format("--unresponsive={}", settings.unresponsive_ms),
      fmt::format("--report-to={}", status_end.get()), fmt::format("--input-from={}", input_end.get())};
  if (settings.keeps_running) arguments.emplace_back("--keep-running");
  std::vector<int> descriptors{run->log_.descriptor(), status_end.get(), input_end.get()};
  if (settings.text) {
    if (const base::Result<void> written = text->append(*settings.text); !written)
      return std::unexpected(written.error());
    arguments.push_back("--program-text=" + text->path());
    descriptors.push_back(text->descriptor());
  }
  arguments.insert(arguments.end(), settings.options.begin(), settings.options.end());
  arguments.insert(arguments.end(), {"--", settings.program});
  arguments.insert(arguments.end(), settings.arguments.begin(), settings.arguments.end());
  auto process = ChildProcess::start(
      loop, arguments, descriptors,
      {.on_output = run->listener_.on_output, .on_exit = [self](int status) { self->take_exit(status); }});
  if (!process) return std::unexpected(process.error());
  run->process_ = *std::move(process);
  return run;
}

void LiveRun::read_status() {
  if (status_ == nullptr) return;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): it is read into
  std::array<char, 4096> bytes;
  const ssize_t size = ::read(status_->descriptor(), bytes.data(), bytes.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) {
    status_ = nullptr;
    return;
  }
  status_line_.append(bytes.data(), static_cast<std::size_t>(size));
  std::size_t end = 0;
  while ((end = status_line_.find('\n')) != std::string::npos) {
    const std::string line = base::replace_invalid_utf8(std::string_view(status_line_).substr(0, end));
    status_line_.erase(0, end + 1);
    if (const auto status = base::parse_json(line)) take_status(*status);
  }
  if (status_line_.size() > k_max_line) status_ = nullptr;
}

void LiveRun::take_status(const base::JsonValue& status) {
  if (const std::string file = text_of(status, "file"); !file.empty()) return listener_.on_file(file);
  if (state_.is_over()) return;
  if (const base::JsonValue* targets = status.find("targets"); targets != nullptr && targets->is_array()) {
    targets_ = read_targets(*targets);
    return listener_.on_state();
  }
  if (const std::string text = text_of(status, "syntaxError"); !text.empty()) {
    state_.syntax_error = text;
    return listener_.on_state();
  }
  if (const base::JsonValue* blocked = status.find("blocked")) {
    state_.sort = LiveState::Sort::Blocked;
    state_.blockages++;
    state_.blockage = {.since_ns = uv_hrtime() - number_of(*blocked, "forMs") * k_millisecond,
                       .job = text_of(*blocked, "job"),
                       .frames = {},
                       .waiting = text_of(*blocked, "waiting")};
    if (const base::JsonValue* frames = blocked->find("frames")) {
      for (const base::JsonValue& frame : frames->items) state_.blockage.frames.push_back(frame.string);
    }
    listener_.on_limit(number_of(*blocked, "polls"));
  } else if (status.find("goesOn") != nullptr) {
    state_.sort = LiveState::Sort::Running;
  } else {
    return;
  }
  listener_.on_state();
}

void LiveRun::take_exit(int status) {
  // What it has said before.
  constexpr int k_pieces = 64;
  for (int i = 0; i < k_pieces; i++) read_status();
  patience_.stop();
  if (WIFSIGNALED(status) && !is_stopped_) {
    state_.sort = LiveState::Sort::Crashed;
    state_.signal = name_of_signal(WTERMSIG(status));
  } else {
    constexpr int k_signal_status = 128;
    state_.sort = is_stopped_ ? LiveState::Sort::Stopped : LiveState::Sort::Ended;
    state_.status = WIFEXITED(status) ? WEXITSTATUS(status) : k_signal_status + WTERMSIG(status);
  }
  listener_.on_state();
}

QueuedWriter::Result LiveRun::send_input(const std::string& line) {
  return state_.is_over() ? QueuedWriter::Result::Ended : input_->write(line + '\n');
}

void LiveRun::stop() {
  if (state_.is_over()) return;
  is_stopped_ = true;
  // The first asks the script to end, the second ends the process if it does not notice.
  constexpr int k_polite = 2;
  constexpr std::uint64_t k_patience_ms = 700;
  process_->send_signal(signals_sent_++ < k_polite ? SIGINT : SIGKILL);
  patience_.start(k_patience_ms);
}

}  // namespace orrery::inspect
