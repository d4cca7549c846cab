#include <utility>

#include "web/urlpattern/pattern_init.h"
#include "web/urlpattern/tokenizer.h"
#include "web/urlpattern/url_pattern_record.h"

namespace orrery::web {

namespace {

using Type = PatternToken::Type;

/// https://urlpattern.spec.whatwg.org/#constructor-string-parser
class ConstructorStringParser {
 public:
  ConstructorStringParser(std::string_view input, std::vector<PatternToken> tokens)
      : input_(input), tokens_(std::move(tokens)) {}

  base::Result<PatternInit> run() {
    while (token_index_ < tokens_.size() && state_ != State::Done) {
      token_increment_ = 1;
      if (!step()) return base::error(std::move(error_));
      token_index_ += token_increment_;
    }
    // 3.
    if (result_[PatternComponent::Hostname] && !result_[PatternComponent::Port])
      result_[PatternComponent::Port] = "";
    return std::move(result_);
  }

 private:
  // Those of components stand in the order of PatternComponent.
  enum class State : std::uint8_t {
    Protocol,
    Username,
    Password,
    Hostname,
    Port,
    Pathname,
    Search,
    Hash,
    Init,
    Authority,
    Done,
  };

  /// One round of the loop, but for the step to the next token. \return false: an error
  bool step() {
    const Type type = tokens_[token_index_].type;
    if (type == Type::End) {
      end();
      return true;
    }
    // What is in braces has no say.
    if (type == Type::Open) {
      group_depth_++;
      return true;
    }
    if (group_depth_ > 0) {
      if (type != Type::Close) return true;
      group_depth_--;
    }
    return run_state();
  }

  void end() {
    if (state_ == State::Init) {
      // There is no protocol: it is relative.
      rewind();
      if (is_hash_prefix()) {
        change_state(State::Hash, 1);
      } else if (is_search_prefix()) {
        change_state(State::Search, 1);
      } else {
        change_state(State::Pathname, 0);
      }
    } else if (state_ == State::Authority) {
      rewind_and_set_state(State::Hostname);
    } else {
      change_state(State::Done, 0);
    }
  }

  bool run_state() {
    switch (state_) {
      case State::Init:
        if (is_char(":")) rewind_and_set_state(State::Protocol);
        break;
      case State::Protocol:
        return !is_char(":") || end_protocol();
      case State::Authority:
        if (is_char("@")) {
          rewind_and_set_state(State::Username);
        } else if (is_char("/") || is_search_prefix() || is_hash_prefix()) {
          rewind_and_set_state(State::Hostname);
        }
        break;
      case State::Username:
        if (is_char(":")) {
          change_state(State::Password, 1);
        } else if (is_char("@")) {
          change_state(State::Hostname, 1);
        }
        break;
      case State::Password:
        if (is_char("@")) change_state(State::Hostname, 1);
        break;
      case State::Hostname:
        hostname();
        break;
      case State::Port:
        begin_path_or_later();
        break;
      case State::Pathname:
        begin_search_or_hash();
        break;
      case State::Search:
        if (is_hash_prefix()) change_state(State::Hash, 1);
        break;
      case State::Hash:
      case State::Done:
        break;
    }
    return true;
  }

  bool end_protocol() {
    if (!compute_protocol_matches_special_scheme()) return false;
    if (is_char("/", 1) && is_char("/", 2)) {
      change_state(State::Authority, 3);
    } else {
      change_state(protocol_matches_special_scheme_ ? State::Authority : State::Pathname, 1);
    }
    return true;
  }

  void hostname() {
    if (is_char("[")) {
      hostname_ipv6_bracket_depth_++;
    } else if (is_char("]")) {
      hostname_ipv6_bracket_depth_--;
    } else if (is_char(":") && hostname_ipv6_bracket_depth_ == 0) {
      change_state(State::Port, 1);
    } else {
      begin_path_or_later();
    }
  }

