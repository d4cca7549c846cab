#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace orrery::base {

/// [DOC] Text encodings
///
/// JavaScript text is a sequence of UTF-16 code units that need not be well-formed. Inside the front end it
/// is kept as WTF-8 (https://simonsapin.github.io/wtf-8/): UTF-8 in which a lone surrogate is encoded like
/// any other code point, while a surrogate pair is always one four-byte sequence. So every JavaScript string
/// has exactly one WTF-8 form, and equal strings are equal bytes.

/// A decoded code point and the number of bytes that it took (1 to 4).
struct DecodedCodePoint {
  char32_t code_point;
  std::uint32_t length;
};

/// The code point that starts at `text`, which must point into well-formed WTF-8, not at its end.
inline DecodedCodePoint decode_wtf8(const char* text) {
  const auto byte = [text](int index) { return char32_t{static_cast<unsigned char>(text[index])}; };
  const auto low_six = [byte](int index) { return byte(index) & 0x3F; };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {(lead & 0x1F) << 6 | low_six(1), 2};
  if (lead < 0xF0) return {(lead & 0x0F) << 12 | low_six(1) << 6 | low_six(2), 3};
  return {(lead & 0x07) << 18 | low_six(1) << 12 | low_six(2) << 6 | low_six(3), 4};
}

/// Appends `code_point` (up to U+10FFFF, surrogates allowed). A low surrogate that follows a high one already
/// at the end of `text` is joined with it, so that the result is WTF-8's one form.
void append_wtf8(std::string& text, char32_t code_point);

/// Is `bytes` well-formed UTF-8 (no surrogates, no overlong forms, nothing beyond U+10FFFF)?
bool is_valid_utf8(std::string_view bytes);

/// Are all bytes below 0x80?
bool is_ascii(std::string_view bytes);

/// How many bytes of `bytes` come before the first that is 0x80 or more.
std::size_t ascii_prefix_length(std::string_view bytes);

/// `bytes` with every maximal ill-formed part replaced by U+FFFD, as the Encoding standard's UTF-8 decoder
/// does (https://encoding.spec.whatwg.org/#utf-8-decoder). Does not strip a byte order mark.
std::string replace_invalid_utf8(std::string_view bytes);

/// The well-formed WTF-8 `text` as UTF-8: with U+FFFD for lone surrogates.
std::string utf8_from_wtf8(std::string_view text);

/// The WTF-8 form of Latin-1 text, each byte of which is one code point.
std::string wtf8_from_latin1(std::span<const std::uint8_t> text);
/// The WTF-8 form of `text`: surrogate pairs are joined, lone surrogates kept.
std::string wtf8_from_utf16(std::span<const char16_t> text);

/// How many UTF-16 code units the well-formed WTF-8 `text` stands for.
std::size_t utf16_length(std::string_view text);

/// How many code points are in the well-formed WTF-8 `text`.
std::size_t code_point_count(std::string_view text);

/// The UTF-16 code units that the well-formed WTF-8 `text` stands for.
std::u16string utf16_from_wtf8(std::string_view text);

/// Is `code_point` one of U+D800 to U+DFFF?
constexpr bool is_surrogate(char32_t code_point) {
  return (code_point & ~char32_t{0x7FF}) == 0xD800;
}

/// Is `code_point` one of U+D800 to U+DBFF, the first half of a surrogate pair?
constexpr bool is_high_surrogate(char32_t code_point) {
  return (code_point & ~char32_t{0x3FF}) == 0xD800;
}

/// Is `code_point` one of U+DC00 to U+DFFF, the second half of a surrogate pair?
constexpr bool is_low_surrogate(char32_t code_point) {
  return (code_point & ~char32_t{0x3FF}) == 0xDC00;
}

/// The code point that a surrogate pair stands for.
constexpr char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

}  // namespace orrery::base
