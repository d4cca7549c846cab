#include "inspect/process/handles.h"

#include <utility>

#include <unistd.h>

namespace orrery::inspect {

namespace {

/// The handle goes when libuv does not need it any more, and with it what holds it.
template <typename State>
void close_state(State* state) {
  const auto free_it = [](uv_handle_t* handle) {
    delete static_cast<State*>(handle->data);  // NOLINT(cppcoreguidelines-owning-memory): see handles.h
  };
  uv_close(reinterpret_cast<uv_handle_t*>(&state->uv), free_it);
}

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-owning-memory): states are freed by close_state()

struct PolledDescriptor::State {
  uv_poll_t uv{};
  int descriptor;
  std::function<void()> on_readable;
};

PolledDescriptor::PolledDescriptor(uv_loop_t& loop, int descriptor, std::function<void()> on_readable)
    : state_(new State{.descriptor = descriptor, .on_readable = std::move(on_readable)}) {
  uv_poll_init(&loop, &state_->uv, descriptor);
  state_->uv.data = state_;
  set_polled(true);
}

PolledDescriptor::~PolledDescriptor() {
  // Before it is closed, libuv must not look at it any more, which it does from here on.
  uv_poll_stop(&state_->uv);
  ::close(state_->descriptor);
  close_state(state_);
}

void PolledDescriptor::set_polled(bool is_polled) {
  const auto tell = [](uv_poll_t* uv, int, int) { static_cast<State*>(uv->data)->on_readable(); };
  if (is_polled) {
    uv_poll_start(&state_->uv, UV_READABLE | UV_DISCONNECT, tell);
  } else {
    uv_poll_stop(&state_->uv);
  }
}

int PolledDescriptor::descriptor() const {
  return state_->descriptor;
}

struct Timer::State {
  uv_timer_t uv{};
  std::function<void()> on_time;
};

Timer::Timer(uv_loop_t& loop, std::function<void()> on_time)
    : state_(new State{.on_time = std::move(on_time)}) {
  uv_timer_init(&loop, &state_->uv);
  state_->uv.data = state_;
}

Timer::~Timer() {
  close_state(state_);
}

void Timer::start(std::uint64_t milliseconds, std::uint64_t repeat_ms) {
  uv_timer_start(
      &state_->uv, [](uv_timer_t* uv) { static_cast<State*>(uv->data)->on_time(); }, milliseconds, repeat_ms);
}

void Timer::stop() {
  uv_timer_stop(&state_->uv);
}

struct SignalHandle::State {
  uv_signal_t uv{};
  std::function<void()> on_signal;
};

SignalHandle::SignalHandle(uv_loop_t& loop, int signal, std::function<void()> on_signal)
    : state_(new State{.on_signal = std::move(on_signal)}) {
  uv_signal_init(&loop, &state_->uv);
  state_->uv.data = state_;
  uv_signal_start(
      &state_->uv, [](uv_signal_t* uv, int) { static_cast<State*>(uv->data)->on_signal(); }, signal);
}

SignalHandle::~SignalHandle() {
  close_state(state_);
}

struct FolderHandle::State {
  uv_fs_event_t uv{};
  std::function<void(std::string)> on_change;
};

FolderHandle::FolderHandle(uv_loop_t& loop, const std::string& folder,
                           std::function<void(std::string)> on_change)
    : state_(new State{.on_change = std::move(on_change)}) {
  uv_fs_event_init(&loop, &state_->uv);
  state_->uv.data = state_;
  const auto tell = [](uv_fs_event_t* uv, const char* name, int, int) {
    static_cast<State*>(uv->data)->on_change(name == nullptr ? "" : name);
  };
  // A folder that cannot be watched is one that nothing is heard of.
  uv_fs_event_start(&state_->uv, tell, folder.c_str(), 0);
}

FolderHandle::~FolderHandle() {
  close_state(state_);
}

// NOLINTEND(cppcoreguidelines-owning-memory)

}  // namespace orrery::inspect
