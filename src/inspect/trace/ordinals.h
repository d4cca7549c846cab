#pragma once

#include <cstdint>
#include <unordered_map>

#include "gc/heap.h"
#include "gc/roots.h"

namespace orrery::inspect {

/// Numbers for cells, from 1 on, in the order in which they are first asked for. It keeps no cell alive, and
/// what lies where a dead one lay has a number of its own.
class Ordinals final : public gc::RootBase {
 public:
  explicit Ordinals(gc::Heap& heap) : RootBase(heap) {}

  struct Result {
    std::uint64_t number;
    bool is_new;
  };
  Result of(const gc::Cell* cell) {
    const auto [found, is_new] = numbers_.try_emplace(cell, last_ + 1);
    if (is_new) last_++;
    return {found->second, is_new};
  }
  /// 0: it has none yet.
  std::uint64_t find(const gc::Cell* cell) const {
    const auto found = numbers_.find(cell);
    return found == numbers_.end() ? 0 : found->second;
  }
  /// A number for something that is no cell, or not yet.
  std::uint64_t take() { return ++last_; }
  /// Gives the cell a number that take() gave.
  void give(const gc::Cell* cell, std::uint64_t number) { numbers_.insert_or_assign(cell, number); }
  std::uint64_t count() const { return last_; }

  void visit(gc::Visitor&) override {}
  void clear() override { numbers_.clear(); }
  void clear_dead(const gc::Liveness& liveness) override {
    std::erase_if(numbers_, [&](const auto& entry) { return !liveness.is_alive(entry.first); });
  }

 private:
  std::unordered_map<const gc::Cell*, std::uint64_t> numbers_;
  std::uint64_t last_ = 0;
};

}  // namespace orrery::inspect
