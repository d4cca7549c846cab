#include "vm/numbers/number_conversions.h"

#include <cmath>
#include <limits>
#include <random>

#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

TEST(NumberConversionTest, ToInt32) {
  EXPECT_EQ(to_int32(0), 0);
  EXPECT_EQ(to_int32(-0.0), 0);
  EXPECT_EQ(to_int32(-1.9), -1);
  EXPECT_EQ(to_int32(2147483648.0), -2147483647 - 1);
  EXPECT_EQ(to_int32(4294967295.0), -1);
  EXPECT_EQ(to_int32(4294967296.5), 0);
  EXPECT_EQ(to_int32(-4294967297.0), -1);
  EXPECT_EQ(to_int32(0x1p63), 0);
  EXPECT_EQ(to_int32(0x1p63 + 0x1p11), 2048);
  EXPECT_EQ(to_int32(-0x1.8p53 * 0x1p12 + 0), 0);
  EXPECT_EQ(to_int32(0x1.0000000000001p83), -2147483647 - 1);
  EXPECT_EQ(to_int32(-0x1.0000000000001p80), -0x10000000);
  EXPECT_EQ(to_int32(0x1p84), 0);
  EXPECT_EQ(to_int32(1.7976931348623157e308), 0);
  EXPECT_EQ(to_int32(k_nan), 0);
  EXPECT_EQ(to_int32(k_infinity), 0);
  EXPECT_EQ(to_int32(-k_infinity), 0);
  EXPECT_EQ(to_uint32(-1), 4294967295u);
}

TEST(NumberConversionTest, OtherIntegers) {
  EXPECT_EQ(to_uint8_clamp(k_nan), 0);
  EXPECT_EQ(to_uint8_clamp(-5), 0);
  EXPECT_EQ(to_uint8_clamp(0.5), 0);
  EXPECT_EQ(to_uint8_clamp(0.5000000000000001), 1);
  EXPECT_EQ(to_uint8_clamp(1.5), 2);
  EXPECT_EQ(to_uint8_clamp(254.5), 254);
  EXPECT_EQ(to_uint8_clamp(254.6), 255);
  EXPECT_EQ(to_uint8_clamp(k_infinity), 255);
  EXPECT_FALSE(std::signbit(to_integer_or_infinity(-0.5)));
  EXPECT_EQ(to_integer_or_infinity(k_nan), 0);
  EXPECT_EQ(to_integer_or_infinity(-k_infinity), -k_infinity);
  EXPECT_EQ(to_integer_or_infinity(-2.7), -2);
  EXPECT_EQ(to_length(-3), 0);
  EXPECT_EQ(to_length(3.7), 3);
  EXPECT_EQ(to_length(k_infinity), k_max_safe_integer);
  EXPECT_EQ(to_index(k_nan), 0u);
  EXPECT_EQ(to_index(-0.9), 0u);
  EXPECT_EQ(to_index(-1), std::nullopt);
  EXPECT_EQ(to_index(9007199254740991), 9007199254740991u);
  EXPECT_EQ(to_index(9007199254740992), std::nullopt);
  EXPECT_TRUE(is_integral_number(-0.0));
  EXPECT_FALSE(is_integral_number(0.1));
  EXPECT_FALSE(is_integral_number(k_infinity));
}

ORRERY_AGENT_TEST(StringToNumberTest);

