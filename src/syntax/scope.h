#pragma once

#include <cstddef>
#include <cstdint>

#include "syntax/name.h"
#include "syntax/source_text.h"

namespace orrery::syntax {

/// [DOC] Scopes
///
/// What the parser finds out about names while it parses, so that compiling needs no second pass: which
/// declaration each identifier means, where that variable will live, and what each function takes from
/// outside.
///
/// - A *scope* is a stretch of text that becomes an Environment Record
/// (https://tc39.es/ecma262/#sec-environment-records)
///   when the program runs — if it must: a scope none of whose variables outlives or escapes its registers
///   needs none.
/// - A *variable* is a declared name in a scope.
/// - A *capture* is a function's own view of a name that it uses and does not declare: one for each such
/// name, so that
///   a function used in a hundred places is still looked up once. It is a Variable, too, of kind Capture;
///   `outer` leads to the variable or capture of the enclosing function, and so on to where the name is
///   declared, or to nothing.
///
/// An Identifier points to the variable or capture it means.

struct FunctionInfo;
struct Scope;

enum class VariableKind : std::uint8_t {
  Var,
  Let,
  Const,
  Using,
  Class,
  Function,         // a declaration at a function's or script's top level
  BlockFunction,    // a plain declaration in a sloppy block: lexical, and see Variable::is_hoisted
  LexicalFunction,  // any other declaration in a block or at the top of a module
  Parameter,
  CatchParameter,
  SimpleCatchParameter,  // `catch (e)`: a `var e` inside is allowed
  Import,
  FunctionName,  // of a function expression, in its own Function scope unless something there has that name
  ClassName,     // of a class, seen only inside it
  Arguments,     // the arguments object, when something asks for it
  PrivateName,   // `#x` of a class: in a list of its own, Scope::first_private_name
  Capture,
};

/// Where a variable lives.
enum class VariableLocation : std::uint8_t {
  Register,         // of its function; `index` counts them from 0 in each function
  EnvironmentSlot,  // of its scope's environment; `index` counts them from 0 in each scope
  Global,           // in the Global Environment Record, found by name
  Dynamic,  // found by name, environment by environment: a `with` or a sloppy direct eval may interfere
  Outer,    // captures only: where `outer` lives, or Global if that is null
};

struct Variable {
  Name name = Name::none;
  VariableKind kind = VariableKind::Var;
  VariableLocation location = VariableLocation::Outer;
  bool is_captured = false;  // used by an inner function, or may be by an eval
  bool is_assigned = false;  // assigned to after its declaration
  // Block functions: the enclosing function has a `var` of that name, too, which gets the function when its
  // declaration is reached
  // (https://tc39.es/ecma262/#sec-block-level-function-declarations-web-legacy-compatibility-semantics)
  bool is_hoisted = false;
  std::uint32_t index = 0;
  std::uint32_t declared_at = 0;  // offset of the declaring identifier
  Scope* scope = nullptr;         // that it is declared in; of a capture: the function's outermost one
  Variable* outer = nullptr;      // captures only; null: not declared anywhere
  Variable* next = nullptr;       // the next variable of the scope, or capture of the function
  Variable* shadowed = nullptr;   // while parsing: the variable of that name outside

