#include "inspect/process/queued_writer.h"

#include <cerrno>
#include <string>
#include <utility>

#include <sys/socket.h>

namespace orrery::inspect {

// NOLINTBEGIN(cppcoreguidelines-owning-memory): the state is freed by libuv's callback

struct QueuedWriter::State {
  uv_poll_t uv{};
  OwnDescriptor socket;
  std::size_t most;
  std::string kept;  // what is to follow
  bool has_ended = false;

  /// Sends what goes out at once.
  void send_some() {
    std::size_t sent = 0;
    while (sent < kept.size()) {
      const ssize_t size =
          ::send(socket.get(), kept.data() + sent, kept.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (size < 0 && errno == EINTR) continue;
      if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      if (size <= 0) {
        has_ended = true;
        kept.clear();
        break;
      }
      sent += static_cast<std::size_t>(size);
    }
    kept.erase(0, sent);
    if (kept.empty()) {
      uv_poll_stop(&uv);
    } else {
      uv_poll_start(&uv, UV_WRITABLE,
                    [](uv_poll_t* handle, int, int) { static_cast<State*>(handle->data)->send_some(); });
    }
  }
};

QueuedWriter::QueuedWriter(uv_loop_t& loop, OwnDescriptor socket, std::size_t most)
    : state_(new State{.socket = std::move(socket), .most = most, .kept = {}}) {
  // libuv makes it one that does not block.
  uv_poll_init(&loop, &state_->uv, state_->socket.get());
  state_->uv.data = state_;
}

QueuedWriter::~QueuedWriter() {
  // Before it is closed, libuv must not look at it any more.
  uv_poll_stop(&state_->uv);
  state_->socket.reset();
  uv_close(reinterpret_cast<uv_handle_t*>(&state_->uv),
           [](uv_handle_t* handle) { delete static_cast<State*>(handle->data); });
}

// NOLINTEND(cppcoreguidelines-owning-memory)

QueuedWriter::Result QueuedWriter::write(std::string_view bytes) {
  if (state_->has_ended) return Result::Ended;
  if (bytes.size() > state_->most - state_->kept.size()) return Result::Full;
  state_->kept += bytes;
  state_->send_some();
  return state_->has_ended ? Result::Ended : Result::Taken;
}

std::size_t QueuedWriter::kept() const {
  return state_->kept.size();
}

}  // namespace orrery::inspect
