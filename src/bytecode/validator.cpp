#include "bytecode/validator.h"

#include <limits>

#include <fmt/format.h>

#include "bytecode/validation.h"

namespace orrery::bytecode {

void Validation::report(const Instruction& instruction, std::string_view message) {
  add(instruction.offset(),
      fmt::format("{:04} {}: {}", instruction.offset(), instruction.info().name, message));
}

void Validation::report(std::uint32_t offset, std::string_view message) {
  add(offset, fmt::format("{:04}: {}", offset, message));
}

bool Validation::find_instructions() {
  const std::vector<std::uint8_t>& code = code_block_.code;
  starts_.assign(code.size(), false);
  std::uint8_t last_effects = Pure;
  std::uint32_t offset = 0;
  while (offset < code.size()) {
    const auto instruction = decode(code, offset);
    if (!instruction) {
      switch (instruction.error()) {
        case DecodeError::UnknownOpcode:
          report(offset, "there is no such opcode");
          break;
        case DecodeError::WideBeforeWide:
          report(offset, "a Wide before a Wide");
          break;
        case DecodeError::Truncated:
          report(offset, "the code ends within an instruction");
          break;
      }
      return false;
    }
    starts_[offset] = true;
    ++instruction_count_;
    last_effects = instruction->info().effects;
    offset = instruction->end();
  }
  if ((last_effects & Ends) == 0) {
    report(code.empty() ? "there is no code" : "the last instruction goes on behind the end");
    return false;
  }
  return true;
}

std::vector<Problem> validate(const CodeBlock& code_block) {
  Validation validation(code_block);
  if (code_block.program == nullptr) {
    validation.report("there is no program");
  } else if (code_block.code.size() > std::numeric_limits<std::int32_t>::max()) {
    validation.report("the code is longer than jumps can reach");
  } else if (validation.find_instructions()) {
    // Each may rely on what those before have found sound.
    for (auto check : {check_tables, check_module, check_instructions, check_data_flow})
      if (!validation.has_problems()) check(validation);
  }
  return std::move(validation).take_problems();
}

}  // namespace orrery::bytecode
