#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#if defined(__SSE2__) && !defined(ORRERY_PORTABLE)
#define ORRERY_TEXT_SEARCH_SSE2 1
#include <emmintrin.h>
#endif

namespace orrery::regexp {

// Looking for characters, 16 bytes at a time on x86-64. `Character` is std::uint8_t (Latin-1) or char16_t.
// All of it is inline and calls nothing, for the matcher's handlers.

#ifdef ORRERY_TEXT_SEARCH_SSE2

namespace detail {

template <typename Character>
inline constexpr std::ptrdiff_t k_lanes = 16 / static_cast<std::ptrdiff_t>(sizeof(Character));

template <typename Character>
inline __m128i broadcast(char16_t unit) {
  if constexpr (sizeof(Character) == 1) return _mm_set1_epi8(static_cast<char>(unit));
  return _mm_set1_epi16(static_cast<short>(unit));
}

template <typename Character>
inline __m128i equal(__m128i left, __m128i right) {
  if constexpr (sizeof(Character) == 1) return _mm_cmpeq_epi8(left, right);
  return _mm_cmpeq_epi16(left, right);
}

template <typename Character>
inline __m128i load(const Character* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

/// The index of the first lane of ones of `mask`, which is not 0.
template <typename Character>
inline std::ptrdiff_t first_lane(unsigned mask) {
  return __builtin_ctz(mask) / static_cast<int>(sizeof(Character));
}

}  // namespace detail

#endif

/// The first place from `at` to `end` with one of four code units; `end` if there is none. Units that are no
/// Latin-1 characters are not found among such.
template <typename Character>
inline const Character* find_any(const Character* at, const Character* end, char16_t a, char16_t b,
                                 char16_t c, char16_t d) {
  if constexpr (sizeof(Character) == 1) {
    // So that what is cut off is not found.
    if (b > 0xFF) b = a;
    if (c > 0xFF) c = a;
    if (d > 0xFF) d = a;
    if (a > 0xFF) {
      a = b != a ? b : c != a ? c : d;
      if (a > 0xFF) return end;
      if (b > 0xFF) b = a;
      if (c > 0xFF) c = a;
      if (d > 0xFF) d = a;
    }
  }
#ifdef ORRERY_TEXT_SEARCH_SSE2
  using namespace detail;
  constexpr auto k_step = k_lanes<Character>;
  if (end - at >= k_step) {
    const __m128i wanted_a = broadcast<Character>(a);
    const __m128i wanted_b = broadcast<Character>(b);
    const __m128i wanted_c = broadcast<Character>(c);
    const __m128i wanted_d = broadcast<Character>(d);
    do {
      const __m128i block = load(at);
      const __m128i found =
          _mm_or_si128(_mm_or_si128(equal<Character>(block, wanted_a), equal<Character>(block, wanted_b)),
                       _mm_or_si128(equal<Character>(block, wanted_c), equal<Character>(block, wanted_d)));
      if (const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found)); mask != 0)
        return at + first_lane<Character>(mask);
      at += k_step;
    } while (end - at >= k_step);
  }
#endif
  while (at != end && *at != a && *at != b && *at != c && *at != d) ++at;
  return at;
}

/// Are the `length` code units at both places the same?
template <typename Character>
inline bool equal_units(const Character* left, const Character* right, std::size_t length) {
  if (length * sizeof(Character) >= 8) {
    constexpr std::size_t k_units = 8 / sizeof(Character);
    const auto differ = [&](std::size_t at) {
      std::uint64_t a;
      std::uint64_t b;
      std::memcpy(&a, left + at, sizeof a);
      std::memcpy(&b, right + at, sizeof b);
      return a != b;
    };
    for (std::size_t at = 0; at + k_units <= length; at += k_units)
      if (differ(at)) return false;
    return !differ(length - k_units);
  }
  for (std::size_t i = 0; i < length; ++i)
    if (left[i] != right[i]) return false;
  return true;
}

/// Does a text match at `at`, where there are enough units? Unit `u` matches if `u | masks[i]` is `units[i]`.
template <typename Character, typename Unit>
inline bool equal_masked(const Character* at, const Unit* units, const char16_t* masks, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i)
    if ((at[i] | masks[i]) != units[i]) return false;
  return true;
}

/// The first place from `at` on where such a text is, all of it before `end`; null if there is none.
template <typename Character>
inline const Character* find_text(const Character* at, const Character* end, const char16_t* units,
                                  const char16_t* masks, std::size_t length) {
  const auto rest = static_cast<std::ptrdiff_t>(length) - 1;
  if (end - at <= rest) return nullptr;
  const Character* last_start = end - rest - 1;
#ifdef ORRERY_TEXT_SEARCH_SSE2
  using namespace detail;
  // Where the first and the last unit are where they should be, the others are compared.
  const __m128i first = broadcast<Character>(units[0]);
  const __m128i first_mask = broadcast<Character>(masks[0]);
  const __m128i last = broadcast<Character>(units[rest]);
  const __m128i last_mask = broadcast<Character>(masks[rest]);
  for (; last_start - at >= k_lanes<Character> - 1; at += k_lanes<Character>) {
    const __m128i firsts = equal<Character>(_mm_or_si128(load(at), first_mask), first);
    const __m128i lasts = equal<Character>(_mm_or_si128(load(at + rest), last_mask), last);
    auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(firsts, lasts)));
    while (mask != 0) {
      const auto lane = first_lane<Character>(mask);
      if (rest <= 1 || equal_masked(at + lane, units, masks, length)) return at + lane;
      mask &= ~(((1U << sizeof(Character)) - 1) << (lane * static_cast<std::ptrdiff_t>(sizeof(Character))));
    }
  }
#endif
  for (; at <= last_start; ++at)
    if (equal_masked(at, units, masks, length)) return at;
  return nullptr;
}

}  // namespace orrery::regexp
