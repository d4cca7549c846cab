#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/lexer.h"
#include "syntax/parse/parser.h"
#include "syntax/parse/parser_context.h"
#include "syntax/scope_builder.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

inline bool is_unparenthesized_arrow(const Node* node) {
  return is<ArrowFunctionExpression>(node) && !node->has(Node::k_parenthesized);
}

/// Can this token, behind `await` or `yield`, only begin what these work on?
constexpr bool begins_operand(TokenType type) {
  switch (type) {
    case TokenType::Identifier:
    case TokenType::NumericLiteral:
    case TokenType::BigIntLiteral:
    case TokenType::StringLiteral:
    case TokenType::Template:
    case TokenType::LeftParenthesis:
    case TokenType::LeftBracket:
    case TokenType::Function:
    case TokenType::Class:
    case TokenType::New:
    case TokenType::This:
    case TokenType::Super:
    case TokenType::Import:
    case TokenType::Null:
    case TokenType::True:
    case TokenType::False:
    case TokenType::Typeof:
    case TokenType::Void:
    case TokenType::Delete:
    case TokenType::Exclamation:
    case TokenType::Tilde:
      return true;
    default:
      return false;
  }
}

/// [DOC] Parser
///
/// A recursive-descent parser with one method for each production of the grammar, named after it:
/// https://tc39.es/ecma262/#sec-ecmascript-language-expressions and the chapters behind it. Each part of the
/// grammar has a file of its own (parse_expressions.cpp, parse_statements.cpp, …).
///
/// *No second thoughts.* The text is read once, from left to right, and no token is parsed twice. Where the
/// grammar covers two things with one (an object that may become a pattern, parentheses that may become
/// parameters), the tree of the one is turned into the other's when `=` or `=>` shows what it was.
///
/// *Errors.* The first error is kept in the lexer, which then yields nothing but End tokens. So no method has
/// to check whether another failed: it returns some node that nobody will use, and every loop ends because
/// nothing matches. A method must therefore never loop until a token comes that may not come, and never
/// return null for a node.
///
/// *Contexts.* What the standard passes down as [Yield, Await, Return] and asks of surrounding functions is
/// in `context_`, which each function replaces; [In] is `allows_in_`.
///
/// *Depth.* Nesting is counted (NestingGuard), and what is nested too deeply is an error, so no text can
/// overflow the machine's stack.
class Parser {
 public:
  Parser(SyntaxTree& tree, const ParseOptions& options);

  /// Parses the whole text into the tree. \return the first error, if any
  std::optional<SyntaxError> parse_program();

  /// Parses the function that `info` describes once more, with its tree. Inner functions stay lazy.
  /// \return a FunctionExpression, FunctionDeclaration or ArrowFunctionExpression
  const Node* parse_function_again(FunctionInfo& info);

 private:
  class NestingGuard {
   public:
    explicit NestingGuard(Parser& parser, std::uint32_t levels = 1) : parser_(parser), levels_(levels) {
      parser_.nesting_ += levels_;
      if (parser_.nesting_ > k_max_nesting) [[unlikely]]
        parser_.fail_too_deep();
    }
    ~NestingGuard() { parser_.nesting_ -= levels_; }
    NestingGuard(const NestingGuard&) = delete;

   private:
    Parser& parser_;
    std::uint32_t levels_;
  };

  // Tokens and nodes (parser.cpp) ---------------------------------------------------------------------------
  const Token& token() const { return lexer_.token(); }
  bool at(TokenType type) const { return token().type == type; }
  /// Is the token the contextual keyword `name`, written without escapes?
  bool at(Name name) const {
    return token().name == name && at(TokenType::Identifier) && !token().has_escape;
  }
  void next() { lexer_.next(); }
  bool eat(TokenType type) {
    if (!at(type)) return false;
    next();
    return true;
  }
  bool eat(Name name) {
    if (!at(name)) return false;
    next();
    return true;
  }
  void expect(TokenType type);
  void expect_closing(TokenType type, std::uint32_t opened_at);
  void expect_keyword(Name name);
  void consume_semicolon();
  /// The token behind the current one.
  Token peek();

  bool failed() const { return lexer_.failed(); }
  void fail(SourceRange range, std::string message) { lexer_.fail({std::move(message), range, {}, {}}); }
  void fail(SourceRange range, std::string message, std::string note, SourceRange note_range) {
    lexer_.fail({std::move(message), range, std::move(note), note_range});
  }
  void parse_program_as_body(std::span<const std::string_view> parameters);
  void enter_eval(const EvalContext& eval);
  void check_eval_private_names(const EvalContext& eval);
  std::string_view text(Name name) const { return tree_.names_.text(name); }

