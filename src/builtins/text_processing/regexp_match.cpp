// RegExp.prototype[Symbol.match], [Symbol.matchAll] and [Symbol.search]; %RegExpStringIteratorPrototype%.

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/iteration/regexp_string_iterator.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;
using regexp::SearchMode;

// match -----------------------------------------------------------------------------------------------------

namespace {

/// All matches of an untouched RegExp with the flag g.
Completion<Value> find_all_untouched(Agent& agent, RegExpObject* regexp, String* string) {
  RegExpPattern* pattern = regexp->pattern();
  Matching matching(agent);
  TRY(matching.prepare(pattern, string));
  const SearchMode mode = pattern->is_sticky() ? SearchMode::AtStart : SearchMode::Forward;
  regexp->set_last_index(0);
  NativeLoop loop(agent);
  Array* matches = nullptr;
  std::uint32_t index = 0;
  while (index <= string->length() && TRY(matching.find(index, mode))) {
    TRY(loop.next_round());
    if (matches == nullptr)
      matches = TRY(make_array(agent, agent.realm().shape(agent, CommonShape::Array), {}));
    TRY(array_append(agent, matches, matching.capture(0)));
    note_last_match(agent, regexp, matching);
    index = matching.next_start();
  }
  if (matches == nullptr) return Value::null();
  return matches;
}

/// The rest of the algorithm where there is the flag g, step by step.
Completion<Value> find_all(Agent& agent, Object* regexp, String* string, bool is_unicode) {
  const PropertyKey last_index = agent.names().lastIndex;
  // 6.b.
  TRY(set(agent, regexp, last_index, Value::int32(0), true));
  // 6.c. - e.
  NativeLoop loop(agent);
  Array* matches = TRY(array_create(agent, 0));
  while (true) {
    TRY(loop.next_round());
    // 6.f.i. - ii.
    const Value result = TRY(regexp_exec(agent, regexp, string));
    if (result.is_null()) break;
    // 6.f.iii.
    String* match = TRY(to_string(agent, TRY(get(agent, result.as_object(), PropertyKey::index(0)))));
    TRY(array_append(agent, matches, match));
    if (!match->is_empty()) continue;
    const std::uint64_t index = TRY(to_length(agent, TRY(get(agent, regexp, last_index))));
    const auto next = static_cast<double>(advance_string_index(string, index, is_unicode));
    TRY(set(agent, regexp, last_index, Value::number(next), true));
  }
  if (matches->length() == 0) return Value::null();
  return matches;
}

}  // namespace

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.match%
Completion<Value> regexp_match(Agent& agent, Object* regexp, String* string) {
  if (RegExpObject* untouched = untouched_regexp(agent, regexp, RegExpLookUps::Exec | RegExpLookUps::Flags)) {
    if (!untouched->pattern()->is_global()) return regexp_builtin_exec(agent, untouched, string);
    return find_all_untouched(agent, untouched, string);
  }
  // 4.
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent.names().flags))));
  // 5.
  if (!has_flag(flags, u"g")) return regexp_exec(agent, regexp, string);
  // 6.
  return find_all(agent, regexp, string, has_flag(flags, u"uv"));
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.match%
Completion<Value> regexp_prototype_match(Agent& agent, NativeFrame& frame) {
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.@@match"));
  return regexp_match(agent, regexp, TRY(to_string(agent, frame.argument(0))));
}

