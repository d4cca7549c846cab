#include "node/buffer/text_codecs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>

#include "base/base64.h"
#include "base/unicode/utf.h"
#include "web/encoding/utf8_text.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::String;

namespace {

template <typename Visitor>
auto with_characters(String* text, Visitor visitor) {
  return text->is_latin1() ? visitor(text->latin1()) : visitor(text->utf16());
}

// UTF-8 and UTF-16 ------------------------------------------------------------------------------------------

std::size_t utf8_length(std::span<const std::uint8_t> latin1) {
  return latin1.size() + static_cast<std::size_t>(
                             std::ranges::count_if(latin1, [](std::uint8_t unit) { return unit >= 0x80; }));
}

std::size_t utf8_length(std::span<const char16_t> text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); i++) {
    const char16_t unit = text[i];
    if (unit < 0x80) {
      length += 1;
    } else if (unit < 0x800) {
      length += 2;
    } else if (base::is_high_surrogate(unit) && i + 1 < text.size() && base::is_low_surrogate(text[i + 1])) {
      length += 4;
      i++;
    } else {
      length += 3;
    }
  }
  return length;
}

std::size_t write_utf8(std::span<const std::uint8_t> latin1, std::span<std::uint8_t> bytes) {
  return web::encode_utf8_into(latin1, bytes).written;
}

std::size_t write_utf8(std::span<const char16_t> text, std::span<std::uint8_t> bytes) {
  return web::encode_utf8_into({text.data(), text.size()}, bytes).written;
}

template <typename Unit>
std::size_t write_utf16(std::span<const Unit> text, std::span<std::uint8_t> bytes) {
  const std::size_t count = std::min(text.size(), bytes.size() / 2);
  for (std::size_t i = 0; i < count; i++) {
    const char16_t unit = text[i];
    bytes[2 * i] = static_cast<std::uint8_t>(unit);
    bytes[2 * i + 1] = static_cast<std::uint8_t>(unit >> 8);
  }
  return 2 * count;
}

template <typename Unit>
std::size_t write_low_bytes(std::span<const Unit> text, std::span<std::uint8_t> bytes) {
  const std::size_t count = std::min(text.size(), bytes.size());
  std::ranges::transform(text.first(count), bytes.begin(),
                         [](Unit unit) { return static_cast<std::uint8_t>(unit); });
  return count;
}

// Hexadecimal digits ----------------------------------------------------------------------------------------

constexpr std::uint8_t k_no_digit = 0xff;

constexpr std::array<std::uint8_t, 128> k_hex_values = [] {
  std::array<std::uint8_t, 128> values{};
  values.fill(k_no_digit);
  for (std::uint8_t i = 0; i < 10; i++) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; i++) values['a' + i] = values['A' + i] = 10 + i;
  return values;
}();

