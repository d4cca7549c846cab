#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "bytecode/code_block.h"
#include "bytecode/printer.h"
#include "compiler/compiler.h"

namespace orrery::cli {

/// The machine code that each of these functions of one text would get. An error: why there is none, or why
/// it cannot be shown.
base::Result<std::vector<bytecode::MachineCodeLines>> machine_code_of(
    const std::shared_ptr<compiler::Unit>& unit,
    std::span<const std::shared_ptr<const bytecode::CodeBlock>> code_blocks);

}  // namespace orrery::cli
