// libFuzzer target: any code block can be validated and printed. What the validator lets through, a walk
// along any path finds sound: it stays on instructions, and reads nothing that has not been written.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/line_map.h"
#include "bytecode/code_block.h"
#include "bytecode/operand_meaning.h"
#include "bytecode/printer.h"
#include "bytecode/reader.h"
#include "bytecode/validator.h"

namespace {

using namespace orrery::bytecode;

void require(bool holds) {
  if (!holds) std::abort();
}

class FuzzProgram : public Program {
 public:
  std::string_view string(StringId id) const override { return k_strings[static_cast<std::size_t>(id)]; }
  std::uint32_t string_count() const override { return std::size(k_strings); }
  std::string_view source() const override { return "first\nsecond"; }
  std::string_view file_name() const override { return "fuzz.js"; }

 private:
  static constexpr std::string_view k_strings[] = {"", "x", "0b1", "length"};
};

/// Bytes as small numbers; zeros behind the end.
class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t next() {
    if (bytes_.empty()) return 0;
    const std::uint32_t value = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return value;
  }
  std::uint32_t next(std::uint32_t limit) { return next() % limit; }
  /// Mostly small; sometimes Scope::k_none.
  std::uint32_t next_index() {
    const std::uint32_t value = next();
    return value == 255 ? Scope::k_none : value;
  }
  StringId next_string() { return static_cast<StringId>(next()); }
  std::span<const std::uint8_t> rest() const { return bytes_; }

 private:
  std::span<const std::uint8_t> bytes_;
};

Constant make_constant(Input& input) {
  switch (input.next(8)) {
    case 0:
      return double{0.5};
    case 1:
      return input.next_string();
    case 2:
      return BigIntLiteral{input.next_string()};
    case 3:
      return FunctionReference{input.next()};
    case 4:
      return ScopeReference{input.next()};
    case 5:
      return Declarations{{input.next_string()}, {}, {}, {{input.next_string(), true}}};
    case 6:
      return TemplateLiteral{{{input.next_string(), input.next_string(), input.next(2) == 1}}};
    default:
      return JumpTable{static_cast<std::int32_t>(input.next()), {input.next(), input.next()}};
  }
}

Scope make_scope(Input& input) {
  Scope scope;
  scope.kind = static_cast<ScopeKind>(input.next(9));
  scope.slot_count = input.next(4);
  scope.environment = input.next_index();
  scope.parent = input.next_index();
  scope.start = input.next();
  scope.end = input.next();
  scope.this_slot = input.next_index();
  scope.variables.push_back({input.next_string(), input.next(),
                             static_cast<ScopeVariable::Place>(input.next(3)), false, false, false});
  return scope;
}

CodeBlock make_any_code_block(Input input) {
  CodeBlock block;
  block.program = std::make_shared<FuzzProgram>();
  block.register_count = input.next();
  block.header.parameter_count = input.next(8);
  block.header.source_end = input.next(16);
  const std::uint32_t flags = input.next();
  block.header.is_async = (flags & 1) != 0;
  block.header.is_generator = (flags & 2) != 0;
  block.header.is_strict = (flags & 4) != 0;
  block.needs_all_arguments = (flags & 8) != 0;
  block.header.kind = static_cast<FunctionKind>(input.next(11));
  block.functions.resize(input.next(2));
  for (std::uint32_t i = input.next(6); i > 0; --i) block.constants.push_back(make_constant(input));
  for (std::uint32_t i = input.next(6); i > 0; --i) {
    const auto kind = static_cast<FeedbackKind>(input.next(15));
    block.feedback.push_back({block.feedback_word_count, kind});
    block.feedback_word_count += feedback_words(kind);
  }
  for (std::uint32_t i = input.next(3); i > 0; --i) block.scopes.push_back(make_scope(input));
  for (std::uint32_t i = input.next(4); i > 0; --i)
    block.handlers.push_back(
        {input.next(), input.next(), input.next(), static_cast<Handler::Kind>(input.next(3))});
  for (std::uint32_t i = input.next(3); i > 0; --i)
    block.positions.push_back({input.next(), input.next(16), input.next(16)});
  block.code.assign(input.rest().begin(), input.rest().end());
  return block;
}

/// Makes code blocks with which nothing is wrong but what they read and where they jump: those are what takes
/// long to be found by chance.
class Maker {
 public:
  explicit Maker(Input input) : input_(input) {}

