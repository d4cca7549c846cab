#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace orrery::fuzz {

// What numbers and texts become of each other, by the C library in the locale "C", with all the digits that a
// number has, and by MPFR: slow and plain, to compare with.

/// StringToNumber (https://tc39.es/ecma262/#sec-stringtonumber) of a Latin-1 text.
double read_number(std::string_view text);
/// parseFloat (https://tc39.es/ecma262/#sec-parsefloat-string).
double read_decimal_prefix(std::string_view text);
/// The value of digits in a radix from 2 to 36, rounded once; with a point and a sign if there are any.
double read_digits(const std::string& digits, int radix);

/// Number.prototype.toFixed, toExponential and toPrecision: of numbers half way between two texts the larger
/// one.
std::string write_fixed(double number, int digits);
std::string write_exponential(double number, int digits);
std::string write_precision(double number, int digits);

/// How many significant digits are enough to tell the number from all others.
int shortest_precision(double number);

/// The sum, rounded once; -0 if there is nothing but that to add.
double exact_sum(std::span<const double> numbers);

}  // namespace orrery::fuzz
