#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"

// The functions of String.prototype by the files that they are in; string_prototype.cpp has the table.

namespace orrery::builtins {

// string_characters.cpp
vm::Completion<vm::Value> string_prototype_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_char_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_char_code_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_code_point_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_is_well_formed(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_iterator(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_to_well_formed(vm::Agent& agent, vm::NativeFrame& frame);

// string_searching.cpp
vm::Completion<vm::Value> string_prototype_ends_with(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_includes(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_index_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_last_index_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_starts_with(vm::Agent& agent, vm::NativeFrame& frame);

// string_parts.cpp
vm::Completion<vm::Value> string_prototype_slice(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_substr(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_substring(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_trim(vm::Agent& agent, vm::NativeFrame& frame);

// string_building.cpp
vm::Completion<vm::Value> string_prototype_concat(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_pad_end(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_pad_start(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_repeat(vm::Agent& agent, vm::NativeFrame& frame);

// string_case.cpp
vm::Completion<vm::Value> string_prototype_to_locale_lower_case(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_to_locale_upper_case(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_to_lower_case(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_to_upper_case(vm::Agent& agent, vm::NativeFrame& frame);

// string_normalization.cpp
vm::Completion<vm::Value> string_prototype_locale_compare(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_normalize(vm::Agent& agent, vm::NativeFrame& frame);

// string_patterns.cpp
vm::Completion<vm::Value> string_prototype_match(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_match_all(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_replace(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_replace_all(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_search(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_split(vm::Agent& agent, vm::NativeFrame& frame);

// string_html.cpp
vm::Completion<vm::Value> string_prototype_anchor(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_big(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_blink(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_bold(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_fixed(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_fontcolor(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_fontsize(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_italics(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_link(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_small(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_strike(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_sub(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> string_prototype_sup(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
