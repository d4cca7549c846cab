#include "regexp/compile/first_set.h"

#include <bit>

#include "regexp/compile/tree_builder.h"

namespace orrery::regexp {

FirstSet FirstSet::of(const CodePointSet& set) {
  FirstSet result;
  for (const auto range : set.ranges()) {
    for (char32_t unit = range.first; unit <= range.last && unit < 256; ++unit)
      result.add(static_cast<std::uint8_t>(unit));
    result.has_others |= range.last >= 256;
  }
  return result;
}

FirstSet FirstSet::of(TextCharacter character) {
  FirstSet result;
  if (character.value >= 256) {
    result.has_others = true;
    return result;
  }
  result.add(static_cast<std::uint8_t>(character.value));
  result.add(static_cast<std::uint8_t>(character.value & ~character.mask));
  return result;
}

void FirstSet::add(const FirstSet& other) {
  for (std::size_t i = 0; i < latin1.size(); ++i) latin1[i] |= other.latin1[i];
  has_others |= other.has_others;
  may_be_empty |= other.may_be_empty;
}

FirstSet FirstSet::followed_by(const FirstSet& next) const {
  if (!may_be_empty) return *this;
  FirstSet result = *this;
  result.add(next);
  result.may_be_empty = next.may_be_empty;
  return result;
}

bool FirstSet::is_disjoint_from(const FirstSet& other) const {
  if (may_be_empty || other.may_be_empty || (has_others && other.has_others)) return false;
  std::uint64_t common = 0;
  for (std::size_t i = 0; i < latin1.size(); ++i) common |= latin1[i] & other.latin1[i];
  return common == 0;
}

bool FirstSet::is_full() const {
  return has_others && latin1_count() == 256;
}

unsigned FirstSet::latin1_count() const {
  int count = 0;
  for (const auto word : latin1) count += std::popcount(word);
  return static_cast<unsigned>(count);
}

namespace {

FirstSet compute(const Node& node, const Tree& tree, base::Arena& arena) {
  FirstSet empty;
  empty.may_be_empty = true;
  switch (node.type) {
    // What consumes nothing does not say what comes first.
    case NodeType::Empty:
    case NodeType::Assertion:
      return empty;
    case NodeType::Look: {
      // What comes first must be what a look-ahead begins with; where it ends does not matter.
      const auto& look = as<LookNode>(node);
      return look.is_behind || look.is_negative ? empty : first_set_of(*look.body, tree, arena);
    }
    case NodeType::BackReference:
      return FirstSet::anything();
    case NodeType::Text: {
      const TextCharacter first = as<TextNode>(node).characters.front();
      return FirstSet::of(first);
    }
    case NodeType::Class:
      return FirstSet::of(tree.sets[as<ClassNode>(node).set]);
    case NodeType::Capture:
      return first_set_of(*as<CaptureNode>(node).body, tree, arena);
    case NodeType::Repeat: {
      const auto& repeat = as<RepeatNode>(node);
      FirstSet result = first_set_of(*repeat.body, tree, arena);
      result.may_be_empty |= repeat.min == 0;
      return result;
    }
    case NodeType::Sequence: {
      FirstSet result = empty;
      for (Node* item : as<SequenceNode>(node).items) {
        result = result.followed_by(first_set_of(*item, tree, arena));
        if (!result.may_be_empty) break;
      }
      return result;
    }
    case NodeType::Alternatives: {
      FirstSet result;
      for (Node* item : as<AlternativesNode>(node).items) result.add(first_set_of(*item, tree, arena));
      return result;
    }
  }
  return FirstSet::anything();
}

}  // namespace

const FirstSet& first_set_of(Node& node, const Tree& tree, base::Arena& arena) {
  if (node.first == nullptr) node.first = arena.make<FirstSet>(compute(node, tree, arena));
  return *node.first;
}

}  // namespace orrery::regexp
