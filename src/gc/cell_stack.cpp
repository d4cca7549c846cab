#include "gc/cell_stack.h"

#include <cstdlib>
#include <utility>

namespace orrery::gc {

namespace {

constexpr std::size_t k_cells_per_chunk = 4094;

}  // namespace

struct CellStack::Chunk {
  Chunk* below;
  Chunk*
      above;  // at most one, kept so that a stack that goes up and down does not ask for it again and again
  Cell* cells[k_cells_per_chunk];
};

CellStack::~CellStack() {
  clear();
  free_spare();
  std::free(chunk_);
}

void CellStack::free_spare() {
  if (chunk_ == nullptr) return;
  for (Chunk* chunk = std::exchange(chunk_->above, nullptr); chunk != nullptr;)
    std::free(std::exchange(chunk, chunk->above));
}

void CellStack::clear() {
  while (drop_chunk()) {
  }
  top_ = begin_;
}

bool CellStack::is_first_chunk() const {
  return chunk_->below == nullptr;
}

void CellStack::enter(Chunk* chunk, bool at_end) {
  chunk_ = chunk;
  begin_ = chunk->cells;
  end_ = begin_ + k_cells_per_chunk;
  top_ = at_end ? end_ : begin_;
}

/// Apart from push(), so that what is nearly always done needs no frame.
bool CellStack::push_in_new_chunk(Cell* cell) {
  if (chunks_ != 0 && chunks_ >= limit_ / k_cells_per_chunk) return false;
  Chunk* chunk = chunk_ == nullptr ? nullptr : chunk_->above;
  if (chunk == nullptr) {
    chunk = static_cast<Chunk*>(std::malloc(sizeof(Chunk)));
    if (chunk == nullptr) return false;
    chunk->below = chunk_;
    chunk->above = nullptr;
    if (chunk_ != nullptr) chunk_->above = chunk;
  }
  ++chunks_;
  enter(chunk, false);
  *top_++ = cell;
  return true;
}

/// Goes down to a full chunk.
bool CellStack::drop_chunk() {
  if (chunk_ == nullptr || is_first_chunk()) return false;
  --chunks_;
  enter(chunk_->below, true);
  return true;
}

}  // namespace orrery::gc
