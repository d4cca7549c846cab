#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "regexp/compile/class_contents.h"
#include "regexp/compile/tree.h"
#include "regexp/own_frame.h"

namespace orrery::regexp {

/// [DOC] From parser to tree
///
/// PatternParser tells a TreeBuilder what it sees, in the order of the text; with none it only checks. The
/// builder keeps the terms of the alternatives that are open on a stack, and makes nodes out of them when an
/// alternative, a disjunction or a group ends. Classes have a stack of their own: operands are pushed, and
/// the operators pop two and push one.
///
/// What a pattern may cost is limited here: nodes by k_max_tree_bytes, classes by k_max_class_work. Beyond,
/// the tree is marked as too large, and the rest of the pattern is only checked.
inline constexpr std::size_t k_max_tree_bytes = std::size_t{128} << 20;
inline constexpr std::size_t k_max_class_work = std::size_t{8} << 20;  // ranges; a string counts as four

class TreeBuilder {
 public:
  TreeBuilder(Tree& tree, Flags flags);

  // Disjunctions, in groups or as the whole pattern
  REGEXP_OWN_FRAME void begin_disjunction();
  REGEXP_OWN_FRAME void next_alternative();
  REGEXP_OWN_FRAME void end_disjunction();

  // Groups: each has one disjunction
  REGEXP_OWN_FRAME void begin_capture();
  REGEXP_OWN_FRAME void begin_named_capture(std::string name);
  /// (?add-remove:
  REGEXP_OWN_FRAME void begin_group(Flags add, Flags remove);
  REGEXP_OWN_FRAME void begin_look(bool is_behind, bool is_negative);
  REGEXP_OWN_FRAME void end_group();

  // Terms
  REGEXP_OWN_FRAME void add_character(char32_t character);
  REGEXP_OWN_FRAME void add_any_character();
  REGEXP_OWN_FRAME void add_character_class_escape(const CharacterClassEscape& escape);
  REGEXP_OWN_FRAME void add_line_assertion(bool is_start);
  REGEXP_OWN_FRAME void add_word_boundary(bool is_negated);
  REGEXP_OWN_FRAME void add_back_reference(std::uint32_t group);
  REGEXP_OWN_FRAME void add_named_back_reference(std::string name);
  /// Repeats the last term.
  REGEXP_OWN_FRAME void repeat(std::uint32_t min, std::uint32_t max, bool is_greedy);

  // Classes: operands are pushed on a stack
  REGEXP_OWN_FRAME void push_class();  // empty
  REGEXP_OWN_FRAME void push_class_range(char32_t first, char32_t last);
  REGEXP_OWN_FRAME void push_class_escape(const CharacterClassEscape& escape);
  REGEXP_OWN_FRAME void push_class_string(std::u32string string);
  /// The operators replace the last two operands.
  REGEXP_OWN_FRAME void unite_classes();
  REGEXP_OWN_FRAME void intersect_classes();
  REGEXP_OWN_FRAME void subtract_classes();
  /// Of the last operand.
  REGEXP_OWN_FRAME void complement_class();
  /// Without an operand of its own: adds to the last one.
  REGEXP_OWN_FRAME void add_class_range(char32_t first, char32_t last);
  REGEXP_OWN_FRAME void add_class_escape(const CharacterClassEscape& escape);
  /// Makes a term of the only operand left.
  REGEXP_OWN_FRAME void end_class(bool is_negated);

  /// At the end of the pattern, which is valid: completes the tree.
  void finish();
  bool is_too_large() const { return tree_.is_too_large; }

 private:
  struct Modes {
    CharacterMode character;
    bool is_multiline;
    bool is_dot_all;
  };
  struct Disjunction {
    std::size_t first_term;
    std::size_t first_alternative;
  };
  struct Group {
    NodeType type;        // Capture, Look, or Empty for one that does not capture
    std::uint32_t group;  // its number
    std::uint32_t groups_begin;
    bool is_behind;
    bool is_negative;
    bool was_backward;
    Modes outer_modes;
  };

  template <typename T>
  T* make(T node) {
    tree_bytes_ += sizeof(T);
    if (tree_bytes_ > k_max_tree_bytes) tree_.is_too_large = true;
    return tree_.arena.make<T>(node);
  }
  void push_term(Node* node);
  /// Makes a node of the characters that came last.
  void end_text();
  Node* end_alternative(std::size_t first_term);
  Node* make_alternatives(std::span<Node* const> items);
  void merge_alternatives(std::vector<Node*>& items);
  std::optional<CodePointSet> single_character_set(const Node& node) const;

  /// Makes a term of a class or a class escape.
  void add_contents(ClassContents contents, bool is_negated);
  Node* make_class(CodePointSet set);
  Node* make_class_node(std::uint32_t set);
  Node* make_text(std::span<const TextCharacter> characters);
  Node* make_character(char32_t character);
  Node* make_repeat(Node* body, std::uint32_t min, std::uint32_t max, bool is_greedy, GroupRange groups);
  std::optional<TextCharacter> as_text(char32_t character) const;
  Node* make_empty();
  /// A class with strings (string_classes.cpp).
  Node* make_string_class(ClassContents contents);
  Node* make_prefixed(std::u32string_view prefix, Node* character, Node* rest);
  friend class StringClassBuilder;

  std::uint32_t intern(CodePointSet set);
  std::uint32_t name_index(std::string name);
  void charge(std::size_t work);

  Tree& tree_;
  Modes modes_;
  bool is_backward_ = false;
  std::vector<Disjunction> disjunctions_;
  std::vector<Group> open_groups_;
  std::vector<Node*> terms_;
  std::vector<Node*> alternatives_;
  std::vector<TextCharacter> text_;     // that has not become a term yet
  std::uint32_t last_term_groups_ = 0;  // capturing groups before the last term
  Node* finished_ = nullptr;            // the last disjunction
  std::vector<ClassContents> classes_;
  std::size_t class_work_ = 0;
  std::size_t tree_bytes_ = 0;
  std::multimap<std::size_t, std::uint32_t> sets_by_hash_;
  std::map<std::string, std::uint32_t, std::less<>> names_;
  std::map<std::string, std::uint32_t, std::less<>> escapes_;  // their sets, by text and mode
  struct NamedReference {
    BackReferenceNode* node;
    std::string name;
  };
  std::vector<NamedReference> named_references_;
};

}  // namespace orrery::regexp
