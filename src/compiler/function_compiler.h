#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/builder.h"
#include "compiler/compiler.h"
#include "compiler/control.h"
#include "syntax/ast.h"
#include "syntax/scope.h"

namespace orrery::compiler {

using bytecode::ConstantIndex;
using bytecode::Label;
using bytecode::Register;
using bytecode::StringId;
using syntax::as;
using syntax::is;
using syntax::Name;
using syntax::Node;
using syntax::NodeList;
using syntax::NodeType;
using syntax::try_as;
using syntax::Variable;
using syntax::VariableKind;
using syntax::VariableLocation;
using Op = bytecode::Opcode;

inline StringId string_id(Name name) {
  return static_cast<StringId>(name);
}

/// Where something in an environment is.
struct SlotPlace {
  Register environment;
  std::uint32_t hops;
  std::uint32_t slot;
};

/// What an assignment assigns to, its parts evaluated.
/// https://tc39.es/ecma262/#sec-reference-record-specification-type
struct Reference {
  enum class Kind : std::uint8_t {
    Variable,
    Resolved,  // `base` holds what ResolveDynamic found
    Named,
    Element,
    Private,
    Super,
    Pattern,
    Invalid,  // a call: throws when it is assigned to
  };
  Kind kind;
  const Node* node;              // the target
  Register base = {};            // object, or home object's prototype
  Register key = {};             // Element, Super: the key; Private: the name
  Register receiver = {};        // Super
  Name name = Name::none;        // Named
  const Node* source = nullptr;  // Pattern: what it takes apart, if that is known
};

/// The name that an anonymous function gets where it stands:
/// https://tc39.es/ecma262/#sec-runtime-semantics-namedevaluation
struct FunctionName {
  Name name = Name::none;
  std::optional<Register> key = std::nullopt;  // found at run time
  bytecode::FunctionNamePrefix prefix = bytecode::FunctionNamePrefix::None;
};

/// Compiles one function, or a top level. A method for each production of the grammar; the parts of the
/// grammar have files of their own (compile_*.cpp), in the order of the standard's chapters. Code leaves an
/// expression's value in the accumulator ("acc").
class FunctionCompiler {
 public:
  FunctionCompiler(Unit& unit, const bytecode::FunctionHeader& header, syntax::FunctionInfo* info);

  std::shared_ptr<const bytecode::CodeBlock> compile_program();
  std::shared_ptr<const bytecode::CodeBlock> compile_dynamic_function();
  /// \param node  what FunctionInfo describes, or the initializer of a field or a static block
  std::shared_ptr<const bytecode::CodeBlock> compile_function(const Node* node);
  std::shared_ptr<const bytecode::CodeBlock> compile_initializer(const Node* node);
  std::shared_ptr<const bytecode::CodeBlock> compile_default_constructor();

  /// Lets the code have a map of its expressions: `map` is filled when it is done. The code is the same.
  void make_map(bytecode::ExpressionMap& map) {
    map_ = &map;
    builder_.keep_notes();
  }

 private:
  struct OpenScope {
    const syntax::Scope* scope;
    std::uint32_t index;  // in CodeBlock::scopes
    std::optional<Register> environment;
    OpenScope* outer;
  };
  /// Gives back the temporaries taken since it was made.
  class Temporaries {
   public:
    explicit Temporaries(FunctionCompiler& compiler) : compiler_(compiler), first_(compiler.next_register_) {}
    ~Temporaries() { compiler_.next_register_ = first_; }
    Temporaries(const Temporaries&) = delete;

   private:
    FunctionCompiler& compiler_;
    std::uint32_t first_;
  };

  // Positions (function_compiler.cpp) ----------------------------------------------------------------------
  // What stack traces point at, as V8's do: bytes from the node's start.
  static std::uint32_t point_of(const Node* node);
  static std::uint32_t point_of_call(const Node* callee);