// search ----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.search%
Completion<Value> regexp_search(Agent& agent, Object* regexp, String* string) {
  if (RegExpObject* untouched = untouched_regexp(agent, regexp, RegExpLookUps::Exec)) {
    // lastIndex is set to 0, used, and set back.
    Matching matching(agent);
    TRY(matching.prepare(untouched->pattern(), string));
    const bool is_sticky = untouched->pattern()->is_sticky();
    if (!TRY(matching.find(0, is_sticky ? SearchMode::AtStart : SearchMode::Forward)))
      return Value::int32(-1);
    note_last_match(agent, untouched, matching);
    return Value::number(matching.start());
  }
  const PropertyKey last_index = agent.names().lastIndex;
  // 4. 5.
  const Value previous = TRY(get(agent, regexp, last_index));
  if (!same_value(previous, Value::int32(0))) TRY(set(agent, regexp, last_index, Value::int32(0), true));
  // 6.
  const Value result = TRY(regexp_exec(agent, regexp, string));
  // 7. 8.
  const Value current = TRY(get(agent, regexp, last_index));
  if (!same_value(current, previous)) TRY(set(agent, regexp, last_index, previous, true));
  // 9. 10.
  if (result.is_null()) return Value::int32(-1);
  return get(agent, result.as_object(), agent.names().index);
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.search%
Completion<Value> regexp_prototype_search(Agent& agent, NativeFrame& frame) {
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.@@search"));
  return regexp_search(agent, regexp, TRY(to_string(agent, frame.argument(0))));
}

// matchAll --------------------------------------------------------------------------------------------------

namespace {

// https://tc39.es/ecma262/#sec-createregexpstringiterator
Value create_regexp_string_iterator(Agent& agent, Object* matcher, String* string, bool is_global,
                                    bool is_unicode) {
  Object* prototype = agent.intrinsic(Intrinsic::RegExpStringIteratorPrototype);
  Shape* shape = agent.shapes().root(prototype, CellKind::RegExpStringIterator);
  return agent.heap().make<RegExpStringIterator>(0, shape, matcher, string, is_global, is_unicode);
}

}  // namespace

// https://tc39.es/ecma262/#sec-regexp-prototype-matchall
Completion<Value> regexp_match_all(Agent& agent, Object* regexp, String* string) {
  constexpr RegExpLookUps k_look_ups = RegExpLookUps::Flags | RegExpLookUps::Match | RegExpLookUps::Species;
  RegExpObject* untouched = untouched_regexp(agent, regexp, k_look_ups);
  if (untouched != nullptr && untouched->last_index().is_number()) {
    RegExpPattern* pattern = untouched->pattern();
    RegExpObject* copy = make_regexp(agent, agent.realm(), pattern);
    const std::uint64_t last_index = MUST(to_length(agent, untouched->last_index()));
    copy->set_slot(RegExpObject::k_last_index_slot, Value::number(static_cast<double>(last_index)));
    return create_regexp_string_iterator(agent, copy, string, pattern->is_global(),
                                         pattern->has_either_unicode());
  }
  // 4.
  Object* constructor = TRY(species_constructor(agent, regexp, agent.intrinsic(Intrinsic::RegExp)));
  // 5.
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent.names().flags))));
  // 6.
  const Value arguments[] = {regexp, flags};
  Object* matcher = TRY(construct(agent, constructor, arguments));
  // 7. 8.
  const std::uint64_t last_index = TRY(to_length(agent, TRY(get(agent, regexp, agent.names().lastIndex))));
  TRY(set(agent, matcher, agent.names().lastIndex, Value::number(static_cast<double>(last_index)), true));
  // 9. - 13.
  return create_regexp_string_iterator(agent, matcher, string, has_flag(flags, u"g"), has_flag(flags, u"uv"));
}

// https://tc39.es/ecma262/#sec-regexp-prototype-matchall
Completion<Value> regexp_prototype_match_all(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.@@matchAll"));
  return regexp_match_all(agent, regexp, TRY(to_string(agent, frame.argument(0))));
}

namespace {

Value first_element(Value match) {
  return static_cast<Array*>(match.as_object())->packed_elements()[0];
}

/// An array that begins with a string.
bool is_plain_match(Value match) {
  if (!match.is_cell_of(CellKind::Array)) return false;
  const auto* array = static_cast<Array*>(match.as_object());
  return array->is_packed() && array->length() != 0 && first_element(match).is_string();
}

/// One round of the loop that https://tc39.es/ecma262/#sec-createregexpstringiterator describes.
/// \return a match, or undefined at the end
Completion<Value> next_match(Agent& agent, RegExpStringIterator* iterator) {
  Object* matcher = iterator->matcher();
  String* string = iterator->string();
  // 3.a. 3.b.
  const Value match = TRY(regexp_exec(agent, matcher, string));
  if (match.is_null()) return Value::undefined();
  // 3.c.
  if (!iterator->is_global()) return match;
  // 3.d. 3.e. The array is our own, as a rule, and so is its first element.
  if (is_plain_match(match) && !first_element(match).as_string()->is_empty()) return match;
  String* text = TRY(to_string(agent, TRY(get(agent, match.as_object(), PropertyKey::index(0)))));
  if (text->is_empty()) {
    const PropertyKey last_index = agent.names().lastIndex;
    const std::uint64_t index = TRY(to_length(agent, TRY(get(agent, matcher, last_index))));
    const auto next = static_cast<double>(advance_string_index(string, index, iterator->is_unicode()));
    TRY(set(agent, matcher, last_index, Value::number(next), true));
  }
  return match;
}

// https://tc39.es/ecma262/#sec-%regexpstringiteratorprototype%.next
Completion<Value> next(Agent& agent, NativeFrame& frame) {
  using State = RegExpStringIterator::State;
  auto* iterator = TRY(this_of<RegExpStringIterator>(agent, frame, "%RegExpStringIterator%.prototype.next"));
  // https://tc39.es/ecma262/#sec-generatorresume
  if (iterator->state() == State::Executing) return agent.throw_type_error("Generator is already running");
  if (iterator->state() == State::Completed)
    return create_iter_result_object(agent, Value::undefined(), true);
  iterator->set_state(State::Executing);
  const Completion<Value> match = next_match(agent, iterator);
  const bool goes_on = !match.is_thrown() && !match.value().is_undefined() && iterator->is_global();
  iterator->set_state(goes_on ? State::Suspended : State::Completed);
  const Value value = TRY(match);
  return create_iter_result_object(agent, value, value.is_undefined());
}

constexpr BuiltinRow k_regexp_string_iterator_rows[] = {
    method("next", 0, next),
    text(&WellKnown::symbol_to_string_tag, "RegExp String Iterator"),
};

}  // namespace

constexpr ObjectTable k_regexp_string_iterator_prototype =
    ordinary_table(Intrinsic::IteratorPrototype, k_regexp_string_iterator_rows);

}  // namespace orrery::builtins
