#include "base/unicode/unicode_text.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/unicode/unicode_text_data.h"

namespace orrery::base {

using namespace detail;

// Looking things up -----------------------------------------------------------------------------------------

namespace {

/// The range that `code_point` is in, or null.
template <typename Range>
const Range* find_range(std::span<const Range> ranges, char32_t code_point) {
  const auto found = std::ranges::lower_bound(ranges, code_point, {}, &Range::last);
  return found != ranges.end() && found->first <= code_point ? &*found : nullptr;
}

/// What `code_point` becomes; empty if it is not in the table.
std::span<const char32_t> find_sequence(std::span<const CodePointSequence> sequences, char32_t code_point) {
  const auto found = std::ranges::lower_bound(sequences, code_point, {}, &CodePointSequence::code_point);
  if (found == sequences.end() || found->code_point != code_point) return {};
  return k_code_point_pool.subspan(found->offset, found->length);
}

CaseMapping map_case(char32_t code_point, std::span<const CodePointSequence> special,
                     std::span<const CaseRange> ranges) {
  if (const auto sequence = find_sequence(special, code_point); !sequence.empty()) {
    CaseMapping mapping{{}, static_cast<std::uint8_t>(sequence.size())};
    std::ranges::copy(sequence, mapping.code_points);
    return mapping;
  }
  const CaseRange* range = find_range(ranges, code_point);
  if (range == nullptr || (code_point - range->first) % range->step != 0) return {{code_point}, 1};
  return {{static_cast<char32_t>(static_cast<std::int32_t>(code_point) + range->delta)}, 1};
}

}  // namespace

CaseMapping to_lowercase(char32_t code_point) {
  return map_case(code_point, k_special_lowercase, k_lowercase_ranges);
}

CaseMapping to_uppercase(char32_t code_point) {
  return map_case(code_point, k_special_uppercase, k_uppercase_ranges);
}

bool is_cased(char32_t code_point) {
  return find_range(k_cased_ranges, code_point) != nullptr;
}

bool is_case_ignorable(char32_t code_point) {
  return find_range(k_case_ignorable_ranges, code_point) != nullptr;
}

// Normalization ---------------------------------------------------------------------------------------------

namespace {

/// https://www.unicode.org/versions/latest/core-spec/chapter-3/#G56669
struct Hangul {
  static constexpr char32_t k_syllables = 0xAC00;
  static constexpr char32_t k_leading = 0x1100;
  static constexpr char32_t k_vowels = 0x1161;
  static constexpr char32_t k_trailing = 0x11A7;  // one before the first
  static constexpr char32_t k_leading_count = 19;
  static constexpr char32_t k_vowel_count = 21;
  static constexpr char32_t k_trailing_count = 28;
  static constexpr char32_t k_syllable_count = k_leading_count * k_vowel_count * k_trailing_count;

