// Character classes as they are without flag `v` (https://tc39.es/ecma262/#prod-CharacterClass).

#include "regexp/pattern_characters.h"
#include "regexp/pattern_parser.h"

namespace orrery::regexp {

// https://tc39.es/ecma262/#prod-CharacterClass
bool PatternParser::parse_character_class() {
  if (unicode_sets_mode_) {
    bool may_contain_strings = false;  // outside of another class that is fine
    if (!parse_nested_class(may_contain_strings)) return false;
    if (tree()) tree()->end_class(/*is_negated=*/false);
    return true;
  }
  const auto start = cursor_.offset();
  cursor_.advance_ascii(1);
  const bool is_negated = cursor_.eat('^');
  if (tree()) tree()->push_class();
  if (!parse_class_ranges(start)) return false;
  if (tree()) tree()->end_class(is_negated);
  return true;
}

// ClassContents, NonemptyClassRanges and NonemptyClassRangesNoDash in one loop, up to and with the `]`: an
// atom, or two with a dash between. A dash that has an atom on one side only is an atom itself.
// https://tc39.es/ecma262/#prod-NonemptyClassRanges
bool PatternParser::parse_class_ranges(std::uint32_t class_start) {
  while (!cursor_.eat(']')) {
    if (cursor_.at_end()) return fail_unterminated_class(class_start);
    ClassAtom first;
    if (!parse_class_atom(first)) return false;
    if (cursor_.peek() != '-' || cursor_.byte_ahead(1) == ']') {
      add_class_atom(first);
      continue;
    }
    cursor_.advance_ascii(1);
    if (cursor_.at_end()) return fail_unterminated_class(class_start);
    ClassAtom second;
    if (!parse_class_atom(second) || !check_class_range(first, second)) return false;
    add_class_range(first, second);
  }
  return true;
}

void PatternParser::add_class_atom(const ClassAtom& atom) {
  if (!tree()) return;
  if (atom.is_character_class) {
    tree()->add_class_escape(atom.escape);
  } else {
    tree()->add_class_range(atom.value, atom.value);
  }
}

// https://tc39.es/ecma262/#sec-compiletocharset, and by Annex B
// https://tc39.es/ecma262/#sec-runtime-semantics-characterrangeorunion-abstract-operation
void PatternParser::add_class_range(const ClassAtom& first, const ClassAtom& second) {
  if (!tree()) return;
  if (!first.is_character_class && !second.is_character_class) {
    tree()->add_class_range(first.value, second.value);
    return;
  }
  add_class_atom(first);
  add_class_atom(second);
  if (tree()) tree()->add_class_range('-', '-');
}

// The early errors of NonemptyClassRanges :: ClassAtom `-` ClassAtom ClassContents, and Annex B's exception:
// without `u` and `v`, [\d-z] means [\dz-]. The cursor is behind the range.
bool PatternParser::check_class_range(const ClassAtom& first, const ClassAtom& second) {
  if (first.is_character_class || second.is_character_class) {
    return !unicode_mode_ || fail("Invalid character class in range", first.start, cursor_.offset());
  }
  if (first.value <= second.value) return true;
  return fail("Range out of order in character class", first.start, cursor_.offset());
}

// https://tc39.es/ecma262/#prod-ClassAtom
bool PatternParser::parse_class_atom(ClassAtom& atom) {
  atom.start = cursor_.offset();
  if (cursor_.eat('\\')) return parse_class_escape(atom);
  atom.value = cursor_.peek();
  cursor_.advance();
  return true;
}

// https://tc39.es/ecma262/#prod-ClassEscape, https://tc39.es/ecma262/#prod-annexB-ClassEscape
bool PatternParser::parse_class_escape(ClassAtom& atom) {
  const char32_t character = cursor_.peek();
  if (character == 'b') {
    atom.value = '\b';
    cursor_.advance_ascii(1);
    return true;
  }
  if (character == '-' && unicode_mode_) {
    atom.value = '-';
    cursor_.advance_ascii(1);
    return true;
  }
  if (character == 'c' && !unicode_mode_) {
    // `c` ClassControlLetter
    const auto letter = static_cast<unsigned char>(cursor_.byte_ahead(1));
    if (is_decimal_digit(letter) || letter == '_') {
      atom.value = letter % 32;
      cursor_.advance_ascii(2);
      return true;
    }
  }
  if (is_at_character_class_escape()) {
    atom.is_character_class = true;
    bool may_contain_strings = false;  // never without `v`
    return parse_character_class_escape(atom.escape, may_contain_strings);
  }
  return parse_character_escape(atom.value);
}

}  // namespace orrery::regexp
