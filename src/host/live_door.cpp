#include "host/live_door.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "host/facts.h"
#include "host/files/files.h"
#include "machine/clocks.h"
#include "machine/zone_files.h"

namespace orrery::host {

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;

}  // namespace

base::Result<std::unique_ptr<LiveDoor>> LiveDoor::create() {
  const int event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (event < 0) return base::error(std::string("cannot make an eventfd: ") + std::strerror(errno));
  return std::unique_ptr<LiveDoor>(new LiveDoor(event));
}

LiveDoor::LiveDoor(int event) : event_(event), start_ns_(machine::read_monotonic_ns()) {}

LiveDoor::~LiveDoor() {
  close(event_);
}

double LiveDoor::wall_clock_ms() {
  return machine::read_wall_clock_ms();
}

std::uint64_t LiveDoor::monotonic_ns() {
  return machine::read_monotonic_ns();
}

void LiveDoor::fill_random(std::span<std::byte> bytes) {
  machine::read_entropy(bytes);
}

vm::TimeZoneData LiveDoor::time_zone() {
  return zone_variable_ ? machine::read_time_zone(zone_variable_->value) : machine::read_time_zone();
}

void LiveDoor::wait_until(std::uint64_t deadline_ns) {
  prepare_access();
  const std::uint64_t now = monotonic_ns();
  if (now >= deadline_ns) return;
  const std::uint64_t rest = deadline_ns - now;
  const timespec timeout = {.tv_sec = static_cast<time_t>(rest / k_second),
                            .tv_nsec = static_cast<long>(rest % k_second)};
  // Negative descriptors are left out.
  std::array polled = {
      pollfd{.fd = event_, .events = POLLIN, .revents = 0},
      pollfd{.fd = operations_.is_busy() ? operations_.descriptor() : -1, .events = POLLIN, .revents = 0}};
  if (operations_.has_completed()) return;
  const bool has_deadline = deadline_ns != k_never;
  if (ppoll(polled.data(), polled.size(), has_deadline ? &timeout : nullptr, nullptr) <= 0) return;
  eventfd_t count = 0;
  if (polled[0].revents != 0) eventfd_read(event_, &count);
}

void LiveDoor::begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  prepare_access();
  if (operation->awaited_signal() != 0) return signals_.begin(id, std::move(operation));
  if (operation->awaits_input()) return input_.begin(id, std::move(operation));
  operations_.begin(id, std::move(operation));
}

std::optional<loop::CompletedOperation> LiveDoor::take_completion() {
  if (std::optional<loop::CompletedOperation> signal = signals_.take()) return signal;
  if (std::optional<loop::CompletedOperation> input = input_.take()) return input;
  return operations_.take();
}

void LiveDoor::cancel_operation(loop::OperationId id) {
  if (!signals_.cancel(id) && !input_.cancel(id)) operations_.cancel(id);
}

void LiveDoor::wake() {
  // In signal handlers errno must stay.
  const int before = errno;
  eventfd_write(event_, 1);
  errno = before;
}

base::Result<std::string> LiveDoor::read_file(const std::string& path, std::size_t max_size) {
  prepare_access();
  if (path == "-") return read_standard_input(max_size);
  if (on_file_) on_file_(path);
  if (!replaced_file_.empty() && host::canonical_path(path) == replaced_file_) return replacement_;
  base::Result<std::string> contents = host::read_file(path, max_size);
  finish_access();
  return contents;
}

void LiveDoor::replace_file(const std::string& path, std::string text) {
  replaced_file_ = host::canonical_path(path);
  replacement_ = std::move(text);
}

FileAnswer LiveDoor::access_file(const FileRequest& request) {
  prepare_access();
  FileAnswer answer{.error = EINTR};
  while (answer.error == EINTR && !gives_up_.exchange(false)) answer = perform_or_be_interrupted(request);
  finish_access();
  return answer;
}

std::string LiveDoor::canonical_path(const std::string& path) {
  return host::canonical_path(path);
}

std::optional<std::string> LiveDoor::fact(const std::string& name) {
  return read_fact(name, start_ns_);
}

}  // namespace orrery::host
