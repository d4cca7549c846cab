#pragma once

#include "vm/errors/error_object.h"
#include "vm/execution/frame.h"

namespace orrery::builtins {

/// What the constructors of errors have in common: the object, with its message and its stack, which begins
/// where the constructor (of a subclass, too) was called.
/// \param message  undefined: none
vm::Completion<vm::ErrorObject*> construct_error(vm::Agent& agent, vm::NativeFrame& frame,
                                                 vm::Intrinsic default_prototype, vm::Value message);

/// https://tc39.es/ecma262/#sec-installerrorcause
vm::Completion<void> install_error_cause(vm::Agent& agent, vm::Object* error, vm::Value options);

}  // namespace orrery::builtins
