#include "cli/run/live_door.h"

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include <sys/random.h>

namespace orrery::cli {

double LiveDoor::wall_clock_ms() {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  return std::floor(Milliseconds(std::chrono::system_clock::now().time_since_epoch()).count());
}

std::uint64_t LiveDoor::monotonic_ns() {
  using Nanoseconds = std::chrono::duration<std::uint64_t, std::nano>;
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void LiveDoor::fill_random(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t filled = ::getrandom(bytes.data(), bytes.size(), 0);
    if (filled < 0 && errno == EINTR) continue;
    if (filled < 0) std::abort();  // a kernel without entropy: nothing sensible can be done
    bytes = bytes.subspan(static_cast<std::size_t>(filled));
  }
}

}  // namespace orrery::cli
