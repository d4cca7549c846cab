#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::web {

/// https://urlpattern.spec.whatwg.org/#token
struct PatternToken {
  enum class Type : std::uint8_t {
    Open,
    Close,
    Regexp,
    Name,
    Char,
    EscapedChar,
    OtherModifier,
    Asterisk,
    End,
    InvalidChar,
  };
  Type type;
  /// Where it begins in the pattern string, in bytes.
  std::size_t index;
  /// A part of the pattern string.
  std::string_view value;
};

/// https://urlpattern.spec.whatwg.org/#tokenize-policy
enum class TokenizePolicy : std::uint8_t { Strict, Lenient };

/// The last one is of type End. \param input  well-formed UTF-8, which outlives the tokens
/// https://urlpattern.spec.whatwg.org/#tokenize
base::Result<std::vector<PatternToken>> tokenize_pattern(std::string_view input, TokenizePolicy policy);

/// https://urlpattern.spec.whatwg.org/#is-a-valid-name-code-point
bool is_valid_name_code_point(char32_t code_point, bool is_first);
/// The same of the first code point of a text, behind another one of the name; false if it is empty.
bool begins_with_name_code_point(std::string_view text);

}  // namespace orrery::web
