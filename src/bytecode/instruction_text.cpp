#include "bytecode/instruction_text.h"

#include <utility>

#include <fmt/format.h>

#include "bytecode/constant_text.h"
#include "bytecode/names.h"
#include "bytecode/operand_meaning.h"

namespace orrery::bytecode {

namespace {

using base::Style;

/// Functions and scopes are called so already.
bool names_itself(const OperandInfo& operand) {
  if (operand.type != OperandType::Constant) return false;
  const auto kind = constant_kind(operand.name);
  return kind == ConstantKind::Function || kind == ConstantKind::Scope;
}

/// Where a call finds what it calls.
void add_call(const Instruction& instruction, Pieces& pieces) {
  const auto use = base_use(instruction);
  if (!use || !use->clobbers) return;
  const std::uint64_t base = instruction.value(use->operand);
  std::string text = pieces.empty() ? "" : ", ";
  text += fmt::format("callee r{}", base + k_callee_in_call);
  text += use->skipped == k_this_in_call ? fmt::format(", new.target r{}", base + k_new_target_in_call)
                                         : fmt::format(", this r{}", base + k_this_in_call);
  const std::uint64_t arguments = use->count - k_arguments_in_call;
  if (arguments > 0) text += fmt::format(", arguments r{}", base + k_arguments_in_call);
  if (arguments > 1) text += fmt::format("-r{}", base + use->count - 1);
  pieces.push_back({Style::Fact, std::move(text)});
}

}  // namespace

std::string plain_text(const Pieces& pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

// Labels ----------------------------------------------------------------------------------------------------

InstructionTexts::InstructionTexts(const CodeBlock& code_block)
    : code_block_(code_block), open_scopes_(code_block) {
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

std::string InstructionTexts::label(std::int64_t offset) const {
  const auto found = labels_.find(offset);
  return found == labels_.end() ? "" : fmt::format("L{}", found->second.number);
}

// Instructions ----------------------------------------------------------------------------------------------

InstructionText InstructionTexts::next(const Instruction& instruction) {
  open_scopes_.advance(instruction.offset());
  InstructionText text;
  text.label = label(instruction.offset());
  text.name = fmt::format("{}{}", instruction.is_wide() ? "Wide " : "", instruction.info().name);
  for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
    if (i > 0) text.operands.push_back({Style::Plain, ", "});
    text.operands.push_back(operand_text(instruction, i));
  }
  text.comment = meanings(instruction);
  return text;
}

Piece InstructionTexts::operand_text(const Instruction& instruction, std::size_t operand) const {
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

Pieces InstructionTexts::meanings(const Instruction& instruction) const {
  Pieces pieces;
  for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
    Piece piece = meaning(instruction, i);
    if (piece.text.empty()) continue;
    const OperandInfo& operand = instruction.info().operands[i];
    std::string before = pieces.empty() ? "" : ", ";
    if (!names_itself(operand)) before += fmt::format("{} ", operand.name);
    pieces.push_back({Style::Fact, std::move(before)});
    pieces.push_back(std::move(piece));
  }
  add_call(instruction, pieces);
  add_arrivals(instruction, pieces);
  return pieces;
}

Piece InstructionTexts::meaning(const Instruction& instruction, std::size_t operand) const {
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
        return {Style::Name, slot_name(code_block_, *scope, value)};
      return {Style::Name, ""};
    case OperandType::Count: {
      const auto values = enumerators(instruction.opcode(), instruction.info().operands[operand].name);
      return {Style::Modifier, value < values.size() ? std::string(values[value]) : ""};
    }
    default:
      return {Style::Plain, ""};
  }
}

/// What comes here by other ways than jumps forward.
void InstructionTexts::add_arrivals(const Instruction& instruction, Pieces& pieces) const {
  const auto found = labels_.find(instruction.offset());
  if (found == labels_.end()) return;
  const auto add = [&](std::string_view text) {
    pieces.push_back({Style::Fact, fmt::format("{}{}", pieces.empty() ? "" : ", ", text)});
  };
  if (found->second.is_loop) add("loop");
  for (const Handler& handler : code_block_.handlers)
    if (handler.target == instruction.offset())
      add(fmt::format("{} of {:04}-{:04}", to_string(handler.kind), handler.start, handler.end));
}

// Parts that headers and tables have, too -------------------------------------------------------------------

std::string count_text(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string facts_text(const CodeBlock& code_block) {
  const FunctionHeader& header = code_block.header;
  std::string facts;
  const auto add = [&](bool holds, std::string_view fact) {
    if (holds) facts += fmt::format("{}{}", facts.empty() ? "" : ", ", fact);
  };
  add(header.is_strict, "strict");
  add(header.parameter_count > 0, count_text(header.parameter_count, "parameter"));
  add(true, count_text(code_block.register_count, "register"));
  add(true, count_text(code_block.code.size(), "byte"));
  add(code_block.feedback_word_count > 0, count_text(code_block.feedback_word_count, "feedback word"));
  add(code_block.needs_all_arguments, "needs all arguments");
  add(header.uses_this, "uses this");
  add(header.has_fields, "has fields");
  return facts;
}

std::string slot_name(const CodeBlock& code_block, const Scope& scope, std::uint32_t slot) {
  for (const ScopeVariable& variable : scope.variables)
    if (variable.place != ScopeVariable::Place::Register && variable.index == slot)
      return name_text(code_block, variable.name);
  for (const ScopeVariable& name : scope.private_names)
    if (name.index == slot) return "#" + name_text(code_block, name.name);
  return "";
}

}  // namespace orrery::bytecode
