#pragma once

#include <string>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::node {

// Errors of Node's own functions: https://nodejs.org/api/errors.html. They have a property `code`, which
// their stack shows ("TypeError [ERR_INVALID_ARG_TYPE]: …").

/// A new error object. `message` is UTF-8.
vm::Value make_node_error(vm::Agent& agent, vm::ErrorType type, std::string_view code,
                          std::string_view message);
/// The same with another name than the class's, also in the stack: "UnhandledPromiseRejection: …".
vm::Value make_named_error(vm::Agent& agent, std::string_view name, std::string_view code,
                           std::string_view message);
vm::Thrown throw_node_error(vm::Agent& agent, vm::ErrorType type, std::string_view code,
                            std::string_view message);
/// An Error whose text does not show its code, as those of Node's that are made in C++.
vm::Thrown throw_plain_error(vm::Agent& agent, std::string_view code, std::string_view message);
/// https://nodejs.org/api/errors.html#class-systemerror, of an errno: "kill ESRCH"; or, if it is `detailed`,
/// as those of files are: "ENOSPC: no space left on device, write".
vm::Value make_system_error(vm::Agent& agent, int error, std::string_view system_call, bool detailed = false);
/// https://nodejs.org/api/errors.html#err_invalid_arg_type
/// \param expected  "of type function"
vm::Thrown throw_invalid_arg_type(vm::Agent& agent, std::string_view argument, std::string_view expected,
                                  vm::Value actual);
/// https://nodejs.org/api/errors.html#err_out_of_range
/// \param range  "an integer"
vm::Thrown throw_out_of_range(vm::Agent& agent, std::string_view argument, std::string_view range,
                              vm::Value actual);

/// The argument, which must be a function.
vm::Completion<vm::Value> require_function(vm::Agent& agent, std::string_view argument, vm::Value value);

}  // namespace orrery::node
