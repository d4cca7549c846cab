#include "inspect/watch/replayer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace orrery::inspect {

namespace {

constexpr std::uint64_t k_max_window_bytes = std::uint64_t{64} << 20;
constexpr std::size_t k_max_last_words = 2000;

/// Bytes of memory that are the process's own, shared ones in parts.
std::uint64_t memory_of(pid_t pid) {
  const std::string path = fmt::format("/proc/{}/smaps_rollup", pid);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "re"), std::fclose);
  if (file == nullptr) return 0;
  char line[200];
  while (std::fgets(line, sizeof(line), file.get()) != nullptr) {
    constexpr std::string_view k_name = "Pss:";
    constexpr std::uint64_t k_unit = 1024;
    if (std::string_view(line).starts_with(k_name))
      return std::strtoull(line + k_name.size(), nullptr, 10) * k_unit;
  }
  return 0;
}

}  // namespace

base::Result<std::unique_ptr<Replayer>> Replayer::start(uv_loop_t& loop, int log, const Options& options,
                                                        Listener listener) {
  std::unique_ptr<Replayer> replayer(new Replayer(loop, options, std::move(listener)));
  Replayer* self = replayer.get();
  auto sockets = make_socket_pair();
  int ends[2] = {-1, -1};
  if (!sockets || ::pipe2(ends, O_CLOEXEC) != 0)
    return base::error(std::string("cannot make a socket: ") + std::strerror(errno));
  auto& [own_end, other_end] = *sockets;
  const OwnDescriptor log_end(ends[0]);
  self->log_is_open_.reset(ends[1]);
  const auto keep_last_words = [self](std::string_view bytes) {
    self->last_words_ += bytes;
    if (self->last_words_.size() > k_max_last_words)
      self->last_words_.erase(0, self->last_words_.size() - k_max_last_words);
  };
  std::vector<std::string> arguments{"replayer", fmt::format("/proc/self/fd/{}", log),
                                     std::to_string(other_end.get()), std::to_string(log_end.get())};
  if (options.reads_source_maps) arguments.emplace_back("--source-maps");
  auto process = ChildProcess::start(
      loop, arguments, {log, other_end.get(), log_end.get()},
      {.on_output =
           [keep_last_words](ChildProcess::Stream stream, std::string_view bytes) {
             if (stream == ChildProcess::Stream::Error) keep_last_words(bytes);
           },
       .on_exit =
           [self](int status) {
             self->read_front();
             self->has_crashed_ = WIFSIGNALED(status) && self->state_ != ReplayState::Failed;
             self->fail(WIFSIGNALED(status)
                            ? fmt::format("the replayer has crashed: {}", strsignal(WTERMSIG(status)))
                            : "the replayer has ended");
           }});
  if (!process) return std::unexpected(process.error());
  self->process_ = *std::move(process);
  self->front_ = std::make_unique<PolledDescriptor>(loop, own_end.release(), [self] { self->read_front(); });
  return replayer;
}

Replayer::~Replayer() {
  for (const Waiting& waiting : std::exchange(waiting_, {})) waiting.listener->on_end({.why = "stopped"});
  if (window_listener_ != nullptr) window_listener_->on_end({.why = "stopped"});
}

void Replayer::set_limit(std::uint64_t polls) {
  limit_ = std::max(limit_, polls);
  if (front_ != nullptr) send_message(front_->descriptor(), MessageKind::Limit, pack_numbers({limit_}));
}

void Replayer::fail(std::string why) {
  front_ = nullptr;
  if (state_ == ReplayState::Failed) return;
  state_ = ReplayState::Failed;
  message_ = std::move(why);
  if (!last_words_.empty()) message_ += ": " + last_words_;
  listener_.on_progress();
}

// The front -------------------------------------------------------------------------------------------------

void Replayer::read_front() {
  if (front_ == nullptr) return;
  const MessageReader::Result result = messages_.read(front_->descriptor(), false);
  while (std::optional<Message> message = messages_.take()) take(*std::move(message));
  // Why it has gone, its exit status says.
  if (result == MessageReader::Result::Ended || messages_.is_broken()) front_ = nullptr;
}

void Replayer::take(Message message) {
  switch (message.kind) {
    case MessageKind::Trace:
      return listener_.on_trace(message.contents);
    case MessageKind::Progress:
      state_ = static_cast<ReplayState>(
          std::min(message.number(0), static_cast<std::uint64_t>(ReplayState::Done)));
      turns_ = message.number(1);
      log_bytes_ = message.number(2);
      return listener_.on_progress();
    case MessageKind::Keyframe:
      return add_keyframe(std::move(message));
    case MessageKind::Failed:
      return fail(message.contents);
    default:
      return;
  }
}

