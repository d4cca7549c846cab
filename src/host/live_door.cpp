#include "host/live_door.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

namespace orrery::host {

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;
constexpr std::uint64_t k_millisecond = 1'000'000;

std::uint64_t read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * k_second + static_cast<std::uint64_t>(time.tv_nsec);
}

}  // namespace

base::Result<std::unique_ptr<LiveDoor>> LiveDoor::create() {
  const int event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (event < 0) return base::error(std::string("cannot make an eventfd: ") + std::strerror(errno));
  return std::unique_ptr<LiveDoor>(new LiveDoor(event));
}

LiveDoor::~LiveDoor() {
  close(event_);
}

double LiveDoor::wall_clock_ms() {
  const std::uint64_t milliseconds = read_clock(CLOCK_REALTIME) / k_millisecond;
  return static_cast<double>(milliseconds);
}

std::uint64_t LiveDoor::monotonic_ns() {
  return read_clock(CLOCK_MONOTONIC);
}

void LiveDoor::fill_random(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
    if (count > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      std::abort();  // a system without entropy: to go on with zeros would be worse
    }
  }
}

void LiveDoor::wait_until(std::uint64_t deadline_ns) {
  const std::uint64_t now = monotonic_ns();
  if (now >= deadline_ns) return;
  const std::uint64_t rest = deadline_ns - now;
  const timespec timeout = {.tv_sec = static_cast<time_t>(rest / k_second),
                            .tv_nsec = static_cast<long>(rest % k_second)};
  pollfd polled = {.fd = event_, .events = POLLIN, .revents = 0};
  if (ppoll(&polled, 1, &timeout, nullptr) <= 0) return;
  eventfd_t count = 0;
  eventfd_read(event_, &count);
}

void LiveDoor::wake() {
  // In signal handlers errno must stay.
  const int before = errno;
  eventfd_write(event_, 1);
  errno = before;
}

}  // namespace orrery::host
