#include "regexp/pattern_parser.h"

#include <algorithm>

#include "regexp/pattern_characters.h"

namespace orrery::regexp {

// https://tc39.es/ecma262/#sec-parsepattern
//
// The early error about 2³² - 1 or more capturing groups needs no code: a pattern of less than 4 GiB cannot
// have that many.
std::optional<SyntaxError> PatternParser::parse_pattern() {
  if (!parse_disjunction()) return error_;
  if (!cursor_.at_end()) {  // only a `)` ends a disjunction early
    (void)fail_through_current("Unmatched ')'", cursor_.offset());
    return error_;
  }
  if (const auto* reference = group_names_.first_unresolved())
    (void)fail("Invalid named capture referenced", reference->start, reference->end);
  if (!error_ && tree()) tree()->finish();
  return error_;
}

// https://tc39.es/ecma262/#prod-Disjunction
bool PatternParser::parse_disjunction() {
  group_names_.enter_disjunction(cursor_.offset());
  if (tree()) tree()->begin_disjunction();
  while (true) {
    if (!parse_alternative()) return false;
    if (!cursor_.eat('|')) break;
    group_names_.enter_alternative(cursor_.offset());
    if (tree()) tree()->next_alternative();
  }
  group_names_.leave_disjunction();
  if (tree()) tree()->end_disjunction();
  return true;
}

// https://tc39.es/ecma262/#prod-Alternative
bool PatternParser::parse_alternative() {
  while (!cursor_.at_end() && cursor_.peek() != '|' && cursor_.peek() != ')') {
    if (!parse_term()) return false;
  }
  return true;
}

// https://tc39.es/ecma262/#prod-Term, https://tc39.es/ecma262/#prod-annexB-Term
//
// Assertion and Atom are told apart here by their first characters. Behind an assertion no quantifier is
// looked for: the next term begins with it and says that there is nothing to repeat.
bool PatternParser::parse_term() {
  switch (cursor_.peek()) {
    case '^':
    case '$':
      if (tree()) tree()->add_line_assertion(/*is_start=*/cursor_.peek() == '^');
      cursor_.advance();
      return true;
    case '\\':
      return parse_escaped_term();
    case '(':
      return parse_parenthesized_term();
    case '[':
      return parse_character_class() && parse_optional_quantifier();
    default:
      return parse_pattern_character() && parse_optional_quantifier();
  }
}

// Assertion :: `\b`, `\B`; Atom :: `\` AtomEscape
bool PatternParser::parse_escaped_term() {
  if (cursor_.is_at("\\b") || cursor_.is_at("\\B")) {
    if (tree()) tree()->add_word_boundary(/*is_negated=*/cursor_.byte_ahead(1) == 'B');
    cursor_.advance_ascii(2);
    return true;
  }
  return parse_atom_escape() && parse_optional_quantifier();
}

// https://tc39.es/ecma262/#prod-PatternCharacter,
// https://tc39.es/ecma262/#prod-annexB-ExtendedPatternCharacter, and Atom :: `.`
bool PatternParser::parse_pattern_character() {
  const auto start = cursor_.offset();
  switch (cursor_.peek()) {
    case '*':
    case '+':
    case '?':
      return fail("Nothing to repeat", start, start + 1);
    case '{':
      // https://tc39.es/ecma262/#prod-annexB-InvalidBracedQuantifier is an error without `u` and `v` as well.
      if (const auto quantifier = scan_braced_quantifier())
        return fail("Nothing to repeat", start, start + quantifier->length);
      [[fallthrough]];
    case '}':
    case ']':
      if (unicode_mode_) return fail("Lone quantifier brackets", start, start + 1);
      break;
    case '.':
      if (tree()) tree()->add_any_character();
      cursor_.advance();
      return true;
    default:
      break;
  }
  if (tree()) tree()->add_character(cursor_.peek());
  cursor_.advance();
  return true;
}

namespace {

/// The number that `digits` stand for; k_unbounded if it is greater: no subject is that long.
std::uint32_t repetitions(std::string_view digits) {
  std::uint32_t number = 0;
  for (const char digit : digits)
    number = saturating_add(saturating_multiply(number, 10), static_cast<std::uint32_t>(digit - '0'));
  return number;
}

}  // namespace

// https://tc39.es/ecma262/#prod-Quantifier, which may be missing.
bool PatternParser::parse_optional_quantifier() {
  std::uint32_t min = 0;
  std::uint32_t max = k_unbounded;
  switch (cursor_.peek()) {
    case '*':
    case '+':
    case '?':
      if (cursor_.peek() == '+') min = 1;
      if (cursor_.peek() == '?') max = 1;
      cursor_.advance();
      break;
    case '{': {
      const auto quantifier = scan_braced_quantifier();
      if (!quantifier) {
        if (unicode_mode_) return fail_through_current("Incomplete quantifier", cursor_.offset());
        return true;  // Annex B: the brace is an ExtendedPatternCharacter
      }
      if (!check_quantifier_order(*quantifier)) return false;
      cursor_.advance_ascii(quantifier->length);
      min = repetitions(quantifier->min);
      max = !quantifier->has_comma ? min : quantifier->max ? repetitions(*quantifier->max) : k_unbounded;
      break;
    }
    default:
      return true;
  }
  const bool is_greedy = !cursor_.eat('?');
  if (tree()) tree()->repeat(min, max, is_greedy);
  return true;
}

namespace {

/// The number that `digits` stand for as the digits that count, so that longer means greater.
std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

bool is_less_number(std::string_view left, std::string_view right) {
  left = without_leading_zeros(left);
  right = without_leading_zeros(right);
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace

// Early error of QuantifierPrefix :: `{` DecimalDigits `,` DecimalDigits `}`. The digits may be too many for
// any integer type.
bool PatternParser::check_quantifier_order(const BracedQuantifier& quantifier) {
  if (!quantifier.max || !is_less_number(*quantifier.max, quantifier.min)) return true;
  const auto start = cursor_.offset();
  return fail("numbers out of order in {} quantifier", start, start + quantifier.length);
}

std::optional<PatternParser::BracedQuantifier> PatternParser::scan_braced_quantifier() const {
  std::uint32_t length = 1;
  const auto scan_digits = [&] {
    const auto first = length;
    while (is_decimal_digit(static_cast<unsigned char>(cursor_.byte_ahead(length)))) ++length;
    return cursor_.pattern().substr(cursor_.offset() + first, length - first);
  };

  BracedQuantifier quantifier{.min = scan_digits(), .max = {}, .has_comma = false, .length = 0};
  if (quantifier.min.empty()) return std::nullopt;
  if (cursor_.byte_ahead(length) == ',') {
    quantifier.has_comma = true;
    ++length;
    if (const auto max = scan_digits(); !max.empty()) quantifier.max = max;
  }
  if (cursor_.byte_ahead(length) != '}') return std::nullopt;
  quantifier.length = length + 1;
  return quantifier;
}

// The terms that begin with a parenthesis: groups, which may be quantified, and look-around assertions, of
// which only the look-aheads may, and only by Annex B
// (https://tc39.es/ecma262/#prod-annexB-QuantifiableAssertion).
bool PatternParser::parse_parenthesized_term() {
  const auto start = cursor_.offset();
  bool is_quantifiable = true;
  if (cursor_.byte_ahead(1) != '?') {
    ++groups_before_;
    if (tree()) tree()->begin_capture();
    cursor_.advance_ascii(1);
  } else if (cursor_.is_at("(?=") || cursor_.is_at("(?!")) {
    is_quantifiable = !unicode_mode_;
    if (tree()) tree()->begin_look(/*is_behind=*/false, /*is_negative=*/cursor_.byte_ahead(2) == '!');
    cursor_.advance_ascii(3);
  } else if (cursor_.is_at("(?<=") || cursor_.is_at("(?<!")) {
    is_quantifiable = false;
    if (tree()) tree()->begin_look(/*is_behind=*/true, /*is_negative=*/cursor_.byte_ahead(3) == '!');
    cursor_.advance_ascii(4);
  } else if (cursor_.is_at("(?<")) {
    ++groups_before_;
    if (!parse_group_specifier()) return false;
  } else if (!parse_regular_expression_modifiers()) {
    return false;
  }
  return parse_rest_of_group(start) && (!is_quantifiable || parse_optional_quantifier());
}

// https://tc39.es/ecma262/#prod-GroupSpecifier, with the parenthesis before it.
bool PatternParser::parse_group_specifier() {
  cursor_.advance_ascii(2);
  const auto start = cursor_.offset();
  std::string name;
  if (!parse_group_name(name)) return false;
  if (tree()) tree()->begin_named_capture(name);
  if (!group_names_.declare(std::move(name), start))
    return fail("Duplicate capture group name", start + 1, cursor_.offset() - 1);
  return true;
}

// The `(?` RegularExpressionModifiers `-` RegularExpressionModifiers `:` of an Atom
// (https://tc39.es/ecma262/#prod-RegularExpressionModifiers), where also `(?:` comes by.
bool PatternParser::parse_regular_expression_modifiers() {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(2);
  unsigned seen = 0;
  bool has_dash = false;
  Flags added;
  Flags removed;
  while (!cursor_.eat(':')) {
    const char32_t character = cursor_.peek();
    if (character == '-') {
      if (has_dash) return fail_through_current("Multiple dashes in modifiers", start);
      has_dash = true;
    } else {
      const unsigned bit = character == 'i' ? 1 : character == 'm' ? 2 : character == 's' ? 4 : 0;
      if (bit == 0) return fail_through_current("Invalid group", start);
      // The same letter twice is wrong on either side of the dash, and across it.
      if ((seen & bit) != 0) return fail_through_current("Repeated flag in modifiers", cursor_.offset());
      seen |= bit;
      const Flag flag = character == 'i'   ? Flag::IgnoreCase
                        : character == 'm' ? Flag::Multiline
                                           : Flag::DotAll;
      (has_dash ? removed : added).bits |= static_cast<std::uint8_t>(flag);
    }
    cursor_.advance();
  }
  if (has_dash && seen == 0) return fail("Modifiers without a flag", start, cursor_.offset());
  if (tree()) tree()->begin_group(added, removed);
  return true;
}

// The Disjunction `)` of the group or assertion whose parenthesis is at byte `start`.
bool PatternParser::parse_rest_of_group(std::uint32_t start) {
  if (!enter_nesting(start) || !parse_disjunction()) return false;
  if (!cursor_.eat(')')) return fail("Unterminated group", start, start + 1);
  leave_nesting();
  if (tree()) tree()->end_group();
  return true;
}

}  // namespace orrery::regexp
