// Escapes that stand for a character or refer to a group (https://tc39.es/ecma262/#prod-AtomEscape).

#include <algorithm>

#include "regexp/pattern_characters.h"
#include "regexp/pattern_parser.h"

namespace orrery::regexp {

// https://tc39.es/ecma262/#prod-AtomEscape, https://tc39.es/ecma262/#prod-annexB-AtomEscape, and
// ExtendedAtom :: `\` [lookahead = `c`]
bool PatternParser::parse_atom_escape() {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(1);
  const char32_t character = cursor_.peek();
  if (character >= '1' && character <= '9') return parse_decimal_escape(start);
  if (character == 'k' && has_named_capture_groups()) return parse_named_reference(start);
  if (is_at_character_class_escape()) {
    CharacterClassEscape escape;
    bool may_contain_strings = false;  // outside of a class that is fine
    if (!parse_character_class_escape(escape, may_contain_strings)) return false;
    if (tree()) tree()->add_character_class_escape(escape);
    return true;
  }
  return parse_character_escape_term();
}

// AtomEscape :: CharacterEscape
bool PatternParser::parse_character_escape_term() {
  char32_t value = 0;
  if (!parse_character_escape(value)) return false;
  if (tree()) tree()->add_character(value);
  return true;
}

// https://tc39.es/ecma262/#prod-DecimalEscape. Without `u` and `v` it is one only if there is such a group,
// else an octal or identity escape.
bool PatternParser::parse_decimal_escape(std::uint32_t start) {
  constexpr std::uint64_t k_more_than_any_count = std::uint64_t{1} << 32;
  const auto digits = cursor_.offset();
  std::uint64_t number = 0;
  for (; is_decimal_digit(cursor_.peek()); cursor_.advance())
    number = std::min(number * 10 + (cursor_.peek() - '0'), k_more_than_any_count);

  if (number <= groups_before_ || number <= capture_counts().groups) {
    if (tree()) tree()->add_back_reference(static_cast<std::uint32_t>(number));
    return true;
  }
  if (unicode_mode_) return fail("Invalid group reference", start, cursor_.offset());
  cursor_.rewind(digits);
  return parse_character_escape_term();
}

// AtomEscape :: `k` GroupName
bool PatternParser::parse_named_reference(std::uint32_t start) {
  cursor_.advance_ascii(1);
  if (cursor_.peek() != '<') return fail("Invalid named reference", start, cursor_.offset());
  const auto name_start = cursor_.offset() + 1;
  std::string name;
  if (!parse_group_name(name)) return false;
  if (tree()) tree()->add_named_back_reference(name);
  group_names_.refer({.name = std::move(name), .start = name_start, .end = cursor_.offset() - 1});
  return true;
}

// https://tc39.es/ecma262/#prod-CharacterEscape, https://tc39.es/ecma262/#prod-annexB-CharacterEscape.
// `value` becomes its CharacterValue.
bool PatternParser::parse_character_escape(char32_t& value) {
  const auto take = [&](char32_t control_character) {
    value = control_character;
    cursor_.advance();
    return true;
  };
  switch (cursor_.peek()) {
    case PatternCursor::k_end:
      return fail("\\ at end of pattern", cursor_.offset() - 1, cursor_.offset());
    case 't':
      return take('\t');
    case 'n':
      return take('\n');
    case 'v':
      return take('\v');
    case 'f':
      return take('\f');
    case 'r':
      return take('\r');
    case 'c':
      return parse_control_letter_escape(value);
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
      return parse_zero_or_legacy_octal_escape(value);
    case 'x':
      return parse_hex_escape(value);
    case 'u':
      return parse_unicode_escape(value);
    default:
      return parse_identity_escape(value);
  }
}

// CharacterEscape :: `c` AsciiLetter. Annex B takes a backslash before any other `c` for itself
// (ExtendedAtom and ClassAtomNoDash :: `\` [lookahead = `c`]), with the cursor left at the `c`.
bool PatternParser::parse_control_letter_escape(char32_t& value) {
  const char letter = cursor_.byte_ahead(1);
  if (is_ascii_letter(static_cast<unsigned char>(letter))) {
    value = static_cast<char32_t>(letter) % 32;
    cursor_.advance_ascii(2);
    return true;
  }
  if (unicode_mode_) return fail("Invalid control escape", cursor_.offset() - 1, cursor_.offset() + 1);
  value = '\\';
  return true;
}

// CharacterEscape :: `0` [lookahead ∉ DecimalDigit], and Annex B's LegacyOctalEscapeSequence.
bool PatternParser::parse_zero_or_legacy_octal_escape(char32_t& value) {
  const auto start = cursor_.offset() - 1;
  if (!unicode_mode_) {
    value = eat_legacy_octal_digits();
    return true;
  }
  const bool is_null = cursor_.eat('0') && !is_decimal_digit(cursor_.peek());
  if (!is_null) return fail_through_current("Invalid decimal escape", start);
  value = 0;
  return true;
}

// https://tc39.es/ecma262/#prod-LegacyOctalEscapeSequence: up to three digits, up to 0o377.
char32_t PatternParser::eat_legacy_octal_digits() {
  char32_t value = 0;
  for (int count = 0; count < 3 && is_octal_digit(cursor_.peek()); ++count) {
    const char32_t longer = value * 8 + (cursor_.peek() - '0');
    if (longer > 0xFF) break;
    value = longer;
    cursor_.advance();
  }
  return value;
}

// https://tc39.es/ecma262/#prod-HexEscapeSequence, or an identity escape of `x` by Annex B.
bool PatternParser::parse_hex_escape(char32_t& value) {
  const auto start = cursor_.offset() - 1;
  cursor_.advance_ascii(1);
  if (eat_hex_digits(2, value)) return true;
  if (unicode_mode_) return fail("Invalid hexadecimal escape", start, cursor_.offset());
  value = 'x';
  return true;
}

// RegExpUnicodeEscapeSequence, or an identity escape of `u` by Annex B.
bool PatternParser::parse_unicode_escape(char32_t& value) {
  const auto start = cursor_.offset() - 1;
  if (eat_reg_exp_unicode_escape_sequence(unicode_mode_, value)) return true;
  cursor_.advance_ascii(1);
  if (unicode_mode_) return fail("Invalid Unicode escape", start, cursor_.offset());
  value = 'u';
  return true;
}

// https://tc39.es/ecma262/#prod-IdentityEscape, https://tc39.es/ecma262/#prod-annexB-IdentityEscape
bool PatternParser::parse_identity_escape(char32_t& value) {
  const auto start = cursor_.offset() - 1;
  value = cursor_.peek();
  const bool is_allowed = unicode_mode_ ? k_syntax_characters.contains(value) || value == '/'
                                        : value != 'k' || !has_named_capture_groups();
  if (!is_allowed) return fail_through_current("Invalid escape", start);
  cursor_.advance();
  return true;
}

// https://tc39.es/ecma262/#prod-RegExpUnicodeEscapeSequence with the [UnicodeMode] given, for in the names of
// groups it is always set.
bool PatternParser::eat_reg_exp_unicode_escape_sequence(bool unicode_mode, char32_t& value) {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(1);
  if (unicode_mode && cursor_.peek() == '{') {
    if (eat_braced_code_point(value)) return true;
    cursor_.rewind(start);
    return false;
  }
  if (!eat_hex_digits(4, value)) {
    cursor_.rewind(start);
    return false;
  }
  // `u` HexLeadSurrogate `\u` HexTrailSurrogate
  if (!unicode_mode || value < 0xD800 || value > 0xDBFF || !cursor_.is_at("\\u")) return true;
  const auto end_of_lead = cursor_.offset();
  cursor_.advance_ascii(2);
  char32_t trail = 0;
  if (eat_hex_digits(4, trail) && trail >= 0xDC00 && trail <= 0xDFFF) {
    value = 0x10000 + ((value - 0xD800) << 10) + (trail - 0xDC00);
  } else {
    cursor_.rewind(end_of_lead);
  }
  return true;
}

// The `{` CodePoint `}` of RegExpUnicodeEscapeSequence: any number of digits, up to 10FFFF.
bool PatternParser::eat_braced_code_point(char32_t& value) {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(1);
  value = 0;
  bool has_digits = false;
  for (int digit; (digit = hex_digit_value(cursor_.peek())) >= 0; cursor_.advance()) {
    has_digits = true;
    value = value * 16 + static_cast<char32_t>(digit);
    if (value > 0x10FFFF) break;
  }
  if (has_digits && value <= 0x10FFFF && cursor_.eat('}')) return true;
  cursor_.rewind(start);
  return false;
}

bool PatternParser::eat_hex_digits(std::uint32_t count, char32_t& value) {
  value = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const int digit = hex_digit_value(static_cast<unsigned char>(cursor_.byte_ahead(i)));
    if (digit < 0) return false;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  cursor_.advance_ascii(count);
  return true;
}

}  // namespace orrery::regexp
