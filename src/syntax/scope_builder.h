#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/name_stack.h"
#include "syntax/scope.h"

namespace orrery::syntax {

/// [DOC] ScopeBuilder
///
/// Follows the parser through the text and keeps, at every moment, for each name the innermost declaration
/// that is open (`current_`), and a stack of the references that have not found theirs. When a scope closes,
/// the references made since it opened that mean one of its variables are settled and leave the stack; the
/// others stay and so become the enclosing scope's. When a function closes, what is left of its references is
/// merged into one capture for each name. Nobody ever walks a tree or searches a scope, and a reference costs
/// the same however many scopes it stands in: the stacks are chained by name, so that a scope that closes
/// sees only what concerns its own variables.
///
/// That also fits arrow functions, whose parameters are known as such only behind them: the scope is opened
/// late, over the references and child scopes made since a mark.
///
/// Redeclarations are found here, too: https://tc39.es/ecma262/#sec-block-static-semantics-early-errors and
/// kin.
class ScopeBuilder {
 public:
  /// Tables by name, as large as there are names. They outlive a builder, so that parsing one function again
  /// does not cost the size of the whole text; between two builders nothing in them counts.
  struct Tables {
    std::vector<Variable*> current;  // the innermost open declaration
    NameStackTops references;
    NameStackTops hoisted_vars;
    NameStackTops hoistable_functions;
  };

  ScopeBuilder(base::Arena& scopes, base::Arena& captures, Tables& tables)
      : scope_arena_(scopes),
        capture_arena_(captures),
        current_(tables.current),
        references_(tables.references),
        hoisted_vars_(tables.hoisted_vars),
        hoistable_functions_(tables.hoistable_functions) {}

  /// A place in the text, for a scope that may turn out to begin there.
  struct Mark {
    std::uint32_t references = 0;
    Scope* last_child = nullptr;
  };
  Mark mark() const;

  /// The scope that is open. Null before the first.
  Scope* current() const { return scope_; }
  /// Opens a scope inside the current one.
  Scope* open(ScopeKind kind, FunctionInfo* function, bool is_strict) {
    return open_at(mark(), kind, function, is_strict);
  }
  /// Opens a scope that began at `mark`. References there whose identifiers have since become declarations
  /// vanish.
  Scope* open_at(const Mark& mark, ScopeKind kind, FunctionInfo* function, bool is_strict);

  /// The first declaration that another one clashes with, as the offset of its identifier.
  struct Conflict {
    std::uint32_t first;   // declared at
    std::uint32_t second;  // the offending declaration
    Name name;
  };

  struct Declaration {
    Variable* variable = nullptr;
    bool clashes = false;  // with `variable`; nothing was declared
  };
  /// Declares in the current scope, or for Var in the nearest one that takes them. `offset` is the
  /// identifier's.
  Declaration declare(Name name, VariableKind kind, std::uint32_t offset);
  /// The variable of the current scope itself called `name`, or null.
  Variable* find_here(Name name) const;

  /// Declares `#name` in the current scope, a class's.
  void add_private_name(Name name, std::uint32_t offset);

  void reference(Identifier* identifier) { references_.push(identifier->name, Reference(identifier)); }
  /// Takes back the reference that was made right after `mark`.
  void forget_reference(const Mark& mark);
  /// Takes back all references and scopes made since `mark`.
  void abandon(const Mark& mark);
  /// The captures of a function whose text is being skipped count as references of the current scope.
  void reference_captures(const FunctionInfo& function);

  /// A function declaration in a block that may be visible in the whole function, as Annex B has it.
  void add_hoistable_function(Variable* variable);

  /// A direct eval was seen in the current scope.
  void note_direct_eval();
  /// A function inside the current scope has one in it. Its variables are its own, but it may see ours.
  void note_inner_direct_eval() { scope_->has_direct_eval = true; }

  /// Closes the current scope. \return the first clash of a `var` with a lexical declaration around it, if
  /// any
  bool close(Conflict* conflict);
  /// Closes the current scope, the outermost one of its function, and gathers the captures.
  bool close_function(Conflict* conflict);
  /// Nested functions each take every name through from outside; texts made for the purpose can multiply the
  /// two.
  static constexpr std::uint32_t k_max_captures = 1u << 23;
  bool has_too_many_captures() const { return capture_count_ > k_max_captures; }

  /// What has been taken for scopes, to give it back when a function turns out to need none of it.
  struct Memory {
    base::Arena::Mark scopes;
    Scope* last_child = nullptr;
    std::uint32_t kept_functions = 0;
  };
  Memory memory() const {
    return {scope_arena_.mark(), scope_ ? scope_->last_child : nullptr, kept_functions_};
  }
  /// Gives back the scopes of `function`, which was just closed, if no inner function refers to them.
  bool try_forget(FunctionInfo& function, const Memory& memory);
  /// Something in the current function that must not be given back has just been closed.
  void note_kept_function() { ++kept_functions_; }

 private:
  /// An Identifier, or an inner function's capture.
  class Reference {
   public:
    explicit Reference(Identifier* identifier) : tagged_(reinterpret_cast<std::byte*>(identifier)) {}
    explicit Reference(Variable* capture) : tagged_(reinterpret_cast<std::byte*>(capture) + 1) {}

    /// Nothing is at an odd address, but for the mark of a capture.
    bool is_capture() const { return (reinterpret_cast<std::uintptr_t>(tagged_) & 1) != 0; }
    Identifier* identifier() const { return reinterpret_cast<Identifier*>(tagged_); }
    Variable* capture() const { return reinterpret_cast<Variable*>(tagged_ - 1); }

   private:
    std::byte* tagged_;
  };
  struct HoistedVar {
    Variable* variable;
    std::uint32_t offset;
  };
  /// What is known of an open scope besides what is kept.
  struct Open {
    Scope* variable_scope;  // that a `var` here is declared in
    std::uint32_t first_reference;
    std::uint32_t first_hoisted_var;
    std::uint32_t first_hoistable_function;
    bool is_inside_with;  // of the same function
  };
  /// References between these positions are dynamic already.
  struct DynamicRun {
    std::uint32_t first;
    std::uint32_t end;
  };

  Variable* current(Name name) const {
    const auto index = static_cast<std::size_t>(name);
    return index < current_.size() ? current_[index] : nullptr;
  }
  Variable*& current_slot(Name name);
  Variable* add_variable(Scope* scope, Name name, VariableKind kind, std::uint32_t offset);
  Declaration declare_var(Name name, VariableKind kind, std::uint32_t offset);
  bool check_hoisted_vars(Conflict* conflict);
  void settle_hoistable_functions();
  void settle_references();
  static void settle(Reference reference, Variable* variable);
  static void make_dynamic(Reference reference);
  void make_rest_dynamic();
  void cut_dynamic_runs(std::uint32_t from);
  void declare_implicit_names();
  bool has_mapped_arguments() const;
  bool is_in_environment(const Variable& variable, bool has_mapped) const;
  void assign_locations();
  void gather_captures();
  void leave();

  base::Arena& scope_arena_;
  base::Arena& capture_arena_;
  Scope* scope_ = nullptr;
  std::vector<Open> open_;
  std::vector<Variable*>& current_;
  NameStack<Reference> references_;
  NameStack<HoistedVar> hoisted_vars_;  // `var`s that passed through a block
  NameStack<Variable*> hoistable_functions_;
  std::vector<DynamicRun> dynamic_runs_;  // from the bottom up
  std::uint32_t kept_functions_ = 0;
  std::uint32_t capture_count_ = 0;
};

}  // namespace orrery::syntax
