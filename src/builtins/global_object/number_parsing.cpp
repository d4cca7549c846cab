// parseFloat and parseInt

#include <algorithm>
#include <limits>
#include <string>

#include "builtins/global_object/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

template <typename Unit>
std::span<const Unit> trim_start(std::span<const Unit> text) {
  while (!text.empty() && is_white_space(text.front())) text = text.subspan(1);
  return text;
}

template <typename Unit>
double float_of(std::span<const Unit> text) {
  const DecimalPrefix prefix = parse_decimal_prefix(trim_start(text));
  return prefix.length == 0 ? std::numeric_limits<double>::quiet_NaN() : prefix.value;
}

// https://tc39.es/ecma262/#sec-parsefloat-string
Completion<Value> parse_float(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: whole numbers are what their texts say.
  if (frame.argument(0).is_int32()) return frame.argument(0);
  String* text = TRY(to_string(agent, frame.argument(0)));
  return Value::number(text->is_latin1() ? float_of(text->latin1()) : float_of(text->utf16()));
}

/// https://tc39.es/ecma262/#sec-parseint-string-radix, from step 2 on
template <typename Unit>
Completion<double> integer_of(Agent& agent, std::span<const Unit> text, std::int32_t radix) {
  // 2. - 5.
  text = trim_start(text);
  const bool is_negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text = text.subspan(1);
  // 6. - 9.
  bool strips_prefix = true;
  if (radix != 0) {
    if (radix < 2 || radix > 36) return std::numeric_limits<double>::quiet_NaN();
    strips_prefix = radix == 16;
  } else {
    radix = 10;
  }
  // 10.
  if (strips_prefix && text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
    text = text.subspan(2);
    radix = 16;
  }
  // 11., 12.
  std::string digits;
  NativeLoop loop(agent);
  for (const Unit unit : text) {
    TRY(loop.next_round());
    if (digit_value(unit) >= static_cast<unsigned>(radix)) break;
    digits.push_back(static_cast<char>(unit));
  }
  // 13. - 17.
  if (digits.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double value = digits_to_number(digits, static_cast<unsigned>(radix));
  return is_negative ? -value : value;
}

// https://tc39.es/ecma262/#sec-parseint-string-radix
Completion<Value> parse_int(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: whole numbers are what their texts say, and need no text where the radix is 10.
  if (frame.argument(0).is_int32() && frame.argument(1).is_undefined()) return frame.argument(0);
  String* text = TRY(to_string(agent, frame.argument(0)));
  const std::int32_t radix = TRY(vm::to_int32(agent, frame.argument(1)));
  return Value::number(TRY(text->is_latin1() ? integer_of(agent, text->latin1(), radix)
                                             : integer_of(agent, text->utf16(), radix)));
}

}  // namespace

constexpr ObjectTable k_parse_float = function_table("parseFloat", 1, parse_float);
constexpr ObjectTable k_parse_int = function_table("parseInt", 2, parse_int);

}  // namespace orrery::builtins
