#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "base/result.h"
#include "host/door.h"
#include "host/operations/input_operations.h"
#include "host/operations/operation_pool.h"
#include "host/operations/signal_operations.h"

namespace orrery::host {

/// The machine's own clocks, entropy, time zone and files; operations on threads.
class LiveDoor final : public Door {
 public:
  static base::Result<std::unique_ptr<LiveDoor>> create();
  ~LiveDoor();
  LiveDoor(const LiveDoor&) = delete;
  LiveDoor& operator=(const LiveDoor&) = delete;

  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  void fill_random(std::span<std::byte> bytes) override;
  vm::TimeZoneData time_zone() override;
  void set_zone_variable(std::optional<std::string> value) override {
    zone_variable_ = ZoneVariable{std::move(value)};
  }
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override;
  std::optional<loop::CompletedOperation> take_completion() override;
  void cancel_operation(loop::OperationId id) override;
  base::Result<std::string> read_file(const std::string& path, std::size_t max_size) override;
  FileAnswer access_file(const FileRequest& request) override;
  std::string canonical_path(const std::string& path) override;
  std::optional<std::string> fact(const std::string& name) override;
  std::uint64_t observe(std::string_view, std::uint64_t value) override { return value; }

  /// read_file() is to give this text instead of what is in the file at `path`; other ways to read the file
  /// do not know of it.
  void replace_file(const std::string& path, std::string text);
  /// Is told the names of files that read_file() is asked for.
  void set_file_listener(std::function<void(const std::string& path)> on_file) {
    on_file_ = std::move(on_file);
  }

  /// Operations that wait for input get the lines that come through this descriptor, which somebody else
  /// closes.
  void read_input_from(int descriptor) { input_.read_from(descriptor); }

  /// Called before files are asked for anything and before anything is waited for, by whoever has something
  /// to do until then. Null, as at first: nobody has.
  void set_before_access(std::function<void()> function) { before_access_ = std::move(function); }
  /// Called when a file was read, or was asked for something, which may have taken long.
  void set_after_access(std::function<void()> function) { after_access_ = std::move(function); }
  /// Ends the waiting, or the next if nothing waits. From any thread, and from signal handlers.
  void wake();
  /// The same, and what access_file() waits for in the system is given up: its answer, or its next one, is
  /// EINTR. In signal handlers, which must interrupt the system (no SA_RESTART).
  void give_up() {
    gives_up_ = true;
    wake();
  }
  /// Whoever has wanted that has come to his end without it.
  void forget_to_give_up() { gives_up_ = false; }
  /// Whether threads are at work for it: they may never come to an end.
  bool is_busy() const { return operations_.is_busy(); }

 private:
  explicit LiveDoor(int event);
  void prepare_access() {
    if (before_access_) before_access_();
  }
  void finish_access() {
    if (after_access_) after_access_();
  }

  /// What a program has set TZ to; nothing: it has none any more.
  struct ZoneVariable {
    std::optional<std::string> value;
  };

  int event_;  // an eventfd
  std::atomic<bool> gives_up_ = false;
  std::uint64_t start_ns_;
  OperationPool operations_;
  std::string replaced_file_;  // its canonical path; empty: none is
  std::string replacement_;
  std::function<void(const std::string& path)> on_file_;  // null: nobody wants to know
  SignalOperations signals_{*this};
  InputOperations input_{*this};
  std::function<void()> before_access_;
  std::function<void()> after_access_;
  std::optional<ZoneVariable> zone_variable_;  // nothing: it is as it was at the start
};

}  // namespace orrery::host
