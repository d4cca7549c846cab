// https://tc39.es/ecma262/#sec-math-object

#include <algorithm>
#include <bit>
#include <limits>
#include <numbers>

#include "builtins/numbers/precise_sum.h"
#include "builtins/numbers/tables.h"
#include "elementary/elementary.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();
constexpr double k_infinity = std::numeric_limits<double>::infinity();

// Functions of one number -----------------------------------------------------------------------------------

Completion<double> number_argument(Agent& agent, NativeFrame& frame, std::uint32_t index) {
  return TRY(to_number(agent, frame.argument(index))).as_number();
}

/// Math's function for a function of doubles.
template <double (*function)(double)>
Completion<Value> unary(Agent& agent, NativeFrame& frame) {
  return Value::number(function(TRY(number_argument(agent, frame, 0))));
}

/// The same of functions that give whole numbers back as they are.
template <double (*function)(double)>
Completion<Value> rounding(Agent& agent, NativeFrame& frame) {
  if (frame.argument(0).is_int32()) return frame.argument(0);
  return unary<function>(agent, frame);
}

// https://tc39.es/ecma262/#sec-math.abs
double absolute(double x) {
  return std::fabs(x);
}

double ceiling(double x) {
  return std::ceil(x);
}

double floor(double x) {
  return std::floor(x);
}

double truncate(double x) {
  return std::trunc(x);
}

double square_root(double x) {
  return std::sqrt(x);
}

/// https://tc39.es/ecma262/#sec-math.round: halves go up, and the sign of zero stays.
double round(double x) {
  if (!(std::fabs(x) < 0x1p52)) return x;
  const double below = std::floor(x);
  return std::copysign(x - below >= 0.5 ? below + 1 : below, x);
}

// https://tc39.es/ecma262/#sec-math.sign
double sign(double x) {
  if (x > 0) return 1;
  return x < 0 ? -1 : x;
}

// https://tc39.es/ecma262/#sec-math.fround
double round_to_float32(double x) {
  return static_cast<double>(static_cast<float>(x));
}

// https://tc39.es/ecma262/#sec-math.clz32
double leading_zeros(double x) {
  return std::countl_zero(to_uint32(x));
}

// Functions of two numbers ----------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-math.atan2
Completion<Value> atan2(Agent& agent, NativeFrame& frame) {
  const double y = TRY(number_argument(agent, frame, 0));
  const double x = TRY(number_argument(agent, frame, 1));
  return Value::number(elementary::atan2(y, x));
}

// https://tc39.es/ecma262/#sec-math.imul
Completion<Value> imul(Agent& agent, NativeFrame& frame) {
  const std::uint32_t x = TRY(vm::to_uint32(agent, frame.argument(0)));
  const std::uint32_t y = TRY(vm::to_uint32(agent, frame.argument(1)));
  return Value::int32(static_cast<std::int32_t>(x * y));
}

// https://tc39.es/ecma262/#sec-math.pow
Completion<Value> pow(Agent& agent, NativeFrame& frame) {
  const double base = TRY(number_argument(agent, frame, 0));
  const double exponent = TRY(number_argument(agent, frame, 1));
  return Value::number(number_exponentiate(base, exponent));
}

// Functions of any number of numbers ------------------------------------------------------------------------

/// All arguments as Numbers, converted before anything is done with them.
Completion<ValueList*> number_arguments(Agent& agent, NativeFrame& frame) {
  ValueList* numbers = ValueList::make(agent.heap(), frame.argument_count());
  for (const Value argument : frame.arguments())
    numbers->append(agent.heap(), TRY(to_number(agent, argument)));
  return numbers;
}

/// The larger one; NaN if there is one, and +0 is larger than -0.
double larger(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return k_nan;
  if (a == b) return std::signbit(a) ? b : a;
  return a > b ? a : b;
}

double smaller(double a, double b) {
  return -larger(-a, -b);
}

template <double (*choose)(double, double)>
Completion<Value> extreme(Agent& agent, NativeFrame& frame, double start) {
  const std::span<const Value> arguments = frame.arguments();
  // OPTIMIZATION: two of which nothing needs to be converted.
  if (arguments.size() == 2 && arguments[0].is_number() && arguments[1].is_number())
    return Value::number(choose(arguments[0].as_number(), arguments[1].as_number()));
  ValueList* numbers = TRY(number_arguments(agent, frame));
  for (const Value number : numbers->values()) start = choose(start, number.as_number());
  return Value::number(start);
}

// https://tc39.es/ecma262/#sec-math.max
Completion<Value> max(Agent& agent, NativeFrame& frame) {
  return extreme<larger>(agent, frame, -k_infinity);
}

// https://tc39.es/ecma262/#sec-math.min
Completion<Value> min(Agent& agent, NativeFrame& frame) {
  return extreme<smaller>(agent, frame, k_infinity);
}

