#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/name_table.h"
#include "syntax/scope_builder.h"
#include "syntax/source_text.h"

namespace orrery::syntax {

/// A parsed text with everything it owns. The source text must outlive it.
class SyntaxTree {
 public:
  SyntaxTree(const SourceText& source) : source_(&source) {}

  const SourceText& source() const { return *source_; }
  const Program& program() const { return *program_; }
  const NameTable& names() const { return names_; }
  std::string_view text(Name name) const { return names_.text(name); }
  /// The name of a text that need not be in the source.
  Name intern(std::string_view text) { return names_.intern(text); }
  std::string_view text(const Node* node) const { return source_->slice(node->range()); }

  /// Every function, in the order in which the parser finds out that they are functions: an arrow function's
  /// at its `=>`, so those in its parameters come before it. The first is the script or module itself.
  std::span<FunctionInfo* const> functions() const { return functions_; }

  /// Offsets at which a `/` begins a regular expression and a `}` goes on with a template, in order: what a
  /// token cannot know of itself.
  std::span<const std::uint32_t> context_dependent_tokens() const { return context_dependent_tokens_; }

  /// Memory that the nodes take, and that scopes, variables and what is known of functions take.
  std::size_t node_bytes() const { return nodes_.used_bytes(); }
  std::size_t scope_bytes() const { return scopes_.used_bytes() + functions_arena_.used_bytes(); }
  /// All that the tree takes and keeps for more, but the text.
  std::size_t memory_bytes() const {
    return names_.memory_bytes() + nodes_.reserved_bytes() + scopes_.reserved_bytes() +
           functions_arena_.reserved_bytes() + functions_.capacity() * sizeof(FunctionInfo*) +
           context_dependent_tokens_.capacity() * sizeof(std::uint32_t);
  }

 private:
  friend class Parser;

  const SourceText* source_;
  const Program* program_ = nullptr;
  NameTable names_;
  base::Arena nodes_;
  base::Arena scopes_;
  base::Arena functions_arena_;  // and captures
  ScopeBuilder::Tables scope_tables_;
  std::vector<FunctionInfo*> functions_;
  std::vector<std::uint32_t> context_dependent_tokens_;
};

}  // namespace orrery::syntax
