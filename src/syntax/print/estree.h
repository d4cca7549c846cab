#pragma once

#include "base/output_buffer.h"
#include "syntax/syntax_tree.h"

namespace orrery::syntax {

struct EstreeOptions {
  const Node* root = nullptr;  // of the tree: that node and what is in it; null: all of the tree
  bool has_loc = true;
};

/// Writes the tree as ESTree JSON (https://github.com/estree/estree) without white space or a final newline:
/// what JSON.stringify makes of acorn's tree (https://github.com/acornjs/acorn, ecmaVersion "latest") with
/// `locations`. `start`, `end` and columns are in UTF-16 code units; lines count from 1, the rest from 0.
///
/// What JSON cannot hold is as JSON.stringify would have it: the value of a regular expression is {}, numbers
/// beyond its range are null. It refuses BigInts, which are null here; their digits are in `bigint`. Where
/// the ecosystem has a convention that acorn does not know yet, it is followed: `phase` of `import defer` and
/// `import source`.
///
/// The body of a lazy function is null.
void write_estree(const SyntaxTree& tree, base::OutputBuffer& output, const EstreeOptions& options = {});

}  // namespace orrery::syntax
