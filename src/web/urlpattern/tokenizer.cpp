#include "web/urlpattern/tokenizer.h"

#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"

namespace orrery::web {

namespace {

using Type = PatternToken::Type;

bool is_ascii_code_point(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// https://urlpattern.spec.whatwg.org/#tokenizer. Positions are in bytes: all that is significant is ASCII.
class Tokenizer {
 public:
  Tokenizer(std::string_view input, TokenizePolicy policy) : input_(input), policy_(policy) {}

  base::Result<std::vector<PatternToken>> run() {
    while (index_ < input_.size()) {
      if (!next_token()) return base::error(std::move(error_));
    }
    add(Type::End, index_, index_, 0);
    return std::move(tokens_);
  }

 private:
  /// One round of the loop. \return false: an error under the strict policy
  bool next_token() {
    switch (input_[index_]) {
      case '*':
        return add_one(Type::Asterisk);
      case '+':
      case '?':
        return add_one(Type::OtherModifier);
      case '\\': {
        const std::size_t escaped = index_ + 1;
        if (escaped == input_.size()) return fail("ends in a backslash", escaped);
        const std::size_t length = code_point_length(escaped);
        return add(Type::EscapedChar, escaped + length, escaped, length);
      }
      case '{':
        return add_one(Type::Open);
      case '}':
        return add_one(Type::Close);
      case ':':
        return name();
      case '(':
        return regexp();
      default: {
        const std::size_t length = code_point_length(index_);
        return add(Type::Char, index_ + length, index_, length);
      }
    }
  }

  bool name() {
    const std::size_t start = index_ + 1;
    std::size_t position = start;
    while (position < input_.size()) {
      const base::DecodedCodePoint decoded = base::decode_wtf8(input_.data() + position);
      if (!is_valid_name_code_point(decoded.code_point, position == start)) break;
      position += decoded.length;
    }
    if (position == start) return fail("has a ':' without a name", start);
    return add(Type::Name, position, start, position - start);
  }

  bool regexp() {
    const std::size_t start = index_ + 1;
    std::size_t depth = 1;
    std::size_t position = start;
    while (position < input_.size() && depth > 0) {
      const char c = input_[position];
      if (!is_ascii_code_point(c)) return fail("has a regular expression with more than ASCII", start);
      if (position == start && c == '?') return fail("has a group that begins with '?'", start);
      if (c == '\\') {
        if (position + 1 == input_.size() || !is_ascii_code_point(input_[position + 1]))
          return fail("has a regular expression with a bad escape", start);
        position += 2;
        continue;
      }
      if (c == ')') {
        depth--;
      } else if (c == '(') {
        depth++;
        // Groups that capture would disturb the numbers.
        if (position + 1 == input_.size() || input_[position + 1] != '?')
          return fail("has a regular expression with a capturing group", start);
      }
      position++;
    }
    if (depth > 0) return fail("has a group that is not closed", start);
    const std::size_t length = position - start - 1;
    if (length == 0) return fail("has an empty group", start);
    return add(Type::Regexp, position, start, length);
  }

  std::size_t code_point_length(std::size_t position) const {
    return base::decode_wtf8(input_.data() + position).length;
  }

  bool add_one(Type type) { return add(type, index_ + 1, index_, 1); }

  bool add(Type type, std::size_t next, std::size_t value_position, std::size_t value_length) {
    tokens_.push_back({type, index_, input_.substr(value_position, value_length)});
    index_ = next;
    return true;
  }

  /// https://urlpattern.spec.whatwg.org/#process-a-tokenizing-error
  bool fail(std::string_view problem, std::size_t next) {
    if (policy_ == TokenizePolicy::Lenient) return add(Type::InvalidChar, next, index_, next - index_);
    error_ = "'" + std::string(input_) + "' " + std::string(problem);
    return false;
  }

  std::string_view input_;
  TokenizePolicy policy_;
  std::size_t index_ = 0;
  std::vector<PatternToken> tokens_;
  std::string error_;
};

}  // namespace

base::Result<std::vector<PatternToken>> tokenize_pattern(std::string_view input, TokenizePolicy policy) {
  return Tokenizer(input, policy).run();
}

bool is_valid_name_code_point(char32_t code_point, bool is_first) {
  if (code_point == '$' || code_point == '_') return true;
  return is_first ? base::is_id_start(code_point) : base::is_id_continue(code_point);
}

bool begins_with_name_code_point(std::string_view text) {
  return !text.empty() && is_valid_name_code_point(base::decode_wtf8(text.data()).code_point, false);
}

}  // namespace orrery::web
