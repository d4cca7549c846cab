// Names of capturing groups (https://tc39.es/ecma262/#prod-GroupName), and the scan ahead for groups.

#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"
#include "regexp/pattern_parser.h"

namespace orrery::regexp {

namespace {

// https://tc39.es/ecma262/#prod-IdentifierStartChar
bool is_identifier_start_char(char32_t code_point) {
  return code_point == '$' || code_point == '_' || base::is_id_start(code_point);
}

// https://tc39.es/ecma262/#prod-IdentifierPartChar
bool is_identifier_part_char(char32_t code_point) {
  return code_point == '$' || base::is_id_continue(code_point);
}

}  // namespace

// https://tc39.es/ecma262/#prod-GroupName. `name` becomes its CapturingGroupName
// (https://tc39.es/ecma262/#sec-static-semantics-capturinggroupname).
bool PatternParser::parse_group_name(std::string& name) {
  const auto start = cursor_.offset();
  cursor_.advance_ascii(1);
  if (!parse_reg_exp_identifier_name(name)) return false;
  if (!cursor_.eat('>')) return fail_through_current("Invalid capture group name", start);
  return true;
}

// https://tc39.es/ecma262/#prod-RegExpIdentifierName with the early errors about its code points.
bool PatternParser::parse_reg_exp_identifier_name(std::string& name) {
  do {
    const auto start = cursor_.offset();
    char32_t code_point = 0;
    if (!parse_reg_exp_identifier_code_point(code_point)) return false;
    const bool is_allowed =
        name.empty() ? is_identifier_start_char(code_point) : is_identifier_part_char(code_point);
    if (!is_allowed) return fail("Invalid capture group name", start, cursor_.offset());
    base::append_wtf8(name, code_point);
  } while (!cursor_.at_end() && cursor_.peek() != '>');
  return true;
}

// RegExpIdentifierStart and RegExpIdentifierPart have the same three forms. The third one, a surrogate pair,
// is here a code point like any other.
bool PatternParser::parse_reg_exp_identifier_code_point(char32_t& code_point) {
  const auto start = cursor_.offset();
  code_point = cursor_.peek_code_point();
  if (code_point != '\\') {
    cursor_.advance_code_point();
    return true;
  }
  cursor_.advance_ascii(1);
  const bool is_escape =
      cursor_.peek() == 'u' && eat_reg_exp_unicode_escape_sequence(/*unicode_mode=*/true, code_point);
  return is_escape || fail_through_current("Invalid Unicode escape", start);
}

const PatternParser::CaptureCounts& PatternParser::capture_counts() {
  if (!capture_counts_) capture_counts_ = scan_captures();
  return *capture_counts_;
}

// CountLeftCapturingParensWithin(Pattern), and whether the pattern contains a GroupName. Looks only at
// escapes, classes and parentheses, which is exact for every valid pattern; what it says of others does not
// matter. (The brackets of nested classes need no counting: inside of a class of flag `v` no parenthesis is
// valid.)
PatternParser::CaptureCounts PatternParser::scan_captures() const {
  const auto pattern = cursor_.pattern();
  const auto byte_at = [pattern](std::size_t i) { return i < pattern.size() ? pattern[i] : '\0'; };
  CaptureCounts counts;
  bool is_in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    switch (pattern[i]) {
      case '\\':
        ++i;
        break;
      case '[':
        is_in_class = true;
        break;
      case ']':
        is_in_class = false;
        break;
      case '(': {
        if (is_in_class) break;
        const bool has_name =
            byte_at(i + 1) == '?' && byte_at(i + 2) == '<' && byte_at(i + 3) != '=' && byte_at(i + 3) != '!';
        if (has_name) counts.has_names = true;
        if (has_name || byte_at(i + 1) != '?') ++counts.groups;
        break;
      }
      default:
        break;
    }
  }
  return counts;
}

}  // namespace orrery::regexp
