#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gc/heap.h"

namespace orrery::vm {

/// A set of cells, outside the heap, that does not keep them alive. Open addressing with linear probing, at
/// most three quarters full; removing moves followers up, so that there are no tombstones.
///
/// A collection that finds an item dead calls clear_dead() before the memory is used again, so every item
/// found is alive.
template <typename T>
class WeakHashSet {
 public:
  WeakHashSet() : entries_(k_initial_capacity) {}

  std::size_t size() const { return size_; }

  /// An item with this hash for which `is_wanted(T*)` holds, or null.
  template <typename Predicate>
  T* find(std::uint32_t hash, Predicate is_wanted) const {
    for (std::size_t i = home(hash); entries_[i].item != nullptr; i = next(i)) {
      if (entries_[i].hash == hash && is_wanted(entries_[i].item)) return entries_[i].item;
    }
    return nullptr;
  }

  /// Adds an item that is not there.
  void insert(std::uint32_t hash, T* item) {
    if ((size_ + 1) * 4 > entries_.size() * 3) grow();
    place({item, hash});
    ++size_;
  }

  void clear_dead(const gc::Liveness& liveness) {
    // From an empty place on, so that nothing is moved across where the loop began.
    std::size_t start = 0;
    while (entries_[start].item != nullptr) start = next(start);
    for (std::size_t i = next(start); i != start;) {
      if (entries_[i].item != nullptr && !liveness.is_alive(entries_[i].item)) {
        remove(i);  // and look at what has moved here
      } else {
        i = next(i);
      }
    }
  }

 private:
  struct Entry {
    T* item = nullptr;
    std::uint32_t hash = 0;
  };
  static constexpr std::size_t k_initial_capacity = 64;

  std::size_t mask() const { return entries_.size() - 1; }
  std::size_t home(std::uint32_t hash) const { return hash & mask(); }
  std::size_t next(std::size_t i) const { return (i + 1) & mask(); }

  void place(Entry entry) {
    std::size_t i = home(entry.hash);
    while (entries_[i].item != nullptr) i = next(i);
    entries_[i] = entry;
  }

  void grow() {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old) {
      if (entry.item != nullptr) place(entry);
    }
  }

  void remove(std::size_t hole) {
    --size_;
    for (std::size_t i = next(hole); entries_[i].item != nullptr; i = next(i)) {
      // An entry may move up to the hole unless its home lies between the two.
      const std::size_t distance_to_home = (i - home(entries_[i].hash)) & mask();
      const std::size_t distance_to_hole = (i - hole) & mask();
      if (distance_to_home < distance_to_hole) continue;
      entries_[hole] = entries_[i];
      hole = i;
    }
    entries_[hole] = {};
  }

  std::vector<Entry> entries_;
  std::size_t size_ = 0;
};

}  // namespace orrery::vm
