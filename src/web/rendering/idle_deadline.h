#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/objects/platform_object.h"

namespace orrery::web {

/// https://w3c.github.io/requestidlecallback/#the-idledeadline-interface
class IdleDeadline final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  IdleDeadline(vm::Shape* shape, std::uint64_t end_ns, bool has_timed_out)
      : PlatformObject(shape, k_interface), end_ns_(end_ns), has_timed_out_(has_timed_out) {}
  std::uint64_t end_ns() const { return end_ns_; }
  bool has_timed_out() const { return has_timed_out_; }

 private:
  std::uint64_t end_ns_;
  bool has_timed_out_;
};

/// In the current realm. \param end_ns  when the idle time is over, by the door's clock
vm::Value make_idle_deadline(vm::Agent& agent, std::uint64_t end_ns, bool has_timed_out);

}  // namespace orrery::web
