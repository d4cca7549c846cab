#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "vm/execution/execution.h"

namespace orrery::cli {

/// How often each instruction ran.
class InstructionCounts final : public vm::InstructionObserver {
 public:
  void on_instruction(vm::Agent& agent, vm::Value accumulator) override;
  /// A line for each instruction that ran, the most frequent first: how often, its share, its name.
  std::string to_text() const;

 private:
  std::array<std::uint64_t, 256> counts_{};
};

}  // namespace orrery::cli
