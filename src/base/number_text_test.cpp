#include "base/number_text.h"

#include <limits>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

TEST(NumberText, IsEcmaScripts) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(-1.5), "-1.5");
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(number_text(1e21), "1e+21");
  EXPECT_EQ(number_text(1e-6), "0.000001");
  EXPECT_EQ(number_text(1e-7), "1e-7");
  EXPECT_EQ(number_text(5e-324), "5e-324");
  EXPECT_EQ(number_text(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "Infinity");
}

TEST(DecimalText, ConvertsRadixesOfTwo) {
  EXPECT_EQ(decimal_text("0", 4), "0");
  EXPECT_EQ(decimal_text("000", 1), "0");
  EXPECT_EQ(decimal_text("ff", 4), "255");
  EXPECT_EQ(decimal_text("777", 3), "511");
  EXPECT_EQ(decimal_text("1010", 1), "10");
  EXPECT_EQ(decimal_text("3B9ACA00", 4), "1000000000");
  EXPECT_EQ(decimal_text("fFfFfFfFfFfFfFfF", 4), "18446744073709551615");
  EXPECT_EQ(decimal_text("100000000000000000000000000000000", 4), "340282366920938463463374607431768211456");
  EXPECT_EQ(decimal_text("400000000000000000000000000000000000000000000000000000", 3),
            "2923003274661805836407369665432566039311865085952");
}

}  // namespace
}  // namespace orrery::base
