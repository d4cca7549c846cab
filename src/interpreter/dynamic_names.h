#pragma once

#include <optional>
#include <string_view>

#include "interpreter/global_environment.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/environment.h"
#include "vm/strings/property_key.h"

namespace orrery::interpreter {

/// [DOC] Names looked up by name
///
/// Most names are slots or registers when the code runs. Where a `with` or a sloppy direct eval stands
/// between a name and its declaration, and in the code of evals, it is searched for: environment by
/// environment, from the one in a register outwards. Each is one of
///
///   - a `with`'s: its object, minus what @@unscopables says;
///   - a scope's: its slots, whose names are in its description; then the variables that sloppy evals have
///     declared there, properties of Environment::object(); and a function's own name comes last, for such a
///     variable hides it;
///
/// and at the end stands the Global Environment Record. Environments do not know variables in registers, but
/// a scope whose variables may be searched for has none there.

/// What a name means: https://tc39.es/ecma262/#sec-reference-record-specification-type
struct Binding {
  enum class Kind : std::uint8_t {
    Unresolvable,
    Slot,            // of `environment`, as `variable` describes it
    EvalVariable,    // a property of the environment's object
    With,            // the same of a `with`
    GlobalLexical,   // of the Global Environment Record's declarative part
    GlobalProperty,  // of its object
  };
  Kind kind = Kind::Unresolvable;
  vm::Environment* environment = nullptr;
  const bytecode::ScopeVariable* variable = nullptr;
};

/// A name in running code.
class DynamicName {
 public:
  /// \param operand  the instruction's, a String constant
  DynamicName(vm::Agent& agent, const Operands& operands, int operand);

  /// https://tc39.es/ecma262/#sec-resolvebinding
  /// \param environment  null: the Global Environment Record
  vm::Completion<Binding> resolve(vm::Environment* environment) const;
  /// What a register keeps of a binding until it is assigned to, and the way back.
  vm::Value to_reference(const Binding& binding) const;
  Binding from_reference(vm::Value reference) const;

  /// https://tc39.es/ecma262/#sec-getvalue
  vm::Completion<vm::Value> load(const Binding& binding, IfMissing if_missing) const;
  /// https://tc39.es/ecma262/#sec-putvalue
  vm::Completion<void> store(const Binding& binding, vm::Value value) const;
  /// https://tc39.es/ecma262/#sec-delete-operator-runtime-semantics-evaluation, step 6
  vm::Completion<bool> remove(const Binding& binding) const;

 private:
  std::optional<Binding> find_in_scope(vm::Environment* environment) const;
  vm::Completion<bool> is_in_with(vm::Object* object) const;
  vm::Completion<vm::Value> load_slot(const Binding& binding) const;
  vm::Completion<void> store_in_slot(const Binding& binding, vm::Value value) const;
  vm::Completion<void> store_eval_variable(vm::Environment* environment, vm::Value value) const;

  vm::Agent& agent_;
  GlobalEnvironment globals_;
  const bytecode::Program& program_;
  bytecode::StringId id_;
  vm::PropertyKey key_;
  bool is_strict_;
};

// Where sloppy evals declare --------------------------------------------------------------------------------

/// The variable of that name among an environment's slots; the function's own name is none.
/// \param program  that `name` is of
const bytecode::ScopeVariable* find_slot(const vm::Environment* environment, const bytecode::Program& program,
                                         bytecode::StringId name);
/// The variables that evals have declared in an environment; made when first asked for.
vm::Object* eval_variables(vm::Agent& agent, vm::Environment* environment);

}  // namespace orrery::interpreter
