#include "interpreter/expression_text.h"

#include <algorithm>

namespace orrery::interpreter {

namespace {

constexpr std::size_t k_longest = 80;
/// What is longer is not read: brackets in brackets are read again and again, and take machine stack.
constexpr std::size_t k_longest_source = 500;
constexpr std::size_t k_longest_key = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// All bytes beyond ASCII are taken for letters, as the text is correct.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80) != 0;
}

bool is_name_part(char c) {
  return is_letter(c) || is_digit(c);
}

bool is_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, is_name_part);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads an expression from its beginning. What cannot be read leaves it failed.
class Reader {
 public:
  explicit Reader(std::string_view source) : rest_(source) { skip_space(); }

  bool is_at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    skip_space();
    return true;
  }

  std::string_view name() {
    if (rest_.empty() || !is_letter(rest_.front())) return {};
    return take(std::ranges::find_if_not(rest_, is_name_part) - rest_.begin());
  }

  std::string_view number() {
    if (rest_.empty() || !is_digit(rest_.front())) return {};
    return take(std::ranges::find_if_not(rest_, [](char c) { return is_name_part(c) || c == '.'; }) -
                rest_.begin());
  }

  /// A literal without escapes, with its quotes.
  std::string_view string() {
    const char quote = rest_.empty() ? '\0' : rest_.front();
    if (quote != '\'' && quote != '"' && quote != '`') return {};
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) return {};
    const std::string_view text = rest_.substr(1, end - 1);
    const auto is_plain = [](char c) { return c >= ' ' && c < 0x7f && c != '\\' && c != '$'; };
    if (!std::ranges::all_of(text, is_plain)) return {};
    return take(static_cast<std::ptrdiff_t>(end) + 1);
  }

  /// A regular expression with its flags.
  std::string_view regular_expression() {
    bool is_in_class = false;
    for (std::size_t i = 1; i < rest_.size(); i++) {
      if (rest_[i] == '\\') {
        i++;
      } else if (rest_[i] == '[' || rest_[i] == ']') {
        is_in_class = rest_[i] == '[';
      } else if (rest_[i] == '/' && !is_in_class) {
        return take(
            std::find_if_not(rest_.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest_.end(), is_name_part) -
            rest_.begin());
      }
    }
    return {};
  }

  /// What is between a bracket and the one that matches it.
  std::optional<std::string_view> balanced() {
    int depth = 0;
    for (std::size_t i = 0; i < rest_.size(); i++) {
      switch (rest_[i]) {
        case '(':
        case '[':
        case '{':
          depth++;
          break;
        case ')':
        case ']':
        case '}':
          if (--depth > 0) break;
          return inner_part(take(static_cast<std::ptrdiff_t>(i) + 1));
        case '\'':
        case '"':
          i = end_of_string(i);
          break;
        case '`': {
          const std::size_t end = end_of_string(i);
          if (rest_.substr(i, end - i).contains("${")) return std::nullopt;  // an expression
          i = end;
          break;
        }
        case '/':  // a comment, a regular expression, or a division
          return std::nullopt;
        default:
          break;
      }
    }
    return std::nullopt;
  }

 private:
  static std::string_view inner_part(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text.substr(1, text.size() - 2);
  }

  std::string_view take(std::ptrdiff_t count) {
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(taken.size());
    skip_space();
    return taken;
  }

  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }

  std::size_t end_of_string(std::size_t start) const {
    std::size_t i = start + 1;
    while (i < rest_.size() && rest_[i] != rest_[start]) i += rest_[i] == '\\' ? 2 : 1;
    return i;
  }

  std::string_view rest_;
};

/// An expression within brackets or parentheses: as it is written, if that is short.
std::string inner_text(std::string_view source) {
  const bool is_plain = std::ranges::all_of(source, [](char c) { return c >= ' ' && c < 0x7f; });
  return is_plain && source.size() <= k_longest_key ? std::string(source) : "...";
}

/// `[key]`, or `.key` where it might be written so.
std::optional<std::string> key_text(Reader& reader, bool is_optional) {
  const std::optional<std::string_view> source = reader.balanced();
  if (!source) return std::nullopt;
  Reader key(*source);
  const std::string_view literal = key.string();
  if (key.is_at_end() && literal.size() > 2) {
    const std::string_view name = literal.substr(1, literal.size() - 2);
    if (is_name(name)) return (is_optional ? "?." : ".") + std::string(name);
  }
  const std::string text = short_expression(*source).value_or(inner_text(*source));
  return (is_optional ? "?.[" : "[") + text + "]";
}

std::optional<std::string> member_name(Reader& reader, std::string_view dot) {
  const std::string prefix = std::string(dot) + (reader.skip("#") ? "#" : "");
  const std::string_view name = reader.name();
  if (name.empty()) return std::nullopt;
  return prefix + std::string(name);
}

