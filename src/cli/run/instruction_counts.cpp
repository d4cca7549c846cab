#include "cli/run/instruction_counts.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "bytecode/instruction.h"
#include "vm/agent.h"

namespace orrery::cli {

void InstructionCounts::on_instruction(vm::Agent& agent, vm::Value) {
  const std::uint8_t* pc = agent.execution.pc;
  const bool is_wide = *pc == static_cast<std::uint8_t>(bytecode::Opcode::Wide);
  counts_[is_wide ? pc[1] : pc[0]]++;
}

std::string InstructionCounts::to_text() const {
  std::vector<std::size_t> order(counts_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [this](std::size_t left, std::size_t right) {
    return counts_[left] != counts_[right] ? counts_[left] > counts_[right] : left < right;
  });
  const std::uint64_t total = std::reduce(counts_.begin(), counts_.end());
  std::string text = fmt::format("{:>16} instructions\n", total);
  for (const std::size_t opcode : order) {
    const std::uint64_t count = counts_[opcode];
    if (count == 0) break;
    const double percent = 100 * static_cast<double>(count) / static_cast<double>(total);
    text += fmt::format("{:>16} {:>5.1f}%  {}\n", count, percent,
                        bytecode::info(static_cast<bytecode::Opcode>(opcode)).name);
  }
  return text;
}

}  // namespace orrery::cli
