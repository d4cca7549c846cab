#pragma once

#include "base/has_tracing.h"

namespace orrery::loop {

class LoopTracer;

/// Who traces; null: nobody looks. In builds without tracing that is known when they are compiled, and what
/// is done for a tracer is not there.
class TracerPointer {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): it stands for a pointer
  TracerPointer(LoopTracer* tracer = nullptr) : tracer_(tracer) {}

  // NOLINTNEXTLINE(google-explicit-constructor)
  operator LoopTracer*() const { return base::k_has_tracing ? tracer_ : nullptr; }
  LoopTracer* operator->() const { return *this; }

 private:
  LoopTracer* tracer_;
};

}  // namespace orrery::loop
