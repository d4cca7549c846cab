#include "bytecode/printer.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/styled_output.h"
#include "base/terminal_text.h"
#include "bytecode/constant_text.h"
#include "bytecode/instruction_text.h"
#include "bytecode/names.h"
#include "bytecode/reader.h"

namespace orrery::bytecode {

namespace {

using base::Style;

constexpr std::size_t k_label_width = 5;
constexpr std::size_t k_name_width = 22;
constexpr std::size_t k_operands_width = 24;
constexpr std::size_t k_machine_code_indent = 14;
constexpr std::size_t k_max_source_cells = 100;

class ListingPrinter {
 public:
  ListingPrinter(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                 const ListingOptions& options)
      : code_block_(code_block),
        lines_(lines),
        output_(output, options.colour),
        machine_code_(options.machine_code),
        texts_(code_block) {}

  void print() {
    print_header();
    print_instructions();
    print_constants();
    print_handlers();
    print_scopes();
    if (code_block_.module != nullptr) print_module(*code_block_.module);
  }

 private:
  base::LineColumn locate(std::uint32_t offset) const {
    return lines_.locate(std::min(offset, static_cast<std::uint32_t>(code_block_.program->source().size())));
  }

  void print_header();
  void print_instructions();
  void print_source_line(std::uint32_t offset);
  void print_instruction(const Instruction& instruction);
  void print_machine_code(const Instruction& instruction);
  void print_constants();
  void print_handlers();
  void print_scopes();
  void print_scope(const Scope& scope, std::size_t index);
  void print_variable(const ScopeVariable& variable, std::string_view prefix);
  void print_module(const ModuleRecord& module);
  void print_request(const ModuleRequest& request, std::size_t index);
  void print_import(const ImportEntry& entry);
  void print_export(const ExportEntry& entry);
  void print_module_slot(std::uint32_t slot);
  void print_title(std::string_view title) { put(Style::Fact, fmt::format("  {}\n", title)); }

  void put(Style style, std::string_view text) { output_.put(style, text); }
  /// \param columns  the pieces, which are ASCII, are followed by spaces up to there
  void put(const Pieces& pieces, std::size_t columns = 0) {
    std::size_t width = 0;
    for (const Piece& piece : pieces) {
      output_.put(piece.style, piece.text);
      width += piece.text.size();
    }
    if (width < columns) output_.spaces(columns - width);
  }

