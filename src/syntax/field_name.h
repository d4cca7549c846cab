#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace orrery::syntax {

/// The name of a field in ast.def, as a template argument.
template <std::size_t length>
struct FieldName {
  consteval FieldName(const char (&field)[length]) {
    for (std::size_t i = 0; i < length; ++i) text[i] = field[i];
  }
  char text[length];
};

/// A constant text of at most `capacity` characters.
template <std::size_t capacity>
struct FixedText {
  std::array<char, capacity> text{};
  std::size_t size = 0;

  constexpr void add(char c) { text[size++] = c; }
  constexpr operator std::string_view() const { return {text.data(), size}; }
};

template <FieldName name>
constexpr auto k_estree_field = [] {
  FixedText<sizeof(name.text)> camel_case;
  const std::string_view field(name.text);
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '_') {
      camel_case.add(field[i]);
    } else if (++i < field.size()) {
      camel_case.add(static_cast<char>(field[i] - 'a' + 'A'));
    }
  }
  return camel_case;
}();

/// What ESTree calls the field: in camelCase, and without the underscore that keeps it apart from a C++
/// keyword.
template <FieldName name>
constexpr std::string_view estree_field() {
  return k_estree_field<name>;
}

static_assert(estree_field<"super_class">() == "superClass");
static_assert(estree_field<"static_">() == "static");

}  // namespace orrery::syntax