TEST_P(StringToNumberTest, FollowsTheGrammar) {
  const auto number = [&](std::string_view text) { return string_to_number(string(text)); };
  EXPECT_EQ(number(""), 0);
  EXPECT_EQ(number(" \t\n\u00a0\u3000\ufeff\u2028 "), 0);
  EXPECT_EQ(number("\u2003 12 \ufeff"), 12);
  EXPECT_EQ(number("0012"), 12);
  EXPECT_EQ(number("-12.5e1"), -125);
  EXPECT_EQ(number("+.5"), 0.5);
  EXPECT_EQ(number("5."), 5);
  EXPECT_EQ(number("5.E2"), 500);
  EXPECT_TRUE(std::signbit(number("-0")));
  EXPECT_EQ(number("Infinity"), k_infinity);
  EXPECT_EQ(number(" -Infinity "), -k_infinity);
  EXPECT_EQ(number("1e400"), k_infinity);
  EXPECT_EQ(number("1e-400"), 0);
  EXPECT_EQ(number("123456789012345678901234567890"), 123456789012345678901234567890.0);
  EXPECT_EQ(number("0.1"), 0.1);
  EXPECT_EQ(number("0x10"), 16);
  EXPECT_EQ(number("0XfF"), 255);
  EXPECT_EQ(number("0b101"), 5);
  EXPECT_EQ(number("0O17"), 15);
  EXPECT_EQ(number("0x1fffffffffffff8"), 0x1fffffffffffff8);
  for (const char* text :
       {"x",   "1x",    "1 2", "+-1",     "-0x10",   "+0b1", "0x",       "0xg",      "0b2",       "0o8",
        "1e",  "1e+",   ".",   "+",       "e5",      ".e5",  "infinity", "INFINITY", "Infinityx", "nan",
        "inf", "1_000", "1n",  "\u180e1", "1\u200b", "٣",    "--1",      "0x1.8p1"})
    EXPECT_TRUE(std::isnan(number(text))) << text;
}

