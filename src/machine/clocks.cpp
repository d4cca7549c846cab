#include "machine/clocks.h"

#include <cerrno>
#include <cstdlib>

#include <sys/random.h>
#include <time.h>

namespace orrery::machine {

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;
constexpr std::uint64_t k_millisecond = 1'000'000;

std::uint64_t read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * k_second + static_cast<std::uint64_t>(time.tv_nsec);
}

}  // namespace

double read_wall_clock_ms() {
  const std::uint64_t whole_milliseconds = read_clock(CLOCK_REALTIME) / k_millisecond;
  return static_cast<double>(whole_milliseconds);
}

std::uint64_t read_monotonic_ns() {
  return read_clock(CLOCK_MONOTONIC);
}

void read_entropy(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
    if (count > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      std::abort();  // a system without entropy: to go on with zeros would be worse
    }
  }
}

}  // namespace orrery::machine
