#pragma once

#include "base/styled_output.h"
#include "syntax/print/scope_facts.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

/// Is `child` a name or key that stands in the line of `parent`?
bool is_in_summary(const Node* parent, const Node* child);

/// What a node's line says behind its type: its operator, name, value, modifiers.
class NodeSummary {
 public:
  /// \param facts  null if identifiers' meanings are not asked for
  NodeSummary(const SyntaxTree& tree, StyledOutput& output, ScopeFacts* facts)
      : tree_(tree), output_(output), facts_(facts) {}

  void put(const Node* node);

 private:
  void put_fields(const Node&) {}
  void put_fields(const Program& program);
  void put_fields(const Identifier& identifier) { put_identifier(identifier); }
  void put_fields(const IdentifierName& node) { put_name(&node); }
  void put_fields(const PrivateIdentifier& node) { put_name(&node); }
  void put_fields(const NullLiteral&) {}
  void put_fields(const BooleanLiteral& literal) { put_source(literal); }
  void put_fields(const NumericLiteral& literal);
  void put_fields(const BigIntLiteral& literal) { put_source(literal); }
  void put_fields(const StringLiteral& literal) { put_source(literal); }
  void put_fields(const RegExpLiteral& literal) { put_source(literal); }
  void put_fields(const TemplateElement& element);
  void put_fields(const MetaProperty& property);
  void put_fields(const Property& property);
  void put_fields(const FunctionExpression& function) { put_function(function); }
  void put_fields(const ArrowFunctionExpression& function) { put_function(function); }
  void put_fields(const FunctionDeclaration& function) { put_function(function); }
  void put_fields(const ClassExpression& node) { put_optional_identifier(node.id); }
  void put_fields(const ClassDeclaration& node) { put_optional_identifier(node.id); }
  void put_fields(const MemberExpression& member);
  void put_fields(const CallExpression& call);
  void put_fields(const ImportExpression& node) { put_phase(node.phase); }
  void put_fields(const UpdateExpression& update);
  void put_fields(const UnaryExpression& node) { put_operator(to_string(node.operator_)); }
  void put_fields(const BinaryExpression& node) { put_operator(to_string(node.operator_)); }
  void put_fields(const LogicalExpression& node) { put_operator(to_string(node.operator_)); }
  void put_fields(const AssignmentExpression& node) { put_operator(to_string(node.operator_)); }
  void put_fields(const YieldExpression& node) { put_modifier(node.delegate, "*"); }
  void put_fields(const ExpressionStatement& statement) { put_modifier(statement.is_directive, "directive"); }
  void put_fields(const LabeledStatement& statement) { put_name(statement.label); }
  void put_fields(const BreakStatement& statement) { put_optional_name(statement.label); }
  void put_fields(const ContinueStatement& statement) { put_optional_name(statement.label); }
  void put_fields(const ForOfStatement& statement) { put_modifier(statement.await, "await"); }
  void put_fields(const VariableDeclaration& declaration) { put_modifier(true, to_string(declaration.kind)); }
  void put_fields(const MethodDefinition& method);
  void put_fields(const PropertyDefinition& field);
  void put_fields(const ImportDeclaration& node) { put_phase(node.phase); }
  void put_fields(const ImportSpecifier& specifier);
  void put_fields(const ImportDefaultSpecifier& specifier) { put_name(specifier.local); }
  void put_fields(const ImportNamespaceSpecifier& specifier) { put_name(specifier.local); }
  void put_fields(const ImportAttribute& attribute);
  void put_fields(const ExportSpecifier& specifier);
  void put_fields(const ExportAllDeclaration& declaration);

  template <typename T>
  void put_function(const T& function);
  void put_identifier(const Identifier& identifier);
  void put_optional_identifier(const Node* id);
  void put_name(const Node* name);
  void put_optional_name(const Node* name) {
    if (name != nullptr) put_name(name);
  }
  void put_key(const Node* key, bool computed);
  void put_names(const Node* first, const Node* second);
  void put_source(const Node& node);
  void put_operator(std::string_view text) { put_word(Style::Operator, text); }
  void put_modifier(bool condition, std::string_view text) {
    if (condition) put_word(Style::Modifier, text);
  }
  void put_phase(ImportPhase phase) { put_modifier(phase != ImportPhase::Evaluation, to_string(phase)); }
  void put_word(Style style, std::string_view text);

  const SyntaxTree& tree_;
  StyledOutput& output_;
  ScopeFacts* facts_;
};

}  // namespace orrery::syntax
