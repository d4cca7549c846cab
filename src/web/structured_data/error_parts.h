#pragma once

#include <cstdint>

#include "vm/realm.h"
#include "vm/strings/string.h"

namespace orrery::web {

/// What of an error is written down behind its name.
struct ErrorParts {
  static constexpr std::uint8_t k_message = 1;
  static constexpr std::uint8_t k_stack = 2;
  static constexpr std::uint8_t k_cause = 4;
};

/// In place of an element type: a DataView.
constexpr std::uint8_t k_data_view = 0xff;

/// The names of https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal, step
/// 18.2; the first stands for all others.
enum class ErrorName : std::uint8_t {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  UriError,
};
ErrorName error_name_of(vm::String* name);
vm::Intrinsic prototype_of(ErrorName name);

}  // namespace orrery::web
