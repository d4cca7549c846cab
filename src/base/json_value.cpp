#include "base/json_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/json_text.h"
#include "base/number_text.h"
#include "base/output_buffer.h"
#include "base/unicode/utf.h"

namespace orrery::base {

namespace {

constexpr int k_max_depth = 1000;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::expected<JsonValue, JsonError> read() {
    JsonValue value = read_value(0);
    skip_space();
    if (!error_ && at_ < text_.size()) fail("Unexpected text behind the value");
    if (error_) return std::unexpected(std::move(*error_));
    return value;
  }

 private:
  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool eat(char c) {
    if (!at(c)) return false;
    at_++;
    return true;
  }
  void fail(std::string message) {
    if (!error_) error_ = JsonError{at_, std::move(message)};
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").contains(text_[at_])) at_++;
  }

  JsonValue read_value(int depth) {
    skip_space();
    JsonValue value;
    if (depth > k_max_depth) {
      fail("Too many levels");
    } else if (at_ >= text_.size()) {
      fail("Unexpected end");
    } else if (eat('{')) {
      value.kind = JsonValue::Kind::Object;
      read_members(value, depth);
    } else if (eat('[')) {
      value.kind = JsonValue::Kind::Array;
      read_items(value, depth);
    } else if (eat('"')) {
      value.kind = JsonValue::Kind::String;
      value.string = read_string();
    } else if (eat_word("true")) {
      value.kind = JsonValue::Kind::Boolean;
      value.boolean = true;
    } else if (eat_word("false")) {
      value.kind = JsonValue::Kind::Boolean;
    } else if (!eat_word("null")) {
      value.kind = JsonValue::Kind::Number;
      read_number(value);
    }
    return value;
  }

  bool eat_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void read_members(JsonValue& object, int depth) {
    skip_space();
    if (eat('}')) return;
    while (!error_) {
      skip_space();
      if (!eat('"')) return fail("Expected a name in quotes");
      object.names.push_back(read_string());
      skip_space();
      if (!eat(':')) return fail("Expected ':'");
      object.items.push_back(read_value(depth + 1));
      skip_space();
      if (eat('}')) return;
      if (!eat(',')) return fail("Expected ',' or '}'");
    }
  }

  void read_items(JsonValue& array, int depth) {
    skip_space();
    if (eat(']')) return;
    while (!error_) {
      array.items.push_back(read_value(depth + 1));
      skip_space();
      if (eat(']')) return;
      if (!eat(',')) return fail("Expected ',' or ']'");
    }
  }

  /// From behind the quotation mark.
  std::string read_string() {
    std::string result;
    while (at_ < text_.size() && text_[at_] != '"' && !error_) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) {
        fail("Unexpected control character in a string");
      } else if (c == '\\') {
        at_++;
        read_escape(result);
      } else {
        result += c;
        at_++;
      }
    }
    if (!eat('"')) fail("A string does not end");
    return result;
  }

  void read_escape(std::string& result) {
    constexpr std::string_view k_letters = "\"\\/bfnrt";
    constexpr std::string_view k_meanings = "\"\\/\b\f\n\r\t";
    const char letter = at_ < text_.size() ? text_[at_] : '\0';
    if (letter == 'u') return read_unicode_escape(result);
    const std::size_t index = letter == '\0' ? std::string_view::npos : k_letters.find(letter);
    if (index == std::string_view::npos) return fail("Unexpected escape");
    result += k_meanings[index];
    at_++;
  }

  std::optional<std::uint32_t> read_unit() {
    if (at_ + 5 > text_.size()) return std::nullopt;
    std::uint32_t unit = 0;
    const char* first = text_.data() + at_ + 1;
    const auto [end, error] = std::from_chars(first, first + 4, unit, 16);
    if (error != std::errc() || end != first + 4) return std::nullopt;
    at_ += 5;
    return unit;
  }

  void read_unicode_escape(std::string& result) {
    const auto unit = read_unit();
    if (!unit) return fail("Unexpected escape");
    std::uint32_t code_point = *unit;
    const bool is_lead = code_point >= 0xd800 && code_point < 0xdc00;
    if (is_lead && text_.substr(at_).starts_with("\\u")) {
      const std::size_t before = at_++;
      const auto trail = read_unit();
      if (trail && *trail >= 0xdc00 && *trail < 0xe000) {
        code_point = 0x10000 + ((code_point - 0xd800) << 10) + (*trail - 0xdc00);
      } else {
        at_ = before;
      }
    }
    append_wtf8(result, static_cast<char32_t>(code_point));
  }

  void read_number(JsonValue& value) {
    const std::size_t start = at_;
    eat('-');
    if (!eat('0') && !eat_digits()) return fail("Unexpected character");
    if (eat('.') && !eat_digits()) return fail("Expected a digit");
    if (at('e') || at('E')) {
      at_++;
      if (at('+') || at('-')) at_++;
      if (!eat_digits()) return fail("Expected a digit");
    }
    std::from_chars(text_.data() + start, text_.data() + at_, value.number);
  }

  bool eat_digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') at_++;
    return at_ > start;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<JsonError> error_;
};

void append_json(OutputBuffer& output, const JsonValue& value) {
  const char* separator = "";
  switch (value.kind) {
    case JsonValue::Kind::Null:
      return output.append("null");
    case JsonValue::Kind::Boolean:
      return output.append(value.boolean ? "true" : "false");
    case JsonValue::Kind::Number:
      return output.append(number_text(value.number));
    case JsonValue::Kind::String:
      return append_json_string(output, value.string);
    case JsonValue::Kind::Array:
      output.append("[");
      for (const JsonValue& item : value.items) {
        output.append(std::exchange(separator, ","));
        append_json(output, item);
      }
      return output.append("]");
    case JsonValue::Kind::Object:
      output.append("{");
      for (std::size_t i = 0; i < value.names.size(); i++) {
        output.append(std::exchange(separator, ","));
        append_json_string(output, value.names[i]);
        output.append(":");
        append_json(output, value.items[i]);
      }
      return output.append("}");
  }
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  const auto found = std::find(names.rbegin(), names.rend(), name);
  return found == names.rend() ? nullptr : &items[static_cast<std::size_t>(names.rend() - found) - 1];
}

std::expected<JsonValue, JsonError> parse_json(std::string_view text) {
  return Reader(text).read();
}

std::string to_json(const JsonValue& value) {
  std::string result;
  OutputBuffer output([&](std::string_view more) { result += more; });
  append_json(output, value);
  output.flush();
  return result;
}

}  // namespace orrery::base
