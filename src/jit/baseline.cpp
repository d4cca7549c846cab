#include "jit/baseline.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bytecode/reader.h"
#include "interpreter/machine_entries.h"
#include "jit/code_memory.h"
#include "jit/listing.h"
#include "jit/situation.h"
#include "jit/stencil.h"
#include "vm/functions/executable.h"

namespace orrery::jit {

namespace {

using bytecode::Instruction;
using bytecode::Opcode;

constexpr std::uint16_t index_of(Hole hole) {
  return static_cast<std::uint16_t>(hole);
}

/// A displacement counts from behind itself.
constexpr std::int64_t k_displacement_size = 4;

bool asks_for(const Part& part, Hole hole) {
  return std::ranges::any_of(part.relocations, [hole](const Relocation& relocation) {
    return relocation.wanted == Wanted::Hole && relocation.index == index_of(hole);
  });
}

class BaselineCode final : public vm::MachineCode {
 public:
  BaselineCode(CodeMemory::Stretch stretch, std::size_t size, std::vector<std::uint32_t> offsets)
      : MachineCode(stretch.code, size, std::move(offsets)), stretch_(stretch) {}
  ~BaselineCode() override { CodeMemory::instance().release(stretch_); }
  BaselineCode(const BaselineCode&) = delete;
  BaselineCode& operator=(const BaselineCode&) = delete;

 private:
  CodeMemory::Stretch stretch_;
};

/// A part at its place in the code.
struct Piece {
  std::uint16_t part;
  std::uint32_t offset;
};

/// Where what of an instruction is laid.
struct Layout {
  Instruction instruction;
  Situation situation;           // that the main part is for
  std::uint16_t main;            // part
  std::uint32_t start;           // of the main part
  std::uint32_t first_cold = 0;  // of its pieces in the cold part
  std::uint32_t cold_count = 0;
};

struct Variant {
  Opcode opcode;
  Situation situation;
};
constexpr Variant k_variants[] = {
#define VARIANT(opcode, situation, handler) {Opcode::opcode, Situation::situation},
#include "jit/variants.def"
#undef VARIANT
};

class BaselineCompiler {
 public:
  explicit BaselineCompiler(const vm::Executable& executable) : executable_(executable) {}

  std::expected<std::unique_ptr<vm::MachineCode>, Refusal> compile() {
    if (!lay_out()) return std::unexpected(Refusal::TooLarge);
    stretch_ = CodeMemory::instance().allocate(size_);
    if (stretch_.code == nullptr) return std::unexpected(Refusal::NoRoom);
    for (const Layout& layout : layouts_) emit(layout);
    return std::make_unique<BaselineCode>(stretch_, size_, std::move(starts_));
  }

  /// Compiles nothing. \return nothing: the function's machine code was laid out in another way
  std::optional<std::vector<CodePiece>> list() {
    const vm::MachineCode* const code = executable_.machine_code();
    if (code == nullptr || !lay_out() || size_ != code->size() || starts_ != code->entries())
      return std::nullopt;
    std::vector<CodePiece> pieces;
    const auto add = [&](const Layout& layout, CodePiece::Role role, const Piece& piece, std::size_t size) {
      pieces.push_back({layout.instruction.offset(), role, layout.situation, piece.offset,
                        static_cast<std::uint32_t>(size), references_of(layout, piece, size)});
    };
    for (const Layout& layout : layouts_) {
      using Role = CodePiece::Role;
      const std::uint16_t main = layout.main;
      add(layout, Role::Line, {main, layout.start}, size_in_line(main));
      if (asks_for(k_parts[main], Hole::Return)) {
        const std::uint16_t after = after_call_of(layout.instruction);
        add(layout, Role::AfterCall, {after, layout.start + size_in_line(main)}, size_in_line(after));
      }
      for (std::uint32_t i = 0; i < layout.cold_count; ++i) {
        const Piece& piece = cold_[layout.first_cold + i];
        add(layout, piece.part == k_go_slow ? Role::ToSlowPath : Role::OutOfLine, piece,
            k_parts[piece.part].code.size());
      }
    }
    return pieces;
  }

 private:
  /// With the part that lies in line: the usual one, or that for what the instruction has met.
  Layout begin_layout(const Instruction& instruction) const {
    const Situation situation = situation_of(instruction, executable_.data());
    if (situation != Situation::Any) {
      const auto* variant = std::ranges::find_if(k_variants, [&](const Variant& each) {
        return each.opcode == instruction.opcode() && each.situation == situation;
      });
      if (variant != std::end(k_variants))
        return {instruction, situation, k_variant_parts[variant - k_variants], size_};
    }
    return {instruction, Situation::Any, k_main_parts[static_cast<std::size_t>(instruction.opcode())], size_};
  }
  static std::uint16_t after_call_of(const Instruction& instruction) {
    return instruction.opcode() == Opcode::Construct ? k_after_construct : k_after_call;
  }
  /// In the line of the program what only jumps to the next instruction is left out.
  static std::uint32_t size_in_line(std::uint16_t index) {
    return static_cast<std::uint32_t>(k_parts[index].code.size()) - k_parts[index].trailing_jump;
  }

