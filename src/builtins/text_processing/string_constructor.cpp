// %String%: https://tc39.es/ecma262/#sec-string-constructor

#include <string>

#include "builtins/text_processing/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/string_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-symboldescriptivestring
Completion<String*> symbol_descriptive_string(Agent& agent, const Symbol* symbol) {
  StringBuilder builder(agent);
  builder.append_ascii("Symbol(");
  if (symbol->description() != nullptr) builder.append(symbol->description());
  builder.append(u')');
  return builder.finish();
}

// https://tc39.es/ecma262/#sec-string-constructor-string-value
Completion<Value> string(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  String* value = empty_string(agent);
  if (frame.argument_count() > 0) {
    const Value argument = frame.argument(0);
    if (!frame.is_construct() && argument.is_symbol())
      return symbol_descriptive_string(agent, argument.as_symbol());
    value = TRY(to_string(agent, argument));
  }
  // 3.
  if (!frame.is_construct()) return value;
  // 4.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::StringPrototype));
  return string_create(agent, value, prototype);
}

// https://tc39.es/ecma262/#sec-string.fromcharcode
Completion<Value> from_char_code(Agent& agent, NativeFrame& frame) {
  if (frame.argument_count() == 1)
    return single_character(agent, static_cast<char16_t>(TRY(to_uint32(agent, frame.argument(0)))));
  StringBuilder result(agent);
  for (const Value argument : frame.arguments())
    result.append(static_cast<char16_t>(TRY(to_uint32(agent, argument))));
  return result.finish();
}

// https://tc39.es/ecma262/#sec-string.fromcodepoint
Completion<Value> from_code_point(Agent& agent, NativeFrame& frame) {
  StringBuilder result(agent);
  for (const Value argument : frame.arguments()) {
    const Value number = TRY(to_number(agent, argument));
    const double code_point = number.as_number();
    if (!is_integral_number(code_point) || code_point < 0 || code_point > 0x10FFFF) {
      String* text = TRY(to_string(agent, argument));
      return agent.throw_range_error("Invalid code point " + text->to_utf8());
    }
    result.append_code_point(static_cast<char32_t>(code_point));
  }
  return result.finish();
}

// https://tc39.es/ecma262/#sec-string.raw
Completion<Value> raw(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  Object* cooked = TRY(to_object(agent, frame.argument(0)));
  const Value raw_value = TRY(get(agent, cooked, agent.names().raw));
  Object* literals = TRY(to_object(agent, raw_value));
  const std::uint64_t count = TRY(length_of_array_like(agent, literals));
  // 5. - 8.
  StringBuilder result(agent);
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count && !result.has_failed(); i++) {
    TRY(loop.next_round());
    const Value literal = TRY(get(agent, literals, index_key(agent, i)));
    result.append(TRY(to_string(agent, literal)));
    if (i + 1 < count && i + 1 < frame.argument_count())
      result.append(TRY(to_string(agent, frame.argument(static_cast<std::uint32_t>(i + 1)))));
  }
  return result.finish();
}

constexpr BuiltinRow k_string_constructor_rows[] = {
    method("fromCharCode", 1, from_char_code),
    method("fromCodePoint", 1, from_code_point),
    method("raw", 1, raw),
};

}  // namespace

constexpr ObjectTable k_string =
    constructor_table("String", 1, string, Intrinsic::StringPrototype, k_string_constructor_rows);

}  // namespace orrery::builtins
