#include "web/encoding/utf8_text.h"

#include <cstring>

#include "base/unicode/utf.h"

namespace orrery::web {

namespace {

/// The code point at `index`, which moves behind it; U+FFFD for a lone surrogate.
char32_t next_scalar_value(std::u16string_view text, std::size_t& index) {
  const char16_t unit = text[index++];
  if (!base::is_surrogate(unit)) return unit;
  if (base::is_high_surrogate(unit) && index < text.size() && base::is_low_surrogate(text[index]))
    return base::join_surrogates(unit, text[index++]);
  return 0xFFFD;
}

std::size_t utf8_length(char32_t code_point) {
  return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

void write_utf8(std::uint8_t* out, char32_t code_point, std::size_t length) {
  constexpr std::uint8_t k_leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (std::size_t i = length; i-- > 1; code_point >>= 6)
    out[i] = static_cast<std::uint8_t>(0x80 | (code_point & 0x3F));
  out[0] = static_cast<std::uint8_t>(k_leads[length] | code_point);
}

}  // namespace

void append_utf8(std::string& out, std::u16string_view text) {
  std::size_t index = 0;
  while (index < text.size()) {
    const std::size_t start = index;
    while (index < text.size() && text[index] < 0x80) ++index;
    const std::size_t old_size = out.size();
    out.resize(old_size + (index - start));
    for (std::size_t i = start; i < index; ++i) out[old_size + (i - start)] = static_cast<char>(text[i]);
    if (index == text.size()) return;

    base::append_wtf8(out, next_scalar_value(text, index));
  }
}

EncodeIntoResult encode_utf8_into(std::span<const std::uint8_t> latin1, std::span<std::uint8_t> destination) {
  const std::string_view text(reinterpret_cast<const char*>(latin1.data()), latin1.size());
  EncodeIntoResult result{0, 0};
  while (result.read < latin1.size() && result.written < destination.size()) {
    const std::size_t room = destination.size() - result.written;
    const std::size_t run = base::ascii_prefix_length(text.substr(result.read, room));
    if (run > 0) {
      std::memcpy(destination.data() + result.written, text.data() + result.read, run);
      result.read += run;
      result.written += run;
      continue;
    }
    if (room < 2) break;
    write_utf8(destination.data() + result.written, latin1[result.read++], 2);
    result.written += 2;
  }
  return result;
}

EncodeIntoResult encode_utf8_into(std::u16string_view text, std::span<std::uint8_t> destination) {
  EncodeIntoResult result{0, 0};
  while (result.read < text.size()) {
    std::size_t next = result.read;
    const char32_t code_point = next_scalar_value(text, next);
    const std::size_t length = utf8_length(code_point);
    if (length > destination.size() - result.written) break;
    write_utf8(destination.data() + result.written, code_point, length);
    result.read = next;
    result.written += length;
  }
  return result;
}

Utf8Text::Utf8Text(std::span<const std::uint8_t> latin1) {
  const std::string_view bytes(reinterpret_cast<const char*>(latin1.data()), latin1.size());
  if (base::is_ascii(bytes)) {
    view_ = bytes;
  } else {
    own_ = base::wtf8_from_latin1(latin1);
    view_ = own_;
  }
}

Utf8Text::Utf8Text(std::u16string_view text) {
  own_.reserve(text.size());
  append_utf8(own_, text);
  view_ = own_;
}

}  // namespace orrery::web
