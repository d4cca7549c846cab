#pragma once

#include <string_view>

namespace orrery::vm {

/// The Number nearest to the integer that up to 1100 digits (ASCII, all below `radix`) stand for, ties to
/// even.
double integer_digits_to_double(std::string_view digits, unsigned radix);

}  // namespace orrery::vm
