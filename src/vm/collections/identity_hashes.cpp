#include "vm/collections/identity_hashes.h"

#include "gc/region.h"
#include "vm/objects/object.h"

namespace orrery::vm {

std::size_t IdentityHashes::home(const Object* object) const {
  return (gc::compress(object) * std::size_t{0x9e37'79b1} >> 7) & (entries_.size() - 1);
}

void IdentityHashes::place(const Entry& entry) {
  std::size_t i = home(entry.object);
  while (entries_[i].object != nullptr) i = next(i);
  entries_[i] = entry;
}

std::uint32_t IdentityHashes::of(Object* object) {
  std::size_t i = home(object);
  for (; entries_[i].object != nullptr; i = next(i)) {
    if (entries_[i].object == object) return entries_[i].hash;
  }
  // Scattered, as tables with linear probing need it.
  const auto hash = static_cast<std::uint32_t>(next_ordinal_++ * 0x9e37'79b9'7f4a'7c15 >> 32);
  const Entry entry{object, hash};
  if ((size_ + 1) * 4 > entries_.size() * 3) {
    rebuild(entries_.size() * 2, nullptr);
    place(entry);
  } else {
    entries_[i] = entry;
  }
  size_++;
  return entry.hash;
}

/// \param liveness  null: all are alive
void IdentityHashes::rebuild(std::size_t capacity, const gc::Liveness* liveness) {
  std::vector<Entry> old(capacity);
  old.swap(entries_);
  size_ = 0;
  for (const Entry& entry : old) {
    if (entry.object == nullptr || (liveness != nullptr && !liveness->is_alive(entry.object))) continue;
    place(entry);
    size_++;
  }
}

void IdentityHashes::clear_dead(const gc::Liveness& liveness) {
  for (const Entry& entry : entries_) {
    if (entry.object != nullptr && !liveness.is_alive(entry.object))
      return rebuild(entries_.size(), &liveness);
  }
}

}  // namespace orrery::vm
