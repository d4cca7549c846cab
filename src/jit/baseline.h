#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>

#include "vm/functions/machine_code.h"

namespace orrery::vm {
class Agent;
class Executable;
}  // namespace orrery::vm

namespace orrery::jit {

/// Why a function stays bytecode.
enum class Refusal : std::uint8_t { NoRoom, TooLarge };
std::string_view to_string(Refusal refusal);

/// Bytes of bytecode. Machine code takes about ten times as much; so no function can take all the room there
/// is.
constexpr std::size_t k_largest_function = std::size_t{1} << 19;

/// Compiles the function, which must be prepared, by copying stencils (stencil.h).
std::expected<std::unique_ptr<vm::MachineCode>, Refusal> compile_baseline(vm::Executable& executable);

}  // namespace orrery::jit
