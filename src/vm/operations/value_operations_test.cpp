#include "vm/operations/value_operations.h"

#include <limits>

#include "vm/bigint/bigint.h"
#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();
constexpr double k_infinity = std::numeric_limits<double>::infinity();

class ValueOperationsTest : public AgentTest {
 protected:
  Value text(std::string_view utf8) { return string(utf8); }
  Value big(std::int64_t value) { return make_bigint(agent(), value); }
  Value symbol() { return make_symbol(agent(), Symbol::Sort::Unique, nullptr); }
};
INSTANTIATE_TEST_SUITE_P(Modes, ValueOperationsTest,
                         testing::Values(TestMode::Normal, TestMode::CollectAlways), [](const auto& info) {
                           return info.param == TestMode::Normal ? "Normal" : "CollectAlways";
                         });

TEST_P(ValueOperationsTest, Sameness) {
  const Value zero = Value::int32(0);
  const Value minus_zero = Value::float64(-0.0);
  const Value nan = Value::float64(k_nan);
  EXPECT_TRUE(is_strictly_equal(zero, minus_zero));
  EXPECT_FALSE(same_value(zero, minus_zero));
  EXPECT_TRUE(same_value_zero(zero, minus_zero));
  EXPECT_FALSE(is_strictly_equal(nan, nan));
  EXPECT_TRUE(same_value(nan, nan));
  EXPECT_TRUE(same_value_zero(nan, nan));
  EXPECT_TRUE(is_strictly_equal(Value::int32(5), Value::float64(5)));
  EXPECT_TRUE(same_value(Value::int32(5), Value::float64(5)));
  EXPECT_TRUE(is_strictly_equal(text("a long enough text"), text("a long enough text")));
  EXPECT_FALSE(is_strictly_equal(text("1"), Value::int32(1)));
  EXPECT_TRUE(is_strictly_equal(big(7), big(7)));
  EXPECT_FALSE(is_strictly_equal(big(7), Value::int32(7)));
  EXPECT_FALSE(is_strictly_equal(Value::null(), Value::undefined()));
  EXPECT_FALSE(is_strictly_equal(symbol(), symbol()));
  EXPECT_FALSE(is_strictly_equal(Value::boolean(true), Value::int32(1)));
}

TEST_P(ValueOperationsTest, LooseEquality) {
  const auto equal = [&](Value a, Value b) {
    const bool result = MUST(is_loosely_equal_primitives(agent(), a, b));
    EXPECT_EQ(MUST(is_loosely_equal_primitives(agent(), b, a)), result);
    return result;
  };
  EXPECT_TRUE(equal(Value::null(), Value::undefined()));
  EXPECT_FALSE(equal(Value::null(), Value::int32(0)));
  EXPECT_FALSE(equal(Value::undefined(), Value::boolean(false)));
  EXPECT_TRUE(equal(text(" 1 "), Value::int32(1)));
  EXPECT_TRUE(equal(text(""), Value::boolean(false)));
  EXPECT_TRUE(equal(Value::boolean(true), text("1")));
  EXPECT_FALSE(equal(text("x"), Value::float64(k_nan)));
  EXPECT_FALSE(equal(text("1"), text("01")));
  EXPECT_TRUE(equal(big(1), Value::boolean(true)));
  EXPECT_TRUE(equal(big(1), text("0x1")));
  EXPECT_FALSE(equal(big(1), text("1n")));
  EXPECT_FALSE(equal(big(1), Value::float64(1.5)));
  EXPECT_FALSE(equal(big(1), Value::float64(k_nan)));
  EXPECT_TRUE(equal(big(1), big(1)));
  const Value a_symbol = symbol();
  EXPECT_TRUE(equal(a_symbol, a_symbol));
  EXPECT_FALSE(equal(a_symbol, text("1")));
}

