#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "vm/agent.h"
#include "vm/functions/machine_code.h"

namespace orrery::cli {

/// What became machine code in a run, what that took, and what it was used for.
class MachineCodeReport final : public vm::MachineCodeObserver {
 public:
  void on_compilation_begins() override { began_ = Clock::now(); }
  void on_compilation_ends(const vm::Executable& executable, std::string_view refusal) override;

  /// Lines for people, of a run that has ended. \param use  as it was run with
  std::string to_text(const vm::Agent& agent, vm::MachineCodeUse use) const;

 private:
  using Clock = std::chrono::steady_clock;

  /// What stayed bytecode for one reason. If that was that there was no room, it may be tried again.
  struct Refused {
    std::uint64_t compilations = 0;
    std::uint64_t bytes = 0;  // of bytecode
    std::string first;        // the name of one
  };

  Clock::time_point began_;
  Clock::duration spent_{0};
  std::uint64_t functions_ = 0;
  std::uint64_t bytecode_bytes_ = 0;
  std::uint64_t machine_code_bytes_ = 0;
  std::map<std::string, Refused, std::less<>> refused_;  // by the reason
};

}  // namespace orrery::cli
