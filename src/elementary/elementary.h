#pragma once

// [DOC] Elementary functions
//
// The functions of Math whose bits the standard leaves to the implementation
// (https://tc39.es/ecma262/#sec-function-properties-of-the-math-object), with the same bits on every CPU, in
// every build and under every C library: a recording must replay anywhere.
//
// 1. Only +, -, *, /, sqrt, conversions and integers are used: what IEEE 754 rounds correctly, or is exact.
//    No fused multiply-add, whether by a CPU that has it or by the compiler (-ffp-contract=off), and nothing
//    of the C library but what is exact.
// 2. A result is off by less than one ulp of the true one, mostly by little more than half: the function is
//    computed to 60 bits or more as a sum of two doubles (double_double.h), and the sum is rounded once.
//    accuracy_test.cpp compares with MPFR.
// 3. So what is exact comes out exact: log10(1000) is 3, cbrt(27) is 3, exp(0) is 1. And pow(10, n) is what
//    a literal 1en is.
// 4. Odd functions are odd, even ones even, bit for bit; NaN, infinities and the zeros' signs are as in
//    ECMAScript, but for pow, which has IEEE 754's and C's rules.
//
// How most of them work: the argument is reduced to a small rest beside an entry of a table, a polynomial
// takes care of the rest, and the table's part is added last (P. T. P. Tang, "Table-driven implementation of
// the exponential function in IEEE floating-point arithmetic", ACM TOMS 15, 1989, and its sequels on log and
// on sin). tools/elementary writes tables and polynomials.

namespace orrery::elementary {

double acos(double x);
double acosh(double x);
double asin(double x);
double asinh(double x);
double atan(double x);
double atan2(double y, double x);
double atanh(double x);
double cbrt(double x);
double cos(double x);
double cosh(double x);
double exp(double x);
double expm1(double x);
double log(double x);
double log10(double x);
double log1p(double x);
double log2(double x);
double pow(double base, double exponent);
double sin(double x);
double sinh(double x);
double tan(double x);
double tanh(double x);

/// The root of a sum of squares, which neither overflow nor underflow before they are added.
class RootOfSquares {
 public:
  /// \param largest the largest of the magnitudes that will be added; finite and not 0
  explicit RootOfSquares(double largest);
  void add(double x);
  double root() const;

 private:
  double scale_;  // a power of two
  double sum_hi_ = 0;
  double sum_lo_ = 0;
};

double hypot(double x, double y);

}  // namespace orrery::elementary