TEST_P(ValueOperationsTest, Order) {
  const auto less = [&](Value a, Value b) { return MUST(is_less_than_primitives(agent(), a, b)); };
  EXPECT_TRUE(less(Value::int32(1), Value::float64(1.5)).is_true());
  EXPECT_TRUE(less(Value::float64(k_nan), Value::int32(1)).is_undefined());
  EXPECT_TRUE(less(Value::int32(1), Value::undefined()).is_undefined());
  EXPECT_TRUE(less(Value::null(), Value::int32(1)).is_true());
  EXPECT_TRUE(less(text("10"), text("9")).is_true());
  EXPECT_TRUE(less(text("10"), Value::int32(9)).is_false());
  EXPECT_TRUE(less(big(1), text("2")).is_true());
  EXPECT_TRUE(less(text("2"), big(1)).is_false());
  EXPECT_TRUE(less(text("0"), big(1)).is_true());
  EXPECT_TRUE(less(big(1), text("two")).is_undefined());
  EXPECT_TRUE(less(big(1), Value::float64(k_infinity)).is_true());
  EXPECT_TRUE(less(Value::float64(-k_infinity), big(1)).is_true());
  EXPECT_TRUE(less(big(1), Value::boolean(true)).is_false());
  EXPECT_TRUE(less(Value::float64(k_nan), big(1)).is_undefined());
  EXPECT_TRUE(is_less_than_primitives(agent(), symbol(), Value::int32(1)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert a Symbol value to a number");
}

TEST_P(ValueOperationsTest, Booleans) {
  for (const Value value : {Value::undefined(), Value::null(), Value::boolean(false), Value::int32(0),
                            Value::float64(-0.0), Value::float64(k_nan), text(""), big(0)})
    EXPECT_FALSE(to_boolean(value));
  for (const Value value :
       {Value::boolean(true), Value::int32(-1), Value::float64(0.1), text("0"), big(-1), symbol()})
    EXPECT_TRUE(to_boolean(value));
}

TEST_P(ValueOperationsTest, TypeOf) {
  const auto name = [&](Value value) { return type_of(agent(), value)->to_utf8(); };
  EXPECT_EQ(name(Value::undefined()), "undefined");
  EXPECT_EQ(name(Value::null()), "object");
  EXPECT_EQ(name(Value::boolean(true)), "boolean");
  EXPECT_EQ(name(Value::int32(1)), "number");
  EXPECT_EQ(name(Value::float64(k_nan)), "number");
  EXPECT_EQ(name(text("")), "string");
  EXPECT_EQ(name(big(1)), "bigint");
  EXPECT_EQ(name(symbol()), "symbol");
}

TEST_P(ValueOperationsTest, Conversions) {
  const auto as_text = [&](Value value) { return MUST(primitive_to_string(agent(), value))->to_utf8(); };
  EXPECT_EQ(as_text(Value::undefined()), "undefined");
  EXPECT_EQ(as_text(Value::null()), "null");
  EXPECT_EQ(as_text(Value::boolean(false)), "false");
  EXPECT_EQ(as_text(Value::float64(-1.5)), "-1.5");
  EXPECT_EQ(as_text(big(-12)), "-12");
  EXPECT_TRUE(primitive_to_string(agent(), symbol()).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert a Symbol value to a string");
  EXPECT_EQ(MUST(primitive_to_number(agent(), text("12"))), 12);
  EXPECT_TRUE(primitive_to_number(agent(), big(1)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert a BigInt value to a number");
  EXPECT_TRUE(MUST(primitive_to_numeric(agent(), big(1))).is_bigint());
  EXPECT_TRUE(bigint_equal(MUST(primitive_to_bigint(agent(), text("12"))), big(12).as_bigint()));
  EXPECT_TRUE(primitive_to_bigint(agent(), text("1.5")).is_thrown());
  EXPECT_EQ(take_exception(), "SyntaxError: Cannot convert 1.5 to a BigInt");
  EXPECT_TRUE(primitive_to_bigint(agent(), Value::int32(1)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert 1 to a BigInt");
}

TEST(NumberOperationsTest, ExponentiateAndRemainder) {
  EXPECT_TRUE(std::isnan(number_exponentiate(1, k_infinity)));
  EXPECT_TRUE(std::isnan(number_exponentiate(-1, -k_infinity)));
  EXPECT_TRUE(std::isnan(number_exponentiate(1, k_nan)));
  EXPECT_EQ(number_exponentiate(k_nan, 0), 1);
  EXPECT_EQ(number_exponentiate(k_nan, -0.0), 1);
  EXPECT_TRUE(std::isnan(number_exponentiate(-8, 1.0 / 3)));
  EXPECT_EQ(number_exponentiate(-k_infinity, 3), -k_infinity);
  EXPECT_EQ(number_exponentiate(-0.0, -3), -k_infinity);
  EXPECT_EQ(number_exponentiate(2, 10), 1024);
  EXPECT_TRUE(std::signbit(number_remainder(-4, 2)));
  EXPECT_EQ(number_remainder(5.5, 2), 1.5);
  EXPECT_EQ(number_remainder(-5, 3), -2);
  EXPECT_EQ(number_remainder(5, k_infinity), 5);
  EXPECT_TRUE(std::isnan(number_remainder(k_infinity, 5)));
  EXPECT_TRUE(std::isnan(number_remainder(5, 0)));
}

}  // namespace
}  // namespace orrery::vm
