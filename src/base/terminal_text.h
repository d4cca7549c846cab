#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace orrery::base {

/// A character as a person may see it on a terminal: itself, or a visible text instead of one that would be
/// invisible or do something. Whatever a file holds, no escape sequence gets through, and no control of
/// writing direction.
///
/// Control characters become their pictures (U+001B is ␛), other invisible ones and lone surrogates
/// `<U+202E>`.
class ShownCharacter {
 public:
  /// \param at  where a character of well-formed WTF-8 starts
  explicit ShownCharacter(const char* at);
  ShownCharacter(const ShownCharacter&) = delete;

  std::string_view text() const { return text_; }
  /// How many bytes of the source it stands for.
  std::uint32_t source_bytes() const { return source_bytes_; }
  /// The columns of a terminal that text() takes: 2 for East Asian characters and emoji, 0 for combining
  /// marks. Known by blocks, not by characters: rare ones may be wrong.
  std::uint32_t cells() const { return cells_; }

 private:
  void replace_by_number(char32_t code_point);

  std::string_view text_;
  std::uint32_t source_bytes_;
  std::uint32_t cells_;
  char replacement_[12];
};

/// Well-formed WTF-8 `text` character by character as above. What is longer than `max_cells` columns is cut
/// and ends in an ellipsis.
std::string shown_text(std::string_view text, std::size_t max_cells = SIZE_MAX);

}  // namespace orrery::base
