// How to find places where a match may begin.

#include <algorithm>

#include "regexp/compile/class_contents.h"
#include "regexp/compile/code_generator.h"

namespace orrery::regexp {

namespace {

// More does not make the search faster.
constexpr std::size_t k_max_prefix = 32;

}  // namespace

void CodeGenerator::plan_search() {
  SearchPlan& plan = code_->search;
  plan.min_length = tree_.root->min_length;
  if (begins_with(Assertion::Start, *tree_.root)) {
    plan.kind = SearchKind::Beginning;
    return;
  }
  if (begins_with(Assertion::LineStart, *tree_.root)) {
    plan.kind = SearchKind::LineStart;
    return;
  }
  plan.skips_lines = !tree_.has_back_references && begins_with_any_characters(*tree_.root);

  std::vector<TextCharacter> prefix;
  append_prefix(*tree_.root, prefix);
  if (!prefix.empty()) {
    plan.kind = SearchKind::Text;
    plan.prefix_offset = add_text(prefix);
    plan.prefix_length = static_cast<std::uint32_t>(code_->units.size()) - plan.prefix_offset;
    plan.prefix_is_wide = std::ranges::any_of(prefix, [](auto character) { return character.value > 0xFF; });
    return;
  }
  const FirstSet& first = first_of(*tree_.root);
  if (!first.may_be_empty && !first.is_full()) {
    plan.kind = SearchKind::First;
    plan.first = first;
    if (first.has_others || first.latin1_count() > plan.units.size() || first.latin1_count() == 0) return;
    plan.kind = SearchKind::AnyOf;
    std::size_t count = 0;
    for (char16_t unit = 0; unit < 256; ++unit)
      if (first.contains(unit)) plan.units[count++] = unit;
    std::fill(plan.units.begin() + static_cast<std::ptrdiff_t>(count), plan.units.end(), plan.units[0]);
  }
}

/// Does `assertion` hold where any match of `node` begins?
bool CodeGenerator::begins_with(Assertion assertion, const Node& node) const {
  switch (node.type) {
    case NodeType::Assertion:
      return as<AssertionNode>(node).assertion == assertion;
    case NodeType::Capture:
      return begins_with(assertion, *as<CaptureNode>(node).body);
    case NodeType::Repeat:
      return as<RepeatNode>(node).min > 0 && begins_with(assertion, *as<RepeatNode>(node).body);
    case NodeType::Sequence:
      return begins_with(assertion, *as<SequenceNode>(node).items[0]);
    case NodeType::Alternatives:
      return std::ranges::all_of(as<AlternativesNode>(node).items,
                                 [&](const Node* item) { return begins_with(assertion, *item); });
    default:
      return false;
  }
}

/// Appends the text with which every match of `node` begins. True: `node` matches nothing else.
bool CodeGenerator::append_prefix(const Node& node, std::vector<TextCharacter>& prefix) const {
  switch (node.type) {
    case NodeType::Empty:
    case NodeType::Assertion:
    case NodeType::Look:
      return true;
    case NodeType::Text: {
      const auto characters = as<TextNode>(node).characters;
      const auto count = std::min(characters.size(), k_max_prefix - prefix.size());
      prefix.insert(prefix.end(), characters.begin(),
                    characters.begin() + static_cast<std::ptrdiff_t>(count));
      return count == characters.size();
    }
    case NodeType::Capture:
      return append_prefix(*as<CaptureNode>(node).body, prefix);
    case NodeType::Repeat:
      if (as<RepeatNode>(node).min > 0) append_prefix(*as<RepeatNode>(node).body, prefix);
      return false;
    case NodeType::Sequence:
      return std::ranges::all_of(as<SequenceNode>(node).items,
                                 [&](const Node* item) { return append_prefix(*item, prefix); });
    default:
      return false;
  }
}

/// Does `node` begin with `.*`? If there is no match where it begins, there is none further on in the line:
/// the `.*` would have got there.
bool CodeGenerator::begins_with_any_characters(const Node& node) const {
  switch (node.type) {
    case NodeType::Capture:
      return begins_with_any_characters(*as<CaptureNode>(node).body);
    case NodeType::Sequence:
      return begins_with_any_characters(*as<SequenceNode>(node).items[0]);
    case NodeType::Repeat: {
      const auto& repeat = as<RepeatNode>(node);
      if (repeat.max != k_unbounded || repeat.body->type != NodeType::Class) return false;
      CodePointSet missing = set_of(as<ClassNode>(*repeat.body));
      missing.complement(is_unicode_ ? k_last_code_point : 0xFFFF);
      missing.subtract(line_terminators());
      return missing.is_empty();
    }
    default:
      return false;
  }
}

}  // namespace orrery::regexp
