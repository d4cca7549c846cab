#pragma once

#include <atomic>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace orrery::base {

/// Text on its way to somewhere: gathered in a buffer and handed to a sink in large pieces.
class OutputBuffer {
 public:
  using Sink = std::function<void(std::string_view)>;

  /// The most that reserve() gives.
  static constexpr std::size_t k_max_reserve = 4096;

  explicit OutputBuffer(Sink sink) : sink_(std::move(sink)) {}
  OutputBuffer(const OutputBuffer&) = delete;
  ~OutputBuffer() { flush(); }

  void append(std::string_view text) {
    if (text.size() > k_max_reserve) [[unlikely]]
      return append_long(text);
    char* end = reserve(text.size());
    std::memcpy(end, text.data(), text.size());
    commit(end + text.size());
  }

  void append(char c) {
    char* end = reserve(1);
    *end = c;
    commit(end + 1);
  }

  void append_decimal(std::uint64_t number) {
    constexpr std::size_t k_max_digits = 20;
    char* end = reserve(k_max_digits);
    commit(std::to_chars(end, end + k_max_digits, number).ptr);
  }

  /// Room for `size` bytes, up to k_max_reserve. What is written there counts from commit() on.
  char* reserve(std::size_t size) {
    assert(size <= k_max_reserve);
    if (static_cast<std::size_t>(buffer_.get() + k_capacity - end_) < size) [[unlikely]]
      flush();
    return end_;
  }
  /// \param end  behind what was written at the place that reserve() gave
  void commit(char* end) {
    // For unflushed() in a signal handler: what is there is written before it counts.
    std::atomic_signal_fence(std::memory_order_release);
    end_ = end;
  }

  bool is_empty() const { return end_ == buffer_.get(); }
  /// What no flush() has taken yet. May be asked in a signal handler of the thread that writes here.
  std::string_view unflushed() const { return {buffer_.get(), end_}; }
  /// Hands everything to the sink.
  void flush();

 private:
  // Larger would leave the CPU's second cache, smaller would call the sink too often.
  static constexpr std::size_t k_capacity = std::size_t{64} * 1024;

  void append_long(std::string_view text);

  Sink sink_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(k_capacity);
  char* end_ = buffer_.get();
};

}  // namespace orrery::base
