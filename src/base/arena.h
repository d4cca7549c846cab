#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace orrery::base {

/// [DOC] Arena
///
/// A bump allocator for data that dies together: syntax trees, scopes, pattern programs. Objects in it must
/// be trivially destructible, for nothing is ever destroyed one by one. `mark()` and `rewind()` give back
/// everything allocated in between, which is how the parser forgets the trees of lazily compiled functions.
///
/// Memory comes in chunks that double up to a limit; a rewind keeps the chunks for reuse, so a parse that
/// builds and forgets the same tree again and again stays within the CPU's caches.
class Arena {
  struct Chunk {
    Chunk* next;
    std::size_t capacity;  // bytes behind this header
    std::byte* begin() { return reinterpret_cast<std::byte*>(this + 1); }
    std::byte* end() { return begin() + capacity; }
  };

 public:
  static constexpr std::size_t k_alignment = 8;

  /// A place to rewind to. Valid until the arena is rewound to an earlier one or destroyed.
  struct Mark {
    Chunk* chunk = nullptr;
    std::byte* cursor = nullptr;
  };

  Arena() = default;
  Arena(Arena&& other) noexcept
      : first_(std::exchange(other.first_, nullptr)),
        current_(std::exchange(other.current_, nullptr)),
        cursor_(std::exchange(other.cursor_, nullptr)),
        limit_(std::exchange(other.limit_, nullptr)) {}
  Arena& operator=(Arena&& other) noexcept {
    std::swap(first_, other.first_);
    std::swap(current_, other.current_);
    std::swap(cursor_, other.cursor_);
    std::swap(limit_, other.limit_);
    return *this;
  }
  ~Arena();

  /// `size` bytes of uninitialised memory, aligned to `k_alignment`. Never null: the process ends when the
  /// system has no memory left.
  void* allocate(std::size_t size) {
    size = (size + k_alignment - 1) & ~(k_alignment - 1);
    if (static_cast<std::size_t>(limit_ - cursor_) < size) [[unlikely]]
      return allocate_in_next_chunk(size);
    return std::exchange(cursor_, cursor_ + size);
  }

  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= k_alignment);
    return new (allocate(sizeof(T))) T(std::forward<Arguments>(arguments)...);
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T>
  std::span<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= k_alignment);
    if (items.empty()) return {};
    auto* data = static_cast<T*>(allocate(items.size_bytes()));
    std::memcpy(static_cast<void*>(data), static_cast<const void*>(items.data()), items.size_bytes());
    return {data, items.size()};
  }

  Mark mark() const { return {current_, cursor_}; }
  void rewind(Mark mark);

  /// Bytes handed out and not rewound, with padding and the unused tails of full chunks.
  std::size_t used_bytes() const;
  /// Bytes taken from the system.
  std::size_t reserved_bytes() const;

 private:
  void* allocate_in_next_chunk(std::size_t size);
  void enter(Chunk* chunk) {
    current_ = chunk;
    cursor_ = chunk ? chunk->begin() : nullptr;
    limit_ = chunk ? chunk->end() : nullptr;
  }

  Chunk* first_ = nullptr;
  Chunk* current_ = nullptr;
  std::byte* cursor_ = nullptr;
  std::byte* limit_ = nullptr;
};

}  // namespace orrery::base
