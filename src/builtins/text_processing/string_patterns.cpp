// match, matchAll, replace, replaceAll, search and split: what delegates to regular expressions.

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "builtins/text_processing/string_methods.h"
#include "builtins/text_processing/string_search.h"
#include "builtins/text_processing/substitution.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// `this`, which is neither undefined nor null: RequireObjectCoercible.
Completion<Value> this_coercible(Agent& agent, const NativeFrame& frame, std::string_view method) {
  if (!frame.this_value().is_nullish()) return frame.this_value();
  return agent.throw_type_error(std::string(method) + " called on null or undefined");
}

/// GetMethod(pattern, symbol), of objects.
Completion<Value> get_pattern_method(Agent& agent, Value pattern, PropertyKey symbol) {
  if (!pattern.is_object()) return Value::undefined();
  return get_method(agent, pattern, symbol);
}

/// RegExpCreate(pattern, flags), and Invoke(it, symbol, string)
Completion<Value> invoke_new_regexp(Agent& agent, Value pattern, Value flags, PropertyKey symbol,
                                    String* string) {
  RegExpObject* regexp = TRY(regexp_create(agent, pattern, flags));
  const Value argument = string;
  return invoke(agent, regexp, symbol, std::span(&argument, 1));
}

/// Whether the pattern is a regular expression without the flag g, which matchAll and replaceAll refuse.
Completion<bool> lacks_global_flag(Agent& agent, Value pattern, std::string_view method) {
  if (const RegExpObject* regexp =
          untouched_regexp(agent, pattern, RegExpLookUps::Match | RegExpLookUps::Flags))
    return !regexp->pattern()->is_global();
  if (!TRY(is_regexp(agent, pattern))) return false;
  const Value flags = TRY(get(agent, pattern.as_object(), agent.names().flags));
  if (flags.is_nullish())
    return agent.throw_type_error("The .flags property of the argument to " + std::string(method) +
                                  " cannot be null or undefined");
  return !has_flag(TRY(to_string(agent, flags)), u"g");
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.match
Completion<Value> string_prototype_match(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.match"));
  // 2.
  const Value pattern = frame.argument(0);
  if (RegExpObject* regexp = untouched_regexp(agent, pattern, RegExpLookUps::Match))
    return regexp_match(agent, regexp, TRY(to_string(agent, value)));
  const Value method = TRY(get_pattern_method(agent, pattern, agent.names().symbol_match));
  if (!method.is_undefined()) return call(agent, method, pattern, std::span(&value, 1));
  // 3. - 5.
  String* string = TRY(to_string(agent, value));
  return invoke_new_regexp(agent, pattern, Value::undefined(), agent.names().symbol_match, string);
}

// https://tc39.es/ecma262/#sec-string.prototype.search
Completion<Value> string_prototype_search(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.search"));
  // 2.
  const Value pattern = frame.argument(0);
  if (RegExpObject* regexp = untouched_regexp(agent, pattern, RegExpLookUps::Search))
    return regexp_search(agent, regexp, TRY(to_string(agent, value)));
  const Value method = TRY(get_pattern_method(agent, pattern, agent.names().symbol_search));
  if (!method.is_undefined()) return call(agent, method, pattern, std::span(&value, 1));
  // 3. - 5.
  String* string = TRY(to_string(agent, value));
  return invoke_new_regexp(agent, pattern, Value::undefined(), agent.names().symbol_search, string);
}

// https://tc39.es/ecma262/#sec-string.prototype.matchall
Completion<Value> string_prototype_match_all(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.matchAll"));
  // 2.
  const Value pattern = frame.argument(0);
  if (TRY(lacks_global_flag(agent, pattern, "String.prototype.matchAll")))
    return agent.throw_type_error("String.prototype.matchAll called with a non-global RegExp argument");
  if (RegExpObject* regexp = untouched_regexp(agent, pattern, RegExpLookUps::MatchAll))
    return regexp_match_all(agent, regexp, TRY(to_string(agent, value)));
  const Value method = TRY(get_pattern_method(agent, pattern, agent.names().symbol_match_all));
  if (!method.is_undefined()) return call(agent, method, pattern, std::span(&value, 1));
  // 3. - 5.
  String* string = TRY(to_string(agent, value));
  return invoke_new_regexp(agent, pattern, single_character(agent, u'g'), agent.names().symbol_match_all,
                           string);
}

// Replacing -------------------------------------------------------------------------------------------------

namespace {

/// What one code unit is replaced by everywhere, all in Latin-1.
struct UnitReplacement {
  std::uint8_t wanted;
  std::span<const std::uint8_t> units;
};

/// A replacement: a function, or a text with references.
class Replacement {
 public:
  static Completion<Replacement> make(Agent& agent, Value value) {
    if (is_callable(value)) return Replacement(value, nullptr, false);
    String* text = TRY(to_string(agent, value));
    const bool is_plain = !TRY(string_index_of(agent, text, single_character(agent, u'$'), 0));
    return Replacement(Value::undefined(), text, is_plain);
  }

  /// If it is that, of `wanted`.
  std::optional<UnitReplacement> of_unit(String* wanted) const {
    if (!is_plain_ || wanted->length() != 1 || !wanted->is_latin1() || !text_->is_latin1())
      return std::nullopt;
    return UnitReplacement{wanted->latin1()[0], text_->latin1()};
  }
  /// Appends what replaces `wanted`, found at `position` of `string`.
  Completion<void> append_to(Agent& agent, StringBuilder& result, String* wanted, String* string,
                             std::uint32_t position) const {
    if (is_plain_) {
      result.append(text_);
      return {};
    }
    if (text_ != nullptr) return get_substitution(agent, {wanted, string, position, {}}, text_, result);
    const Value arguments[] = {wanted, Value::number(position), string};
    const Value replacement = TRY(call(agent, function_, Value::undefined(), arguments));
    result.append(TRY(to_string(agent, replacement)));
    return {};
  }

 private:
  Replacement(Value function, String* text, bool is_plain)
      : function_(function), text_(text), is_plain_(is_plain) {}

  Value function_;
  String* text_;   // null: the function
  bool is_plain_;  // a text without references
};

enum class Occurrences : std::uint8_t { First, All };

/// OPTIMIZATION: nothing is asked of the strings again at each place.
Completion<void> replace_units(NativeLoop& loop, std::span<const std::uint8_t> text,
                               const UnitReplacement& replacement, StringBuilder& result) {
  while (!text.empty() && !result.has_failed()) {
    const void* found = std::memchr(text.data(), replacement.wanted, text.size());
    if (found == nullptr) break;
    TRY(loop.next_round());
    const auto place = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - text.data());
    result.append(text.first(place));
    result.append(replacement.units);
    text = text.subspan(place + 1);
  }
  result.append(text);
  return {};
}

/// The steps of replace and replaceAll from the first ToString on.
Completion<Value> replace_text(Agent& agent, Value value, Value search_value, Value replace_value,
                               Occurrences occurrences) {
  String* string = TRY(to_string(agent, value));
  String* wanted = TRY(to_string(agent, search_value));
  const Replacement replacement = TRY(Replacement::make(agent, replace_value));
  StringBuilder result(agent);
  std::uint32_t end_of_last = 0;
  const std::uint32_t step = std::max(wanted->length(), 1u);
  auto position = TRY(string_index_of(agent, string, wanted, 0));
  if (!position) return string;
  result.expect(string->length() + string->length() / 16, string->is_latin1());
  NativeLoop loop(agent);
  const std::optional<UnitReplacement> of_unit = replacement.of_unit(wanted);
  if (of_unit && string->is_latin1() && occurrences == Occurrences::All) {
    TRY(replace_units(loop, string->latin1(), *of_unit, result));
    return result.finish();
  }
  while (position && !result.has_failed()) {
    TRY(loop.next_round());
    result.append_range(string, end_of_last, *position);
    TRY(replacement.append_to(agent, result, wanted, string, *position));
    end_of_last = *position + wanted->length();
    if (occurrences == Occurrences::First) break;
    position = TRY(string_index_of(agent, string, wanted, *position + step));
  }
  result.append_range(string, end_of_last, string->length());
  return result.finish();
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.replace
Completion<Value> string_prototype_replace(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.replace"));
  // 2.
  const Value pattern = frame.argument(0);
  if (RegExpObject* regexp = untouched_regexp(agent, pattern, RegExpLookUps::Replace))
    return regexp_replace(agent, regexp, TRY(to_string(agent, value)), frame.argument(1));
  const Value method = TRY(get_pattern_method(agent, pattern, agent.names().symbol_replace));
  if (!method.is_undefined()) {
    const Value arguments[] = {value, frame.argument(1)};
    return call(agent, method, pattern, arguments);
  }
  // 3. - 14.
  return replace_text(agent, value, pattern, frame.argument(1), Occurrences::First);
}

// https://tc39.es/ecma262/#sec-string.prototype.replaceall
Completion<Value> string_prototype_replace_all(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.replaceAll"));
  // 2.
  const Value pattern = frame.argument(0);
  if (TRY(lacks_global_flag(agent, pattern, "String.prototype.replaceAll")))
    return agent.throw_type_error("String.prototype.replaceAll called with a non-global RegExp argument");
  if (RegExpObject* regexp = untouched_regexp(agent, pattern, RegExpLookUps::Replace))
    return regexp_replace(agent, regexp, TRY(to_string(agent, value)), frame.argument(1));
  const Value method = TRY(get_pattern_method(agent, pattern, agent.names().symbol_replace));
  if (!method.is_undefined()) {
    const Value arguments[] = {value, frame.argument(1)};
    return call(agent, method, pattern, arguments);
  }
  // 3. - 16.
  return replace_text(agent, value, pattern, frame.argument(1), Occurrences::All);
}

// split -----------------------------------------------------------------------------------------------------

namespace {

/// The parts of `string` between the places where `separator` (not empty) is, at most `limit`.
Completion<void> split_by(Agent& agent, String* string, String* separator, std::uint32_t limit,
                          Array* parts) {
  std::uint32_t start = 0;
  auto position = TRY(string_index_of(agent, string, separator, 0));
  NativeLoop loop(agent);
  while (position) {
    TRY(loop.next_round());
    TRY(array_append(agent, parts, substring(agent, string, start, *position)));
    if (parts->length() == limit) return {};
    start = *position + separator->length();
    position = TRY(string_index_of(agent, string, separator, start));
  }
  return array_append(agent, parts, substring(agent, string, start, string->length()));
}

Completion<void> split_into_units(Agent& agent, String* string, std::uint32_t limit, Array* parts) {
  const std::uint32_t count = std::min(string->length(), limit);
  TRY(reserve_elements(agent, parts, count));
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    TRY(array_append(agent, parts, single_character(agent, string->code_unit_at(i))));
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.split
Completion<Value> string_prototype_split(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value value = TRY(this_coercible(agent, frame, "String.prototype.split"));
  // 2.
  const Value separator_value = frame.argument(0);
  if (RegExpObject* regexp = untouched_regexp(agent, separator_value, RegExpLookUps::Split))
    return regexp_split(agent, regexp, TRY(to_string(agent, value)), frame.argument(1));
  const Value method = TRY(get_pattern_method(agent, separator_value, agent.names().symbol_split));
  if (!method.is_undefined()) {
    const Value arguments[] = {value, frame.argument(1)};
    return call(agent, method, separator_value, arguments);
  }
  // 3. - 5.
  String* string = TRY(to_string(agent, value));
  std::uint32_t limit = 0xffff'ffff;
  if (!frame.argument(1).is_undefined()) limit = TRY(to_uint32(agent, frame.argument(1)));
  String* separator = TRY(to_string(agent, separator_value));
  // 6. - 17.
  Array* parts = TRY(array_create(agent, 0));
  if (limit == 0) return parts;
  if (separator_value.is_undefined()) {
    TRY(array_append(agent, parts, string));
  } else if (separator->is_empty()) {
    TRY(split_into_units(agent, string, limit, parts));
  } else {
    TRY(split_by(agent, string, separator, limit, parts));
  }
  return parts;
}

}  // namespace orrery::builtins
