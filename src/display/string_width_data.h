#pragma once

#include <cstddef>

namespace orrery::display {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Sorted.
/// Code points that take two columns: East_Asian_Width is Wide or Fullwidth.
extern const CodePointRange k_wide_ranges[];
extern const std::size_t k_wide_ranges_count;
/// Those that take none: control and format characters, marks.
extern const CodePointRange k_empty_ranges[];
extern const std::size_t k_empty_ranges_count;

}  // namespace orrery::display
