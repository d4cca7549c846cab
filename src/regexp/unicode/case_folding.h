#pragma once

#include <cstdint>
#include <span>

#include "regexp/unicode/code_point_set.h"

namespace orrery::regexp {

/// What flag `i` makes of characters.
enum class CaseMode : std::uint8_t {
  Sensitive,  // without `i`
  Uppercase,  // `i` alone: toUppercase of code units
  Folding,    // with `u` or `v`: simple case folding
};

/// https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch
char32_t canonicalize(char32_t character, CaseMode mode);

/// All characters with the canonical form of `character`, if there are others than itself; else empty.
std::span<const char32_t> case_equivalents(char32_t character, CaseMode mode);

/// Adds all characters whose canonical form is that of a member.
void add_case_equivalents(CodePointSet& set, CaseMode mode);

/// https://tc39.es/ecma262/#sec-maybesimplecasefolding of single characters, where it does fold: replaces the
/// members by their canonical forms.
void fold_case(CodePointSet& set);

/// Removes the characters that have another canonical form than themselves. (AllCharacters under `v` and `i`
/// has none: https://tc39.es/ecma262/#sec-allcharacters.)
void remove_folded(CodePointSet& set);

}  // namespace orrery::regexp