  // Instructions and registers (function_compiler.cpp) ------------------------------------------------------
  template <Op opcode, typename... Operands>
  void emit(Operands... operands) {
    builder_.emit<opcode>(operands...);
  }
  void at(const Node* node) { builder_.set_position(node->start, node->end, point_of(node)); }
  /// The same of a call, which has the position of its callee.
  void at_callee(const Node* callee) {
    builder_.set_position(callee->start, callee->end, point_of_call(callee));
  }
  void at(std::uint32_t start, std::uint32_t end) { builder_.set_position(start, end); }
  void load(Register source) { emit<Op::LoadRegister>(source); }
  void store(Register target) { emit<Op::StoreRegister>(target); }
  void load_number(double value);
  void load_string(Name name) { emit<Op::LoadConstant>(constant(name)); }
  ConstantIndex constant(Name name) { return builder_.constant(string_id(name)); }
  Register allocate(std::uint32_t count = 1);
  /// A new temporary with acc in it.
  Register keep();
  Register variable_register(const Variable& variable) const;
  std::string_view text(Name name) const { return unit_.tree().text(name); }
  Name intern(std::string_view text) { return unit_.tree().intern(text); }
  std::string_view source_of(const Node* node) const { return unit_.source_text().slice(node->range()); }
  std::shared_ptr<const bytecode::CodeBlock> finish();
  bool is_strict() const { return header_.is_strict; }
  bool is_async_generator() const { return header_.is_async && header_.is_generator; }
  bool is_suspendable() const { return header_.is_async || header_.is_generator; }

  // Notes for the map of expressions (compile_notes.cpp): nothing happens if there is to be none ------------
  /// acc is the value of `node`, whose code begins at `begin`.
  void note_value(const Node* node, std::uint32_t begin);
  void note_register(const Node* node, Register place);
  /// The same as note_value() of functions and classes.
  void note_function(const Node* node, std::uint32_t begin);
  /// The instruction at `jump` compares: it goes to `target`, if `node` is what `sense` says.
  void note_comparison(const Node* node, std::uint32_t jump, bool sense, Label target);
  /// The same for `a && b`, `a || b` and `!a` as conditions, whose last part has just been tested.
  void note_test(const Node* node, std::uint32_t begin, Label target);
  void note_remembered(const Node* node, std::uint32_t begin, bytecode::ExpressionNote::Kind kind);
  static std::optional<syntax::SourceRange> statement_head(const Node* node, std::string_view source);
  /// \return for end_statement()
  std::size_t begin_statement(const Node* node);
  void note_statement(syntax::SourceRange range);
  void end_statement(std::size_t note);
  /// A loop's head is come to once more by a jump from behind.
  void note_next_turn(const Node* node, const OpenScope& open);
  void note_jump_back(std::size_t note);
  /// Each turn of for-in and for-of has variables of its own: in registers they are the same.
  void note_iteration(const OpenScope& open);

  // Scopes (compile_scopes.cpp) -----------------------------------------------------------------------------
  void open_scope(OpenScope& open, const syntax::Scope* scope);
  void close_scope(OpenScope& open);
  void create_environment(const OpenScope& open);
  bytecode::Scope describe(const syntax::Scope& scope);
  static bool is_described(const Variable& variable);
  void describe_variables(const syntax::Scope& scope, bytecode::Scope& description);
  void describe_initializations(const OpenScope& open);
  Register environment_register();
  Register callee_environment();
  static bool has_environment(const syntax::Scope& scope) {
    return scope.needs_environment && scope.kind != syntax::ScopeKind::Script;
  }
  SlotPlace place_of(const syntax::Scope* scope, std::uint32_t slot);

