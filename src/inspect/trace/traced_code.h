#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "bytecode/code_block.h"
#include "bytecode/expression_map.h"

namespace orrery::vm {
class Executable;
}  // namespace orrery::vm

namespace orrery::inspect {

/// What a tracer must know of a function's code at each instruction.
struct TracedCode {
  static constexpr std::uint32_t k_none = ~0u;

  /// A variable that lives in a register.
  struct Variable {
    std::uint32_t scope = k_none;  // of CodeBlock::scopes; none: the register is no variable's
    std::uint32_t index = 0;       // of Scope::variables
  };

  std::shared_ptr<const bytecode::CodeBlock> code;
  /// Positions are UTF-16 code units. Null: nothing is known.
  std::unique_ptr<const bytecode::ExpressionMap> map;
  /// By offset: the innermost scope whose environment is there.
  std::vector<std::uint32_t> innermost;
  std::vector<Variable> registers;
  bool has_been_mapped = false;
};

/// Made when a function is first met, by compiling it once more.
class TracedCodes {
 public:
  /// \pre the executable is prepared
  /// \param is_mapped  whether the expressions are wanted
  const TracedCode& of(vm::Executable* executable, bool is_mapped);

 private:
  std::unordered_map<const bytecode::CodeBlock*, std::unique_ptr<TracedCode>> codes_;
};

}  // namespace orrery::inspect
