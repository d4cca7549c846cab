#pragma once

#include <string>

#include "vm/completion.h"
#include "vm/function.h"
#include "vm/value.h"

// What error messages call things.

namespace orrery::interpreter {

/// What the running instruction calls, in the words of the program where they are short (`a.b`), else the
/// value.
std::string describe_callee(vm::Agent& agent, vm::Value callee);
/// A value, as V8 shows it in messages: `undefined`, `"text"`, `#<Type>`, `[object Array]`; runs no script.
std::string describe_value(vm::Agent& agent, vm::Value value);
/// A class constructor was called without `new`: a TypeError of its realm.
vm::Thrown throw_class_called(vm::Agent& agent, vm::Function* function);

}  // namespace orrery::interpreter
