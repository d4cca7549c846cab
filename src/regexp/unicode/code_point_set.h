#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace orrery::regexp {

struct CodePointRange {
  char32_t first;
  char32_t last;  // included
  friend bool operator==(CodePointRange, CodePointRange) = default;
};

inline constexpr char32_t k_last_code_point = 0x10FFFF;

/// A set of code points (or of code units: what a pattern without `u` and `v` takes for characters).
///
/// Adding appends; whatever asks brings the ranges into order first. So a class of n characters costs
/// n log n.
class CodePointSet {
 public:
  CodePointSet() = default;
  CodePointSet(std::initializer_list<CodePointRange> ranges) : ranges_(ranges), is_sorted_(false) {}

  void add(char32_t code_point) { add(code_point, code_point); }
  void add(char32_t first, char32_t last);
  void add(const CodePointSet& other);

  /// Removes what is not in `other`.
  void intersect(const CodePointSet& other);
  /// Removes what is in `other`.
  void subtract(const CodePointSet& other);
  /// Becomes what is missing from 0 to `last`, the greatest character that there is.
  void complement(char32_t last);

  bool contains(char32_t code_point) const;
  bool is_empty() const { return ranges_.empty(); }
  /// Sorted, disjoint and not touching each other.
  std::span<const CodePointRange> ranges() const;
  /// The only member, if there is just one.
  bool is_single() const { return ranges().size() == 1 && ranges_[0].first == ranges_[0].last; }
  /// Ranges held, sorted or not: a measure of memory.
  std::size_t stored_ranges() const { return ranges_.size(); }

  friend bool operator==(const CodePointSet& left, const CodePointSet& right);

 private:
  void sort() const;

  mutable std::vector<CodePointRange> ranges_;
  mutable bool is_sorted_ = true;
};

}  // namespace orrery::regexp
