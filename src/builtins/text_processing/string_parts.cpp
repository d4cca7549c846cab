// slice, substring, substr and the trim methods.

#include <algorithm>

#include "builtins/text_processing/string_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-string.prototype.slice
Completion<Value> string_prototype_slice(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.slice"));
  const auto start =
      static_cast<std::uint32_t>(TRY(to_relative_index(agent, frame.argument(0), string->length())));
  const auto end =
      static_cast<std::uint32_t>(TRY(to_relative_end(agent, frame.argument(1), string->length())));
  return start >= end ? empty_string(agent) : substring(agent, string, start, end);
}

// https://tc39.es/ecma262/#sec-string.prototype.substring
Completion<Value> string_prototype_substring(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.substring"));
  const double length = string->length();
  const double start = std::clamp(TRY(to_integer_or_infinity(agent, frame.argument(0))), 0.0, length);
  double end = length;
  if (!frame.argument(1).is_undefined())
    end = std::clamp(TRY(to_integer_or_infinity(agent, frame.argument(1))), 0.0, length);
  return substring(agent, string, static_cast<std::uint32_t>(std::min(start, end)),
                   static_cast<std::uint32_t>(std::max(start, end)));
}

// https://tc39.es/ecma262/#sec-string.prototype.substr
Completion<Value> string_prototype_substr(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.substr"));
  const double length = string->length();
  const auto start = static_cast<double>(TRY(to_relative_index(agent, frame.argument(0), string->length())));
  double count = length;
  if (!frame.argument(1).is_undefined()) count = TRY(to_integer_or_infinity(agent, frame.argument(1)));
  const double end = std::min(start + std::clamp(count, 0.0, length), length);
  return substring(agent, string, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end));
}

// Trimming --------------------------------------------------------------------------------------------------

namespace {

enum class TrimWhere : std::uint8_t { Start = 1, End = 2, StartAndEnd = 3 };

template <typename Unit>
Completion<Value> trim_units(Agent& agent, String* string, std::span<const Unit> units, TrimWhere where) {
  NativeLoop loop(agent);
  std::size_t start = 0;
  std::size_t end = units.size();
  if (where != TrimWhere::End) {
    for (; start < end && is_white_space(units[start]); start++) TRY(loop.next_round());
  }
  if (where != TrimWhere::Start) {
    for (; end > start && is_white_space(units[end - 1]); end--) TRY(loop.next_round());
  }
  return substring(agent, string, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end));
}

/// https://tc39.es/ecma262/#sec-trimstring
Completion<Value> trim_string(Agent& agent, const NativeFrame& frame, std::string_view method,
                              TrimWhere where) {
  String* string = TRY(this_string(agent, frame, method));
  if (string->is_latin1()) return trim_units(agent, string, string->latin1(), where);
  return trim_units(agent, string, string->utf16(), where);
}

// https://tc39.es/ecma262/#sec-string.prototype.trimstart
Completion<Value> trim_start(Agent& agent, NativeFrame& frame) {
  return trim_string(agent, frame, "String.prototype.trimStart", TrimWhere::Start);
}

// https://tc39.es/ecma262/#sec-string.prototype.trimend
Completion<Value> trim_end(Agent& agent, NativeFrame& frame) {
  return trim_string(agent, frame, "String.prototype.trimEnd", TrimWhere::End);
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.trim
Completion<Value> string_prototype_trim(Agent& agent, NativeFrame& frame) {
  return trim_string(agent, frame, "String.prototype.trim", TrimWhere::StartAndEnd);
}

constexpr ObjectTable k_string_prototype_trim_start = function_table("trimStart", 0, trim_start);
constexpr ObjectTable k_string_prototype_trim_end = function_table("trimEnd", 0, trim_end);

}  // namespace orrery::builtins
