#pragma once

#include <string_view>

#include "vm/agent.h"
#include "vm/objects/platform_object.h"

namespace orrery::vm {

// Errors of Web APIs that are no DOMExceptions. Each says its code, which a realm's errors show or do not.

/// Makes a new error with a code. \param message  UTF-8
using MakeErrorWithCode = Value (*)(Agent&, ErrorType, std::string_view code, std::string_view message);

/// INTEROP: from now on errors of Web APIs in this realm have codes, as in Node
/// (https://nodejs.org/api/errors.html).
void give_platform_errors_codes(Agent& agent, Realm& realm, MakeErrorWithCode make);
/// Whether those of the current realm have some.
bool have_platform_errors_codes(const Agent& agent);

/// A new error of the current realm. \param code  "ERR_MISSING_ARGS" \param message  UTF-8
Value make_platform_error(Agent& agent, ErrorType type, std::string_view code, std::string_view message);
Thrown throw_platform_error(Agent& agent, ErrorType type, std::string_view code, std::string_view message);

}  // namespace orrery::vm
