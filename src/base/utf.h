#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace orrery::base {

/// [DOC] Text encodings
///
/// JavaScript text is a sequence of UTF-16 code units that need not be well-formed. Inside the front end it is
/// kept as WTF-8 (https://simonsapin.github.io/wtf-8/): UTF-8 in which a lone surrogate is encoded like any
/// other code point, while a surrogate pair is always one four-byte sequence. So every JavaScript string has
/// exactly one WTF-8 form, and equal strings are equal bytes.

/// A decoded code point and the number of bytes that it took (1 to 4).
struct DecodedCodePoint {
  char32_t code_point;
  std::uint32_t length;
};

/// The code point that starts at `text`, which must point into well-formed WTF-8, not at its end.
DecodedCodePoint decode_wtf8(const char* text);

/// Appends `code_point` (up to U+10FFFF, surrogates allowed). A low surrogate that follows a high one already
/// at the end of `text` is joined with it, so that the result is WTF-8's one form.
void append_wtf8(std::string& text, char32_t code_point);

/// Is `bytes` well-formed UTF-8 (no surrogates, no overlong forms, nothing beyond U+10FFFF)?
bool is_valid_utf8(std::string_view bytes);

/// Are all bytes below 0x80?
bool is_ascii(std::string_view bytes);

/// `bytes` with every maximal ill-formed part replaced by U+FFFD, as the Encoding standard's UTF-8 decoder does
/// (https://encoding.spec.whatwg.org/#utf-8-decoder). Does not strip a byte order mark.
std::string replace_invalid_utf8(std::string_view bytes);

std::string wtf8_from_latin1(std::span<const std::uint8_t> text);
std::string wtf8_from_utf16(std::span<const char16_t> text);

/// How many UTF-16 code units the well-formed WTF-8 `text` stands for.
std::size_t utf16_length(std::string_view text);

/// How many code points are in the well-formed WTF-8 `text`.
std::size_t code_point_count(std::string_view text);

std::u16string utf16_from_wtf8(std::string_view text);

/// Is `code_point` one of U+D800 to U+DFFF?
constexpr bool is_surrogate(char32_t code_point) {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}

}  // namespace orrery::base