  CodeBlock make() {
    block_.program = std::make_shared<FuzzProgram>();
    block_.register_count = 14;
    block_.header.parameter_count = 1;
    block_.header.kind = FunctionKind::DerivedConstructor;
    block_.header.is_async = block_.header.is_strict = true;
    block_.header.is_generator = input_.next(2) == 1;
    block_.positions = {{0, 0, 0}};
    block_.functions.resize(1);
    block_.scopes.resize(1);
    const StringId x{1};
    block_.constants = {0.5,
                        x,
                        FunctionReference{0},
                        ScopeReference{0},
                        Declarations{},
                        TemplateLiteral{{{x, x, true}}},
                        JumpTable{}};  // in the order of ConstantKind
    emit(Opcode::LoadUndefined);
    for (std::uint32_t i = input_.next(12); i > 0; --i) {
      block_.code.push_back(static_cast<std::uint8_t>(Opcode::StoreRegister));
      block_.code.push_back(static_cast<std::uint8_t>(i));
    }
    while (!input_.rest().empty() && starts_.size() < 100) {
      const auto opcode = static_cast<Opcode>(input_.next(k_opcode_count));
      if (opcode != Opcode::Wide) emit(opcode);
    }
    emit(Opcode::Throw);
    connect();
    return std::move(block_);
  }

 private:
  struct Jump {
    std::uint32_t opcode_offset;
    std::uint32_t operand_offset;
    std::uint32_t choice;
    bool is_loop;
  };

  void emit(Opcode opcode) {
    const auto start = static_cast<std::uint32_t>(block_.code.size());
    starts_.push_back(start);
    block_.code.push_back(static_cast<std::uint8_t>(opcode));
    for (const OperandInfo& operand : info(opcode).operands) {
      const auto offset = static_cast<std::uint32_t>(block_.code.size());
      if (operand.type == OperandType::Jump)
        jumps_.push_back({start, offset, input_.next(), opcode == Opcode::JumpLoop});
      const std::uint32_t value = make_operand(opcode, operand);
      for (std::size_t byte = 0; byte < narrow_width(operand.type); ++byte)
        block_.code.push_back(static_cast<std::uint8_t>(value >> (8 * byte)));
    }
    block_.needs_all_arguments |= opcode == Opcode::CreateArguments || opcode == Opcode::CreateRest ||
                                  opcode == Opcode::CreateArgumentsAndRest;
  }

  std::uint32_t make_operand(Opcode opcode, const OperandInfo& operand) {
    switch (operand.type) {
      case OperandType::In:
      case OperandType::Out:
      case OperandType::InOut:
        return input_.next(block_.register_count);
      case OperandType::Base:
        return input_.next(5);
      case OperandType::Constant:
        return static_cast<std::uint32_t>(*constant_kind(operand.name));
      case OperandType::Feedback: {
        const FeedbackKind kind = *feedback_kind(opcode);
        const std::uint32_t word = block_.feedback_word_count;
        block_.feedback.push_back({word, kind});
        block_.feedback_word_count += feedback_words(kind);
        return word;
      }
      case OperandType::Count:
        return input_.next(2);
      default:
        return 0;
    }
  }

  /// Lets jumps and handlers lead somewhere.
  void connect() {
    for (const Jump& jump : jumps_) {
      const auto own =
          static_cast<std::size_t>(std::ranges::find(starts_, jump.opcode_offset) - starts_.begin());
      const std::size_t first = jump.is_loop ? 0 : own + 1;
      const std::size_t count = jump.is_loop ? own + 1 : starts_.size() - own - 1;
      const std::uint32_t distance = starts_[first + jump.choice % count] - jump.opcode_offset;
      for (std::size_t byte = 0; byte < 4; ++byte)
        block_.code[jump.operand_offset + byte] = static_cast<std::uint8_t>(distance >> (8 * byte));
    }
    std::get<JumpTable>(block_.constants.back()).targets = {starts_.back()};
    const std::size_t third = starts_.size() / 3;
    if (third > 0) block_.handlers = {{starts_[third], starts_[2 * third], starts_[2 * third], {}}};
  }

  Input input_;
  CodeBlock block_;
  std::vector<std::uint32_t> starts_;  // of instructions that may be jumped to
  std::vector<Jump> jumps_;
};

