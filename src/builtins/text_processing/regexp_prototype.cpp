// %RegExp.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-regexp-prototype-object

#include <string>
#include <string_view>

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;
using regexp::Flag;

Completion<Object*> this_regexp_like(Agent& agent, const NativeFrame& frame, std::string_view method) {
  if (frame.this_value().is_object()) [[likely]]
    return frame.this_value().as_object();
  return throw_incompatible_receiver(agent, method, frame.this_value());
}

// exec and test ---------------------------------------------------------------------------------------------

namespace {

// https://tc39.es/ecma262/#sec-regexp.prototype.exec
Completion<Value> exec(Agent& agent, NativeFrame& frame) {
  auto* regexp = TRY(this_of<RegExpObject>(agent, frame, "RegExp.prototype.exec"));
  String* string = TRY(to_string(agent, frame.argument(0)));
  return regexp_builtin_exec(agent, regexp, string);
}

// https://tc39.es/ecma262/#sec-regexp.prototype.test
Completion<Value> test(Agent& agent, NativeFrame& frame) {
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.test"));
  String* string = TRY(to_string(agent, frame.argument(0)));
  if (RegExpObject* untouched = untouched_regexp(agent, regexp, RegExpLookUps::Exec)) {
    Matching matching(agent);
    return Value::boolean(TRY(regexp_builtin_find(agent, untouched, string, matching)));
  }
  return Value::boolean(!TRY(regexp_exec(agent, regexp, string)).is_null());
}

// Flags -----------------------------------------------------------------------------------------------------

Thrown throw_not_a_regexp(Agent& agent, std::string_view name) {
  return agent.throw_type_error("RegExp.prototype." + std::string(name) +
                                " getter called on non-RegExp object");
}

bool is_prototype(Agent& agent, Value value) {
  return value.is_identical(agent.intrinsic(Intrinsic::RegExpPrototype));
}

/// https://tc39.es/ecma262/#sec-regexphasflag
Completion<Value> regexp_has_flag(Agent& agent, const NativeFrame& frame, Flag flag, std::string_view name) {
  const Value value = frame.this_value();
  if (value.is_cell_of(CellKind::RegExp))
    return Value::boolean(static_cast<RegExpObject*>(value.as_object())->pattern()->has(flag));
  if (is_prototype(agent, value)) return Value::undefined();
  return throw_not_a_regexp(agent, name);
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.dotAll
Completion<Value> get_dot_all(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::DotAll, "dotAll");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.global
Completion<Value> get_global(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::Global, "global");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.hasIndices
Completion<Value> get_has_indices(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::HasIndices, "hasIndices");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.ignorecase
Completion<Value> get_ignore_case(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::IgnoreCase, "ignoreCase");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.multiline
Completion<Value> get_multiline(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::Multiline, "multiline");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.sticky
Completion<Value> get_sticky(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::Sticky, "sticky");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.unicode
Completion<Value> get_unicode(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::Unicode, "unicode");
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.unicodesets
Completion<Value> get_unicode_sets(Agent& agent, NativeFrame& frame) {
  return regexp_has_flag(agent, frame, Flag::UnicodeSets, "unicodeSets");
}

struct FlagProperty {
  PropertyKey WellKnown::* key;
  char16_t letter;
};
constexpr FlagProperty k_flag_properties[] = {
    {&WellKnown::hasIndices, u'd'},  {&WellKnown::global, u'g'}, {&WellKnown::ignoreCase, u'i'},
    {&WellKnown::multiline, u'm'},   {&WellKnown::dotAll, u's'}, {&WellKnown::unicode, u'u'},
    {&WellKnown::unicodeSets, u'v'}, {&WellKnown::sticky, u'y'},
};

// https://tc39.es/ecma262/#sec-get-regexp.prototype.flags
Completion<Value> get_flags(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  if (!frame.this_value().is_object())
    return agent.throw_type_error("RegExp.prototype.flags getter called on non-object " +
                                  describe_value(agent, frame.this_value()));
  Object* regexp = frame.this_value().as_object();
  // 3. - 20.
  StringBuilder flags(agent);
  for (const FlagProperty& property : k_flag_properties) {
    if (to_boolean(TRY(get(agent, regexp, agent.names().*property.key)))) flags.append(property.letter);
  }
  return flags.finish();
}

// Texts -----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-get-regexp.prototype.source
Completion<Value> get_source(Agent& agent, NativeFrame& frame) {
  const Value value = frame.this_value();
  if (value.is_cell_of(CellKind::RegExp))
    return escape_regexp_pattern(agent, static_cast<RegExpObject*>(value.as_object())->pattern()->source());
  if (is_prototype(agent, value)) return make_ascii_string(agent, "(?:)");
  return throw_not_a_regexp(agent, "source");
}

// https://tc39.es/ecma262/#sec-regexp.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  Object* regexp = TRY(this_regexp_like(agent, frame, "RegExp.prototype.toString"));
  // 3. 4.
  String* pattern = TRY(vm::to_string(agent, TRY(get(agent, regexp, agent.names().source))));
  String* flags = TRY(vm::to_string(agent, TRY(get(agent, regexp, agent.names().flags))));
  // 5. 6.
  StringBuilder result(agent);
  result.append(u'/');
  result.append(pattern);
  result.append(u'/');
  result.append(flags);
  return result.finish();
}

// Annex B ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-regexp.prototype.compile, with what the proposal of legacy features adds.
Completion<Value> compile(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  auto* regexp = TRY(this_of<RegExpObject>(agent, frame, "RegExp.prototype.compile"));
  // The proposal's 3. - 6.
  if (regexp->realm() != &agent.realm() || !regexp->has_legacy_features())
    return agent.throw_type_error(
        "RegExp.prototype.compile called on a RegExp of another realm, or of a class that extends RegExp");
  const Value pattern = frame.argument(0);
  const Value flags = frame.argument(1);
  // 4. 5.
  if (!pattern.is_cell_of(CellKind::RegExp)) return regexp_initialize(agent, regexp, pattern, flags);
  // 3.
  if (!flags.is_undefined())
    return agent.throw_type_error("Cannot supply flags when constructing one RegExp from another");
  const RegExpPattern* original = static_cast<RegExpObject*>(pattern.as_object())->pattern();
  return regexp_initialize(agent, regexp, original->source(),
                           make_ascii_string(agent, regexp_flags_text(original->flags())));
}

constexpr BuiltinRow k_regexp_prototype_rows[] = {
    reference("constructor", Intrinsic::RegExp),
    method("exec", 1, exec),
    getter("dotAll", get_dot_all),
    getter("flags", get_flags),
    getter("global", get_global),
    getter("hasIndices", get_has_indices),
    getter("ignoreCase", get_ignore_case),
    getter("multiline", get_multiline),
    getter("source", get_source),
    getter("sticky", get_sticky),
    getter("unicode", get_unicode),
    getter("unicodeSets", get_unicode_sets),
    method("compile", 2, compile),
    method("toString", 0, to_string),
    method("test", 1, test),
    method(&WellKnown::symbol_match, 1, regexp_prototype_match),
    method(&WellKnown::symbol_match_all, 1, regexp_prototype_match_all),
    method(&WellKnown::symbol_replace, 2, regexp_prototype_replace),
    method(&WellKnown::symbol_search, 1, regexp_prototype_search),
    method(&WellKnown::symbol_split, 2, regexp_prototype_split),
};

}  // namespace

constexpr ObjectTable k_regexp_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_regexp_prototype_rows);

}  // namespace orrery::builtins