  const CodeBlock& code_block_;
  const base::LineMap& lines_;
  base::StyledOutput output_;
  const MachineCodeLines* machine_code_;
  InstructionTexts texts_;
  std::size_t next_position_ = 0;
  std::uint32_t shown_line_ = 0;
};

// Header ----------------------------------------------------------------------------------------------------

void ListingPrinter::print_header() {
  const FunctionHeader& header = code_block_.header;
  const base::LineColumn start = locate(header.source_start);
  put(Style::Name, function_text(code_block_, header));
  put(Style::Fact, header.is_default_constructor() ? "  " : fmt::format("  #{}  ", header.index));
  put(Style::Position, fmt::format("{}:{}:{}\n", base::shown_text(code_block_.program->file_name()),
                                   start.line, start.column_code_points + 1));
  put(Style::Fact, fmt::format("  {}\n", facts_text(code_block_)));
}

// Instructions ----------------------------------------------------------------------------------------------

void ListingPrinter::print_instructions() {
  std::uint32_t end = 0;
  for (const Instruction& instruction : Instructions(code_block_.code)) {
    print_source_line(instruction.offset());
    print_instruction(instruction);
    print_machine_code(instruction);
    end = instruction.end();
  }
  if (end < code_block_.code.size())
    put(Style::Dynamic, fmt::format("{:{}}{:04}  no instruction\n", "", k_label_width + 2, end));
}

/// The line that the instruction at `offset` comes from, unless it is that of the instruction before.
void ListingPrinter::print_source_line(std::uint32_t offset) {
  const std::vector<Position>& positions = code_block_.positions;
  bool moved = false;
  for (; next_position_ < positions.size() && positions[next_position_].offset <= offset; ++next_position_)
    moved = true;
  if (!moved) return;
  const std::uint32_t line = locate(positions[next_position_ - 1].source_start).line;
  if (line == shown_line_) return;
  shown_line_ = line;
  std::string_view text = lines_.line_text(line);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  put(Style::Position, fmt::format("{:>{}} │ ", line, k_label_width));
  put(Style::Plain, base::shown_text(text, k_max_source_cells));
  put(Style::Plain, "\n");
}

void ListingPrinter::print_instruction(const Instruction& instruction) {
  const InstructionText text = texts_.next(instruction);
  put(Style::Name, fmt::format("{:>{}}{} ", text.label, k_label_width, text.label.empty() ? ' ' : ':'));
  put(Style::Position, fmt::format("{:04}  ", instruction.offset()));
  const bool has_more = !text.operands.empty() || !text.comment.empty();
  put({{Style::Type, text.name}}, has_more ? k_name_width : 0);
  if (has_more) put(Style::Plain, " ");
  put(text.operands, text.comment.empty() ? 0 : k_operands_width);
  if (!text.comment.empty()) put(Style::Guide, " ; ");
  put(text.comment);
  put(Style::Plain, "\n");
}

void ListingPrinter::print_machine_code(const Instruction& instruction) {
  if (machine_code_ == nullptr) return;
  const auto found = machine_code_->find(instruction.offset());
  if (found == machine_code_->end()) return;
  std::string_view part;
  for (const MachineCodeLine& line : found->second) {
    if (line.part != part) put(Style::Guide, fmt::format("{:{}}{}\n", "", k_machine_code_indent, line.part));
    part = line.part;
    put(Style::Position, fmt::format("{:{}}+{:04x}  ", "", k_machine_code_indent, line.offset));
    put(Style::Plain, line.text);
    put(Style::Plain, "\n");
  }
}

// Tables ----------------------------------------------------------------------------------------------------

void ListingPrinter::print_constants() {
  if (code_block_.constants.empty()) return;
  print_title("constants");
  for (std::size_t i = 0; i < code_block_.constants.size(); ++i) {
    const Constant& constant = code_block_.constants[i];
    put(Style::Literal, fmt::format("    {:<5}", fmt::format("k{}", i)));
    put(Style::Fact, fmt::format("{:<12} ", type_name(constant)));
    put(Style::Literal, constant_text(code_block_, constant));
    put(Style::Plain, "\n");
  }
}

void ListingPrinter::print_handlers() {
  if (code_block_.handlers.empty()) return;
  print_title("handlers");
  for (const Handler& handler : code_block_.handlers) {
    put(Style::Position, fmt::format("    {:04}-{:04} ", handler.start, handler.end));
    put(Style::Operator, fmt::format("{} -> {:04} ", texts_.label(handler.target), handler.target));
    put(Style::Fact, to_string(handler.kind));
    put(Style::Plain, "\n");
  }
}

void ListingPrinter::print_scopes() {
  if (code_block_.scopes.empty()) return;
  print_title("scopes");
  for (std::size_t i = 0; i < code_block_.scopes.size(); ++i) print_scope(code_block_.scopes[i], i);
}

/// `0, -, 2`, with - for none.
std::string slot_list(const std::vector<std::uint32_t>& slots) {
  std::string text;
  for (std::uint32_t slot : slots)
    text +=
        fmt::format("{}{}", text.empty() ? "" : ", ", slot == Scope::k_none ? "-" : fmt::format("{}", slot));
  return text;
}

void ListingPrinter::print_scope(const Scope& scope, std::size_t index) {
  put(Style::Slot, fmt::format("    #{:<3}", index));
  put(Style::Position, fmt::format("{:04}-{:04} ", scope.start, scope.end));
  put(Style::Type, to_string(scope.kind));
  std::string facts;
  if (scope.kind == ScopeKind::Function) facts += fmt::format(" ({})", to_string(scope.function_kind));
  if (scope.parent != Scope::k_none) facts += fmt::format(" in #{}", scope.parent);
  if (scope.environment != Scope::k_none)
    facts += fmt::format(", {}, environment r{}", count_text(scope.slot_count, "slot"), scope.environment);
  for (const auto& [name, slot] : {std::pair("this", scope.this_slot),
                                   {"function", scope.function_slot},
                                   {"new.target", scope.new_target_slot}})
    if (slot != Scope::k_none) facts += fmt::format(", {} in slot {}", name, slot);
  if (!scope.parameter_slots.empty())
    facts += fmt::format(", parameters in slots {}", slot_list(scope.parameter_slots));
  if (scope.is_variable_scope) facts += ", takes the variables of evals";
  put(Style::Fact, facts);
  put(Style::Plain, "\n");
  for (const ScopeVariable& variable : scope.variables) print_variable(variable, "");
  for (const ScopeVariable& name : scope.private_names) print_variable(name, "#");
}

void ListingPrinter::print_variable(const ScopeVariable& variable, std::string_view prefix) {
  put(Style::Plain, "         ");
  put(Style::Name, std::string(prefix) + name_text(code_block_, variable.name));
  switch (variable.place) {
    case ScopeVariable::Place::Register:
      put(Style::Register, fmt::format(" r{}", variable.index));
      break;
    case ScopeVariable::Place::Slot:
      put(Style::Slot, fmt::format(" slot {}", variable.index));
      break;
    case ScopeVariable::Place::Import:
      put(Style::Slot, fmt::format(" import in slot {}", variable.index));
      break;
  }
  std::string facts;
  if (variable.is_lexical) facts += ", lexical";
  if (variable.is_constant) facts += ", constant";
  if (variable.is_function_name) facts += ", function's own name";
  if (variable.initialized_at != 0)
    facts += fmt::format(", initialised from {:04} on", variable.initialized_at);
  put(Style::Fact, facts);
  put(Style::Plain, "\n");
}

// Modules ---------------------------------------------------------------------------------------------------

void ListingPrinter::print_module(const ModuleRecord& module) {
  if (!module.requests.empty()) print_title("requests");
  for (std::size_t i = 0; i < module.requests.size(); ++i) print_request(module.requests[i], i);
  if (!module.imports.empty()) print_title("imports");
  for (const ImportEntry& entry : module.imports) print_import(entry);
  if (!module.exports.empty()) print_title("exports");
  for (const ExportEntry& entry : module.exports) print_export(entry);
  if (!module.functions.empty()) print_title("hoisted functions");
  for (const ModuleRecord::HoistedFunction& hoisted : module.functions) {
    put(Style::Plain, "    ");
    print_module_slot(hoisted.slot);
    const bool exists = hoisted.function < code_block_.functions.size();
    put(Style::Fact, " is ");
    put(Style::Literal, exists ? function_text(code_block_, code_block_.functions[hoisted.function]) : "?");
    put(Style::Plain, "\n");
  }
}

void ListingPrinter::print_request(const ModuleRequest& request, std::size_t index) {
  put(Style::Slot, fmt::format("    #{:<3}", index));
  put(Style::Literal, quoted_string(code_block_, request.specifier));
  std::string_view separator = " with ";
  for (const ModuleRequest::Attribute& attribute : request.attributes) {
    put(Style::Fact, separator);
    put(Style::Plain, fmt::format("{}: {}", quoted_string(code_block_, attribute.key),
                                  quoted_string(code_block_, attribute.value)));
    separator = ", ";
  }
  if (request.phase != ImportPhase::Evaluation)
    put(Style::Modifier, fmt::format(", phase {}", to_string(request.phase)));
  put(Style::Plain, "\n");
}

/// `slot 1 b is "a" of #0`
void ListingPrinter::print_import(const ImportEntry& entry) {
  put(Style::Plain, "    ");
  print_module_slot(entry.slot);
  put(Style::Fact, " is ");
  if (entry.kind == ImportEntry::Kind::Name) {
    put(Style::Literal, quoted_string(code_block_, entry.name));
  } else {
    put(Style::Modifier, to_string(entry.kind));
  }
  put(Style::Fact, " of ");
  put(Style::Slot, fmt::format("#{}\n", entry.request));
}

/// `"b" is slot 1 a`, `"b" is "a" of #0`, `"b" is Namespace of #0`, `Star of #0`
void ListingPrinter::print_export(const ExportEntry& entry) {
  using Kind = ExportEntry::Kind;
  put(Style::Plain, "    ");
  if (entry.kind != Kind::Star) {
    put(Style::Literal, quoted_string(code_block_, entry.name));
    put(Style::Fact, " is ");
  }
  if (entry.kind == Kind::Local) {
    print_module_slot(entry.slot);
    return put(Style::Plain, "\n");
  }
  if (entry.kind == Kind::Indirect) {
    put(Style::Literal, quoted_string(code_block_, entry.import_name));
  } else {
    put(Style::Modifier, to_string(entry.kind));
  }
  put(Style::Fact, " of ");
  put(Style::Slot, fmt::format("#{}\n", entry.request));
}

/// Of the module's environment, with the variable that lives there.
void ListingPrinter::print_module_slot(std::uint32_t slot) {
  put(Style::Slot, fmt::format("slot {}", slot));
  const std::string name =
      code_block_.scopes.empty() ? "" : slot_name(code_block_, code_block_.scopes[0], slot);
  if (!name.empty()) put(Style::Name, " " + name);
}

}  // namespace

void print_listing(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                   const ListingOptions& options) {
  ListingPrinter(code_block, lines, output, options).print();
}

}  // namespace orrery::bytecode