/// Goes through sound code as an interpreter might, choosing its way by `choices`.
class Walk {
 public:
  Walk(const CodeBlock& block, std::uint32_t choices) : block_(block), choices_(choices) {
    written_.resize(block.register_count);
    std::fill_n(written_.begin(), block.header.parameter_count + 1, true);
  }

  void run() {
    constexpr int k_enough = 200;
    std::uint32_t offset = 0;
    for (int step = 0; step < k_enough; ++step) {
      const auto instruction = decode(block_.code, offset);
      require(instruction.has_value());
      check_reads(*instruction);
      const auto next = perform(*instruction);
      if (!next) return;
      offset = *next;
    }
  }

 private:
  std::uint32_t choose(std::uint32_t limit) {
    choices_ = choices_ * 1664525 + 1013904223;
    return (choices_ >> 16) % limit;
  }

  void check_reads(const Instruction& instruction) {
    const Accumulator accumulator = instruction.info().accumulator;
    if (accumulator == Accumulator::Reads || accumulator == Accumulator::Both) require(has_accumulator_);
    for (std::size_t i = 0; i < instruction.operand_count(); ++i)
      if (instruction.type(i) == OperandType::In || instruction.type(i) == OperandType::InOut)
        require(written_.at(instruction.value(i)));
    if (const auto use = base_use(instruction))
      for (std::uint64_t i = use->first_read; i < use->count; ++i)
        require(i == use->skipped || written_.at(instruction.value(use->operand) + i));
  }

  /// \return where it goes on; nothing where the function ends
  std::optional<std::uint32_t> perform(const Instruction& instruction) {
    const auto use = base_use(instruction);
    if (use && use->clobbers)
      std::fill(written_.begin() + instruction.value(use->operand), written_.end(), false);
    if (instruction.has_effect(Throws) && choose(4) == 0) return unwind(instruction);
    if (use && use->writes) std::fill_n(written_.begin() + instruction.value(use->operand), use->count, true);

    std::vector<std::uint32_t> targets;
    for (std::size_t i = 0; i < instruction.operand_count(); ++i) {
      if (instruction.type(i) == OperandType::Out) written_.at(instruction.value(i)) = true;
      if (instruction.type(i) == OperandType::Jump)
        targets.push_back(static_cast<std::uint32_t>(instruction.jump_target(i)));
    }
    if (instruction.opcode() == Opcode::JumpByTable)
      for (std::uint32_t target : std::get<JumpTable>(block_.constants[instruction.value(0)]).targets)
        if (target != 0) targets.push_back(target);
    const auto ways = static_cast<std::uint32_t>(targets.size()) + (instruction.has_effect(Ends) ? 0 : 1);
    if (ways == 0) return std::nullopt;
    const std::uint32_t way = choose(ways);
    const Accumulator accumulator = instruction.info().accumulator;
    if (accumulator == Accumulator::Both) has_accumulator_ = true;
    if (accumulator == Accumulator::Writes) has_accumulator_ = way == targets.size();
    return way < targets.size() ? targets[way] : instruction.end();
  }

  std::optional<std::uint32_t> unwind(const Instruction& instruction) {
    has_accumulator_ = true;
    for (const Handler& handler : block_.handlers)
      if (handler.start <= instruction.offset() && instruction.offset() < handler.end) return handler.target;
    return std::nullopt;
  }

  const CodeBlock& block_;
  std::uint32_t choices_;
  std::vector<bool> written_;
  bool has_accumulator_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input({data, size});
  const CodeBlock block = input.next(2) == 0 ? make_any_code_block(input) : Maker(input).make();
  const std::vector<Problem> problems = validate(block);
  require(problems.size() <= k_max_problems);
  for (const Problem& problem : problems)
    require(problem.offset == Problem::k_no_offset || problem.offset < block.code.size());

  const orrery::base::LineMap lines(block.program->source());
  std::size_t printed = 0;
  orrery::base::OutputBuffer output([&](std::string_view text) { printed += text.size(); });
  print_listing(block, lines, output, {.colour = true});
  write_listing_json(block, lines, output);
  output.flush();
  require(printed > 0);

  if (problems.empty())
    for (std::uint32_t choices = 0; choices < 8; ++choices) Walk(block, choices).run();
  return 0;
}
