#pragma once

#include <array>
#include <cstdint>

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/scope.h"
#include "syntax/scope_builder.h"

// What the parser keeps in mind while it parses: small records, each described where it is used.

namespace orrery::syntax {

/// An offset that is none.
constexpr std::uint32_t k_nowhere = ~std::uint32_t{0};

/// May what is being parsed turn out to be a pattern?
enum class Cover : std::uint8_t { Expression, MaybePattern };

enum class StatementPlace : std::uint8_t {
  List,   // in a list of statements: declarations are allowed
  Body,   // of `if`, a loop, `with`
  Label,  // behind a label in a list: only functions are allowed
};

/// What surrounds a piece of text up to the nearest function.
struct ParserContext {
  FunctionInfo* function = nullptr;
  bool allows_await = false;    // `await x` is an expression
  bool reserves_await = false;  // `await` is not a name
  bool allows_yield = false;
  bool allows_return = false;
  bool allows_new_target = false;
  bool allows_super_property = false;
  bool allows_super_call = false;
  bool forbids_arguments = false;  // in field initializers and static blocks
  bool in_parameters = false;
  bool in_switch_case = false;  // directly
  std::uint32_t loop_depth = 0;
  std::uint32_t breakable_depth = 0;  // loops and switches
  std::uint32_t first_label = 0;
  SourceRange duplicate_parameter;   // empty: none
  SourceRange duplicated_parameter;  // the one before it of that name

  // What must not have been in an arrow function's parameters: the last one, or k_nowhere.
  std::uint32_t await_expression_at = k_nowhere;
  std::uint32_t yield_expression_at = k_nowhere;
  std::uint32_t await_name_at = k_nowhere;
  // Where each thing was mentioned last: what is mentioned in an arrow function's parameters is its mention.
  std::array<std::uint32_t, k_mention_count> mentioned_at;

  ParserContext() { mentioned_at.fill(k_nowhere); }
};

/// The first thing that only a pattern may contain, in what may still become one.
struct PatternError {
  SourceRange range;
  const char* message = nullptr;  // null: none
  SourceRange note_range;         // empty: none; else of what came first
};

/// A label around the statement that is being parsed.
struct Label {
  Name name;
  bool is_loop;
  std::uint32_t offset;
  bool waits_for_statement = false;  // directly behind it comes another label, or so it seems
};

/// What is known of a function before its parameters.
struct FunctionHead {
  FunctionKind kind = FunctionKind::Normal;
  bool is_async = false;
  bool is_generator = false;
  bool is_expression = false;
  std::uint32_t start = 0;         // of the node
  std::uint32_t source_start = 0;  // of the text that toString gives
  const Identifier* id = nullptr;
};

/// What all functions consist of, whatever node they become.
struct FunctionParts {
  NodeList params;
  Node* body = nullptr;
  FunctionInfo* info = nullptr;
};

/// Where an arrow function would begin, taken before its parameters are parsed as an expression.
struct ArrowStart {
  std::uint32_t offset;
  std::uint32_t first_function;
  ScopeBuilder::Mark mark;
  ScopeBuilder::Memory memory;
  base::Arena::Mark nodes;
};

/// An element of a class, up to its name.
struct ClassElement {
  std::uint32_t start = 0;
  std::uint32_t definition_start = 0;  // the same without `static`
  bool is_static = false;
  bool is_async = false;
  bool is_generator = false;
  MethodKind kind = MethodKind::Method;
  bool computed = false;
  Node* key = nullptr;
};

struct PrivateName {
  Name name;
  std::uint32_t offset;
  std::uint8_t kinds;      // bits of parse_classes.cpp
  std::uint32_t shadowed;  // one more than the index of that name of a class around
};

struct PrivateReference {
  Name name;
  std::uint32_t offset;
};

/// A variable named in `export { … }`.
struct ExportedLocal {
  Name name;
  SourceRange range;
};

}  // namespace orrery::syntax
