// normalize, and localeCompare, which takes canonically equivalent strings for equal.

#include <array>
#include <vector>

#include "base/unicode/unicode_text.h"
#include "builtins/text_processing/string_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

using base::NormalizationForm;

namespace {

/// The first code unit that text in that form may not have, or only in some places: below it are starters
/// that neither compose with what is before them nor are decomposed
/// (https://www.unicode.org/reports/tr15/#Detecting_Normalization_Forms).
constexpr char16_t first_in_question(NormalizationForm form) {
  switch (form) {
    case NormalizationForm::Nfc:
      return 0x300;
    case NormalizationForm::Nfd:
      return 0xC0;
    case NormalizationForm::Nfkc:
    case NormalizationForm::Nfkd:
      return 0xA0;
  }
  return 0;
}

/// Such a code unit, unless it is an ideograph, which is in every form what it is.
bool is_in_question(char16_t unit, char16_t first) {
  constexpr char16_t k_first_ideograph = 0x4E00;
  constexpr char16_t k_last_ideograph = 0x9FFF;
  return (unit >= first) & ((unit < k_first_ideograph) | (unit > k_last_ideograph));
}

/// Where the first code unit is of which it is not seen at once that it may stay; or the end.
Completion<std::size_t> find_in_question(Agent& agent, String* string, NormalizationForm form) {
  const char16_t first = first_in_question(form);
  const std::size_t place =
      string->is_latin1()
          ? TRY(find_item(agent, string->latin1(), [=](std::uint8_t unit) { return unit >= first; }))
          : TRY(find_item(agent, string->utf16(),
                          [=](char16_t unit) { return is_in_question(unit, first); }));
  return place == string->length();
}

Completion<String*> normalize(Agent& agent, String* string, NormalizationForm form) {
  const auto place = static_cast<std::uint32_t>(TRY(find_in_question(agent, string, form)));
  if (place == string->length()) return string;
  // What is there may compose with the character before it, but with none before that.
  const std::uint32_t start = place == 0 ? 0 : place - 1;
  StringBuilder builder(agent);
  builder.append_range(string, 0, start);
  NativeLoop loop(agent);
  base::Normalizer normalizer(form, [&](char32_t code_point) { builder.append_code_point(code_point); });
  for (std::uint32_t i = start; i < string->length();) {
    TRY(loop.next_round());
    const char32_t code_point = string->code_point_at(i);
    if (!normalizer.append(code_point))
      return agent.throw_range_error("Out of memory: the string has too many marks in a row");
    i += code_point > 0xFFFF ? 2 : 1;
  }
  normalizer.finish();
  return builder.finish();
}

std::optional<NormalizationForm> parse_form(const std::string& name) {
  if (name == "NFC") return NormalizationForm::Nfc;
  if (name == "NFD") return NormalizationForm::Nfd;
  if (name == "NFKC") return NormalizationForm::Nfkc;
  if (name == "NFKD") return NormalizationForm::Nfkd;
  return std::nullopt;
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.normalize
Completion<Value> string_prototype_normalize(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  String* string = TRY(this_string(agent, frame, "String.prototype.normalize"));
  // 3. - 5.
  NormalizationForm form = NormalizationForm::Nfc;
  if (!frame.argument(0).is_undefined()) {
    String* name = TRY(to_string(agent, frame.argument(0)));
    const auto parsed = parse_form(name->to_wtf8());
    if (!parsed)
      return agent.throw_range_error("The normalization form should be one of NFC, NFD, NFKC, NFKD.");
    form = *parsed;
  }
  // 6., 7.
  return normalize(agent, string, form);
}

// Comparing -------------------------------------------------------------------------------------------------

namespace {

/// [DOC] The order of localeCompare
///
/// An approximation of the root collation (https://www.unicode.org/reports/tr10/), until ECMA-402 brings the
/// real one: strings are compared first by their letters, whatever their marks and case; then by marks; then
/// by case, the lower one first. For ASCII, and Latin letters with marks, that is the root collation's order.
/// The letters of other scripts are in the order of their code points.

constexpr std::string_view k_ascii_order =
    "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

/// From 1 on; 0 for control characters, which count for nothing.
constexpr auto k_ascii_ranks = [] {
  std::array<std::uint8_t, 128> ranks{};
  for (std::size_t i = 0; i < k_ascii_order.size(); i++)
    ranks[static_cast<std::uint8_t>(k_ascii_order[i])] = static_cast<std::uint8_t>(i + 1);
  for (std::size_t letter = 'A'; letter <= 'Z'; letter++) ranks[letter] = ranks[letter - 'A' + 'a'];
  return ranks;
}();

struct Weights {
  char32_t primary;    // 0: the code point counts for marks alone
  char32_t secondary;  // of marks
  bool is_upper;
};

Weights weights_of(char32_t code_point) {
  if (code_point < 0x80) return {k_ascii_ranks[code_point], 0, code_point >= 'A' && code_point <= 'Z'};
  const base::CaseMapping lower = base::to_lowercase(code_point);
  // What case ignores and has no case: combining marks, for the greatest part.
  if (base::is_case_ignorable(code_point) && !base::is_cased(code_point)) return {0, code_point, false};
  return {lower.code_points[0] + 0x80, 0, lower.code_points[0] != code_point};
}

/// The code points of a string in NFD.
class CodePoints {
 public:
  CodePoints(Agent& agent, String* string) : string_(string), loop_(agent) {}
  bool is_at_end() const { return index_ >= string_->length(); }
  char32_t next() {
    const char32_t code_point = string_->code_point_at(index_);
    index_ += code_point > 0xFFFF ? 2 : 1;
    return code_point;
  }
  /// The next weight that is not 0, of those that `weight` gives; 0 at the end.
  template <typename Weight>
  Completion<char32_t> next_weight(Weight weight) {
    while (!is_at_end()) {
      TRY(loop_.next_round());
      if (const char32_t found = weight(next()); found != 0) return found;
    }
    return char32_t{0};
  }

 private:
  String* string_;
  std::uint32_t index_ = 0;
  NativeLoop loop_;
};

template <typename Weight>
Completion<int> compare_level(Agent& agent, String* left, String* right, Weight weight) {
  CodePoints of_left(agent, left);
  CodePoints of_right(agent, right);
  while (true) {
    const char32_t a = TRY(of_left.next_weight(weight));
    const char32_t b = TRY(of_right.next_weight(weight));
    if (a != b) return a < b ? -1 : 1;
    if (a == 0) return 0;
  }
}

Completion<int> collate(Agent& agent, String* left, String* right) {
  const int by_letters =
      TRY(compare_level(agent, left, right, [](char32_t each) { return weights_of(each).primary; }));
  if (by_letters != 0) return by_letters;
  // The marks, with 1 for each letter, so that those of earlier letters come first.
  const int by_marks = TRY(compare_level(agent, left, right, [](char32_t each) -> char32_t {
    const Weights weights = weights_of(each);
    return weights.primary != 0 ? 1 : weights.secondary;
  }));
  if (by_marks != 0) return by_marks;
  return compare_level(agent, left, right, [](char32_t each) -> char32_t {
    const Weights weights = weights_of(each);
    return weights.primary == 0 ? 0 : weights.is_upper ? 2 : 1;
  });
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.localecompare
Completion<Value> string_prototype_locale_compare(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  String* string = TRY(this_string(agent, frame, "String.prototype.localeCompare"));
  // 3.
  String* other = TRY(to_string(agent, frame.argument(0)));
  // 4., 5.
  String* left = TRY(normalize(agent, string, NormalizationForm::Nfd));
  String* right = TRY(normalize(agent, other, NormalizationForm::Nfd));
  return Value::int32(TRY(collate(agent, left, right)));
}

}  // namespace orrery::builtins
