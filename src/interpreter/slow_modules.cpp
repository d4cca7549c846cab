// What modules need of the interpreter: import() and import.meta.

#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/modules/loading.h"
#include "vm/modules/source_text_module.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::Value;

Completion<Value> SlowPaths::LoadImportMeta(Agent& agent, const Operands& operands, Value) {
  return vm::get_import_meta(agent, vm::module_of(operands.executable()));
}

Completion<Value> SlowPaths::DynamicImport(Agent& agent, const Operands& operands, Value acc) {
  return vm::evaluate_import_call(agent, operands.executable()->source()->host_defined(), acc, operands.in(0),
                                  static_cast<bytecode::ImportPhase>(operands.number(1)));
}

}  // namespace orrery::interpreter
