#include "vm/operations/value_operations.h"

#include <cassert>
#include <limits>

#include "elementary/elementary.h"
#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/object.h"
#include "vm/strings/string.h"

namespace orrery::vm {

// Equality --------------------------------------------------------------------------------------------------

namespace {

/// Of two values that are no numbers: https://tc39.es/ecma262/#sec-samevaluenonnumber, and false for
/// different types.
bool is_same_non_number(Value left, Value right) {
  if (left.is_identical(right)) return true;
  if (!left.is_cell() || !right.is_cell()) return false;
  if (left.is_string()) return right.is_string() && left.as_string()->equals(right.as_string());
  if (left.is_bigint()) return right.is_bigint() && bigint_equal(left.as_bigint(), right.as_bigint());
  return false;
}

}  // namespace

bool is_strictly_equal(Value left, Value right) {
  if (left.is_number()) return right.is_number() && left.as_number() == right.as_number();
  return is_same_non_number(left, right);
}

bool same_value(Value left, Value right) {
  if (!left.is_number() || !right.is_number()) return is_same_non_number(left, right);
  const double a = left.as_number();
  const double b = right.as_number();
  if (a != a || b != b) return a != a && b != b;
  return a == b && std::signbit(a) == std::signbit(b);
}

bool same_value_zero(Value left, Value right) {
  if (!left.is_number() || !right.is_number()) return is_same_non_number(left, right);
  const double a = left.as_number();
  const double b = right.as_number();
  return a == b || (a != a && b != b);
}

namespace {

/// Of a Boolean, Number or String.
double simple_to_number(Value value) {
  if (value.is_number()) return value.as_number();
  return value.is_string() ? string_to_number(value.as_string()) : value.is_true() ? 1 : 0;
}

Completion<bool> is_bigint_equal_to(Agent& agent, BigInt* big, Value other) {
  if (other.is_string()) return TRY(bigint_compare_to_string(agent, big, other.as_string())) == 0;
  const double number = simple_to_number(other);
  return number == number && bigint_compare_to_number(big, number) == 0;
}

}  // namespace

Completion<bool> is_loosely_equal_primitives(Agent& agent, Value left, Value right) {
  assert(left.is_object() == right.is_object());
  if (left.is_nullish() || right.is_nullish()) return left.is_nullish() && right.is_nullish();
  if (left.is_object() || left.is_symbol() || right.is_symbol()) return left.is_identical(right);
  if (left.is_bigint()) {
    if (right.is_bigint()) return bigint_equal(left.as_bigint(), right.as_bigint());
    return is_bigint_equal_to(agent, left.as_bigint(), right);
  }
  if (right.is_bigint()) return is_bigint_equal_to(agent, right.as_bigint(), left);
  if (left.is_string() && right.is_string()) return left.as_string()->equals(right.as_string());
  // What is left are Booleans, Numbers, and one String at most.
  return simple_to_number(left) == simple_to_number(right);
}

// Order -----------------------------------------------------------------------------------------------------

namespace {

/// Step 4 of IsLessThan: of Numbers and BigInts.
Value is_less_than_numeric(Value left, Value right) {
  if (left.is_bigint() && right.is_bigint())
    return Value::boolean(bigint_compare(left.as_bigint(), right.as_bigint()) < 0);
  const double other = left.is_number() ? left.as_number() : right.as_number();
  if (other != other) return Value::undefined();
  if (left.is_bigint()) return Value::boolean(bigint_compare_to_number(left.as_bigint(), other) < 0);
  if (right.is_bigint()) return Value::boolean(bigint_compare_to_number(right.as_bigint(), other) > 0);
  const double number = right.as_number();
  return number != number ? Value::undefined() : Value::boolean(other < number);
}

}  // namespace

Completion<Value> is_less_than_primitives(Agent& agent, Value left, Value right) {
  if (left.is_string() && right.is_string())
    return Value::boolean(left.as_string()->compare(right.as_string()) < 0);
  if (left.is_bigint() && right.is_string()) {
    const auto order = TRY(bigint_compare_to_string(agent, left.as_bigint(), right.as_string()));
    return order ? Value::boolean(*order < 0) : Value::undefined();
  }
  if (left.is_string() && right.is_bigint()) {
    const auto order = TRY(bigint_compare_to_string(agent, right.as_bigint(), left.as_string()));
    return order ? Value::boolean(*order > 0) : Value::undefined();
  }
  const Value left_numeric = TRY(primitive_to_numeric(agent, left));
  const Value right_numeric = TRY(primitive_to_numeric(agent, right));
  return is_less_than_numeric(left_numeric, right_numeric);
}

// Conversions -----------------------------------------------------------------------------------------------

bool to_boolean(Value value) {
  if (value.is_boolean()) return value.is_true();
  if (value.is_int32()) return value.as_int32() != 0;
  if (value.is_number()) {
    const double number = value.as_double();
    return number == number && number != 0;
  }
  if (value.is_nullish()) return false;
  if (value.is_string()) return !value.as_string()->is_empty();
  if (value.is_bigint()) return !value.as_bigint()->is_zero();
  // https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot-to-boolean
  return !value.is_object() || !value.as_object()->has_flag(Object::k_is_html_dda);
}

String* type_of(Agent& agent, Value value) {
  const WellKnown& names = agent.names();
  const auto name = [&] {
    if (value.is_undefined()) return names.undefined;
    if (value.is_null()) return names.object;
    if (value.is_boolean()) return names.boolean;
    if (value.is_number()) return names.number;
    if (value.is_string()) return names.string;
    if (value.is_symbol()) return names.symbol;
    if (value.is_bigint()) return names.bigint;
    // https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot-typeof
    if (value.as_object()->has_flag(Object::k_is_html_dda)) return names.undefined;
    return value.as_object()->has_flag(Object::k_is_callable) ? names.function : names.object;
  }();
  return name.as_atom();
}

Completion<double> primitive_to_number(Agent& agent, Value value) {
  if (value.is_number()) return value.as_number();
  if (value.is_undefined()) return std::numeric_limits<double>::quiet_NaN();
  if (value.is_null() || value.is_false()) return 0.0;
  if (value.is_true()) return 1.0;
  if (value.is_string()) return string_to_number(value.as_string());
  if (value.is_symbol()) return agent.throw_type_error("Cannot convert a Symbol value to a number");
  assert(value.is_bigint());
  return agent.throw_type_error("Cannot convert a BigInt value to a number");
}

Completion<Value> primitive_to_numeric(Agent& agent, Value value) {
  if (value.is_number() || value.is_bigint()) return value;
  return Value::number(TRY(primitive_to_number(agent, value)));
}

Completion<String*> primitive_to_string(Agent& agent, Value value) {
  const WellKnown& names = agent.names();
  if (value.is_string()) return value.as_string();
  if (value.is_int32()) return number_to_string(agent, value.as_int32());
  if (value.is_number()) return number_to_string(agent, value.as_double());
  if (value.is_undefined()) return names.undefined.as_atom();
  if (value.is_null()) return names.null.as_atom();
  if (value.is_boolean()) return (value.is_true() ? names.true_ : names.false_).as_atom();
  if (value.is_symbol()) return agent.throw_type_error("Cannot convert a Symbol value to a string");
  assert(value.is_bigint());
  return bigint_to_string(agent, value.as_bigint());
}

Completion<BigInt*> primitive_to_bigint(Agent& agent, Value value) {
  if (value.is_bigint()) return value.as_bigint();
  if (value.is_boolean()) return make_bigint(agent, value.is_true() ? 1 : 0);
  if (value.is_string()) {
    const std::optional<BigInt*> parsed = TRY(string_to_bigint(agent, value.as_string()));
    if (parsed) return *parsed;
    constexpr std::size_t k_max_shown = 100;
    std::string text = value.as_string()->to_utf8();
    if (text.size() > k_max_shown) text = "this string";
    return agent.throw_syntax_error("Cannot convert " + text + " to a BigInt");
  }
  if (value.is_symbol()) return agent.throw_type_error("Cannot convert a Symbol value to a BigInt");
  String* text = TRY(primitive_to_string(agent, value));
  return agent.throw_type_error("Cannot convert " + text->to_utf8() + " to a BigInt");
}

// Numbers ---------------------------------------------------------------------------------------------------

double number_exponentiate(double base, double exponent) {
  // Where C's pow gives 1, and ECMAScript NaN: pow(1, NaN), pow(1, ±Infinity) and pow(-1, ±Infinity).
  if (exponent != exponent || (std::fabs(base) == 1 && std::isinf(exponent)))
    return std::numeric_limits<double>::quiet_NaN();
  return elementary::pow(base, exponent);
}

double number_remainder(double dividend, double divisor) {
  return std::fmod(dividend, divisor);
}

}  // namespace orrery::vm
