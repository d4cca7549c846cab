#include "web/structured_data/error_parts.h"

#include <algorithm>
#include <string_view>

namespace orrery::web {

namespace {

struct Row {
  std::string_view name;
  vm::Intrinsic prototype;
};
// In the order of ErrorName.
constexpr Row k_error_parts_rows[] = {
    {"Error", vm::Intrinsic::ErrorPrototype},
    {"EvalError", vm::Intrinsic::EvalErrorPrototype},
    {"RangeError", vm::Intrinsic::RangeErrorPrototype},
    {"ReferenceError", vm::Intrinsic::ReferenceErrorPrototype},
    {"SyntaxError", vm::Intrinsic::SyntaxErrorPrototype},
    {"TypeError", vm::Intrinsic::TypeErrorPrototype},
    {"URIError", vm::Intrinsic::URIErrorPrototype},
};

}  // namespace

ErrorName error_name_of(vm::String* name) {
  constexpr std::uint32_t k_longest = 14;  // ReferenceError
  if (name->length() > k_longest) return ErrorName::Error;
  const auto* found = std::ranges::find(k_error_parts_rows, name->to_utf8(), &Row::name);
  return found == std::end(k_error_parts_rows)
             ? ErrorName::Error
             : static_cast<ErrorName>(found - std::begin(k_error_parts_rows));
}

vm::Intrinsic prototype_of(ErrorName name) {
  return k_error_parts_rows[static_cast<std::size_t>(name)].prototype;
}

}  // namespace orrery::web
