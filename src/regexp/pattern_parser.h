#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "regexp/compile/tree_builder.h"
#include "regexp/group_names.h"
#include "regexp/own_frame.h"
#include "regexp/pattern_cursor.h"
#include "regexp/pattern_syntax.h"

namespace orrery::regexp {

/// [DOC] The pattern parser
///
/// A recursive descent parser with one method for each production of https://tc39.es/ecma262/#sec-patterns,
/// named after it. Where neither `u` nor `v` is set it follows the grammar of Annex B
/// (https://tc39.es/ecma262/#sec-regular-expressions-patterns), whose productions are tried in their order.
///
///  1. Every parse method returns whether it succeeded. If not, it, or one that it called, has called
///     fail(), and the parser is done: the first error is the one reported.
///  2. A parse method is called with the cursor at its production's first character and leaves it behind
///     the last one. `eat_` methods may find that their production is not here: then they leave the cursor
///     where it was, and that is no error.
///  3. Two facts about the whole pattern decide on how parts of it parse: how many capturing groups there
///     are, and whether one has a name ([NamedCaptureGroups]). They come from one scan ahead, made when
///     first needed.
///  4. All recursion goes through enter_nesting(), which limits its depth.
///  5. What the parser sees it tells tree(), if somebody wants a tree. Without one nothing is allocated but
///     names of groups.
///
/// The methods lie in files by topic: pattern_parser.cpp (disjunctions, terms, quantifiers, groups),
/// pattern_parser_escapes.cpp, pattern_parser_properties.cpp, pattern_parser_names.cpp,
/// pattern_parser_classes.cpp, pattern_parser_class_sets.cpp (the classes of flag `v`).
class PatternParser {
 public:
  /// \param tree_builder  gets to know what is in the pattern; null: the pattern is only checked
  PatternParser(std::string_view pattern, Flags flags, TreeBuilder* tree_builder = nullptr)
      : cursor_(pattern, flags.has_either_unicode()),
        tree_builder_(tree_builder),
        unicode_mode_(flags.has_either_unicode()),
        unicode_sets_mode_(flags.has(Flag::UnicodeSets)) {}

  /// Parses the whole pattern. Nothing: it is valid. To be called once.
  std::optional<SyntaxError> parse_pattern();

 private:
  /// What a ClassAtom turned out to be.
  struct ClassAtom {
    char32_t value = 0;               // its CharacterValue, unless…
    bool is_character_class = false;  // …it is one such as \d…
    CharacterClassEscape escape;      // …namely this
    std::uint32_t start = 0;
  };

  /// What a ClassSetOperand turned out to be.
  struct ClassSetOperand {
    char32_t value = 0;         // its CharacterValue…
    bool is_character = false;  // …if it is a ClassSetCharacter
    bool may_contain_strings = false;
    std::uint32_t start = 0;
  };

  /// The parts of `{min}`, `{min,}` and `{min,max}`, as written.
  struct BracedQuantifier {
    std::string_view min;
    std::optional<std::string_view> max;
    bool has_comma;
    std::uint32_t length;  // in bytes, with the braces
  };

  struct CaptureCounts {
    std::uint32_t groups = 0;
    bool has_names = false;
  };

  // Disjunctions, terms, quantifiers (pattern_parser.cpp).
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_disjunction();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_alternative();
  [[nodiscard]] bool parse_term();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_escaped_term();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_pattern_character();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_optional_quantifier();
  [[nodiscard]] bool check_quantifier_order(const BracedQuantifier& quantifier);
  std::optional<BracedQuantifier> scan_braced_quantifier() const;

  // Groups and look-around (pattern_parser.cpp).
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_parenthesized_term();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_group_specifier();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_regular_expression_modifiers();
  [[nodiscard]] bool parse_rest_of_group(std::uint32_t start);

  // Escapes (pattern_parser_escapes.cpp). Those that give a value take the cursor behind the backslash.
  [[nodiscard]] bool parse_atom_escape();
  [[nodiscard]] bool parse_character_escape_term();
  [[nodiscard]] bool parse_decimal_escape(std::uint32_t start);
  [[nodiscard]] bool parse_named_reference(std::uint32_t start);
  [[nodiscard]] bool parse_character_escape(char32_t& value);
  [[nodiscard]] bool parse_control_letter_escape(char32_t& value);
  [[nodiscard]] bool parse_zero_or_legacy_octal_escape(char32_t& value);
  [[nodiscard]] bool parse_hex_escape(char32_t& value);
  [[nodiscard]] bool parse_unicode_escape(char32_t& value);
  [[nodiscard]] bool parse_identity_escape(char32_t& value);
  bool eat_reg_exp_unicode_escape_sequence(bool unicode_mode, char32_t& value);
  bool eat_braced_code_point(char32_t& value);
  bool eat_hex_digits(std::uint32_t count, char32_t& value);
  char32_t eat_legacy_octal_digits();

