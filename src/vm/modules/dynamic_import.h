#pragma once

#include "vm/agent.h"
#include "vm/modules/loading.h"

namespace orrery::vm {

// What import() and loading.cpp have to do with each other.

/// https://tc39.es/ecma262/#sec-AllImportAttributesSupported, or an error of that type.
Completion<void> check_import_attributes(Agent& agent, const ValueList& attributes, ErrorType error);
/// Asks the host for a module on behalf of an import(), whose promise is given.
void load_dynamically(Agent& agent, Value referrer, String* specifier, ValueList* attributes,
                      bytecode::ImportPhase phase, Promise* promise);
/// https://tc39.es/ecma262/#sec-ContinueDynamicImport
void continue_dynamic_import(Agent& agent, Promise* promise, bytecode::ImportPhase phase, String* specifier,
                             Completion<Module*> result);

}  // namespace orrery::vm
