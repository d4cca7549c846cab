#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

// Bytes as text: https://tc39.es/ecma262/#sec-uint8array-objects, without any objects.

namespace orrery::base {

enum class Base64Alphabet : std::uint8_t { Base64, Base64Url };
enum class LastChunkHandling : std::uint8_t { Loose, Strict, StopBeforePartial };

/// What was read of a text, and how many bytes came of it, before it ended or something was wrong.
struct DecodedText {
  std::size_t read = 0;
  std::size_t written = 0;
  const char* error = nullptr;  // null: none
  bool is_ended = false;        // because nobody wants it any more
};

/// Asked after every so many characters whether to go on; null: nobody is.
using GoesOn = std::function<bool()>;

/// How many bytes so many characters can be.
constexpr std::size_t max_base64_bytes(std::size_t characters) {
  return characters / 4 * 3 + 3;
}

/// https://tc39.es/ecma262/#sec-frombase64
/// \param bytes  where they go, and how many there may be
DecodedText decode_base64(std::span<const std::uint8_t> text, Base64Alphabet alphabet,
                          LastChunkHandling last_chunk, std::span<std::uint8_t> bytes,
                          const GoesOn& goes_on = nullptr);
DecodedText decode_base64(std::span<const char16_t> text, Base64Alphabet alphabet,
                          LastChunkHandling last_chunk, std::span<std::uint8_t> bytes,
                          const GoesOn& goes_on = nullptr);
/// https://tc39.es/ecma262/#sec-fromhex
DecodedText decode_hex(std::span<const std::uint8_t> text, std::span<std::uint8_t> bytes,
                       const GoesOn& goes_on = nullptr);
DecodedText decode_hex(std::span<const char16_t> text, std::span<std::uint8_t> bytes,
                       const GoesOn& goes_on = nullptr);

/// The characters that so many bytes become.
constexpr std::size_t base64_length(std::size_t bytes, bool omits_padding) {
  return omits_padding ? bytes / 3 * 4 + (bytes % 3 == 0 ? 0 : bytes % 3 + 1) : (bytes + 2) / 3 * 4;
}
/// \param text  of base64_length() characters
void encode_base64(std::span<const std::uint8_t> bytes, Base64Alphabet alphabet,
                   std::span<std::uint8_t> text);
/// \param text  twice as long
void encode_hex(std::span<const std::uint8_t> bytes, std::span<std::uint8_t> text);

}  // namespace orrery::base