  // Variables (compile_variables.cpp) -----------------------------------------------------------------------
  static bool has_dead_zone(const Variable& variable);
  bool may_be_uninitialized(const Variable& variable) const;
  bool always_uninitialized(const Variable& variable) const;
  /// What an identifier means: of a `var` that is given a value, what its name means there.
  syntax::Resolution resolve(const syntax::Identifier& identifier) const;
  void load_variable(const syntax::Identifier& identifier, bool for_typeof = false);
  void load_resolved_variable(const Variable& variable);
  /// acc to the variable, for the first time.
  void initialize_variable(const Variable& variable);
  /// A `var` is initialised when its function begins, whatever its declarations do later.
  void note_initialized(const Variable& variable) { initialized_.try_emplace(&variable, builder_.offset()); }
  void initialize_identifier(const syntax::Identifier& identifier);
  void assign_variable(const syntax::Identifier& identifier);
  void assign_constant(const Variable& variable);
  static bool is_constant(const Variable& variable);
  bool is_plain_register(const Node* node) const;
  Register plain_register(const Node* node) const;
  /// May evaluating `node` assign to `variable`?
  bool may_assign(const Node* node, const Variable* variable) const;
  static bool may_assign(const Node* node, const Variable* variable, int& budget);

  void load_this();
  void store_this();
  void load_new_target();
  void load_active_function();
  void load_private_name(Name name);
  void load_home_prototype();
  enum class Lent : std::uint8_t { This, Function, NewTarget };
  struct Lender {
    std::optional<SlotPlace> place;  // nothing: the top level
    bytecode::FunctionKind kind;
  };
  Lender find_lender(Lent what);
  static std::uint32_t lent_slot(const syntax::Scope& scope, Lent what);

  // Expressions (compile_expressions.cpp) -------------------------------------------------------------------
  void value(const Node* node);
  void value_to(const Node* node, Register target);
  void effect(const Node* node);
  /// The register that holds the value of `node`: a variable's own if `behind`, which is evaluated before it
  /// is used, cannot change it.
  Register operand(const Node* node, const Node* behind = nullptr);
  /// To `target` if ToBoolean(test) is `sense`; else on.
  void jump_if(const Node* test, bool sense, Label target);
  void jump_if_simple(const Node* test, bool sense, Label target);
  bool jump_if_comparison(const syntax::BinaryExpression& node, bool sense, Label target);
  void named_value(const Node* node, const FunctionName& name);
  static bool is_anonymous_function(const Node* node);
  const Node* spine_child(const Node* node) const;
  void spine_leaf(const Node* node);
  void finish_spine_node(const Node* node, const Node* left, const Node* parent);
  void finish_binary(const syntax::BinaryExpression& node);
  bool finish_binary_with_small(const syntax::BinaryExpression& node);
  void emit_binary(syntax::BinaryOperator op, Register lhs);
  void finish_logical(const syntax::LogicalExpression& node);
  void finish_member(const syntax::MemberExpression& node, const Node* parent);
  Register left_register();
  void left_value();
  void compile(const syntax::UnaryExpression& node);
  void compile_typeof(const Node* argument);
  void compile(const syntax::ConditionalExpression& node);
  void compile(const syntax::MetaProperty& node);
  void compile(const syntax::ImportExpression& node);
  void compile_private_in(const syntax::BinaryExpression& node);
  void compile_chain(const syntax::ChainExpression& node);
  void jump_out_of_chain();

  // Literals (compile_literals.cpp) -------------------------------------------------------------------------
  void compile_bigint(const Node* node);
  void compile(const syntax::RegExpLiteral& node);
  void compile(const syntax::TemplateLiteral& node);
  void load_template_object(const syntax::TemplateLiteral& node);
  void compile(const syntax::ArrayExpression& node);
  void append_elements(const NodeList& elements, std::size_t first, Register array);
  void compile(const syntax::ObjectExpression& node);
  void compile_property(const syntax::Property& property, Register object);
  /// Is it a key that DefineNamed, GetNamed and SetNamed take?
  bool is_named_key(const Node* key, Name& name) const;
  /// Of a literal as a property's name; computed ones become property keys.
  void load_key(const Node* key, bool computed);
  /// What a function gets called by a key that is no computed one.
  Name name_of_key(const Node* key);
  Name private_description(Name name);

