#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/large_memory.h"
#include "base/line_map.h"

namespace orrery::syntax {

/// A piece of source text by byte offsets, `start` included, `end` not.
struct SourceRange {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// The text of a script or module, with the name it is known by.
///
/// Kept as WTF-8 (see base/unicode/utf.h), followed by zero bytes so that the lexer may read a little past
/// the end. Every offset in tokens, trees and errors is a byte offset into it; `line_map()` turns them into
/// lines, columns and UTF-16 offsets.
class SourceText {
 public:
  /// Readable zero bytes behind the text.
  static constexpr std::size_t k_padding = 64;
  /// The parser refuses larger texts (512 MiB - 24): no literal or name is longer than a String can be, and
  /// offsets are 32 bits wide, in trees and in sums of them.
  static constexpr std::size_t k_max_size = 0x1fff'ffe8;

  /// Decodes a file's bytes as UTF-8, as the web does: a byte order mark is dropped, what is ill-formed
  /// becomes U+FFFD.
  static SourceText from_utf8(std::string name, std::string_view bytes);
  static SourceText from_utf16(std::string name, std::span<const char16_t> text);
  static SourceText from_latin1(std::string name, std::span<const std::uint8_t> text);

  std::string_view name() const { return name_; }
  std::string_view text() const { return {text_.get(), size_}; }
  std::string_view slice(SourceRange range) const {
    return text().substr(range.start, range.end - range.start);
  }

  /// Where the text begins, for whoever tells places of it; line_map() and excerpts know nothing of it.
  base::TextOrigin origin() const { return origin_; }
  void set_origin(base::TextOrigin origin) { origin_ = origin; }

  /// Where the first bytes were that were no UTF-8 and became U+FFFD; the text's size if there were none.
  std::size_t first_ill_formed() const { return first_ill_formed_; }

  /// Did the file's bytes begin with the byte order mark of UTF-16?
  bool looks_like_utf_16() const { return looks_like_utf_16_; }

  /// Built when first asked for.
  const base::LineMap& line_map() const;

 private:
  SourceText(std::string name, std::string_view text);

  std::string name_;
  struct Free {
    void operator()(char* text) const { base::free_large(text); }
  };
  std::unique_ptr<char, Free> text_;
  std::size_t size_;
  std::size_t first_ill_formed_ = size_;
  bool looks_like_utf_16_ = false;
  base::TextOrigin origin_;
  mutable std::unique_ptr<base::LineMap> line_map_;
};

}  // namespace orrery::syntax
