#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "regexp/pattern_syntax.h"
#include "regexp/unicode/case_folding.h"
#include "regexp/unicode/code_point_set.h"

namespace orrery::regexp {

/// A CharacterClassEscape (https://tc39.es/ecma262/#prod-CharacterClassEscape): its letter, and of \p and \P
/// what stands between the braces.
struct CharacterClassEscape {
  char letter = 0;
  std::string_view property;  // before the `=`, or all
  std::string_view value;     // behind the `=`
};

/// What a pattern takes for characters, and for one another.
struct CharacterMode {
  bool is_unicode = false;       // `u` or `v`
  bool is_unicode_sets = false;  // `v`
  bool ignores_case = false;     // `i`, or by a modifier

  CaseMode case_mode() const {
    if (!ignores_case) return CaseMode::Sensitive;
    return is_unicode ? CaseMode::Folding : CaseMode::Uppercase;
  }
  char32_t last_character() const { return is_unicode ? k_last_code_point : 0xFFFF; }
  /// Does https://tc39.es/ecma262/#sec-maybesimplecasefolding fold?
  bool folds_operands() const { return is_unicode_sets && ignores_case; }
};

/// A CharSet of the standard (https://tc39.es/ecma262/#sec-pattern-notation): the value of a class or of an
/// operand in it. Under `v` and `i` its characters are canonical.
class ClassContents {
 public:
  static ClassContents of_range(char32_t first, char32_t last, CharacterMode mode);
  /// https://tc39.es/ecma262/#sec-compiletocharset of a CharacterClassEscape.
  static ClassContents of_escape(const CharacterClassEscape& escape, CharacterMode mode);
  static ClassContents of_string(std::u32string string, CharacterMode mode);

  void add(const ClassContents& other);
  void intersect(const ClassContents& other);
  void subtract(const ClassContents& other);
  /// https://tc39.es/ecma262/#sec-charactercomplement
  void complement(CharacterMode mode);

  CodePointSet characters;
  /// Those that are not one character long; maybe twice.
  std::vector<std::u32string> strings;
  /// A measure of memory and time.
  std::size_t size() const { return characters.stored_ranges() + 4 * strings.size(); }

 private:
  void sort_strings();
};

/// https://tc39.es/ecma262/#sec-wordcharacters
CodePointSet word_characters(CharacterMode mode);
/// The characters that `.` does not match without `s`.
CodePointSet line_terminators();

}  // namespace orrery::regexp
