// Global names, where their handlers have no fast path, and the declarations of scripts.

#include "interpreter/declared_names.h"
#include "interpreter/global_environment.h"
#include "interpreter/property_caches.h"
#include "interpreter/reference_errors.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/objects/ordinary_object.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::Object;
using vm::OwnProperty;
using vm::PropertyKey;
using vm::Value;

namespace {

GlobalEnvironment globals_of(Agent& agent, const Operands& operands) {
  return {agent, operands.executable()->realm()};
}

bool is_strict(const Operands& operands) {
  return operands.executable()->header().is_strict;
}

/// Remembers where a data property of the global object, or a lexical binding, lies.
void fill_cache(const Operands& operands, int index, Object* holder, const OwnProperty& property) {
  const vm::Shape* shape = holder->shape();
  if (shape->is_dictionary() || property.attributes.is_accessor() ||
      property.place != OwnProperty::Place::Slot)
    return;
  auto* cache = reinterpret_cast<GlobalCache*>(operands.feedback(index));
  cache->shape = holder->shape_bits();
  cache->place = vm::ObjectLayout::place_of(holder, property.index);
  cache->cell = holder;
  operands.executable()->feedback()->note_write();
}

}  // namespace

// Reading and writing ---------------------------------------------------------------------------------------

namespace {

Completion<Value> load_global(Agent& agent, const Operands& operands, IfMissing if_missing) {
  const GlobalEnvironment globals = globals_of(agent, operands);
  const PropertyKey name = operands.key(0);
  if (const auto lexical = globals.find_lexical(name)) {
    fill_cache(operands, 1, globals.lexicals(), *lexical);
    return globals.get_lexical(name, *lexical);
  }
  OwnProperty own;
  if (vm::find_named_property(agent, globals.object(), name, &own) && !own.attributes.is_accessor()) {
    fill_cache(operands, 1, globals.object(), own);
    return own.value;
  }
  return globals.get_from_object(name, if_missing);
}

}  // namespace

Completion<Value> SlowPaths::LoadGlobal(Agent& agent, const Operands& operands, Value) {
  return load_global(agent, operands, IfMissing::Throw);
}

Completion<Value> SlowPaths::LoadGlobalOrUndefined(Agent& agent, const Operands& operands, Value) {
  return load_global(agent, operands, IfMissing::Undefined);
}

Completion<Value> SlowPaths::StoreGlobal(Agent& agent, const Operands& operands, Value acc) {
  const GlobalEnvironment globals = globals_of(agent, operands);
  const PropertyKey name = operands.key(0);
  if (const auto lexical = globals.find_lexical(name)) {
    TRY(globals.set_lexical(name, *lexical, acc));
    fill_cache(operands, 1, globals.lexicals(), *lexical);
    return acc;
  }
  OwnProperty own;
  if (vm::find_named_property(agent, globals.object(), name, &own) && own.attributes.writable()) {
    vm::write_own_property(globals.object(), own, acc);
    fill_cache(operands, 1, globals.object(), own);
    return acc;
  }
  TRY(globals.set_on_object(name, acc, is_strict(operands)));
  return acc;
}

// Declarations ----------------------------------------------------------------------------------------------

namespace {

/// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation, 3. - 11.: what may throw
Completion<void> check_declarations(Agent& agent, const GlobalEnvironment& globals,
                                    const DeclaredNames& names) {
  // 3.
  for (const PropertyKey name : names.lexicals()) {
    if (globals.has_lexical_declaration(name)) return throw_already_declared(agent, name);
    if (TRY(globals.has_restricted_global_property(name))) return throw_already_declared(agent, name);
  }
  // 4.
  for (const PropertyKey name : names.var_names()) {
    if (globals.has_lexical_declaration(name)) return throw_already_declared(agent, name);
  }
  // 5. - 11.
  for (const PropertyKey name : names.functions()) TRY(globals.require_can_declare_global_function(name));
  for (const PropertyKey name : names.variables()) TRY(globals.require_can_declare_global_var(name));
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation
Completion<Value> SlowPaths::DeclareGlobals(Agent& agent, const Operands& operands, Value acc) {
  const GlobalEnvironment globals = globals_of(agent, operands);
  const auto& declarations = operands.code_constant<bytecode::Declarations>(0);
  const DeclaredNames names(agent, operands.code(), declarations);
  TRY(check_declarations(agent, globals, names));
  // 13. https://tc39.es/ecma262/#sec-web-compat-globaldeclarationinstantiation
  for (const PropertyKey name : names.hoisted_functions()) {
    if (globals.has_lexical_declaration(name) || !TRY(globals.can_declare_global_var(name))) continue;
    TRY(globals.create_global_var_binding(name, false));
  }
  // 15.
  for (std::size_t i = 0; i < declarations.lexicals.size(); i++)
    globals.create_lexical_binding(names.lexicals()[i], declarations.lexicals[i].is_constant);
  // 16. The functions themselves follow.
  for (const PropertyKey name : names.functions()) TRY(globals.create_global_function_binding(name, false));
  // 17.
  for (const PropertyKey name : names.variables()) TRY(globals.create_global_var_binding(name, false));
  return acc;
}

Completion<Value> SlowPaths::InitializeGlobal(Agent& agent, const Operands& operands, Value acc) {
  const GlobalEnvironment globals = globals_of(agent, operands);
  const PropertyKey name = operands.key(0);
  if (const auto lexical = globals.find_lexical(name)) {
    vm::write_own_property(globals.lexicals(), *lexical, acc);
  } else {
    TRY(globals.set_global_function(name, acc));
  }
  return acc;
}

}  // namespace orrery::interpreter
