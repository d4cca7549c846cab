#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "gc/heap.h"

namespace orrery::vm {

class Object;

/// The hashes of objects that are keys of collections: given when first asked for, one after the other, so
/// that they are the same in every run. Kept beside the objects, few of which ever need one, on *pages*: one
/// for each kibibyte of the heap that has such an object. So those of neighbours are neighbours, too.
class IdentityHashes {
 public:
  IdentityHashes() : pages_(k_initial_capacity) {}

  std::uint32_t of(Object* object);
  void clear_dead(const gc::Liveness& liveness);
  /// How many objects have one.
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t k_bytes = 1024;
  static constexpr std::size_t k_cell_unit = 16;
  static constexpr std::size_t k_initial_capacity = 64;

  struct Page {
    std::uintptr_t address;                                     // of the first byte that it is for
    std::uint32_t size = 0;                                     // how many hashes
    std::array<std::uint32_t, k_bytes / k_cell_unit> hashes{};  // 0: none
  };
  using Pages = std::vector<std::unique_ptr<Page>>;

  std::size_t place_of(std::uintptr_t address) const;
  Page& page_of(std::uintptr_t address);
  std::uint32_t next_hash();
  void clear_dead(Page& page, const gc::Liveness& liveness);
  void rebuild(std::size_t capacity);

  Pages pages_;  // open addressing by address
  std::size_t page_count_ = 0;
  std::size_t size_ = 0;
  std::uint64_t next_ordinal_ = 1;
};

}  // namespace orrery::vm
