#pragma once

#include <string>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/value.h"

// What error messages call things.

namespace orrery::interpreter {

/// What the running instruction calls, in the words of the program where they are short (`a.b`), else the
/// value.
std::string describe_callee(vm::Agent& agent, vm::Value callee);
/// The same of what it iterates over or takes apart.
std::string describe_iterated(vm::Agent& agent, vm::Value value);
/// A property's key in quotes, if that is known without running script code; else empty.
std::string describe_key(vm::Agent& agent, vm::Value key);
/// A new error of another realm than the current one.
vm::Thrown throw_error_of(vm::Agent& agent, vm::Realm* realm, vm::ErrorType type, std::string_view message);
/// The same of the realm that called the running function.
vm::Thrown throw_error_of_caller(vm::Agent& agent, vm::ErrorType type, std::string_view message);
/// The running instruction is `new`, or a call of `super`.
vm::Thrown throw_not_a_constructor(vm::Agent& agent, vm::Value callee, vm::Value new_target);
/// The running instruction takes undefined or null apart.
vm::Thrown throw_cannot_destructure(vm::Agent& agent, vm::Value value);
/// A class constructor was called without `new`: a TypeError of its realm.
vm::Thrown throw_class_called(vm::Agent& agent, vm::Function* function);

}  // namespace orrery::interpreter
