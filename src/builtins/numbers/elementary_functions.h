#pragma once

namespace orrery::builtins::elementary {

// The functions of Math whose results the standard leaves to the implementation
// (https://tc39.es/ecma262/#sec-function-properties-of-the-math-object), with its rules for NaN, infinities
// and the zeros' signs. atan2 takes y first; `power` is number_exponentiate() in vm/value_operations.h.
//
// FIXME: they are the C library's, whose last bits differ between CPUs and versions. The pinned
// implementation (docs/architecture.md, "one door") is to come: here, and nowhere else.

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
double sin(double x);
double sinh(double x);
double tan(double x);
double tanh(double x);

}  // namespace orrery::builtins::elementary
