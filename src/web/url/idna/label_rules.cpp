#include "web/url/idna/label_rules.h"

#include <algorithm>
#include <span>

#include "web/url/idna/idna_data.h"

namespace orrery::web {

using detail::BidiClass;
using detail::JoiningType;

namespace {

constexpr char32_t k_zero_width_non_joiner = 0x200C;
constexpr char32_t k_zero_width_joiner = 0x200D;

/// The class of the range of `boundaries` in which `code_point` is.
unsigned class_in(std::span<const std::uint32_t> boundaries, char32_t code_point) {
  return *(std::ranges::upper_bound(boundaries, code_point << 3 | 7) - 1) & 7;
}

BidiClass bidi_class(char32_t code_point) {
  return static_cast<BidiClass>(class_in(detail::k_bidi_classes, code_point));
}

JoiningType joining_type(char32_t code_point) {
  return static_cast<JoiningType>(class_in(detail::k_joining_types, code_point));
}

/// (Joining_Type:{L,D})(Joining_Type:T)*\u200C(Joining_Type:T)*(Joining_Type:{R,D}), around the joiner at
/// `index`
bool is_between_joining(std::u32string_view label, std::size_t index) {
  std::size_t before = index;
  do {
    if (before == 0) return false;
  } while (joining_type(label[--before]) == JoiningType::Transparent);
  const JoiningType left = joining_type(label[before]);
  if (left != JoiningType::Left && left != JoiningType::Dual) return false;
  std::size_t after = index;
  do {
    if (++after == label.size()) return false;
  } while (joining_type(label[after]) == JoiningType::Transparent);
  const JoiningType right = joining_type(label[after]);
  return right == JoiningType::Right || right == JoiningType::Dual;
}

}  // namespace

bool is_mark(char32_t code_point) {
  return class_in(detail::k_marks, code_point) == 1;
}

bool follows_joiner_rules(std::u32string_view label) {
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] != k_zero_width_non_joiner && label[i] != k_zero_width_joiner) continue;
    if (i > 0 && std::ranges::binary_search(detail::k_viramas, label[i - 1])) continue;
    if (label[i] == k_zero_width_joiner || !is_between_joining(label, i)) return false;
  }
  return true;
}

bool has_right_to_left(std::u32string_view label) {
  return std::ranges::any_of(label, [](char32_t c) {
    const BidiClass kind = bidi_class(c);
    return kind == BidiClass::RightToLeft || kind == BidiClass::ArabicNumber;
  });
}

bool follows_bidi_rule(std::u32string_view label) {
  if (label.empty()) return true;
  // 1. The first character.
  const BidiClass first = bidi_class(label.front());
  if (first != BidiClass::LeftToRight && first != BidiClass::RightToLeft) return false;
  const bool is_right_to_left = first == BidiClass::RightToLeft;

  // 2. and 5. What may be in it; 4. not both kinds of numbers.
  bool has_european = false;
  bool has_arabic = false;
  BidiClass last = first;  // but for nonspacing marks at the end
  for (const char32_t c : label) {
    const BidiClass kind = bidi_class(c);
    const BidiClass other = is_right_to_left ? BidiClass::LeftToRight : BidiClass::RightToLeft;
    if (kind == BidiClass::Other || kind == other) return false;
    if (kind == BidiClass::ArabicNumber && !is_right_to_left) return false;
    has_european |= kind == BidiClass::EuropeanNumber;
    has_arabic |= kind == BidiClass::ArabicNumber;
    if (kind != BidiClass::NonspacingMark) last = kind;
  }
  if (is_right_to_left && has_european && has_arabic) return false;

  // 3. and 6. The end.
  return last == first || last == BidiClass::EuropeanNumber || last == BidiClass::ArabicNumber;
}

}  // namespace orrery::web
