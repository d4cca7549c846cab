#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace orrery::regexp {

/// The flags of a regular expression, one bit each
/// (https://tc39.es/ecma262/#sec-get-regexp.prototype.flags).
enum class Flag : std::uint8_t {
  HasIndices = 1 << 0,   // d
  Global = 1 << 1,       // g
  IgnoreCase = 1 << 2,   // i
  Multiline = 1 << 3,    // m
  DotAll = 1 << 4,       // s
  Unicode = 1 << 5,      // u
  UnicodeSets = 1 << 6,  // v
  Sticky = 1 << 7,       // y
};

struct Flags {
  std::uint8_t bits = 0;
  constexpr bool has(Flag flag) const { return (bits & static_cast<std::uint8_t>(flag)) != 0; }
  constexpr bool has_either_unicode() const { return has(Flag::Unicode) || has(Flag::UnicodeSets); }
};

/// Why a pattern or a flags text is not valid: a sentence fragment such as "Nothing to repeat", and the bytes
/// of the text that it speaks of.
struct SyntaxError {
  std::string_view message;  // a literal, lives forever
  std::uint32_t start;       // byte offsets, start <= end <= size
  std::uint32_t end;
};

/// Flags text such as "giu" (well-formed WTF-8). Errors: an unknown or repeated flag, `u` together with `v`.
std::expected<Flags, SyntaxError> parse_flags(std::string_view flags);

/// Checks `pattern` (well-formed WTF-8, as between the slashes of a literal) against the grammar and every
/// early error of https://tc39.es/ecma262/#sec-patterns, with Annex B's extensions where neither `u` nor `v`
/// is set (https://tc39.es/ecma262/#sec-regular-expressions-patterns). Nothing: it is valid. Never recurses
/// deeper than a fixed limit, beyond which it says so.
std::optional<SyntaxError> validate_pattern(std::string_view pattern, Flags flags);

}  // namespace orrery::regexp
