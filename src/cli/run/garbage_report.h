#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "gc/roots.h"

namespace orrery::cli {

/// What the collector did in a run, and how long the program stood still for it. To be made before the run.
/// It keeps nothing alive.
class GarbageReport final : public gc::RootBase {
 public:
  explicit GarbageReport(gc::Heap& heap) : RootBase(heap), heap_(heap) {}

  void visit(gc::Visitor&) override {}
  void clear() override {}
  void note_pause_begins() override { began_ = Clock::now(); }
  void note_pause_ends(gc::Pause pause) override;
  void note_collection(const gc::CollectionReport& report) override;

  /// Lines for people, of a run that has ended.
  std::string to_text() const;

 private:
  using Clock = std::chrono::steady_clock;

  /// Pauses of one sort.
  struct Pauses {
    static constexpr std::size_t k_classes = 24;

    std::uint64_t count = 0;
    Clock::duration total{0};
    Clock::duration longest{0};
    std::array<std::uint64_t, k_classes> by_length{};  // of 2^(i-1) to 2^i microseconds
  };
  void add_pauses(std::string& text, const char* what, const Pauses& pauses) const;

  gc::Heap& heap_;
  Clock::time_point began_;
  std::array<Pauses, 3> pauses_;       // by gc::Pause
  std::uint64_t alive_ = 0;            // bytes of cells, after the last collection
  std::uint64_t young_ = 0;            // what was allocated before minor collections
  std::uint64_t surviving_young_ = 0;  // and was alive then
};

}  // namespace orrery::cli
