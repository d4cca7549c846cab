#include "cli/machine_code/machine_code_listing.h"

#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <cxxabi.h>
#include <fmt/format.h>

#include "cli/machine_code/disassembler.h"
#include "engine/compilation.h"
#include "engine/engine.h"
#include "host/live_door.h"
#include "jit/baseline.h"
#include "jit/listing.h"
#include "vm/agent.h"
#include "vm/functions/executable.h"

namespace orrery::cli {

namespace {

using bytecode::MachineCodeLines;
using jit::CodePiece;

std::string_view text_of(CodePiece::Role role) {
  switch (role) {
    case CodePiece::Role::Line:
      return "";
    case CodePiece::Role::AfterCall:
      return "after the call";
    case CodePiece::Role::OutOfLine:
      return "out of line";
    default:
      return "to the slow path";
  }
}

/// `interpreter::unwind` of a symbol of ours; another one as it is.
std::string plain_name(const std::string& symbol) {
  const std::unique_ptr<char, decltype(&std::free)> demangled(
      abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, nullptr), &std::free);
  if (demangled == nullptr) return symbol;
  std::string_view name = demangled.get();
  name = name.substr(0, name.find('('));
  // A template's name begins with its return type.
  if (const std::size_t space = name.find(' '); space != std::string_view::npos && space < name.find('<'))
    name.remove_prefix(space + 1);
  constexpr std::string_view k_ours = "orrery::";
  if (name.starts_with(k_ours)) name.remove_prefix(k_ours.size());
  return std::string(name);
}

MachineCodeLines lines_of(const vm::Executable& executable, std::span<const CodePiece> pieces,
                          const Disassembler& disassembler) {
  MachineCodeLines lines;
  for (const CodePiece& piece : pieces) {
    Disassembler::Names names;
    for (const jit::CodeReference& reference : piece.references)
      names[reference.offset] = reference.is_mangled ? plain_name(reference.text) : reference.text;
    const std::span code(executable.machine_code()->start() + piece.offset, piece.size);
    for (Disassembler::Line& line : disassembler.lines(code, piece.offset, names))
      lines[piece.instruction].push_back({text_of(piece.role), line.offset, std::move(line.text)});
  }
  return lines;
}

}  // namespace

base::Result<std::vector<MachineCodeLines>> machine_code_of(
    const std::shared_ptr<compiler::Unit>& unit,
    std::span<const std::shared_ptr<const bytecode::CodeBlock>> code_blocks) {
  if (engine::room_for_machine_code().bytes == 0)
    return base::error(
        "this Orrery makes no machine code: it was built for another CPU, or with ORRERY_JIT=OFF");
  const auto disassembler = Disassembler::create();
  if (!disassembler) return std::unexpected(disassembler.error());
  const auto door = host::LiveDoor::create();
  if (!door) return std::unexpected(door.error());
  const std::unique_ptr<vm::Agent> agent = vm::Agent::create({}, **door);
  if (agent == nullptr) return base::error("there is no address space for an agent");
  agent->set_stack_start(__builtin_frame_address(0));
  engine::install(*agent, vm::MachineCodeUse::Eager);
  vm::Realm* const realm = engine::make_realm(*agent);
  agent->set_realm(realm);
  std::vector<MachineCodeLines> lines;
  for (const auto& code_block : code_blocks) {
    const auto executable = engine::make_executable(*agent, realm, unit, code_block, vm::Value::undefined());
    if (executable.is_thrown() || executable.value()->machine_code() == nullptr)
      return base::error(fmt::format(
          "function #{} '{}' gets no machine code: it would be more than {} MiB, or there is no room",
          code_block->header.index, code_block->program->string(code_block->header.name),
          jit::k_largest_function >> 20));
    // It has not run, so there is a listing.
    const auto pieces = jit::list_machine_code(*executable.value());
    if (!pieces)
      return base::error(
          fmt::format("function #{} is not what it was compiled as", code_block->header.index));
    lines.push_back(lines_of(*executable.value(), *pieces, **disassembler));
  }
  return lines;
}

}  // namespace orrery::cli