  void begin_path_or_later() {
    if (is_char("/")) {
      change_state(State::Pathname, 0);
    } else {
      begin_search_or_hash();
    }
  }

  void begin_search_or_hash() {
    if (is_search_prefix()) {
      change_state(State::Search, 1);
    } else if (is_hash_prefix()) {
      change_state(State::Hash, 1);
    }
  }

  /// https://urlpattern.spec.whatwg.org/#change-state
  void change_state(State state, std::size_t skip) {
    using enum State;
    if (state_ < Init) result_[component_of(state_)] = std::string(component_string());
    // What lies between the two is empty, and no wildcard.
    if (state_ != Init && state != Done) {
      const auto fill = [&](PatternComponent component, std::string_view text) {
        if (!result_[component]) result_[component] = text;
      };
      const bool is_before_hostname = state_ < Hostname || state_ == Authority;
      const bool is_before_pathname = state_ < Pathname || state_ == Authority;
      const bool is_before_search = state_ < Search || state_ == Authority;
      if (is_before_hostname && state >= Port && state <= Hash) fill(PatternComponent::Hostname, "");
      if (is_before_pathname && (state == Search || state == Hash))
        fill(PatternComponent::Pathname, protocol_matches_special_scheme_ ? "/" : "");
      if (is_before_search && state == Hash) fill(PatternComponent::Search, "");
    }
    state_ = state;
    token_index_ += skip;
    component_start_ = token_index_;
    token_increment_ = 0;
  }

  static PatternComponent component_of(State state) { return static_cast<PatternComponent>(state); }

  void rewind() {
    token_index_ = component_start_;
    token_increment_ = 0;
  }

  void rewind_and_set_state(State state) {
    rewind();
    state_ = state;
  }

  /// https://urlpattern.spec.whatwg.org/#get-a-safe-token
  const PatternToken& safe_token(std::size_t index) const {
    return index < tokens_.size() ? tokens_[index] : tokens_.back();
  }

  /// https://urlpattern.spec.whatwg.org/#is-a-non-special-pattern-char, so many tokens on
  bool is_char(std::string_view value, std::size_t distance = 0) const {
    const PatternToken& token = safe_token(token_index_ + distance);
    return token.value == value &&
           (token.type == Type::Char || token.type == Type::EscapedChar || token.type == Type::InvalidChar);
  }

  bool is_search_prefix() const {
    if (is_char("?")) return true;
    if (tokens_[token_index_].value != "?") return false;
    if (token_index_ == 0) return true;
    const Type previous = tokens_[token_index_ - 1].type;
    return previous != Type::Name && previous != Type::Regexp && previous != Type::Close &&
           previous != Type::Asterisk;
  }

  bool is_hash_prefix() const { return is_char("#"); }

  /// https://urlpattern.spec.whatwg.org/#make-a-component-string
  std::string_view component_string() const {
    const std::size_t start = safe_token(component_start_).index;
    return input_.substr(start, tokens_[token_index_].index - start);
  }

  bool compute_protocol_matches_special_scheme() {
    const auto component = compile_protocol_component(component_string());
    if (!component) {
      error_ = component.error().message;
      return false;
    }
    protocol_matches_special_scheme_ = matches_special_scheme(*component);
    return true;
  }

  std::string_view input_;
  std::vector<PatternToken> tokens_;
  PatternInit result_;
  std::size_t component_start_ = 0;
  std::size_t token_index_ = 0;
  std::size_t token_increment_ = 1;
  std::size_t group_depth_ = 0;
  std::int64_t hostname_ipv6_bracket_depth_ = 0;
  bool protocol_matches_special_scheme_ = false;
  State state_ = State::Init;
  std::string error_;
};

}  // namespace

base::Result<PatternInit> parse_constructor_string(std::string_view input) {
  auto tokens = tokenize_pattern(input, TokenizePolicy::Lenient);
  if (!tokens) return std::unexpected(std::move(tokens.error()));
  return ConstructorStringParser(input, std::move(*tokens)).run();
}

}  // namespace orrery::web
