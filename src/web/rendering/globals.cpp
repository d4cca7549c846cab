// What scripts see of frames and idle time.
#include "vm/objects/realm_interface.h"
#include "web/rendering/animation_frames.h"
#include "web/rendering/idle_callbacks.h"
#include "web/rendering/idle_deadline.h"
#include "web/rendering/rendering.h"

namespace orrery::web {

namespace {

constexpr vm::LazyRow k_rendering_globals_rows[] = {
    vm::lazy_interface("IdleDeadline", IdleDeadline::k_interface),
};

}  // namespace

// https://w3c.github.io/requestidlecallback/#dom-idledeadline-timeremaining
double IdleDeadline::time_remaining(vm::Agent& agent) const {
  constexpr double k_nanoseconds = 1e6;
  const std::uint64_t now = agent.door().monotonic_ns();
  return now >= end_ns_ ? 0 : static_cast<double>(end_ns_ - now) / k_nanoseconds;
}

void Rendering::install(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_rendering_globals_rows);
  vm::add_global_rows(agent, realm, AnimationFrames::k_global_rows);
  vm::add_global_rows(agent, realm, IdleCallbacks::k_global_rows);
}

}  // namespace orrery::web
