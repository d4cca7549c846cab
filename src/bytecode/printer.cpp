#include "bytecode/printer.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/styled_output.h"
#include "base/terminal_text.h"
#include "bytecode/constant_text.h"
#include "bytecode/names.h"
#include "bytecode/open_scopes.h"
#include "bytecode/operand_meaning.h"
#include "bytecode/reader.h"

namespace orrery::bytecode {

namespace {

using base::Style;

constexpr std::size_t k_label_width = 5;
constexpr std::size_t k_name_width = 22;
constexpr std::size_t k_operands_width = 24;
constexpr std::size_t k_max_source_cells = 100;

/// `1 slot`, `2 slots`.
std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

struct Piece {
  Style style;
  std::string text;
};
using Line = std::vector<Piece>;

class ListingPrinter {
 public:
  ListingPrinter(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                 const ListingOptions& options)
      : code_block_(code_block), lines_(lines), output_(output, options.colour), open_scopes_(code_block) {}

  void print() {
    find_labels();
    print_header();
    print_instructions();
    print_constants();
    print_handlers();
    print_scopes();
    if (code_block_.module != nullptr) print_module(*code_block_.module);
  }

 private:
  void find_labels();
  std::string label(std::int64_t offset) const;
  base::LineColumn locate(std::uint32_t offset) const {
    return lines_.locate(std::min(offset, static_cast<std::uint32_t>(code_block_.program->source().size())));
  }

  void print_header();
  void print_instructions();
  void print_source_line(std::uint32_t offset);
  void print_instruction(const Instruction& instruction);
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

  Piece operand_text(const Instruction& instruction, std::size_t operand) const;
  Line meanings(const Instruction& instruction) const;
  Piece meaning(const Instruction& instruction, std::size_t operand) const;
  std::string slot_name(const Scope& scope, std::uint32_t slot) const;
  void add_call(const Instruction& instruction, Line& line) const;
  void add_arrivals(const Instruction& instruction, Line& line) const;

  void put(Style style, std::string_view text) { output_.put(style, text); }
  /// \param columns  the pieces, which are ASCII, are followed by spaces up to there
  void put(const Line& line, std::size_t columns = 0) {
    std::size_t width = 0;
    for (const Piece& piece : line) {
      output_.put(piece.style, piece.text);
      width += piece.text.size();
    }
    if (width < columns) output_.spaces(columns - width);
  }

