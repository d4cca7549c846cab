#include "cli/watch/watched_replay.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/trace/run_tracer.h"

namespace orrery::cli {

namespace {

using inspect::Message;
using inspect::MessageKind;
using inspect::MessageReader;
using inspect::OwnDescriptor;
using inspect::ReplayState;

/// Fine events of a window, most of which its size will cut before that.
constexpr std::uint64_t k_window_events = 20'000'000;

constexpr std::uint64_t k_second = 1'000'000'000;
/// The page is to see what happens at once.
constexpr std::uint64_t k_flush_ns = 50'000'000;
constexpr long k_look_ns = 50'000'000;
/// How long a replay runs on by itself: it is never far behind the live run, and never before it for long.
constexpr std::uint64_t k_unknown_ns = 100'000'000;

std::uint64_t read_clock(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * k_second + static_cast<std::uint64_t>(now.tv_nsec);
}

vm::Agent* looking_agent = nullptr;       // of the signal handler
WatchedReplay* watched_replay = nullptr;  // of its agent's hook

}  // namespace

WatchedReplay::WatchedReplay(int socket, int log_end, const std::string& recording,
                             SourceMapFiles source_maps)
    : socket_(socket),
      log_end_(log_end),
      source_maps_(source_maps),
      recording_(recording),
      log_changes_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      writer_([this](std::string_view bytes) { return send_bytes(bytes); }) {
  watched_replay = this;
  if (log_changes_ >= 0 && ::inotify_add_watch(log_changes_, recording.c_str(), IN_MODIFY) < 0)
    ::close(std::exchange(log_changes_, -1));
}

void WatchedReplay::begin(Runtime& runtime, inspect::Definitions& definitions) {
  runtime_ = &runtime;
  definitions_ = &definitions;
  lay_keyframe(0);
  if (window_) return;
  start_looking();
}

// Events ----------------------------------------------------------------------------------------------------

template <typename Event>
void WatchedReplay::pass_on(const Event& event) {
  using namespace trace::trace_events;
  constexpr bool k_begins = std::is_same_v<Event, TurnBegin>;
  constexpr bool k_ends = std::is_same_v<Event, TurnEnd>;
  // What has been left by now comes before what the loop does next.
  if (Event::k_level == trace::TraceLevel::Loop && fine_) fine_->settle();
  if constexpr (k_begins) turns_begun_ = event.turn + 1;
  // On the way to its window a worker has only to define what the front has defined; in which turn it is, its
  // writer wants to know.
  constexpr bool k_always = k_begins || k_ends || Event::k_level == trace::TraceLevel::Definition;
  if (k_always || !window_ || is_in_window_) writer_.on(event);
  if constexpr (std::is_same_v<Event, Script>) tell_source_map(event, source_maps_, writer_);
  if (k_begins && is_in_window_ && !std::exchange(has_begun_window_, true)) trace_finely(k_window_events);
  if (window_ && fine_ && fine_->is_cut()) end_worker(false, "size");
  if constexpr (k_ends) between_turns(event.turn + 1);
}

#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)                        \
  void WatchedReplay::on(const trace::trace_events::Name& event) { \
    pass_on(event);                                                \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

void WatchedReplay::trace_finely(std::uint64_t max_events) {
  fine_.emplace(runtime_->agent(), *definitions_, *this, inspect::FineOptions{.max_events = max_events});
  fine_->begin();
}

/// The writer's: its header first, then block after block.
base::Result<void> WatchedReplay::send_bytes(std::string_view bytes) {
  if (std::exchange(has_header_, true)) blocks_++;
  const bool is_of_events = bytes.front() == static_cast<char>(trace::TraceBlockKind::Events);
  if (window_ && is_of_events && !is_in_window_) return {};
  const int socket = window_ ? window_->socket.get() : socket_;
  if (!inspect::send_message(socket, MessageKind::Trace, bytes)) ::_exit(EXIT_SUCCESS);
  window_bytes_ += bytes.size();
  if (window_ && window_bytes_ > window_->max_bytes) end_worker(false, "size");
  return {};
}

void WatchedReplay::between_turns(std::uint64_t next_turn) {
  if (window_) return go_on_as_worker(next_turn);
  const std::uint64_t now = read_clock(CLOCK_MONOTONIC);
  if (now - last_flush_ns_ > k_flush_ns) {
    last_flush_ns_ = now;
    writer_.flush();
    tell_progress(ReplayState::Following);
  }
  if (next_turn - last_keyframe_turn_ >= spacing_.turns ||
      read_clock(CLOCK_PROCESS_CPUTIME_ID) - last_keyframe_work_ns_ >= spacing_.work_ns)
    lay_keyframe(next_turn);
}

void WatchedReplay::tell_progress(ReplayState state) {
  const host::ReplayDoor* door = runtime_ == nullptr ? nullptr : runtime_->session().replay_door();
  const std::string contents = inspect::pack_numbers(
      {static_cast<std::uint64_t>(state), turns_begun_, door == nullptr ? 0 : door->bytes_read()});
  if (std::exchange(told_progress_, contents) == contents) return;
  if (!inspect::send_message(socket_, MessageKind::Progress, contents)) ::_exit(EXIT_SUCCESS);
}

// Keyframes and workers -------------------------------------------------------------------------------------

/// Returns in the front, and in workers.
void WatchedReplay::lay_keyframe(std::uint64_t next_turn) {
  writer_.flush();
  auto sockets = inspect::make_socket_pair();
  const pid_t pid = sockets ? ::fork() : -1;
  if (pid == 0) {
    // The server's end must be the server's alone: when that closes it, this process ends.
    sockets->first.reset();
    return be_keyframe(next_turn, std::move(sockets->second));
  }
  last_keyframe_turn_ = next_turn;
  last_keyframe_work_ns_ = read_clock(CLOCK_PROCESS_CPUTIME_ID);
  if (pid < 0) return;  // the machine has no room for it: going back takes longer
  sockets->second.reset();
  const std::string contents = inspect::pack_numbers({next_turn, blocks_, static_cast<std::uint64_t>(pid)});
  if (!inspect::send_message(socket_, MessageKind::Keyframe, contents, sockets->first.get()))
    ::_exit(EXIT_SUCCESS);
  sockets->first.reset();
  take_messages(true);
  // Those that were given up are of no use as zombies.
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

/// Waits to be asked for windows, and makes workers that replay them. Returns in these alone.
void WatchedReplay::be_keyframe(std::uint64_t next_turn, OwnDescriptor socket) {
  ::close(std::exchange(socket_, -1));
  keyframe_turn_ = next_turn;
  MessageReader messages;
  pid_t worker = -1;
  const auto end_worker_process = [&worker] {
    if (worker < 0) return;
    ::kill(worker, SIGKILL);
    ::waitpid(worker, nullptr, 0);
    worker = -1;
  };
  while (true) {
    const MessageReader::Result result = messages.read(socket.get(), true);
    while (std::optional<Message> message = messages.take()) {
      end_worker_process();
      if (message->kind != MessageKind::Window) continue;
      const pid_t keyframe = ::getpid();
      worker = ::fork();
      if (worker != 0) continue;
      if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != keyframe) ::_exit(EXIT_FAILURE);
      socket.reset();
      return begin_worker(*std::move(message));
    }
    if (result != MessageReader::Result::Ended) continue;
    end_worker_process();
    ::_exit(EXIT_SUCCESS);
  }
}

void WatchedReplay::begin_worker(Message request) {
  window_ = Window{.first_turn = request.number(0),
                   .last_turn = request.number(1),
                   .max_bytes = request.number(2),
                   .socket = std::move(request.descriptor)};
  limit_ = std::max(limit_, request.number(3));
  start_looking();
  go_on_as_worker(keyframe_turn_);
}

void WatchedReplay::go_on_as_worker(std::uint64_t next_turn) {
  if (next_turn > window_->last_turn) end_worker(true, "");
  if (next_turn < window_->first_turn || is_in_window_) return;
  writer_.flush();
  is_in_window_ = true;
}

void WatchedReplay::end_worker(bool is_complete, std::string_view why) {
  // What is left does not fit where the size is the reason.
  window_->max_bytes = UINT64_MAX;
  if (why != "size") writer_.flush();
  const std::uint64_t last_turn = turns_begun_ == 0 ? 0 : std::min(window_->last_turn, turns_begun_ - 1);
  std::string contents = inspect::pack_numbers(
      {is_complete ? 1u : 0u, window_->first_turn, last_turn, turns_begun_ - keyframe_turn_});
  contents += why;
  inspect::send_message(window_->socket.get(), MessageKind::WindowEnd, contents);
  ::_exit(EXIT_SUCCESS);
}

// The end of what is known ----------------------------------------------------------------------------------

void WatchedReplay::take_messages(bool waits_for_spacing) {
  while (true) {
    while (const std::optional<Message> message = messages_.take()) {
      if (message->kind == MessageKind::Limit) limit_ = std::max(limit_, message->number(0));
      if (message->kind != MessageKind::Spacing) continue;
      spacing_ = {.turns = message->number(0), .work_ns = message->number(1)};
      waits_for_spacing = false;
    }
    const MessageReader::Result result = messages_.read(socket_, waits_for_spacing);
    if (result == MessageReader::Result::Ended) ::_exit(EXIT_SUCCESS);
    if (result == MessageReader::Result::NothingYet && !waits_for_spacing) return;
  }
}

bool WatchedReplay::wait_for_log() {
  pollfd end{.fd = log_end_, .events = POLLIN, .revents = 0};
  if (::poll(&end, 1, 0) > 0) return false;
  if (window_) end_worker(false, "log");
  writer_.flush();
  tell_progress(ReplayState::Waiting);
  std::array polled = {end, pollfd{.fd = socket_, .events = POLLIN, .revents = 0},
                       pollfd{.fd = log_changes_, .events = POLLIN, .revents = 0}};
  // Without news of the file it is looked at now and then.
  constexpr int k_pause_ms = 20;
  ::poll(polled.data(), polled.size(), log_changes_ < 0 ? k_pause_ms : -1);
  if (polled[1].revents != 0) take_messages(false);
  std::array<char, 4096> events{};
  if (polled[2].revents != 0 && ::read(log_changes_, events.data(), events.size()) < 0) log_changes_ = -1;
  return true;
}

/// A handler may only ask; at its next poll the script's own thread looks.
void WatchedReplay::start_looking() {
  looking_agent = &runtime_->agent();
  runtime_->agent().hooks().look = [](vm::Agent& agent) {
    if (!agent.is_terminating()) watched_replay->keep_pace();
  };
  struct sigaction action{};
  action.sa_handler = [](int) { looking_agent->request_look(); };
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGRTMIN, &action, nullptr);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGRTMIN;
  timer_t timer{};
  const timespec interval{.tv_sec = 0, .tv_nsec = k_look_ns};
  const itimerspec times{.it_interval = interval, .it_value = interval};
  if (::timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) ::timer_settime(timer, 0, &times, nullptr);
}

/// A script that asks for nothing is not to run on where the live run may not have come, or never will.
void WatchedReplay::keep_pace() {
  host::ReplayDoor& door = *runtime_->session().replay_door();
  const std::uint64_t polls = runtime_->agent().execution.polls_before;
  const std::uint64_t now = read_clock(CLOCK_MONOTONIC);
  if (door.has_more()) {
    unknown_since_ns_ = 0;
    return;
  }
  if (unknown_since_ns_ == 0) unknown_since_ns_ = now;
  if (now - unknown_since_ns_ < k_unknown_ns) return;
  while (polls >= limit_ && !door.has_more()) {
    if (wait_for_log()) continue;
    if (door.has_more()) break;
    // The recorded run was killed hereabouts.
    is_cut_off_ = true;
    return runtime_->agent().request_interrupt(vm::Termination::Exit);
  }
  unknown_since_ns_ = 0;
}

bool WatchedReplay::is_cut_off() const {
  const host::ReplayDoor* door = runtime_ == nullptr ? nullptr : runtime_->session().replay_door();
  return is_cut_off_ || (door != nullptr && door->is_cut_off());
}

void WatchedReplay::end(const std::optional<base::Error>& failure) {
  if (window_) {
    if (is_cut_off()) end_worker(false, "log");
    end_worker(!failure, failure ? failure->message : "");
  }
  writer_.flush();
  const bool has_failed = failure && !is_cut_off();
  std::string why = has_failed ? failure->message : std::string(RunTracer::k_killed);
  // The recording has no name that anybody knows.
  if (const std::string name = recording_ + ": "; why.starts_with(name)) why.erase(0, name.size());
  if ((has_failed || is_cut_off()) && has_header_)
    writer_.write_meta({{std::string(RunTracer::k_missing_end), why}});
  if (has_failed) {
    inspect::send_message(socket_, MessageKind::Failed, why);
  } else {
    tell_progress(ReplayState::Done);
  }
  while (true) take_messages(true);
}

}  // namespace orrery::cli
