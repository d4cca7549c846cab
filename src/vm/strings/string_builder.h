#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "vm/strings/string.h"
#include "vm/strings/string_characters.h"

namespace orrery::vm {

/// Builds a string piece by piece; Latin-1 as long as that suffices. Short ones are built in the builder,
/// longer ones in a cell that becomes the string, so that all of it counts to the heap's limit. What goes
/// beyond that limit, or beyond String::k_max_length, is dropped, and finish() throws.
///
/// Lives on the machine stack, where the collector sees the cell.
class StringBuilder {
 public:
  explicit StringBuilder(Agent& agent) : agent_(agent) {}
  StringBuilder(const StringBuilder&) = delete;
  StringBuilder& operator=(const StringBuilder&) = delete;

  void append(char16_t code_unit) {
    if (is_latin1_ && code_unit < 0x100 && length_ < capacity_) [[likely]] {
      latin1_[length_++] = static_cast<std::uint8_t>(code_unit);
    } else {
      append_slow(code_unit);
    }
  }
  void append_code_point(char32_t code_point);
  void append(String* string);
  void append(std::span<const std::uint8_t> latin1) {
    if (is_latin1_ && latin1.size() <= capacity_ - length_) [[likely]] {
      copy_units(latin1_ + length_, latin1.data(), latin1.size());
      length_ += static_cast<std::uint32_t>(latin1.size());
    } else {
      append_slow(latin1);
    }
  }
  void append(std::span<const char16_t> utf16);
  void append_ascii(std::string_view text);
  /// The code units of `string` from `start` to before `end`.
  void append_range(String* string, std::uint32_t start, std::uint32_t end) {
    if (string->is_latin1()) {
      append(string->latin1().subspan(start, end - start));
    } else {
      append(string->utf16().subspan(start, end - start));
    }
  }
  /// Says, while nothing was appended, about how long the string will be, and whether it will be Latin-1:
  /// right guesses spare copying. Takes no harm from wrong ones.
  void expect(std::size_t length, bool is_latin1);

  std::size_t length() const { return length_; }
  bool is_empty() const { return length_ == 0; }
  /// Whether finish() will throw: loops that build something endless should ask.
  bool has_failed() const { return failure_ != Failure::None; }
  /// The string; the builder is empty again.
  Completion<String*> finish();

 private:
  enum class Failure : std::uint8_t { None, TooLong, OutOfMemory };
  static constexpr std::uint32_t k_inline_capacity = 64;

  void append_slow(char16_t code_unit);
  void append_slow(std::span<const std::uint8_t> latin1);
  bool make_room(std::size_t added, bool for_utf16);
  bool move_to_cell(std::size_t capacity, bool is_latin1);
  bool try_resize_cell(std::size_t capacity);
  Completion<String*> take_string();
  void reset();

  Agent& agent_;
  String* cell_ = nullptr;  // null: the characters are in inline_
  std::uint8_t* latin1_ = inline_;
  char16_t* utf16_ = nullptr;
  std::uint32_t length_ = 0;
  std::uint32_t capacity_ = k_inline_capacity;
  bool is_latin1_ = true;
  Failure failure_ = Failure::None;
  std::uint8_t inline_[k_inline_capacity];
};

}  // namespace orrery::vm
