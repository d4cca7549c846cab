#pragma once

#include <cstdint>

#include "vm/completion.h"

namespace orrery::vm {

class Agent;

/// Ends the script if somebody has asked for it (Agent::request_interrupt()).
Completion<void> check_interrupt(Agent& agent);

/// For loops of C++ whose number of rounds a script chooses (`Array.prototype.fill.call({length: 2 ** 53 -
/// 1})`): lets them notice that they are to end.
class NativeLoop {
 public:
  explicit NativeLoop(Agent& agent) : agent_(agent) {}
  /// To be called in every round.
  Completion<void> next_round() {
    if (--rounds_left_ != 0) [[likely]]
      return {};
    rounds_left_ = k_rounds_between_looks;
    return check_interrupt(agent_);
  }

 private:
  static constexpr std::uint32_t k_rounds_between_looks = 4096;

  Agent& agent_;
  std::uint32_t rounds_left_ = k_rounds_between_looks;
};

}  // namespace orrery::vm