  template <typename T>
  T* make(std::uint32_t start) {
    return tree_.nodes_.make<T>(SourceRange{start, lexer_.previous_end()});
  }
  /// What is returned where there is nothing to return.
  Node* no_node() { return make<EmptyStatement>(token().start); }
  NodeList take_list(std::size_t first) {
    NodeList list(tree_.nodes_, std::span<Node* const>(scratch_).subspan(first));
    scratch_.resize(first);
    return list;
  }

  // Errors (parser_errors.cpp) ------------------------------------------------------------------------------
  void fail_too_deep();
  void fail_unexpected(std::string_view expected = {});
  void fail_here(std::string message, std::string note, SourceRange note_range);
  void fail_unclosed(TokenType type, std::uint32_t opened_at);
  void fail_stray();
  void fail_outside_module(SourceRange range, std::string message);
  void note_operator_name();
  bool fail_operator_name();
  void fail_operator_name(SourceRange range, Name name);
  /// `await` where there is none: at the top of a script it would be good in a module.
  void fail_await(SourceRange range, std::string message);
  void fail_clash(const ScopeBuilder::Conflict& conflict);
  SourceRange innermost_open_bracket();
  SourceRange error_range() const;
  std::string describe_token() const;
  SourceRange name_range(std::uint32_t offset, Name name) const;

  // Names and scopes (parser.cpp) ---------------------------------------------------------------------------
  Scope* open_scope(ScopeKind kind) { return scopes_.open(kind, context_.function, is_strict_); }
  /// \return the scope, or null if it holds nothing that matters
  Scope* close_scope();
  bool declare(Name name, VariableKind kind, SourceRange range);
  void declare_identifier(Identifier* identifier, VariableKind kind);
  bool check_identifier(const Token& identifier);
  bool check_binding_name(Name name, SourceRange range);
  Identifier* make_identifier(const Token& identifier);
  Identifier* parse_identifier_reference();
  Identifier* parse_binding_identifier(VariableKind kind);
  void mention(Mention what, std::uint32_t offset);
  void reference(Identifier* identifier);
  FunctionInfo* begin_function(const FunctionHead& head);

  // Expressions (parse_expressions.cpp) ---------------------------------------------------------------------
  Node* parse_expression();
  Node* parse_expression_rest(std::uint32_t start, Node* first);
  Node* parse_assignment_expression(Cover cover = Cover::Expression);
  Node* parse_assignment_rest(std::uint32_t start, Node* left);
  Node* parse_yield_expression();
  Node* parse_conditional_expression(std::uint32_t start);
  Node* parse_binary_expression(std::uint8_t minimum);
  Node* parse_binary_operand(std::uint8_t minimum);
  Node* parse_binary_rest(std::uint32_t start, Node* left, std::uint8_t minimum);
  Node* make_binary(std::uint32_t start, const Token& op, Node* left, Node* right);
  Node* parse_unary_expression();
  Node* parse_unary_operator(UnaryOperator op);
  void check_delete(const Node* argument, SourceRange range);
  Node* parse_await_expression();
  Node* parse_update_expression();
  Node* parse_left_hand_side_expression();
  Node* parse_call_rest(std::uint32_t start, Node* expression, bool allows_calls);
  Node* parse_member_name(std::uint32_t start, Node* object, bool optional);
  Node* parse_computed_member(std::uint32_t start, Node* object, bool optional);
  Node* parse_call(std::uint32_t start, Node* callee, bool optional);
  NodeList parse_arguments(Cover cover = Cover::Expression);
  Node* parse_new_expression();
  Node* parse_super();
  Node* parse_import_expression();

  // Primary expressions (parse_primary.cpp) -----------------------------------------------------------------
  Node* parse_primary_expression();
  Node* parse_identifier_or_arrow();
  Node* parse_async_or_identifier();
  Node* parse_parenthesized_or_arrow();
  Node* parse_string_literal();
  Node* parse_numeric_literal();
  Node* parse_regular_expression();
  Node* parse_template_literal(bool is_tagged);
  Node* parse_template_element(bool is_tagged);
  Node* parse_array_literal();
  Node* parse_object_literal();
  Node* parse_property_definition(std::uint32_t& proto_at);
  Node* parse_shorthand_property(std::uint32_t start, const Token& name);
  Node* parse_spread_element(Cover cover);
  Node* parse_property_name(bool& computed);
  Node* parse_identifier_name();
  bool at_property_name_end() const;

