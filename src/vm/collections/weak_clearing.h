#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::vm {

/// Ordinals, ascending: `first`, `last`, and what there is between them.
struct OrdinalRange {
  std::uint64_t first;
  std::uint64_t last;
  bool operator==(const OrdinalRange&) const = default;
};

/// What scripts lose at one moment of what they hold weakly. WeakRefs and FinalizationRegistries are named by
/// the order in which they were made, targets of a registry by that in which they were registered there, all
/// from 1 on. Between the two of a range may be WeakRefs and registrations that are gone.
struct WeakClearing {
  struct Targets {
    std::uint64_t registry;
    std::vector<OrdinalRange> registrations;
    bool operator==(const Targets&) const = default;
  };

  std::vector<OrdinalRange> weak_refs;
  std::vector<Targets> registries;  // in the order in which they were made

  bool is_empty() const { return weak_refs.empty() && registries.empty(); }
  bool operator==(const WeakClearing&) const = default;

  /// As recordings have it: packed numbers (base/packed.h), of which hardly any needs more than a byte.
  std::string to_text() const;
  /// Nothing: it is no such text.
  static std::optional<WeakClearing> from_text(std::string_view text);
};

/// Makes ranges of ordinals that come one after the other, each with whether it is in one.
class RangeBuilder {
 public:
  explicit RangeBuilder(std::vector<OrdinalRange>& ranges) : ranges_(ranges) {}
  void take(std::uint64_t ordinal) {
    if (!is_open_) ranges_.push_back({ordinal, ordinal});
    ranges_.back().last = ordinal;
    is_open_ = true;
  }
  void leave_out() { is_open_ = false; }

 private:
  std::vector<OrdinalRange>& ranges_;
  bool is_open_ = false;
};

}  // namespace orrery::vm
