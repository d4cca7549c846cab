// https://tc39.es/ecma262/#sec-native-error-types-used-in-this-standard: six times the same.

#include <array>

#include "builtins/fundamental/error_objects.h"
#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-nativeerror
template <Intrinsic prototype>
Completion<Value> native_error(Agent& agent, NativeFrame& frame) {
  ErrorObject* error = TRY(construct_error(agent, frame, prototype, frame.argument(0)));
  TRY(install_error_cause(agent, error, frame.argument(1)));
  return error;
}

// https://tc39.es/ecma262/#sec-properties-of-the-nativeerror-constructors
template <Intrinsic prototype>
constexpr ObjectTable constructor_of(std::string_view name) {
  return constructor_table(name, 1, native_error<prototype>, prototype, {}, Intrinsic::Error);
}

// https://tc39.es/ecma262/#sec-properties-of-the-nativeerror-prototype-objects
using PrototypeRows = std::array<BuiltinRow, 3>;
constexpr PrototypeRows rows_of(std::string_view name, Intrinsic constructor) {
  return {reference("constructor", constructor), text("name", name), text("message", "")};
}
constexpr ObjectTable prototype_of(const PrototypeRows& rows) {
  return ordinary_table(Intrinsic::ErrorPrototype, rows);
}

constexpr PrototypeRows k_eval_error_rows = rows_of("EvalError", Intrinsic::EvalError);
constexpr PrototypeRows k_range_error_rows = rows_of("RangeError", Intrinsic::RangeError);
constexpr PrototypeRows k_reference_error_rows = rows_of("ReferenceError", Intrinsic::ReferenceError);
constexpr PrototypeRows k_syntax_error_rows = rows_of("SyntaxError", Intrinsic::SyntaxError);
constexpr PrototypeRows k_type_error_rows = rows_of("TypeError", Intrinsic::TypeError);
constexpr PrototypeRows k_uri_error_rows = rows_of("URIError", Intrinsic::URIError);

}  // namespace

constexpr ObjectTable k_eval_error = constructor_of<Intrinsic::EvalErrorPrototype>("EvalError");
constexpr ObjectTable k_range_error = constructor_of<Intrinsic::RangeErrorPrototype>("RangeError");
constexpr ObjectTable k_reference_error =
    constructor_of<Intrinsic::ReferenceErrorPrototype>("ReferenceError");
constexpr ObjectTable k_syntax_error = constructor_of<Intrinsic::SyntaxErrorPrototype>("SyntaxError");
constexpr ObjectTable k_type_error = constructor_of<Intrinsic::TypeErrorPrototype>("TypeError");
constexpr ObjectTable k_uri_error = constructor_of<Intrinsic::URIErrorPrototype>("URIError");

constexpr ObjectTable k_eval_error_prototype = prototype_of(k_eval_error_rows);
constexpr ObjectTable k_range_error_prototype = prototype_of(k_range_error_rows);
constexpr ObjectTable k_reference_error_prototype = prototype_of(k_reference_error_rows);
constexpr ObjectTable k_syntax_error_prototype = prototype_of(k_syntax_error_rows);
constexpr ObjectTable k_type_error_prototype = prototype_of(k_type_error_rows);
constexpr ObjectTable k_uri_error_prototype = prototype_of(k_uri_error_rows);

}  // namespace orrery::builtins
