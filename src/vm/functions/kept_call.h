#pragma once

#include <cstdint>

#include "gc/roots.h"
#include "gc/visitor.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"

namespace orrery::vm {

/// Keeps what a call consists of while something may collect. A call from C++ lies behind the running frame,
/// where the collector does not look, until its header is written.
class KeptCall final : public gc::RootBase {
 public:
  KeptCall(Agent& agent, const Value* frame, std::uint32_t argument_count)
      : RootBase(agent.heap()), frame_(frame), argument_count_(argument_count) {}
  void visit(gc::Visitor& visitor) override {
    // Conservatively, for the `this` of a constructor may be yet to be made.
    for (const Value* word = frame_ + FrameWords::k_new_target; word <= frame_ + argument_count_; ++word)
      visitor.visit_conservatively(word->bits());
  }
  void clear() override {}

 private:
  const Value* frame_;
  std::uint32_t argument_count_;
};

}  // namespace orrery::vm
