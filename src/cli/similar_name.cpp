#include "cli/similar_name.h"

#include <algorithm>
#include <vector>

namespace orrery::cli {

namespace {

/// The optimal string alignment distance: Damerau, "A technique for computer detection and correction of
/// spelling errors" (1964), where no letter is touched twice.
std::size_t distance(std::string_view a, std::string_view b) {
  // Rows of the table of distances between the prefixes of `a` and those of `b`.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); j++) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); i++) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); j++) {
      const std::size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1});
      const bool is_swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string> similar_name(std::string_view written, std::span<const std::string> names) {
  constexpr std::size_t k_most = 2;
  // Nothing so long is near, and the table would be large.
  constexpr std::size_t k_longest = 100;
  if (written.size() > k_longest) return std::nullopt;
  std::optional<std::string> nearest;
  std::size_t least = k_most + 1;
  for (const std::string& name : names) {
    const std::size_t changes = distance(written, name);
    if (changes >= least || changes * 2 >= name.size()) continue;
    least = changes;
    nearest = name;
  }
  return nearest;
}

}  // namespace orrery::cli
