// RegExp: https://tc39.es/ecma262/#sec-regexp-constructor

#include "builtins/text_processing/regexp_exec.h"
#include "builtins/text_processing/regexp_methods.h"
#include "builtins/text_processing/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/regexps/regexp_object.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// Steps 4 to 6: what to make a RegExp of.
struct PatternAndFlags {
  Value pattern;
  Value flags;
};
Completion<PatternAndFlags> pattern_and_flags(Agent& agent, Value pattern, Value flags, bool is_regexp) {
  // 4.
  if (pattern.is_cell_of(CellKind::RegExp)) {
    const RegExpPattern* original = static_cast<RegExpObject*>(pattern.as_object())->pattern();
    if (flags.is_undefined()) flags = make_ascii_string(agent, regexp_flags_text(original->flags()));
    return PatternAndFlags{original->source(), flags};
  }
  // 6.
  if (!is_regexp) return PatternAndFlags{pattern, flags};
  // 5.
  Object* object = pattern.as_object();
  const Value source = TRY(get(agent, object, agent.names().source));
  if (flags.is_undefined()) flags = TRY(get(agent, object, agent.names().flags));
  return PatternAndFlags{source, flags};
}

// https://tc39.es/ecma262/#sec-regexp-pattern-flags
Completion<Value> regexp_constructor(Agent& agent, NativeFrame& frame) {
  const Value pattern = frame.argument(0);
  const Value flags = frame.argument(1);
  // 1.
  const bool pattern_is_regexp = TRY(is_regexp(agent, pattern));
  // 2. 3.
  Object* new_target = frame.callee();
  if (frame.is_construct()) {
    new_target = frame.new_target().as_object();
  } else if (pattern_is_regexp && flags.is_undefined()) {
    const Value constructor = TRY(get(agent, pattern.as_object(), agent.names().constructor));
    if (same_value(new_target, constructor)) return pattern;
  }
  // 4. - 6.
  const PatternAndFlags parts = TRY(pattern_and_flags(agent, pattern, flags, pattern_is_regexp));
  // 7. 8.
  RegExpObject* regexp = TRY(regexp_alloc(agent, new_target));
  return regexp_initialize(agent, regexp, parts.pattern, parts.flags);
}

// https://tc39.es/ecma262/#sec-get-regexp-%symbol.species%
Completion<Value> get_species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

template <std::uint32_t number>
Completion<Value> get_group(Agent& agent, NativeFrame& frame) {
  return regexp_get_group(agent, frame, number);
}

constexpr BuiltinRow k_regexp_constructor_rows[] = {
    accessor("input", regexp_get_input, regexp_set_input),
    accessor("$_", regexp_get_input, regexp_set_input),
    getter("lastMatch", regexp_get_last_match),
    getter("$&", regexp_get_last_match),
    getter("lastParen", regexp_get_last_paren),
    getter("$+", regexp_get_last_paren),
    getter("leftContext", regexp_get_left_context),
    getter("$`", regexp_get_left_context),
    getter("rightContext", regexp_get_right_context),
    getter("$'", regexp_get_right_context),
    getter("$1", get_group<1>),
    getter("$2", get_group<2>),
    getter("$3", get_group<3>),
    getter("$4", get_group<4>),
    getter("$5", get_group<5>),
    getter("$6", get_group<6>),
    getter("$7", get_group<7>),
    getter("$8", get_group<8>),
    getter("$9", get_group<9>),
    method("escape", 1, regexp_escape),
    getter(&WellKnown::symbol_species, get_species),
};

}  // namespace

constexpr ObjectTable k_regexp =
    constructor_table("RegExp", 2, regexp_constructor, Intrinsic::RegExpPrototype, k_regexp_constructor_rows);

}  // namespace orrery::builtins
