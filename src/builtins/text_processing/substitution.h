#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "vm/completion.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

/// What was found, for the replacement text.
struct Match {
  vm::String* matched;
  vm::String* string;
  std::uint32_t position;
  std::span<const vm::Value> captures;                // Strings or undefined
  vm::Value named_captures = vm::Value::undefined();  // an object or undefined
};

/// The value of a decimal digit, as numbers behind a `$` are made of.
constexpr std::optional<std::uint32_t> decimal_digit(char16_t unit) {
  if (unit < u'0' || unit > u'9') return std::nullopt;
  return unit - u'0';
}

/// https://tc39.es/ecma262/#sec-getsubstitution: appends the text that replaces a match.
vm::Completion<void> get_substitution(vm::Agent& agent, const Match& match, vm::String* replacement,
                                      vm::StringBuilder& result);

}  // namespace orrery::builtins
