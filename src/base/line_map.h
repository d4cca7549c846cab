#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace orrery::base {

/// A place in a text, as people and tools count it.
struct LineColumn {
  std::uint32_t line;               // from 1
  std::uint32_t column_utf16;       // from 0, in UTF-16 code units: for tools
  std::uint32_t column_code_points;  // from 0, in code points: for people (they add 1)
};

/// From byte offsets in a WTF-8 text to lines, columns and UTF-16 offsets. Lines end as ECMAScript has it
/// (https://tc39.es/ecma262/#sec-line-terminators): LF, CR, CR LF, U+2028, U+2029.
///
/// Built in one SIMD pass over the text; a look-up is a binary search, and for texts with non-ASCII characters
/// a bounded scan on top. The text must outlive the map.
class LineMap {
 public:
  explicit LineMap(std::string_view text);

  /// `offset` is in bytes, up to and including the text's size.
  LineColumn locate(std::uint32_t offset) const;

  /// The UTF-16 code units before byte `offset`.
  std::uint32_t utf16_offset(std::uint32_t offset) const;

  std::uint32_t line_count() const;
  /// The text of `line` (from 1, up to line_count()) without its terminator.
  std::string_view line_text(std::uint32_t line) const;
  /// The byte offset at which `line` begins.
  std::uint32_t line_start(std::uint32_t line) const;
  bool is_ascii() const { return is_ascii_; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> line_starts_;
  // For non-ASCII texts: the UTF-16 offset at every k_stride-th byte (rounded down to a character's start).
  std::vector<std::uint32_t> utf16_checkpoints_;
  bool is_ascii_ = true;
};

}  // namespace orrery::base
