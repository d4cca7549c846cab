#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

// Case mapping and normalization of Unicode 17, from tables of our own: the same in every build.

namespace orrery::base {

// Case ------------------------------------------------------------------------------------------------------

/// The code points that one becomes.
struct CaseMapping {
  char32_t code_points[3];
  std::uint8_t length;
  std::span<const char32_t> span() const [[clang::lifetimebound]] { return {code_points, length}; }
};
/// The full mappings of UnicodeData.txt and SpecialCasing.txt that depend on no language and no context.
CaseMapping to_lowercase(char32_t code_point);
CaseMapping to_uppercase(char32_t code_point);
/// The properties Cased and Case_Ignorable, for the context Final_Sigma.
bool is_cased(char32_t code_point);
bool is_case_ignorable(char32_t code_point);

// Normalization ---------------------------------------------------------------------------------------------

enum class NormalizationForm : std::uint8_t { Nfc, Nfd, Nfkc, Nfkd };

/// Normalizes a text that is given code point by code point (UAX #15). Surrogates are passed on as they are.
class Normalizer {
 public:
  /// \param write  gets the normalized text's code points
  Normalizer(NormalizationForm form, std::function<void(char32_t)> write);

  /// \return false if more marks follow one letter than can be sorted: then the result is worth nothing
  bool append(char32_t code_point);
  /// After the last one.
  void finish() { flush(); }

 private:
  struct Piece {
    char32_t code_point;
    std::uint8_t order;  // of its combining class; 0: a starter
  };
  static constexpr std::size_t k_max_pieces = std::size_t{1} << 22;

  bool append_decomposed(char32_t code_point);
  bool append_piece(char32_t code_point);
  void flush();
  void order();
  void compose();
  void write_pieces();

  bool composes_;
  bool is_compatible_;
  std::function<void(char32_t)> write_;
  std::vector<Piece> pieces_;  // a starter, or none, and the marks that follow it
};

/// The canonical composite of two code points, Hangul included.
std::optional<char32_t> compose_pair(char32_t first, char32_t second);

}  // namespace orrery::base
