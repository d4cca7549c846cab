#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::fuzz {

// JSON once more (RFC 8259), written for shortness, to compare with.

struct JsonMember;

struct JsonValue {
  enum class Kind { Null, False, True, Number, String, Array, Object };

  Kind kind = Kind::Null;
  double number = 0;
  std::u16string string;
  /// An array's elements have no keys. An object's members are in the order of its properties in JavaScript.
  std::vector<JsonMember> members;
};

struct JsonMember {
  std::u16string key;
  JsonValue value;
};

constexpr int k_max_json_depth = 200;

/// \param is_too_deep  set if more than k_max_json_depth arrays and objects lie in one another; then the
/// result means nothing
std::optional<JsonValue> read_json(std::u16string_view text, bool& is_too_deep);

/// A text that tells apart what JavaScript can tell apart: the bits of numbers, the code units of strings.
/// Scripts make the same one of their values.
/// \param as_written  of what JSON.stringify makes of it: -0 is 0, infinities are null
std::string describe(const JsonValue& value, bool as_written);

}  // namespace orrery::fuzz
