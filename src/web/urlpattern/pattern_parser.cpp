#include <string>
#include <unordered_set>
#include <utility>

#include "web/urlpattern/part.h"
#include "web/urlpattern/tokenizer.h"

namespace orrery::web {

namespace {

using Type = PatternToken::Type;

PatternPart::Modifier modifier_of(const PatternToken* token) {
  if (token == nullptr) return PatternPart::Modifier::None;
  if (token->value == "?") return PatternPart::Modifier::Optional;
  return token->value == "*" ? PatternPart::Modifier::ZeroOrMore : PatternPart::Modifier::OneOrMore;
}

/// https://urlpattern.spec.whatwg.org/#pattern-parser. Methods return false after an error.
class PatternParser {
 public:
  PatternParser(std::string_view input, std::vector<PatternToken> tokens, const PatternOptions& options,
                EncodingCallback encode)
      : input_(input),
        tokens_(std::move(tokens)),
        options_(options),
        encode_(encode),
        segment_wildcard_regexp_(segment_wildcard_regexp(options)) {}

  base::Result<PatternParts> run() {
    while (index_ < tokens_.size()) {
      if (!next_part()) return base::error(std::move(error_));
    }
    return std::move(parts_);
  }

 private:
  /// The tokens that make a group; null: it is not there.
  struct Group {
    const PatternToken* name;
    const PatternToken* regexp_or_wildcard;
  };

  /// One round of the loop.
  bool next_part() {
    // <prefix char><name><regexp><modifier>
    const PatternToken* char_token = try_to_consume(Type::Char);
    const Group group = try_to_consume_group();
    if (group.name != nullptr || group.regexp_or_wildcard != nullptr) {
      std::string_view prefix = char_token != nullptr ? char_token->value : std::string_view();
      if (prefix != options_.prefix) {
        pending_fixed_value_ += prefix;
        prefix = {};
      }
      return add_pending_fixed_value() && add_part(prefix, group, "", try_to_consume_modifier());
    }
    const PatternToken* fixed = char_token != nullptr ? char_token : try_to_consume(Type::EscapedChar);
    if (fixed != nullptr) {
      pending_fixed_value_ += fixed->value;
      return true;
    }
    // <open><char prefix><name><regexp><char suffix><close><modifier>
    if (try_to_consume(Type::Open) != nullptr) {
      const std::string prefix = consume_text();
      const Group inner = try_to_consume_group();
      const std::string suffix = consume_text();
      return consume_required(Type::Close) && add_part(prefix, inner, suffix, try_to_consume_modifier());
    }
    return add_pending_fixed_value() && consume_required(Type::End);
  }

  const PatternToken* try_to_consume(Type type) {
    if (tokens_[index_].type != type) return nullptr;
    return &tokens_[index_++];
  }

  const PatternToken* try_to_consume_modifier() {
    const PatternToken* token = try_to_consume(Type::OtherModifier);
    return token != nullptr ? token : try_to_consume(Type::Asterisk);
  }

  /// A name, and https://urlpattern.spec.whatwg.org/#try-to-consume-a-regexp-or-wildcard-token
  Group try_to_consume_group() {
    const PatternToken* name = try_to_consume(Type::Name);
    const PatternToken* token = try_to_consume(Type::Regexp);
    if (name == nullptr && token == nullptr) token = try_to_consume(Type::Asterisk);
    return {name, token};
  }

  bool consume_required(Type type) {
    if (try_to_consume(type) != nullptr) return true;
    return fail("has something unexpected at '" + std::string(input_.substr(tokens_[index_].index)) + "'");
  }

  std::string consume_text() {
    std::string result;
    for (;;) {
      const PatternToken* token = try_to_consume(Type::Char);
      if (token == nullptr) token = try_to_consume(Type::EscapedChar);
      if (token == nullptr) return result;
      result += token->value;
    }
  }

  /// https://urlpattern.spec.whatwg.org/#maybe-add-a-part-from-the-pending-fixed-value
  bool add_pending_fixed_value() {
    if (pending_fixed_value_.empty()) return true;
    const std::string value = std::exchange(pending_fixed_value_, {});
    return add_fixed_text(value, PatternPart::Modifier::None);
  }

  bool add_fixed_text(std::string_view text, PatternPart::Modifier modifier) {
    std::string encoded;
    if (!encode(text, encoded)) return false;
    parts_.push_back(
        {.type = PatternPart::Type::FixedText, .value = std::move(encoded), .modifier = modifier});
    return true;
  }

  /// https://urlpattern.spec.whatwg.org/#add-a-part
  bool add_part(std::string_view prefix, const Group& group, std::string_view suffix,
                const PatternToken* modifier_token) {
    // 1. 2.
    const PatternPart::Modifier modifier = modifier_of(modifier_token);
    const bool is_group = group.name != nullptr || group.regexp_or_wildcard != nullptr;
    // 3. {foo}
    if (!is_group && modifier == PatternPart::Modifier::None) {
      pending_fixed_value_ += prefix;
      return true;
    }
    // 4.
    if (!add_pending_fixed_value()) return false;
    // 5. {foo}?
    if (!is_group) return prefix.empty() || add_fixed_text(prefix, modifier);
    // 6. to 12.
    PatternPart part{.type = PatternPart::Type::Regexp, .value = {}, .modifier = modifier};
    classify(part, group.regexp_or_wildcard);
    // 13. to 15.
    part.name = group.name != nullptr ? std::string(group.name->value) : std::to_string(next_numeric_name_++);
    // 16.
    if (!names_.insert(part.name).second) return fail("has two groups called '" + part.name + "'");
    // 17. to 20.
    if (!encode(prefix, part.prefix) || !encode(suffix, part.suffix)) return false;
    parts_.push_back(std::move(part));
    return true;
  }

  /// Steps 6 to 12 of that: a regular expression that is what a wildcard would be is one.
  void classify(PatternPart& part, const PatternToken* token) const {
    const std::string_view regexp = token == nullptr                ? segment_wildcard_regexp_
                                    : token->type == Type::Asterisk ? k_full_wildcard_regexp
                                                                    : token->value;
    if (regexp == segment_wildcard_regexp_) {
      part.type = PatternPart::Type::SegmentWildcard;
    } else if (regexp == k_full_wildcard_regexp) {
      part.type = PatternPart::Type::FullWildcard;
    } else {
      part.value = regexp;
    }
  }

  bool encode(std::string_view text, std::string& encoded) {
    auto result = encode_(text);
    if (!result) return fail(result.error().message);
    encoded = std::move(*result);
    return true;
  }

  bool fail(std::string_view problem) {
    error_ = "'" + std::string(input_) + "' " + std::string(problem);
    return false;
  }

  std::string_view input_;
  std::vector<PatternToken> tokens_;
  const PatternOptions& options_;
  EncodingCallback encode_;
  std::string segment_wildcard_regexp_;
  PatternParts parts_;
  std::unordered_set<std::string> names_;  // of the parts
  std::string pending_fixed_value_;
  std::size_t index_ = 0;
  std::uint32_t next_numeric_name_ = 0;
  std::string error_;
};

}  // namespace

base::Result<PatternParts> parse_pattern_string(std::string_view input, const PatternOptions& options,
                                                EncodingCallback encode) {
  auto tokens = tokenize_pattern(input, TokenizePolicy::Strict);
  if (!tokens) return std::unexpected(std::move(tokens.error()));
  return PatternParser(input, std::move(*tokens), options, encode).run();
}

}  // namespace orrery::web
