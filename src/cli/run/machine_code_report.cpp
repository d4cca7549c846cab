#include "cli/run/machine_code_report.h"

#include <string_view>

#include <fmt/format.h>

#include "base/terminal_text.h"
#include "bytecode/written_name.h"
#include "engine/engine.h"
#include "vm/functions/executable.h"

namespace orrery::cli {

namespace {

std::string_view text_of(vm::MachineCodeUse use) {
  switch (use) {
    case vm::MachineCodeUse::Off:
      return "off";
    case vm::MachineCodeUse::Baseline:
      return "baseline";
    default:
      return "eager";
  }
}

std::string name_of(const vm::Executable& executable) {
  const bytecode::FunctionHeader& header = executable.header();
  const bytecode::Program& program = *executable.code().program;
  if (header.name != bytecode::StringId::none) return base::shown_text(program.string(header.name));
  const std::string_view written = bytecode::written_name(program, header);
  return written.empty() ? fmt::format("#{}", header.index) : base::shown_text(written);
}

}  // namespace

void MachineCodeReport::on_compilation_ends(const vm::Executable& executable, std::string_view refusal) {
  spent_ += Clock::now() - began_;
  const std::size_t size = executable.code().code.size();
  if (refusal.empty()) {
    ++functions_;
    bytecode_bytes_ += size;
    machine_code_bytes_ += executable.machine_code()->size();
    return;
  }
  Refused& refused = refused_[std::string(refusal)];
  if (refused.compilations++ == 0) refused.first = name_of(executable);
  refused.bytes += size;
}

std::string MachineCodeReport::to_text(const vm::Agent& agent, vm::MachineCodeUse use) const {
  const vm::MachineCodeCounts& counts = agent.execution.machine_code_counts;
  const vm::MachineCodeRoom room = engine::room_for_machine_code();
  std::string text = fmt::format("machine code ({})\n", text_of(use));
  const auto line = [&text](std::uint64_t number, const std::string& what) {
    text += fmt::format("{:>16} {}\n", number, what);
  };
  line(functions_, "functions compiled");
  line(bytecode_bytes_, "bytes of bytecode in them");
  line(machine_code_bytes_, "bytes of machine code");
  line(static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(spent_).count()),
       "microseconds of compiling");
  line(counts.entries_at_calls, "entries at calls by bytecode or C++");
  line(counts.entries_in_loops, "entries in loops that ran already");
  if (counts.looks != 0) {
    line(counts.looks_in_machine_code,
         fmt::format("of {} samples of what ran, one every {} calls and rounds of loops, met machine code",
                     counts.looks, vm::Execution::k_polls_between_looks));
  }
  for (const auto& [reason, refused] : refused_) {
    line(refused.compilations,
         fmt::format("compilations refused: {} ({} bytes of bytecode; the first was {})", reason,
                     refused.bytes, refused.first));
  }
  line(room.bytes - room.used, fmt::format("of {} bytes of room are left", room.bytes));
  return text;
}

}  // namespace orrery::cli
