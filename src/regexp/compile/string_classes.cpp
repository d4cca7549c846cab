// Classes of flag `v` that contain strings, and properties of strings.

#include <algorithm>
#include <map>
#include <utility>

#include "regexp/compile/tree_builder.h"

namespace orrery::regexp {

/// Makes alternatives of strings. The standard tries them from the longest to the shortest
/// (https://tc39.es/ecma262/#sec-compileatom, CharacterClass). Those that match at one place are prefixes of
/// each other, so trying them along a tree of common prefixes, the longer ones first, gives the same order.
/// Strings that go on in the same way are put together: the emoji that may be followed by one of five skin
/// tones are one class, followed by another. (Matched backwards, the prefixes are suffixes.)
class StringClassBuilder {
 public:
  explicit StringClassBuilder(TreeBuilder& builder) : builder_(builder) {}

  Node* build(ClassContents contents) {
    auto& strings = contents.strings;
    // Single characters with which longer strings begin join these.
    for (auto& string : strings)
      if (builder_.is_backward_) std::ranges::reverse(string);
    CodePointSet shared;
    for (const auto& string : strings)
      if (!string.empty()) shared.add(string[0]);
    shared.intersect(contents.characters);
    contents.characters.subtract(shared);
    for (const auto range : shared.ranges())
      for (char32_t c = range.first; c <= range.last; ++c) strings.emplace_back(1, c);

    std::ranges::sort(strings);
    const auto surplus = std::ranges::unique(strings);
    strings.erase(surplus.begin(), surplus.end());
    return tail_node(tail(strings, 0, 0, std::move(contents.characters)));
  }

 private:
  using Strings = std::span<const std::u32string>;

  /// What may follow at a place: `prefix`, and then nothing (if `may_end`), or a character of one of `edges`
  /// and the tail behind it.
  struct Tail {
    std::u32string prefix;
    bool may_end = false;
    std::vector<std::pair<CodePointSet, std::uint32_t>> edges;
    Node* node = nullptr;
  };

  static constexpr std::uint32_t k_max_depth = 100;

  /// The number of the tail of sorted strings that have their first `offset` characters in common, and of
  /// `singles`.
  std::uint32_t tail(Strings strings, std::size_t offset, std::uint32_t depth, CodePointSet singles = {}) {
    Tail result;
    if (depth > k_max_depth) {
      builder_.tree_.is_too_large = true;
      return intern(std::move(result));
    }
    if (singles.is_empty() && !strings.empty()) {
      const auto& first = strings.front();
      const auto& last = strings.back();
      std::size_t end = offset;
      while (end < first.size() && end < last.size() && first[end] == last[end]) ++end;
      result.prefix = first.substr(offset, end - offset);
      offset = end;
    }
    if (!strings.empty() && strings.front().size() == offset) {
      result.may_end = true;
      strings = strings.subspan(1);
    }

    std::map<std::uint32_t, CodePointSet> edges;
    while (!strings.empty()) {
      const char32_t character = strings.front()[offset];
      const auto end =
          std::ranges::find_if(strings, [&](const auto& string) { return string[offset] != character; });
      const auto count = static_cast<std::size_t>(end - strings.begin());
      edges[tail(strings.first(count), offset + 1, depth + 1)].add(character);
      strings = strings.subspan(count);
    }
    if (!singles.is_empty()) edges[end_tail()].add(singles);
    for (auto& [next, characters] : edges) result.edges.emplace_back(std::move(characters), next);
    return intern(std::move(result));
  }

  std::uint32_t end_tail() {
    Tail end;
    end.may_end = true;
    return intern(std::move(end));
  }

  /// Equal tails have equal numbers.
  std::uint32_t intern(Tail tail) {
    std::u32string key = tail.prefix;
    key.push_back(tail.may_end ? 0x110001 : 0x110000);
    for (const auto& [characters, next] : tail.edges) {
      for (const auto range : characters.ranges()) key.append({range.first, range.last});
      key.append({0x110002, static_cast<char32_t>(next)});
    }
    const auto [entry, is_new] =
        numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(tails_.size()));
    if (is_new) tails_.push_back(std::move(tail));
    return entry->second;
  }

  Node* tail_node(std::uint32_t number) {
    if (tails_[number].node == nullptr) tails_[number].node = make_tail_node(tails_[number]);
    return tails_[number].node;
  }

  Node* make_tail_node(const Tail& tail) {
    std::vector<Node*> alternatives;
    for (const auto& [characters, next] : tail.edges) {
      CodePointSet set = characters;
      add_case_equivalents(set, builder_.modes_.character.case_mode());
      alternatives.push_back(
          builder_.make_prefixed({}, builder_.make_class(std::move(set)), tail_node(next)));
    }
    if (tail.may_end || alternatives.empty()) alternatives.push_back(builder_.make_empty());
    return builder_.make_prefixed(tail.prefix, nullptr, builder_.make_alternatives(alternatives));
  }

  TreeBuilder& builder_;
  std::vector<Tail> tails_;
  std::map<std::u32string, std::uint32_t> numbers_;
};

/// `prefix`, `character` if it is not null, and `rest`, in the order in which they are to be matched.
Node* TreeBuilder::make_prefixed(std::u32string_view prefix, Node* character, Node* rest) {
  const auto first_term = terms_.size();
  const auto add_prefix = [&](char32_t c) {
    if (const auto text = as_text(c)) {
      text_.push_back(*text);
    } else {
      push_term(make_character(c));
    }
  };
  const auto add_node = [&](Node* node) {
    if (node != nullptr && node->type != NodeType::Empty) push_term(node);
  };
  // A sequence is in the order of the text, which is matched from its end if matched backwards.
  if (is_backward_) {
    add_node(rest);
    add_node(character);
    std::ranges::for_each(prefix.rbegin(), prefix.rend(), add_prefix);
  } else {
    std::ranges::for_each(prefix, add_prefix);
    add_node(character);
    add_node(rest);
  }
  return end_alternative(first_term);
}

Node* TreeBuilder::make_string_class(ClassContents contents) {
  end_text();
  charge(contents.size());
  if (tree_.is_too_large) return make_empty();
  return StringClassBuilder(*this).build(std::move(contents));
}

}  // namespace orrery::regexp
