#include "tests/fuzz/json_reference.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace orrery::fuzz {

namespace {

/// The number that an array index stands for (https://tc39.es/ecma262/#array-index), else nothing.
std::optional<std::uint64_t> array_index(const std::u16string& key) {
  if (key.empty() || key.size() > 10 || (key.size() > 1 && key[0] == '0')) return std::nullopt;
  std::uint64_t index = 0;
  for (const char16_t unit : key) {
    if (unit < '0' || unit > '9') return std::nullopt;
    index = index * 10 + (unit - u'0');
  }
  if (index >= 0xffff'ffff) return std::nullopt;
  return index;
}

/// Indices first, by size; the rest stays in its order.
void order_members(JsonValue& object) {
  std::vector<JsonMember> ordered;
  std::vector<JsonMember> rest;
  for (JsonMember& member : object.members)
    (array_index(member.key) ? ordered : rest).push_back(std::move(member));
  std::ranges::sort(ordered, {}, [](const JsonMember& member) { return *array_index(member.key); });
  std::ranges::move(rest, std::back_inserter(ordered));
  object.members = std::move(ordered);
}

class Reader {
 public:
  Reader(std::u16string_view text, bool& is_too_deep) : text_(text), is_too_deep_(is_too_deep) {}

  std::optional<JsonValue> read() {
    std::optional<JsonValue> value = read_value(0);
    skip_space();
    if (!text_.empty()) return std::nullopt;
    return value;
  }

 private:
  bool take(std::u16string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }
  void skip_space() {
    while (!text_.empty() && std::u16string_view(u" \t\n\r").contains(text_.front())) text_.remove_prefix(1);
  }

  std::optional<JsonValue> read_value(int depth) {
    skip_space();
    if (take(u"null")) return JsonValue{};
    if (take(u"true")) return JsonValue{.kind = JsonValue::Kind::True, .string = {}, .members = {}};
    if (take(u"false")) return JsonValue{.kind = JsonValue::Kind::False, .string = {}, .members = {}};
    if (text_.starts_with(u'"')) {
      JsonValue value{.kind = JsonValue::Kind::String, .string = {}, .members = {}};
      if (!read_string(value.string)) return std::nullopt;
      return value;
    }
    if (take(u"[")) return read_members(JsonValue::Kind::Array, u"]", depth);
    if (take(u"{")) return read_members(JsonValue::Kind::Object, u"}", depth);
    return read_number();
  }

  std::optional<JsonValue> read_members(JsonValue::Kind kind, std::u16string_view end, int depth) {
    JsonValue value{.kind = kind, .string = {}, .members = {}};
    if (depth == k_max_json_depth) {
      is_too_deep_ = true;
      return std::nullopt;
    }
    skip_space();
    if (take(end)) return value;
    while (true) {
      std::u16string key;
      skip_space();
      if (kind == JsonValue::Kind::Object) {
        if (!read_string(key)) return std::nullopt;
        skip_space();
        if (!take(u":")) return std::nullopt;
      }
      std::optional<JsonValue> member = read_value(depth + 1);
      if (!member) return std::nullopt;
      add(value, std::move(key), std::move(*member));
      skip_space();
      if (take(end)) break;
      if (!take(u",")) return std::nullopt;
    }
    if (kind == JsonValue::Kind::Object) order_members(value);
    return value;
  }

  /// A key's last value stands where its first one was.
  static void add(JsonValue& value, std::u16string key, JsonValue member) {
    if (value.kind == JsonValue::Kind::Object)
      for (auto& [old_key, old_member] : value.members)
        if (old_key == key) {
          old_member = std::move(member);
          return;
        }
    value.members.push_back({std::move(key), std::move(member)});
  }

  bool read_string(std::u16string& string) {
    if (!take(u"\"")) return false;
    while (!text_.empty()) {
      const char16_t unit = text_.front();
      text_.remove_prefix(1);
      if (unit == '"') return true;
      if (unit < 0x20) return false;
      if (unit != '\\') {
        string += unit;
        continue;
      }
      if (!read_escape(string)) return false;
    }
    return false;
  }

  bool read_escape(std::u16string& string) {
    if (text_.empty()) return false;
    constexpr std::u16string_view k_names = u"\"\\/bfnrt";
    constexpr std::u16string_view k_values = u"\"\\/\b\f\n\r\t";
    const char16_t name = text_.front();
    text_.remove_prefix(1);
    if (const std::size_t place = k_names.find(name); place != k_names.npos) {
      string += k_values[place];
      return true;
    }
    if (name != 'u' || text_.size() < 4) return false;
    unsigned unit = 0;
    for (int i = 0; i < 4; i++) {
      constexpr std::u16string_view k_digits = u"0123456789abcdefABCDEF";
      const std::size_t digit = k_digits.find(text_.front());
      if (digit == k_digits.npos) return false;
      unit = unit * 16 + static_cast<unsigned>(digit < 16 ? digit : digit - 6);
      text_.remove_prefix(1);
    }
    string += static_cast<char16_t>(unit);
    return true;
  }

  bool take_digits(std::string& number) {
    bool any = false;
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      number += static_cast<char>(text_.front());
      text_.remove_prefix(1);
      any = true;
    }
    return any;
  }

  std::optional<JsonValue> read_number() {
    std::string number;
    if (take(u"-")) number += '-';
    if (take(u"0"))
      number += '0';
    else if (!take_digits(number))
      return std::nullopt;
    if (take(u".")) {
      number += '.';
      if (!take_digits(number)) return std::nullopt;
    }
    if (take(u"e") || take(u"E")) {
      number += 'e';
      if (take(u"-"))
        number += '-';
      else
        take(u"+");
      if (!take_digits(number)) return std::nullopt;
    }
    return JsonValue{.kind = JsonValue::Kind::Number,
                     .number = std::strtod(number.c_str(), nullptr),
                     .string = {},
                     .members = {}};
  }

  std::u16string_view text_;
  bool& is_too_deep_;
};

void append_string(std::string& text, const std::u16string& string) {
  text += '"';
  char digits[8];
  for (const char16_t unit : string) {
    std::snprintf(digits, sizeof digits, "%x.", static_cast<unsigned>(unit));
    text += digits;
  }
}

void append(std::string& text, const JsonValue& value, bool as_written) {
  switch (value.kind) {
    case JsonValue::Kind::Null:
      text += 'n';
      break;
    case JsonValue::Kind::False:
      text += 'f';
      break;
    case JsonValue::Kind::True:
      text += 't';
      break;
    case JsonValue::Kind::Number: {
      if (as_written && !std::isfinite(value.number)) {
        text += 'n';
        break;
      }
      char digits[20];
      const double number = as_written ? value.number + 0.0 : value.number;
      std::snprintf(digits, sizeof digits, "#%llx",
                    static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(number)));
      text += digits;
      break;
    }
    case JsonValue::Kind::String:
      append_string(text, value.string);
      break;
    case JsonValue::Kind::Array:
    case JsonValue::Kind::Object: {
      const bool is_array = value.kind == JsonValue::Kind::Array;
      text += is_array ? '[' : '{';
      for (const auto& [key, member] : value.members) {
        if (!is_array) append_string(text, key);
        text += ':';
        append(text, member, as_written);
      }
      text += is_array ? ']' : '}';
    }
  }
}

}  // namespace

std::optional<JsonValue> read_json(std::u16string_view text, bool& is_too_deep) {
  return Reader(text, is_too_deep).read();
}

std::string describe(const JsonValue& value, bool as_written) {
  std::string text;
  append(text, value, as_written);
  return text;
}

}  // namespace orrery::fuzz
