#include "builtins/numbers/precise_sum.h"

#include <cmath>
#include <initializer_list>
#include <limits>

#include <gtest/gtest.h>

namespace orrery::builtins {

namespace {

constexpr double k_max = std::numeric_limits<double>::max();
constexpr double k_least = std::numeric_limits<double>::denorm_min();

double sum(std::initializer_list<double> numbers) {
  PreciseSum sum;
  for (const double number : numbers) sum.add(number);
  return sum.round();
}

TEST(PreciseSum, OfNothingIsPositiveZero) {
  EXPECT_EQ(0, sum({}));
  EXPECT_FALSE(std::signbit(sum({1, -1})));
  EXPECT_FALSE(std::signbit(sum({-0.0, -k_least, k_least})));
}

TEST(PreciseSum, LosesNothing) {
  EXPECT_EQ(0.6, sum({0.1, 0.2, 0.3}));
  EXPECT_EQ(1, sum({1e100, 1, -1e100}));
  EXPECT_EQ(k_least, sum({k_max, k_least, -k_max}));
  EXPECT_EQ(-1e-300, sum({-1e-300, 1e300, -1e300}));
}

TEST(PreciseSum, PassesBeyondTheLargestDouble) {
  EXPECT_EQ(k_max, sum({k_max, k_max, k_max, -k_max, -k_max}));
  EXPECT_EQ(std::numeric_limits<double>::infinity(), sum({k_max, k_max}));
  EXPECT_EQ(-std::numeric_limits<double>::infinity(), sum({-k_max, -0x1p970}));
  EXPECT_EQ(-k_max, sum({-k_max, -0x1p969}));
}

TEST(PreciseSum, RoundsTiesToEven) {
  EXPECT_EQ(0x1p53, sum({0x1p53, 1}));
  EXPECT_EQ(0x1p53 + 2, sum({0x1p53, 1, k_least}));
  EXPECT_EQ(0x1p53 + 4, sum({0x1p53 + 2, 1}));
  EXPECT_EQ(-0x1p53, sum({-0x1p53, -1}));
  EXPECT_EQ(0x1p-1022, sum({0x1p-1022 - k_least, k_least}));
}

TEST(PreciseSum, AddsWholeNumbersAsTheyAre) {
  PreciseSum numbers;
  for (int i = 1; i <= 100'000; i++) numbers.add(i % 2 == 0 ? i * 1e10 : -i * 1e10);
  EXPECT_EQ(50'000e10, numbers.round());
}

}  // namespace

}  // namespace orrery::builtins
