// https://tc39.es/ecma262/#sec-number-constructor

#include <limits>

#include "builtins/numbers/tables.h"
#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/functions/builtin.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-number-constructor-number-value, steps 1 and 2
Completion<Value> number_of_argument(Agent& agent, NativeFrame& frame) {
  if (frame.argument_count() == 0) return Value::int32(0);
  const Value numeric = TRY(to_numeric(agent, frame.argument(0)));
  return numeric.is_bigint() ? Value::number(bigint_to_number(numeric.as_bigint())) : numeric;
}

// https://tc39.es/ecma262/#sec-number-constructor-number-value
Completion<Value> number_constructor(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const Value number = TRY(number_of_argument(agent, frame));
  if (!frame.is_construct()) return number;
  // 4. - 6.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::NumberPrototype));
  Shape* shape = agent.shapes().root(prototype, CellKind::PrimitiveObject);
  return agent.heap().make<PrimitiveObject>(0, shape, number);
}

// https://tc39.es/ecma262/#sec-number.isfinite
Completion<Value> is_finite(Agent&, NativeFrame& frame) {
  const Value value = frame.argument(0);
  return Value::boolean(value.is_number() && std::isfinite(value.as_number()));
}

// https://tc39.es/ecma262/#sec-number.isinteger
Completion<Value> is_integer(Agent&, NativeFrame& frame) {
  const Value value = frame.argument(0);
  return Value::boolean(value.is_number() && is_integral_number(value.as_number()));
}

// https://tc39.es/ecma262/#sec-number.isnan
Completion<Value> is_nan(Agent&, NativeFrame& frame) {
  const Value value = frame.argument(0);
  return Value::boolean(value.is_number() && std::isnan(value.as_number()));
}

// https://tc39.es/ecma262/#sec-number.issafeinteger
Completion<Value> is_safe_integer(Agent&, NativeFrame& frame) {
  const Value value = frame.argument(0);
  return Value::boolean(value.is_number() && is_integral_number(value.as_number()) &&
                        std::fabs(value.as_number()) <= k_max_safe_integer);
}

using Limits = std::numeric_limits<double>;

constexpr BuiltinRow k_number_constructor_rows[] = {
    number("EPSILON", Limits::epsilon()),
    number("MAX_SAFE_INTEGER", k_max_safe_integer),
    number("MAX_VALUE", Limits::max()),
    number("MIN_SAFE_INTEGER", -k_max_safe_integer),
    number("MIN_VALUE", Limits::denorm_min()),
    number("NaN", Limits::quiet_NaN()),
    number("NEGATIVE_INFINITY", -Limits::infinity()),
    number("POSITIVE_INFINITY", Limits::infinity()),
    method("isFinite", 1, is_finite),
    method("isInteger", 1, is_integer),
    method("isNaN", 1, is_nan),
    method("isSafeInteger", 1, is_safe_integer),
    reference("parseFloat", Intrinsic::ParseFloat),
    reference("parseInt", Intrinsic::ParseInt),
};

}  // namespace

constexpr ObjectTable k_number =
    constructor_table("Number", 1, number_constructor, Intrinsic::NumberPrototype, k_number_constructor_rows);

}  // namespace orrery::builtins