  const CodeBlock& code_block_;
  const base::LineMap& lines_;
  base::StyledOutput output_;
  OpenScopes open_scopes_;
  struct Label {
    std::size_t number = 0;
    bool is_loop = false;
  };
  std::map<std::int64_t, Label> labels_;  // by offset
  std::size_t next_position_ = 0;
  std::uint32_t shown_line_ = 0;
};

// Labels ----------------------------------------------------------------------------------------------------

void ListingPrinter::find_labels() {
  for (const Instruction& instruction : Instructions(code_block_.code)) {
    for (std::size_t i = 0; i < instruction.operand_count(); ++i)
      if (instruction.type(i) == OperandType::Jump)
        labels_[instruction.jump_target(i)].is_loop |= instruction.opcode() == Opcode::JumpLoop;
  }
  for (const Constant& constant : code_block_.constants)
    if (const auto* table = std::get_if<JumpTable>(&constant))
      for (std::uint32_t target : table->targets)
        if (target != 0) labels_[target];
  for (const Handler& handler : code_block_.handlers) labels_[handler.target];
  std::size_t number = 0;
  for (auto& [offset, label] : labels_) label.number = ++number;
}

/// `L3`, or nothing.
std::string ListingPrinter::label(std::int64_t offset) const {
  const auto found = labels_.find(offset);
  return found == labels_.end() ? "" : fmt::format("L{}", found->second.number);
}

// Header ----------------------------------------------------------------------------------------------------

void ListingPrinter::print_header() {
  const FunctionHeader& header = code_block_.header;
  const base::LineColumn start = locate(header.source_start);
  put(Style::Name, function_text(code_block_, header));
  put(Style::Fact, fmt::format("  #{}  ", header.index));
  put(Style::Position, fmt::format("{}:{}:{}\n", base::shown_text(code_block_.program->file_name()),
                                   start.line, start.column_code_points + 1));
  std::string facts;
  const auto add = [&](bool holds, std::string_view fact) {
    if (holds) facts += fmt::format("{}{}", facts.empty() ? "" : ", ", fact);
  };
  add(header.is_strict, "strict");
  add(header.parameter_count > 0, count(header.parameter_count, "parameter"));
  add(true, count(code_block_.register_count, "register"));
  add(true, count(code_block_.code.size(), "byte"));
  add(code_block_.feedback_word_count > 0, count(code_block_.feedback_word_count, "feedback word"));
  add(code_block_.needs_all_arguments, "needs all arguments");
  add(header.uses_this, "uses this");
  add(header.has_fields, "has fields");
  put(Style::Fact, fmt::format("  {}\n", facts));
}

// Instructions ----------------------------------------------------------------------------------------------

void ListingPrinter::print_instructions() {
  std::uint32_t end = 0;
  for (const Instruction& instruction : Instructions(code_block_.code)) {
    print_source_line(instruction.offset());
    print_instruction(instruction);
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
  open_scopes_.advance(instruction.offset());
  const std::string own_label = label(instruction.offset());
  put(Style::Name, fmt::format("{:>{}}{} ", own_label, k_label_width, own_label.empty() ? ' ' : ':'));
  put(Style::Position, fmt::format("{:04}  ", instruction.offset()));

  const std::string name = fmt::format("{}{}", instruction.is_wide() ? "Wide " : "", instruction.info().name);
  Line operands;
  for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
    if (i > 0) operands.push_back({Style::Plain, ", "});
    operands.push_back(operand_text(instruction, i));
  }
  const Line comment = meanings(instruction);
  const bool has_more = !operands.empty() || !comment.empty();
  put({{Style::Type, name}}, has_more ? k_name_width : 0);
  if (has_more) put(Style::Plain, " ");
  put(operands, comment.empty() ? 0 : k_operands_width);
  if (!comment.empty()) put(Style::Guide, " ; ");
  put(comment);
  put(Style::Plain, "\n");
}

Piece ListingPrinter::operand_text(const Instruction& instruction, std::size_t operand) const {
  const std::string_view name = instruction.info().operands[operand].name;
  switch (instruction.type(operand)) {
    case OperandType::In:
    case OperandType::Out:
    case OperandType::InOut:
    case OperandType::Base:
      return {Style::Register, fmt::format("r{}", instruction.value(operand))};
    case OperandType::Constant:
      return {Style::Literal, fmt::format("k{}", instruction.value(operand))};
    case OperandType::Slot:
      return {Style::Slot, fmt::format("{} {}", name, instruction.value(operand))};
    case OperandType::Feedback:
      return {Style::Fact, fmt::format("f{}", instruction.value(operand))};
    case OperandType::Count:
      return {Style::Plain, fmt::format("{} {}", name, instruction.value(operand))};
    case OperandType::Small:
      return {Style::Literal, fmt::format("{}", instruction.signed_value(operand))};
    case OperandType::Jump: {
      const std::int64_t target = instruction.jump_target(operand);
      return {Style::Operator, fmt::format("{} -> {:04}", label(target), target)};
    }
    case OperandType::None:
      break;
  }
  return {Style::Plain, ""};
}

// What operands stand for -----------------------------------------------------------------------------------

/// Functions and scopes are called so already.
bool names_itself(const OperandInfo& operand) {
  if (operand.type != OperandType::Constant) return false;
  const auto kind = constant_kind(operand.name);
  return kind == ConstantKind::Function || kind == ConstantKind::Scope;
}

Line ListingPrinter::meanings(const Instruction& instruction) const {
  Line line;
  for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
    Piece piece = meaning(instruction, i);
    if (piece.text.empty()) continue;
    const OperandInfo& operand = instruction.info().operands[i];
    std::string before = line.empty() ? "" : ", ";
    if (!names_itself(operand)) before += fmt::format("{} ", operand.name);
    line.push_back({Style::Fact, std::move(before)});
    line.push_back(std::move(piece));
  }
  add_call(instruction, line);
  add_arrivals(instruction, line);
  return line;
}

/// The variable or private name that lives there, or nothing.
std::string ListingPrinter::slot_name(const Scope& scope, std::uint32_t slot) const {
  for (const ScopeVariable& variable : scope.variables)
    if (variable.place != ScopeVariable::Place::Register && variable.index == slot)
      return name_text(code_block_, variable.name);
  for (const ScopeVariable& name : scope.private_names)
    if (name.index == slot) return "#" + name_text(code_block_, name.name);
  return "";
}

Piece ListingPrinter::meaning(const Instruction& instruction, std::size_t operand) const {
  const std::uint32_t value = instruction.value(operand);
  switch (instruction.type(operand)) {
    case OperandType::In:
    case OperandType::Out:
    case OperandType::InOut:
      if (const ScopeVariable* variable = open_scopes_.find_variable(value))
        return {Style::Name, name_text(code_block_, variable->name)};
      return {Style::Name, value == 0 ? "this" : ""};
    case OperandType::Constant:
      if (value >= code_block_.constants.size()) return {Style::Dynamic, "?"};
      return {Style::Literal, constant_text(code_block_, code_block_.constants[value])};
    case OperandType::Slot:
      if (const Scope* scope =
              open_scopes_.find_environment(instruction.value(operand - 2), instruction.value(operand - 1)))
        return {Style::Name, slot_name(*scope, value)};
      return {Style::Name, ""};
    case OperandType::Count: {
      const auto values = enumerators(instruction.opcode(), instruction.info().operands[operand].name);
      return {Style::Modifier, value < values.size() ? std::string(values[value]) : ""};
    }
    default:
      return {Style::Plain, ""};
  }
}

/// Where a call finds what it calls.
void ListingPrinter::add_call(const Instruction& instruction, Line& line) const {
  const auto use = base_use(instruction);
  if (!use || !use->clobbers) return;
  const std::uint64_t base = instruction.value(use->operand);
  std::string text = line.empty() ? "" : ", ";
  text += fmt::format("callee r{}", base + k_callee_in_call);
  text += use->skipped == k_this_in_call ? fmt::format(", new.target r{}", base + k_new_target_in_call)
                                         : fmt::format(", this r{}", base + k_this_in_call);
  const std::uint64_t arguments = use->count - k_arguments_in_call;
  if (arguments > 0) text += fmt::format(", arguments r{}", base + k_arguments_in_call);
  if (arguments > 1) text += fmt::format("-r{}", base + use->count - 1);
  line.push_back({Style::Fact, std::move(text)});
}

/// What comes here by other ways than jumps forward.
void ListingPrinter::add_arrivals(const Instruction& instruction, Line& line) const {
  const auto found = labels_.find(instruction.offset());
  if (found == labels_.end()) return;
  const auto add = [&](std::string_view text) {
    line.push_back({Style::Fact, fmt::format("{}{}", line.empty() ? "" : ", ", text)});
  };
  if (found->second.is_loop) add("loop");
  for (const Handler& handler : code_block_.handlers)
    if (handler.target == instruction.offset())
      add(fmt::format("{} of {:04}-{:04}", to_string(handler.kind), handler.start, handler.end));
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
    put(Style::Operator, fmt::format("{} -> {:04} ", label(handler.target), handler.target));
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
    facts += fmt::format(", {}, environment r{}", count(scope.slot_count, "slot"), scope.environment);
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
  const std::string name = code_block_.scopes.empty() ? "" : slot_name(code_block_.scopes[0], slot);
  if (!name.empty()) put(Style::Name, " " + name);
}

}  // namespace

void print_listing(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                   const ListingOptions& options) {
  ListingPrinter(code_block, lines, output, options).print();
}

}  // namespace orrery::bytecode