  // Calls (compile_calls.cpp) -------------------------------------------------------------------------------
  static bool has_spread(const NodeList& arguments);
  Register begin_call() { return allocate(bytecode::k_arguments_in_call); }
  void finish_call(const syntax::CallExpression& node);
  void call_with(const syntax::CallExpression& node, Register base);
  void compile_arguments(const NodeList& arguments, Register base);
  void compile_argument_list(const NodeList& arguments, Register base);
  void compile_call_leaf(const syntax::CallExpression& node);
  void load_callee(const Node* callee, Register base);
  void load_chain_callee(const syntax::ChainExpression& chain, Register base);
  void compile_super_call(const syntax::CallExpression& node);
  void bind_this_of_super_call();
  void compile(const syntax::NewExpression& node);
  void finish_tagged_template(const syntax::TaggedTemplateExpression& node);
  void call_tag(const syntax::TaggedTemplateExpression& node, Register base);
  /// Calls the function in acc with `receiver` and up to one argument. acc = result.
  void call_function(Register receiver, std::optional<Register> argument);
  bool is_in_tail_position() const;

  // Assignments (compile_assignments.cpp) -------------------------------------------------------------------
  /// `is_updated`: it will be read, too, so that a key becomes a property key once.
  bool must_resolve_first(const syntax::Resolution& resolution, const Node* behind) const;
  Reference prepare_reference(const Node* target, const Node* behind, bool is_updated = false);
  Reference prepare_member(const syntax::MemberExpression& node, const Node* behind, bool is_updated);
  void load_reference(const Reference& reference);
  void emit_load(const Reference& reference);
  /// acc stays.
  void store_reference(const Reference& reference);
  void compile(const syntax::AssignmentExpression& node);
  void compile_logical_assignment(const syntax::AssignmentExpression& node);
  void compile_compound_assignment(const syntax::AssignmentExpression& node);
  void compile_update(const syntax::UpdateExpression& node, bool needs_value);
  void compile_delete(const Node* argument);
  void delete_member(const syntax::MemberExpression& node);

  // Patterns (compile_patterns.cpp) -------------------------------------------------------------------------
  enum class Binding : std::uint8_t { Initialize, Assign };
  /// Takes acc apart. acc is not kept.
  /// \param source  the expression behind `=` whose value it is, for errors; null: it comes from elsewhere
  void assign_pattern(const Node* pattern, Binding binding, const Node* source = nullptr);
  void assign_target(const Node* target, Binding binding, const Node* source = nullptr);
  void assign_array_pattern(const syntax::ArrayPattern& pattern, Binding binding, const Node* source);
  void assign_array_element(const Node* element, Register iterator, bool is_first, Binding binding);
  void collect_rest(Register iterator, Register array);
  void step_in_pattern(Register iterator, bool is_first);
  void skip_in_pattern(Register iterator, bool is_first);
  void assign_object_pattern(const syntax::ObjectPattern& pattern, Binding binding, const Node* source);
  void assign_property(const syntax::Property& property, Register object, std::optional<Register> key,
                       Binding binding);
  /// Evaluated before the value is there; nothing if there is nothing to evaluate.
  std::optional<Reference> prepare_target(const Node* target, Binding binding);
  void store_in_target(const std::optional<Reference>& reference, const Node* target, Binding binding);
  /// acc = `initializer` if acc is undefined.
  void apply_default(const Node* initializer, const Node* target);
  static FunctionName name_for(const Node* target);

  // Functions (compile_functions.cpp) -----------------------------------------------------------------------
  bytecode::FunctionHeader header_for(const syntax::FunctionInfo& info, Name name);
  void create_closure(const bytecode::FunctionHeader& header);
  void compile_closure(const Node* function, const FunctionName& name);
  void open_function(OpenScope& open, const NodeList& parameters);
  void create_arguments(const NodeList& parameters);
  void map_arguments(const NodeList& parameters);
  void lend_this(const syntax::Scope& scope);
  void bind_parameters(const NodeList& parameters);
  void initialize_vars(const syntax::Scope& scope, const syntax::Scope* parameters);
  void declare_functions(const NodeList& statements);
  void assign_registers(const NodeList& parameters);
  void begin_async_body();
  void end_async_body();
  std::optional<Register> find_rest_register(const NodeList& parameters, std::uint32_t& index) const;

