#pragma once

#include <string>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"

// What reading and writing variables may throw. `name` is the variable's: a String, or its key.

namespace orrery::interpreter {

inline std::string variable_text(vm::Value name) {
  return name.as_string()->to_utf8();
}
inline std::string variable_text(vm::PropertyKey name) {
  return name.as_atom()->to_utf8();
}

constexpr std::string_view k_super_not_called =
    "Must call super constructor in derived class before accessing 'this' or returning from derived "
    "constructor";

template <typename Name>
vm::Thrown throw_uninitialized(vm::Agent& agent, Name name) {
  return agent.throw_reference_error("Cannot access '" + variable_text(name) + "' before initialization");
}
template <typename Name>
vm::Thrown throw_not_defined(vm::Agent& agent, Name name) {
  return agent.throw_reference_error(variable_text(name) + " is not defined");
}
inline vm::Thrown throw_constant_assignment(vm::Agent& agent) {
  return agent.throw_type_error("Assignment to constant variable.");
}
template <typename Name>
vm::Thrown throw_already_declared(vm::Agent& agent, Name name) {
  return agent.throw_syntax_error("Identifier '" + variable_text(name) + "' has already been declared");
}

}  // namespace orrery::interpreter
