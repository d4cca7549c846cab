#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bytecode/code_block.h"

namespace orrery::bytecode {

/// The scopes that are open at an instruction, for whoever goes through code from its beginning. Takes any
/// CodeBlock, sound or not; it must outlive this.
class OpenScopes {
 public:
  explicit OpenScopes(const CodeBlock& code_block);

  /// Goes on to the instruction at `offset`. \pre it is not before the last one
  void advance(std::uint32_t offset);

  /// The scope whose environment is `hops` steps outwards from that in `register_index`. Null if that is not
  /// of this code block.
  const Scope* find_environment(std::uint32_t register_index, std::uint32_t hops) const;
  /// The variable that lives in the register; null if it is none.
  const ScopeVariable* find_variable(std::uint32_t register_index) const;

 private:
  const std::vector<Scope>& scopes_;
  std::vector<std::uint32_t> by_start_;  // indices of scopes_
  std::size_t next_ = 0;                 // in by_start_
  std::vector<std::uint32_t> open_;      // outer before inner
};

/// The variable in that slot of the scope's environment; null if none is known.
const ScopeVariable* find_slot(const Scope& scope, std::uint32_t slot);

}  // namespace orrery::bytecode
