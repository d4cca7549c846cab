#include "vm/bigint/bigint.h"

#include <cmath>
#include <limits>
#include <random>

#include "vm/numbers/number_conversions.h"
#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

class BigIntTest : public AgentTest {
 protected:
  BigInt* big(std::string_view text) {
    const std::optional<BigInt*> result = MUST(string_to_bigint(agent(), string(text)));
    EXPECT_TRUE(result.has_value()) << text;
    return result.value_or(nullptr);
  }
  BigInt* big(std::int64_t value) { return make_bigint(agent(), value); }
  std::string text(Completion<BigInt*> value, unsigned radix = 10) {
    if (value.is_thrown()) return take_exception();
    return MUST(bigint_to_string(agent(), value.value(), radix))->to_utf8();
  }
  BigInt* pow(std::int64_t base, std::int64_t exponent) {
    return MUST(bigint_exponentiate(agent(), big(base), big(exponent)));
  }
  /// Numbers of many lengths and signs, with runs of ones and zeros.
  BigInt* random_big(std::mt19937_64& random, unsigned max_limbs) {
    std::string digits;
    for (unsigned count = static_cast<unsigned>(random() % (max_limbs + 1)) * 16; count > 0;) {
      const char digit = "0f0f0123456789abcdef"[random() % 20];
      const auto run =
          std::min<unsigned>(count, random() % 4 == 0 ? static_cast<unsigned>(random() % 40) : 1);
      digits.append(run, digit);
      count -= run;
    }
    BigInt* result = big(digits.empty() ? "0" : "0x" + digits);
    return random() % 2 == 0 ? bigint_negate(agent(), result) : result;
  }
  int rounds() const { return collects_always() ? 20 : 1000; }
};
INSTANTIATE_TEST_SUITE_P(Modes, BigIntTest, testing::Values(TestMode::Normal, TestMode::CollectAlways),
                         [](const auto& info) {
                           return info.param == TestMode::Normal ? "Normal" : "CollectAlways";
                         });

