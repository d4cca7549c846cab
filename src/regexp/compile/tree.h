#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/arena.h"
#include "regexp/program.h"
#include "regexp/unicode/case_folding.h"
#include "regexp/unicode/code_point_set.h"

namespace orrery::regexp {

// What a pattern becomes before it becomes a program: a tree in an arena. Everything that depends on flags
// and modifiers is resolved in it: characters are replaced by all that match them under `i`, classes by sets,
// assertions by what they assert under `m`. Groups that do not capture have vanished.

struct FirstSet;

/// How many code units something matches if there is no limit, and how often a quantifier repeats if none.
inline constexpr std::uint32_t k_unbounded = std::numeric_limits<std::uint32_t>::max();

enum class NodeType : std::uint8_t {
  Empty,
  Text,
  Class,
  Assertion,
  BackReference,
  Capture,
  Look,
  Repeat,
  Sequence,
  Alternatives,
};

struct Node {
  NodeType type;
  std::uint32_t min_length = 0;  // in code units, at most k_unbounded
  std::uint32_t max_length = 0;
  const FirstSet* first = nullptr;  // once asked for: first_set_of()
};

/// A character of a text: matches `c` if `c | mask` is `value`. The mask is 0, or 0x20 for what comes in a
/// large and a small form, such as `a`.
struct TextCharacter {
  char32_t value;
  char32_t mask = 0;
};

/// Characters one after the other. None of them is a surrogate if the pattern consists of code points.
struct TextNode : Node {
  std::span<const TextCharacter> characters;
};

/// One character out of a set.
struct ClassNode : Node {
  std::uint32_t set;  // index in Tree::sets
};

enum class Assertion : std::uint8_t {
  Start,      // ^ without `m`
  End,        // $ without `m`
  LineStart,  // ^ with `m`
  LineEnd,    // $ with `m`
  WordBoundary,
  NotWordBoundary,
};

struct AssertionNode : Node {
  Assertion assertion;
  /// For word boundaries, https://tc39.es/ecma262/#sec-wordcharacters: with K and ſ?
  bool folds_case;
};

struct BackReferenceNode : Node {
  CaseMode case_mode;
  std::uint32_t name;                     // index in Tree::named_groups, or k_no_name
  std::span<const std::uint32_t> groups;  // of which at most one has captured
  static constexpr std::uint32_t k_no_name = std::numeric_limits<std::uint32_t>::max();
};

struct CaptureNode : Node {
  std::uint32_t group;
  Node* body;
};

/// Numbers of groups, `end` not included.
struct GroupRange {
  std::uint32_t begin;
  std::uint32_t end;
  bool is_empty() const { return begin == end; }
};

struct LookNode : Node {
  bool is_behind;
  bool is_negative;
  Node* body;
  GroupRange groups;  // within body
};

struct RepeatNode : Node {
  Node* body;
  std::uint32_t min;
  std::uint32_t max;  // or k_unbounded
  bool is_greedy;
  GroupRange groups;  // within body
};

struct SequenceNode : Node {
  std::span<Node* const> items;
};

struct AlternativesNode : Node {
  std::span<Node* const> items;  // at least two
};

/// A compiled pattern half way.
struct Tree {
  base::Arena arena;  // of all nodes
  Node* root = nullptr;
  std::vector<CodePointSet> sets;  // each once
  std::vector<NamedGroup> named_groups;
  std::uint32_t capture_count = 1;
  bool has_back_references = false;
  /// The pattern would need more memory than patterns may have: the tree is worth nothing.
  bool is_too_large = false;
};

template <typename T>
const T& as(const Node& node) {
  return static_cast<const T&>(node);
}

constexpr std::uint32_t saturating_add(std::uint32_t left, std::uint32_t right) {
  return left > k_unbounded - right ? k_unbounded : left + right;
}
constexpr std::uint32_t saturating_multiply(std::uint32_t left, std::uint32_t right) {
  const std::uint64_t product = std::uint64_t{left} * right;
  return product > k_unbounded ? k_unbounded : static_cast<std::uint32_t>(product);
}

}  // namespace orrery::regexp
