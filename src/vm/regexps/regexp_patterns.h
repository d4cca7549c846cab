#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "regexp/pattern_syntax.h"

namespace orrery::gc {
class Liveness;
}

namespace orrery::vm {

class RegExpPattern;
class String;

/// The patterns that an agent has met last, so that `new RegExp(text)` with the same text compiles nothing
/// again. Weak: what no RegExp object has goes away.
class RegExpPatterns {
 public:
  /// Null: not among them.
  RegExpPattern* find(String* source, regexp::Flags flags) const;
  /// In place of whatever has the same place.
  void add(RegExpPattern* pattern);
  /// For the agent, after a collection.
  void clear_dead(const gc::Liveness& liveness);

 private:
  static constexpr std::size_t k_places = 64;
  static std::size_t place_of(String* source, regexp::Flags flags);

  std::array<RegExpPattern*, k_places> patterns_{};
};

}  // namespace orrery::vm
