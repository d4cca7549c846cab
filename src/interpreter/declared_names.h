#pragma once

#include <span>

#include "bytecode/code_block.h"
#include "vm/functions/executable.h"
#include "vm/rooted_keys.h"
#include "vm/strings/property_key.h"

namespace orrery::interpreter {

/// The names of a Declarations constant, as keys that stay alive.
class DeclaredNames {
 public:
  DeclaredNames(vm::Agent& agent, const bytecode::CodeBlock& code, const bytecode::Declarations& declarations)
      : keys_(agent), declarations_(declarations) {
    const auto add = [&](bytecode::StringId id) {
      keys_.items().push_back(vm::Executable::key_constant(agent, *code.program, id));
    };
    for (const bytecode::StringId id : declarations.variables) add(id);
    for (const bytecode::StringId id : declarations.functions) add(id);
    for (const bytecode::StringId id : declarations.hoisted_functions) add(id);
    for (const bytecode::Declarations::Lexical& lexical : declarations.lexicals) add(lexical.name);
  }

  std::span<const vm::PropertyKey> variables() const { return all().first(declarations_.variables.size()); }
  std::span<const vm::PropertyKey> functions() const {
    return all().subspan(declarations_.variables.size(), declarations_.functions.size());
  }
  /// VarDeclaredNames: variables and functions.
  std::span<const vm::PropertyKey> var_names() const {
    return all().first(declarations_.variables.size() + declarations_.functions.size());
  }
  std::span<const vm::PropertyKey> hoisted_functions() const {
    return all().subspan(var_names().size(), declarations_.hoisted_functions.size());
  }
  std::span<const vm::PropertyKey> lexicals() const { return all().last(declarations_.lexicals.size()); }

 private:
  std::span<const vm::PropertyKey> all() const { return {keys_.begin(), keys_.end()}; }

  vm::RootedKeys keys_;
  const bytecode::Declarations& declarations_;
};

}  // namespace orrery::interpreter
