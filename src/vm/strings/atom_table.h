#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "gc/heap.h"
#include "vm/collections/weak_hash_set.h"
#include "vm/strings/string.h"

namespace orrery::vm {

/// All atoms of an agent: of equal strings in it there is one. It does not keep them alive. Index strings
/// are never here (see PropertyKey).
class AtomTable {
 public:
  explicit AtomTable(gc::Heap& heap) : heap_(heap) {}

  /// The atom equal to `string`, which spells no index. A flat string for which there was none becomes it
  /// itself; a rope or a slice refers to it from now on.
  String* intern(String* string);
  /// The same for characters that are no string yet.
  String* intern(std::span<const std::uint8_t> latin1);

  std::size_t size() const { return atoms_.size(); }
  void clear_dead(const gc::Liveness& liveness) { atoms_.clear_dead(liveness); }

 private:
  String* add(String* flat, std::uint32_t hash);

  gc::Heap& heap_;
  WeakHashSet<String> atoms_;
};

}  // namespace orrery::vm
