#include "builtins/numbers/elementary_functions.h"

#include <cmath>

namespace orrery::builtins::elementary {

double acos(double x) {
  return std::acos(x);
}
double acosh(double x) {
  return std::acosh(x);
}
double asin(double x) {
  return std::asin(x);
}
double asinh(double x) {
  return std::asinh(x);
}
double atan(double x) {
  return std::atan(x);
}
double atan2(double y, double x) {
  return std::atan2(y, x);
}
double atanh(double x) {
  return std::atanh(x);
}
double cbrt(double x) {
  return std::cbrt(x);
}
double cos(double x) {
  return std::cos(x);
}
double cosh(double x) {
  return std::cosh(x);
}
double exp(double x) {
  return std::exp(x);
}
double expm1(double x) {
  return std::expm1(x);
}
double log(double x) {
  return std::log(x);
}
double log10(double x) {
  return std::log10(x);
}
double log1p(double x) {
  return std::log1p(x);
}
double log2(double x) {
  return std::log2(x);
}
double sin(double x) {
  return std::sin(x);
}
double sinh(double x) {
  return std::sinh(x);
}
double tan(double x) {
  return std::tan(x);
}
double tanh(double x) {
  return std::tanh(x);
}

}  // namespace orrery::builtins::elementary
