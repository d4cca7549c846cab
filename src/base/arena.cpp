#include "base/arena.h"

#include <algorithm>
#include <cstdlib>

#include "base/large_memory.h"

namespace orrery::base {

namespace {

constexpr std::size_t k_first_chunk = 4 * 1024;
constexpr std::size_t k_largest_chunk = 4 * 1024 * 1024;

}  // namespace

Arena::~Arena() {
  for (Chunk* chunk = first_; chunk != nullptr;) free_large(std::exchange(chunk, chunk->next));
}

void* Arena::allocate_in_next_chunk(std::size_t size) {
  // Reuse what an earlier rewind left behind; chunks too small for an unusually large request stay unused.
  Chunk* last = current_;
  for (Chunk* chunk = current_ ? current_->next : first_; chunk != nullptr; chunk = chunk->next) {
    last = chunk;
    if (chunk->capacity < size) continue;
    enter(chunk);
    return std::exchange(cursor_, cursor_ + size);
  }

  const std::size_t usual =
      last ? std::min((last->capacity + sizeof(Chunk)) * 2, k_largest_chunk) : k_first_chunk;
  const std::size_t capacity = std::max(size, usual - sizeof(Chunk));
  auto* chunk = static_cast<Chunk*>(allocate_large(sizeof(Chunk) + capacity));
  if (chunk == nullptr) std::abort();
  chunk->next = nullptr;
  chunk->capacity = capacity;
  (last ? last->next : first_) = chunk;
  enter(chunk);
  return std::exchange(cursor_, cursor_ + size);
}

void Arena::rewind(Mark mark) {
  if (mark.chunk == nullptr) {
    enter(first_);
    return;
  }
  enter(mark.chunk);
  cursor_ = mark.cursor;
}

std::size_t Arena::used_bytes() const {
  std::size_t bytes = 0;
  for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) {
    if (chunk == current_) return bytes + static_cast<std::size_t>(cursor_ - chunk->begin());
    bytes += chunk->capacity;
  }
  return bytes;
}

std::size_t Arena::reserved_bytes() const {
  std::size_t bytes = 0;
  for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) bytes += sizeof(Chunk) + chunk->capacity;
  return bytes;
}

}  // namespace orrery::base
