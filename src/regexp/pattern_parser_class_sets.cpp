// Character classes as they are with flag `v`: sets of strings with operators
// (https://tc39.es/ecma262/#prod-ClassSetExpression).

#include <string>
#include <utility>

#include "regexp/pattern_characters.h"
#include "regexp/pattern_parser.h"

namespace orrery::regexp {

// https://tc39.es/ecma262/#prod-NestedClass in brackets, and CharacterClass, which is equal to it. Here and
// below `may_contain_strings` becomes the production's MayContainStrings
// (https://tc39.es/ecma262/#sec-static-semantics-maycontainstrings).
bool PatternParser::parse_nested_class(bool& may_contain_strings) {
  const auto start = cursor_.offset();
  if (!enter_nesting(start)) return false;
  cursor_.advance_ascii(1);
  const bool is_negated = cursor_.eat('^');
  if (!parse_class_set_expression(start, may_contain_strings)) return false;
  if (is_negated && may_contain_strings)
    return fail("Negated character class may contain strings", start, cursor_.offset());
  if (is_negated && tree()) tree()->complement_class();
  leave_nesting();
  return true;
}

// ClassContents, up to and with the `]`. What stands behind the first operand decides on the operator.
bool PatternParser::parse_class_set_expression(std::uint32_t class_start, bool& may_contain_strings) {
  may_contain_strings = false;
  if (tree()) tree()->push_class();
  if (!is_at_end_of_class()) {
    ClassSetOperand first;
    if (!parse_class_set_operand(first)) return false;
    may_contain_strings = first.may_contain_strings;
    const bool is_intersection = cursor_.is_at("&&");
    const bool is_subtraction = cursor_.is_at("--");
    if (is_intersection || is_subtraction) add_class_set_operand(first);
    const bool is_valid = is_intersection  ? parse_class_intersection(may_contain_strings)
                          : is_subtraction ? parse_class_subtraction()
                                           : parse_class_union(first, may_contain_strings);
    if (!is_valid) return false;
  }
  return cursor_.eat(']') || fail_unterminated_class(class_start);
}

// Adds an operand to what the class contains so far. Those that are not characters are on the tree builder's
// stack.
void PatternParser::add_class_set_operand(const ClassSetOperand& operand) {
  if (!tree()) return;
  if (operand.is_character) {
    tree()->add_class_range(operand.value, operand.value);
  } else {
    tree()->unite_classes();
  }
}

bool PatternParser::is_at_end_of_class() {
  return cursor_.at_end() || cursor_.peek() == ']';
}

// https://tc39.es/ecma262/#prod-ClassUnion behind its first operand.
bool PatternParser::parse_class_union(ClassSetOperand operand, bool& may_contain_strings) {
  while (true) {
    if (cursor_.peek() != '-') {
      add_class_set_operand(operand);
    } else if (!parse_class_set_range(operand)) {
      return false;
    }
    if (is_at_end_of_class()) return true;
    operand = {};
    if (!parse_class_set_operand(operand)) return false;
    may_contain_strings |= operand.may_contain_strings;
  }
}

// https://tc39.es/ecma262/#prod-ClassSetRange behind its first character.
bool PatternParser::parse_class_set_range(const ClassSetOperand& first) {
  if (cursor_.is_at("--")) {
    const auto start = cursor_.offset();
    return fail("Invalid set operation in character class", start, start + 2);
  }
  cursor_.advance_ascii(1);
  ClassSetOperand second;
  if (is_at_end_of_class() || !first.is_character)
    return fail("Invalid character class in range", first.start, cursor_.offset());
  if (!parse_class_set_operand(second)) return false;
  if (!second.is_character) return fail("Invalid character class in range", first.start, cursor_.offset());
  if (first.value > second.value)
    return fail("Range out of order in character class", first.start, cursor_.offset());
  if (tree()) tree()->add_class_range(first.value, second.value);
  return true;
}

// https://tc39.es/ecma262/#prod-ClassIntersection behind its first operand, of which `may_contain_strings`
// speaks at first.
bool PatternParser::parse_class_intersection(bool& may_contain_strings) {
  while (!is_at_end_of_class()) {
    if (!cursor_.is_at("&&") || cursor_.is_at("&&&"))
      return fail_through_current("Invalid set operation in character class", cursor_.offset());
    cursor_.advance_ascii(2);
    ClassSetOperand operand;
    if (!parse_class_set_operand(operand)) return false;
    may_contain_strings &= operand.may_contain_strings;
    if (auto* builder = tree()) {
      if (operand.is_character) builder->push_class_range(operand.value, operand.value);
      builder->intersect_classes();
    }
  }
  return true;
}

// https://tc39.es/ecma262/#prod-ClassSubtraction behind its first operand, which alone decides on its
// MayContainStrings.
bool PatternParser::parse_class_subtraction() {
  while (!is_at_end_of_class()) {
    if (!cursor_.is_at("--"))
      return fail_through_current("Invalid set operation in character class", cursor_.offset());
    cursor_.advance_ascii(2);
    ClassSetOperand operand;
    if (!parse_class_set_operand(operand)) return false;
    if (auto* builder = tree()) {
      if (operand.is_character) builder->push_class_range(operand.value, operand.value);
      builder->subtract_classes();
    }
  }
  return true;
}

// https://tc39.es/ecma262/#prod-ClassSetOperand
bool PatternParser::parse_class_set_operand(ClassSetOperand& operand) {
  operand.start = cursor_.offset();
  if (cursor_.peek() == '[') return parse_nested_class(operand.may_contain_strings);
  if (cursor_.peek() == '\\') return parse_class_set_escape(operand);
  operand.is_character = true;
  return parse_class_set_character(operand.value);
}

// The operands that begin with a backslash.
bool PatternParser::parse_class_set_escape(ClassSetOperand& operand) {
  if (cursor_.is_at("\\q{")) return parse_class_string_disjunction(operand.may_contain_strings);
  cursor_.advance_ascii(1);
  if (is_at_character_class_escape()) {
    CharacterClassEscape escape;
    if (!parse_character_class_escape(escape, operand.may_contain_strings)) return false;
    if (tree()) tree()->push_class_escape(escape);
    return true;
  }
  cursor_.rewind(operand.start);
  operand.is_character = true;
  return parse_class_set_character(operand.value);
}

// https://tc39.es/ecma262/#prod-ClassStringDisjunction. Every string that is not one character long counts
// for `may_contain_strings`.
bool PatternParser::parse_class_string_disjunction(bool& may_contain_strings) {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(3);
  bool is_at_end = false;
  if (tree()) tree()->push_class();
  while (!is_at_end) {
    std::uint32_t length = 0;
    std::u32string string;
    for (; !cursor_.at_end() && cursor_.peek() != '|' && cursor_.peek() != '}'; ++length) {
      char32_t value = 0;
      if (!parse_class_set_character(value)) return false;
      if (tree()) string.push_back(value);
    }
    may_contain_strings |= length != 1;
    if (auto* builder = tree()) {
      builder->push_class_string(std::move(string));
      builder->unite_classes();
    }
    is_at_end = !cursor_.eat('|');
  }
  return cursor_.eat('}') || fail("Unterminated string disjunction", start, start + 3);
}

// https://tc39.es/ecma262/#prod-ClassSetCharacter
bool PatternParser::parse_class_set_character(char32_t& value) {
  const auto start = cursor_.offset();
  value = cursor_.peek();
  if (cursor_.eat('\\')) {
    const char32_t escaped = cursor_.peek();
    if (escaped != 'b' && !k_class_set_reserved_punctuators.contains(escaped))
      return parse_character_escape(value);
    value = escaped == 'b' ? '\b' : escaped;
    cursor_.advance_ascii(1);
    return true;
  }
  if (cursor_.at_end() || k_class_set_syntax_characters.contains(value))
    return fail_through_current("Invalid character in character class", start);
  const bool is_doubled = cursor_.byte_ahead(1) == static_cast<char>(value);
  if (is_doubled && k_class_set_reserved_doubles.contains(value))
    return fail("Invalid set operation in character class", start, start + 2);
  cursor_.advance();
  return true;
}

}  // namespace orrery::regexp