  // Classes (compile_classes.cpp) ---------------------------------------------------------------------------
  struct StaticElement {
    const Node* node;
    std::optional<Register> key;  // of a computed field
  };
  template <typename Class>
  void compile_class(const Class& node, const FunctionName& name);
  void compile_class_parts(const syntax::ClassBody& body, const Node* node, const Node* id,
                           const Node* super_class, const syntax::Scope* scope, const FunctionName& name);
  void create_private_names(const syntax::Scope* scope);
  bytecode::FunctionHeader constructor_header(const syntax::ClassBody& body, const Node* node,
                                              bool is_derived, Name name);
  void compile_method(const syntax::MethodDefinition& method, Register constructor, Register prototype);
  void compile_field(const syntax::PropertyDefinition& field, Register constructor,
                     std::vector<StaticElement>& static_elements);
  void initialize_static(const StaticElement& element, Register constructor);
  void create_initializer(const syntax::FunctionInfo& info, const Node* node);
  void load_element_key(const Node* key, bool computed);

  // Statements (compile_statements.cpp) ---------------------------------------------------------------------
  void statement(const Node* node);
  void compile_statement(const Node* node);
  void statements(const NodeList& list);
  /// The statements of a body or block, with the disposal of what they declare by `using`.
  void statement_list(const NodeList& list);
  void block(const syntax::BlockStatement& node);
  void compile(const syntax::VariableDeclaration& node);
  void compile(const syntax::FunctionDeclaration& node);
  void compile(const syntax::IfStatement& node);
  void if_branch(const Node* branch, const syntax::Scope* scope);
  void compile(const syntax::SwitchStatement& node);
  void compile(const syntax::TryStatement& node);
  void try_catch(const syntax::TryStatement& node);
  void catch_clause(const syntax::CatchClause& clause);
  void compile(const syntax::WithStatement& node);
  void compile(const syntax::LabeledStatement& node);
  void compile(const syntax::ReturnStatement& node);
  void compile_jump(const Node* label, JumpKind kind);
  /// In code whose completion value counts: it is undefined unless a statement says otherwise.
  void reset_completion();

  // Loops (compile_loops.cpp) -------------------------------------------------------------------------------
  void compile(const syntax::WhileStatement& node);
  void compile(const syntax::DoWhileStatement& node);
  void compile(const syntax::ForStatement& node);
  void for_loop(const syntax::ForStatement& node, const OpenScope* open);
  void compile(const syntax::ForInStatement& node);
  void compile(const syntax::ForOfStatement& node);
  void for_of_loop(const syntax::ForOfStatement& node, Register iterator, const OpenScope* open);
  void step_async(const syntax::ForOfStatement& node, Register iterator, Label done);
  /// acc to what the head of for-in or for-of declares or names.
  void bind_loop_variable(const Node* left);

  // Jumps (compile_jumps.cpp) -------------------------------------------------------------------------------
  void push(Control& control);
  void pop(Control& control);
  void open_region(Control& control);
  void close_region(Control& control);
  Control* find_target(const Node* label, JumpKind kind);
  /// Leaves all controls inside `target` (null: all) as a jump of this kind does. Return: acc is the value.
  void leave(JumpKind kind, Control* target);
  void go_through_finally(Control& control, JumpKind kind, Control* target);
  void return_accumulator();
  void end_function(const Node* node);
  template <typename Body>
  void with_finally(Control& control, Body&& body);
  void continue_after_finally(Control& control);
  template <typename Body, typename After>
  void with_iterator(Register iterator, bool is_async, Body&& body, After&& after);

