#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orrery::regexp {

/// How deep groups, look-around assertions and nested classes may lie within each other.
inline constexpr std::uint32_t k_max_nesting = 1000;

/// The names of a pattern's capturing groups, and the early errors about them. Allocates nothing until there
/// is a name.
///
/// Two groups may share a name if they lie in different alternatives of one disjunction
/// (https://tc39.es/ecma262/#sec-mightbothparticipate). To tell without comparing every pair, this class is
/// told where the disjunctions and alternatives around the parser's place begin, and remembers for each name
/// only the last group that had it:
///
///  - An earlier group `x` and a group here meet in the innermost open disjunction that began before `x`.
///    They might both participate just when `x` lies in that disjunction's current alternative.
///  - If any earlier group of that name might participate together with a group here, the last of them
///    might. For suppose that `x` might, while `last`, behind it, is in another alternative of some
///    disjunction than the parser's place. Then `x` is not in that disjunction (it would be in another
///    alternative as well), so nothing separates `x` from it, and `x` and `last` were an error before.
///
/// So a declaration costs one look-up and, if the name is not new, one binary search over the open
/// disjunctions.
class GroupNames {
 public:
  /// A `\k<name>`, kept until all names are known.
  struct Reference {
    std::string name;
    std::uint32_t start;  // byte offsets of `name` in the pattern
    std::uint32_t end;
  };

  void enter_disjunction(std::uint32_t offset) { scopes_[scope_count_++] = {offset, offset}; }
  void enter_alternative(std::uint32_t offset) { scopes_[scope_count_ - 1].alternative_start = offset; }
  void leave_disjunction() { --scope_count_; }

  /// Enters a group called `name` (WTF-8, escapes resolved) whose specifier is at byte `offset`. False: a
  /// group of that name exists and both might participate in one match.
  [[nodiscard]] bool declare(std::string name, std::uint32_t offset);

  void refer(Reference reference) { references_.push_back(std::move(reference)); }

  /// The first reference to a name that no group has, or null. To be asked at the pattern's end.
  const Reference* first_unresolved() const;

 private:
  struct DisjunctionScope {
    std::uint32_t start;
    std::uint32_t alternative_start;
  };

  bool is_in_current_alternative(std::uint32_t offset) const;

  std::array<DisjunctionScope, k_max_nesting + 1> scopes_;  // the open disjunctions, the outermost first
  std::uint32_t scope_count_ = 0;
  std::map<std::string, std::uint32_t, std::less<>> last_offsets_;  // of the last group of each name
  std::vector<Reference> references_;
};

}  // namespace orrery::regexp
