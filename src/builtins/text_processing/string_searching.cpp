// includes, indexOf, lastIndexOf, startsWith and endsWith.

#include <algorithm>

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/string_methods.h"
#include "builtins/text_processing/string_search.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// ToIntegerOrInfinity(argument) within 0 and the string's length.
Completion<std::uint32_t> to_position(Agent& agent, Value argument, const String* string) {
  const double position = TRY(to_integer_or_infinity(agent, argument));
  return static_cast<std::uint32_t>(std::clamp<double>(position, 0, string->length()));
}

/// What is searched for, which must be no regular expression.
Completion<String*> to_search_string(Agent& agent, Value argument, std::string_view method) {
  if (TRY(is_regexp(agent, argument))) {
    return agent.throw_type_error("First argument to String.prototype." + std::string(method) +
                                  " must not be a regular expression");
  }
  return to_string(agent, argument);
}

Value to_index_or_minus_one(std::optional<std::uint32_t> index) {
  return index ? Value::number(*index) : Value::int32(-1);
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.includes
Completion<Value> string_prototype_includes(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.includes"));
  String* wanted = TRY(to_search_string(agent, frame.argument(0), "includes"));
  const std::uint32_t start = TRY(to_position(agent, frame.argument(1), string));
  return Value::boolean(TRY(string_index_of(agent, string, wanted, start)).has_value());
}

// https://tc39.es/ecma262/#sec-string.prototype.indexof
Completion<Value> string_prototype_index_of(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.indexOf"));
  String* wanted = TRY(to_string(agent, frame.argument(0)));
  const std::uint32_t start = TRY(to_position(agent, frame.argument(1), string));
  return to_index_or_minus_one(TRY(string_index_of(agent, string, wanted, start)));
}

// https://tc39.es/ecma262/#sec-string.prototype.lastindexof
Completion<Value> string_prototype_last_index_of(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.lastIndexOf"));
  String* wanted = TRY(to_string(agent, frame.argument(0)));
  // NaN means from the end.
  const Value number = TRY(to_number(agent, frame.argument(1)));
  std::uint32_t start = string->length();
  if (number.as_number() == number.as_number()) start = TRY(to_position(agent, number, string));
  return to_index_or_minus_one(TRY(string_last_index_of(agent, string, wanted, start)));
}

// https://tc39.es/ecma262/#sec-string.prototype.startswith
Completion<Value> string_prototype_starts_with(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.startsWith"));
  String* wanted = TRY(to_search_string(agent, frame.argument(0), "startsWith"));
  const std::uint32_t start = TRY(to_position(agent, frame.argument(1), string));
  return Value::boolean(string_matches_at(string, wanted, start));
}

// https://tc39.es/ecma262/#sec-string.prototype.endswith
Completion<Value> string_prototype_ends_with(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.endsWith"));
  String* wanted = TRY(to_search_string(agent, frame.argument(0), "endsWith"));
  std::uint32_t end = string->length();
  if (!frame.argument(1).is_undefined()) end = TRY(to_position(agent, frame.argument(1), string));
  if (wanted->length() > end) return Value::boolean(false);
  return Value::boolean(string_matches_at(string, wanted, end - wanted->length()));
}

}  // namespace orrery::builtins
