#pragma once

#include <string>
#include <string_view>

namespace orrery::base {

/// The shortest decimal text that reads back as `number`, as ECMAScript writes it: "0.1", "1e+21", "NaN",
/// "Infinity" (https://tc39.es/ecma262/#sec-numeric-types-number-tostring).
std::string number_text(double number);

/// The decimal text of the non-negative integer whose digits, in a radix of 2 to the power of
/// `bits_per_digit` (1 to 4), are `digits`. Takes time in proportion to the square of their number.
std::string decimal_text(std::string_view digits, unsigned bits_per_digit);

}  // namespace orrery::base
