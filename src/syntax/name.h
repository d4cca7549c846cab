#pragma once

#include <cstdint>

namespace orrery::syntax {

/// A text interned in a NameTable, as a dense number: equal names are equal texts. The first ones are the
/// keywords of tokens.def, then the names of names.def; they are the same in every table.
// Constants are called as they are written, not in PascalCase: `Name::await`, `Name::proto`.
// NOLINTBEGIN(readability-identifier-naming): see above
enum class Name : std::uint32_t {
  none,
#define TOKEN(Type, description)
#define PUNCTUATOR(Type, text, precedence)
#define KEYWORD(Type, text, precedence) keyword_##Type,
#include "syntax/tokens.def"
#define NAME(field, text) field,
#include "syntax/names.def"
  first_of_source,
  // May name any variable anywhere (but see `eval` in strict mode).
  first_ordinary = arguments,
};
// NOLINTEND(readability-identifier-naming)

/// Is it one of the words reserved everywhere?
constexpr bool is_keyword(Name name) {
  return name > Name::none && name < Name::implements;
}

/// Is it one of the words reserved only in strict mode code?
constexpr bool is_strict_reserved_word(Name name) {
  return name >= Name::implements && name <= Name::yield;
}

}  // namespace orrery::syntax
