#include "regexp/compile/tree_builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/unicode/utf.h"
#include "regexp/compile/first_set.h"

namespace orrery::regexp {

TreeBuilder::TreeBuilder(Tree& tree, Flags flags)
    : tree_(tree),
      modes_{.character = {.is_unicode = flags.has_either_unicode(),
                           .is_unicode_sets = flags.has(Flag::UnicodeSets),
                           .ignores_case = flags.has(Flag::IgnoreCase)},
             .is_multiline = flags.has(Flag::Multiline),
             .is_dot_all = flags.has(Flag::DotAll)} {}

// Disjunctions ----------------------------------------------------------------------------------------------

void TreeBuilder::begin_disjunction() {
  end_text();
  disjunctions_.push_back({.first_term = terms_.size(), .first_alternative = alternatives_.size()});
}

void TreeBuilder::next_alternative() {
  alternatives_.push_back(end_alternative(disjunctions_.back().first_term));
}

void TreeBuilder::end_disjunction() {
  next_alternative();
  const auto first = disjunctions_.back().first_alternative;
  finished_ = make_alternatives(std::span(alternatives_).subspan(first));
  alternatives_.resize(first);
  disjunctions_.pop_back();
}

Node* TreeBuilder::end_alternative(std::size_t first_term) {
  end_text();
  const std::span<Node* const> terms = std::span(terms_).subspan(first_term);
  Node* result = nullptr;
  if (terms.empty()) {
    result = make_empty();
  } else if (terms.size() == 1) {
    result = terms[0];
  } else {
    SequenceNode sequence{{.type = NodeType::Sequence}, tree_.arena.copy(terms)};
    tree_bytes_ += terms.size_bytes();
    for (const Node* term : terms) {
      sequence.min_length = saturating_add(sequence.min_length, term->min_length);
      sequence.max_length = saturating_add(sequence.max_length, term->max_length);
    }
    result = make(sequence);
  }
  terms_.resize(first_term);
  return result;
}

Node* TreeBuilder::make_alternatives(std::span<Node* const> items) {
  std::vector<Node*> merged(items.begin(), items.end());
  merge_alternatives(merged);
  if (merged.size() == 1) return merged[0];
  AlternativesNode node{{.type = NodeType::Alternatives, .min_length = k_unbounded},
                        tree_.arena.copy(std::span<Node* const>(merged))};
  tree_bytes_ += merged.size() * sizeof(Node*);
  for (const Node* item : merged) {
    node.min_length = std::min(node.min_length, item->min_length);
    node.max_length = std::max(node.max_length, item->max_length);
  }
  return make(node);
}

// OPTIMIZATION: neighbours that match one character each become one class: a|b|[cd] is [a-d].
void TreeBuilder::merge_alternatives(std::vector<Node*>& items) {
  std::vector<Node*> merged;
  for (std::size_t i = 0; i < items.size();) {
    auto set = single_character_set(*items[i]);
    std::size_t end = i + 1;
    while (set && end < items.size()) {
      const auto next = single_character_set(*items[end]);
      if (!next) break;
      set->add(*next);
      ++end;
    }
    if (end == i + 1) {
      merged.push_back(items[i]);
    } else {
      charge(set->stored_ranges());
      merged.push_back(make_class(std::move(*set)));
    }
    i = end;
  }
  items = std::move(merged);
}

std::optional<CodePointSet> TreeBuilder::single_character_set(const Node& node) const {
  if (node.type == NodeType::Class) return tree_.sets[as<ClassNode>(node).set];
  if (node.type != NodeType::Text) return std::nullopt;
  const auto characters = as<TextNode>(node).characters;
  if (characters.size() != 1) return std::nullopt;
  CodePointSet set;
  set.add(characters[0].value);
  set.add(characters[0].value & ~characters[0].mask);
  return set;
}

// Groups ----------------------------------------------------------------------------------------------------

void TreeBuilder::begin_capture() {
  open_groups_.push_back({.type = NodeType::Capture,
                          .group = tree_.capture_count,
                          .groups_begin = tree_.capture_count,
                          .is_behind = false,
                          .is_negative = false,
                          .was_backward = is_backward_,
                          .outer_modes = modes_});
  ++tree_.capture_count;
}

void TreeBuilder::begin_named_capture(std::string name) {
  tree_.named_groups[name_index(std::move(name))].groups.push_back(tree_.capture_count);
  begin_capture();
}

// https://tc39.es/ecma262/#sec-updatemodifiers
void TreeBuilder::begin_group(Flags add, Flags remove) {
  open_groups_.push_back({.type = NodeType::Empty,
                          .group = 0,
                          .groups_begin = tree_.capture_count,
                          .is_behind = false,
                          .is_negative = false,
                          .was_backward = is_backward_,
                          .outer_modes = modes_});
  const auto update = [&](bool& mode, Flag flag) { mode = (mode || add.has(flag)) && !remove.has(flag); };
  // What came before is in the other modes.
  end_text();
  update(modes_.character.ignores_case, Flag::IgnoreCase);
  update(modes_.is_multiline, Flag::Multiline);
  update(modes_.is_dot_all, Flag::DotAll);
}

void TreeBuilder::begin_look(bool is_behind, bool is_negative) {
  open_groups_.push_back({.type = NodeType::Look,
                          .group = 0,
                          .groups_begin = tree_.capture_count,
                          .is_behind = is_behind,
                          .is_negative = is_negative,
                          .was_backward = is_backward_,
                          .outer_modes = modes_});
  is_backward_ = is_behind;
}

void TreeBuilder::end_group() {
  const Group group = open_groups_.back();
  open_groups_.pop_back();
  modes_ = group.outer_modes;
  is_backward_ = group.was_backward;

  Node* term = finished_;
  if (group.type == NodeType::Capture) {
    term = make(CaptureNode{
        {.type = NodeType::Capture, .min_length = term->min_length, .max_length = term->max_length},
        group.group,
        term});
  } else if (group.type == NodeType::Look) {
    term = make(LookNode{{.type = NodeType::Look},
                         group.is_behind,
                         group.is_negative,
                         term,
                         {.begin = group.groups_begin, .end = tree_.capture_count}});
  }
  // Bottom up, so that nothing recurses deeply.
  first_set_of(*term, tree_, tree_.arena);
  push_term(term);
  last_term_groups_ = group.groups_begin;
}

// Terms -----------------------------------------------------------------------------------------------------

void TreeBuilder::push_term(Node* node) {
  end_text();
  terms_.push_back(node);
  last_term_groups_ = tree_.capture_count;
}

void TreeBuilder::end_text() {
  if (text_.empty()) return;
  terms_.push_back(make_text(text_));
  text_.clear();
}

Node* TreeBuilder::make_empty() {
  return make(Node{.type = NodeType::Empty});
}

Node* TreeBuilder::make_text(std::span<const TextCharacter> characters) {
  TextNode node{{.type = NodeType::Text}, tree_.arena.copy(characters)};
  tree_bytes_ += characters.size_bytes();
  for (const auto character : characters)
    node.min_length = saturating_add(node.min_length, character.value > 0xFFFF ? 2 : 1);
  node.max_length = node.min_length;
  return make(node);
}

// The character as part of a text, if it can be one.
std::optional<TextCharacter> TreeBuilder::as_text(char32_t character) const {
  if (modes_.character.is_unicode && base::is_surrogate(character)) return std::nullopt;
  const auto equivalents = case_equivalents(character, modes_.character.case_mode());
  if (equivalents.empty()) return TextCharacter{.value = character};
  const char32_t difference = equivalents[0] ^ equivalents[1];
  if (equivalents.size() != 2 || difference != 0x20 || character > 0xFFFF) return std::nullopt;
  return TextCharacter{.value = character | 0x20, .mask = 0x20};
}

Node* TreeBuilder::make_character(char32_t character) {
  if (const auto text = as_text(character)) return make_text({&*text, 1});
  CodePointSet set;
  set.add(character);
  add_case_equivalents(set, modes_.character.case_mode());
  return make_class(std::move(set));
}

void TreeBuilder::add_character(char32_t character) {
  if (const auto text = as_text(character)) {
    text_.push_back(*text);
    last_term_groups_ = tree_.capture_count;
  } else {
    push_term(make_character(character));
  }
}

void TreeBuilder::add_any_character() {
  CodePointSet set;
  if (!modes_.is_dot_all) set = line_terminators();
  set.complement(modes_.character.last_character());
  push_term(make_class(std::move(set)));
}

void TreeBuilder::add_character_class_escape(const CharacterClassEscape& escape) {
  // OPTIMIZATION: the same few are used again and again.
  std::string key{escape.letter, modes_.character.ignores_case ? 'i' : '-'};
  key.append(escape.property).append("=").append(escape.value);
  const auto known = escapes_.find(key);
  if (known != escapes_.end()) {
    push_term(make_class_node(known->second));
    return;
  }
  auto contents = ClassContents::of_escape(escape, modes_.character);
  const bool has_strings = !contents.strings.empty();
  add_contents(std::move(contents), /*is_negated=*/false);
  if (!has_strings) escapes_.emplace(std::move(key), as<ClassNode>(*terms_.back()).set);
}

void TreeBuilder::add_line_assertion(bool is_start) {
  const auto assertion = is_start ? (modes_.is_multiline ? Assertion::LineStart : Assertion::Start)
                                  : (modes_.is_multiline ? Assertion::LineEnd : Assertion::End);
  push_term(make(AssertionNode{{.type = NodeType::Assertion}, assertion, false}));
}

void TreeBuilder::add_word_boundary(bool is_negated) {
  push_term(make(AssertionNode{{.type = NodeType::Assertion},
                               is_negated ? Assertion::NotWordBoundary : Assertion::WordBoundary,
                               modes_.character.case_mode() == CaseMode::Folding}));
}

void TreeBuilder::add_back_reference(std::uint32_t group) {
  tree_.has_back_references = true;
  push_term(make(BackReferenceNode{{.type = NodeType::BackReference, .max_length = k_unbounded},
                                   modes_.character.case_mode(),
                                   BackReferenceNode::k_no_name,
                                   tree_.arena.copy(std::span<const std::uint32_t>(&group, 1))}));
}

void TreeBuilder::add_named_back_reference(std::string name) {
  tree_.has_back_references = true;
  auto* node = make(BackReferenceNode{{.type = NodeType::BackReference, .max_length = k_unbounded},
                                      modes_.character.case_mode(),
                                      BackReferenceNode::k_no_name,
                                      {}});
  push_term(node);
  named_references_.push_back({node, std::move(name)});
}

void TreeBuilder::repeat(std::uint32_t min, std::uint32_t max, bool is_greedy) {
  if (text_.size() > 1) {  // what is repeated is the last character only
    const TextCharacter last = text_.back();
    text_.pop_back();
    end_text();
    text_.push_back(last);
  }
  end_text();
  const GroupRange groups{.begin = last_term_groups_, .end = tree_.capture_count};
  terms_.back() = make_repeat(terms_.back(), min, max, is_greedy, groups);
  first_set_of(*terms_.back(), tree_, tree_.arena);
}

Node* TreeBuilder::make_repeat(Node* body, std::uint32_t min, std::uint32_t max, bool is_greedy,
                               GroupRange groups) {
  if (max == 0) return make_empty();
  if (body->max_length == 0) {
    // An iteration that is not needed and matches nothing fails
    // (https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation), and one that is
    // needed does what the one before did.
    return min == 0 ? make_empty() : body;
  }
  if (min == 1 && max == 1) return body;
  return make(RepeatNode{{.type = NodeType::Repeat,
                          .min_length = saturating_multiply(body->min_length, min),
                          .max_length = saturating_multiply(body->max_length, max)},
                         body,
                         min,
                         max,
                         is_greedy,
                         groups});
}

// Classes ---------------------------------------------------------------------------------------------------

void TreeBuilder::charge(std::size_t work) {
  class_work_ += work;
  if (class_work_ > k_max_class_work) tree_.is_too_large = true;
}

void TreeBuilder::push_class() {
  classes_.emplace_back();
}

void TreeBuilder::push_class_range(char32_t first, char32_t last) {
  classes_.push_back(ClassContents::of_range(first, last, modes_.character));
}

void TreeBuilder::push_class_escape(const CharacterClassEscape& escape) {
  classes_.push_back(ClassContents::of_escape(escape, modes_.character));
  charge(classes_.back().size());
}

void TreeBuilder::push_class_string(std::u32string string) {
  charge(string.size() / 8);
  classes_.push_back(ClassContents::of_string(std::move(string), modes_.character));
}

void TreeBuilder::unite_classes() {
  const ClassContents operand = std::move(classes_.back());
  classes_.pop_back();
  charge(operand.size());
  classes_.back().add(operand);
}

void TreeBuilder::intersect_classes() {
  const ClassContents operand = std::move(classes_.back());
  classes_.pop_back();
  charge(operand.size() + classes_.back().size());
  classes_.back().intersect(operand);
}

void TreeBuilder::subtract_classes() {
  const ClassContents operand = std::move(classes_.back());
  classes_.pop_back();
  charge(operand.size() + classes_.back().size());
  classes_.back().subtract(operand);
}

void TreeBuilder::complement_class() {
  charge(classes_.back().size());
  classes_.back().complement(modes_.character);
}

void TreeBuilder::add_class_range(char32_t first, char32_t last) {
  if (modes_.character.folds_operands()) {
    classes_.back().add(ClassContents::of_range(first, last, modes_.character));
  } else {
    classes_.back().characters.add(first, last);
  }
}

void TreeBuilder::add_class_escape(const CharacterClassEscape& escape) {
  push_class_escape(escape);
  unite_classes();
}

void TreeBuilder::end_class(bool is_negated) {
  ClassContents contents = std::move(classes_.back());
  classes_.pop_back();
  add_contents(std::move(contents), is_negated);
}

// https://tc39.es/ecma262/#sec-compileatom for a CharacterClass, and
// https://tc39.es/ecma262/#sec-runtime-semantics-charactersetmatcher-abstract-operation: what it compares are
// canonical forms, so that the set grows to all that have one of them.
void TreeBuilder::add_contents(ClassContents contents, bool is_negated) {
  if (!contents.strings.empty()) {
    push_term(make_string_class(std::move(contents)));
    return;
  }
  add_case_equivalents(contents.characters, modes_.character.case_mode());
  if (is_negated) contents.characters.complement(modes_.character.last_character());
  charge(contents.characters.stored_ranges());
  push_term(make_class(std::move(contents.characters)));
}

Node* TreeBuilder::make_class(CodePointSet set) {
  return make_class_node(intern(std::move(set)));
}

Node* TreeBuilder::make_class_node(std::uint32_t set) {
  const auto ranges = tree_.sets[set].ranges();
  const bool has_astral = !ranges.empty() && ranges.back().last > 0xFFFF;
  const bool is_astral = has_astral && ranges.front().first > 0xFFFF;
  return make(ClassNode{
      {.type = NodeType::Class, .min_length = is_astral ? 2U : 1U, .max_length = has_astral ? 2U : 1U}, set});
}

std::uint32_t TreeBuilder::intern(CodePointSet set) {
  std::size_t hash = 0;
  for (const auto range : set.ranges()) hash = (hash * 31 + range.first) * 31 + range.last;
  const auto [begin, end] = sets_by_hash_.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (tree_.sets[it->second] == set) return it->second;
  const auto index = static_cast<std::uint32_t>(tree_.sets.size());
  charge(set.stored_ranges() + 8);
  tree_.sets.push_back(std::move(set));
  sets_by_hash_.emplace(hash, index);
  return index;
}

// The end ---------------------------------------------------------------------------------------------------

std::uint32_t TreeBuilder::name_index(std::string name) {
  const auto [entry, is_new] =
      names_.try_emplace(name, static_cast<std::uint32_t>(tree_.named_groups.size()));
  if (is_new) tree_.named_groups.push_back({.name = std::move(name), .groups = {}});
  return entry->second;
}

void TreeBuilder::finish() {
  tree_.root = finished_;
  for (const auto& [node, name] : named_references_) {
    const auto& groups = tree_.named_groups[names_.find(name)->second].groups;
    node->groups = tree_.arena.copy(std::span<const std::uint32_t>(groups));
    tree_bytes_ += groups.size() * sizeof(std::uint32_t);
    if (tree_bytes_ > k_max_tree_bytes) break;
  }
  if (tree_bytes_ > k_max_tree_bytes) tree_.is_too_large = true;
}

}  // namespace orrery::regexp
