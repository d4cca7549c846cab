#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/value.h"

// The functions of RegExp and RegExp.prototype by the files that they are in; regexp_constructor.cpp and
// regexp_prototype.cpp have the tables.

namespace orrery::builtins {

// regexp_escape.cpp
vm::Completion<vm::Value> regexp_escape(vm::Agent& agent, vm::NativeFrame& frame);

// regexp_legacy.cpp
vm::Completion<vm::Value> regexp_get_input(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_set_input(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_get_last_match(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_get_last_paren(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_get_left_context(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_get_right_context(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_get_group(vm::Agent& agent, vm::NativeFrame& frame, std::uint32_t number);

// regexp_match.cpp
vm::Completion<vm::Value> regexp_prototype_match(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_prototype_match_all(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> regexp_prototype_search(vm::Agent& agent, vm::NativeFrame& frame);

// regexp_replace.cpp
vm::Completion<vm::Value> regexp_prototype_replace(vm::Agent& agent, vm::NativeFrame& frame);

// regexp_split.cpp
vm::Completion<vm::Value> regexp_prototype_split(vm::Agent& agent, vm::NativeFrame& frame);

// What they do, for String.prototype: without looking the method up where nobody can tell.
vm::Completion<vm::Value> regexp_match(vm::Agent& agent, vm::Object* regexp, vm::String* string);
vm::Completion<vm::Value> regexp_match_all(vm::Agent& agent, vm::Object* regexp, vm::String* string);
vm::Completion<vm::Value> regexp_search(vm::Agent& agent, vm::Object* regexp, vm::String* string);
vm::Completion<vm::Value> regexp_replace(vm::Agent& agent, vm::Object* regexp, vm::String* string,
                                         vm::Value replace_value);
vm::Completion<vm::Value> regexp_split(vm::Agent& agent, vm::Object* regexp, vm::String* string,
                                       vm::Value limit_value);

/// `this`, which must be an object, of a method that is not for RegExp objects only.
vm::Completion<vm::Object*> this_regexp_like(vm::Agent& agent, const vm::NativeFrame& frame,
                                             std::string_view method);

}  // namespace orrery::builtins