  // Generators and async functions (compile_generators.cpp) -------------------------------------------------
  void compile(const syntax::YieldExpression& node);
  void compile_yield_delegate(const syntax::YieldExpression& node);
  void delegate_throw(Register iterator, Register received, Label have_result);
  void delegate_return(Register iterator, Register received, Label have_result);
  void await(const Node* node);
  void await_returned(Register received, Register mode, const Node* node);
  void close_async_iterator(Register iterator);
  void close_async_iterator_silently(Register iterator);

  // Resources (compile_resources.cpp) -----------------------------------------------------------------------
  enum class Disposal : std::uint8_t { None, Sync, Async };
  static Disposal disposal_of(const NodeList& statements);
  static Disposal disposal_of(const Node* declaration);
  template <typename Body>
  void with_resources(Disposal disposal, const Node* node, Body&& body);
  void dispose(Disposal disposal, const Control& control, Register resources, const Node* node);
  void add_resource(syntax::DeclarationKind kind, const Node* node);

  // Programs (compile_programs.cpp) -------------------------------------------------------------------------
  bytecode::Declarations program_declarations(const syntax::Scope& scope);
  void declare_globals();
  void declare_eval();
  void compile_module();
  void add_module_entries(bytecode::ModuleRecord& record);
  void add_import(const syntax::ImportDeclaration& node, bytecode::ModuleRecord& record);
  void add_export(const syntax::ExportNamedDeclaration& node, bytecode::ModuleRecord& record);
  std::uint32_t add_request(const Node* source, const NodeList& attributes, syntax::ImportPhase phase,
                            bytecode::ModuleRecord& record);
  void add_local_export(const Variable* variable, Name name, const Node* node,
                        bytecode::ModuleRecord& record);
  void add_bound_exports(const Node* pattern, bytecode::ModuleRecord& record);
  void add_default_export(const syntax::ExportDefaultDeclaration& node, bytecode::ModuleRecord& record);
  void add_hoisted_function(const Node* node, bytecode::ModuleRecord& record);
  void compile(const syntax::ExportDefaultDeclaration& node);
  const Variable* default_export() const;
  const Variable* variable_of(const syntax::ExportDefaultDeclaration& node) const;

  Unit& unit_;
  bytecode::FunctionHeader header_;
  syntax::FunctionInfo* info_;  // null: a default constructor
  bytecode::BytecodeBuilder builder_;

  std::vector<Register> variable_registers_;  // by Variable::index
  std::uint32_t next_register_ = 0;
  std::uint32_t register_count_ = 0;
  bool needs_all_arguments_ = false;

  OpenScope* scope_ = nullptr;
  std::optional<Register> callee_environment_;
  bool uses_callee_environment_ = false;
  std::uint32_t callee_environment_at_ = 0;                         // where it is loaded, if it is used
  std::unordered_map<const Variable*, std::uint32_t> initialized_;  // and behind which instruction

  struct Arguments {
    const Variable* variable = nullptr;
    Register place{};
    bool is_mapped = false;
  };
  Arguments arguments_;  // the function's arguments object, if it has one

  Control* control_ = nullptr;
  std::vector<Name> labels_;  // of the statement that comes next
  std::optional<Control> async_body_;

  std::vector<const Node*> spine_;         // see value()
  std::optional<Register> left_register_;  // the left operand is there, not in acc
  std::vector<Register> pending_calls_;    // whose callee has been evaluated as a member of `this`
  std::optional<Label> chain_end_;         // where an optional chain is cut short
  bool is_tail_call_allowed_ = false;      // the call being compiled is what a `return` returns

  std::optional<Register> completion_;  // the completion value of a program
  std::optional<Register> resources_;   // of the innermost scope with `using`
  std::shared_ptr<bytecode::ModuleRecord> module_;
  bytecode::ExpressionMap* map_ = nullptr;
  std::size_t statement_note_ = 0;  // of the statement that begins
};

}  // namespace orrery::compiler
