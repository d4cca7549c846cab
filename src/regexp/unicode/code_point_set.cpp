#include "regexp/unicode/code_point_set.h"

#include <algorithm>

namespace orrery::regexp {

void CodePointSet::add(char32_t first, char32_t last) {
  if (is_sorted_ && !ranges_.empty()) {
    CodePointRange& end = ranges_.back();
    if (first >= end.first && first <= end.last + 1) {
      end.last = std::max(end.last, last);
      return;
    }
    is_sorted_ = first > end.last;
  }
  ranges_.push_back({first, last});
}

void CodePointSet::add(const CodePointSet& other) {
  for (const auto range : other.ranges()) add(range.first, range.last);
}

void CodePointSet::sort() const {
  if (is_sorted_) return;
  is_sorted_ = true;
  std::ranges::sort(ranges_, {}, &CodePointRange::first);
  std::size_t kept = 0;
  for (const auto range : ranges_) {
    if (kept != 0 && range.first <= ranges_[kept - 1].last + 1) {
      ranges_[kept - 1].last = std::max(ranges_[kept - 1].last, range.last);
    } else {
      ranges_[kept++] = range;
    }
  }
  ranges_.resize(kept);
}

std::span<const CodePointRange> CodePointSet::ranges() const {
  sort();
  return ranges_;
}

void CodePointSet::intersect(const CodePointSet& other) {
  std::vector<CodePointRange> common;
  const auto left = ranges();
  const auto right = other.ranges();
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const char32_t first = std::max(left[i].first, right[j].first);
    const char32_t last = std::min(left[i].last, right[j].last);
    if (first <= last) common.push_back({first, last});
    if (left[i].last < right[j].last) {
      ++i;
    } else {
      ++j;
    }
  }
  ranges_ = std::move(common);
}

void CodePointSet::complement(char32_t last) {
  std::vector<CodePointRange> missing;
  char32_t next = 0;
  for (const auto range : ranges()) {
    if (range.first > next) missing.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= last) missing.push_back({next, last});
  ranges_ = std::move(missing);
}

void CodePointSet::subtract(const CodePointSet& other) {
  CodePointSet missing = other;
  missing.complement(k_last_code_point);
  intersect(missing);
}

bool CodePointSet::contains(char32_t code_point) const {
  const auto sorted = ranges();
  const auto found = std::ranges::lower_bound(sorted, code_point, {}, &CodePointRange::last);
  return found != sorted.end() && found->first <= code_point;
}

bool operator==(const CodePointSet& left, const CodePointSet& right) {
  return std::ranges::equal(left.ranges(), right.ranges());
}

}  // namespace orrery::regexp
