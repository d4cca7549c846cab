// What modules need of the interpreter: import() and import.meta.

#include "interpreter/slow_paths.h"
#include "vm/agent.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::Value;

Completion<Value> SlowPaths::LoadImportMeta(Agent& agent, const Operands&, Value) {
  return agent.throw_syntax_error("import.meta is not supported yet");
}

Completion<Value> SlowPaths::DynamicImport(Agent& agent, const Operands&, Value) {
  return agent.throw_syntax_error("import() is not supported yet");
}

}  // namespace orrery::interpreter
