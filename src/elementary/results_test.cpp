// What users expect to be exact, what ECMAScript says about NaN, infinities and zeros, and that every build
// computes the same bits. accuracy_test.cpp has the rest.

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "elementary/elementary.h"

namespace orrery::elementary {
namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

void expect_same(double actual, double expected) {
  EXPECT_EQ(std::bit_cast<std::uint64_t>(actual), std::bit_cast<std::uint64_t>(expected))
      << actual << " " << expected;
}

TEST(ResultsTest, PowersOfTenAreWhatTheirLiteralsAre) {
  for (int exponent = -323; exponent <= 308; exponent++) {
    const double literal = std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr);
    expect_same(pow(10, exponent), literal);
    if (exponent > -308) EXPECT_EQ(log10(literal), exponent);  // those below are off by more than half an ulp
  }
}

TEST(ResultsTest, WholePowersAreExactWhereTheyAreDoubles) {
  for (int base = 2; base <= 1000; base++) {
    double expected = 1;
    for (int exponent = 0; expected < 0x1p53; exponent++, expected *= base) {
      EXPECT_EQ(pow(base, exponent), expected) << base << " " << exponent;
      EXPECT_EQ(pow(-base, exponent), exponent % 2 == 0 ? expected : -expected);
    }
  }
  for (int exponent = -1074; exponent <= 1023; exponent++) {
    const double power = std::ldexp(1, exponent);
    expect_same(pow(2, exponent), power);
    EXPECT_EQ(log2(power), exponent);
    if (exponent % 2 == 0) expect_same(pow(power, 0.5), std::ldexp(1, exponent / 2));
  }
  for (int i = 0; i < 3000; i++) {
    EXPECT_EQ(pow(static_cast<double>(i) * i, 0.5), i);
    EXPECT_EQ(cbrt(static_cast<double>(i) * i * i), i);
    EXPECT_EQ(cbrt(-static_cast<double>(i) * i * i), -i);
    EXPECT_EQ(hypot(3.0 * i, -4.0 * i), 5.0 * i);
    EXPECT_EQ(hypot(i, 0), i);
  }
}

TEST(ResultsTest, KnownValues) {
  expect_same(exp(1), std::numbers::e);  // NOLINT(modernize-use-std-numbers): the function is ours
  expect_same(exp(-1), 0.36787944117144233);
  expect_same(exp(0), 1);
  expect_same(exp(-0.0), 1);
  expect_same(log(10), std::numbers::ln10);  // NOLINT(modernize-use-std-numbers)
  expect_same(log(2), std::numbers::ln2);    // NOLINT(modernize-use-std-numbers)
  expect_same(log(std::numbers::e), 1);
  expect_same(log1p(1), std::numbers::ln2);
  expect_same(expm1(1), 1.7182818284590453);
  expect_same(sin(std::numbers::pi), 1.2246467991473532e-16);
  expect_same(cos(std::numbers::pi), -1);
  expect_same(sin(std::numbers::pi / 2), 1);
  expect_same(cos(std::numbers::pi / 2), 6.123233995736766e-17);
  expect_same(tan(std::numbers::pi / 4), 0.9999999999999999);
  expect_same(tan(std::numbers::pi / 2), 16331239353195370.0);
  expect_same(sin(1e300), -0.8178819121159085);
  expect_same(atan(1), std::numbers::pi / 4);
  expect_same(acos(-1), std::numbers::pi);
  expect_same(asin(1), std::numbers::pi / 2);
  expect_same(acos(0.5), 1.0471975511965979);
  expect_same(asin(0.5), 0.5235987755982989);
  expect_same(sinh(1), 1.1752011936438014);
  expect_same(cosh(1), 1.5430806348152437);
  expect_same(tanh(1), 0.7615941559557649);
  expect_same(asinh(1), 0.881373587019543);
  expect_same(acosh(2), 1.3169578969248168);
  expect_same(atanh(0.5), 0.5493061443340549);
  expect_same(pow(2, 0.5), std::numbers::sqrt2);
  expect_same(pow(5e-324, 0.5), 0x1p-537);
  expect_same(exp(-745.1332191019411), 5e-324);
  expect_same(exp(-745.1332191019412), 0);
}

TEST(ResultsTest, ZerosKeepTheirSigns) {
  for (const auto function : {asin, asinh, atan, atanh, cbrt, expm1, log1p, sin, sinh, tan, tanh}) {
    expect_same(function(0), 0);
    expect_same(function(-0.0), -0.0);
    EXPECT_TRUE(std::isnan(function(k_nan)));
  }
  expect_same(log(1), 0);
  expect_same(log2(1), 0);
  expect_same(log10(1), 0);
  expect_same(acos(1), 0);
  expect_same(acosh(1), 0);
  expect_same(hypot(-0.0, -0.0), 0);
}

