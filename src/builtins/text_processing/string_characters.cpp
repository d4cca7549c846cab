// Single characters: at, charAt, charCodeAt, codePointAt; surrogates; the iterator.

#include <algorithm>
#include <limits>

#include "base/unicode/utf.h"
#include "builtins/text_processing/string_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/iteration/string_iterator.h"
#include "vm/operations/conversions.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

// At an index -----------------------------------------------------------------------------------------------

namespace {

/// ToIntegerOrInfinity(argument), if it is the index of a code unit.
Completion<std::optional<std::uint32_t>> to_string_index(Agent& agent, Value argument, const String* string) {
  if (argument.is_int32()) [[likely]] {
    const auto index = static_cast<std::uint32_t>(argument.as_int32());
    return index < string->length() ? std::optional(index) : std::nullopt;
  }
  const double index = TRY(to_integer_or_infinity(agent, argument));
  if (index < 0 || index >= string->length()) return std::optional<std::uint32_t>();
  return std::optional(static_cast<std::uint32_t>(index));
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.at
Completion<Value> string_prototype_at(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  String* string = TRY(this_string(agent, frame, "String.prototype.at"));
  // 4. - 7.
  const double relative = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  const double index = relative >= 0 ? relative : string->length() + relative;
  if (index < 0 || index >= string->length()) return Value::undefined();
  // 8.
  return single_character(agent, string->code_unit_at(static_cast<std::uint32_t>(index)));
}

// https://tc39.es/ecma262/#sec-string.prototype.charat
Completion<Value> string_prototype_char_at(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.charAt"));
  const auto index = TRY(to_string_index(agent, frame.argument(0), string));
  if (!index) return empty_string(agent);
  return single_character(agent, string->code_unit_at(*index));
}

// https://tc39.es/ecma262/#sec-string.prototype.charcodeat
Completion<Value> string_prototype_char_code_at(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.charCodeAt"));
  const auto index = TRY(to_string_index(agent, frame.argument(0), string));
  if (!index) return Value::float64(std::numeric_limits<double>::quiet_NaN());
  return Value::int32(string->code_unit_at(*index));
}

// https://tc39.es/ecma262/#sec-string.prototype.codepointat
Completion<Value> string_prototype_code_point_at(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.codePointAt"));
  const auto index = TRY(to_string_index(agent, frame.argument(0), string));
  if (!index) return Value::undefined();
  return Value::int32(static_cast<std::int32_t>(string->code_point_at(*index)));
}

// Surrogates ------------------------------------------------------------------------------------------------

namespace {

/// The place of the first surrogate from `from` on that is not part of a pair; the length if there is none.
Completion<std::size_t> find_lone_surrogate(Agent& agent, std::span<const char16_t> units, std::size_t from) {
  NativeLoop loop(agent);
  for (std::size_t i = from; i < units.size(); i++) {
    TRY(loop.next_round());
    if (base::is_low_surrogate(units[i])) return i;
    if (!base::is_high_surrogate(units[i])) continue;
    if (i + 1 == units.size() || !base::is_low_surrogate(units[i + 1])) return i;
    i++;
  }
  return units.size();
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.iswellformed
Completion<Value> string_prototype_is_well_formed(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.isWellFormed"));
  if (string->is_latin1()) return Value::boolean(true);
  return Value::boolean(TRY(find_lone_surrogate(agent, string->utf16(), 0)) == string->length());
}

// https://tc39.es/ecma262/#sec-string.prototype.towellformed
Completion<Value> string_prototype_to_well_formed(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype.toWellFormed"));
  if (string->is_latin1()) return string;
  const std::span<const char16_t> units = string->utf16();
  std::size_t lone = TRY(find_lone_surrogate(agent, units, 0));
  if (lone == units.size()) return string;
  const auto copy = TRY(make_unfilled_utf16(agent, units.size()));
  std::ranges::copy(units, copy.characters.begin());
  NativeLoop loop(agent);
  while (lone != units.size()) {
    TRY(loop.next_round());
    copy.characters[lone] = 0xFFFD;
    lone = TRY(find_lone_surrogate(agent, units, lone + 1));
  }
  return copy.string;
}

// The iterator ----------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-string.prototype-%symbol.iterator%
Completion<Value> string_prototype_iterator(Agent& agent, NativeFrame& frame) {
  String* string = TRY(this_string(agent, frame, "String.prototype[Symbol.iterator]"));
  Shape* shape =
      agent.shapes().root(agent.intrinsic(Intrinsic::StringIteratorPrototype), CellKind::StringIterator);
  return agent.heap().make<StringIterator>(0, shape, string);
}

namespace {

// https://tc39.es/ecma262/#sec-%stringiteratorprototype%.next
Completion<Value> next(Agent& agent, NativeFrame& frame) {
  StringIterator* iterator = TRY(this_of<StringIterator>(agent, frame, "String Iterator.prototype.next"));
  String* string = iterator->string();
  const std::uint32_t position = iterator->position();
  if (position >= string->length()) return create_iter_result_object(agent, Value::undefined(), true);
  const std::uint32_t count = string->code_point_at(position) > 0xFFFF ? 2 : 1;
  iterator->set_position(position + count);
  return create_iter_result_object(agent, substring(agent, string, position, position + count), false);
}

constexpr BuiltinRow k_string_iterator_rows[] = {
    method("next", 0, next),
    text(&WellKnown::symbol_to_string_tag, "String Iterator"),
};

}  // namespace

constexpr ObjectTable k_string_iterator_prototype =
    ordinary_table(Intrinsic::IteratorPrototype, k_string_iterator_rows);

}  // namespace orrery::builtins