  // Patterns (parse_patterns.cpp) ---------------------------------------------------------------------------
  Node* parse_binding_target(VariableKind kind);
  Node* parse_binding_element(VariableKind kind);
  Node* parse_binding_rest(VariableKind kind);
  Node* parse_array_binding_pattern(VariableKind kind);
  Node* parse_object_binding_pattern(VariableKind kind);
  Node* parse_binding_property(VariableKind kind);
  Node* to_assignment_target(Node* node);
  Node* to_assignment_element(Node* node);
  bool check_simple_target(Node* node, std::string_view what);
  Node* to_binding_element(Node* node);
  Node* to_pattern(Node* node, Node* (Parser::*element)(Node*));
  void defer_pattern_error(const PatternError& error);
  void report_pattern_error();

  // Functions (parse_functions.cpp) -------------------------------------------------------------------------
  template <typename T>
  T* make_function(const FunctionHead& head, const FunctionParts& parts);
  ParserContext function_context(const FunctionHead& head, FunctionInfo* info) const;
  Node* parse_function_expression(std::uint32_t start, bool is_async);
  Node* parse_function_declaration(std::uint32_t start, bool is_async, bool is_default_export = false);
  FunctionParts parse_function_rest(const FunctionHead& head);
  FunctionParts skip_function(FunctionInfo* info);
  NodeList parse_formal_parameters(const FunctionHead& head, FunctionInfo* info);
  void check_accessor_parameters(const FunctionHead& head, const NodeList& params, std::uint32_t start);
  Node* parse_function_body(const FunctionHead& head, FunctionInfo* info);
  void parse_function_statements(const FunctionHead& head, FunctionInfo* info, TokenType end);
  void check_strict_names(const FunctionHead& head, const Scope* scope);
  void finish_function(FunctionInfo* info);
  static void merge_into_enclosing(const FunctionInfo& inner);
  ArrowStart arrow_start(std::uint32_t offset) const;
  bool at_arrow(std::uint32_t start) const;
  Node* parse_arrow_function(const ArrowStart& start, std::size_t first_parameter, bool is_async);
  void adopt_arrow_parameters(const ArrowStart& start, FunctionInfo* info, const FunctionHead& head,
                              std::size_t first_parameter);
  void adopt_mentions(const ArrowStart& start, const ParserContext& outer);
  void parse_directives(bool is_function, const FunctionInfo* info);
  bool continues_expression(const Token& following) const;
  void open_function_scope(FunctionInfo* info, const ScopeBuilder::Mark& mark);
  bool is_known(const FunctionInfo* info) const;

  // Classes (parse_classes.cpp) -----------------------------------------------------------------------------
  Node* parse_class(std::uint32_t start, bool is_expression, bool is_default_export = false);
  template <typename T>
  Node* make_class(std::uint32_t start, Node* id, Node* super_class, Node* body, Scope* scope);
  Node* parse_class_body(bool is_derived);
  Node* parse_class_element(bool is_derived, std::uint32_t& constructor_at);
  Node* parse_class_method(const ClassElement& element, FunctionKind kind);
  Node* parse_field_definition(const ClassElement& element);
  Node* parse_static_block(std::uint32_t start);
  FunctionInfo* enter_initializer(FunctionKind kind, std::uint32_t start, ParserContext& outer);
  void leave_initializer(FunctionInfo* info, ParserContext& outer);
  bool is_inside_lazy_function() const;
  bool is_named(const Node* key, Name name) const;
  Node* parse_private_identifier();
  Node* parse_private_name();
  void fail_private_clash(const ClassElement& element, const PrivateName& other, bool is_half_static);
  void declare_private_name(const ClassElement& element, bool is_accessor);
  void close_private_names(std::size_t first_name, std::size_t first_reference);

