#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gc/heap.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::vm {

/// Where values were thrown, or promises rejected with them. (Errors know themselves where they were made.)
/// The last few only, held weakly: whoever reports a value that nobody caught asks soon.
class ThrownPlaces {
 public:
  void add(Value value, CodePlace place) {
    places_[next_] = {value, place};
    next_ = (next_ + 1) % k_kept;
  }
  /// Where that value was thrown last; no code: nobody knows.
  CodePlace find(Value value) const;
  void clear_dead(const gc::Liveness& liveness);

 private:
  static constexpr std::size_t k_kept = 8;
  struct Thrown {
    Value value = Value::empty();
    CodePlace place;
  };

  std::array<Thrown, k_kept> places_{};
  std::size_t next_ = 0;
};

}  // namespace orrery::vm
