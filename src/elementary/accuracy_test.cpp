// Every function against MPFR, at a million arguments of several distributions and at every one that is known
// to be hard.
//
// ORRERY_ACCURACY_ARGUMENTS=20000000 sets another number. MPFR takes microseconds for what takes us
// nanoseconds, so most arguments are first compared with the C library's long double, where that has 64 bits:
// only where it finds more than half of what is allowed, and at one argument of 64 anyway, MPFR is asked. It
// alone decides.

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <mpfr.h>

#include "elementary/elementary.h"

namespace orrery::elementary {
namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();

/// What is allowed, in ulps; results below 2^-1022 have fewer bits and are rounded twice.
constexpr double k_normal_limit = 0.55;
constexpr double k_subnormal_limit = 0.8;

std::uint64_t argument_count() {
  const char* text = std::getenv("ORRERY_ACCURACY_ARGUMENTS");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 1'000'000;
}

/// A number of MPFR's with so many bits that its own rounding does not count.
class Number {
 public:
  Number() { mpfr_init2(number_, 140); }
  ~Number() { mpfr_clear(number_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  mpfr_ptr get() { return number_; }

 private:
  mpfr_t number_;
};

/// The exponent of the last bit of doubles near 2^exponent.
int ulp_exponent(long exponent) {
  return static_cast<int>(std::clamp(exponent - 52, -1074L, 971L));
}

/// How far `actual` is from the true value, in ulps of that; infinity counts as 2^1024.
class Judge {
 public:
  double ulps(double actual, mpfr_ptr exact) {
    if (std::isnan(actual) || mpfr_nan_p(exact))
      return std::isnan(actual) && mpfr_nan_p(exact) ? 0 : k_infinity;
    if (mpfr_inf_p(exact)) return actual == mpfr_get_d(exact, MPFR_RNDN) ? 0 : k_infinity;
    if (mpfr_zero_p(exact))
      return actual == 0 && std::signbit(actual) == (mpfr_signbit(exact) != 0) ? 0 : k_infinity;
    if (std::signbit(actual) != (mpfr_signbit(exact) != 0)) return k_infinity;
    if (std::isinf(actual))
      mpfr_set_ui_2exp(difference_.get(), 1, 1024, MPFR_RNDN);
    else
      mpfr_set_d(difference_.get(), std::fabs(actual), MPFR_RNDN);
    mpfr_abs(magnitude_.get(), exact, MPFR_RNDN);
    if (mpfr_get_exp(magnitude_.get()) > 1024) mpfr_set_ui_2exp(magnitude_.get(), 1, 1024, MPFR_RNDN);
    const int ulp = ulp_exponent(mpfr_get_exp(magnitude_.get()) - 1);
    mpfr_sub(difference_.get(), difference_.get(), magnitude_.get(), MPFR_RNDN);
    mpfr_mul_2si(difference_.get(), difference_.get(), -ulp, MPFR_RNDN);
    return std::fabs(mpfr_get_d(difference_.get(), MPFR_RNDN));
  }

 private:
  Number difference_;
  Number magnitude_;
};

/// Does the long double say that MPFR need not be asked?
bool is_clearly_good(double actual, long double close) {
  if constexpr (LDBL_MANT_DIG < 64) return false;
  if (!std::isfinite(actual) || !std::isnormal(close) || std::fabs(actual) < DBL_MIN) return false;
  const long double ulp = std::ldexp(1.0L, ulp_exponent(std::ilogb(close)));
  return std::fabs(static_cast<long double>(actual) - close) <
         ulp * static_cast<long double>(k_normal_limit - 0.01);
}

// Arguments
// -------------------------------------------------------------------------------------------------------

/// What is hard for one function or another; all with both signs.
std::vector<double> special_arguments() {
  std::vector<double> numbers = {
      0, DBL_TRUE_MIN, 2 * DBL_TRUE_MIN, DBL_MIN, std::nextafter(DBL_MIN, 0), DBL_MAX, k_infinity,
      std::numeric_limits<double>::quiet_NaN(),
      // Of all doubles that nearest to a multiple of pi/2, and others near multiples.
      6381956970095103 * 0x1p797, 0x1.6ac5b262ca1ffp849, std::numbers::pi / 2, std::numbers::pi,
      0x1.f9cbe7p+7, 5319372648326541 * 0x1p-200, 1e22, 0x1p120, 0x1p15, 0x1p31, 0x1p32, 0x1p52, 0x1p53,
      0x1p62, 0x1p63,
      // Where exp and its kin begin to overflow and to underflow.
      709.782712893384, 709.7827128933841, 710.4758600739439, 710.475860073944, 745.1332191019411,
      745.1332191019412, 708.3964185322641, 708.3964185322642, 744.4400719213812, 36.7368005696771,
      37.42994775023705};
  const auto add_near = [&numbers](double number) {
    const double below = std::nextafter(number, -k_infinity);
    const double above = std::nextafter(number, k_infinity);
    numbers.insert(numbers.end(), {number, below, std::nextafter(below, -k_infinity), above,
                                   std::nextafter(above, k_infinity)});
  };
  for (int exponent = -1074; exponent < 1024; exponent++) add_near(std::ldexp(1, exponent));
  for (int exponent = -70; exponent < 0; exponent++) {
    numbers.push_back(1 + std::ldexp(1, exponent));
    numbers.push_back(1 - std::ldexp(1, exponent));
  }
  for (int i = 0; i <= 1000; i++) {
    add_near(i);
    add_near(i / 64.0);
    add_near(i / 128.0 + 0.5);
    add_near(i * 0x1.921fb54442d18p-1);                // pi/4
    add_near(i * 0x1.921fb54442d18p-6);                // half a step of sin's
    add_near(i * 0x1.62e42fefa39efp-9);                // half a step of exp's
    add_near(std::ldexp(i * 0x1.921fb54442d18p0, i));  // no longer near multiples
  }
  for (double power = 1; power < 1e308; power *= 10) {
    add_near(power);
    add_near(1 / power);
  }
  const std::size_t count = numbers.size();
  for (std::size_t i = 0; i < count; i++) numbers.push_back(-numbers[i]);
  return numbers;
}

/// Numbers of several distributions, the same in every run.
class Arguments {
 public:
  /// \param low, high where the function is of interest
  Arguments(double low, double high) : low_(low), high_(high) {}

  double next() {
    const std::uint64_t bits = random_();
    switch (random_() % 4) {
      case 0:
        return std::bit_cast<double>(bits);
      case 1:
        return std::ldexp(static_cast<double>(static_cast<std::int64_t>(bits)),
                          static_cast<int>(random_() % 70) - 120);
      case 2:  // around 1
        return std::copysign(1 + std::ldexp(static_cast<double>(static_cast<std::int64_t>(bits)),
                                            -64 - static_cast<int>(random_() % 52)),
                             random_() % 8 == 0 ? -1 : 1);
      default:
        return low_ + (high_ - low_) * std::ldexp(static_cast<double>(bits >> 11), -53);
    }
  }

 private:
  std::mt19937_64 random_{1};
  double low_;
  double high_;
};

/// Gathers the errors of one function.
class Report {
 public:
  void add(double ulps, double actual, double x, double y = 0) {
    checked_++;
    const bool is_subnormal = std::fabs(actual) < DBL_MIN;
    double& worst = is_subnormal ? worst_subnormal_ : worst_;
    worst = std::max(worst, ulps);
    const double limit = is_subnormal ? k_subnormal_limit : k_normal_limit;
    if (ulps <= limit || failures_++ >= 10) return;
    char text[200];
    std::snprintf(text, sizeof text, "%a %a (%.17g %.17g): %a is off by %.4f ulps", x, y, x, y, actual, ulps);
    ADD_FAILURE() << text;
  }
  ~Report() {
    testing::Test::RecordProperty("worst", std::to_string(worst_));
    testing::Test::RecordProperty("worst_subnormal", std::to_string(worst_subnormal_));
    EXPECT_EQ(failures_, 0U);
    EXPECT_GT(checked_, 1000U);
  }
  Report() = default;
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

 private:
  double worst_ = 0;
  double worst_subnormal_ = 0;
  std::uint64_t checked_ = 0;
  std::uint64_t failures_ = 0;
};

// Functions of one number
// -----------------------------------------------------------------------------------------

struct Unary {
  const char* name;
  double (*function)(double);
  int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
  long double (*close)(long double);
  double low;
  double high;
};

std::ostream& operator<<(std::ostream& stream, const Unary& unary) {
  return stream << unary.name;
}

constexpr Unary k_unary[] = {
    {"acos", acos, mpfr_acos, std::acos, -1, 1},     {"acosh", acosh, mpfr_acosh, std::acosh, 1, 10},
    {"asin", asin, mpfr_asin, std::asin, -1, 1},     {"asinh", asinh, mpfr_asinh, std::asinh, -5, 5},
    {"atan", atan, mpfr_atan, std::atan, -3, 3},     {"atanh", atanh, mpfr_atanh, std::atanh, -1, 1},
    {"cbrt", cbrt, mpfr_cbrt, std::cbrt, 0, 30},     {"cos", cos, mpfr_cos, std::cos, -10, 10},
    {"cosh", cosh, mpfr_cosh, std::cosh, -30, 30},   {"exp", exp, mpfr_exp, std::exp, -746, 710},
    {"expm1", expm1, mpfr_expm1, std::expm1, -3, 3}, {"log", log, mpfr_log, std::log, 0, 5},
    {"log10", log10, mpfr_log10, std::log10, 0, 5},  {"log1p", log1p, mpfr_log1p, std::log1p, -1, 2},
    {"log2", log2, mpfr_log2, std::log2, 0, 5},      {"sin", sin, mpfr_sin, std::sin, -10, 10},
    {"sinh", sinh, mpfr_sinh, std::sinh, -30, 30},   {"tan", tan, mpfr_tan, std::tan, -10, 10},
    {"tanh", tanh, mpfr_tanh, std::tanh, -5, 5},
};

class UnaryAccuracyTest : public testing::TestWithParam<Unary> {};

TEST_P(UnaryAccuracyTest, IsCloseToMpfr) {
  const Unary& tested = GetParam();
  Judge judge;
  Report report;
  Number argument;
  Number exact;
  const auto check = [&](double x) {
    const double actual = tested.function(x);
    mpfr_set_d(argument.get(), x, MPFR_RNDN);
    tested.exact(exact.get(), argument.get(), MPFR_RNDN);
    report.add(judge.ulps(actual, exact.get()), actual, x);
  };
  for (const double x : special_arguments()) check(x);
  Arguments arguments(tested.low, tested.high);
  const std::uint64_t count = argument_count();
  for (std::uint64_t i = 0; i < count; i++) {
    const double x = arguments.next();
    if (i % 64 == 0 || !is_clearly_good(tested.function(x), tested.close(x))) check(x);
  }
}

std::string name_of(const testing::TestParamInfo<Unary>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(All, UnaryAccuracyTest, testing::ValuesIn(k_unary), name_of);

// Functions of two numbers
// ----------------------------------------------------------------------------------------

struct Binary {
  double (*function)(double, double);
  int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);
  long double (*close)(long double, long double);
};

/// Checks pairs; `next` gives them.
template <typename Next>
void check_pairs(const Binary& tested, Next next) {
  Judge judge;
  Report report;
  Number first;
  Number second;
  Number exact;
  const auto check = [&](double x, double y) {
    const double actual = tested.function(x, y);
    mpfr_set_d(first.get(), x, MPFR_RNDN);
    mpfr_set_d(second.get(), y, MPFR_RNDN);
    tested.exact(exact.get(), first.get(), second.get(), MPFR_RNDN);
    report.add(judge.ulps(actual, exact.get()), actual, x, y);
  };
  const std::vector<double> specials = special_arguments();
  std::mt19937_64 random(2);
  for (std::size_t i = 0; i < 20'000; i++)
    check(specials[random() % specials.size()], specials[random() % 60]);
  for (std::size_t i = 0; i < 20'000; i++)
    check(specials[random() % specials.size()], specials[random() % specials.size()]);
  const std::uint64_t count = argument_count();
  for (std::uint64_t i = 0; i < count; i++) {
    const auto [x, y] = next(random);
    if (i % 64 == 0 || !is_clearly_good(tested.function(x, y), tested.close(x, y))) check(x, y);
  }
}

TEST(BinaryAccuracyTest, Pow) {
  Arguments bases(0, 10);
  Arguments exponents(-30, 30);
  check_pairs({pow, mpfr_pow, std::pow}, [&](std::mt19937_64& random) {
    double base = bases.next();
    if (random() % 4 != 0) base = std::fabs(base);
    switch (random() % 4) {
      case 0:
        return std::pair(base, exponents.next());
      case 1:  // whole numbers
        return std::pair(base, static_cast<double>(static_cast<std::int64_t>(random() % 2000) - 1000));
      case 2:  // any power that is a double
        return std::pair(
            base, std::ldexp(static_cast<double>(random() % 2'140'000), -10) / std::log2(std::fabs(base)) -
                      1070 / std::log2(std::fabs(base)));
      default:  // small whole numbers to any power
        return std::pair(static_cast<double>(random() % 1000), exponents.next());
    }
  });
}

TEST(BinaryAccuracyTest, Atan2) {
  Arguments arguments(-10, 10);
  check_pairs({atan2, mpfr_atan2, std::atan2}, [&](std::mt19937_64& random) {
    const double y = arguments.next();
    if (random() % 2 == 0) return std::pair(y, arguments.next());
    return std::pair(y, y * std::ldexp(static_cast<double>(static_cast<std::int64_t>(random())),
                                       -50 - static_cast<int>(random() % 30)));
  });
}

TEST(BinaryAccuracyTest, Hypot) {
  Arguments arguments(-10, 10);
  check_pairs({hypot, mpfr_hypot, std::hypot}, [&](std::mt19937_64& random) {
    const double y = arguments.next();
    if (random() % 2 == 0) return std::pair(y, arguments.next());
    return std::pair(y, y * std::ldexp(static_cast<double>(static_cast<std::int64_t>(random())),
                                       -50 - static_cast<int>(random() % 30)));
  });
}

TEST(BinaryAccuracyTest, RootOfManySquares) {
  std::mt19937_64 random(3);
  Judge judge;
  Report report;
  Number sum;
  Number square;
  for (int round = 0; round < 20'000; round++) {
    std::vector<double> numbers(1 + random() % 30);
    const int exponent = static_cast<int>(random() % 1950) - 1080;
    for (double& number : numbers)
      number = std::ldexp(static_cast<double>(random()), exponent - static_cast<int>(random() % 80));
    const double largest = *std::max_element(numbers.begin(), numbers.end());
    if (largest == 0) continue;
    RootOfSquares squares(largest);
    mpfr_set_ui(sum.get(), 0, MPFR_RNDN);
    for (const double number : numbers) {
      squares.add(number);
      mpfr_set_d(square.get(), number, MPFR_RNDN);
      mpfr_sqr(square.get(), square.get(), MPFR_RNDN);
      mpfr_add(sum.get(), sum.get(), square.get(), MPFR_RNDN);
    }
    mpfr_sqrt(sum.get(), sum.get(), MPFR_RNDN);
    report.add(judge.ulps(squares.root(), sum.get()), squares.root(), largest);
  }
}

}  // namespace
}  // namespace orrery::elementary
