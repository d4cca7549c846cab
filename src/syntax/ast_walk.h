#pragma once

#include <type_traits>
#include <vector>

#include "syntax/ast.h"
#include "syntax/field_name.h"

namespace orrery::syntax {

/// [DOC] Walking the tree
///
/// Trees are as deep as the parser's nesting limit lets them be, so that recursion is safe — except along
/// chains of operators, members and calls, such as `a + b + c + …` or `a.b.c…`: those grow to the left, one
/// node for each operator, without limit. Whoever recurses over a tree goes through LeftSpines, which walks
/// such chains in a loop.

/// The child through which chains grow without limit, at which the text of `node` begins; null for most
/// types.
inline Node* left_child(const Node* node) {
  switch (node->type) {
    case NodeType::BinaryExpression:
      return as<BinaryExpression>(node).left;
    case NodeType::LogicalExpression:
      return as<LogicalExpression>(node).left;
    case NodeType::MemberExpression:
      return as<MemberExpression>(node).object;
    case NodeType::CallExpression:
      return as<CallExpression>(node).callee;
    case NodeType::TaggedTemplateExpression:
      return as<TaggedTemplateExpression>(node).tag;
    default:
      return nullptr;
  }
}

/// Calls `visitor` with `node` as what it is. \pre left_child(node) is not null
template <typename Visitor>
void visit_with_left_child(const Node* node, Visitor&& visitor) {
  switch (node->type) {
    case NodeType::BinaryExpression:
      return visitor(as<BinaryExpression>(node));
    case NodeType::LogicalExpression:
      return visitor(as<LogicalExpression>(node));
    case NodeType::MemberExpression:
      return visitor(as<MemberExpression>(node));
    case NodeType::CallExpression:
      return visitor(as<CallExpression>(node));
    case NodeType::TaggedTemplateExpression:
      return visitor(as<TaggedTemplateExpression>(node));
    default:
      assert(false);
  }
}

/// For each type of node, a function that calls `visitor` for each field, in the order of ast.def:
///
///     visitor.child<"left">(Node*)            visitor.list<"body">(NodeList) visitor.flag<"computed">(bool)
///     visitor.optional<"id">(Node*, or null)  visitor.holey_list<"elements">(…)
///     visitor.enumeration<"kind">(…)
///                                                                                 visitor.data<"scope">(…)
#define NODE(Type, estree_name) \
  template <typename Visitor>   \
  void for_each_field([[maybe_unused]] const Type& node, [[maybe_unused]] Visitor&& visitor) {
#define END(Type) }
#define CHILD(field) visitor.template child<#field>(node.field);
#define OPTIONAL(field) visitor.template optional<#field>(node.field);
#define LIST(field) visitor.template list<#field>(node.field);
#define HOLEY_LIST(field) visitor.template holey_list<#field>(node.field);
#define FLAG(field) visitor.template flag<#field>(node.field);
#define ENUM(EnumType, field) visitor.template enumeration<#field>(node.field);
#define DATA(DataType, field) visitor.template data<#field>(node.field);
#include "syntax/ast.def"

/// A visitor for for_each_field() that calls `function` with each child.
template <typename Function>
struct ChildVisitor {
  template <FieldName>
  void child(Node* node) {
    function(node);
  }
  template <FieldName>
  void optional(Node* node) {
    if (node != nullptr) function(node);
  }
  template <FieldName>
  void list(const NodeList& nodes) {
    for (Node* node : nodes) function(node);
  }
  template <FieldName name>
  void holey_list(const NodeList& nodes) {
    for (Node* node : nodes) optional<name>(node);
  }
  template <FieldName>
  void flag(bool) {}
  template <FieldName, typename Enum>
  void enumeration(Enum) {}
  template <FieldName, typename Data>
  void data(const Data&) {}

  Function& function;
};

/// Calls `function` with each child that is not null, in the order of ast.def.
template <typename Function>
void for_each_child(const Node* node, Function&& function) {
  visit(node, [&](const auto& typed) {
    for_each_field(typed, ChildVisitor<std::remove_reference_t<Function>>{function});
  });
}

/// Walks chains of left children without recursion. One for each walk of a tree: it holds the chains that are
/// open.
class LeftSpines {
 public:
  /// For the chain that begins at `node`: calls `enter` for each node of it from the outside in, down to the
  /// parent of the innermost one, then `leaf` for that innermost one, then `leave` for the others from the
  /// inside out. `leaf` and `leave` may call walk() for other children; `leave` is what visits those behind
  /// the left one.
  template <typename Enter, typename Leaf, typename Leave>
  void walk(const Node* node, Enter&& enter, Leaf&& leaf, Leave&& leave) {
    const std::size_t first = open_.size();
    while (const Node* left = left_child(node)) {
      enter(node);
      open_.push_back(node);
      node = left;
    }
    leaf(node);
    while (open_.size() > first) {
      const Node* parent = open_.back();
      open_.pop_back();
      leave(parent);
    }
  }

 private:
  std::vector<const Node*> open_;
};

}  // namespace orrery::syntax
