#pragma once

#include <string_view>

#include "vm/completion.h"
#include "vm/realm.h"

namespace orrery::builtins {

/// [DOC] The boundary of a ShadowRealm
///
/// No object of one side is ever seen on the other. Primitives cross as they are; a function becomes a
/// wrapped function of the side where it arrives, which calls it and wraps arguments and results in turn; an
/// exception becomes a new TypeError of the side where it arrives; any other object is refused.
/// https://tc39.es/proposal-shadowrealm/#sec-wrapped-function-exotic-objects

/// https://tc39.es/proposal-shadowrealm/#sec-getwrappedvalue
/// \param realm  where the value arrives. Errors are of the current realm
vm::Completion<vm::Value> get_wrapped_value(vm::Agent& agent, vm::Realm& realm, vm::Value value);

/// Throws https://tc39.es/proposal-shadowrealm/#sec-create-type-error-copy of the pending exception, in the
/// current realm. A termination stays what it is.
/// \param what  threw it, for the message
vm::Thrown rethrow_as_type_error(vm::Agent& agent, std::string_view what);

}  // namespace orrery::builtins
