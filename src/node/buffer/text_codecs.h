#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "vm/completion.h"
#include "vm/strings/string.h"

namespace orrery::node {

/// https://nodejs.org/api/buffer.html#buffers-and-character-encodings; the numbers are those that
/// modules/internal/encodings.js has.
enum class TextEncoding : std::uint8_t { Utf8, Utf16Le, Latin1, Ascii, Base64, Base64Url, Hex };

/// How many bytes the text is in this encoding; of base64 and hex, which may have other characters between
/// their digits, how many it can be at most.
std::size_t encoded_length(vm::String* text, TextEncoding encoding);

/// Writes as much of the text as there is room for, of UTF-8 and UTF-16 whole characters and code units. What
/// is no digit is passed over in base64, and is the end of hex.
/// \return how many bytes were written
std::size_t encode_text(vm::String* text, TextEncoding encoding, std::span<std::uint8_t> bytes);

/// What the bytes say in this encoding. What is wrong in UTF-8 becomes U+FFFD; half a unit of UTF-16 at the
/// end is left out.
vm::Completion<vm::String*> decode_text(vm::Agent& agent, std::span<const std::uint8_t> bytes,
                                        TextEncoding encoding);

}  // namespace orrery::node
