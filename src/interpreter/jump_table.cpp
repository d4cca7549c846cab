#include "interpreter/jump_table.h"

#include "vm/execution/frame.h"
#include "vm/functions/executable.h"

namespace orrery::interpreter {

using vm::Executable;
using vm::FrameWords;
using vm::Value;

const std::uint8_t* find_table_target(const Value* fp, std::uint32_t table_index, Value acc,
                                      const std::uint8_t* next) {
  const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
  const auto& table = std::get<bytecode::JumpTable>(executable->code().constants[table_index]);
  if (!acc.is_int32()) return next;
  const auto entry = static_cast<std::size_t>(std::int64_t{acc.as_int32()} - table.first);
  if (entry >= table.targets.size() || table.targets[entry] == 0) return next;
  return executable->code_start() + table.targets[entry];
}

}  // namespace orrery::interpreter
