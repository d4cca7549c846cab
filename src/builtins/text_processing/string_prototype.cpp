// %String.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-string-prototype-object

#include <string>

#include "builtins/text_processing/string_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/agent.h"
#include "vm/objects/string_object.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-thisstringvalue
Completion<Value> this_string_value(Agent& agent, const NativeFrame& frame, std::string_view method) {
  const Value value = frame.this_value();
  if (value.is_string()) return value;
  if (value.is_cell_of(CellKind::StringObject))
    return static_cast<StringObject*>(value.as_object())->string();
  return agent.throw_type_error(std::string(method) + " requires that 'this' be a String");
}

// https://tc39.es/ecma262/#sec-string.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  return this_string_value(agent, frame, "String.prototype.toString");
}

// https://tc39.es/ecma262/#sec-string.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return this_string_value(agent, frame, "String.prototype.valueOf");
}

constexpr BuiltinRow k_string_prototype_rows[] = {
    reference("constructor", Intrinsic::String),
    method("at", 1, string_prototype_at),
    method("charAt", 1, string_prototype_char_at),
    method("charCodeAt", 1, string_prototype_char_code_at),
    method("codePointAt", 1, string_prototype_code_point_at),
    method("concat", 1, string_prototype_concat),
    method("endsWith", 1, string_prototype_ends_with),
    method("includes", 1, string_prototype_includes),
    method("indexOf", 1, string_prototype_index_of),
    method("isWellFormed", 0, string_prototype_is_well_formed),
    method("lastIndexOf", 1, string_prototype_last_index_of),
    method("localeCompare", 1, string_prototype_locale_compare),
    method("match", 1, string_prototype_match),
    method("matchAll", 1, string_prototype_match_all),
    method("normalize", 0, string_prototype_normalize),
    method("padEnd", 1, string_prototype_pad_end),
    method("padStart", 1, string_prototype_pad_start),
    method("repeat", 1, string_prototype_repeat),
    method("replace", 2, string_prototype_replace),
    method("replaceAll", 2, string_prototype_replace_all),
    method("search", 1, string_prototype_search),
    method("slice", 2, string_prototype_slice),
    method("split", 2, string_prototype_split),
    method("startsWith", 1, string_prototype_starts_with),
    method("substring", 2, string_prototype_substring),
    method("toLocaleLowerCase", 0, string_prototype_to_locale_lower_case),
    method("toLocaleUpperCase", 0, string_prototype_to_locale_upper_case),
    method("toLowerCase", 0, string_prototype_to_lower_case),
    method("toString", 0, to_string),
    method("toUpperCase", 0, string_prototype_to_upper_case),
    method("toWellFormed", 0, string_prototype_to_well_formed),
    method("trim", 0, string_prototype_trim),
    reference("trimEnd", Intrinsic::StringPrototypeTrimEnd),
    reference("trimStart", Intrinsic::StringPrototypeTrimStart),
    method("valueOf", 0, value_of),
    method(&WellKnown::symbol_iterator, 0, string_prototype_iterator),

    // https://tc39.es/ecma262/#sec-additional-properties-of-the-string.prototype-object
    method("substr", 2, string_prototype_substr),
    method("anchor", 1, string_prototype_anchor),
    method("big", 0, string_prototype_big),
    method("blink", 0, string_prototype_blink),
    method("bold", 0, string_prototype_bold),
    method("fixed", 0, string_prototype_fixed),
    method("fontcolor", 1, string_prototype_fontcolor),
    method("fontsize", 1, string_prototype_fontsize),
    method("italics", 0, string_prototype_italics),
    method("link", 1, string_prototype_link),
    method("small", 0, string_prototype_small),
    method("strike", 0, string_prototype_strike),
    method("sub", 0, string_prototype_sub),
    method("sup", 0, string_prototype_sup),
    reference("trimLeft", Intrinsic::StringPrototypeTrimStart),
    reference("trimRight", Intrinsic::StringPrototypeTrimEnd),
};

Object* make_string_prototype(Agent& agent, Realm& realm) {
  return string_create(agent, empty_string(agent), realm.intrinsic(agent, Intrinsic::ObjectPrototype));
}

}  // namespace

constexpr ObjectTable k_string_prototype = custom_table(make_string_prototype, k_string_prototype_rows);

}  // namespace orrery::builtins
