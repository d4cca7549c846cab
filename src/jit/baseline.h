#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>

#include "jit/code_memory.h"
#include "vm/functions/machine_code.h"

namespace orrery::vm {
class Agent;
class Executable;
}  // namespace orrery::vm

namespace orrery::jit {

/// Why a function stays bytecode: until others have given room back (CodeMemory::release), or for good.
enum class Refusal : std::uint8_t { NoRoom, TooLarge };
std::string_view to_string(Refusal refusal);

/// Bytes of machine code, so that no function can take all the room there is. It is laid out first and
/// measured then, for bytecode tells little: machine code takes many times as much, 51 times in PdfJS, 77 in
/// Box2D, 79 in Typescript, 112 in a function of 40,000 stores `a[i] = s`.
constexpr std::size_t k_largest_function = CodeMemory::k_size / 8;

/// Compiles the function, which must be prepared, by copying stencils (stencil.h).
std::expected<std::unique_ptr<vm::MachineCode>, Refusal> compile_baseline(vm::Executable& executable);

}  // namespace orrery::jit