/// What follows a name: `.b`, `[k]`, `(…)`. Nothing for anything else.
std::optional<std::string> suffix(Reader& reader) {
  const bool is_optional = reader.skip("?.");
  const std::string_view rest = reader.rest();
  if (rest.starts_with('[')) return key_text(reader, is_optional);
  if (rest.starts_with('(')) {
    if (!reader.balanced()) return std::nullopt;
    return std::string(is_optional ? "?.(...)" : "(...)");
  }
  if (is_optional) return member_name(reader, "?.");
  if (reader.skip(".")) return member_name(reader, ".");
  return std::nullopt;
}

constexpr std::string_view k_unnamed = "(intermediate value)";

std::optional<std::string> primary(Reader& reader);

/// Of `new a.b(c)`, behind `new`: "a.b". It ends before the arguments.
std::optional<std::string> constructor(Reader& reader) {
  std::optional<std::string> text = primary(reader);
  while (text && !reader.is_at_end() && !reader.rest().starts_with('(')) {
    const std::optional<std::string> next = suffix(reader);
    if (!next) return std::nullopt;
    *text += *next;
  }
  return text;
}

std::optional<std::string> primary(Reader& reader) {
  if (const std::string_view name = reader.name(); !name.empty()) {
    if (name != "new" || reader.rest().starts_with('.')) return std::string(name);
    if (!constructor(reader) || !reader.balanced()) return std::nullopt;
    return std::string(k_unnamed);
  }
  if (const std::string_view number = reader.number(); !number.empty()) return std::string(number);
  if (const std::string_view string = reader.string(); !string.empty())
    return '"' + std::string(string.substr(1, string.size() - 2)) + '"';
  const char first = reader.rest().empty() ? '\0' : reader.rest().front();
  if (first == '/') {
    const std::string_view text = reader.regular_expression();
    return text.empty() ? std::nullopt : std::optional(std::string(text));
  }
  if (first != '(' && first != '[') return std::nullopt;
  const std::optional<std::string_view> inner = reader.balanced();
  if (!inner) return std::nullopt;
  if (first == '[') return "[" + inner_text(*inner) + "]";
  if (std::optional<std::string> text = short_expression(*inner)) return text;
  return "(" + inner_text(*inner) + ")";
}

std::optional<std::string> limited(std::string text) {
  if (text.size() > k_longest) return std::nullopt;
  return text;
}

}  // namespace

std::optional<std::string> short_expression(std::string_view source) {
  if (source.size() > k_longest_source) return std::nullopt;
  Reader reader(source);
  std::optional<std::string> text = primary(reader);
  while (text && !reader.is_at_end()) {
    const std::optional<std::string> next = suffix(reader);
    if (!next) return std::nullopt;
    *text += *next;
  }
  return text ? limited(*std::move(text)) : std::nullopt;
}

std::optional<std::string> short_constructor(std::string_view source) {
  if (source.size() > k_longest_source) return std::nullopt;
  Reader reader(source);
  if (!reader.skip("new")) return std::nullopt;
  // The first arguments are those of `new`.
  std::optional<std::string> text = constructor(reader);
  return text ? limited(*std::move(text)) : std::nullopt;
}

std::optional<std::string> last_member(std::string_view source) {
  const auto start = std::ranges::find_if_not(source.rbegin(), source.rend(), is_name_part).base();
  const std::string_view name(start, source.end());
  if (name.size() > k_longest || !is_name(name) ||
      !source.substr(0, source.size() - name.size()).ends_with('.'))
    return std::nullopt;
  return std::string(k_unnamed) + "." + std::string(name);
}

namespace {

/// Empty if it does not stand there as it is.
std::string first_key(std::string_view properties) {
  Reader reader(properties);
  std::string_view key = reader.name();
  if (key.empty()) key = reader.number();
  // 0x10 is the key 16.
  if (!key.empty() && is_digit(key.front()) && (key.front() == '0' || !std::ranges::all_of(key, is_digit)))
    return "";
  if (key.empty()) {
    const std::string_view string = reader.string();
    if (!string.empty()) key = string.substr(1, string.size() - 2);
  }
  const bool ends = reader.is_at_end() || std::string_view(":,=}").contains(reader.rest().front());
  return ends && key.size() <= k_longest ? std::string(key) : std::string();
}

}  // namespace

std::optional<PatternText> read_pattern(std::string_view source) {
  if (!source.starts_with('{') && !source.starts_with('[')) return std::nullopt;
  PatternText result;
  if (source.starts_with('{')) result.first_key = first_key(source.substr(1));
  if (source.size() > k_longest_source) return result;
  Reader reader(source);
  if (reader.balanced() && reader.skip("=")) result.source = short_expression(reader.rest());
  return result;
}

}  // namespace orrery::interpreter
