#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/code_block.h"
#include "vm/execution/frame.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Environment;
class Object;
class Realm;
class ScriptSource;

/// [DOC] Execution contexts
///
/// Running code has frames and registers; the standard has execution contexts and Environment Records. This
/// puts the latter together from the former, for any frame at any instruction, for whoever wants to look:
/// debugger, viewer, teacher. Nothing is kept for it while code runs, but the descriptions of scopes that the
/// compiler leaves in each CodeBlock.
///
/// What no code can reach any more is not there: a closure keeps those variables of the functions around it
/// that it, or another closure of the same scope, mentions. An arrow function that mentions no `this` does
/// not know it.
///
/// All values and pointers are those of frames and environments: valid until something runs or is allocated.

/// A binding of an Environment Record.
struct ContextBinding {
  std::string name;  // WTF-8
  Value value;       // of one that is not initialised (temporal dead zone): empty
  bool is_mutable = true;
  bool is_lexical = false;  // else a `var`, function or parameter
  bool is_initialized() const { return !value.is_empty(); }
};

/// https://tc39.es/ecma262/#sec-environment-records
struct ContextEnvironment {
  enum class Kind : std::uint8_t { Declarative, Function, Module, Object, Global };

  Kind kind = Kind::Declarative;
  /// What it is the environment of, but for Kind::Global.
  bytecode::ScopeKind scope = bytecode::ScopeKind::Block;
  std::vector<ContextBinding> bindings;
  /// [[BindingObject]] of kinds Object and Global; else the variables that sloppy evals have declared here,
  /// or null.
  Object* object = nullptr;
  /// Of kind Global: [[DeclarativeRecord]], as Realm::global_lexicals().
  Object* declarative_record = nullptr;
  /// Of functions that have a `this` of their own: [[ThisValue]]; empty: not yet bound, as before super().
  bool has_this = false;
  Value this_value = Value::empty();
  /// The environment at run time, by which closures share it; null: all of it is in registers.
  const Environment* environment = nullptr;
};

/// https://tc39.es/ecma262/#sec-execution-contexts
struct ExecutionContext {
  Object* function = nullptr;  // Function; null: code of a script, a module or an eval
  Realm* realm = nullptr;
  ScriptSource* script_or_module = nullptr;  // null: of a builtin
  std::uint32_t offset = 0;                  // of the instruction that runs; not of builtins
  /// LexicalEnvironment, and then each [[OuterEnv]] out to the global one. Of builtins empty.
  std::vector<ContextEnvironment> environments;
  /// VariableEnvironment: one of them.
  std::size_t variable_environment = 0;
  /// PrivateEnvironment: the names that can be written here, those of the innermost class first, with `#`.
  std::vector<std::string> private_names;
  /// https://tc39.es/ecma262/#sec-resolvethisbinding
  enum class ThisState : std::uint8_t { Bound, Uninitialized, Unknown };
  ThisState this_state = ThisState::Unknown;
  Value this_value = Value::undefined();  // a primitive where its object has not been needed
};

/// The context of a frame.
ExecutionContext execution_context(const FrameIterator& frame);

/// https://tc39.es/ecma262/#execution-context-stack: those of all frames, the running one first.
std::vector<ExecutionContext> execution_context_stack(const Agent& agent);

}  // namespace orrery::vm
