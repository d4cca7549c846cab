#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::base {

// How files of Orrery write numbers and texts: a number in groups of 7 bits from the lowest on, all but the
// last with bit 7 set; a text with its length in bytes before it; a word with its lowest byte first.

template <typename Word>
void append_word(std::string& bytes, Word word) {
  for (std::size_t i = 0; i < sizeof(Word); i++) bytes += static_cast<char>(word >> 8 * i & 0xff);
}

inline void append_packed(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

/// Zigzag (0, -1, 1, -2…), so that small ones are short.
inline void append_packed_signed(std::string& bytes, std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  append_packed(bytes, bits << 1 ^ static_cast<std::uint64_t>(number >> 63));
}

inline void append_packed_text(std::string& bytes, std::string_view text) {
  append_packed(bytes, text.size());
  bytes += text;
}

/// Reads what these have written, or what only looks so: what is no number, and what goes on behind the end,
/// is 0 or empty, and is_broken() from then on.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  bool is_broken() const { return is_broken_; }
  bool is_at_end() const { return rest_.empty(); }
  std::size_t bytes_left() const { return rest_.size(); }
  void set_broken() { is_broken_ = true; }

  std::uint8_t byte() {
    if (rest_.empty()) return fail();
    const auto byte = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const std::uint8_t group = byte();
      // The tenth has room for one bit.
      if (shift == 63 && group > 1) break;
      number |= std::uint64_t{group & 0x7fu} << shift;
      if ((group & 0x80) == 0) return number;
    }
    return fail();
  }

  std::int64_t signed_number() {
    const std::uint64_t zigzag = number();
    return static_cast<std::int64_t>(zigzag >> 1 ^ (0 - (zigzag & 1)));
  }

  template <typename Word>
  Word word() {
    if (rest_.size() < sizeof(Word)) return fail();
    Word word = 0;
    for (std::size_t i = 0; i < sizeof(Word); i++)
      word |= static_cast<Word>(Word{static_cast<std::uint8_t>(rest_[i])} << 8 * i);
    rest_.remove_prefix(sizeof(Word));
    return word;
  }

  std::string_view text() { return bytes(number()); }

  std::string_view bytes(std::uint64_t size) {
    if (is_broken_ || size > rest_.size()) {
      is_broken_ = true;
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

 private:
  std::uint8_t fail() {
    is_broken_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool is_broken_ = false;
};

}  // namespace orrery::base
