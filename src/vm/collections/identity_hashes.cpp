#include "vm/collections/identity_hashes.h"

#include <utility>

#include "vm/objects/object.h"

namespace orrery::vm {

std::uint32_t IdentityHashes::of(Object* object) {
  const auto address = reinterpret_cast<std::uintptr_t>(object);
  Page& page = page_of(address & ~(k_bytes - 1));
  std::uint32_t& hash = page.hashes[address % k_bytes / k_cell_unit];
  if (hash == 0) {
    hash = next_hash();
    page.size++;
    size_++;
  }
  return hash;
}

/// Scattered, as tables with linear probing need it; but eight that follow on each other do so here, too, for
/// what was made together is mostly asked for together.
std::uint32_t IdentityHashes::next_hash() {
  constexpr std::uint64_t k_together = 8;
  const std::uint64_t ordinal = next_ordinal_++;
  const auto scattered = static_cast<std::uint32_t>(ordinal / k_together * 0x9e37'79b9'7f4a'7c15 >> 32);
  const auto hash = static_cast<std::uint32_t>(scattered / k_together * k_together + ordinal % k_together);
  return hash == 0 ? next_hash() : hash;
}

// Pages -----------------------------------------------------------------------------------------------------

/// Where the page for `address` is, or is to be.
std::size_t IdentityHashes::place_of(std::uintptr_t address) const {
  std::size_t i = address / k_bytes * 0x9e37'79b9'7f4a'7c15 >> 32 & (pages_.size() - 1);
  while (pages_[i] != nullptr && pages_[i]->address != address) i = (i + 1) & (pages_.size() - 1);
  return i;
}

IdentityHashes::Page& IdentityHashes::page_of(std::uintptr_t address) {
  std::size_t i = place_of(address);
  if (pages_[i] != nullptr) return *pages_[i];
  if ((page_count_ + 1) * 2 > pages_.size()) {
    rebuild(pages_.size() * 2);
    i = place_of(address);
  }
  pages_[i] = std::make_unique<Page>(Page{.address = address});
  page_count_++;
  return *pages_[i];
}

/// Forgets the dead of a page.
void IdentityHashes::clear_dead(Page& page, const gc::Liveness& liveness) {
  for (std::size_t i = 0; i < page.hashes.size(); i++) {
    if (page.hashes[i] == 0) continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): its address, of which the page has a part
    const auto* object = reinterpret_cast<const Object*>(page.address + i * k_cell_unit);
    if (liveness.is_alive(object)) continue;
    page.hashes[i] = 0;
    page.size--;
    size_--;
  }
}

void IdentityHashes::clear_dead(const gc::Liveness& liveness) {
  bool has_empty_page = false;
  for (const std::unique_ptr<Page>& page : pages_) {
    if (page == nullptr) continue;
    clear_dead(*page, liveness);
    has_empty_page |= page->size == 0;
  }
  if (has_empty_page) rebuild(pages_.size());
}

void IdentityHashes::rebuild(std::size_t capacity) {
  Pages old(capacity);
  old.swap(pages_);
  page_count_ = 0;
  for (std::unique_ptr<Page>& page : old) {
    if (page == nullptr || page->size == 0) continue;
    const std::size_t i = place_of(page->address);
    pages_[i] = std::move(page);
    page_count_++;
  }
}

}  // namespace orrery::vm
