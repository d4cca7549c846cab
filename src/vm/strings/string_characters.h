#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "base/bytes16.h"

namespace orrery::vm {

// Work on runs of code units, kept as Latin-1 (std::uint8_t) or as UTF-16 (char16_t).

/// Whether all code units are below 0x100.
inline bool fits_latin1(std::span<const char16_t> units) {
  constexpr std::size_t k_step = base::Bytes16::k_size / sizeof(char16_t);
  constexpr std::uint32_t k_high_bytes = 0xaaaa;  // little-endian, as everything that we run on
  std::size_t i = 0;
  for (; i + k_step <= units.size(); i += k_step) {
    const auto bytes = base::Bytes16::load(reinterpret_cast<const char*>(units.data() + i));
    if ((bytes.equal(0).mask() & k_high_bytes) != k_high_bytes) return false;
  }
  return std::all_of(units.begin() + static_cast<std::ptrdiff_t>(i), units.end(),
                     [](char16_t unit) { return unit < 0x100; });
}

/// Copies code units, widening or narrowing them; what is narrowed must fit.
template <typename To, typename From>
void copy_units(To* destination, const From* source, std::size_t count) {
  if constexpr (sizeof(To) == sizeof(From)) {
    if (count != 0) std::memcpy(destination, source, count * sizeof(To));
  } else {
    for (std::size_t i = 0; i < count; ++i) destination[i] = static_cast<To>(source[i]);
  }
}

template <typename A, typename B>
bool equal_units(const A* a, const B* b, std::size_t count) {
  if constexpr (sizeof(A) == sizeof(B)) {
    return count == 0 || std::memcmp(a, b, count * sizeof(A)) == 0;
  } else {
    return std::equal(a, a + count, b, [](char16_t x, char16_t y) { return x == y; });
  }
}

/// In the order of code units; a run comes before what it begins. \return negative, 0 or positive
template <typename A, typename B>
int compare_units(std::span<const A> a, std::span<const B> b) {
  const std::size_t count = std::min(a.size(), b.size());
  if constexpr (sizeof(A) == 1 && sizeof(B) == 1) {
    if (const int order = count == 0 ? 0 : std::memcmp(a.data(), b.data(), count)) return order;
  } else {
    for (std::size_t i = 0; i < count; ++i) {
      if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
  }
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

}  // namespace orrery::vm
