#pragma once

#include <cstdint>

#include "base/output_buffer.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

struct TreePrinterOptions {
  bool colour = false;
  /// Whether to say what names mean, where variables live and what functions capture.
  bool show_scopes = true;
  /// Nodes deeper than this are left out; the program itself has depth 0.
  std::uint32_t max_depth = UINT32_MAX;
};

/// Prints the tree for people: a line for each node with its place (line and column from 1, in code points),
/// its type and what it says; children indented below, with their fields' names where several fields hold
/// children. Names and keys that the grammar fixes, such as that of a function or member, stand in their
/// parent's line. The indentation is bounded: deeper down lines begin with the number of levels that were
/// left out of it, such as `⋯7`.
///
/// Below nodes with scopes stand the scopes' variables, below functions their captures; each reference says
/// where its variable lives (scope.h). Scopes are numbered as they are met.
void print_tree(const SyntaxTree& tree, base::OutputBuffer& output, const TreePrinterOptions& options);

}  // namespace orrery::syntax
