#pragma once

#include "vm/functions/environment.h"
#include "vm/value.h"

namespace orrery::interpreter {

/// The environment that a register holds. Null stands for the Global Environment Record: code of scripts and
/// of indirect evals has no other around it, and its register holds no cell, or none yet.
inline vm::Environment* environment_in(vm::Value contents) {
  const bool is_environment = contents.bits() != 0 && contents.is_cell_of(vm::CellKind::Environment);
  return is_environment ? static_cast<vm::Environment*>(contents.as_cell()) : nullptr;
}

/// The environment `hops` steps outwards from that in a register.
inline vm::Environment* environment_at(vm::Value contents, std::int64_t hops) {
  auto* environment = static_cast<vm::Environment*>(contents.as_cell());
#pragma clang loop unroll(disable)
  for (; hops > 0; --hops) environment = environment->outer();
  return environment;
}

}  // namespace orrery::interpreter
