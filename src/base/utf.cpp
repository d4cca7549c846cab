#include "base/utf.h"

#include <algorithm>

#include "base/byte_block.h"

namespace orrery::base {

namespace {

// A note on the uses of resize_and_overwrite() below: libstdc++ 12 may hand its operation a larger size than
// was asked for, so that each returns the length that it wrote.

constexpr std::string_view k_replacement_character = "\xEF\xBF\xBD";  // U+FFFD

unsigned char byte_at(const char* at) {
  return static_cast<unsigned char>(*at);
}

bool is_continuation(unsigned char byte) {
  return byte >= 0x80 && byte <= 0xBF;
}

/// Writes `code_point` in generalized UTF-8 and returns the place after it.
char* write_code_point(char* out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return out;
}

/// One well-formed UTF-8 sequence, or one maximal part of an ill-formed one.
struct Utf8Part {
  std::uint32_t length;
  bool well_formed;
};

/// The part that starts at `at`, which holds a byte of 0x80 or more. The second byte's bounds are those of
/// https://encoding.spec.whatwg.org/#utf-8-decoder: they exclude overlong forms, surrogates and what is
/// beyond U+10FFFF.
Utf8Part utf8_part(const char* at, const char* end) {
  const unsigned char lead = byte_at(at);
  std::uint32_t needed = 0;
  unsigned char lower = 0x80;
  unsigned char upper = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    needed = 3;
    if (lead == 0xE0) lower = 0xA0;
    if (lead == 0xED) upper = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    needed = 4;
    if (lead == 0xF0) lower = 0x90;
    if (lead == 0xF4) upper = 0x8F;
  } else {
    return {1, false};
  }

  const auto available = static_cast<std::size_t>(end - at);
  if (available < 2 || byte_at(at + 1) < lower || byte_at(at + 1) > upper) return {1, false};
  for (std::uint32_t i = 2; i < needed; ++i) {
    if (available <= i || !is_continuation(byte_at(at + i))) return {i, false};
  }
  return {needed, true};
}

/// Calls `count(block, limit)` for each 64 bytes of `text`; `limit` has a bit set for each byte that counts.
template <typename Count>
std::size_t sum_over_blocks(std::string_view text, Count count) {
  std::size_t sum = 0;
  std::size_t at = 0;
  for (; text.size() - at >= ByteBlock::k_size; at += ByteBlock::k_size)
    sum += count(ByteBlock(text.data() + at), low_bits(64));
  const std::size_t rest = text.size() - at;
  return sum + count(ByteBlock::partial(text.data() + at, rest), low_bits(rest));
}

std::size_t bit_count(std::uint64_t bits) {
  return static_cast<std::size_t>(std::popcount(bits));
}

/// Is there a surrogate pair at `text[at]`?
bool is_pair_at(std::span<const char16_t> text, std::size_t at) {
  return is_high_surrogate(text[at]) && at + 1 < text.size() && is_low_surrogate(text[at + 1]);
}

std::size_t wtf8_length(std::span<const char16_t> text) {
  std::size_t length = text.size();
  for (const char16_t unit : text) length += static_cast<std::size_t>((unit >= 0x80) + (unit >= 0x800));
  // A pair was counted as twice three bytes.
  for (std::size_t i = 1; i < text.size(); ++i)
    length -= is_high_surrogate(text[i - 1]) && is_low_surrogate(text[i]) ? 2 : 0;
  return length;
}

}  // namespace

void append_wtf8(std::string& text, char32_t code_point) {
  const std::size_t size = text.size();
  if (is_low_surrogate(code_point) && size >= 3 && byte_at(&text[size - 3]) == 0xED &&
      byte_at(&text[size - 2]) >= 0xA0) {
    const char32_t before = decode_wtf8(&text[size - 3]).code_point;
    if (is_high_surrogate(before)) {
      text.resize(size - 3);
      code_point = join_surrogates(before, code_point);
    }
  }
  char bytes[4];
  text.append(bytes, write_code_point(bytes, code_point));
}

std::size_t ascii_prefix_length(std::string_view bytes) {
  std::size_t at = 0;
  for (; bytes.size() - at >= ByteBlock::k_size; at += ByteBlock::k_size) {
    const ByteBlock block(bytes.data() + at);
    if (block.has_non_ascii()) return at + static_cast<std::size_t>(std::countr_zero(block.non_ascii()));
  }
  while (at < bytes.size() && byte_at(&bytes[at]) < 0x80) ++at;
  return at;
}

bool is_ascii(std::string_view bytes) {
  return ascii_prefix_length(bytes) == bytes.size();
}

bool is_valid_utf8(std::string_view bytes) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (true) {
    at += ascii_prefix_length({at, end});
    if (at == end) return true;
    do {
      const Utf8Part part = utf8_part(at, end);
      if (!part.well_formed) return false;
      at += part.length;
    } while (at != end && byte_at(at) >= 0x80);
  }
}

std::string replace_invalid_utf8(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  const char* copied = at;
  while (true) {
    at += ascii_prefix_length({at, end});
    if (at == end) break;
    const Utf8Part part = utf8_part(at, end);
    if (!part.well_formed) {
      result.append(copied, at);
      result += k_replacement_character;
      copied = at + part.length;
    }
    at += part.length;
  }
  result.append(copied, end);
  return result;
}

std::string wtf8_from_latin1(std::span<const std::uint8_t> text) {
  const auto non_ascii = std::ranges::count_if(text, [](std::uint8_t byte) { return byte >= 0x80; });
  std::string result;
  result.resize_and_overwrite(text.size() + static_cast<std::size_t>(non_ascii),
                              [text](char* const begin, std::size_t) {
                                char* out = begin;
                                for (const std::uint8_t byte : text) out = write_code_point(out, byte);
                                return out - begin;
                              });
  return result;
}

std::string wtf8_from_utf16(std::span<const char16_t> text) {
  std::string result;
  result.resize_and_overwrite(wtf8_length(text), [text](char* const begin, std::size_t) {
    char* out = begin;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (is_pair_at(text, i)) {
        out = write_code_point(out, join_surrogates(text[i], text[i + 1]));
        ++i;
      } else {
        out = write_code_point(out, text[i]);
      }
    }
    return out - begin;
  });
  return result;
}

std::size_t utf16_length(std::string_view text) {
  return sum_over_blocks(text, [](const ByteBlock& block, std::uint64_t limit) {
    return bit_count(~block.continuations() & limit) + bit_count(block.four_byte_leads() & limit);
  });
}

std::size_t code_point_count(std::string_view text) {
  return sum_over_blocks(text, [](const ByteBlock& block, std::uint64_t limit) {
    return bit_count(~block.continuations() & limit);
  });
}

std::u16string utf16_from_wtf8(std::string_view text) {
  std::u16string result;
  result.resize_and_overwrite(utf16_length(text), [text](char16_t* const begin, std::size_t) {
    char16_t* out = begin;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
      const auto [code_point, length] = decode_wtf8(at);
      at += length;
      if (code_point < 0x10000) {
        *out++ = static_cast<char16_t>(code_point);
      } else {
        *out++ = static_cast<char16_t>(0xD7C0 + (code_point >> 10));
        *out++ = static_cast<char16_t>(0xDC00 + (code_point & 0x3FF));
      }
    }
    return out - begin;
  });
  return result;
}

}  // namespace orrery::base
