// Looking for a match, and what exec gives: https://tc39.es/ecma262/#sec-regexpexec

#include "builtins/text_processing/regexp_exec.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"

namespace orrery::builtins {

using namespace vm;
using regexp::Capture;
using regexp::SearchMode;

// https://tc39.es/ecma262/#sec-isregexp
Completion<bool> is_regexp(Agent& agent, Value argument) {
  // 1.
  if (!argument.is_object()) return false;
  // 2. 3.
  const Value matcher = TRY(get(agent, argument.as_object(), agent.names().symbol_match));
  if (!matcher.is_undefined()) return to_boolean(matcher);
  // 4. 5.
  return argument.is_cell_of(CellKind::RegExp);
}

// Matching --------------------------------------------------------------------------------------------------

Matching::Matching(Agent& agent)
    : agent_(agent),
      interrupter_{
          .must_stop =
              [](void* context) { return check_interrupt(*static_cast<Agent*>(context)).is_thrown(); },
          .context = &agent} {}

Completion<void> Matching::prepare(RegExpPattern* pattern, String* subject) {
  pattern_ = pattern;
  subject_ = subject;
  if (subject->is_latin1()) {
    latin1_ = subject->latin1();
  } else {
    utf16_ = subject->utf16();
  }
  program_ = TRY(pattern->program(agent_));
  const std::size_t count = program_->capture_count();
  captures_ = std::span(inline_captures_).first(std::min(count, k_inline_captures));
  if (count > k_inline_captures) {
    more_captures_.resize(count);
    captures_ = more_captures_;
  }
  return {};
}

Completion<bool> Matching::find(std::uint32_t start, SearchMode mode) {
  const regexp::MatchResult result =
      subject_->is_latin1() ? regexp::match(*program_, latin1_, start, mode, captures_, interrupter_)
                            : regexp::match(*program_, utf16_, start, mode, captures_, interrupter_);
  switch (result) {
    case regexp::MatchResult::NoMatch:
      return false;
    case regexp::MatchResult::Match:
      return true;
    case regexp::MatchResult::Interrupted:
      return Thrown{};
    case regexp::MatchResult::OutOfMemory:
      return agent_.throw_range_error("Out of memory: the regular expression backtracks too much");
  }
  return false;
}

Value Matching::capture(std::size_t number) const {
  const Capture capture = captures_[number];
  if (!capture.is_set()) return Value::undefined();
  return substring(agent_, subject_, static_cast<std::uint32_t>(capture.start),
                   static_cast<std::uint32_t>(capture.end));
}

std::uint32_t Matching::next_start() const {
  if (start() != end()) return end();
  return static_cast<std::uint32_t>(advance_string_index(subject_, end(), pattern_->has_either_unicode()));
}

// https://tc39.es/ecma262/#sec-advancestringindex
std::uint64_t advance_string_index(String* string, std::uint64_t index, bool is_unicode) {
  if (!is_unicode || index + 1 >= string->length()) return index + 1;
  return index + (string->code_point_at(static_cast<std::uint32_t>(index)) > 0xFFFF ? 2 : 1);
}

bool has_flag(String* flags, std::u16string_view letters) {
  for (std::uint32_t i = 0; i < flags->length(); i++) {
    if (letters.contains(flags->code_unit_at(i))) return true;
  }
  return false;
}

RegExpObject* untouched_regexp(Agent& agent, Value value, RegExpLookUps look_ups) {
  if (!value.is_cell_of(CellKind::RegExp)) return nullptr;
  auto* regexp = static_cast<RegExpObject*>(value.as_object());
  Realm& realm = agent.realm();
  if (regexp->shape() != realm.shape(agent, CommonShape::RegExp)) return nullptr;
  return realm.regexp_statics(agent).are_untouched(agent, realm, look_ups) ? regexp : nullptr;
}

// RegExpBuiltinExec -----------------------------------------------------------------------------------------

namespace {

/// Set(R, "lastIndex", index, true)
Completion<void> set_last_index(Agent& agent, RegExpObject* regexp, std::uint32_t index) {
  if (!regexp->is_last_index_writable())
    return set(agent, regexp, agent.names().lastIndex, Value::number(index), true);
  regexp->set_last_index(index);
  return {};
}

}  // namespace

void note_last_match(Agent& agent, const RegExpObject* regexp, const Matching& matching) {
  Realm& realm = agent.realm();
  if (regexp->realm() != &realm) return;
  if (regexp->has_legacy_features()) {
    realm.regexp_statics(agent).set_last_match(matching.subject(), matching.captures());
  } else {
    realm.regexp_statics(agent).invalidate_last_match();
  }
}

// https://tc39.es/ecma262/#sec-regexpbuiltinexec
Completion<bool> regexp_builtin_find(Agent& agent, RegExpObject* regexp, String* string, Matching& matching) {
  // 2. Even where it is not used.
  const Value last_index_value = regexp->last_index();
  std::uint64_t last_index = 0;
  if (last_index_value.is_int32() && last_index_value.as_int32() >= 0) [[likely]] {
    last_index = static_cast<std::uint32_t>(last_index_value.as_int32());
  } else {
    last_index = TRY(to_length(agent, last_index_value));
  }
  // 3. - 12. The conversion may have replaced the pattern (compile).
  RegExpPattern* pattern = regexp->pattern();
  const bool uses_last_index = pattern->is_global() || pattern->is_sticky();
  if (!uses_last_index) last_index = 0;
  // 13. 15.
  TRY(matching.prepare(pattern, string));
  const SearchMode mode = pattern->is_sticky() ? SearchMode::AtStart : SearchMode::Forward;
  const bool is_found =
      last_index <= string->length() && TRY(matching.find(static_cast<std::uint32_t>(last_index), mode));
  if (!is_found) {
    if (uses_last_index) TRY(set_last_index(agent, regexp, 0));
    return false;
  }
  // 16. 17.
  if (uses_last_index) TRY(set_last_index(agent, regexp, matching.end()));
  note_last_match(agent, regexp, matching);
  return true;
}

// https://tc39.es/ecma262/#sec-regexpbuiltinexec
Completion<Value> regexp_builtin_exec(Agent& agent, RegExpObject* regexp, String* string) {
  Matching matching(agent);
  if (!TRY(regexp_builtin_find(agent, regexp, string, matching))) return Value::null();
  return make_match_result(agent, matching);
}

// https://tc39.es/ecma262/#sec-regexpexec
Completion<Value> regexp_exec(Agent& agent, Object* regexp, String* string) {
  if (RegExpObject* untouched = untouched_regexp(agent, regexp, RegExpLookUps::Exec))
    return regexp_builtin_exec(agent, untouched, string);
  // 1. 2.
  const Value exec = TRY(get(agent, regexp, agent.names().exec));
  if (is_callable(exec)) {
    const Value argument = string;
    const Value result = TRY(call(agent, exec, regexp, std::span(&argument, 1)));
    if (result.is_object() || result.is_null()) return result;
    return agent.throw_type_error("RegExp exec method returned something other than an Object or null");
  }
  // 3. 4.
  if (regexp->kind() != CellKind::RegExp)
    return throw_incompatible_receiver(agent, "RegExp.prototype.exec", regexp);
  return regexp_builtin_exec(agent, static_cast<RegExpObject*>(regexp), string);
}

// The result ------------------------------------------------------------------------------------------------

namespace {

/// An array with `value_of(i)` for each capture, whose shape has further properties, yet to be set.
template <typename ValueOf>
Completion<Array*> make_captures_array(Agent& agent, CommonShape which, const Matching& matching,
                                       ValueOf value_of) {
  constexpr std::size_t k_inline_captures = 10;
  const std::size_t count = matching.captures().size();
  Shape* shape = agent.realm().shape(agent, which);
  Value values[k_inline_captures];
  const std::size_t first_count = std::min(count, k_inline_captures);
  for (std::size_t i = 0; i < first_count; i++) values[i] = TRY(value_of(i));
  Array* array = TRY(make_array(agent, shape, std::span<const Value>(values, first_count)));
  if (count > first_count) TRY(reserve_elements(agent, array, static_cast<std::uint32_t>(count)));
  for (std::size_t i = first_count; i < count; i++) TRY(array_append(agent, array, TRY(value_of(i))));
  array->reserve_slot(agent.heap(), shape->slot_count() - 1);
  return array;
}

/// The object with one property for each name: undefined, or what `value_of` gives for the group that took
/// part.
template <typename ValueOf>
Completion<Value> make_groups(Agent& agent, const Matching& matching, ValueOf value_of) {
  const regexp::Program& program = matching.program();
  if (program.named_groups().empty()) return Value::undefined();
  Shape* shape = matching.pattern()->groups_shape(agent, program);
  Object* groups = shape != nullptr ? make_object(agent, shape) : ordinary_object_create(agent, nullptr);
  if (shape != nullptr) groups->reserve_slot(agent.heap(), shape->slot_count() - 1);
  std::uint32_t slot = 0;
  for (const regexp::NamedGroup& group : program.named_groups()) {
    const auto number = std::ranges::find_if(
        group.groups, [&](std::uint32_t each) { return matching.captures()[each].is_set(); });
    const Value value = number == group.groups.end() ? Value::undefined() : TRY(value_of(*number));
    if (shape != nullptr) {
      groups->set_slot(slot++, value);
    } else {
      const PropertyKey key = to_key(agent, TRY(make_string_from_utf8(agent, group.name)));
      MUST(create_data_property(agent, groups, key, value));
    }
  }
  return groups;
}

/// https://tc39.es/ecma262/#sec-getmatchindexpair
Completion<Value> get_match_index_pair(Agent& agent, const Matching& matching, std::size_t number) {
  const Capture capture = matching.captures()[number];
  if (!capture.is_set()) return Value::undefined();
  const Value pair[] = {Value::int32(capture.start), Value::int32(capture.end)};
  return make_array(agent, agent.realm().shape(agent, CommonShape::Array), pair);
}

/// https://tc39.es/ecma262/#sec-makematchindicesindexpairarray
Completion<Value> make_match_indices(Agent& agent, const Matching& matching) {
  Array* indices = TRY(make_captures_array(agent, CommonShape::MatchIndices, matching, [&](std::size_t i) {
    return get_match_index_pair(agent, matching, i);
  }));
  indices->set_slot(0, TRY(make_groups(agent, matching, [&](std::uint32_t number) -> Completion<Value> {
                      return Value(indices->elements()->get(number));
                    })));
  return indices;
}

}  // namespace

Completion<Value> make_groups_object(Agent& agent, const Matching& matching) {
  return make_groups(agent, matching,
                     [&](std::uint32_t number) -> Completion<Value> { return matching.capture(number); });
}

// https://tc39.es/ecma262/#sec-regexpbuiltinexec
Completion<Value> make_match_result(Agent& agent, const Matching& matching) {
  const bool has_indices = matching.pattern()->has(regexp::Flag::HasIndices);
  // 20. - 28. 33. The slots are in the order of the shape's properties.
  const auto shape = has_indices ? CommonShape::MatchResultWithIndices : CommonShape::MatchResult;
  Array* result = TRY(make_captures_array(
      agent, shape, matching, [&](std::size_t i) -> Completion<Value> { return matching.capture(i); }));
  result->set_slot(0, Value::number(matching.start()));
  result->set_slot(1, matching.subject());
  // 29. - 31.
  result->set_slot(2, TRY(make_groups(agent, matching, [&](std::uint32_t number) -> Completion<Value> {
                     return Value(result->elements()->get(number));
                   })));
  // 34.
  if (has_indices) result->set_slot(3, TRY(make_match_indices(agent, matching)));
  return result;
}

}  // namespace orrery::builtins