template <typename Unit>
std::size_t write_hex(std::span<const Unit> text, std::span<std::uint8_t> bytes) {
  const auto value = [](Unit unit) { return unit < k_hex_values.size() ? k_hex_values[unit] : k_no_digit; };
  const std::size_t count = std::min(text.size() / 2, bytes.size());
  for (std::size_t i = 0; i < count; i++) {
    const std::uint8_t high = value(text[2 * i]);
    const std::uint8_t low = value(text[2 * i + 1]);
    if (high == k_no_digit || low == k_no_digit) return i;
    bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return count;
}

Completion<String*> hex_text(Agent& agent, std::span<const std::uint8_t> bytes) {
  const auto made = TRY(vm::make_unfilled_latin1(agent, 2 * bytes.size()));
  base::encode_hex(bytes, made.characters);
  return made.string;
}

// Base64 ----------------------------------------------------------------------------------------------------

constexpr std::string_view k_base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_base64_url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Of both alphabets: each is read where the other is asked for.
constexpr std::array<std::uint8_t, 128> k_base64_values = [] {
  std::array<std::uint8_t, 128> values{};
  values.fill(k_no_digit);
  for (const std::string_view alphabet : {k_base64, k_base64_url})
    for (std::size_t i = 0; i < alphabet.size(); i++)
      values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

template <typename Unit>
std::size_t base64_length(std::span<const Unit> text) {
  std::size_t digits = text.size();
  for (int i = 0; i < 2 && digits > 0 && text[digits - 1] == '='; i++) digits--;
  return digits / 4 * 3 + digits % 4 * 3 / 4;
}

template <typename Unit>
std::size_t write_base64(std::span<const Unit> text, std::span<std::uint8_t> bytes) {
  const auto value = [](Unit unit) {
    return unit < k_base64_values.size() ? k_base64_values[unit] : k_no_digit;
  };
  std::size_t written = 0;
  std::size_t i = 0;
  std::uint32_t bits = 0;
  int bit_count = 0;
  while (i < text.size() && text[i] != '=') {
    // OPTIMIZATION: four digits after each other, as almost all are.
    if (bit_count == 0 && text.size() - i >= 4 && bytes.size() - written >= 3) {
      const std::uint8_t digits[] = {value(text[i]), value(text[i + 1]), value(text[i + 2]),
                                     value(text[i + 3])};
      if (std::ranges::all_of(digits, [](std::uint8_t digit) { return digit < 64; })) {
        bytes[written] = static_cast<std::uint8_t>(digits[0] << 2 | digits[1] >> 4);
        bytes[written + 1] = static_cast<std::uint8_t>(digits[1] << 4 | digits[2] >> 2);
        bytes[written + 2] = static_cast<std::uint8_t>(digits[2] << 6 | digits[3]);
        written += 3;
        i += 4;
        continue;
      }
    }
    const std::uint8_t digit = value(text[i++]);
    if (digit == k_no_digit) continue;
    bits = bits << 6 | digit;
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    if (written == bytes.size()) return written;
    bytes[written++] = static_cast<std::uint8_t>(bits >> bit_count);
  }
  return written;
}

Completion<String*> base64_text(Agent& agent, std::span<const std::uint8_t> bytes,
                                base::Base64Alphabet alphabet) {
  const bool omits_padding = alphabet == base::Base64Alphabet::Base64Url;
  const auto made = TRY(vm::make_unfilled_latin1(agent, base::base64_length(bytes.size(), omits_padding)));
  base::encode_base64(bytes, alphabet, made.characters);
  return made.string;
}

}  // namespace

// Whole texts -----------------------------------------------------------------------------------------------

std::size_t encoded_length(String* text, TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::Utf8:
      return with_characters(text, [](auto units) { return utf8_length(units); });
    case TextEncoding::Utf16Le:
      return std::size_t{text->length()} * 2;
    case TextEncoding::Latin1:
    case TextEncoding::Ascii:
      return text->length();
    case TextEncoding::Base64:
    case TextEncoding::Base64Url:
      return with_characters(text, [](auto units) { return base64_length(units); });
    case TextEncoding::Hex:
      return text->length() / 2;
  }
  __builtin_unreachable();
}

std::size_t encode_text(String* text, TextEncoding encoding, std::span<std::uint8_t> bytes) {
  return with_characters(text, [&](auto units) {
    switch (encoding) {
      case TextEncoding::Utf8:
        return write_utf8(units, bytes);
      case TextEncoding::Utf16Le:
        return write_utf16(units, bytes);
      case TextEncoding::Latin1:
      case TextEncoding::Ascii:
        return write_low_bytes(units, bytes);
      case TextEncoding::Base64:
      case TextEncoding::Base64Url:
        return write_base64(units, bytes);
      case TextEncoding::Hex:
        return write_hex(units, bytes);
    }
    __builtin_unreachable();
  });
}

namespace {

/// Surrogates are as wrong as any other bytes that are no UTF-8.
Completion<String*> utf8_text(Agent& agent, std::string_view bytes) {
  if (base::is_valid_utf8(bytes)) return vm::make_string_from_utf8(agent, bytes);
  return vm::make_string_from_utf8(agent, base::replace_invalid_utf8(bytes));
}

Completion<String*> ascii_text(Agent& agent, std::span<const std::uint8_t> bytes) {
  const auto made = TRY(vm::make_unfilled_latin1(agent, bytes.size()));
  std::ranges::transform(bytes, made.characters.begin(),
                         [](std::uint8_t byte) { return static_cast<std::uint8_t>(byte & 0x7F); });
  return made.string;
}

Completion<String*> utf16_text(Agent& agent, std::span<const std::uint8_t> bytes) {
  const auto made = TRY(vm::make_unfilled_utf16(agent, bytes.size() / 2));
  for (std::size_t i = 0; i < made.characters.size(); i++)
    made.characters[i] = static_cast<char16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
  return made.string;
}

}  // namespace

Completion<String*> decode_text(Agent& agent, std::span<const std::uint8_t> bytes, TextEncoding encoding) {
  if (bytes.empty()) return vm::empty_string(agent);
  switch (encoding) {
    case TextEncoding::Utf8:
      return utf8_text(agent, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    case TextEncoding::Utf16Le:
      return utf16_text(agent, bytes);
    case TextEncoding::Latin1:
      return vm::make_string(agent, bytes);
    case TextEncoding::Ascii:
      return ascii_text(agent, bytes);
    case TextEncoding::Base64:
      return base64_text(agent, bytes, base::Base64Alphabet::Base64);
    case TextEncoding::Base64Url:
      return base64_text(agent, bytes, base::Base64Alphabet::Base64Url);
    case TextEncoding::Hex:
      return hex_text(agent, bytes);
  }
  __builtin_unreachable();
}

}  // namespace orrery::node
