#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace orrery::inspect {

/// What is told to whoever lays keyframes: how far apart.
struct KeyframeSpacing {
  std::uint64_t turns;
  std::uint64_t work_ns;  // of processor time; whichever comes first
  bool operator==(const KeyframeSpacing&) const = default;
};

/// Which keyframes of a replay are kept. `Frame` is what holds one; it goes when its keyframe is given up.
///
/// When there are too many, or they take too much memory, every second one goes, and from then on they are
/// laid twice as far apart: so the whole run so far is covered evenly, and going to a turn costs at most the
/// work between two of them.
template <typename Frame>
class Keyframes {
 public:
  struct Entry {
    std::uint64_t turn;  // that comes next
    Frame frame;
  };
  /// What it takes to get to a turn is the work. A keyframe itself takes some milliseconds of it: turns that
  /// do next to nothing get few.
  static constexpr KeyframeSpacing k_first_spacing{.turns = 2048, .work_ns = 40'000'000};

  explicit Keyframes(std::size_t most) : most_(most) {}

  /// \param turn  later than that of any other
  void add(std::uint64_t turn, Frame frame) {
    entries_.push_back({turn, std::move(frame)});
    if (entries_.size() > most_) thin();
  }
  /// Gives every second one up; the first is kept.
  void thin() {
    std::vector<Entry> kept;
    for (std::size_t i = 0; i < entries_.size(); i += 2) kept.push_back(std::move(entries_[i]));
    entries_ = std::move(kept);
    spacing_.turns *= 2;
    spacing_.work_ns *= 2;
  }
  /// The last from which the turn can be replayed; null: there is none.
  Entry* before(std::uint64_t turn) {
    Entry* found = nullptr;
    for (Entry& entry : entries_)
      if (entry.turn <= turn) found = &entry;
    return found;
  }
  const KeyframeSpacing& spacing() const { return spacing_; }
  std::vector<Entry>& entries() { return entries_; }

 private:
  std::size_t most_;
  KeyframeSpacing spacing_ = k_first_spacing;
  std::vector<Entry> entries_;
};

}  // namespace orrery::inspect
