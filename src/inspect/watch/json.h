#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_value.h"
#include "base/unicode/utf.h"

// JSON for the page. Texts may be any bytes: names of files are, and what a child process says.

namespace orrery::inspect {

inline base::JsonValue json_of(base::JsonValue::Kind kind) {
  base::JsonValue value;
  value.kind = kind;
  return value;
}
inline base::JsonValue json(std::string_view text) {
  base::JsonValue value = json_of(base::JsonValue::Kind::String);
  value.string = base::replace_invalid_utf8(text);
  return value;
}
inline base::JsonValue json(const char* text) {
  return json(std::string_view(text));
}
inline base::JsonValue json(std::uint64_t number) {
  base::JsonValue value = json_of(base::JsonValue::Kind::Number);
  value.number = static_cast<double>(number);
  return value;
}
inline base::JsonValue json(bool boolean) {
  base::JsonValue value = json_of(base::JsonValue::Kind::Boolean);
  value.boolean = boolean;
  return value;
}
inline base::JsonValue json(const std::vector<std::string>& texts) {
  base::JsonValue value = json_of(base::JsonValue::Kind::Array);
  for (const std::string& text : texts) value.items.push_back(json(text));
  return value;
}
inline base::JsonValue json_object(std::vector<std::pair<std::string, base::JsonValue>> members) {
  base::JsonValue value = json_of(base::JsonValue::Kind::Object);
  for (auto& [name, member] : members) {
    value.names.push_back(std::move(name));
    value.items.push_back(std::move(member));
  }
  return value;
}

}  // namespace orrery::inspect
