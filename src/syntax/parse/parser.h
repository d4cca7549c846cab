#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string_view>

#include "syntax/source_text.h"
#include "syntax/syntax_error.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

/// What a text is parsed as: the grammar's goal symbol (https://tc39.es/ecma262/#sec-syntactic-grammar).
enum class Goal : std::uint8_t { Script, Module };

/// What the code of a direct eval takes from the code around the call:
/// https://tc39.es/ecma262/#sec-performeval
struct EvalContext {
  bool is_strict = false;
  bool allows_new_target = false;
  bool allows_super_property = false;
  bool allows_super_call = false;
  bool forbids_arguments = false;  // in a class field's initializer
  // Of the classes around, without their number signs.
  std::span<const std::string_view> private_names;
};

struct ParseOptions {
  Goal goal = Goal::Script;
  /// Function bodies are checked and their captures recorded, but their trees are not kept: see
  /// parse_function().
  bool lazy_functions = false;
  /// Of scripts: `await` is an operator at the top level, as in modules. For those who type programs line by
  /// line.
  bool allows_await = false;
  /// The text is code of an eval, direct or (a default EvalContext) indirect. Null: it is none. Outlives the
  /// parse.
  const EvalContext* eval = nullptr;
  /// The text is the body of a function with these parameters, which are names and stand nowhere in it: what
  /// Node makes of a CommonJS module. The program then consists of a FunctionExpression. Null: it is none.
  /// Outlives the parse.
  const std::span<const std::string_view>* body_of = nullptr;
};

/// Parses all of `source`, which must outlive the result, and finds every early error.
std::expected<SyntaxTree, SyntaxError> parse(const SourceText& source, const ParseOptions& options);

/// Parses one function of `tree` once more, now with its tree; the functions in it stay lazy. Takes time in
/// proportion to its text without theirs. `function` and its captures get new scopes.
/// \param function  one of tree.functions(), of a kind that may be lazy: no TopLevel, field initializer or
/// static block
/// \return a FunctionExpression, FunctionDeclaration or ArrowFunctionExpression, owned by the tree
const Node* parse_function(SyntaxTree& tree, FunctionInfo& function);

}  // namespace orrery::syntax