  bool is_lexical() const {
    switch (kind) {
      case VariableKind::Let:
      case VariableKind::Const:
      case VariableKind::Using:
      case VariableKind::Class:
      case VariableKind::BlockFunction:
      case VariableKind::LexicalFunction:
      case VariableKind::Import:
        return true;
      default:
        return false;
    }
  }
};

enum class ScopeKind : std::uint8_t {
  Script,
  Module,
  Eval,          // code of an eval: its lexical declarations, and in strict mode its `var`s
  Function,      // parameters, and with them the body's variables unless it needs a FunctionBody scope
  FunctionBody,  // the body's variables, where parameters have expressions: FunctionDeclarationInstantiation,
                 // step 28
  Block,
  For,
  Switch,
  Catch,
  With,
  Class,
};

struct Scope {
  ScopeKind kind = ScopeKind::Block;
  bool is_strict = false;
  bool has_direct_eval = false;  // in it or in a scope inside
  bool has_sloppy_direct_eval =
      false;                       // the eval may declare variables here: functions' variable scopes only
  bool needs_environment = false;  // some variable has an environment slot, or eval or `with` needs one
  std::uint32_t slot_count = 0;
  std::uint32_t depth = 0;           // compares scopes that are open at once
  FunctionInfo* function = nullptr;  // that it belongs to
  Scope* parent = nullptr;
  Scope* first_child = nullptr;
  Scope* last_child = nullptr;
  Scope* next_sibling = nullptr;
  Variable* first_variable = nullptr;  // in order of declaration
  Variable* last_variable = nullptr;
  Variable* first_private_name = nullptr;  // of classes, in order of declaration, behind the variables' slots
  Variable* last_private_name = nullptr;
};

enum class FunctionKind : std::uint8_t {
  TopLevel,  // the script or module itself
  Normal,
  Arrow,
  Method,
  Getter,
  Setter,
  ClassConstructor,
  DerivedConstructor,
  ClassFieldInitializer,  // the standard makes the value of a field the body of a method
  ClassStaticBlock,
};

/// Things of a function that are not variables. A direct eval counts as mentioning all that it may mention.
enum class Mention : std::uint8_t { This, Arguments, NewTarget, SuperProperty, SuperCall, DirectEval };
constexpr std::size_t k_mention_count = 6;

/// A set of them.
class Mentions {
 public:
  bool has(Mention mention) const { return (bits_ >> static_cast<unsigned>(mention) & 1) != 0; }
  void add(Mention mention) {
    bits_ = static_cast<std::uint8_t>(bits_ | 1u << static_cast<unsigned>(mention));
  }

 private:
  std::uint8_t bits_ = 0;
};

/// What is known of a function without its tree: kept when the tree is not.
struct FunctionInfo {
  FunctionKind kind = FunctionKind::Normal;
  bool is_async = false;
  bool is_generator = false;
  bool is_strict = false;
  bool is_expression = false;         // a function or class expression, not a declaration
  bool has_simple_parameters = true;  // https://tc39.es/ecma262/#sec-static-semantics-issimpleparameterlist
  bool has_parameter_expressions = false;
  bool has_expression_body = false;  // arrow functions
  /// What it mentions itself or through arrow functions inside it.
  Mentions mentions;
  bool contains_direct_eval = false;  // in itself or in a function inside
  bool has_environments = false;      // one of its scopes needs an environment
  /// An arrow function inside mentions its `this`, `arguments`, `new.target` or `super`, or an eval there
  /// may.
  bool is_used_by_arrow = false;

  std::uint32_t index = 0;        // in SyntaxTree::functions()
  std::uint32_t first_inner = 0;  // its inner functions, at every depth, are those from first_inner …
  std::uint32_t end_inner =
      0;                     // … to before end_inner, apart from itself: an arrow's parameters come before it
  std::uint32_t length = 0;  // https://tc39.es/ecma262/#sec-static-semantics-expectedargumentcount
  std::uint32_t parameter_count = 0;
  std::uint32_t register_count = 0;  // of its variables

  SourceRange range;         // of its node
  SourceRange source_range;  // what Function.prototype.toString returns: with the name of a method
  Name name = Name::none;    // as declared; methods and anonymous functions have none
  FunctionInfo* parent = nullptr;
  Scope* body_scope = nullptr;  // kind FunctionBody, where there is one and it was kept
  Scope* scope = nullptr;       // kind Function, or null if it was not kept
  Scope* outer_scope =
      nullptr;  // that it is created in; ask enclosing_scope() instead, for it may not have been kept
  Variable* first_capture = nullptr;  // by `next`, in order of first use
};

/// The innermost scope around `function` that was kept. Those that were not need no environment.
Scope* enclosing_scope(const FunctionInfo& function);

/// Where the variable that an identifier or capture means lives.
struct Resolution {
  VariableLocation location;  // not Outer
  const Variable* variable;   // the declared one, or null for Global and Dynamic names that nothing declares
};
/// \param variable  that an Identifier points to; may be null
/// \param is_dynamic  whether the Identifier is flagged so
Resolution resolve(const Variable* variable, bool is_dynamic);

}  // namespace orrery::syntax
