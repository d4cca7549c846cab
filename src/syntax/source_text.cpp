#include "syntax/source_text.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/unicode/utf.h"

namespace orrery::syntax {

SourceText::SourceText(std::string name, std::string_view text)
    : name_(std::move(name)),
      text_(static_cast<char*>(base::allocate_large(text.size() + k_padding))),
      size_(text.size()) {
  if (!text_) std::abort();
  std::ranges::copy(text, text_.get());
  std::memset(text_.get() + text.size(), 0, k_padding);
}

SourceText SourceText::from_utf8(std::string name, std::string_view bytes) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(k_byte_order_mark)) bytes.remove_prefix(k_byte_order_mark.size());
  if (base::is_valid_utf8(bytes)) return SourceText(std::move(name), bytes);
  SourceText repaired(std::move(name), base::replace_invalid_utf8(bytes));
  const auto difference = std::ranges::mismatch(repaired.text(), bytes).in1;
  repaired.first_ill_formed_ = static_cast<std::size_t>(difference - repaired.text().begin());
  // U+FFFD may begin like the bytes that it replaces.
  while ((repaired.text()[repaired.first_ill_formed_] & 0xC0) == 0x80) --repaired.first_ill_formed_;
  repaired.looks_like_utf_16_ = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  return repaired;
}

SourceText SourceText::from_utf16(std::string name, std::span<const char16_t> text) {
  return SourceText(std::move(name), base::wtf8_from_utf16(text));
}

SourceText SourceText::from_latin1(std::string name, std::span<const std::uint8_t> text) {
  return SourceText(std::move(name), base::wtf8_from_latin1(text));
}

const base::LineMap& SourceText::line_map() const {
  if (!line_map_) line_map_ = std::make_unique<base::LineMap>(text());
  return *line_map_;
}

}  // namespace orrery::syntax
