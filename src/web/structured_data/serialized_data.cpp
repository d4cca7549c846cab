#include "web/structured_data/serialized_data.h"

#include <algorithm>

namespace orrery::web {

bool ByteWriter::grow(std::size_t count) {
  constexpr std::size_t k_least = 256;
  if (has_failed_) return false;
  const std::size_t capacity = std::max({k_least, capacity_ + capacity_ / 2, size_ + count});
  if (capacity_ == 0) {
    std::optional<gc::ExternalMemory> accounted = gc::ExternalMemory::try_make(heap_, capacity);
    if (accounted) accounted_ = std::move(*accounted);
    has_failed_ = !accounted.has_value();
  } else {
    has_failed_ = !accounted_.try_resize(capacity);
  }
  auto* grown = has_failed_ ? nullptr : static_cast<std::byte*>(std::realloc(start_, capacity));
  has_failed_ = grown == nullptr;
  if (has_failed_) return false;
  start_ = grown;
  capacity_ = capacity;
  return true;
}

}  // namespace orrery::web
