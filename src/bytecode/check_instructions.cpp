#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "bytecode/names.h"
#include "bytecode/open_scopes.h"
#include "bytecode/operand_meaning.h"
#include "bytecode/validation.h"

namespace orrery::bytecode {

namespace {

bool may_hold(ConstantKind kind, const Constant& constant) {
  switch (kind) {
    case ConstantKind::Value:
      return std::holds_alternative<double>(constant) || std::holds_alternative<StringId>(constant) ||
             std::holds_alternative<BigIntLiteral>(constant);
    case ConstantKind::String:
      return std::holds_alternative<StringId>(constant);
    case ConstantKind::Function:
      return std::holds_alternative<FunctionReference>(constant);
    case ConstantKind::Scope:
      return std::holds_alternative<ScopeReference>(constant);
    case ConstantKind::Declarations:
      return std::holds_alternative<Declarations>(constant);
    case ConstantKind::Template:
      return std::holds_alternative<TemplateLiteral>(constant);
    case ConstantKind::JumpTable:
      return std::holds_alternative<JumpTable>(constant);
  }
  return false;
}

class InstructionChecks {
 public:
  explicit InstructionChecks(Validation& validation)
      : validation_(validation), code_block_(validation.code_block()), open_scopes_(code_block_) {}

  void check(const Instruction& instruction) {
    open_scopes_.advance(instruction.offset());
    for (std::size_t i = 0; i < instruction.operand_count(); ++i) check_operand(instruction, i);
    check_base(instruction);
    check_slot(instruction);
    check_table(instruction);
    check_position(instruction);
    check_context(instruction);
    check_place(instruction);
    if (instruction.has_effect(Throws) || instruction.has_effect(Jumps) || instruction.has_effect(Ends))
      only_pure_so_far_ = false;
  }

 private:
  template <typename... Arguments>
  void require(bool holds, const Instruction& instruction, fmt::format_string<Arguments...> message,
               Arguments&&... arguments) {
    if (!holds) validation_.report(instruction, fmt::format(message, std::forward<Arguments>(arguments)...));
  }
  void check_operand(const Instruction& instruction, std::size_t operand);
  void check_constant(const Instruction& instruction, std::size_t operand);
  void check_feedback(const Instruction& instruction, std::size_t operand);
  void check_count(const Instruction& instruction, std::size_t operand);
  void check_jump(const Instruction& instruction, std::int64_t target);
  void check_base(const Instruction& instruction);
  void check_slot(const Instruction& instruction);
  void check_table(const Instruction& instruction);
  void check_position(const Instruction& instruction);
  void check_context(const Instruction& instruction);
  void check_place(const Instruction& instruction);

