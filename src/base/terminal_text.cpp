#include "base/terminal_text.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "base/unicode/utf.h"

namespace orrery::base {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// General category Cf as far as it is seen in practice, and letters that look like nothing.
constexpr Range k_invisible[] = {
    {0x80, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x115F, 0x1160},   {0x180E, 0x180E},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},   {0xD800, 0xDFFF},
    {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

/// General categories Mn and Me in the scripts in which terminals agree about them.
constexpr Range k_combining[] = {
    {0x300, 0x36F},   {0x483, 0x489},     {0x591, 0x5BD},   {0x5BF, 0x5BF},   {0x5C1, 0x5C2},
    {0x5C4, 0x5C5},   {0x610, 0x61A},     {0x64B, 0x65F},   {0x670, 0x670},   {0x6D6, 0x6DC},
    {0xE31, 0xE31},   {0xE34, 0xE3A},     {0xE47, 0xE4E},   {0x1161, 0x11FF}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},   {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF},
};

/// East_Asian_Width W and F (https://www.unicode.org/reports/tr11/).
constexpr Range k_wide[] = {
    {0x1100, 0x115E},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F5},   {0x26FA, 0x26FD},
    {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274E},   {0x2753, 0x2757},
    {0x2795, 0x2797},   {0x27B0, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18D08}, {0x1AFF0, 0x1B2FB},
    {0x1F18E, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F64F}, {0x1F680, 0x1F6FC}, {0x1F7E0, 0x1F7F0},
    {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

bool contains(std::span<const Range> ranges, char32_t code_point) {
  const auto found = std::lower_bound(ranges.begin(), ranges.end(), code_point,
                                      [](const Range& range, char32_t c) { return range.last < c; });
  return found != ranges.end() && found->first <= code_point;
}

std::uint32_t cells_of(char32_t code_point) {
  if (code_point < k_combining[0].first) return 1;
  if (contains(k_combining, code_point)) return 0;
  return contains(k_wide, code_point) ? 2 : 1;
}

}  // namespace

ShownCharacter::ShownCharacter(const char* at) {
  const auto [code_point, length] = decode_wtf8(at);
  source_bytes_ = length;
  if (code_point >= 0x20 && code_point < 0x7F) [[likely]] {
    text_ = {at, 1};
    cells_ = 1;
  } else if (code_point < 0x20 || code_point == 0x7F) {
    // https://www.unicode.org/charts/PDF/U2400.pdf
    const char32_t picture = code_point == 0x7F ? 0x2421 : 0x2400 + code_point;
    replacement_[0] = '\xE2';
    replacement_[1] = static_cast<char>(0x80 | (picture >> 6 & 0x3F));
    replacement_[2] = static_cast<char>(0x80 | (picture & 0x3F));
    text_ = {replacement_, 3};
    cells_ = 1;
  } else if (contains(k_invisible, code_point)) {
    replace_by_number(code_point);
  } else {
    text_ = {at, length};
    cells_ = cells_of(code_point);
  }
}

void ShownCharacter::replace_by_number(char32_t code_point) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  char* end = replacement_;
  for (char c : {'<', 'U', '+'}) *end++ = c;
  for (int shift = code_point > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
    *end++ = k_digits[code_point >> shift & 0xF];
  *end++ = '>';
  text_ = {replacement_, end};
  cells_ = static_cast<std::uint32_t>(text_.size());
}

std::string shown_text(std::string_view text, std::size_t max_cells) {
  constexpr std::string_view k_ellipsis = "…";
  std::string shown;
  std::size_t cells = 0;
  std::size_t cut = 0;  // of `shown`, where the ellipsis still fits
  while (!text.empty()) {
    const ShownCharacter character(text.data());
    if (cells + character.cells() > max_cells) {
      shown.resize(cut);
      return shown.append(k_ellipsis);
    }
    shown += character.text();
    cells += character.cells();
    if (cells < max_cells) cut = shown.size();
    text.remove_prefix(character.source_bytes());
  }
  return shown;
}

}  // namespace orrery::base
