#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "loop/asynchronous_door.h"
#include "vm/door.h"

namespace orrery::host {

/// Both halves of the door (docs/architecture.md): what an agent and its loop read from outside.
class Door : public vm::Door, public loop::AsynchronousDoor {
 public:
  std::uint64_t monotonic_ns() override = 0;

 protected:
  ~Door() = default;
};

}  // namespace orrery::host
