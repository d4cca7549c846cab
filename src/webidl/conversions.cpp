#include "webidl/conversions.h"

#include <algorithm>

#include <fmt/format.h>

#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/platform_errors.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/property_key.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::String;
using vm::Thrown;
using vm::Value;

namespace {

Thrown throw_type_error(Agent& agent, std::string_view code, std::string_view message) {
  return vm::throw_platform_error(agent, vm::ErrorType::TypeError, code, message);
}

}  // namespace

Thrown throw_not_convertible(Agent& agent, std::string_view where, std::string_view problem) {
  return throw_type_error(agent, "ERR_INVALID_ARG_TYPE", fmt::format("{} {}", where, problem));
}

Thrown throw_out_of_range(Agent& agent, std::string_view where, double number) {
  constexpr std::string_view k_problem = "is outside the range of its type.";
  if (std::isnan(number) || !vm::have_platform_errors_codes(agent))
    return throw_not_convertible(agent, where, k_problem);
  return vm::throw_platform_error(agent, vm::ErrorType::RangeError, "ERR_OUT_OF_RANGE",
                                  fmt::format("{} {}", where, k_problem));
}

Thrown throw_too_few_arguments(Agent& agent, std::string_view where, std::uint32_t required,
                               std::uint32_t present) {
  return throw_type_error(agent, "ERR_MISSING_ARGS",
                          fmt::format("{}: {} argument{} required, but only {} present.", where, required,
                                      required == 1 ? "" : "s", present));
}

vm::Thrown throw_no_overload(Agent& agent, std::string_view where) {
  return throw_type_error(agent, "ERR_INVALID_ARG_TYPE",
                          fmt::format("{}: there is no version of it that takes these arguments.", where));
}

// Numbers ---------------------------------------------------------------------------------------------------

namespace {

/// https://webidl.spec.whatwg.org/#abstract-opdef-integerpart
double integer_part(double number) {
  return std::trunc(number) + 0.0;  // 5., 6., 9. +0 instead of -0
}

/// To the nearest whole number; of two equally near the even one, and +0 rather than -0.
double round_half_to_even(double number) {
  return std::nearbyint(number) + 0.0;
}

}  // namespace

std::optional<double> convert_into_range(double number, unsigned bits, bool is_signed,
                                         IntegerConversion conversion) {
  // 1 to 3. bounds; of 64 bits those that numbers can hold exactly
  constexpr unsigned k_long_long = 64;
  const double power = std::ldexp(1, static_cast<int>(bits));
  double upper = is_signed ? power / 2 - 1 : power - 1;
  double lower = is_signed ? -power / 2 : 0;
  if (bits == k_long_long) {
    upper = vm::k_max_safe_integer;
    lower = is_signed ? -vm::k_max_safe_integer : 0;
  }
  // 6.
  if (conversion == IntegerConversion::EnforceRange) {
    if (!std::isfinite(number)) return std::nullopt;
    number = integer_part(number);
    if (number < lower || number > upper) return std::nullopt;
    return number;
  }
  // 7.
  if (std::isnan(number)) return 0;
  return round_half_to_even(std::clamp(number, lower, upper));
}

bool convert_boolean(Value value) {
  return value.is_boolean() ? value.is_true() : vm::to_boolean(value);
}

Completion<double> convert_double(Agent& agent, Value value, std::string_view where) {
  const double number = TRY(convert_unrestricted_double(agent, value));
  if (!std::isfinite(number)) return throw_not_convertible(agent, where, "is non-finite.");
  return number;
}

Completion<float> convert_unrestricted_float(Agent& agent, Value value) {
  // Ties to even, as the processor rounds; beyond the greatest float an infinity.
  return static_cast<float>(TRY(convert_unrestricted_double(agent, value)));
}

Completion<float> convert_float(Agent& agent, Value value, std::string_view where) {
  const float number = TRY(convert_unrestricted_float(agent, value));
  if (!std::isfinite(number)) return throw_not_convertible(agent, where, "is non-finite.");
  return number;
}

// Strings ---------------------------------------------------------------------------------------------------

Completion<String*> convert_byte_string(Agent& agent, Value value, std::string_view where) {
  String* string = TRY(convert_dom_string(agent, value));
  if (string->is_latin1()) return string;
  const bool fits = std::ranges::all_of(string->utf16(), [](char16_t unit) { return unit <= 0xff; });
  if (!fits) return throw_not_convertible(agent, where, "has a character above U+00FF.");
  return string;
}

Completion<String*> convert_usv_string(Agent& agent, Value value) {
  constexpr char16_t k_replacement = 0xfffd;
  String* string = TRY(convert_dom_string(agent, value));
  if (string->is_latin1()) return string;
  const std::span<const char16_t> units = string->utf16();
  const auto is_lead = [](char16_t unit) { return (unit & 0xfc00) == 0xd800; };
  const auto is_trail = [](char16_t unit) { return (unit & 0xfc00) == 0xdc00; };
  const auto is_alone = [&](std::size_t i) {
    if (is_lead(units[i])) return i + 1 == units.size() || !is_trail(units[i + 1]);
    return is_trail(units[i]) && (i == 0 || !is_lead(units[i - 1]));
  };
  // OPTIMIZATION: surrogates are rare, and this loop without branches becomes one of vectors.
  constexpr std::size_t k_block = 32;
  std::size_t first = 0;
  while (first < units.size()) {
    const std::span<const char16_t> block = units.subspan(first, std::min(k_block, units.size() - first));
    unsigned surrogates = 0;
    for (const char16_t unit : block) surrogates |= (unit & 0xf800) == 0xd800 ? 1U : 0U;
    const std::size_t end = first + block.size();
    if (surrogates == 0) {
      first = end;
      continue;
    }
    while (first < end && !is_alone(first)) first++;
    if (first < end) break;
  }
  if (first == units.size()) return string;
  const auto made = TRY(vm::make_unfilled_utf16(agent, units.size()));
  for (std::size_t i = 0; i < units.size(); i++) made.characters[i] = is_alone(i) ? k_replacement : units[i];
  return made.string;
}

Completion<std::size_t> convert_enumeration(Agent& agent, Value value,
                                            std::span<const std::string_view> names, std::string_view where) {
  const std::string text = TRY(convert_dom_string(agent, value))->to_wtf8();
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) {
    return throw_type_error(agent, "ERR_INVALID_ARG_VALUE",
                            fmt::format("{} is '{}', which is not a valid enum value.", where, text));
  }
  return static_cast<std::size_t>(found - names.begin());
}

// Objects ---------------------------------------------------------------------------------------------------

Completion<vm::Object*> convert_object(Agent& agent, Value value, std::string_view where) {
  if (!value.is_object()) return throw_not_convertible(agent, where, "is not of type 'object'.");
  return value.as_object();
}

Completion<DictionaryReader> DictionaryReader::of(Agent& agent, Value value, std::string_view where) {
  if (value.is_nullish()) return DictionaryReader(nullptr);
  if (!value.is_object()) return throw_not_convertible(agent, where, "is not an object.");
  return DictionaryReader(value.as_object());
}

Completion<Value> DictionaryReader::get(Agent& agent, std::string_view member) const {
  if (object_ == nullptr) return Value::undefined();
  return vm::get(agent, object_, vm::PropertyKey::atom(vm::intern(agent, member)));
}

Thrown throw_missing_member(Agent& agent, std::string_view where, std::string_view member) {
  return throw_type_error(agent, "ERR_MISSING_OPTION",
                          fmt::format("{}: member '{}' is required and undefined.", where, member));
}

}  // namespace orrery::webidl