TEST(ResultsTest, InfinitiesAndWhatIsOutOfRange) {
  for (const auto function : {acos, asin, cos, sin, tan}) {
    EXPECT_TRUE(std::isnan(function(k_infinity)));
    EXPECT_TRUE(std::isnan(function(-k_infinity)));
  }
  for (const auto function : {acosh, log, log10, log1p, log2}) {
    expect_same(function(k_infinity), k_infinity);
    EXPECT_TRUE(std::isnan(function(-k_infinity)));
    EXPECT_TRUE(std::isnan(function(-2)));
    EXPECT_TRUE(std::isnan(function(k_nan)));
  }
  for (const auto function : {asinh, cbrt, sinh}) {
    expect_same(function(k_infinity), k_infinity);
    expect_same(function(-k_infinity), -k_infinity);
  }
  for (const double zero : {0.0, -0.0})
    for (const auto function : {log, log10, log2}) expect_same(function(zero), -k_infinity);
  expect_same(log1p(-1), -k_infinity);
  expect_same(atanh(1), k_infinity);
  expect_same(atanh(-1), -k_infinity);
  EXPECT_TRUE(std::isnan(atanh(1.0000000000000002)));
  EXPECT_TRUE(std::isnan(acosh(0.9999999999999999)));
  expect_same(exp(k_infinity), k_infinity);
  expect_same(exp(-k_infinity), 0);
  expect_same(expm1(-k_infinity), -1);
  expect_same(cosh(-k_infinity), k_infinity);
  expect_same(tanh(-k_infinity), -1);
  expect_same(hypot(k_nan, -k_infinity), k_infinity);
  EXPECT_TRUE(std::isnan(hypot(k_nan, 1)));
}

TEST(ResultsTest, Atan2ByQuadrants) {
  constexpr double k_pi = std::numbers::pi;
  expect_same(atan2(0, 0), 0);
  expect_same(atan2(-0.0, 0), -0.0);
  expect_same(atan2(0, -0.0), k_pi);
  expect_same(atan2(-0.0, -1), -k_pi);
  expect_same(atan2(1, -0.0), k_pi / 2);
  expect_same(atan2(-1, 0), -k_pi / 2);
  expect_same(atan2(1, 1), k_pi / 4);
  expect_same(atan2(-1, -1), -3 * k_pi / 4);
  expect_same(atan2(k_infinity, -k_infinity), 3 * k_pi / 4);
  expect_same(atan2(-k_infinity, k_infinity), -k_pi / 4);
  expect_same(atan2(1, k_infinity), 0);
  expect_same(atan2(-1, -k_infinity), -k_pi);
  expect_same(atan2(-k_infinity, 1), -k_pi / 2);
  expect_same(atan2(5e-324, 1e308), 0);
  EXPECT_TRUE(std::isnan(atan2(k_nan, 0)));
}

TEST(ResultsTest, PowLikeIeee754) {
  expect_same(pow(k_nan, 0), 1);
  expect_same(pow(1, k_nan), 1);
  expect_same(pow(-1, k_infinity), 1);
  expect_same(pow(-0.0, -3), -k_infinity);
  expect_same(pow(-0.0, -2), k_infinity);
  expect_same(pow(-0.0, 3), -0.0);
  expect_same(pow(-0.0, 0.5), 0);
  expect_same(pow(-k_infinity, 3), -k_infinity);
  expect_same(pow(-k_infinity, -3), -0.0);
  expect_same(pow(-k_infinity, 0.5), k_infinity);
  expect_same(pow(0.5, -k_infinity), k_infinity);
  expect_same(pow(-2, 0x1p53), k_infinity);
  expect_same(pow(-2, -0x1.fffffffffffffp52), -0.0);
  EXPECT_TRUE(std::isnan(pow(-8, 1.0 / 3)));
  EXPECT_TRUE(std::isnan(pow(k_nan, 1)));
}

/// Every bit of every function at many arguments, in one number.
TEST(ResultsTest, TheBitsAreTheSameEverywhere) {
  std::mt19937_64 random(1);
  std::uint64_t hash = 0;
  const auto add = [&hash](double value) {
    const std::uint64_t bits = std::isnan(value) ? 0 : std::bit_cast<std::uint64_t>(value);
    hash = (std::rotl(hash, 5) ^ bits) * 0x9e3779b97f4a7c15;
  };
  for (int i = 0; i < 20'000; i++) {
    const auto bits = static_cast<std::int64_t>(random());
    const double x = std::ldexp(static_cast<double>(bits), static_cast<int>(random() % 80) - 120);
    const double y = std::ldexp(static_cast<double>(bits >> 11), static_cast<int>(random() % 40) - 60);
    for (const auto function : {acos, acosh, asin, asinh, atan, atanh, cbrt, cos, cosh, exp, expm1, log,
                                log10, log1p, log2, sin, sinh, tan, tanh})
      add(function(x));
    add(pow(std::fabs(x), y));
    add(atan2(x, y));
    add(hypot(x, y));
  }
  EXPECT_EQ(hash, 4691170512824313452U);
}

}  // namespace
}  // namespace orrery::elementary