  Validation& validation_;
  const CodeBlock& code_block_;
  OpenScopes open_scopes_;
  bool only_pure_so_far_ = true;  // before the instruction under examination
};

// Operands --------------------------------------------------------------------------------------------------

void InstructionChecks::check_operand(const Instruction& instruction, std::size_t operand) {
  switch (instruction.type(operand)) {
    case OperandType::In:
    case OperandType::Out:
    case OperandType::InOut:
      return require(instruction.value(operand) < code_block_.register_count, instruction,
                     "{}: there is no register r{}", instruction.info().operands[operand].name,
                     instruction.value(operand));
    case OperandType::Constant:
      return check_constant(instruction, operand);
    case OperandType::Feedback:
      return check_feedback(instruction, operand);
    case OperandType::Count:
      return check_count(instruction, operand);
    case OperandType::Jump:
      return check_jump(instruction, instruction.jump_target(operand));
    case OperandType::Base:   // check_base()
    case OperandType::Slot:   // check_slot()
    case OperandType::Small:  // all of them are good
    case OperandType::None:
      return;
  }
}

void InstructionChecks::check_constant(const Instruction& instruction, std::size_t operand) {
  const std::string_view name = instruction.info().operands[operand].name;
  const std::uint32_t index = instruction.value(operand);
  if (index >= code_block_.constants.size())
    return require(false, instruction, "{}: there is no constant k{}", name, index);
  const Constant& constant = code_block_.constants[index];
  require(may_hold(*constant_kind(name), constant), instruction, "{}: k{} is of the wrong type: {}", name,
          index, type_name(constant));
}

void InstructionChecks::check_feedback(const Instruction& instruction, std::size_t operand) {
  const std::uint32_t word = instruction.value(operand);
  const auto site = std::ranges::lower_bound(code_block_.feedback, word, {}, &FeedbackSite::first_word);
  if (site == code_block_.feedback.end() || site->first_word != word)
    return require(false, instruction, "no feedback site begins at word f{}", word);
  require(site->kind == feedback_kind(instruction.opcode()), instruction,
          "the feedback site at f{} is of the wrong kind: {}", word, to_string(site->kind));
}

void InstructionChecks::check_count(const Instruction& instruction, std::size_t operand) {
  const std::string_view name = instruction.info().operands[operand].name;
  const auto values = enumerators(instruction.opcode(), name);
  const std::uint32_t value = instruction.value(operand);
  require(values.empty() || (value < values.size() && !values[value].empty()), instruction,
          "{}: {} is not among its values", name, value);
}

void InstructionChecks::check_jump(const Instruction& instruction, std::int64_t target) {
  if (target < 0 || !validation_.is_instruction(static_cast<std::uint64_t>(target)))
    return require(false, instruction, "leads to {:04}, which is no instruction", target);
  if (instruction.opcode() == Opcode::JumpLoop) {
    require(target <= instruction.offset(), instruction, "leads forwards, to {:04}", target);
  } else {
    require(target > instruction.offset(), instruction, "leads backwards, to {:04}, without a poll", target);
  }
}

void InstructionChecks::check_table(const Instruction& instruction) {
  if (instruction.opcode() != Opcode::JumpByTable || validation_.has_problems()) return;
  for (std::uint32_t target : std::get<JumpTable>(code_block_.constants[instruction.value(0)]).targets)
    if (target != 0) check_jump(instruction, target);
}

void InstructionChecks::check_base(const Instruction& instruction) {
  const std::optional<BaseUse> use = base_use(instruction);
  if (!use) return;
  const std::uint64_t base = instruction.value(use->operand);
  require(base + use->count <= code_block_.register_count, instruction,
          "needs {} registers from r{} on, there are only {}", use->count, base, code_block_.register_count);
}

/// Slots exist in the environments of this code block; of those further out nothing is known here.
void InstructionChecks::check_slot(const Instruction& instruction) {
  for (std::size_t i = 2; i < instruction.operand_count(); ++i) {
    if (instruction.type(i) != OperandType::Slot) continue;
    const Scope* scope = open_scopes_.find_environment(instruction.value(i - 2), instruction.value(i - 1));
    if (scope == nullptr) continue;
    require(instruction.value(i) < scope->slot_count, instruction, "there is no slot {}, only {}",
            instruction.value(i), scope->slot_count);
  }
}

static_assert(detail::all_operands([](Opcode opcode, const OperandInfo& operand) {
                const auto& operands = info(opcode).operands;
                return operand.type != OperandType::Slot ||
                       (operands[0].name == "environment" && operands[1].name == "hops" &&
                        operands[2].type == OperandType::Slot);
              }),
              "check_slot() expects the register and the hops before a slot");

// The instruction as a whole --------------------------------------------------------------------------------

void InstructionChecks::check_position(const Instruction& instruction) {
  require(!instruction.has_effect(Throws) || (!code_block_.positions.empty() &&
                                              code_block_.positions.front().offset <= instruction.offset()),
          instruction, "may throw, but has no position");
}

/// What may stand in this kind of function only.
void InstructionChecks::check_context(const Instruction& instruction) {
  const FunctionHeader& header = code_block_.header;
  switch (instruction.opcode()) {
    case Opcode::CreateGenerator:
    case Opcode::Yield:
    case Opcode::YieldDelegate:
      return require(header.is_generator, instruction, "in a function that is no generator");
    case Opcode::StartAsync:
      return require(header.is_async && !header.is_generator, instruction,
                     "in a function that is not async, or a generator");
    case Opcode::Await:
    case Opcode::ReturnFromAsync:
    case Opcode::RejectAsync:
      return require(header.is_async, instruction, "in a function that is not async");
    case Opcode::ReturnFromDerived:
      return require(header.kind == FunctionKind::DerivedConstructor, instruction,
                     "in a function that is no derived constructor");
    case Opcode::TailCall:
      return require(header.is_strict, instruction, "in sloppy code");
    case Opcode::CallWithList:
    case Opcode::CallDirectEvalWithList:
      return require(instruction.value(1) == 0 || header.is_strict, instruction,
                     "as a tail call in sloppy code");
    case Opcode::CallDirectEval:
      return require(instruction.value(2) == 0 || header.is_strict, instruction,
                     "as a tail call in sloppy code");
    default:
      return;
  }
}

/// What must come before anything can run: the arguments lie where other registers will be.
void InstructionChecks::check_place(const Instruction& instruction) {
  switch (instruction.opcode()) {
    case Opcode::CreateArguments:
    case Opcode::CreateRest:
    case Opcode::CreateArgumentsAndRest:
    case Opcode::StartAsync:
      return require(only_pure_so_far_, instruction, "stands behind what may run something or jump");
    default:
      return;
  }
}

}  // namespace

void check_instructions(Validation& validation) {
  InstructionChecks checks(validation);
  for (const Instruction& instruction : Instructions(validation.code_block().code)) checks.check(instruction);
}

}  // namespace orrery::bytecode
