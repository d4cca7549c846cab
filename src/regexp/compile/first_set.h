#pragma once

#include <array>
#include <cstdint>

#include "base/arena.h"
#include "regexp/compile/tree.h"
#include "regexp/unicode/code_point_set.h"

namespace orrery::regexp {

/// The code units with which what a part of a pattern matches may begin; those beyond Latin-1 all count as
/// one. Never too small, maybe too large.
struct FirstSet {
  std::array<std::uint64_t, 4> latin1{};
  bool has_others = false;
  /// May it match nothing at all, so that any code unit, or the end, may come first?
  bool may_be_empty = false;

  static FirstSet anything() {
    return {.latin1 = {~0ULL, ~0ULL, ~0ULL, ~0ULL}, .has_others = true, .may_be_empty = true};
  }
  static FirstSet of(const CodePointSet& set);
  static FirstSet of(TextCharacter character);

  bool contains(char32_t unit) const {
    return unit < 256 ? (latin1[unit >> 6] >> (unit & 63) & 1) != 0 : has_others;
  }
  void add(std::uint8_t unit) { latin1[unit >> 6] |= std::uint64_t{1} << (unit & 63); }
  /// Becomes what may come first where either may come. Keeps may_be_empty of both.
  void add(const FirstSet& other);
  /// What may come first if `next` comes behind this.
  FirstSet followed_by(const FirstSet& next) const;

  bool is_disjoint_from(const FirstSet& other) const;
  bool is_full() const;
  /// How many Latin-1 characters are in it?
  unsigned latin1_count() const;
  friend bool operator==(const FirstSet&, const FirstSet&) = default;
};

/// The first set of `node`, matched forwards. (Of a look-ahead, what it looks at: `may_be_empty` is not about
/// its length.) Remembered in the node; memory from `arena`.
const FirstSet& first_set_of(Node& node, const Tree& tree, base::Arena& arena);

}  // namespace orrery::regexp
