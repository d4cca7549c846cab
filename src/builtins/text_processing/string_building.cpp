// concat, repeat, padStart and padEnd.

#include <algorithm>
#include <cmath>

#include "builtins/text_processing/string_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-string.prototype.concat
Completion<Value> string_prototype_concat(Agent& agent, NativeFrame& frame) {
  String* result = TRY(this_string(agent, frame, "String.prototype.concat"));
  for (const Value argument : frame.arguments()) {
    String* next = TRY(to_string(agent, argument));
    result = TRY(concatenate(agent, result, next));
  }
  return result;
}

namespace {

/// Writes `pattern` again and again until `to` is full.
template <typename To, typename From>
void fill_with(std::span<To> to, std::span<const From> pattern) {
  const std::size_t first = std::min(to.size(), pattern.size());
  std::copy_n(pattern.begin(), first, to.begin());
  // What is there is doubled.
  for (std::size_t done = first; done < to.size();) {
    const std::size_t count = std::min(done, to.size() - done);
    std::copy_n(to.begin(), count, to.begin() + static_cast<std::ptrdiff_t>(done));
    done += count;
  }
}

/// `length` code units of `pattern` (not empty), over and over.
Completion<String*> repeat_to_length(Agent& agent, String* pattern, double length) {
  if (length > String::k_max_length) return agent.throw_range_error("Invalid string length");
  const auto count = static_cast<std::size_t>(length);
  if (pattern->is_latin1()) {
    const auto made = TRY(make_unfilled_latin1(agent, count));
    fill_with(made.characters, pattern->latin1());
    return made.string;
  }
  const auto made = TRY(make_unfilled_utf16(agent, count));
  fill_with(made.characters, pattern->utf16());
  return made.string;
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.repeat
Completion<Value> string_prototype_repeat(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  String* string = TRY(this_string(agent, frame, "String.prototype.repeat"));
  const Value argument = TRY(to_number(agent, frame.argument(0)));
  const double count = TRY(to_integer_or_infinity(agent, argument));
  // 5.
  if (count < 0 || std::isinf(count)) {
    String* text = TRY(to_string(agent, argument));
    return agent.throw_range_error("Invalid count value: " + text->to_utf8());
  }
  // 6., 7.
  if (count == 0 || string->is_empty()) return empty_string(agent);
  if (count == 1) return string;
  return repeat_to_length(agent, string, count * string->length());
}

// Padding ---------------------------------------------------------------------------------------------------

namespace {

enum class Placement : std::uint8_t { Start, End };

/// https://tc39.es/ecma262/#sec-stringpad and its callers
Completion<Value> pad(Agent& agent, const NativeFrame& frame, std::string_view method, Placement placement) {
  String* string = TRY(this_string(agent, frame, method));
  const std::uint64_t max_length = TRY(to_length(agent, frame.argument(0)));
  if (max_length <= string->length()) return string;
  String* filler = single_character(agent, u' ');
  if (!frame.argument(1).is_undefined()) filler = TRY(to_string(agent, frame.argument(1)));
  if (filler->is_empty()) return string;
  const auto fill_length = static_cast<double>(max_length - string->length());
  String* filled = TRY(repeat_to_length(agent, filler, fill_length));
  return placement == Placement::Start ? concatenate(agent, filled, string)
                                       : concatenate(agent, string, filled);
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.padend
Completion<Value> string_prototype_pad_end(Agent& agent, NativeFrame& frame) {
  return pad(agent, frame, "String.prototype.padEnd", Placement::End);
}

// https://tc39.es/ecma262/#sec-string.prototype.padstart
Completion<Value> string_prototype_pad_start(Agent& agent, NativeFrame& frame) {
  return pad(agent, frame, "String.prototype.padStart", Placement::Start);
}

}  // namespace orrery::builtins
