#include "syntax/scope.h"

namespace orrery::syntax {

Scope* enclosing_scope(const FunctionInfo& function) {
  const FunctionInfo* inner = &function;
  while (inner->parent != nullptr && inner->parent->scope == nullptr) inner = inner->parent;
  return inner->outer_scope;
}

Resolution resolve(const Variable* variable, bool is_dynamic) {
  while (variable != nullptr && variable->kind == VariableKind::Capture) {
    is_dynamic |= variable->location == VariableLocation::Dynamic;
    variable = variable->outer;
  }
  if (is_dynamic) return {VariableLocation::Dynamic, variable};
  if (variable == nullptr) return {VariableLocation::Global, nullptr};
  return {variable->location, variable};
}

}  // namespace orrery::syntax
