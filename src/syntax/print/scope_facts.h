#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

#include "base/styled_output.h"
#include "syntax/scope.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

using base::Style;
using base::StyledOutput;

/// Words for what the front end knows of names, scopes and functions.
class ScopeFacts {
 public:
  ScopeFacts(const SyntaxTree& tree, StyledOutput& output) : tree_(tree), output_(output) {}

  /// Begins a line below the node that is being printed.
  using NewLine = std::function<void()>;

  /// What an identifier means: `declares let → slot 1 of #2`.
  void put_meaning(const Identifier& identifier);
  /// The scope and its variables, if there is something to say of it.
  void put_scope(const Scope* scope, const NewLine& new_line);
  /// What is known of a function, with its captures and its scopes.
  void put_function(const FunctionInfo* function, const NewLine& new_line);

 private:
  void put_place(const Resolution& resolution);
  void put_variable(const Variable& variable, std::size_t name_cells);
  void put_captures(const FunctionInfo& function, const NewLine& new_line);
  void put_in_column(Name name, std::size_t column_cells);
  std::string scope_number(const Scope* scope);
  std::string shown_name(Name name) const;

  const SyntaxTree& tree_;
  StyledOutput& output_;
  std::unordered_map<const Scope*, std::size_t> numbers_;
};

}  // namespace orrery::syntax
