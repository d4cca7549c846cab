#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::base {

/// A JSON text (https://www.rfc-editor.org/rfc/rfc8259) as a tree, for C++ that reads a file of that format.
/// Objects keep their members in the order of the text; of equal names the last one counts.
struct JsonValue {
  enum class Kind : unsigned char { Null, Boolean, Number, String, Array, Object };

  Kind kind = Kind::Null;
  bool boolean = false;
  double number = 0;
  std::string string;              // WTF-8
  std::vector<JsonValue> items;    // of an array; of an object the values
  std::vector<std::string> names;  // of an object, one for each item

  bool is_string() const { return kind == Kind::String; }
  bool is_array() const { return kind == Kind::Array; }
  bool is_object() const { return kind == Kind::Object; }
  bool is_null() const { return kind == Kind::Null; }
  /// The member of that name; null: there is none, or this is no object.
  const JsonValue* find(std::string_view name) const;
};

/// Where a text is no JSON any more.
struct JsonError {
  std::size_t offset = 0;  // in bytes
  std::string message;     // "Unexpected end", …
};

/// \param text  well-formed UTF-8
std::expected<JsonValue, JsonError> parse_json(std::string_view text);

/// The value as a JSON text without spaces.
std::string to_json(const JsonValue& value);

}  // namespace orrery::base
