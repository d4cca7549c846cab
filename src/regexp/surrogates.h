#pragma once

#include <cstddef>

#include "base/unicode/utf.h"

namespace orrery::regexp {

// What follows reads texts of Latin-1 (std::uint8_t) and of UTF-16 (char16_t).

template <typename Unit>
inline constexpr bool k_has_surrogates = sizeof(Unit) == 2;

/// The code point at `at`, which is before `end`; `length` becomes its number of units.
template <typename Unit>
inline char32_t code_point_at(const Unit* at, const Unit* end, std::ptrdiff_t& length) {
  length = 1;
  if constexpr (k_has_surrogates<Unit>) {
    if (base::is_high_surrogate(*at) && end - at > 1 && base::is_low_surrogate(at[1])) {
      length = 2;
      return base::join_surrogates(at[0], at[1]);
    }
  }
  return *at;
}

/// Is `at` between the two halves of a surrogate pair?
template <typename Unit>
inline bool is_within_pair(const Unit* at, const Unit* begin, const Unit* end) {
  if constexpr (k_has_surrogates<Unit>)
    return at != begin && at != end && base::is_low_surrogate(*at) && base::is_high_surrogate(at[-1]);
  return false;
}

/// How many units the code point before `at` has, which is behind `begin`.
template <typename Unit>
inline std::ptrdiff_t length_before(const Unit* at, const Unit* begin) {
  if constexpr (k_has_surrogates<Unit>) {
    if (base::is_low_surrogate(at[-1]) && at - begin > 1 && base::is_high_surrogate(at[-2])) return 2;
  }
  return 1;
}

}  // namespace orrery::regexp
