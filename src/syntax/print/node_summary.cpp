#include "syntax/print/node_summary.h"

#include "base/number_text.h"
#include "base/terminal_text.h"

namespace orrery::syntax {

namespace {

constexpr std::size_t k_name_cells = 40;
constexpr std::size_t k_source_cells = 60;

template <typename T>
bool has_id(const Node* parent, const Node* child) {
  return as<T>(parent).id == child;
}

template <typename T>
bool has_plain_key(const Node* parent, const Node* child) {
  return !as<T>(parent).computed && as<T>(parent).key == child;
}

}  // namespace

bool is_in_summary(const Node* parent, const Node* child) {
  switch (parent->type) {
    case NodeType::FunctionExpression:
      return has_id<FunctionExpression>(parent, child);
    case NodeType::FunctionDeclaration:
      return has_id<FunctionDeclaration>(parent, child);
    case NodeType::ClassExpression:
      return has_id<ClassExpression>(parent, child);
    case NodeType::ClassDeclaration:
      return has_id<ClassDeclaration>(parent, child);
    case NodeType::Property:
      return has_plain_key<Property>(parent, child);
    case NodeType::MethodDefinition:
      return has_plain_key<MethodDefinition>(parent, child);
    case NodeType::PropertyDefinition:
      return has_plain_key<PropertyDefinition>(parent, child);
    case NodeType::MemberExpression:
      return !as<MemberExpression>(parent).computed && as<MemberExpression>(parent).property == child;
    case NodeType::LabeledStatement:
      return as<LabeledStatement>(parent).label == child;
    case NodeType::ExportAllDeclaration:
      return as<ExportAllDeclaration>(parent).exported == child;
    case NodeType::MetaProperty:
    case NodeType::BreakStatement:
    case NodeType::ContinueStatement:
    case NodeType::ImportSpecifier:
    case NodeType::ImportDefaultSpecifier:
    case NodeType::ImportNamespaceSpecifier:
    case NodeType::ImportAttribute:
    case NodeType::ExportSpecifier:
      return true;
    default:
      return false;
  }
}

void NodeSummary::put(const Node* node) {
  visit(node, [this](const auto& typed) { put_fields(typed); });
}

// Words -----------------------------------------------------------------------------------------------------

void NodeSummary::put_word(Style style, std::string_view text) {
  output_.put(" ");
  output_.put(style, text);
}

void NodeSummary::put_source(const Node& node) {
  put_word(Style::Literal, base::shown_text(tree_.text(&node), k_source_cells));
}

/// An identifier, a private name, or a string where one may stand instead.
void NodeSummary::put_name(const Node* name) {
  if (const auto* identifier = try_as<Identifier>(name)) {
    put_identifier(*identifier);
  } else if (const auto* plain = try_as<IdentifierName>(name)) {
    put_word(Style::Name, base::shown_text(tree_.text(plain->name), k_name_cells));
  } else if (const auto* secret = try_as<PrivateIdentifier>(name)) {
    put_word(Style::Name, "#" + base::shown_text(tree_.text(secret->name), k_name_cells));
  } else {
    put_source(*name);
  }
}

void NodeSummary::put_identifier(const Identifier& identifier) {
  put_word(Style::Name, base::shown_text(tree_.text(identifier.name), k_name_cells));
  if (facts_ != nullptr) facts_->put_meaning(identifier);
}

void NodeSummary::put_optional_identifier(const Node* id) {
  if (id != nullptr) put_name(id);
}

void NodeSummary::put_key(const Node* key, bool computed) {
  if (!computed) put_name(key);
}

/// `first as second`, or one of them if they are the same in the source.
void NodeSummary::put_names(const Node* first, const Node* second) {
  if (first->start == second->start) return put_name(is<Identifier>(first) ? first : second);
  put_name(first);
  put_word(Style::Field, "as");
  put_name(second);
}

// Types -----------------------------------------------------------------------------------------------------

void NodeSummary::put_fields(const Program& program) {
  put_word(Style::Modifier, to_string(program.source_type));
}

void NodeSummary::put_fields(const NumericLiteral& literal) {
  put_source(literal);
  const std::string value = base::number_text(literal.value);
  if (value == tree_.text(&literal)) return;
  output_.put(Style::Fact, " = ");
  output_.put(Style::Literal, value);
}

/// In backquotes, so that it is seen when it is empty.
void NodeSummary::put_fields(const TemplateElement& element) {
  put_word(Style::Literal, "`" + base::shown_text(tree_.text(&element), k_source_cells) + "`");
}

void NodeSummary::put_fields(const MetaProperty& property) {
  put_name(property.meta);
  output_.put(".");
  output_.put(Style::Name, tree_.text(property.property));
}

void NodeSummary::put_fields(const Property& property) {
  put_modifier(property.shorthand, "shorthand");
  put_modifier(property.method, "method");
  put_modifier(property.kind != PropertyKind::Init, to_string(property.kind));
  put_modifier(property.computed, "computed");
  put_key(property.key, property.computed);
}

template <typename T>
void NodeSummary::put_function(const T& function) {
  put_modifier(function.async, "async");
  put_modifier(function.generator, "generator");
  put_optional_identifier(function.id);
}

void NodeSummary::put_fields(const MemberExpression& member) {
  put_operator(member.optional ? "?." : member.computed ? "[…]" : ".");
  if (member.computed) {
    if (member.optional) output_.put(Style::Operator, "[…]");
    return;
  }
  const bool is_private = is<PrivateIdentifier>(member.property);
  const Name name =
      is_private ? as<PrivateIdentifier>(member.property).name : as<IdentifierName>(member.property).name;
  output_.put(Style::Name, (is_private ? "#" : "") + base::shown_text(tree_.text(name), k_name_cells));
}

void NodeSummary::put_fields(const CallExpression& call) {
  put_modifier(call.optional, "?.");
  put_modifier(call.is_direct_eval, "direct eval");
}

void NodeSummary::put_fields(const UpdateExpression& update) {
  put_modifier(true, update.prefix ? "prefix" : "postfix");
  put_operator(to_string(update.operator_));
}

void NodeSummary::put_fields(const MethodDefinition& method) {
  put_modifier(method.static_, "static");
  put_modifier(method.kind != MethodKind::Method, to_string(method.kind));
  put_modifier(method.computed, "computed");
  if (method.kind != MethodKind::Constructor) put_key(method.key, method.computed);
}

void NodeSummary::put_fields(const PropertyDefinition& field) {
  put_modifier(field.static_, "static");
  put_modifier(field.computed, "computed");
  put_key(field.key, field.computed);
}

void NodeSummary::put_fields(const ImportSpecifier& specifier) {
  put_names(specifier.imported, specifier.local);
}

void NodeSummary::put_fields(const ImportAttribute& attribute) {
  put_name(attribute.key);
  output_.put(":");
  put_name(attribute.value);
}

void NodeSummary::put_fields(const ExportSpecifier& specifier) {
  put_names(specifier.local, specifier.exported);
}

void NodeSummary::put_fields(const ExportAllDeclaration& declaration) {
  if (declaration.exported == nullptr) return;
  put_word(Style::Field, "as");
  put_name(declaration.exported);
}

}  // namespace orrery::syntax
