#include "web/encoding/utf8_text.h"

#include <algorithm>
#include <bit>
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

namespace {

/// Copies the run of ASCII at the start of `text`, as far as it and the room go. \return its length
std::size_t copy_ascii_run(std::span<const std::uint8_t> text, std::span<std::uint8_t> destination) {
  constexpr std::uint64_t k_high_bits = 0x8080'8080'8080'8080;
  static_assert(std::endian::native == std::endian::little);
  const std::size_t most = std::min(text.size(), destination.size());
  std::size_t i = 0;
  // Eight at once, until one of them is none.
  for (; i + 8 <= most; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    std::memcpy(destination.data() + i, &word, 8);
    if ((word & k_high_bits) != 0)
      return i + static_cast<std::size_t>(std::countr_zero(word & k_high_bits)) / 8;
  }
  for (; i < most && text[i] < 0x80; ++i) destination[i] = text[i];
  return i;
}

/// The same of UTF-16.
std::size_t copy_ascii_run(std::u16string_view text, std::span<std::uint8_t> destination) {
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

std::uint8_t trail(char32_t code_point, unsigned shift) {
  return static_cast<std::uint8_t>(0x80 | (code_point >> shift & 0x3F));
}

}  // namespace

EncodeIntoResult encode_utf8_into(std::span<const std::uint8_t> latin1, std::span<std::uint8_t> destination) {
  std::size_t read = 0;
  std::size_t written = 0;
  for (;;) {
    const std::size_t run = copy_ascii_run(latin1.subspan(read), destination.subspan(written));
    read += run;
    written += run;
    // One that is not ASCII, often followed by others.
    if (read == latin1.size() || latin1[read] < 0x80) break;
    while (read < latin1.size() && latin1[read] >= 0x80 && destination.size() - written >= 2) {
      destination[written++] = static_cast<std::uint8_t>(0xC0 | latin1[read] >> 6);
      destination[written++] = trail(latin1[read++], 0);
    }
    if (read == latin1.size() || latin1[read] >= 0x80) break;
  }
  return {read, written};
}

EncodeIntoResult encode_utf8_into(std::u16string_view text, std::span<std::uint8_t> destination) {
  std::size_t read = 0;
  std::size_t written = 0;
  while (read < text.size()) {
    const char32_t unit = text[read];
    const std::size_t room = destination.size() - written;
    std::uint8_t* out = destination.data() + written;
    if (unit < 0x80) {
      const std::size_t run = copy_ascii_run(text.substr(read), destination.subspan(written));
      if (run == 0) break;
      read += run;
      written += run;
    } else if (unit < 0x800) {
      if (room < 2) break;
      out[0] = static_cast<std::uint8_t>(0xC0 | unit >> 6);
      out[1] = trail(unit, 0);
      read += 1;
      written += 2;
    } else {
      std::size_t next = read;
      const char32_t code_point = next_scalar_value(text, next);
      const std::size_t length = code_point < 0x10000 ? 3 : 4;
      if (room < length) break;
      if (length == 3) {
        out[0] = static_cast<std::uint8_t>(0xE0 | code_point >> 12);
      } else {
        out[0] = static_cast<std::uint8_t>(0xF0 | code_point >> 18);
        out[1] = trail(code_point, 12);
      }
      out[length - 2] = trail(code_point, 6);
      out[length - 1] = trail(code_point, 0);
      read = next;
      written += length;
    }
  }
  return {read, written};
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