TEST_P(StringToNumberTest, PrefixesAsParseFloatWants) {
  const auto parse = [&](std::string_view text) {
    return parse_decimal_prefix(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
  };
  EXPECT_EQ(parse("3.14abc").value, 3.14);
  EXPECT_EQ(parse("3.14abc").length, 4u);
  EXPECT_EQ(parse("1e+x").length, 1u);
  EXPECT_EQ(parse("-.5.5").value, -0.5);
  EXPECT_EQ(parse("Infinityx").length, 8u);
  EXPECT_EQ(parse("abc").length, 0u);
  EXPECT_EQ(parse("").length, 0u);
  EXPECT_EQ(parse("-").length, 0u);
}

TEST(DigitsToNumberTest, RoundsCorrectly) {
  EXPECT_EQ(digits_to_number("100000000000000000001", 16), 0x1p80);
  EXPECT_EQ(digits_to_number("20000000000001", 16), 0x20000000000000 + 0.0);       // a tie, to even
  EXPECT_EQ(digits_to_number("20000000000003", 16), 0x20000000000004 + 0.0);       // a tie, to even
  EXPECT_EQ(digits_to_number("200000000000010000001", 16), 0x1.0000000000001p81);  // above a tie
  EXPECT_EQ(digits_to_number("zz", 36), 1295);
  EXPECT_EQ(digits_to_number("000000000000000000000000zz", 36), 1295);
  // 2^53 + 1, a tie, and the number above it, in radix 3.
  EXPECT_EQ(digits_to_number("1121202011211211122211100012101120", 3), 9007199254740992);
  EXPECT_EQ(digits_to_number("1121202011211211122211100012101121", 3), 9007199254740994);
  EXPECT_EQ(digits_to_number("9007199254740993", 10), 9007199254740992);
  EXPECT_EQ(digits_to_number(std::string(2000, '1'), 2), k_infinity);
  EXPECT_EQ(digits_to_number(std::string(1024, '1'), 2), k_infinity);
  EXPECT_EQ(digits_to_number(std::string(53, '1') + std::string(971, '0'), 2),
            std::numeric_limits<double>::max());
  EXPECT_EQ(digits_to_number(std::string(700, '1'), 3), k_infinity);
  EXPECT_EQ(digits_to_number(std::string(5000, '1'), 36), k_infinity);
}

ORRERY_AGENT_TEST(NumberToStringTest);

TEST_P(NumberToStringTest, Decimal) {
  const auto text = [&](double number) { return number_to_string(agent(), number)->to_utf8(); };
  EXPECT_EQ(text(0), "0");
  EXPECT_EQ(text(-0.0), "0");
  EXPECT_EQ(text(-2147483648), "-2147483648");
  EXPECT_EQ(text(2147483648), "2147483648");
  EXPECT_EQ(text(0.1), "0.1");
  EXPECT_EQ(text(1e21), "1e+21");
  EXPECT_EQ(text(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(text(1e-7), "1e-7");
  EXPECT_EQ(text(0.000001), "0.000001");
  EXPECT_EQ(text(5e-324), "5e-324");
  EXPECT_EQ(text(-1.7976931348623157e308), "-1.7976931348623157e+308");
  EXPECT_EQ(text(k_nan), "NaN");
  EXPECT_EQ(text(-k_infinity), "-Infinity");
  // From the cache.
  EXPECT_EQ(number_to_string(agent(), 1234), number_to_string(agent(), 1234.0));
  EXPECT_EQ(number_to_string(agent(), 3), single_character(agent(), u'3'));
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 1500; i += collects_always() ? 100 : 1) {
      EXPECT_EQ(number_to_string(agent(), i)->to_utf8(), std::to_string(i));
      EXPECT_EQ(text(i + 0.5), std::to_string(i) + ".5");
    }
  }
}

TEST(NumberRadixTextTest, KnownTexts) {
  EXPECT_EQ(number_radix_text(255, 16), "ff");
  EXPECT_EQ(number_radix_text(-255, 2), "-11111111");
  EXPECT_EQ(number_radix_text(0, 36), "0");
  EXPECT_EQ(number_radix_text(-0.0, 2), "0");
  EXPECT_EQ(number_radix_text(0.5, 2), "0.1");
  EXPECT_EQ(number_radix_text(-0.75, 16), "-0.c");
  EXPECT_EQ(number_radix_text(255.5, 16), "ff.8");
  EXPECT_EQ(number_radix_text(k_nan, 7), "NaN");
  EXPECT_EQ(number_radix_text(-k_infinity, 7), "-Infinity");
  // The shortest in the interval that reads back, found by exhaustion with exact fractions.
  EXPECT_EQ(number_radix_text(0.1, 3), "0.0022002200220022002200220022002201");
  EXPECT_EQ(number_radix_text(0.3, 3), "0.02200220022002200220022002200220022");
  EXPECT_EQ(number_radix_text(123.456, 3), "11120.11002210211000212022212010001");
  EXPECT_EQ(number_radix_text(123.456, 7), "234.312256641535441");
  EXPECT_EQ(number_radix_text(123.456, 36), "3f.gez4w97ry");
  EXPECT_EQ(number_radix_text(0.1, 36), "0.3lllllllllm");
  EXPECT_EQ(number_radix_text(0.3, 36), "0.asssssssssr");
  EXPECT_EQ(number_radix_text(0.1, 2), "0.0001100110011001100110011001100110011001100110011001101");
  EXPECT_EQ(number_radix_text(9007199254740991, 36), "2gosa7pa2gv");
  EXPECT_EQ(number_radix_text(0x1p100, 16), "1" + std::string(25, '0'));
  EXPECT_EQ(number_radix_text(0x1p100, 2), "1" + std::string(100, '0'));
  EXPECT_EQ(number_radix_text(5e-324, 2), "0." + std::string(1073, '0') + "1");
  EXPECT_EQ(number_radix_text(std::numeric_limits<double>::max(), 2),
            std::string(53, '1') + std::string(971, '0'));
}

/// The value of what number_radix_text() gives, correctly rounded: an integer of at most 1100 digits over a
/// power of the radix, exactly divided.
double value_of(std::string_view text, unsigned radix) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  const std::size_t fraction = point < text.size() ? text.size() - point - 1 : 0;
  const auto bits = static_cast<unsigned>(std::countr_zero(radix));
  return std::ldexp(digits_to_number(digits, radix), -static_cast<int>(fraction * bits));
}

TEST(NumberRadixTextTest, ReadsBackExactlyInPowersOfTwo) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const double number =
        std::ldexp(static_cast<double>(random() >> (random() % 64)), static_cast<int>(random() % 1000) - 500);
    if (number == 0) continue;
    for (const unsigned radix : {2u, 4u, 8u, 16u, 32u})
      EXPECT_EQ(value_of(number_radix_text(number, radix), radix), number) << number << " in " << radix;
  }
}

TEST(NumberRadixTextTest, AgreesWithTheShortestDecimalDigitsElsewhere) {
  // Integers beyond 2^53 of every radix read back.
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const double number = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 900));
    const auto radix = static_cast<unsigned>(2 + random() % 35);
    EXPECT_EQ(digits_to_number(number_radix_text(number, radix), radix), number) << number << " in " << radix;
  }
}

}  // namespace
}  // namespace orrery::vm
