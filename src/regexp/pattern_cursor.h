#pragma once

#include <cstdint>
#include <string_view>

#include "base/unicode/utf.h"

namespace orrery::regexp {

/// Reads a pattern character by character. What a character is depends on the flags
/// (https://tc39.es/ecma262/#sec-pattern-semantics): a code point under `u` or `v`, otherwise a UTF-16 code
/// unit. In the second case a code point beyond U+FFFF is read as two surrogates, both of which lie at the
/// same bytes: offset() stays at its first byte until the second surrogate has been read as well.
class PatternCursor {
 public:
  /// What peek() gives behind the last character.
  static constexpr char32_t k_end = 0x110000;

  /// `pattern` is well-formed WTF-8 of less than 4 GiB.
  PatternCursor(std::string_view pattern, bool reads_code_points)
      : pattern_(pattern),
        size_(static_cast<std::uint32_t>(pattern.size())),
        reads_code_points_(reads_code_points) {}

  std::string_view pattern() const { return pattern_; }
  std::uint32_t offset() const { return offset_; }
  bool at_end() const { return offset_ >= size_; }

  /// The byte `distance` bytes behind the current one, 0 beyond the end: for a look ahead at ASCII.
  char byte_ahead(std::uint32_t distance) const {
    return distance < size_ - offset_ ? pattern_[offset_ + distance] : '\0';
  }

  /// The current character.
  char32_t peek() const {
    if (at_end()) return k_end;
    const auto byte = static_cast<unsigned char>(pattern_[offset_]);
    return byte < 0x80 ? byte : peek_beyond_ascii();
  }

  /// The current code point in either mode: a whole one, where peek() gives the half of a surrogate pair.
  char32_t peek_code_point() const { return at_end() ? k_end : decode().code_point; }

  /// The byte offset behind the current code point.
  std::uint32_t end_of_current() const { return at_end() ? size_ : offset_ + decode().length; }

  /// Steps over the current character.
  void advance() {
    if (at_end()) return;
    if (static_cast<unsigned char>(pattern_[offset_]) < 0x80) {
      ++offset_;
    } else {
      advance_beyond_ascii();
    }
  }

  /// Steps over the current code point.
  void advance_code_point() {
    offset_ = end_of_current();
    is_at_trail_surrogate_ = false;
  }

  /// Steps over `count` ASCII characters.
  void advance_ascii(std::uint32_t count) { offset_ += count; }

  /// Steps over `expected` if it is the current character.
  bool eat(char expected) {
    if (at_end() || pattern_[offset_] != expected) return false;
    ++offset_;
    return true;
  }

  bool is_at(std::string_view text) const { return pattern_.substr(offset_).starts_with(text); }

  /// Goes back to an offset that was passed, where a whole code point begins.
  void rewind(std::uint32_t offset) {
    offset_ = offset;
    is_at_trail_surrogate_ = false;
  }

 private:
  base::DecodedCodePoint decode() const { return base::decode_wtf8(pattern_.data() + offset_); }

  char32_t peek_beyond_ascii() const {
    const char32_t code_point = decode().code_point;
    if (reads_code_points_ || code_point <= 0xFFFF) return code_point;
    const char32_t bits = code_point - 0x10000;
    return is_at_trail_surrogate_ ? 0xDC00 + (bits & 0x3FF) : 0xD800 + (bits >> 10);
  }

  void advance_beyond_ascii() {
    const auto [code_point, length] = decode();
    if (!reads_code_points_ && code_point > 0xFFFF && !is_at_trail_surrogate_) {
      is_at_trail_surrogate_ = true;
      return;
    }
    is_at_trail_surrogate_ = false;
    offset_ += length;
  }

  std::string_view pattern_;
  std::uint32_t size_;
  std::uint32_t offset_ = 0;
  bool reads_code_points_;
  bool is_at_trail_surrogate_ = false;
};

}  // namespace orrery::regexp
