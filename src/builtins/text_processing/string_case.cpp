// toLowerCase and toUpperCase.

#include <algorithm>

#include "base/unicode/unicode_text.h"
#include "builtins/text_processing/string_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

enum class TargetCase : std::uint8_t { Lower, Upper };

// Latin-1 ---------------------------------------------------------------------------------------------------

/// What a Latin-1 character becomes, if that is one of them. Without branches: it becomes vector
/// instructions.
constexpr std::uint8_t map_latin1(std::uint8_t unit, TargetCase target) {
  const auto lower = static_cast<std::uint8_t>(unit | 0x20);
  const bool is_ascii_letter = static_cast<std::uint8_t>(lower - 'a') < 26;
  // The other letters lie like those of ASCII: between U+00C0 and U+00DE the upper ones, but for the
  // multiplication sign, and the lower ones 32 further.
  const bool is_other_letter = (static_cast<std::uint8_t>(lower - 0xe0) <= 0x1e) & (lower != 0xf7);
  const auto case_bit = static_cast<std::uint8_t>((is_ascii_letter | is_other_letter) << 5);
  return static_cast<std::uint8_t>(target == TargetCase::Lower ? unit | case_bit : unit & ~case_bit);
}

/// Characters whose upper case is not in Latin-1: micro sign, sharp s, y with diaeresis.
bool is_special(std::uint8_t unit) {
  return (unit == 0xb5) | (unit == 0xdf) | (unit == 0xff);
}

Completion<String*> map_latin1(Agent& agent, String* string, TargetCase target) {
  const std::span<const std::uint8_t> units = string->latin1();
  const std::size_t first_changed =
      TRY(find_item(agent, units, [&](std::uint8_t unit) { return map_latin1(unit, target) != unit; }));
  if (first_changed == units.size()) return string;
  const auto made = TRY(make_unfilled_latin1(agent, units.size()));
  TRY(in_parts(agent, 0, units.size(), [&](std::size_t start, std::size_t end) {
    std::ranges::transform(units.subspan(start, end - start), made.characters.subspan(start).begin(),
                           [&](std::uint8_t unit) { return map_latin1(unit, target); });
  }));
  return made.string;
}

// Unicode ---------------------------------------------------------------------------------------------------

/// The code point that ends before `index`.
char32_t code_point_before(String* string, std::uint32_t index) {
  const char16_t unit = string->code_unit_at(index - 1);
  const bool may_be_pair = (unit & 0xFC00) == 0xDC00 && index > 1;
  const char32_t pair = may_be_pair ? string->code_point_at(index - 2) : 0;
  return pair > 0xFFFF ? pair : unit;
}

std::uint32_t unit_count(char32_t code_point) {
  return code_point > 0xFFFF ? 2 : 1;
}

/// The context Final_Sigma of SpecialCasing.txt: a cased letter before, none after, case-ignorable ones
/// aside.
Completion<bool> is_final_sigma(Agent& agent, String* string, std::uint32_t index) {
  NativeLoop loop(agent);
  std::uint32_t before = index;
  bool follows_cased = false;
  while (before > 0) {
    TRY(loop.next_round());
    const char32_t code_point = code_point_before(string, before);
    before -= unit_count(code_point);
    if (base::is_case_ignorable(code_point)) continue;
    follows_cased = base::is_cased(code_point);
    break;
  }
  if (!follows_cased) return false;
  for (std::uint32_t after = index + 1; after < string->length();) {
    TRY(loop.next_round());
    const char32_t code_point = string->code_point_at(after);
    after += unit_count(code_point);
    if (!base::is_case_ignorable(code_point)) return !base::is_cased(code_point);
  }
  return true;
}

Completion<String*> map_unicode(Agent& agent, String* string, TargetCase target) {
  constexpr char32_t k_capital_sigma = 0x3A3;
  constexpr char32_t k_final_sigma = 0x3C2;
  StringBuilder builder(agent);
  builder.expect(string->length(), string->is_latin1());
  bool is_changed = false;
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < string->length();) {
    TRY(loop.next_round());
    const char32_t code_point = string->code_point_at(i);
    // OPTIMIZATION: what the tables would say, too.
    if (code_point < 0x80) {
      const std::uint8_t mapped = map_latin1(static_cast<std::uint8_t>(code_point), target);
      is_changed |= mapped != code_point;
      builder.append(mapped);
      i++;
      continue;
    }
    base::CaseMapping mapping =
        target == TargetCase::Lower ? base::to_lowercase(code_point) : base::to_uppercase(code_point);
    if (code_point == k_capital_sigma && target == TargetCase::Lower && TRY(is_final_sigma(agent, string, i)))
      mapping = {{k_final_sigma}, 1};
    is_changed |= mapping.length != 1 || mapping.code_points[0] != code_point;
    for (const char32_t mapped : mapping.span()) builder.append_code_point(mapped);
    i += unit_count(code_point);
  }
  if (!is_changed) return string;
  return builder.finish();
}

Completion<Value> map_case(Agent& agent, const NativeFrame& frame, std::string_view method,
                           TargetCase target) {
  String* string = TRY(this_string(agent, frame, method));
  bool stays_latin1 = string->is_latin1();
  if (stays_latin1 && target == TargetCase::Upper)
    stays_latin1 = TRY(find_item(agent, string->latin1(), is_special)) == string->length();
  return stays_latin1 ? map_latin1(agent, string, target) : map_unicode(agent, string, target);
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.tolowercase
Completion<Value> string_prototype_to_lower_case(Agent& agent, NativeFrame& frame) {
  return map_case(agent, frame, "String.prototype.toLowerCase", TargetCase::Lower);
}

// https://tc39.es/ecma262/#sec-string.prototype.touppercase
Completion<Value> string_prototype_to_upper_case(Agent& agent, NativeFrame& frame) {
  return map_case(agent, frame, "String.prototype.toUpperCase", TargetCase::Upper);
}

// Without ECMA-402 there is one locale, whose mappings are those of no language.

// https://tc39.es/ecma262/#sec-string.prototype.tolocalelowercase
Completion<Value> string_prototype_to_locale_lower_case(Agent& agent, NativeFrame& frame) {
  return map_case(agent, frame, "String.prototype.toLocaleLowerCase", TargetCase::Lower);
}

// https://tc39.es/ecma262/#sec-string.prototype.tolocaleuppercase
Completion<Value> string_prototype_to_locale_upper_case(Agent& agent, NativeFrame& frame) {
  return map_case(agent, frame, "String.prototype.toLocaleUpperCase", TargetCase::Upper);
}

}  // namespace orrery::builtins