  /// Decides where everything goes: first what is in the line of the program, then all the rest.
  /// \return false: it is too large, and the layout incomplete
  bool lay_out() {
    starts_.assign(executable_.code().code.size(), vm::MachineCode::k_no_entry);
    for (const Instruction& instruction : bytecode::Instructions(executable_.code().code)) {
      const std::uint16_t main = layouts_.emplace_back(begin_layout(instruction)).main;
      starts_[instruction.offset()] = size_;
      size_ += size_in_line(main);
      if (asks_for(k_parts[main], Hole::Return)) size_ += size_in_line(after_call_of(instruction));
      if (size_ > k_largest_function) return false;
    }
    for (Layout& layout : layouts_) {
      layout.first_cold = static_cast<std::uint32_t>(cold_.size());
      lay_out_cold(layout, layout.main);
      if (size_ > k_largest_function) return false;
    }
    return true;
  }
  void lay_out_cold(Layout& layout, std::uint16_t index) {
    for (const Relocation& relocation : k_parts[index].relocations) {
      if (relocation.wanted == Wanted::Part) {
        const bool is_laid =
            relocation.index == layout.main || find_cold(layout, relocation.index) != nullptr;
        if (!is_laid) lay_out_cold_part(layout, relocation.index);
      } else if (relocation.wanted == Wanted::Hole && relocation.index == index_of(Hole::Slow)) {
        if (find_cold(layout, k_go_slow) == nullptr) lay_out_cold_part(layout, k_go_slow);
      }
    }
  }
  void lay_out_cold_part(Layout& layout, std::uint16_t index) {
    cold_.push_back({index, size_});
    ++layout.cold_count;
    size_ += static_cast<std::uint32_t>(k_parts[index].code.size());
    lay_out_cold(layout, index);
  }
  const Piece* find_cold(const Layout& layout, std::uint16_t index) const {
    for (std::uint32_t i = 0; i < layout.cold_count; ++i) {
      if (cold_[layout.first_cold + i].part == index) return &cold_[layout.first_cold + i];
    }
    return nullptr;
  }

  /// Where a part of the instruction lies.
  std::uint32_t offset_of(const Layout& layout, std::uint16_t index) const {
    return index == layout.main ? layout.start : find_cold(layout, index)->offset;
  }

  void emit(const Layout& layout) {
    const std::uint16_t main = layout.main;
    emit(layout, {main, layout.start}, size_in_line(main));
    if (asks_for(k_parts[main], Hole::Return)) {
      const std::uint16_t after = after_call_of(layout.instruction);
      emit(layout, {after, layout.start + size_in_line(main)}, size_in_line(after));
    }
    for (std::uint32_t i = 0; i < layout.cold_count; ++i) {
      const Piece& piece = cold_[layout.first_cold + i];
      emit(layout, piece, k_parts[piece.part].code.size());
    }
  }

  void emit(const Layout& layout, const Piece& piece, std::size_t size) {
    const Part& part = k_parts[piece.part];
    std::uint8_t* const out = stretch_.view + piece.offset;
    std::memcpy(out, part.code.data(), size);
    for (const Relocation& relocation : part.relocations) {
      if (relocation.offset >= size) continue;
      std::uint64_t value =
          wanted(layout, relocation) + static_cast<std::uint64_t>(std::int64_t{relocation.addend});
      if (relocation.patch == Patch::Relative32) value -= address(piece.offset + relocation.offset);
      std::memcpy(out + relocation.offset, &value, relocation.patch == Patch::Absolute64 ? 8 : 4);
    }
  }

  std::vector<CodeReference> references_of(const Layout& layout, const Piece& piece, std::size_t size) const {
    std::vector<CodeReference> references;
    for (const Relocation& relocation : k_parts[piece.part].relocations) {
      if (relocation.offset >= size) continue;
      CodeReference reference{relocation.offset, text_of(layout, relocation),
                              relocation.wanted == Wanted::Address};
      if (relocation.patch != Patch::Relative32 && relocation.addend != 0)
        reference.text += fmt::format("{:+}", relocation.addend);
      references.push_back(std::move(reference));
    }
    return references;
  }

