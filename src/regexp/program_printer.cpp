#include "regexp/program_printer.h"

#include <iterator>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "regexp/program_code.h"

namespace orrery::regexp {

namespace {

class ProgramPrinter {
 public:
  explicit ProgramPrinter(const ProgramCode& code) : code_(code) {}

  std::string print() {
    print_search();
    for (std::size_t place = 0; place < code_.restores; place += print_instruction(place)) {
    }
    write("{:5} RestoreRegister 0 to {}\n", code_.restores, code_.register_count - 1);
    return std::move(text_);
  }

 private:
  template <typename... Arguments>
  void write(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  void print_search() {
    const SearchPlan& plan = code_.search;
    switch (plan.kind) {
      case SearchKind::Everywhere:
        write("search: everywhere");
        break;
      case SearchKind::Beginning:
        write("search: at index 0");
        break;
      case SearchKind::LineStart:
        write("search: at the starts of lines");
        break;
      case SearchKind::Text:
        write("search: for {}", quoted(plan.prefix_offset, plan.prefix_length));
        break;
      case SearchKind::AnyOf:
      case SearchKind::Filter:
        write("search: for");
        for (std::uint32_t i = 0; i < plan.filter.length; ++i)
          write(" {}{}", possible_units(plan.filter, i), i == plan.filter.best_offset ? "!" : "");
        break;
    }
    write(", length >= {}{}\n", plan.min_length, plan.skips_lines ? ", once a line" : "");
  }

  /// Gives the size of the instruction.
  std::size_t print_instruction(std::size_t place) {
    const Word* word = &code_.words[place];
    const Opcode opcode = opcode_of(*word);
    const InstructionInfo& instruction = info(opcode);
    write("{:5} {}", place, instruction.name);
    std::size_t size = instruction.size();
    for (std::size_t i = 0; i < instruction.operand_count; ++i)
      print_operand(instruction.operands[i], i == 0 ? first_operand(*word) : word[i]);
    if (opcode == Opcode::BackReference) {
      for (Word i = 0; i < word[1]; ++i) write(" \\{}", word[2 + i]);
      size += word[1];
    }
    if (opcode == Opcode::Text || opcode == Opcode::TextMasked)
      write(" {}", quoted(word[1], first_operand(*word)));
    write("\n");
    return size;
  }

  void print_operand(OperandKind kind, Word value) {
    switch (kind) {
      case OperandKind::Target:
        write(" ->{}", value);
        break;
      case OperandKind::Register:
        write(" r{}", value);
        break;
      case OperandKind::Number:
        if (value == 0xFFFF'FFFF) {
          write(" inf");
        } else {
          write(" {}", value);
        }
        break;
      case OperandKind::Class:
        write(" class{}", value);
        break;
      case OperandKind::Text:
        write(" @{}", value);
        break;
      case OperandKind::Units:
        write(" {:#x},{:#x}", value & 0xFFFF, value >> 16);
        break;
      case OperandKind::First:
        if (value == k_no_first_set) {
          write(" any");
        } else if (value == k_possessive) {
          write(" possessive");
        } else {
          write(" {}", set_text(code_.first_sets[value]));
        }
        break;
    }
  }

  std::string quoted(std::size_t offset, std::size_t length) const {
    std::string result = "\"";
    for (std::size_t i = offset; i < offset + length; ++i) {
      base::append_wtf8(result, code_.units[i]);
      if (code_.masks[i] != 0) result += '*';
    }
    return base::utf8_from_wtf8(result) + '"';
  }

  static std::string possible_units(const SearchFilter& filter, std::uint32_t offset) {
    FirstSet set;
    for (unsigned unit = 0; unit < 256; ++unit)
      if (filter.allows(unit, offset)) set.add(static_cast<std::uint8_t>(unit));
    set.has_others = filter.allows(0x100, offset);
    return set.is_full() ? "." : set_text(set);
  }

  static std::string set_text(const FirstSet& set) {
    std::string result = "[";
    const auto append = [&result](unsigned unit) {
      if (unit > 0x20 && unit < 0x7F) {
        result += static_cast<char>(unit);
      } else {
        result += fmt::format("\\x{:02x}", unit);
      }
    };
    for (unsigned unit = 0; unit < 256; ++unit) {
      if (!set.contains(unit)) continue;
      unsigned last = unit;
      while (last < 255 && set.contains(last + 1)) ++last;
      append(unit);
      if (last > unit + 1) result += '-';
      if (last > unit) append(last);
      unit = last;
    }
    if (set.has_others) result += "...";
    return result + ']';
  }

  const ProgramCode& code_;
  std::string text_;
};

}  // namespace

std::string print_program(const Program& program) {
  return ProgramPrinter(program.code()).print();
}

}  // namespace orrery::regexp
