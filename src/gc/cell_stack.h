#pragma once

#include <cstddef>

namespace orrery::gc {

class Cell;

/// A stack of cells in chunks, so that growing moves nothing and needs no large piece of memory.
class CellStack {
 public:
  /// \param limit  how many cells it may hold, more or less: whole chunks
  explicit CellStack(std::size_t limit) : limit_(limit) {}
  ~CellStack();
  CellStack(const CellStack&) = delete;
  CellStack& operator=(const CellStack&) = delete;

  /// \return false if there is no memory, or the limit is reached
  bool push(Cell* cell) {
    if (top_ == end_) [[unlikely]]
      return push_in_new_chunk(cell);
    *top_++ = cell;
    return true;
  }
  /// \return null if it is empty
  Cell* pop() {
    if (top_ == begin_) [[unlikely]] {
      if (!drop_chunk()) return nullptr;
    }
    return *--top_;
  }
  bool empty() const { return chunk_ == nullptr || (top_ == begin_ && is_first_chunk()); }
  void clear();
  /// Gives back the memory above the top; else it is kept for the next time.
  void free_spare();

 private:
  struct Chunk;

  bool push_in_new_chunk(Cell* cell);
  bool drop_chunk();
  bool is_first_chunk() const;
  void enter(Chunk* chunk, bool at_end);

  Chunk* chunk_ = nullptr;  // what is on top
  Cell** begin_ = nullptr;
  Cell** top_ = nullptr;
  Cell** end_ = nullptr;
  std::size_t chunks_ = 0;  // below and with chunk_
  std::size_t limit_;
};

}  // namespace orrery::gc