  std::string text_of(const Layout& layout, const Relocation& relocation) const {
    if (relocation.wanted == Wanted::Address) return k_address_names[relocation.index];
    if (relocation.wanted == Wanted::Part) {
      const std::int64_t inside = relocation.addend + k_displacement_size;
      return fmt::format("+{:04x}", offset_of(layout, relocation.index) + inside);
    }
    const Instruction& instruction = layout.instruction;
    if (relocation.index < index_of(Hole::Pc)) {
      const std::size_t index = relocation.index % bytecode::k_max_operands;
      const std::uint32_t value = instruction.value(index);
      switch (static_cast<Hole>(relocation.index - index)) {
        case Hole::Register:
          return fmt::format("r{}", value);
        case Hole::Feedback:
          return fmt::format("f{}", value);
        case Hole::Constant:
          return fmt::format("k{}", value);
        case Hole::Target:
          return fmt::format("@{:04}", instruction.jump_target(index));
        default:
          if (instruction.type(index) == bytecode::OperandType::Small)
            return fmt::format("{}", instruction.signed_value(index));
          return fmt::format("{}", value);
      }
    }
    switch (static_cast<Hole>(relocation.index)) {
      case Hole::Pc:
      case Hole::OpcodePc:
        return "pc";
      case Hole::NextPc:
        return "next_pc";
      case Hole::Data:
        return "data";
      case Hole::Slow:
        return fmt::format("+{:04x}", offset_of(layout, k_go_slow));
      case Hole::SlowPath:
        return fmt::format("slow_path_of_{}", instruction.info().name);
      case Hole::Return:
        return fmt::format("+{:04x}", layout.start + size_in_line(layout.main));
      default:
        return fmt::format("@{:04}", instruction.end());
    }
  }

  std::uint64_t address(std::uint32_t offset) const {
    return reinterpret_cast<std::uint64_t>(stretch_.code) + offset;
  }

  std::uint64_t wanted(const Layout& layout, const Relocation& relocation) const {
    switch (relocation.wanted) {
      case Wanted::Address:
        return reinterpret_cast<std::uint64_t>(k_addresses[relocation.index]);
      case Wanted::Part:
        return address(offset_of(layout, relocation.index));
      case Wanted::Hole:
        break;
    }
    if (relocation.index < index_of(Hole::Pc)) {
      const std::size_t kind = relocation.index / bytecode::k_max_operands * bytecode::k_max_operands;
      return operand(layout.instruction, static_cast<Hole>(kind),
                     relocation.index % bytecode::k_max_operands);
    }
    return place(layout, static_cast<Hole>(relocation.index));
  }

  std::uint64_t operand(const Instruction& instruction, Hole hole, std::size_t index) const {
    const std::uint32_t value = instruction.value(index);
    switch (hole) {
      case Hole::Small:
        return vm::Value::int32(instruction.signed_value(index)).bits();
      case Hole::Constant:
        return executable_.feedback()->constant(value).bits();
      case Hole::Target:
        return address(starts_[static_cast<std::size_t>(instruction.jump_target(index))]);
      case Hole::Operand:
        return value;
      default:  // Register, Feedback
        return std::uint64_t{value} * sizeof(vm::Value);
    }
  }

  std::uint64_t place(const Layout& layout, Hole hole) const {
    const Instruction& instruction = layout.instruction;
    const auto pc = reinterpret_cast<std::uint64_t>(executable_.code_start());
    switch (hole) {
      case Hole::Pc:
        return pc + instruction.offset();
      case Hole::OpcodePc:
        return pc + instruction.opcode_offset();
      case Hole::NextPc:
        return pc + instruction.end();
      case Hole::Data:
        return reinterpret_cast<std::uint64_t>(executable_.data());
      case Hole::Slow:
        return address(offset_of(layout, k_go_slow));
      case Hole::SlowPath:
        return reinterpret_cast<std::uint64_t>(
            interpreter::slow_path_of_machine_code(instruction.opcode(), instruction.is_wide()));
      case Hole::Return:
        return address(layout.start + size_in_line(layout.main));
      default:  // Next: there is one behind all but the last, which goes on elsewhere
        return instruction.end() < starts_.size() ? address(starts_[instruction.end()]) : 0;
    }
  }

  const vm::Executable& executable_;
  std::vector<Layout> layouts_;
  std::vector<Piece> cold_;
  std::vector<std::uint32_t> starts_;  // by the offset of the instruction
  std::uint32_t size_ = 0;
  CodeMemory::Stretch stretch_;
};

}  // namespace

std::string_view to_string(Refusal refusal) {
  return refusal == Refusal::NoRoom ? "no room" : "too large";
}

std::expected<std::unique_ptr<vm::MachineCode>, Refusal> compile_baseline(vm::Executable& executable) {
  return BaselineCompiler(executable).compile();
}

std::optional<std::vector<CodePiece>> list_machine_code(const vm::Executable& executable) {
  return BaselineCompiler(executable).list();
}

}  // namespace orrery::jit
