#include "syntax/ast.h"

#include <cstddef>

namespace orrery::syntax {

namespace {

template <typename Enum, std::size_t count>
std::string_view name_in(const std::string_view (&names)[count], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  assert(index < count);
  return names[index];
}

}  // namespace

std::string_view to_string(NodeType type) {
  static constexpr std::string_view k_names[] = {
#define NODE(Type, estree_name) #Type,
#define END(Type)
#define CHILD(field)
#define OPTIONAL(field)
#define LIST(field)
#define HOLEY_LIST(field)
#define FLAG(field)
#define ENUM(EnumType, field)
#define DATA(DataType, field)
#include "syntax/ast.def"
  };
  return name_in(k_names, type);
}

std::string_view estree_name(NodeType type) {
  static constexpr std::string_view k_names[] = {
#define NODE(Type, estree_name) estree_name,
#define END(Type)
#define CHILD(field)
#define OPTIONAL(field)
#define LIST(field)
#define HOLEY_LIST(field)
#define FLAG(field)
#define ENUM(EnumType, field)
#define DATA(DataType, field)
#include "syntax/ast.def"
  };
  return name_in(k_names, type);
}

std::string_view to_string(SourceType type) {
  return type == SourceType::Script ? "script" : "module";
}

std::string_view to_string(PropertyKind kind) {
  static constexpr std::string_view k_names[] = {"init", "get", "set"};
  return name_in(k_names, kind);
}

std::string_view to_string(MethodKind kind) {
  static constexpr std::string_view k_names[] = {"constructor", "method", "get", "set"};
  return name_in(k_names, kind);
}

std::string_view to_string(DeclarationKind kind) {
  static constexpr std::string_view k_names[] = {"var", "let", "const", "using", "await using"};
  return name_in(k_names, kind);
}

std::string_view to_string(ImportPhase phase) {
  static constexpr std::string_view k_names[] = {"evaluation", "source", "defer"};
  return name_in(k_names, phase);
}

std::string_view to_string(UpdateOperator op) {
  return op == UpdateOperator::Increment ? "++" : "--";
}

std::string_view to_string(UnaryOperator op) {
  static constexpr std::string_view k_names[] = {"-", "+", "!", "~", "typeof", "void", "delete"};
  return name_in(k_names, op);
}

std::string_view to_string(LogicalOperator op) {
  static constexpr std::string_view k_names[] = {"&&", "||", "??"};
  return name_in(k_names, op);
}

std::string_view to_string(BinaryOperator op) {
  static constexpr std::string_view k_names[] = {
      "==", "!=", "===", "!==", "<", "<=", ">", ">=", "<<", ">>", ">>>",
      "+",  "-",  "*",   "/",   "%", "**", "&", "|",  "^",  "in", "instanceof"};
  return name_in(k_names, op);
}

std::string_view to_string(AssignmentOperator op) {
  static constexpr std::string_view k_names[] = {"=",   "+=",   "-=", "*=", "/=", "%=",  "**=", "<<=",
                                                 ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "\?\?="};
  return name_in(k_names, op);
}

}  // namespace orrery::syntax
