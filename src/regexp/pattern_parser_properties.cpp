// Escapes that stand for a class of characters, Unicode properties among them
// (https://tc39.es/ecma262/#prod-CharacterClassEscape).

#include "regexp/pattern_characters.h"
#include "regexp/pattern_parser.h"
#include "regexp/unicode_properties.h"

namespace orrery::regexp {

// With the cursor behind the backslash.
bool PatternParser::is_at_character_class_escape() const {
  switch (cursor_.peek()) {
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W':
      return true;
    case 'p':
    case 'P':
      return unicode_mode_;  // else an identity escape by Annex B
    default:
      return false;
  }
}

// https://tc39.es/ecma262/#prod-CharacterClassEscape, which `escape` becomes. `may_contain_strings` becomes
// its MayContainStrings (https://tc39.es/ecma262/#sec-static-semantics-maycontainstrings).
bool PatternParser::parse_character_class_escape(CharacterClassEscape& escape, bool& may_contain_strings) {
  const auto start = cursor_.offset() - 1;
  const char32_t letter = cursor_.peek();
  cursor_.advance_ascii(1);
  may_contain_strings = false;
  escape.letter = static_cast<char>(letter);
  if (letter != 'p' && letter != 'P') return true;

  if (!cursor_.eat('{')) return fail("Invalid property name", start, cursor_.offset());
  const auto expression = cursor_.offset();
  if (!parse_unicode_property_value_expression(escape, may_contain_strings)) return false;
  // Early errors: properties of strings are for flag `v`, and have no complement.
  if (may_contain_strings && !unicode_sets_mode_)
    return fail("Property of strings without flag v", expression, cursor_.offset());
  if (may_contain_strings && letter == 'P')
    return fail("Negated property may contain strings", expression, cursor_.offset());
  if (!cursor_.eat('}')) return fail_through_current("Invalid property name", start);
  return true;
}

// https://tc39.es/ecma262/#prod-UnicodePropertyValueExpression with its early errors.
bool PatternParser::parse_unicode_property_value_expression(CharacterClassEscape& escape,
                                                            bool& may_contain_strings) {
  const auto start = cursor_.offset();
  const auto name = escape.property = eat_property_characters();
  bool is_known = false;
  if (cursor_.eat('=')) {
    escape.value = eat_property_characters();
    is_known = is_unicode_property_value(name, escape.value);
  } else {
    may_contain_strings = is_binary_unicode_property_of_strings(name);
    is_known = may_contain_strings || is_lone_unicode_property_name_or_value(name);
  }
  return is_known || fail("Invalid property name", start, cursor_.offset());
}

// UnicodePropertyValueCharacters. A UnicodePropertyName has no digits, but neither has any of the known ones.
std::string_view PatternParser::eat_property_characters() {
  const auto start = cursor_.offset();
  std::uint32_t length = 0;
  for (unsigned char byte; byte = static_cast<unsigned char>(cursor_.byte_ahead(length)),
                           is_ascii_letter(byte) || is_decimal_digit(byte) || byte == '_';)
    ++length;
  cursor_.advance_ascii(length);
  return cursor_.pattern().substr(start, length);
}

}  // namespace orrery::regexp
