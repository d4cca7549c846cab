#include "web/urlpattern/part.h"

#include "web/urlpattern/tokenizer.h"

namespace orrery::web {

namespace {

using Type = PatternPart::Type;
using Modifier = PatternPart::Modifier;

std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (special.contains(c)) result += '\\';
    result += c;
  }
  return result;
}

/// https://urlpattern.spec.whatwg.org/#escape-a-regexp-string
std::string escape_regexp_string(std::string_view text) {
  return escaped(text, ".+*?^${}()[]|/\\");
}

/// https://urlpattern.spec.whatwg.org/#convert-a-modifier-to-a-string
std::string_view text_of(Modifier modifier) {
  switch (modifier) {
    case Modifier::ZeroOrMore:
      return "*";
    case Modifier::Optional:
      return "?";
    case Modifier::OneOrMore:
      return "+";
    case Modifier::None:
      break;
  }
  return "";
}

bool is_repeating(Modifier modifier) {
  return modifier == Modifier::ZeroOrMore || modifier == Modifier::OneOrMore;
}

bool begins_with_digit(std::string_view name) {
  return !name.empty() && name[0] >= '0' && name[0] <= '9';
}

void append(std::string& out, std::initializer_list<std::string_view> pieces) {
  for (const std::string_view piece : pieces) out += piece;
}

}  // namespace

std::string segment_wildcard_regexp(const PatternOptions& options) {
  return "[^" + escape_regexp_string(options.delimiter) + "]+?";
}

std::string escape_pattern_string(std::string_view text) {
  return escaped(text, "+*?:{}()\\");
}

// Regular expressions ---------------------------------------------------------------------------------------

PatternRegexp generate_regexp(const PatternParts& parts, const PatternOptions& options) {
  PatternRegexp result{.text = "^", .names = {}};
  std::string& text = result.text;
  const std::string segment = segment_wildcard_regexp(options);
  for (const PatternPart& part : parts) {
    const std::string_view modifier = text_of(part.modifier);
    if (part.type == Type::FixedText) {
      const std::string value = escape_regexp_string(part.value);
      if (part.modifier == Modifier::None) {
        text += value;
      } else {
        append(text, {"(?:", value, ")", modifier});
      }
      continue;
    }
    result.names.push_back(part.name);
    const std::string_view regexp = part.type == Type::SegmentWildcard ? segment
                                    : part.type == Type::FullWildcard  ? k_full_wildcard_regexp
                                                                       : std::string_view(part.value);
    if (part.prefix.empty() && part.suffix.empty()) {
      if (is_repeating(part.modifier)) {
        append(text, {"((?:", regexp, ")", modifier, ")"});
      } else {
        append(text, {"(", regexp, ")", modifier});
      }
      continue;
    }
    const std::string prefix = escape_regexp_string(part.prefix);
    const std::string suffix = escape_regexp_string(part.suffix);
    if (!is_repeating(part.modifier)) {
      append(text, {"(?:", prefix, "(", regexp, ")", suffix, ")", modifier});
      continue;
    }
    // Without the first prefix and the last suffix, but with them in between.
    append(text, {"(?:", prefix, "((?:", regexp, ")(?:", suffix, prefix, "(?:", regexp, "))*)", suffix, ")"});
    if (part.modifier == Modifier::ZeroOrMore) text += '?';
  }
  text += '$';
  return result;
}

// Pattern strings -------------------------------------------------------------------------------------------

namespace {

/// Whether a part must stand in braces. Null: there is no such part.
bool needs_grouping(const PatternPart& part, const PatternPart* previous, const PatternPart* next,
                    const PatternOptions& options) {
  if (!part.suffix.empty() || (!part.prefix.empty() && part.prefix != options.prefix)) return true;
  // What follows would be taken for a part of the name.
  if (!begins_with_digit(part.name) && part.type == Type::SegmentWildcard &&
      part.modifier == Modifier::None && next != nullptr && next->prefix.empty() && next->suffix.empty()) {
    const bool joins = next->type == Type::FixedText ? begins_with_name_code_point(next->value)
                                                     : begins_with_digit(next->name);
    if (joins) return true;
  }
  // What stands before would be taken for a prefix.
  return part.prefix.empty() && previous != nullptr && previous->type == Type::FixedText &&
         !options.prefix.empty() && previous->value.ends_with(options.prefix);
}

/// What stands for the group itself, between prefix and suffix.
void append_group(std::string& out, const PatternPart& part, const PatternPart* previous, bool is_grouped,
                  const PatternOptions& options) {
  const bool has_custom_name = !begins_with_digit(part.name);
  if (has_custom_name) append(out, {":", part.name});
  switch (part.type) {
    case Type::Regexp:
      append(out, {"(", part.value, ")"});
      break;
    case Type::SegmentWildcard:
      if (!has_custom_name) append(out, {"(", segment_wildcard_regexp(options), ")"});
      break;
    case Type::FullWildcard: {
      const bool is_clear = previous == nullptr || previous->type == Type::FixedText ||
                            previous->modifier != Modifier::None || is_grouped || !part.prefix.empty();
      if (!has_custom_name && is_clear) {
        out += '*';
      } else {
        append(out, {"(", k_full_wildcard_regexp, ")"});
      }
      break;
    }
    case Type::FixedText:
      break;
  }
  if (part.type == Type::SegmentWildcard && has_custom_name && begins_with_name_code_point(part.suffix))
    out += '\\';
}

}  // namespace

std::string generate_pattern_string(const PatternParts& parts, const PatternOptions& options) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); i++) {
    const PatternPart& part = parts[i];
    const std::string_view modifier = text_of(part.modifier);
    if (part.type == Type::FixedText) {
      const std::string value = escape_pattern_string(part.value);
      if (part.modifier == Modifier::None) {
        result += value;
      } else {
        append(result, {"{", value, "}", modifier});
      }
      continue;
    }
    const PatternPart* previous = i > 0 ? &parts[i - 1] : nullptr;
    const PatternPart* next = i + 1 < parts.size() ? &parts[i + 1] : nullptr;
    const bool is_grouped = needs_grouping(part, previous, next, options);
    if (is_grouped) result += '{';
    result += escape_pattern_string(part.prefix);
    append_group(result, part, previous, is_grouped, options);
    result += escape_pattern_string(part.suffix);
    if (is_grouped) result += '}';
    result += modifier;
  }
  return result;
}

}  // namespace orrery::web
