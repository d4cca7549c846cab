#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "syntax/name.h"
#include "syntax/source_text.h"

namespace orrery::syntax {

/// [DOC] The syntax tree
///
/// Nodes live in an arena, are plain data, and point to their children. The kinds and their fields are
/// declared in ast.def and nowhere else. A node's range covers what ESTree says it covers.
///
/// The tree of `a + b + c + …` is as deep as it is long, and so are chains of members and calls; everything
/// else is no deeper than the parser's nesting limit. Whoever walks a tree therefore recurses freely except
/// into the leftmost child: see ast_walk.h.

struct FunctionInfo;
struct Scope;
struct Variable;

enum class NodeType : std::uint8_t {
#define NODE(Type, estree_name) Type,
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

enum class SourceType : std::uint8_t { Script, Module };
enum class PropertyKind : std::uint8_t { Init, Get, Set };
enum class MethodKind : std::uint8_t { Constructor, Method, Get, Set };
enum class DeclarationKind : std::uint8_t { Var, Let, Const, Using, AwaitUsing };
enum class ImportPhase : std::uint8_t { Evaluation, Source, Defer };
enum class UpdateOperator : std::uint8_t { Increment, Decrement };
enum class UnaryOperator : std::uint8_t { Minus, Plus, LogicalNot, BitwiseNot, Typeof, Void, Delete };
enum class LogicalOperator : std::uint8_t { And, Or, Coalesce };

/// In the order of tokens.def.
enum class BinaryOperator : std::uint8_t {
  Equals,
  NotEquals,
  StrictEquals,
  StrictNotEquals,
  LessThan,
  LessThanEquals,
  GreaterThan,
  GreaterThanEquals,
  ShiftLeft,
  ShiftRight,
  UnsignedShiftRight,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  Exponentiate,
  BitwiseAnd,
  BitwiseOr,
  BitwiseXor,
  In,
  Instanceof,
};

/// In the order of tokens.def.
enum class AssignmentOperator : std::uint8_t {
  Assign,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  Exponentiate,
  ShiftLeft,
  ShiftRight,
  UnsignedShiftRight,
  BitwiseAnd,
  BitwiseOr,
  BitwiseXor,
  LogicalAnd,
  LogicalOr,
  Coalesce,
};

std::string_view to_string(NodeType type);
/// What ESTree calls nodes of this type.
std::string_view estree_name(NodeType type);
std::string_view to_string(SourceType type);
std::string_view to_string(PropertyKind kind);
std::string_view to_string(MethodKind kind);
std::string_view to_string(DeclarationKind kind);
std::string_view to_string(ImportPhase phase);
std::string_view to_string(UpdateOperator op);
std::string_view to_string(UnaryOperator op);
std::string_view to_string(LogicalOperator op);
std::string_view to_string(BinaryOperator op);
std::string_view to_string(AssignmentOperator op);

/// What every node begins with.
struct Node {
  enum Flag : std::uint8_t {
    /// Stands in parentheses of its own, which its range does not cover.
    k_parenthesized = 1 << 0,
    /// Identifiers: declares the variable (and may initialise it) rather than referring to it.
    k_declares = 1 << 1,
    /// Identifiers: is assigned to.
    k_assigned = 1 << 2,
    /// Identifiers: found by name at run time, since `with` or a sloppy direct eval lies between it and its
    /// variable.
    k_dynamic = 1 << 3,
    /// Spread elements: a comma stands behind it, which a rest element may not have.
    k_followed_by_comma = 1 << 4,
  };

  Node(NodeType node_type, SourceRange node_range)
      : start(node_range.start), end(node_range.end), type(node_type) {}

  SourceRange range() const { return {start, end}; }
  bool has(Flag flag) const { return (flags & flag) != 0; }
  void add(Flag flag) { flags = static_cast<std::uint8_t>(flags | flag); }

  std::uint32_t start;
  std::uint32_t end;
  NodeType type;
  std::uint8_t flags = 0;
};

/// Children in source order: one word, pointing to a count and the nodes.
class NodeList {
  struct Header {
    std::size_t size;
    Node** begin() { return reinterpret_cast<Node**>(this + 1); }
  };

 public:
  NodeList() = default;
  NodeList(base::Arena& arena, std::span<Node* const> nodes) {
    if (nodes.empty()) return;
    header_ = static_cast<Header*>(arena.allocate(sizeof(Header) + nodes.size_bytes()));
    header_->size = nodes.size();
    std::copy(nodes.begin(), nodes.end(), header_->begin());
  }

  std::size_t size() const { return header_ ? header_->size : 0; }
  bool empty() const { return header_ == nullptr; }
  Node** begin() const { return header_ ? header_->begin() : nullptr; }
  Node** end() const { return begin() + size(); }
  Node*& operator[](std::size_t index) const { return begin()[index]; }
  Node*& front() const { return begin()[0]; }
  Node*& back() const { return begin()[size() - 1]; }

 private:
  Header* header_ = nullptr;
};

// The node classes.
#define NODE(Type, estree_name)                        \
  struct Type : Node {                                 \
    static constexpr NodeType k_type = NodeType::Type; \
    explicit Type(SourceRange node_range) : Node(k_type, node_range) {}
#define END(Type) \
  }               \
  ;
#define CHILD(field) Node* field = nullptr;
#define OPTIONAL(field) Node* field = nullptr;
#define LIST(field) NodeList field;
#define HOLEY_LIST(field) NodeList field;
#define FLAG(field) bool field = false;
#define ENUM(EnumType, field) EnumType field{};
#define DATA(DataType, field) DataType field{};
#include "syntax/ast.def"

template <typename T>
bool is(const Node* node) {
  return node->type == T::k_type;
}

/// \pre is<T>(node)
template <typename T>
T& as(Node* node) {
  assert(is<T>(node));
  return *static_cast<T*>(node);
}

template <typename T>
const T& as(const Node* node) {
  assert(is<T>(node));
  return *static_cast<const T*>(node);
}

template <typename T>
T* try_as(Node* node) {
  return node != nullptr && is<T>(node) ? static_cast<T*>(node) : nullptr;
}

template <typename T>
const T* try_as(const Node* node) {
  return node != nullptr && is<T>(node) ? static_cast<const T*>(node) : nullptr;
}

/// Calls `visit` with `node` as what it is, such as `const BinaryExpression&`.
template <typename Visitor>
decltype(auto) visit(const Node* node, Visitor&& visitor) {
  switch (node->type) {
#define NODE(Type, estree_name) \
  case NodeType::Type:          \
    return visitor(*static_cast<const Type*>(node));
#define END(Type)
#define CHILD(field)
#define OPTIONAL(field)
#define LIST(field)
#define HOLEY_LIST(field)
#define FLAG(field)
#define ENUM(EnumType, field)
#define DATA(DataType, field)
#include "syntax/ast.def"
  }
  __builtin_unreachable();
}

static_assert(sizeof(Identifier) == 24 && sizeof(IdentifierName) == 16 && sizeof(BinaryExpression) == 32);

}  // namespace orrery::syntax
