#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/objects/platform_object.h"

namespace orrery::web {

/// https://w3c.github.io/requestidlecallback/#the-idledeadline-interface
class IdleDeadline final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  /// \param end_ns  when the idle time is over, by the door's clock
  IdleDeadline(vm::Shape* shape, std::uint64_t end_ns, bool has_timed_out)
      : PlatformObject(shape, k_interface), end_ns_(end_ns), has_timed_out_(has_timed_out) {}

  // As IDL has it
  double time_remaining(vm::Agent& agent) const;
  bool did_timeout() const { return has_timed_out_; }

  void visit_state(gc::Visitor&) {}

 private:
  std::uint64_t end_ns_;
  bool has_timed_out_;
};

}  // namespace orrery::web
