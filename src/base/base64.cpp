#include "base/base64.h"

#include <array>
#include <string_view>

namespace orrery::base {

namespace {

constexpr std::string_view k_standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t k_no_digit = 0xff;

constexpr std::string_view digits_of(Base64Alphabet alphabet) {
  return alphabet == Base64Alphabet::Base64 ? k_standard : k_url;
}

constexpr std::array<std::uint8_t, 128> inverse_of(std::string_view digits) {
  std::array<std::uint8_t, 128> inverse{};
  inverse.fill(k_no_digit);
  for (std::size_t i = 0; i < digits.size(); i++)
    inverse[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  return inverse;
}
constexpr auto k_standard_values = inverse_of(k_standard);
constexpr auto k_url_values = inverse_of(k_url);

constexpr bool is_ascii_white_space(char16_t unit) {
  return unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r' || unit == ' ';
}

constexpr std::size_t k_units_between_looks = std::size_t{1} << 20;

/// https://tc39.es/ecma262/#sec-frombase64, as the object that runs it.
template <typename Unit>
class Base64Decoder {
 public:
  Base64Decoder(std::span<const Unit> text, Base64Alphabet alphabet, LastChunkHandling last_chunk,
                std::span<std::uint8_t> bytes, const GoesOn& goes_on)
      : text_(text),
        values_(alphabet == Base64Alphabet::Base64 ? k_standard_values : k_url_values),
        last_chunk_(last_chunk),
        bytes_(bytes),
        goes_on_(goes_on) {}

  DecodedText decode() {
    // 3.
    if (bytes_.empty()) return {};
    // 10.
    while (true) {
      if (index_ >= next_look_) {
        next_look_ = index_ + k_units_between_looks;
        if (goes_on_ && !goes_on_()) return ended();
      }
      decode_clean_chunks();
      // 10.k.: what follows, white space too, is not read.
      if (result_.written == bytes_.size()) return result_;
      skip_white_space();
      if (index_ == text_.size()) return at_end();
      const Unit unit = text_[index_++];
      if (unit == '=') return at_padding();
      const std::uint8_t value = unit < values_.size() ? values_[unit] : k_no_digit;
      if (value == k_no_digit) return failure("The string contains a character that is not base64");
      // What would not fit is left to be read again.
      const std::size_t room = bytes_.size() - result_.written;
      if ((room == 1 && chunk_length_ == 2) || (room == 2 && chunk_length_ == 3)) return result_;
      chunk_ = chunk_ << 6 | value;
      if (++chunk_length_ == 4) finish_chunk();
    }
  }

 private:
  /// OPTIMIZATION: four digits after each other, as almost all are.
  void decode_clean_chunks() {
    if (chunk_length_ != 0) return;
    while (text_.size() - index_ >= 4 && index_ < next_look_ && bytes_.size() - result_.written >= 3) {
      std::uint32_t chunk = 0;
      for (std::size_t i = 0; i < 4; i++) {
        const Unit unit = text_[index_ + i];
        const std::uint8_t value = unit < values_.size() ? values_[unit] : k_no_digit;
        if (value == k_no_digit) return;
        chunk = chunk << 6 | value;
      }
      index_ += 4;
      chunk_ = chunk;
      finish_chunk();
    }
  }

  void put(unsigned byte) { bytes_[result_.written++] = static_cast<std::uint8_t>(byte); }
  void finish_chunk() {
    put(chunk_ >> 16);
    put(chunk_ >> 8);
    put(chunk_);
    chunk_ = 0;
    chunk_length_ = 0;
    result_.read = index_;
  }

  /// https://tc39.es/ecma262/#sec-decodefinalbase64chunk \return false: there are bits that belong to no byte
  bool finish_last_chunk(bool throws_on_extra_bits) {
    if (chunk_length_ == 2) {
      if (throws_on_extra_bits && (chunk_ & 0xf) != 0) return false;
      put(chunk_ >> 4);
    } else {
      if (throws_on_extra_bits && (chunk_ & 0x3) != 0) return false;
      put(chunk_ >> 10);
      put(chunk_ >> 2);
    }
    return true;
  }

  void skip_white_space() {
    while (index_ < text_.size() && is_ascii_white_space(text_[index_])) index_++;
  }
  DecodedText ended() {
    result_.is_ended = true;
    return result_;
  }
  DecodedText failure(const char* message) {
    result_.error = message;
    return result_;
  }

  /// 10.b.
  DecodedText at_end() {
    if (chunk_length_ > 0) {
      if (last_chunk_ == LastChunkHandling::StopBeforePartial) return result_;
      if (last_chunk_ == LastChunkHandling::Strict)
        return failure("The base64 string ends with a chunk that is not padded");
      if (chunk_length_ == 1) return failure("The base64 string ends within a byte");
      finish_last_chunk(false);
    }
    result_.read = text_.size();
    return result_;
  }

  /// 10.e.
  DecodedText at_padding() {
    if (chunk_length_ < 2) return failure("The base64 string has padding in a wrong place");
    skip_white_space();
    if (chunk_length_ == 2) {
      if (index_ == text_.size()) {
        if (last_chunk_ == LastChunkHandling::StopBeforePartial) return result_;
        return failure("The base64 string ends within its padding");
      }
      if (text_[index_] == '=') {
        index_++;
        skip_white_space();
      }
    }
    if (index_ < text_.size()) return failure("The base64 string goes on after its padding");
    if (!finish_last_chunk(last_chunk_ == LastChunkHandling::Strict))
      return failure("The base64 string ends with bits that belong to no byte");
    result_.read = text_.size();
    return result_;
  }

  std::span<const Unit> text_;
  const std::array<std::uint8_t, 128>& values_;
  LastChunkHandling last_chunk_;
  std::span<std::uint8_t> bytes_;
  const GoesOn& goes_on_;
  std::size_t index_ = 0;
  std::size_t next_look_ = k_units_between_looks;
  std::uint32_t chunk_ = 0;
  unsigned chunk_length_ = 0;
  DecodedText result_;
};

constexpr unsigned k_no_hex_digit = 16;
constexpr unsigned hex_value(char16_t unit) {
  if (unit >= '0' && unit <= '9') return unit - u'0';
  const char16_t lower = unit | 0x20;
  return unit < 0x80 && lower >= 'a' && lower <= 'f' ? lower - u'a' + 10u : k_no_hex_digit;
}

template <typename Unit>
DecodedText decode_hex_units(std::span<const Unit> text, std::span<std::uint8_t> bytes,
                             const GoesOn& goes_on) {
  DecodedText result;
  if (text.size() % 2 != 0) {
    result.error = "The hex string has an odd number of digits";
    return result;
  }
  while (result.read < text.size() && result.written < bytes.size()) {
    if (result.written % k_units_between_looks == k_units_between_looks - 1 && goes_on && !goes_on()) {
      result.is_ended = true;
      return result;
    }
    const unsigned high = hex_value(text[result.read]);
    const unsigned low = hex_value(text[result.read + 1]);
    if (high == k_no_hex_digit || low == k_no_hex_digit) {
      result.error = "The string contains a character that is no hex digit";
      return result;
    }
    bytes[result.written++] = static_cast<std::uint8_t>(high << 4 | low);
    result.read += 2;
  }
  return result;
}

}  // namespace

DecodedText decode_base64(std::span<const std::uint8_t> text, Base64Alphabet alphabet,
                          LastChunkHandling last_chunk, std::span<std::uint8_t> bytes,
                          const GoesOn& goes_on) {
  return Base64Decoder(text, alphabet, last_chunk, bytes, goes_on).decode();
}
DecodedText decode_base64(std::span<const char16_t> text, Base64Alphabet alphabet,
                          LastChunkHandling last_chunk, std::span<std::uint8_t> bytes,
                          const GoesOn& goes_on) {
  return Base64Decoder(text, alphabet, last_chunk, bytes, goes_on).decode();
}

DecodedText decode_hex(std::span<const std::uint8_t> text, std::span<std::uint8_t> bytes,
                       const GoesOn& goes_on) {
  return decode_hex_units(text, bytes, goes_on);
}
DecodedText decode_hex(std::span<const char16_t> text, std::span<std::uint8_t> bytes, const GoesOn& goes_on) {
  return decode_hex_units(text, bytes, goes_on);
}

void encode_base64(std::span<const std::uint8_t> bytes, Base64Alphabet alphabet,
                   std::span<std::uint8_t> text) {
  const std::string_view digits = digits_of(alphabet);
  const auto digit = [&](unsigned value) { return static_cast<std::uint8_t>(digits[value & 0x3f]); };
  std::size_t place = 0;
  std::size_t i = 0;
  for (; bytes.size() - i >= 3; i += 3) {
    const unsigned chunk = unsigned{bytes[i]} << 16 | unsigned{bytes[i + 1]} << 8 | bytes[i + 2];
    for (const unsigned shift : {18u, 12u, 6u, 0u}) text[place++] = digit(chunk >> shift);
  }
  const std::size_t rest = bytes.size() - i;
  if (rest == 0) return;
  const unsigned chunk = unsigned{bytes[i]} << 16 | (rest == 2 ? unsigned{bytes[i + 1]} << 8 : 0u);
  text[place++] = digit(chunk >> 18);
  text[place++] = digit(chunk >> 12);
  if (rest == 2) text[place++] = digit(chunk >> 6);
  while (place < text.size()) text[place++] = '=';
}

void encode_hex(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> text) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  for (std::size_t i = 0; i < bytes.size(); i++) {
    text[2 * i] = static_cast<std::uint8_t>(k_digits[bytes[i] >> 4]);
    text[2 * i + 1] = static_cast<std::uint8_t>(k_digits[bytes[i] & 0xf]);
  }
}

}  // namespace orrery::base
