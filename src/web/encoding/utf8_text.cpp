#include "web/encoding/utf8_text.h"

#include <algorithm>
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

std::size_t length_of(char32_t code_point) {
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

// Loops without branches, for the compiler to turn into vectors.

std::size_t utf8_length(std::span<const std::uint8_t> latin1) {
  std::size_t length = latin1.size();
  for (const std::uint8_t unit : latin1) length += unit >> 7;
  return length;
}

std::size_t utf8_length(std::u16string_view text) {
  // Three bytes for each, less what those below U+0800 do not take, and four for a pair of surrogates.
  std::size_t length = text.size();
  for (const char16_t unit : text) length += (unit >= 0x80 ? 1U : 0U) + (unit >= 0x800 ? 1U : 0U);
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool is_pair = base::is_high_surrogate(text[i - 1]) && base::is_low_surrogate(text[i]);
    length -= is_pair ? 2U : 0U;
  }
  return length;
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

namespace {

/// Writes a run of ASCII, as far as it and the room go. \return its length
std::size_t write_ascii_run(std::u16string_view text, std::span<std::uint8_t> destination) {
  constexpr std::size_t k_block = 16;
  const std::size_t most = std::min(text.size(), destination.size());
  std::size_t i = 0;
  for (; i + k_block <= most; i += k_block) {
    unsigned all = 0;
    for (std::size_t j = 0; j < k_block; ++j) all |= text[i + j];
    if (all >= 0x80) break;
    for (std::size_t j = 0; j < k_block; ++j) destination[i + j] = static_cast<std::uint8_t>(text[i + j]);
  }
  for (; i < most && text[i] < 0x80; ++i) destination[i] = static_cast<std::uint8_t>(text[i]);
  return i;
}

}  // namespace

EncodeIntoResult encode_utf8_into(std::u16string_view text, std::span<std::uint8_t> destination) {
  EncodeIntoResult result{0, 0};
  while (result.read < text.size()) {
    if (text[result.read] < 0x80) {
      const std::size_t run = write_ascii_run(text.substr(result.read), destination.subspan(result.written));
      if (run == 0) break;
      result.read += run;
      result.written += run;
      continue;
    }
    std::size_t next = result.read;
    const char32_t code_point = next_scalar_value(text, next);
    const std::size_t length = length_of(code_point);
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
