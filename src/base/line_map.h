#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace orrery::base {

/// A place in a text, as people and tools count it.
struct LineColumn {
  std::uint32_t line;                // from 1
  std::uint32_t column_utf16;        // from 0, in UTF-16 code units: for tools
  std::uint32_t column_code_points;  // from 0, in code points: for people (they add 1)

  bool operator==(const LineColumn&) const = default;
};

/// Where a text begins in what it is told to be a part of. Both from 0, and may be below it.
struct TextOrigin {
  std::int32_t line = 0;
  std::int32_t column = 0;  // of the first line

  /// A place of the text as it is told. A line below 0 is what it is as a signed number.
  LineColumn tell(LineColumn place) const;
};

/// [DOC] From bytes to lines and columns
///
/// The front end names places by byte offsets in a WTF-8 text; people and tools want lines, columns and
/// UTF-16 offsets. Lines end as ECMAScript has it (https://tc39.es/ecma262/#sec-line-terminators): LF, CR, CR
/// LF, U+2028, U+2029.
///
/// The map is built in one pass over the text, 64 bytes at a time, and keeps
/// - where each line starts, and for each bucket of bytes the line at its beginning, so that looking up a
/// line
///   is a binary search among the few lines of one bucket;
/// - for texts with non-ASCII characters, from the first of these on, how many UTF-16 code units and code
/// points
///   come before each block of 64 bytes, so that a look-up counts within one block, however long the line.
///
/// An offset inside a character (none that a lexer gives) counts as the place after that character. The text
/// must be shorter than 4 GiB and outlive the map.
class LineMap {
 public:
  explicit LineMap(std::string_view text);

  /// `offset` is in bytes, up to and including the text's size.
  LineColumn locate(std::uint32_t offset) const;

  /// The UTF-16 code units before byte `offset`.
  std::uint32_t utf16_offset(std::uint32_t offset) const { return position_of(offset).utf16; }

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// The text of `line` (from 1, up to line_count()) without its terminator.
  std::string_view line_text(std::uint32_t line) const;
  /// The byte offset at which `line` begins.
  std::uint32_t line_start(std::uint32_t line) const { return line_starts_[line - 1]; }
  bool is_ascii() const { return is_ascii_; }

  class Cursor;

 private:
  /// What comes before a byte of the text.
  struct Position {
    std::uint32_t utf16;
    std::uint32_t code_points;
  };

  /// What counting within one block of 64 bytes needs.
  struct BlockCounts {
    Position before;
    std::uint64_t characters;  // the bytes at which characters start
    std::uint64_t pairs;       // the bytes at which characters of two UTF-16 code units start

    Position position_of(std::uint32_t offset_in_block) const;
  };

  static constexpr std::uint32_t k_block = 64;
  static constexpr std::uint32_t k_bucket = 512;

  void add_line_starts(std::uint64_t line_ends, std::uint32_t block_start, std::uint32_t& count);
  /// The line, from 0, that holds byte `offset`.
  std::uint32_t line_index(std::uint32_t offset) const;
  Position position_of(std::uint32_t offset) const;
  BlockCounts counts_of_block(std::uint32_t block) const;

  std::string_view text_;
  std::vector<std::uint32_t> line_starts_;
  /// For each bucket, the line that holds its first byte; at the end, the last line.
  std::vector<std::uint32_t> bucket_lines_;
  /// For each block from `first_checkpoint_` on, and for the text's end: what comes before it.
  std::vector<Position> checkpoints_;
  std::uint32_t first_checkpoint_ = UINT32_MAX;
  bool is_ascii_ = true;
};

/// Answers as its map does, faster where the next question is about the same line or block as the last: for
/// whoever goes through a text and asks for millions of places. Use one cursor per sequence of places that
/// grows (one for the starts of nodes, one for their ends). The map must outlive it and stay where it is.
class LineMap::Cursor {
 public:
  explicit Cursor(const LineMap& map) : map_(&map) {}

  LineColumn locate(std::uint32_t offset) {
    if (offset < line_start_ || offset >= line_end_) [[unlikely]]
      enter_line(offset);
    const Position position = position_of(offset);
    return {.line = line_,
            .column_utf16 = position.utf16 - line_position_.utf16,
            .column_code_points = position.code_points - line_position_.code_points};
  }

  std::uint32_t utf16_offset(std::uint32_t offset) { return position_of(offset).utf16; }

 private:
  void enter_line(std::uint32_t offset);

  Position position_of(std::uint32_t offset) {
    const std::uint32_t block = offset / k_block;
    if (block < map_->first_checkpoint_) return {offset, offset};
    if (block != block_) {
      block_ = block;
      counts_ = map_->counts_of_block(block);
    }
    return counts_.position_of(offset % k_block);
  }

  const LineMap* map_;
  // The line of the last question; none at first.
  std::uint32_t line_ = 0;
  std::uint32_t line_start_ = 0;
  std::uint32_t line_end_ = 0;  // where the next line starts
  Position line_position_ = {0, 0};
  // The block of the last question.
  std::uint32_t block_ = UINT32_MAX;
  BlockCounts counts_ = {};
};

}  // namespace orrery::base
