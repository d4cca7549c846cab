#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <span>
#include <type_traits>

namespace orrery::base {

/// A vector of trivially copyable items whose first `inline_capacity` live in the object itself: for lists
/// that are nearly always short, such as the stacks and argument lists of a parser. Growing beyond
/// `inline_capacity` moves all items to the heap, where they stay until the vector dies; pointers to items
/// are valid until then or the next growth. The process ends when the system has no memory left.
template <typename T, std::size_t inline_capacity>
class SmallVector {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  static_assert(alignof(T) <= alignof(std::max_align_t), "malloc() must suffice");
  static_assert(inline_capacity > 0);

 public:
  using value_type = T;

  SmallVector() : data_(inline_items()) {}
  SmallVector(std::initializer_list<T> items) : SmallVector() { append(items); }
  explicit SmallVector(std::span<const T> items) : SmallVector() { append(items); }
  SmallVector(SmallVector&& other) noexcept : SmallVector() { take(other); }
  SmallVector& operator=(SmallVector&& other) noexcept {
    if (this != &other) {
      release();
      take(other);
    }
    return *this;
  }
  // Copies are written out (`SmallVector copy(items.span())`): they are rarely meant.
  SmallVector(const SmallVector&) = delete;
  SmallVector& operator=(const SmallVector&) = delete;
  ~SmallVector() { release(); }

  // By value, for `item` may be one of this vector's own, which growth moves.
  void push_back(T item) {
    if (size_ == capacity_) [[unlikely]]
      grow(size_ + 1);
    ::new (static_cast<void*>(data_ + size_)) T(item);
    ++size_;
  }

  /// Appends a copy of `items`, which may be a part of this vector.
  void append(std::span<const T> items) {
    if (items.empty()) return;
    if (items.size() <= capacity_ - size_) {
      std::memcpy(static_cast<void*>(data_ + size_), items.data(), items.size_bytes());
    } else {
      append_growing(items);
    }
    size_ += items.size();
  }

  void pop_back() {
    assert(size_ > 0);
    --size_;
  }

  /// Forgets all items from index `size` on; `size` is at most size(). Keeps the capacity.
  void truncate(std::size_t size) {
    assert(size <= size_);
    size_ = size;
  }
  void clear() { size_ = 0; }

  /// Makes room for `capacity` items in all.
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }

  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  /// Are the items in the object itself?
  bool is_inline() const { return data_ == inline_items(); }

  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

  T& operator[](std::size_t index) {
    assert(index < size_);
    return data_[index];
  }
  const T& operator[](std::size_t index) const {
    assert(index < size_);
    return data_[index];
  }
  T& front() { return (*this)[0]; }
  const T& front() const { return (*this)[0]; }
  T& back() { return (*this)[size_ - 1]; }
  const T& back() const { return (*this)[size_ - 1]; }

  std::span<T> span() { return {data_, size_}; }
  std::span<const T> span() const { return {data_, size_}; }
  /// The items from index `first` on.
  std::span<T> span_from(std::size_t first) { return span().subspan(first); }
  std::span<const T> span_from(std::size_t first) const { return span().subspan(first); }

 private:
  T* inline_items() { return reinterpret_cast<T*>(inline_); }
  const T* inline_items() const { return reinterpret_cast<const T*>(inline_); }

  static T* allocate(std::size_t capacity) {
    auto* items = static_cast<T*>(std::malloc(capacity * sizeof(T)));
    if (items == nullptr) std::abort();
    return items;
  }

  /// A copy of the items in new memory for at least `least` of them.
  T* copy_to_larger(std::size_t least) {
    capacity_ = std::max(least, capacity_ * 2);
    T* items = allocate(capacity_);
    std::memcpy(static_cast<void*>(items), data_, size_ * sizeof(T));
    return items;
  }

  [[gnu::noinline]] void grow(std::size_t least) {
    T* items = copy_to_larger(least);
    if (!is_inline()) std::free(data_);
    data_ = items;
  }

  [[gnu::noinline]] void append_growing(std::span<const T> added) {
    T* items = copy_to_larger(size_ + added.size());
    std::memcpy(static_cast<void*>(items + size_), added.data(), added.size_bytes());
    if (!is_inline()) std::free(data_);
    data_ = items;
  }

  /// Moves the items of `other` here, where nothing is owned, and leaves it empty.
  void take(SmallVector& other) {
    if (other.is_inline()) {
      std::memcpy(inline_, other.inline_, other.size_ * sizeof(T));
    } else {
      data_ = other.data_;
      capacity_ = other.capacity_;
      other.data_ = other.inline_items();
      other.capacity_ = inline_capacity;
    }
    size_ = other.size_;
    other.size_ = 0;
  }

  void release() {
    if (!is_inline()) std::free(data_);
    data_ = inline_items();
    size_ = 0;
    capacity_ = inline_capacity;
  }

  T* data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = inline_capacity;
  alignas(T) std::byte inline_[inline_capacity * sizeof(T)];
};

}  // namespace orrery::base