  // Statements (parse_statements.cpp) -----------------------------------------------------------------------
  void parse_statement_list(TokenType end);
  Node* parse_statement(StatementPlace place);
  Node* parse_identifier_statement(StatementPlace place);
  Node* parse_expression_statement();
  Node* parse_labelled_statement(StatementPlace place);
  Node* parse_block();
  Node* parse_variable_statement(DeclarationKind kind, std::uint32_t start);
  NodeList parse_variable_declarations(DeclarationKind kind, bool in_for_head);
  bool at_let_declaration(StatementPlace place);
  bool at_using_declaration(bool in_for_head);
  bool at_await_using_declaration();
  void check_using_place(std::uint32_t start);
  bool at_loop() const;
  /// Is the statement that is being parsed part of another one?
  bool is_inside_statement() const { return nesting_ > 1; }
  Node* parse_if_statement();
  Node* parse_if_body(Scope*& scope);
  Node* parse_jump(bool is_break);
  Node* parse_return_statement();
  Node* parse_throw_statement();
  Node* parse_try_statement();
  Node* parse_catch_clause();
  Node* parse_switch_statement();
  Node* parse_switch_case(std::uint32_t& default_at);
  Node* parse_with_statement();
  Node* parse_parenthesized_condition();

  // Loops (parse_loops.cpp) ---------------------------------------------------------------------------------
  Node* parse_loop_body();
  Node* parse_for_statement();
  Node* parse_for_head(std::uint32_t start, bool is_await);
  Node* parse_for_declaration(DeclarationKind kind, std::uint32_t declaration_start);
  Node* parse_for_rest(std::uint32_t start, Node* init);
  Node* parse_for_in_of(std::uint32_t start, Node* left, bool is_await);
  void check_for_declaration(const VariableDeclaration& declaration, bool is_of);
  Node* parse_while_statement();
  Node* parse_do_while_statement();

  // Modules (parse_modules.cpp) -----------------------------------------------------------------------------
  Node* parse_import_declaration();
  void parse_import_clause(ImportDeclaration* declaration);
  Node* parse_namespace_import();
  void parse_named_imports();
  Node* parse_import_specifier();
  Node* parse_export_declaration();
  Node* parse_export_all(std::uint32_t start);
  Node* parse_export_named(std::uint32_t start);
  Node* parse_export_default(std::uint32_t start);
  Node* parse_exported_declaration(std::uint32_t start);
  Node* parse_module_export_name();
  Node* parse_module_specifier();
  NodeList parse_import_attributes();
  void check_attribute_keys(const NodeList& attributes);
  void add_exported_name(Name name, SourceRange range);
  void add_bound_names(const Node* pattern);
  void check_exports();
  Name export_name(const Node* name) const;

  /// How deeply texts may be nested, in recursions of the parser. Machine stack per level is bounded by what
  /// parser_test.cpp measures.
  static constexpr std::uint32_t k_max_nesting = 2500;
  /// A function counts as that many, besides those of the statement or expression that it is: a name used in
  /// the innermost of many is captured by each of them.
  static constexpr std::uint32_t k_function_levels = 5;

  SyntaxTree& tree_;
  Lexer lexer_;
  ScopeBuilder scopes_;
  const Goal goal_;
  const bool is_lazy_;
  const bool allows_await_;                                 // at the top level
  const EvalContext* const eval_;                           // null: no code of an eval
  const std::span<const std::string_view>* const body_of_;  // null: no body of a function

  ParserContext context_;
  bool is_strict_ = false;
  bool allows_in_ = true;
  std::uint32_t nesting_ = 0;
  std::uint32_t potential_arrow_at_ = k_nowhere;  // an arrow function may begin at this offset
  std::vector<Node*> scratch_;                    // lists that are being made
  std::vector<Label> labels_;

  PatternError pattern_error_;
  std::uint32_t operator_name_at_ = k_nowhere;  // where `await` or `yield` was last used as a variable's name

  // Private names of the classes around, and those used and not found yet.
  std::vector<PrivateName> private_names_;
  std::vector<std::uint32_t> private_name_index_;  // by name: one more than the index in private_names_
  std::vector<PrivateReference> private_references_;
  std::size_t first_private_name_ = 0;  // of the innermost class
  std::uint32_t class_depth_ = 0;

  std::vector<std::uint32_t> exported_names_;  // by name: one more than where it was first exported
  std::vector<ExportedLocal> exported_locals_;
  std::vector<Identifier*> parameter_names_;  // of the arrow function whose parameters are being converted
  bool parameters_have_expressions_ = false;

  // While a function is parsed again: the next of its inner functions, which are known already.
  std::uint32_t next_known_function_ = k_nowhere;
  const FunctionInfo* parsed_again_ = nullptr;
};

}  // namespace orrery::syntax
