// The global object: https://tc39.es/ecma262/#sec-global-object

#include <cmath>
#include <limits>

#include "builtins/global_object/tables.h"
#include "builtins/global_object/uri_functions.h"
#include "vm/agent.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-isfinite-number
Completion<Value> is_finite(Agent& agent, NativeFrame& frame) {
  return Value::boolean(std::isfinite(TRY(to_number(agent, frame.argument(0))).as_number()));
}

// https://tc39.es/ecma262/#sec-isnan-number
Completion<Value> is_nan(Agent& agent, NativeFrame& frame) {
  return Value::boolean(std::isnan(TRY(to_number(agent, frame.argument(0))).as_number()));
}

/// https://tc39.es/ecma262/#sec-eval-x: the indirect one. A direct eval is an instruction.
Completion<Value> eval(Agent& agent, NativeFrame& frame) {
  const Value source = frame.argument(0);
  if (!source.is_string()) return source;
  Executable* executable =
      TRY(agent.hooks().compile_eval(agent, agent.realm(), source.as_string(), false, nullptr));
  return run_executable(agent, executable, nullptr);
}

constexpr BuiltinRow k_global_object_rows[] = {
    // https://tc39.es/ecma262/#sec-value-properties-of-the-global-object
    global_this_row("globalThis"),
    number("Infinity", std::numeric_limits<double>::infinity()),
    number("NaN", std::numeric_limits<double>::quiet_NaN()),
    undefined_row("undefined"),

    // https://tc39.es/ecma262/#sec-function-properties-of-the-global-object
    reference("eval", Intrinsic::Eval),
    method("isFinite", 1, is_finite),
    method("isNaN", 1, is_nan),
    reference("parseFloat", Intrinsic::ParseFloat),
    reference("parseInt", Intrinsic::ParseInt),
    method("decodeURI", 1, decode_uri),
    method("decodeURIComponent", 1, decode_uri_component),
    method("encodeURI", 1, encode_uri),
    method("encodeURIComponent", 1, encode_uri_component),
    method("escape", 1, escape),
    method("unescape", 1, unescape),

    // https://tc39.es/ecma262/#sec-constructor-properties-of-the-global-object
    reference("AggregateError", Intrinsic::AggregateError),
    reference("Array", Intrinsic::Array),
    reference("ArrayBuffer", Intrinsic::ArrayBuffer),
    reference("AsyncDisposableStack", Intrinsic::AsyncDisposableStack),
    reference("BigInt", Intrinsic::BigInt),
    reference("Boolean", Intrinsic::Boolean),
    reference("DataView", Intrinsic::DataView),
    reference("Date", Intrinsic::Date),
    reference("DisposableStack", Intrinsic::DisposableStack),
    reference("Error", Intrinsic::Error),
    reference("EvalError", Intrinsic::EvalError),
    reference("FinalizationRegistry", Intrinsic::FinalizationRegistry),
    reference("Function", Intrinsic::Function),
    reference("Iterator", Intrinsic::Iterator),
    reference("Map", Intrinsic::Map),
    reference("Number", Intrinsic::Number),
    reference("Object", Intrinsic::Object),
    reference("Promise", Intrinsic::Promise),
    reference("Proxy", Intrinsic::Proxy),
    reference("RangeError", Intrinsic::RangeError),
    reference("ReferenceError", Intrinsic::ReferenceError),
    reference("RegExp", Intrinsic::RegExp),
    reference("Set", Intrinsic::Set),
    reference("ShadowRealm", Intrinsic::ShadowRealm),
    reference("SharedArrayBuffer", Intrinsic::SharedArrayBuffer),
    reference("String", Intrinsic::String),
    reference("SuppressedError", Intrinsic::SuppressedError),
    reference("Symbol", Intrinsic::Symbol),
    reference("SyntaxError", Intrinsic::SyntaxError),
    reference("TypeError", Intrinsic::TypeError),
    reference("URIError", Intrinsic::URIError),
    reference("WeakMap", Intrinsic::WeakMap),
    reference("WeakRef", Intrinsic::WeakRef),
    reference("WeakSet", Intrinsic::WeakSet),
#define ELEMENT_TYPE(Name, Storage, Content) reference(#Name "Array", Intrinsic::Name##Array),
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE

    // https://tc39.es/ecma262/#sec-other-properties-of-the-global-object
    reference("Atomics", Intrinsic::Atomics),
    reference("JSON", Intrinsic::JSON),
    reference("Math", Intrinsic::Math),
    reference("Reflect", Intrinsic::Reflect),
};

}  // namespace

constexpr ObjectTable k_global_object = ordinary_table(Intrinsic::ObjectPrototype, k_global_object_rows);
constexpr ObjectTable k_eval = function_table("eval", 1, eval);

}  // namespace orrery::builtins
