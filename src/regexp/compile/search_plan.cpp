// How to find places where a match may begin.

#include <algorithm>
#include <array>

#include "regexp/compile/class_contents.h"
#include "regexp/compile/code_generator.h"

namespace orrery::regexp {

namespace {

// More does not make the search faster.
constexpr std::size_t k_max_prefix = 32;

/// How often members of `set` are to be expected, in thousandths of a text, roughly.
std::uint32_t weight_of(const FirstSet& set) {
  std::uint32_t weight = set.has_others ? 100 : 0;
  for (unsigned unit = 0; unit < 256; ++unit) {
    if (!set.contains(unit)) continue;
    const bool is_small = unit >= 'a' && unit <= 'z';
    const bool is_alphanumeric = (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
    weight += unit == ' ' ? 150 : is_small ? 24 : is_alphanumeric ? 4 : unit < 0x80 ? 3 : 1;
  }
  return weight;
}

/// A filter that lets nearly everything pass is not worth asking.
constexpr std::uint32_t k_weight_worth_filter = 900;

/// The code units that are possible at each of the first offsets of a match, never too few.
class PossibleUnits {
 public:
  using Sets = std::array<FirstSet, SearchFilter::k_max_length>;

  explicit PossibleUnits(const Tree& tree) : tree_(tree) {}

  Sets of(const Node& node) {
    walk(node, {.least = 0, .greatest = 0});
    return sets_;
  }

 private:
  static constexpr std::uint32_t k_end = SearchFilter::k_max_length;
  static constexpr std::uint32_t k_max_nodes = 2000;

  /// Where something may begin; k_end stands for all offsets from it on.
  struct Offsets {
    std::uint32_t least;
    std::uint32_t greatest;
    Offsets plus(std::uint32_t min, std::uint32_t max) const {
      return {.least = std::min(k_end, saturating_add(least, min)),
              .greatest = std::min(k_end, saturating_add(greatest, max))};
    }
    void include(Offsets other) {
      least = std::min(least, other.least);
      greatest = std::max(greatest, other.greatest);
    }
  };

  void add(const FirstSet& set, Offsets at) {
    for (std::uint32_t i = at.least; i <= at.greatest && i < k_end; ++i) sets_[i].add(set);
  }

  Offsets give_up(Offsets at) {
    add(FirstSet::anything(), {.least = at.least, .greatest = k_end});
    return {.least = at.least, .greatest = k_end};
  }

  /// Adds what `node` may match if it begins at `at`; gives where it may end.
  Offsets walk(const Node& node, Offsets at) {
    if (at.least == k_end) return at;
    if (++nodes_ > k_max_nodes) return give_up(at);
    switch (node.type) {
      case NodeType::Empty:
      case NodeType::Assertion:
      case NodeType::Look:
        return at;
      case NodeType::BackReference:
        return give_up(at);
      case NodeType::Text:
        return walk_text(as<TextNode>(node), at);
      case NodeType::Class: {
        const FirstSet set = FirstSet::of(tree_.sets[as<ClassNode>(node).set]);
        add(set, at);
        // The second half of a surrogate pair.
        if (node.max_length == 2) add({.latin1 = {}, .has_others = true}, at.plus(1, 1));
        return at.plus(node.min_length, node.max_length);
      }
      case NodeType::Capture:
        return walk(*as<CaptureNode>(node).body, at);
      case NodeType::Repeat:
        return walk_repeat(as<RepeatNode>(node), at);
      case NodeType::Sequence:
        for (const Node* item : as<SequenceNode>(node).items) {
          at = walk(*item, at);
          if (at.least == k_end) break;
        }
        return at;
      case NodeType::Alternatives: {
        Offsets ends{.least = k_end, .greatest = 0};
        for (const Node* item : as<AlternativesNode>(node).items) ends.include(walk(*item, at));
        return ends;
      }
    }
    return give_up(at);
  }

  Offsets walk_text(const TextNode& node, Offsets at) {
    for (const TextCharacter character : node.characters) {
      add(FirstSet::of(character), at);
      at = at.plus(1, 1);
      if (character.value > 0xFFFF) {
        add(FirstSet::of(character), at);
        at = at.plus(1, 1);
      }
      if (at.least == k_end) break;
    }
    return at;
  }

  Offsets walk_repeat(const RepeatNode& node, Offsets at) {
    if (node.body->min_length == 0) return give_up(at);
    Offsets ends{.least = k_end, .greatest = 0};
    for (std::uint32_t i = 0; i <= k_end; ++i) {
      if (i >= node.min) ends.include(at);
      if (i == node.max || at.least == k_end) break;
      at = walk(*node.body, at);
    }
    // Whatever comes after more iterations comes even later.
    if (node.max > k_end) ends.greatest = k_end;
    return ends;
  }

  const Tree& tree_;
  Sets sets_{};
  std::uint32_t nodes_ = 0;
};

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
  plan_run();
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
  plan_filter();
}

/// Finds the loop at the beginning of `node`, if there is one.
const RepeatNode* CodeGenerator::leading_repeat(const Node& node) const {
  switch (node.type) {
    case NodeType::Capture:
      return leading_repeat(*as<CaptureNode>(node).body);
    case NodeType::Sequence:
      return leading_repeat(*as<SequenceNode>(node).items[0]);
    case NodeType::Repeat:
      return &as<RepeatNode>(node);
    default:
      return nullptr;
  }
}

/// A leading loop that takes all characters of a class takes them up to the same place wherever in a run of
/// them it begins, and what follows fails there again.
void CodeGenerator::plan_run() {
  const RepeatNode* repeat = leading_repeat(*tree_.root);
  if (repeat == nullptr || repeat != first_possessive_ || tree_.has_back_references) return;
  if (repeat->min > 1 || repeat->max != k_unbounded) return;
  const CodePointSet set = set_of_character(*repeat->body);
  if (is_one_unit(set)) code_->search.run_class = class_index(set);
}

/// Looks for the places where a match may begin by the code units that are possible in it.
void CodeGenerator::plan_filter() {
  SearchPlan& plan = code_->search;
  SearchFilter& filter = plan.filter;
  const auto possible = PossibleUnits(tree_).of(*tree_.root);
  const std::uint32_t length = std::min(plan.min_length, SearchFilter::k_max_length);

  std::uint32_t best_weight = k_weight_worth_filter;
  for (std::uint32_t i = 0; i < length; ++i) {
    const FirstSet& set = possible[i];
    if (set.is_full()) continue;
    filter.length = static_cast<std::uint8_t>(i + 1);
    if (const auto weight = weight_of(set); weight < best_weight) {
      best_weight = weight;
      filter.best_offset = static_cast<std::uint8_t>(i);
    }
  }
  if (best_weight == k_weight_worth_filter) return;
  for (std::uint32_t i = 0; i < filter.length; ++i) {
    const auto bit = static_cast<std::uint8_t>(1U << i);
    for (unsigned unit = 0; unit < 256; ++unit)
      if (possible[i].contains(unit)) filter.latin1[unit] |= bit;
    if (possible[i].has_others) filter.others |= bit;
  }

  plan.kind = SearchKind::Filter;
  const FirstSet& best = possible[filter.best_offset];
  if (best.has_others || best.latin1_count() > plan.units.size() || best.latin1_count() == 0) return;
  plan.kind = SearchKind::AnyOf;
  std::size_t count = 0;
  for (char16_t unit = 0; unit < 256; ++unit)
    if (best.contains(unit)) plan.units[count++] = unit;
  std::fill(plan.units.begin() + static_cast<std::ptrdiff_t>(count), plan.units.end(), plan.units[0]);
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
  const RepeatNode* repeat = leading_repeat(node);
  if (repeat == nullptr || repeat->max != k_unbounded || repeat->body->type != NodeType::Class) return false;
  CodePointSet missing = set_of(as<ClassNode>(*repeat->body));
  missing.complement(is_unicode_ ? k_last_code_point : 0xFFFF);
  missing.subtract(line_terminators());
  return missing.is_empty();
}

}  // namespace orrery::regexp