// https://tc39.es/ecma262/#sec-math.hypot
Completion<Value> hypot(Agent& agent, NativeFrame& frame) {
  ValueList* numbers = TRY(number_arguments(agent, frame));
  double largest = 0;
  bool has_nan = false;
  for (const Value number : numbers->values()) {
    const double magnitude = std::fabs(number.as_number());
    has_nan |= std::isnan(magnitude);
    largest = std::max(largest, magnitude);  // an infinity outweighs NaN
  }
  if (largest == k_infinity) return Value::number(k_infinity);
  if (has_nan) return Value::number(k_nan);
  if (largest == 0) return Value::int32(0);
  elementary::RootOfSquares squares(largest);
  for (const Value number : numbers->values()) squares.add(number.as_number());
  return Value::number(squares.root());
}

// Sums ------------------------------------------------------------------------------------------------------

/// What https://tc39.es/ecma262/#sec-math.sumprecise keeps while it goes through the numbers.
class SumState {
 public:
  // 7.b.v. to viii.
  void add(double number) {
    if (std::isfinite(number)) {
      is_minus_zero_ &= number == 0 && std::signbit(number);
      sum_.add(number);
    } else {
      special_ += number;  // infinities of both signs give NaN
    }
  }
  double result() {
    if (special_ != 0) return special_;
    return is_minus_zero_ ? -0.0 : sum_.round();
  }

 private:
  PreciseSum sum_;
  double special_ = 0;  // NaN or an infinity once there was one
  bool is_minus_zero_ = true;
};

// https://tc39.es/ecma262/#sec-math.sumprecise
Completion<Value> sum_precise(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  TRY(require_object_coercible(agent, frame.argument(0)));
  IteratorRecord iterator = TRY(get_iterator(agent, frame.argument(0)));
  // 3. - 7.
  SumState state;
  NativeLoop loop(agent);
  for (double count = 0;; count++) {
    TRY(loop.next_round());
    const std::optional<Value> next = TRY(iterator_step_value(agent, iterator));
    if (!next) return Value::number(state.result());
    if (count >= k_max_safe_integer) {
      (void)agent.throw_range_error("Too many numbers to sum");
      return iterator_close_thrown(agent, iterator);
    }
    if (!next->is_number()) {
      (void)agent.throw_type_error(describe_value(agent, *next) + " is not a number");
      return iterator_close_thrown(agent, iterator);
    }
    state.add(next->as_number());
  }
}

// https://tc39.es/ecma262/#sec-math.random
Completion<Value> random(Agent& agent, NativeFrame&) {
  return Value::float64(agent.random_numbers().next(agent.door()));
}

constexpr BuiltinRow k_math_rows[] = {
    number("E", std::numbers::e),
    number("LN10", std::numbers::ln10),
    number("LN2", std::numbers::ln2),
    number("LOG10E", std::numbers::log10e),
    number("LOG2E", std::numbers::log2e),
    number("PI", std::numbers::pi),
    number("SQRT1_2", std::numbers::sqrt2 / 2),
    number("SQRT2", std::numbers::sqrt2),
    method("abs", 1, unary<absolute>),
    method("acos", 1, unary<elementary::acos>),
    method("acosh", 1, unary<elementary::acosh>),
    method("asin", 1, unary<elementary::asin>),
    method("asinh", 1, unary<elementary::asinh>),
    method("atan", 1, unary<elementary::atan>),
    method("atan2", 2, atan2),
    method("atanh", 1, unary<elementary::atanh>),
    method("cbrt", 1, unary<elementary::cbrt>),
    method("ceil", 1, rounding<ceiling>),
    method("clz32", 1, unary<leading_zeros>),
    method("cos", 1, unary<elementary::cos>),
    method("cosh", 1, unary<elementary::cosh>),
    method("exp", 1, unary<elementary::exp>),
    method("expm1", 1, unary<elementary::expm1>),
    method("f16round", 1, unary<round_to_float16>),
    method("floor", 1, rounding<floor>),
    method("fround", 1, unary<round_to_float32>),
    method("hypot", 2, hypot),
    method("imul", 2, imul),
    method("log", 1, unary<elementary::log>),
    method("log10", 1, unary<elementary::log10>),
    method("log1p", 1, unary<elementary::log1p>),
    method("log2", 1, unary<elementary::log2>),
    method("max", 2, max),
    method("min", 2, min),
    method("pow", 2, pow),
    method("random", 0, random),
    method("round", 1, rounding<round>),
    method("sign", 1, unary<sign>),
    method("sin", 1, unary<elementary::sin>),
    method("sinh", 1, unary<elementary::sinh>),
    method("sqrt", 1, unary<square_root>),
    method("sumPrecise", 1, sum_precise),
    method("tan", 1, unary<elementary::tan>),
    method("tanh", 1, unary<elementary::tanh>),
    method("trunc", 1, rounding<truncate>),
    text(&WellKnown::symbol_to_string_tag, "Math"),
};

}  // namespace

constexpr ObjectTable k_math = ordinary_table(Intrinsic::ObjectPrototype, k_math_rows);

}  // namespace orrery::builtins
