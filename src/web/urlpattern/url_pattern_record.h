#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "regexp/matcher.h"
#include "web/urlpattern/part.h"
#include "web/urlpattern/pattern_init.h"

namespace orrery::web {

/// [DOC] URL patterns
///
/// https://urlpattern.spec.whatwg.org without JavaScript:
///
///   tokenizer.h          pattern strings → tokens
///   part.h               tokens → parts (pattern_parser.cpp); parts → regular expressions, and back to
///   pattern
///                        strings (part.cpp)
///   canonicalization.h   fixed texts as the URL parser would write them
///   pattern_init.h       what constructors and matches are given: constructor strings
///                        (constructor_string_parser.cpp), dictionaries, base URLs
///   url_pattern_record.h components, patterns, matching
///
/// Regular expressions are programs of src/regexp, without a RegExp object. All that is matched is ASCII, so
/// that it is matched as it is. Pattern strings and inputs are well-formed UTF-8.

/// Of a match: where the groups of a component are in its input. Number 0 is the whole.
using PatternCaptures = std::vector<regexp::Capture>;

/// https://urlpattern.spec.whatwg.org/#component
class CompiledComponent {
 public:
  /// https://urlpattern.spec.whatwg.org/#compile-a-component
  static base::Result<CompiledComponent> compile(std::string_view input, EncodingCallback encode,
                                                 const PatternOptions& options);

  const std::string& pattern_string() const { return pattern_string_; }
  const std::vector<std::string>& group_names() const { return group_names_; }
  bool has_regexp_groups() const { return has_regexp_groups_; }
  /// How many bytes the component owns, more or less.
  std::size_t memory_size() const;

  /// RegExpBuiltinExec of its regular expression.
  /// \param input  ASCII
  /// \param captures  filled in if there is a match; null: nobody wants them
  regexp::MatchResult match(std::string_view input, PatternCaptures* captures,
                            regexp::Interrupter interrupter = {}) const;

 private:
  /// OPTIMIZATION: what needs no regular expression.
  enum class Kind : std::uint8_t {
    Regexp,
    Anything,  // *
    Text,      // nothing but fixed text: that of `text_`
  };

  Kind kind_ = Kind::Regexp;
  std::string pattern_string_;
  std::string text_;
  std::shared_ptr<const regexp::Program> program_;  // null: no Kind::Regexp
  std::vector<std::string> group_names_;
  bool has_regexp_groups_ = false;
};

/// A component of a protocol, and whether it matches one of the special schemes
/// (https://urlpattern.spec.whatwg.org/#protocol-component-matches-a-special-scheme).
base::Result<CompiledComponent> compile_protocol_component(std::string_view input);
bool matches_special_scheme(const CompiledComponent& protocol);

/// What a pattern is matched with, or made of: a string, or components.
using PatternInput = std::variant<std::string_view, PatternInit>;

/// What was matched, by component.
struct PatternMatch {
  std::array<std::string, k_pattern_component_count> inputs;
  std::array<PatternCaptures, k_pattern_component_count> captures;
};

/// https://urlpattern.spec.whatwg.org/#url-pattern-struct
class UrlPatternRecord {
 public:
  /// https://urlpattern.spec.whatwg.org/#url-pattern-create
  static base::Result<UrlPatternRecord> create(const PatternInput& input,
                                               std::optional<std::string_view> base_url, bool ignores_case);

  const CompiledComponent& component(PatternComponent which) const {
    return components_[static_cast<std::size_t>(which)];
  }
  /// https://urlpattern.spec.whatwg.org/#url-pattern-has-regexp-groups
  bool has_regexp_groups() const;
  std::size_t memory_size() const;

  /// https://urlpattern.spec.whatwg.org/#url-pattern-match, as far as it needs no JavaScript. There is no
  /// base URL beside components.
  /// \param wants_captures  whether `match` is filled in further than its inputs
  regexp::MatchResult match(const PatternInput& input, std::optional<std::string_view> base_url,
                            bool wants_captures, PatternMatch& match,
                            regexp::Interrupter interrupter = {}) const;

 private:
  std::array<CompiledComponent, k_pattern_component_count> components_;
};

}  // namespace orrery::web
