#include "host/blocking.h"

#include <algorithm>
#include <chrono>

#include "vm/agent.h"

namespace orrery::host {

void allow_blocking(vm::Agent& agent) {
  agent.hooks().block = [](vm::Agent&, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                           std::uint64_t nanoseconds) {
    // Nobody tells a thread that blocks of an interrupt, so it looks from time to time.
    constexpr std::uint64_t k_most = 10'000'000;
    notified.wait_for(lock, std::chrono::nanoseconds(std::min(nanoseconds, k_most)));
  };
}

}  // namespace orrery::host
