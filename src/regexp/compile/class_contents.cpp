#include "regexp/compile/class_contents.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/unicode/unicode_identifiers.h"
#include "regexp/unicode_properties.h"

namespace orrery::regexp {

namespace {

void maybe_fold(CodePointSet& set, CharacterMode mode) {
  if (mode.folds_operands()) fold_case(set);
}

/// https://tc39.es/ecma262/#sec-allcharacters
CodePointSet all_characters(CharacterMode mode) {
  CodePointSet all{{0, mode.last_character()}};
  if (mode.folds_operands()) remove_folded(all);
  return all;
}

/// WhiteSpace and LineTerminator.
CodePointSet white_space() {
  CodePointSet set{{'\t', '\r'}, {0xFEFF, 0xFEFF}, {0x2028, 0x2029}};
  for (char32_t code_point = 0; code_point <= 0x3000; ++code_point)
    if (base::is_space_separator(code_point)) set.add(code_point);
  return set;
}

ClassContents property(const CharacterClassEscape& escape) {
  ClassContents contents;
  if (!escape.value.empty()) {
    contents.characters = unicode_property_value_set(escape.property, escape.value);
  } else if (is_binary_unicode_property_of_strings(escape.property)) {
    auto strings = unicode_property_of_strings(escape.property);
    contents.characters = std::move(strings.code_points);
    contents.strings = std::move(strings.strings);
  } else {
    contents.characters = lone_unicode_property_set(escape.property);
  }
  return contents;
}

}  // namespace

CodePointSet word_characters(CharacterMode mode) {
  CodePointSet set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  if (mode.case_mode() == CaseMode::Folding) add_case_equivalents(set, CaseMode::Folding);
  return set;
}

CodePointSet line_terminators() {
  return {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};
}

ClassContents ClassContents::of_range(char32_t first, char32_t last, CharacterMode mode) {
  ClassContents contents;
  contents.characters.add(first, last);
  maybe_fold(contents.characters, mode);
  return contents;
}

// https://tc39.es/ecma262/#sec-compiletocharset, CharacterClassEscape and
// UnicodePropertyValueExpression
ClassContents ClassContents::of_escape(const CharacterClassEscape& escape, CharacterMode mode) {
  ClassContents contents;
  switch (escape.letter) {
    case 'd':
    case 'D':
      contents.characters = {{'0', '9'}};
      break;
    case 's':
    case 'S':
      contents.characters = white_space();
      break;
    case 'w':
    case 'W':
      contents.characters = word_characters(mode);
      break;
    default:
      contents = property(escape);
  }
  maybe_fold(contents.characters, mode);
  if (mode.folds_operands()) {
    for (auto& string : contents.strings)
      for (char32_t& character : string) character = canonicalize(character, CaseMode::Folding);
  }
  const bool is_negated = escape.letter >= 'A' && escape.letter <= 'Z';
  if (is_negated) contents.complement(mode);
  return contents;
}

ClassContents ClassContents::of_string(std::u32string string, CharacterMode mode) {
  ClassContents contents;
  if (mode.folds_operands())
    for (char32_t& character : string) character = canonicalize(character, CaseMode::Folding);
  if (string.size() == 1) {
    contents.characters.add(string[0]);
  } else {
    contents.strings.push_back(std::move(string));
  }
  return contents;
}

void ClassContents::sort_strings() {
  std::ranges::sort(strings);
  const auto surplus = std::ranges::unique(strings);
  strings.erase(surplus.begin(), surplus.end());
}

void ClassContents::add(const ClassContents& other) {
  characters.add(other.characters);
  strings.insert(strings.end(), other.strings.begin(), other.strings.end());
}

void ClassContents::intersect(const ClassContents& other) {
  characters.intersect(other.characters);
  if (strings.empty()) return;
  ClassContents sorted = other;
  sorted.sort_strings();
  sort_strings();
  std::vector<std::u32string> common;
  std::ranges::set_intersection(strings, sorted.strings, std::back_inserter(common));
  strings = std::move(common);
}

void ClassContents::subtract(const ClassContents& other) {
  characters.subtract(other.characters);
  if (strings.empty()) return;
  ClassContents sorted = other;
  sorted.sort_strings();
  sort_strings();
  std::vector<std::u32string> left;
  std::ranges::set_difference(strings, sorted.strings, std::back_inserter(left));
  strings = std::move(left);
}

void ClassContents::complement(CharacterMode mode) {
  CodePointSet missing = all_characters(mode);
  missing.subtract(characters);
  characters = std::move(missing);
}

}  // namespace orrery::regexp