  // Character class escapes and Unicode properties (pattern_parser_properties.cpp).
  bool is_at_character_class_escape() const;
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_character_class_escape(CharacterClassEscape& escape,
                                                                   bool& may_contain_strings);
  [[nodiscard]] bool parse_unicode_property_value_expression(CharacterClassEscape& escape,
                                                             bool& may_contain_strings);
  std::string_view eat_property_characters();

  // Names of groups (pattern_parser_names.cpp).
  [[nodiscard]] bool parse_group_name(std::string& name);
  [[nodiscard]] bool parse_reg_exp_identifier_name(std::string& name);
  [[nodiscard]] bool parse_reg_exp_identifier_code_point(char32_t& code_point);
  const CaptureCounts& capture_counts();
  CaptureCounts scan_captures() const;
  /// The grammar's [NamedCaptureGroups].
  bool has_named_capture_groups() { return unicode_mode_ || capture_counts().has_names; }

  // Classes without flag `v` (pattern_parser_classes.cpp).
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_character_class();
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_class_ranges(std::uint32_t class_start);
  void add_class_atom(const ClassAtom& atom);
  void add_class_range(const ClassAtom& first, const ClassAtom& second);
  [[nodiscard]] bool parse_class_atom(ClassAtom& atom);
  [[nodiscard]] bool parse_class_escape(ClassAtom& atom);
  [[nodiscard]] bool check_class_range(const ClassAtom& first, const ClassAtom& second);

  // Classes with flag `v` (pattern_parser_class_sets.cpp).
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_nested_class(bool& may_contain_strings);
  [[nodiscard]] bool parse_class_set_expression(std::uint32_t class_start, bool& may_contain_strings);
  void add_class_set_operand(const ClassSetOperand& operand);
  [[nodiscard]] bool parse_class_union(ClassSetOperand operand, bool& may_contain_strings);
  [[nodiscard]] bool parse_class_set_range(const ClassSetOperand& first);
  [[nodiscard]] bool parse_class_intersection(bool& may_contain_strings);
  [[nodiscard]] bool parse_class_subtraction();
  [[nodiscard]] bool parse_class_set_operand(ClassSetOperand& operand);
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_class_set_escape(ClassSetOperand& operand);
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_class_string_disjunction(bool& may_contain_strings);
  [[nodiscard]] REGEXP_OWN_FRAME bool parse_class_set_character(char32_t& value);
  bool is_at_end_of_class();

  /// Records that the pattern is invalid because of its bytes from `start` to `end`. Always false.
  [[nodiscard]] bool fail(std::string_view message, std::uint32_t start, std::uint32_t end) {
    error_ = SyntaxError{.message = message, .start = start, .end = end};
    return false;
  }
  /// The same with the bytes from `start` through the current character.
  [[nodiscard]] bool fail_through_current(std::string_view message, std::uint32_t start) {
    return fail(message, start, cursor_.end_of_current());
  }
  [[nodiscard]] bool fail_unterminated_class(std::uint32_t class_start) {
    return fail("Unterminated character class", class_start, class_start + 1);
  }

  /// Steps into what begins at byte `start` with an opening bracket, if that is not too deep.
  [[nodiscard]] bool enter_nesting(std::uint32_t start) {
    if (nesting_ == k_max_nesting) return fail("Pattern nested too deeply", start, start + 1);
    ++nesting_;
    return true;
  }
  void leave_nesting() { --nesting_; }

  /// Who wants to know what is in the pattern, or null.
  TreeBuilder* tree() {
    if (tree_builder_ != nullptr && tree_builder_->is_too_large()) tree_builder_ = nullptr;
    return tree_builder_;
  }

  PatternCursor cursor_;
  TreeBuilder* tree_builder_;
  bool unicode_mode_;       // the grammar's [UnicodeMode]
  bool unicode_sets_mode_;  // the grammar's [UnicodeSetsMode]
  std::uint32_t nesting_ = 0;
  std::uint32_t groups_before_ = 0;  // capturing groups that began before the cursor
  std::optional<CaptureCounts> capture_counts_;
  std::optional<SyntaxError> error_;
  GroupNames group_names_;
};

}  // namespace orrery::regexp