  static bool is_syllable(char32_t code_point) {
    return code_point >= k_syllables && code_point < k_syllables + k_syllable_count;
  }
};

std::uint8_t combining_order(char32_t code_point) {
  // OPTIMIZATION: there are none below.
  if (code_point < 0x300) return 0;
  const CombiningRange* range = find_range(k_combining_ranges, code_point);
  return range == nullptr ? 0 : range->order;
}

}  // namespace

std::optional<char32_t> compose_pair(char32_t first, char32_t second) {
  if (first - Hangul::k_leading < Hangul::k_leading_count &&
      second - Hangul::k_vowels < Hangul::k_vowel_count) {
    const char32_t index = (first - Hangul::k_leading) * Hangul::k_vowel_count + (second - Hangul::k_vowels);
    return Hangul::k_syllables + index * Hangul::k_trailing_count;
  }
  if (Hangul::is_syllable(first) && (first - Hangul::k_syllables) % Hangul::k_trailing_count == 0 &&
      second > Hangul::k_trailing && second < Hangul::k_trailing + Hangul::k_trailing_count) {
    return first + (second - Hangul::k_trailing);
  }
  const auto found =
      std::ranges::lower_bound(k_compositions, std::pair(first, second), {},
                               [](const Composition& each) { return std::pair(each.first, each.second); });
  if (found == k_compositions.end() || found->first != first || found->second != second) return std::nullopt;
  return found->composite;
}

Normalizer::Normalizer(NormalizationForm form, std::function<void(char32_t)> write)
    : composes_(form == NormalizationForm::Nfc || form == NormalizationForm::Nfkc),
      is_compatible_(form == NormalizationForm::Nfkc || form == NormalizationForm::Nfkd),
      write_(std::move(write)) {}

bool Normalizer::append(char32_t code_point) {
  // OPTIMIZATION: nothing below is decomposed.
  if (code_point < 0xA0) return append_piece(code_point);
  return append_decomposed(code_point);
}

bool Normalizer::append_decomposed(char32_t code_point) {
  if (Hangul::is_syllable(code_point)) {
    const char32_t index = code_point - Hangul::k_syllables;
    constexpr char32_t k_per_leading = Hangul::k_vowel_count * Hangul::k_trailing_count;
    const char32_t trailing = index % Hangul::k_trailing_count;
    return append_piece(Hangul::k_leading + index / k_per_leading) &&
           append_piece(Hangul::k_vowels + index % k_per_leading / Hangul::k_trailing_count) &&
           (trailing == 0 || append_piece(Hangul::k_trailing + trailing));
  }
  std::span<const char32_t> parts;
  if (is_compatible_) parts = find_sequence(k_compatible_decompositions, code_point);
  if (parts.empty()) parts = find_sequence(k_canonical_decompositions, code_point);
  if (parts.empty()) return append_piece(code_point);
  return std::ranges::all_of(parts, [this](char32_t part) { return append_piece(part); });
}

bool Normalizer::append_piece(char32_t code_point) {
  const std::uint8_t order = combining_order(code_point);
  if (order == 0 && !pieces_.empty()) {
    // A starter may compose with the one before it, if nothing is left between them.
    if (composes_) {
      compose();
      if (pieces_.size() == 1 && pieces_[0].order == 0) {
        if (const auto composite = compose_pair(pieces_[0].code_point, code_point)) {
          pieces_[0].code_point = *composite;
          return true;
        }
      }
      write_pieces();
    } else {
      flush();
    }
  }
  if (pieces_.size() == k_max_pieces) return false;
  pieces_.push_back({code_point, order});
  return true;
}

/// The Canonical Ordering Algorithm on what is waiting: a counting sort.
void Normalizer::order() {
  if (std::ranges::is_sorted(pieces_, {}, &Piece::order)) return;
  std::array<std::size_t, 257> starts{};
  for (const Piece& piece : pieces_) ++starts[piece.order + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<Piece> ordered(pieces_.size());
  for (const Piece& piece : pieces_) ordered[starts[piece.order]++] = piece;
  pieces_ = std::move(ordered);
}

/// The same, then the Canonical Composition Algorithm.
void Normalizer::compose() {
  order();
  if (pieces_.empty() || pieces_[0].order != 0) return;
  std::size_t kept = 1;
  for (std::size_t i = 1; i < pieces_.size(); ++i) {
    // A mark is blocked by one of its own class that stays before it.
    const bool is_blocked = kept > 1 && pieces_[kept - 1].order == pieces_[i].order;
    const auto composite =
        is_blocked ? std::nullopt : compose_pair(pieces_[0].code_point, pieces_[i].code_point);
    if (composite) {
      pieces_[0].code_point = *composite;
    } else {
      pieces_[kept++] = pieces_[i];
    }
  }
  pieces_.resize(kept);
}

void Normalizer::flush() {
  if (composes_) {
    compose();
  } else {
    order();
  }
  write_pieces();
}

void Normalizer::write_pieces() {
  for (const Piece& piece : pieces_) write_(piece.code_point);
  pieces_.clear();
}

}  // namespace orrery::base
