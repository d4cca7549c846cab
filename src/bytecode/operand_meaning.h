#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "bytecode/code_block.h"
#include "bytecode/instruction.h"
#include "bytecode/reader.h"

// What operands stand for, beyond their types: it follows from their names in opcodes.def and from the
// opcode. An operand that is missing here does not compile (see the assertions).

namespace orrery::bytecode {

// Constants -------------------------------------------------------------------------------------------------

/// What a Constant operand may refer to.
enum class ConstantKind : std::uint8_t {
  Value,  // a number, a string or a BigInt
  String,
  Function,
  Scope,
  Declarations,
  Template,
  JumpTable,
};

/// By the operand's name.
constexpr std::optional<ConstantKind> constant_kind(std::string_view operand) {
  if (operand == "value") return ConstantKind::Value;
  for (std::string_view string : {"name", "key", "message", "description", "pattern", "flags"})
    if (operand == string) return ConstantKind::String;
  if (operand == "function") return ConstantKind::Function;
  if (operand == "scope") return ConstantKind::Scope;
  if (operand == "declarations") return ConstantKind::Declarations;
  if (operand == "template") return ConstantKind::Template;
  if (operand == "table") return ConstantKind::JumpTable;
  return std::nullopt;
}

// Feedback --------------------------------------------------------------------------------------------------

/// Of the site that the instruction's Feedback operand refers to; nothing if it has none.
constexpr std::optional<FeedbackKind> feedback_kind(Opcode opcode) {
  for (const OperandInfo& operand : info(opcode).operands)
    if (operand.type == OperandType::Feedback && operand.name == "types") return FeedbackKind::Types;
  switch (opcode) {
    case Opcode::Call:
    case Opcode::TailCall:
    case Opcode::CallWithList:
    case Opcode::Construct:
    case Opcode::ConstructWithList:
      return FeedbackKind::Call;
    case Opcode::GetNamed:
      return FeedbackKind::GetNamed;
    case Opcode::SetNamed:
      return FeedbackKind::SetNamed;
    case Opcode::DefineNamed:
      return FeedbackKind::DefineNamed;
    case Opcode::GetElement:
      return FeedbackKind::GetElement;
    case Opcode::SetElement:
      return FeedbackKind::SetElement;
    case Opcode::LoadGlobal:
    case Opcode::LoadGlobalOrUndefined:
    case Opcode::StoreGlobal:
      return FeedbackKind::Global;
    case Opcode::HasProperty:
      return FeedbackKind::HasProperty;
    case Opcode::InstanceOf:
      return FeedbackKind::InstanceOf;
    case Opcode::CreateObject:
    case Opcode::CreateArray:
      return FeedbackKind::Allocation;
    case Opcode::CreateRegExp:
      return FeedbackKind::RegExp;
    case Opcode::GetTemplateObject:
      return FeedbackKind::Template;
    case Opcode::JumpLoop:
      return FeedbackKind::Loop;
    case Opcode::AppendIterable:
    case Opcode::GetIterator:
    case Opcode::GetAsyncIterator:
    case Opcode::IteratorStep:
      return FeedbackKind::Iterator;
    case Opcode::GetPrivate:
    case Opcode::SetPrivate:
      return FeedbackKind::Private;
    default:
      return std::nullopt;
  }
}

// Several registers -----------------------------------------------------------------------------------------

/// What an instruction does with the registers from its Base operand on.
struct BaseUse {
  std::uint32_t operand;     // which operand the Base is
  std::uint64_t count;       // how many registers must be there
  std::uint64_t first_read;  // those from there on are read …
  std::uint64_t skipped;     // … but for this one, if it is among them
  bool writes;               // all of them
  bool clobbers;  // a call: whatever is there and behind, the whole frame up, means nothing afterwards
};

/// Nothing if the opcode has no Base. `value(i)` is that of operand i.
template <typename ValueOf>
constexpr std::optional<BaseUse> base_use(Opcode opcode, ValueOf value) {
  constexpr std::uint64_t k_none = ~std::uint64_t{0};
  constexpr std::uint64_t k_iterator_registers = 3;
  switch (opcode) {
    case Opcode::Call:
    case Opcode::TailCall:
    case Opcode::CallDirectEval:
      return BaseUse{0, std::uint64_t{k_arguments_in_call} + value(1), k_callee_in_call, k_none, false, true};
    case Opcode::CallWithList:
    case Opcode::CallDirectEvalWithList:
      return BaseUse{0, k_arguments_in_call + 1, k_callee_in_call, k_none, false, true};
    case Opcode::Construct:
      return BaseUse{
          0,   std::uint64_t{k_arguments_in_call} + value(1), k_new_target_in_call, k_this_in_call, false,
          true};
    case Opcode::ConstructWithList:
      return BaseUse{0, k_arguments_in_call + 1, k_new_target_in_call, k_this_in_call, false, true};
    case Opcode::CopyDataProperties:
      return BaseUse{1, value(2), 0, k_none, false, false};
    case Opcode::GetIterator:
    case Opcode::GetAsyncIterator:
      return BaseUse{0, k_iterator_registers, k_none, k_none, true, false};
    case Opcode::IteratorStep:
    case Opcode::IteratorClose:
    case Opcode::IteratorCloseSilently:
    case Opcode::CreateAsyncFromSyncIterator:
      return BaseUse{0, k_iterator_registers, 0, k_none, true, false};
    default:
      return std::nullopt;
  }
}
inline std::optional<BaseUse> base_use(const Instruction& instruction) {
  return base_use(instruction.opcode(), [&](std::size_t operand) { return instruction.value(operand); });
}

// Numbers that are enums ------------------------------------------------------------------------------------

/// The names of the values of a Count operand that is an enum, by value; values without a name are not
/// allowed. Empty if the operand is a number.
std::span<const std::string_view> enumerators(Opcode opcode, std::string_view operand);

// That nothing is missing -----------------------------------------------------------------------------------

namespace detail {

template <typename Predicate>
consteval bool all_operands(Predicate predicate) {
  for (std::size_t i = 0; i < k_opcode_count; ++i)
    for (const OperandInfo& operand : k_instructions[i].operands)
      if (!predicate(static_cast<Opcode>(i), operand)) return false;
  return true;
}

static_assert(all_operands([](Opcode, const OperandInfo& operand) {
                return operand.type != OperandType::Constant || constant_kind(operand.name).has_value();
              }),
              "a Constant operand with a name that constant_kind() does not know");
static_assert(all_operands([](Opcode opcode, const OperandInfo& operand) {
                return operand.type != OperandType::Feedback || feedback_kind(opcode).has_value();
              }),
              "an opcode with a Feedback operand that feedback_kind() does not know");
static_assert(all_operands([](Opcode opcode, const OperandInfo& operand) {
                const auto use = base_use(opcode, [](std::size_t) { return std::uint32_t{0}; });
                return operand.type != OperandType::Base ||
                       (use && info(opcode).operands[use->operand].type == OperandType::Base);
              }),
              "an opcode with a Base operand that base_use() does not know");

}  // namespace detail

}  // namespace orrery::bytecode
