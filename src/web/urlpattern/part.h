#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::web {

/// A piece of a pattern string: https://urlpattern.spec.whatwg.org/#part
struct PatternPart {
  enum class Type : std::uint8_t { FixedText, Regexp, SegmentWildcard, FullWildcard };
  enum class Modifier : std::uint8_t { None, Optional, ZeroOrMore, OneOrMore };

  Type type = Type::FixedText;
  std::string value;
  Modifier modifier = Modifier::None;
  std::string name = {};
  std::string prefix = {};
  std::string suffix = {};
};
using PatternParts = std::vector<PatternPart>;

/// https://urlpattern.spec.whatwg.org/#options
struct PatternOptions {
  std::string_view delimiter;  // one ASCII character, or nothing
  std::string_view prefix;     // the same
  bool ignores_case = false;
};

/// Checks and encodes a fixed text: https://urlpattern.spec.whatwg.org/#encoding-callback. \param text  UTF-8
using EncodingCallback = base::Result<std::string> (*)(std::string_view text);

/// https://urlpattern.spec.whatwg.org/#full-wildcard-regexp-value
inline constexpr std::string_view k_full_wildcard_regexp = ".*";
/// https://urlpattern.spec.whatwg.org/#generate-a-segment-wildcard-regexp
std::string segment_wildcard_regexp(const PatternOptions& options);

/// \param input  well-formed UTF-8
/// https://urlpattern.spec.whatwg.org/#parse-a-pattern-string
base::Result<PatternParts> parse_pattern_string(std::string_view input, const PatternOptions& options,
                                                EncodingCallback encode);

/// A regular expression of `v`, and the names of its groups in their order.
struct PatternRegexp {
  std::string text;
  std::vector<std::string> names;
};
/// https://urlpattern.spec.whatwg.org/#generate-a-regular-expression-and-name-list
PatternRegexp generate_regexp(const PatternParts& parts, const PatternOptions& options);
/// https://urlpattern.spec.whatwg.org/#generate-a-pattern-string
std::string generate_pattern_string(const PatternParts& parts, const PatternOptions& options);
/// https://urlpattern.spec.whatwg.org/#escape-a-pattern-string
std::string escape_pattern_string(std::string_view text);

}  // namespace orrery::web
