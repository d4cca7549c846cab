#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gc/heap.h"

namespace orrery::vm {

class Object;

/// The hashes of objects that are keys of collections: ordinals, given when first asked for, so that they are
/// the same in every run. Kept beside the objects, few of which ever need one.
class IdentityHashes {
 public:
  IdentityHashes() : entries_(k_initial_capacity) {}

  std::uint32_t of(Object* object);
  void clear_dead(const gc::Liveness& liveness);
  std::size_t size() const { return size_; }

 private:
  struct Entry {
    const Object* object = nullptr;
    std::uint32_t hash = 0;
  };
  static constexpr std::size_t k_initial_capacity = 64;

  std::size_t home(const Object* object) const;
  std::size_t next(std::size_t i) const { return (i + 1) & (entries_.size() - 1); }
  void place(const Entry& entry);
  void rebuild(std::size_t capacity, const gc::Liveness* liveness);

  std::vector<Entry> entries_;  // open addressing by address
  std::size_t size_ = 0;
  std::uint64_t next_ordinal_ = 1;
};

}  // namespace orrery::vm
