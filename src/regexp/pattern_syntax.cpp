#include "regexp/pattern_syntax.h"

#include "base/unicode/utf.h"
#include "regexp/pattern_parser.h"

namespace orrery::regexp {

namespace {

// In the order of the bits of Flag.
constexpr std::string_view k_flag_letters = "dgimsuvy";

}  // namespace

std::expected<Flags, SyntaxError> parse_flags(std::string_view flags) {
  Flags result;
  for (std::uint32_t i = 0; i < flags.size(); ++i) {
    const auto flag = k_flag_letters.find(flags[i]);
    if (flag == std::string_view::npos) {
      const auto length = base::decode_wtf8(flags.data() + i).length;
      return std::unexpected(SyntaxError{.message = "Invalid flag", .start = i, .end = i + length});
    }
    const auto bit = static_cast<std::uint8_t>(1U << flag);
    if ((result.bits & bit) != 0)
      return std::unexpected(SyntaxError{.message = "Repeated flag", .start = i, .end = i + 1});
    result.bits |= bit;
    if (result.has(Flag::Unicode) && result.has(Flag::UnicodeSets))
      return std::unexpected(
          SyntaxError{.message = "Flags u and v exclude each other", .start = i, .end = i + 1});
  }
  return result;
}

std::optional<SyntaxError> validate_pattern(std::string_view pattern, Flags flags) {
  return PatternParser(pattern, flags).parse_pattern();
}

}  // namespace orrery::regexp