void Replayer::add_keyframe(Message message) {
  keyframes_.add(message.number(0), {.socket = std::move(message.descriptor),
                                     .pid = static_cast<pid_t>(message.number(2)),
                                     .blocks = message.number(1)});
  // The front waits for this.
  const KeyframeSpacing& spacing = keyframes_.spacing();
  if (front_ != nullptr)
    send_message(front_->descriptor(), MessageKind::Spacing, pack_numbers({spacing.turns, spacing.work_ns}));
  begin_next_window();
  look_at_memory();
}

/// Asking the system takes as long as the processes are large: that is done for a small part of the time
/// only, or when there are many keyframes that nobody has looked at.
void Replayer::look_at_memory() {
  constexpr std::uint64_t k_least = 4;
  constexpr std::uint64_t k_most = 12;
  constexpr std::uint64_t k_share = 20;
  const std::uint64_t begun = uv_hrtime();
  unseen_keyframes_++;
  if (unseen_keyframes_ < k_least || (unseen_keyframes_ < k_most && begun < next_look_ns_)) return;
  unseen_keyframes_ = 0;
  if (memory_used() > options_.memory_budget) keyframes_.thin();
  const std::uint64_t now = uv_hrtime();
  next_look_ns_ = now + (now - begun) * k_share;
}

std::uint64_t Replayer::memory_used() const {
  std::uint64_t bytes = memory_of(process_->pid());
  for (const auto& entry : const_cast<Replayer*>(this)->keyframes_.entries())
    bytes += memory_of(entry.frame.pid);
  return bytes;
}

// Windows ---------------------------------------------------------------------------------------------------

void Replayer::request(const WindowRequest& window, WindowListener& listener) {
  waiting_.push_back({window, &listener});
  begin_next_window();
}

void Replayer::cancel(WindowListener& listener) {
  std::erase_if(waiting_, [&](const Waiting& waiting) { return waiting.listener == &listener; });
  if (window_listener_ != &listener) return;
  window_listener_ = nullptr;
  window_socket_ = nullptr;
  if (auto* keyframe = keyframes_.before(window_turn_); keyframe != nullptr && keyframe->turn == window_turn_)
    send_message(keyframe->frame.socket.get(), MessageKind::Cancel, "");
  begin_next_window();
}

void Replayer::begin_next_window() {
  if (window_listener_ != nullptr || waiting_.empty()) return;
  const Waiting next = waiting_.front();
  auto* keyframe = keyframes_.before(next.window.first_turn);
  // The first is laid before the program begins.
  if (keyframe == nullptr && state_ != ReplayState::Failed) return;
  waiting_.pop_front();
  window_listener_ = next.listener;
  auto sockets = keyframe == nullptr ? std::nullopt : make_socket_pair();
  if (!sockets) return end_window({.why = "there is no replay"});
  auto& [own_end, other_end] = *sockets;
  window_turn_ = keyframe->turn;
  window_messages_ = {};
  if (!send_message(keyframe->frame.socket.get(), MessageKind::Window,
                    pack_numbers({next.window.first_turn, next.window.last_turn, k_max_window_bytes, limit_}),
                    other_end.get()))
    return end_window({.why = "the keyframe is gone"});
  window_socket_ = std::make_unique<PolledDescriptor>(loop_, own_end.release(), [this] { read_window(); });
  window_listener_->on_base(keyframe->frame.blocks);
}

void Replayer::set_window_flow(WindowListener& listener, bool flows) {
  if (window_listener_ == &listener && window_socket_ != nullptr) window_socket_->set_polled(flows);
}

void Replayer::read_window() {
  const MessageReader::Result result = window_messages_.read(window_socket_->descriptor(), false);
  while (std::optional<Message> message = window_messages_.take()) {
    if (message->kind == MessageKind::Trace) window_listener_->on_trace(message->contents);
    if (message->kind != MessageKind::WindowEnd) continue;
    return end_window({.is_complete = message->number(0) != 0,
                       .first_turn = message->number(1),
                       .last_turn = message->number(2),
                       .replayed_turns = message->number(3),
                       .why = std::string(message->text(4))});
  }
  if (result == MessageReader::Result::Ended || window_messages_.is_broken())
    end_window({.why = "the replay of the window has crashed"});
}

void Replayer::end_window(const WindowEnd& end) {
  WindowListener* listener = std::exchange(window_listener_, nullptr);
  window_socket_ = nullptr;
  listener->on_end(end);
  begin_next_window();
}

}  // namespace orrery::inspect
