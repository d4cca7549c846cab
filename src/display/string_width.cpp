#include "display/string_width.h"

#include <algorithm>
#include <span>

#include "base/unicode/unicode_text.h"
#include "base/unicode/utf.h"
#include "display/string_width_data.h"

namespace orrery::display {

namespace {

constexpr char32_t k_first_not_plain = 0x7f;

bool is_in(std::span<const CodePointRange> ranges, char32_t c) {
  const auto range = std::ranges::lower_bound(ranges, c, {}, &CodePointRange::last);
  return range != ranges.end() && range->first <= c;
}

std::size_t columns_of(char32_t c) {
  if (c < k_first_not_plain) return c >= ' ' ? 1 : 0;
  if (is_in({k_wide_ranges, k_wide_ranges_count}, c)) return 2;
  return is_in({k_empty_ranges, k_empty_ranges_count}, c) ? 0 : 1;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What may end a sequence.
bool is_final(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'P') || (c >= 'R' && c <= 'T') || (c >= 'f' && c <= 'n') ||
         (c >= 'q' && c <= 'u') || std::string_view("Zcy=><~").contains(c);
}

/// U+009B in UTF-8, which begins a sequence like ESC [ does.
constexpr std::string_view k_csi = "\xc2\x9b";
constexpr std::string_view k_string_end = "\xc2\x9c";
constexpr std::size_t k_longest_command = 4096;

/// The length of the escape sequence at the start of `text`, which begins with ESC or U+009B; 0: it is none.
std::size_t escape_length(std::string_view text) {
  if (text.starts_with("\x1b]")) {
    // An operating system command ends with BEL, ESC \ or U+009C.
    // So that many beginnings without an end are not looked at to the end of the text each.
    const std::string_view command = text.substr(0, k_longest_command);
    const std::size_t bell = command.find('\x07');
    const std::size_t escape = command.find("\x1b\\");
    const std::size_t end = command.find(k_string_end);
    const std::size_t first = std::min({bell, escape, end});
    if (first != std::string_view::npos) return first + (first == bell ? 1 : 2);
  }
  std::size_t place = 0;
  const auto at_introducer = [&]() -> std::size_t {
    if (text.substr(place).starts_with(k_csi)) return 2;
    return text.substr(place).starts_with('\x1b') ? 1 : 0;
  };
  place = at_introducer();
  while (place < text.size() && std::string_view("[]()#;?").contains(text[place])) place++;
  const std::size_t behind_marks = place;
  std::size_t digits = 0;
  while (place < text.size() &&
         (is_digit(text[place]) || (digits > 0 && (text[place] == ';' || text[place] == ':')))) {
    digits++;
    place++;
  }
  if (place < text.size() && is_final(text[place])) return place + 1;
  // A digit may be final itself.
  if (digits > 0) {
    while (place > behind_marks && !is_final(text[place - 1])) place--;
    return place > behind_marks ? place : 0;
  }
  return 0;
}

}  // namespace

std::string without_escapes(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.front() == '\x1b' || rest.starts_with(k_csi)) {
      if (const std::size_t length = escape_length(rest); length > 0) {
        i += length;
        continue;
      }
    }
    result += text[i++];
  }
  return result;
}

std::size_t string_width(std::string_view text, bool has_escapes) {
  std::string stripped;
  if (has_escapes && (text.contains('\x1b') || text.contains(k_csi))) {
    stripped = without_escapes(text);
    text = stripped;
  }
  std::size_t width = 0;
  std::size_t i = 0;
  while (i < text.size() && static_cast<unsigned char>(text[i]) < k_first_not_plain)
    width += columns_of(static_cast<unsigned char>(text[i++]));
  if (i == text.size()) return width;
  base::Normalizer normalizer(base::NormalizationForm::Nfc, [&](char32_t c) { width += columns_of(c); });
  while (i < text.size()) {
    const base::DecodedCodePoint decoded = base::decode_wtf8(text.data() + i);
    if (!normalizer.append(decoded.code_point)) return width;
    i += decoded.length;
  }
  normalizer.finish();
  return width;
}

}  // namespace orrery::display