TEST_P(BigIntTest, TextAndBack) {
  EXPECT_EQ(text(big(0)), "0");
  EXPECT_EQ(text(big(-5)), "-5");
  EXPECT_EQ(text(big(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(text(make_bigint_unsigned(agent(), ~std::uint64_t{0})), "18446744073709551615");
  EXPECT_EQ(text(big("123456789012345678901234567890")), "123456789012345678901234567890");
  EXPECT_EQ(text(big("  -00123\n")), "-123");
  EXPECT_EQ(text(big("")), "0");
  EXPECT_EQ(text(big("-0")), "0");
  EXPECT_FALSE(big("-0")->is_negative());
  EXPECT_EQ(text(big("0xFFffFFffFFffFFffFFff")), "1208925819614629174706175");
  EXPECT_EQ(text(big("0o7777777777777777777777777")), "37778931862957161709567");
  EXPECT_EQ(text(big("0b101")), "5");
  EXPECT_EQ(text(big("-123456789012345678901234567890"), 16), "-18ee90ff6c373e0ee4e3f0ad2");
  EXPECT_EQ(text(big("123456789012345678901234567890"), 36), "byw97um9s91dlz68tsi");
  EXPECT_EQ(text(big("123456789012345678901234567890"), 8), "143564417755415637016711617605322");
  for (const char* bad :
       {"x", "1.5", "1e3", "0x", "-0x1", "+0b1", "0b2", "1n", "1_0", "+", "-", "0xg", "Infinity", "1 2"})
    EXPECT_FALSE(MUST(string_to_bigint(agent(), string(bad))).has_value()) << bad;
  EXPECT_EQ(text(parse_bigint_literal(agent(), "0x1f")), "31");
}

TEST_P(BigIntTest, EveryRadixReadsBack) {
  std::mt19937_64 random(3);
  for (int i = 0; i < rounds() / 10; ++i) {
    BigInt* value = random_big(random, 12);
    for (const unsigned radix : {2u, 4u, 8u, 10u, 16u}) {
      std::string written = text(value, radix);
      const std::string_view prefix = radix == 2 ? "0b" : radix == 8 ? "0o" : radix == 16 ? "0x" : "";
      if (radix == 4) continue;
      const bool is_negative = written[0] == '-';
      if (is_negative) written.erase(0, 1);
      BigInt* read = big(std::string(prefix) + written);
      EXPECT_TRUE(bigint_equal(is_negative ? bigint_negate(agent(), read) : read, value)) << written;
    }
    // The other radixes by Horner's rule.
    const auto radix = static_cast<unsigned>(2 + random() % 35);
    BigInt* sum = big(0);
    const std::string written = text(value, radix);
    for (const char digit : written) {
      if (digit == '-') continue;
      sum = MUST(bigint_add(agent(), MUST(bigint_multiply(agent(), sum, big(radix))),
                            big(digit_value(static_cast<unsigned char>(digit)))));
    }
    EXPECT_TRUE(bigint_equal(written[0] == '-' ? bigint_negate(agent(), sum) : sum, value)) << radix;
  }
}

TEST_P(BigIntTest, ArithmeticKeepsItsLaws) {
  std::mt19937_64 random(4);
  Agent& a = agent();
  for (int i = 0; i < rounds(); ++i) {
    BigInt* x = random_big(random, 8);
    BigInt* y = random_big(random, 5);
    BigInt* z = random_big(random, 3);
    BigInt* sum = MUST(bigint_add(a, x, y));
    EXPECT_TRUE(bigint_equal(MUST(bigint_subtract(a, sum, y)), x));
    EXPECT_TRUE(bigint_equal(MUST(bigint_subtract(a, x, sum)), bigint_negate(a, y)));
    // (x + y) z = x z + y z
    EXPECT_TRUE(
        bigint_equal(MUST(bigint_multiply(a, sum, z)),
                     MUST(bigint_add(a, MUST(bigint_multiply(a, x, z)), MUST(bigint_multiply(a, z, y))))));
    if (!y->is_zero()) {
      BigInt* quotient = MUST(bigint_divide(a, x, y));
      BigInt* remainder = MUST(bigint_remainder(a, x, y));
      EXPECT_TRUE(bigint_equal(MUST(bigint_add(a, MUST(bigint_multiply(a, quotient, y)), remainder)), x));
      EXPECT_TRUE(remainder->is_zero() || remainder->is_negative() == x->is_negative());
      EXPECT_LT(kernels::compare(remainder->limbs(), y->limbs()), 0);
    }
    EXPECT_EQ(bigint_compare(x, y) < 0, MUST(bigint_subtract(a, x, y))->is_negative());
  }
}

TEST_P(BigIntTest, BitwiseKeepsItsLaws) {
  std::mt19937_64 random(5);
  Agent& a = agent();
  for (int i = 0; i < rounds(); ++i) {
    BigInt* x = random_big(random, 4);
    BigInt* y = random_big(random, 4);
    BigInt* both = MUST(bigint_and(a, x, y));
    BigInt* either = MUST(bigint_or(a, x, y));
    BigInt* one = MUST(bigint_xor(a, x, y));
    // x + y = (x ^ y) + 2 (x & y); x | y = (x ^ y) + (x & y)
    EXPECT_TRUE(bigint_equal(MUST(bigint_add(a, x, y)),
                             MUST(bigint_add(a, one, MUST(bigint_shift_left(a, both, big(1)))))));
    EXPECT_TRUE(bigint_equal(either, MUST(bigint_add(a, one, both))));
    // ~(x & y) = ~x | ~y
    EXPECT_TRUE(bigint_equal(MUST(bigint_not(a, both)),
                             MUST(bigint_or(a, MUST(bigint_not(a, x)), MUST(bigint_not(a, y))))));
    // x = (x >> n) * 2^n + (x mod 2^n)
    const auto n = static_cast<std::int64_t>(random() % 300);
    BigInt* shifted = MUST(bigint_shift_left(a, MUST(bigint_shift_right(a, x, big(n))), big(n)));
    BigInt* rest = MUST(bigint_as_uint_n(a, static_cast<std::uint64_t>(n), x));
    EXPECT_TRUE(bigint_equal(MUST(bigint_add(a, shifted, rest)), x));
    EXPECT_FALSE(rest->is_negative());
    EXPECT_LE(rest->bit_length(), static_cast<std::size_t>(n));
    // asIntN differs from asUintN by 2^n or nothing.
    BigInt* cut = MUST(bigint_as_int_n(a, static_cast<std::uint64_t>(n), x));
    if (cut->is_negative()) cut = MUST(bigint_add(a, cut, pow(2, n)));
    EXPECT_TRUE(bigint_equal(cut, rest)) << n;
  }
}

TEST_P(BigIntTest, SmallCases) {
  Agent& a = agent();
  EXPECT_EQ(text(bigint_divide(a, big(-7), big(2))), "-3");
  EXPECT_EQ(text(bigint_remainder(a, big(-7), big(2))), "-1");
  EXPECT_EQ(text(bigint_remainder(a, big(7), big(-2))), "1");
  EXPECT_EQ(text(bigint_remainder(a, big(-6), big(2))), "0");
  EXPECT_EQ(text(bigint_divide(a, big(1), big(0))), "RangeError: Division by zero");
  EXPECT_EQ(text(bigint_remainder(a, big(1), big(0))), "RangeError: Division by zero");
  EXPECT_EQ(text(bigint_exponentiate(a, big(2), big(-1))), "RangeError: Exponent must be non-negative");
  EXPECT_EQ(text(pow(0, 0)), "1");
  EXPECT_EQ(text(pow(-1, 3)), "-1");
  EXPECT_EQ(text(pow(-1, 4)), "1");
  EXPECT_EQ(text(pow(-2, 65)), "-36893488147419103232");
  EXPECT_EQ(text(pow(-3, 41)), "-36472996377170786403");
  EXPECT_EQ(text(pow(10, 30)), "1000000000000000000000000000000");
  EXPECT_EQ(text(bigint_exponentiate(a, big(-1), pow(10, 30))), "1");
  EXPECT_EQ(text(bigint_shift_right(a, big(-5), big(1))), "-3");
  EXPECT_EQ(text(bigint_shift_right(a, big(-5), big(100))), "-1");
  EXPECT_EQ(text(bigint_shift_right(a, big(5), pow(10, 30))), "0");
  EXPECT_EQ(text(bigint_shift_right(a, big(5), big(-2))), "20");
  EXPECT_EQ(text(bigint_shift_left(a, big(5), big(-1))), "2");
  EXPECT_EQ(text(bigint_shift_left(a, big(0), pow(10, 30))), "0");
  EXPECT_EQ(text(bigint_shift_right(a, bigint_negate(a, pow(2, 64)), big(64))), "-1");
  EXPECT_EQ(text(bigint_as_int_n(a, 8, big(128))), "-128");
  EXPECT_EQ(text(bigint_as_int_n(a, 8, big(-129))), "127");
  EXPECT_EQ(text(bigint_as_int_n(a, 64, pow(2, 63))), "-9223372036854775808");
  EXPECT_EQ(text(bigint_as_int_n(a, 1, big(1))), "-1");
  EXPECT_EQ(text(bigint_as_int_n(a, 0, big(1))), "0");
  EXPECT_EQ(text(bigint_as_int_n(a, 9007199254740991, big(-5))), "-5");
  EXPECT_EQ(text(bigint_as_uint_n(a, 8, big(-1))), "255");
  EXPECT_EQ(text(bigint_as_uint_n(a, 9007199254740991, big(5))), "5");
  EXPECT_EQ(text(bigint_as_uint_n(a, 9007199254740991, big(-5))), "RangeError: Maximum BigInt size exceeded");
  EXPECT_EQ(big(-1)->low_bits(), ~std::uint64_t{0});
}

TEST_P(BigIntTest, SizeIsLimited) {
  if (collects_always()) GTEST_SKIP() << "moves 128 MiB about";
  Agent& a = agent();
  const std::string error = "RangeError: Maximum BigInt size exceeded";
  const auto max_bits = static_cast<std::int64_t>(BigInt::k_max_bits);
  BigInt* largest_power = pow(2, max_bits - 1);
  EXPECT_EQ(largest_power->bit_length(), BigInt::k_max_bits);
  EXPECT_EQ(text(bigint_exponentiate(a, big(2), big(max_bits))), error);
  EXPECT_EQ(text(bigint_exponentiate(a, big(3), big(max_bits))), error);
  EXPECT_EQ(text(bigint_exponentiate(a, big(3), pow(10, 30))), error);
  EXPECT_EQ(text(bigint_shift_left(a, big(1), big(max_bits))), error);
  EXPECT_EQ(text(bigint_shift_left(a, big(1), pow(10, 30))), error);
  EXPECT_EQ(text(bigint_add(a, largest_power, largest_power)), error);
  EXPECT_EQ(text(bigint_multiply(a, largest_power, big(2))), error);
  EXPECT_EQ(text(bigint_multiply(a, largest_power, largest_power)), error);
  EXPECT_TRUE(bigint_to_string(a, largest_power, 2).is_thrown());
  EXPECT_EQ(take_exception(), "RangeError: Invalid string length");
}

TEST_P(BigIntTest, ToNumberRoundsToEven) {
  EXPECT_EQ(bigint_to_number(big(0)), 0);
  EXPECT_EQ(bigint_to_number(big(-7)), -7);
  EXPECT_EQ(bigint_to_number(big("9007199254740993")), 9007199254740992);
  EXPECT_EQ(bigint_to_number(big("9007199254740995")), 9007199254740996);
  EXPECT_EQ(bigint_to_number(big("0x20000000000001000000000000000000000000000000001")),
            0x1.0000000000001p185);
  EXPECT_EQ(bigint_to_number(big("0x20000000000001000000000000000000000000000000000")), 0x1.0p185);
  EXPECT_EQ(bigint_to_number(pow(2, 1023)), 0x1p1023);
  EXPECT_EQ(bigint_to_number(pow(-2, 1025)), -std::numeric_limits<double>::infinity());
  // Half a unit below 2^1024 rounds up, and what is less does not.
  BigInt* tie = MUST(bigint_subtract(agent(), pow(2, 1024), pow(2, 970)));
  EXPECT_EQ(bigint_to_number(tie), std::numeric_limits<double>::infinity());
  EXPECT_EQ(bigint_to_number(MUST(bigint_subtract(agent(), tie, big(1)))),
            std::numeric_limits<double>::max());
}

TEST_P(BigIntTest, FromNumber) {
  EXPECT_EQ(text(number_to_bigint(agent(), -0.0)), "0");
  EXPECT_EQ(text(number_to_bigint(agent(), -9007199254740993.0)), "-9007199254740992");
  EXPECT_EQ(text(number_to_bigint(agent(), 0x1p63)), "9223372036854775808");
  EXPECT_EQ(text(number_to_bigint(agent(), -0x1p64)), "-18446744073709551616");
  EXPECT_EQ(text(number_to_bigint(agent(), 1e30)), "1000000000000000019884624838656");
  EXPECT_EQ(text(number_to_bigint(agent(), 1.5)),
            "RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer");
  EXPECT_TRUE(number_to_bigint(agent(), std::numeric_limits<double>::infinity()).is_thrown());
  take_exception();
  std::mt19937_64 random(6);
  for (int i = 0; i < rounds(); ++i) {
    const double number = std::trunc(std::ldexp(static_cast<double>(static_cast<std::int64_t>(random())),
                                                static_cast<int>(random() % 1000) - 60));
    EXPECT_EQ(bigint_to_number(MUST(number_to_bigint(agent(), number))), number);
  }
}

TEST_P(BigIntTest, ComparesWithNumbers) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(bigint_compare_to_number(big(0), -0.0), 0);
  EXPECT_LT(bigint_compare_to_number(big(1), 1.5), 0);
  EXPECT_GT(bigint_compare_to_number(big(2), 1.5), 0);
  EXPECT_GT(bigint_compare_to_number(big(-1), -1.5), 0);
  EXPECT_LT(bigint_compare_to_number(big(-2), -1.5), 0);
  EXPECT_LT(bigint_compare_to_number(big(0), 5e-324), 0);
  EXPECT_GT(bigint_compare_to_number(big(1), 5e-324), 0);
  EXPECT_LT(bigint_compare_to_number(pow(10, 400), infinity), 0);
  EXPECT_GT(bigint_compare_to_number(pow(-10, 401), -infinity), 0);
  EXPECT_GT(bigint_compare_to_number(pow(10, 400), 1.7976931348623157e308), 0);
  EXPECT_GT(bigint_compare_to_number(big("9007199254740993"), 9007199254740992.0), 0);
  EXPECT_EQ(bigint_compare_to_number(pow(2, 200), 0x1p200), 0);
  EXPECT_GT(bigint_compare_to_number(MUST(bigint_add(agent(), pow(2, 200), big(1))), 0x1p200), 0);
  EXPECT_LT(bigint_compare_to_number(MUST(bigint_subtract(agent(), pow(2, 200), big(1))), 0x1p200), 0);
}

TEST_P(BigIntTest, ComparesWithStrings) {
  const auto compare = [&](BigInt* value, std::string_view other) {
    return MUST(bigint_compare_to_string(agent(), value, string(other)));
  };
  EXPECT_EQ(compare(big(12), " 12 "), 0);
  EXPECT_EQ(compare(big(0), ""), 0);
  EXPECT_EQ(compare(big(0), "-0"), 0);
  EXPECT_EQ(compare(big(12), "0xc"), 0);
  EXPECT_EQ(compare(big(12), "twelve"), std::nullopt);
  EXPECT_EQ(compare(big(12), "12.0"), std::nullopt);
  EXPECT_GT(compare(big(12), "-5").value(), 0);
  EXPECT_LT(compare(big(-12), "5").value(), 0);
  EXPECT_LT(compare(big(0), "5").value(), 0);
  EXPECT_LT(compare(big(12), "123456789012345678901234567890").value(), 0);
  EXPECT_GT(compare(big(-12), "-123456789012345678901234567890").value(), 0);
  EXPECT_LT(compare(big(99), "100").value(), 0);
  EXPECT_GT(compare(big(101), "100").value(), 0);
}

TEST_P(BigIntTest, ManyDigitsTakeNotLong) {
  if (collects_always()) GTEST_SKIP() << "once is enough";
#ifdef ORRERY_PORTABLE
  constexpr std::size_t k_digits = 20'000;
#else
  constexpr std::size_t k_digits = 1'000'000;
#endif
  const std::string digits = "1" + std::string(k_digits, '7');
  EXPECT_EQ(text(big(digits)), digits);
}

}  // namespace
}  // namespace orrery::vm
