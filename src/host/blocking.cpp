#include "host/blocking.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "host/live_door.h"
#include "vm/agent.h"

namespace orrery::host {

namespace {

void block(vm::Agent&, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
           std::uint64_t nanoseconds) {
  // Nobody tells a thread that blocks of an interrupt, so it looks from time to time.
  constexpr std::uint64_t k_most = 10'000'000;
  notified.wait_for(lock, std::chrono::nanoseconds(std::min(nanoseconds, k_most)));
}

void block_virtually(vm::Agent& agent, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
                     std::uint64_t nanoseconds) {
  const bool is_endless = nanoseconds == std::numeric_limits<std::uint64_t>::max();
  if (is_endless) block(agent, lock, notified, nanoseconds);
}

}  // namespace

void allow_blocking(vm::Agent& agent) {
  agent.hooks().block = block;
}

void allow_virtual_blocking(vm::Agent& agent) {
  agent.hooks().block = block_virtually;
}

void wake_for_async_waiters(vm::Agent& agent, LiveDoor& door) {
  agent.async_waiters().wake_by([](void* context) { static_cast<LiveDoor*>(context)->wake(); }, &door);
}

}  // namespace orrery::host
