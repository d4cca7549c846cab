#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "regexp/program_code.h"
#include "regexp/surrogates.h"
#include "regexp/unicode/case_folding.h"

namespace orrery::regexp {

/// Have the `length` units at both places the same canonical forms? They are whole characters.
///
/// Canonical forms have as many units as what they are made of (unicode/case_folding_test.cpp), so that under
/// `u` and `v` too the lengths are the same.
template <typename Unit>
bool equal_canonical(const Unit* left, const Unit* right, std::ptrdiff_t length, CaseMode mode) {
  for (std::ptrdiff_t i = 0; i < length;) {
    std::ptrdiff_t left_length = 1;
    std::ptrdiff_t right_length = 1;
    char32_t a = left[i];
    char32_t b = right[i];
    if (mode == CaseMode::Folding) {
      a = code_point_at(left + i, left + length, left_length);
      b = code_point_at(right + i, right + length, right_length);
    }
    if (a != b && canonicalize(a, mode) != canonicalize(b, mode)) return false;
    i += left_length;
  }
  return true;
}

template <typename Unit>
struct BackReferenceMatch {
  const Unit* behind;       // where the match goes on, or null
  std::ptrdiff_t compared;  // no fewer than were looked at
};

/// https://tc39.es/ecma262/#sec-backreference-matcher for the BackReference at `pc`.
template <typename Unit>
[[gnu::noinline]] BackReferenceMatch<Unit> match_back_reference(const Word* pc, const Unit* at,
                                                                const Unit* begin, const Unit* end,
                                                                const std::int32_t* registers) {
  const Word flags = first_operand(*pc);
  const Word group_count = pc[1];
  const Unit* captured = nullptr;
  std::ptrdiff_t length = 0;
  for (Word i = 0; i < group_count; ++i) {
    const std::int32_t* capture = registers + std::size_t{2} * pc[2 + i];
    if (capture[0] < 0 || capture[1] < 0) continue;
    captured = begin + capture[0];
    length = capture[1] - capture[0];
  }
  if (captured == nullptr || length == 0) return {at, 0};

  const bool is_backward = (flags & k_reference_backward) != 0;
  if ((is_backward ? at - begin : end - at) < length) return {nullptr, 0};
  const Unit* first = is_backward ? at - length : at;
  const Unit* last = first + length;
  // Half of a surrogate pair is not a character.
  if ((flags & k_reference_code_points) != 0 &&
      (is_within_pair(first, begin, end) || is_within_pair(last, begin, end)))
    return {nullptr, 0};

  const auto mode = static_cast<CaseMode>(flags & k_reference_case_mode);
  const bool is_same = mode == CaseMode::Sensitive ? std::equal(first, last, captured)
                                                   : equal_canonical(first, captured, length, mode);
  if (!is_same) return {nullptr, length};
  return {is_backward ? first : last, length};
}

}  // namespace orrery::regexp
