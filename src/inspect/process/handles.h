#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <uv.h>

// libuv's handles as values. What they call may destroy them.

namespace orrery::inspect {

/// Calls `on_readable` whenever the descriptor can be read, or its other end is closed. Owns the descriptor.
class PolledDescriptor {
 public:
  PolledDescriptor(uv_loop_t& loop, int descriptor, std::function<void()> on_readable);
  ~PolledDescriptor();
  PolledDescriptor(const PolledDescriptor&) = delete;
  PolledDescriptor& operator=(const PolledDescriptor&) = delete;

  int descriptor() const;
  /// Whether it is looked at, as it is at first.
  void set_polled(bool is_polled);

 private:
  struct State;
  State* state_;  // freed when libuv has closed it
};

class Timer {
 public:
  Timer(uv_loop_t& loop, std::function<void()> on_time);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Calls in so long, and then again and again if `repeat_ms` is not 0. What was started before is
  /// forgotten.
  void start(std::uint64_t milliseconds, std::uint64_t repeat_ms = 0);
  void stop();

 private:
  struct State;
  State* state_;
};

/// Calls `on_signal` when the process gets that signal, instead of what it would do.
class SignalHandle {
 public:
  SignalHandle(uv_loop_t& loop, int signal, std::function<void()> on_signal);
  ~SignalHandle();
  SignalHandle(const SignalHandle&) = delete;
  SignalHandle& operator=(const SignalHandle&) = delete;

 private:
  struct State;
  State* state_;
};

/// Calls `on_change` with the name of a file in the folder that was made, changed, renamed or removed.
class FolderHandle {
 public:
  FolderHandle(uv_loop_t& loop, const std::string& folder, std::function<void(std::string)> on_change);
  ~FolderHandle();
  FolderHandle(const FolderHandle&) = delete;
  FolderHandle& operator=(const FolderHandle&) = delete;

 private:
  struct State;
  State* state_;
};

}  // namespace orrery::inspect
