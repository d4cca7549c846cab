#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "bytecode/code_block.h"
#include "bytecode/expression_map.h"
#include "bytecode/instruction.h"

namespace orrery::bytecode {

/// A register of a frame.
enum class Register : std::uint32_t {};
constexpr Register operator+(Register base, std::uint32_t distance) {
  return static_cast<Register>(static_cast<std::uint32_t>(base) + distance);
}
/// An index of CodeBlock::constants.
enum class ConstantIndex : std::uint32_t {};
/// A place in the code, known or not yet: made by BytecodeBuilder::make_label().
enum class Label : std::uint32_t {};

namespace detail {

template <typename T>
constexpr bool is_operand(OperandType type) {
  switch (type) {
    case OperandType::In:
    case OperandType::Out:
    case OperandType::InOut:
    case OperandType::Base:
      return std::is_same_v<T, Register>;
    case OperandType::Constant:
      return std::is_same_v<T, ConstantIndex>;
    case OperandType::Jump:
      return std::is_same_v<T, Label>;
    case OperandType::Slot:
    case OperandType::Count:
      return std::is_same_v<T, std::uint32_t> ||
             (std::is_enum_v<T> && !std::is_same_v<T, Register> && !std::is_same_v<T, ConstantIndex> &&
              !std::is_same_v<T, Label>);
    case OperandType::Small:
      return std::is_same_v<T, std::int32_t>;
    case OperandType::None:
    case OperandType::Feedback:
      return false;
  }
  return false;
}

/// Are these the operands of `opcode`, its feedback left out?
template <typename... Types>
consteval bool are_operands(Opcode opcode) {
  std::array<bool (*)(OperandType), sizeof...(Types) + 1> accepts = {&is_operand<Types>..., nullptr};
  std::size_t next = 0;
  for (const OperandInfo& operand : info(opcode).operands) {
    if (operand.type == OperandType::None || operand.type == OperandType::Feedback) continue;
    if (next == sizeof...(Types) || !accepts[next](operand.type)) return false;
    ++next;
  }
  return next == sizeof...(Types);
}

}  // namespace detail

/// Makes the code of a CodeBlock, one instruction behind the other. Takes care of widths, labels, constants
/// (each is kept once), feedback sites (each instruction that wants one gets its own) and positions. What
/// control cannot come to is left out. Which registers are free is the caller's business.
class BytecodeBuilder {
 public:
  /// Appends an instruction with its operands in the order of opcodes.def, without its Feedback.
  template <Opcode opcode, typename... Operands>
  void emit(Operands... operands) {
    static_assert(detail::are_operands<Operands...>(opcode), "these are not the operands of this opcode");
    const std::array<std::uint32_t, sizeof...(Operands) + 1> values = {
        static_cast<std::uint32_t>(operands)..., 0};
    emit(opcode, std::span(values).first(sizeof...(Operands)));
  }
  /// The same for an opcode that is known at run time only.
  void emit(Opcode opcode, std::span<const std::uint32_t> operands);

  /// The source of the instructions that follow, as far as they can throw. \param point  as in Position
  void set_position(std::uint32_t source_start, std::uint32_t source_end, std::uint32_t point = 0) {
    source_start_ = source_start;
    source_end_ = source_end;
    source_point_ = point;
  }

  Label make_label();
  /// The label is here. \pre it was nowhere
  void bind(Label label);
  Label bind_new_label();
  /// Can control come here, as far as is known? No jump, table or handler that was added leads behind the end
  /// of what never goes on.
  bool is_reachable() const { return is_reachable_; }
  bool is_used(Label label) const { return labels_[index(label)].is_used; }

  ConstantIndex constant(double value);
  ConstantIndex constant(StringId value);
  ConstantIndex constant(ScopeReference scope);
  ConstantIndex constant(BigIntLiteral value);
  /// Those that are not compared with each other.
  ConstantIndex constant(Constant value);
  /// A function that the code, or who links it, makes closures of. \return its index in CodeBlock::functions
  std::uint32_t add_function(const FunctionHeader& header);
  /// The same, as a constant.
  ConstantIndex function(const FunctionHeader& header);
  /// For JumpByTable: to targets[i] for the value i.
  ConstantIndex jump_table(std::span<const Label> targets);

  /// Exceptions between `start` and `end` go to `target`. Of two that cover an instruction the one with the
  /// greater depth comes first.
  void add_handler(Label start, Label end, Label target, Handler::Kind kind, std::uint32_t depth);

  /// \return its index. Its start is here; its end, close_scope().
  std::uint32_t open_scope(Scope scope);
  void close_scope(std::uint32_t scope);
  Scope& scope(std::uint32_t scope_index) { return scopes_[scope_index]; }

  std::uint32_t offset() const { return static_cast<std::uint32_t>(code_.size()); }
  /// Puts `code`, complete and without jumps, into what has been emitted. No jump leads across `at`.
  void insert(std::uint32_t at, const BytecodeBuilder& code);

  /// From now on notes about expressions are kept; otherwise none should be made. They change no code.
  void keep_notes() { keeps_notes_ = true; }
  bool keeps_notes() const { return keeps_notes_; }
  /// Of the instruction that comes next; if none can, there is no note.
  void note(ExpressionNote note);
  /// Of the instruction at the label, which will have a place.
  void note(Label label, ExpressionNote note);
  /// For notes whose end is known later: the number of the next one that is made.
  std::size_t next_note() const { return notes_.size(); }
  ExpressionNote& note_at(std::size_t index) { return notes_[index].note; }
  void drop_note(std::size_t index) { notes_[index].note.offset = k_unbound; }
  /// All of them. To be called before finish().
  ExpressionMap expression_map() const;

  /// Hands over all that was made. The builder is of no further use.
  void finish(CodeBlock& code_block);

 private:
  static constexpr std::uint32_t k_unbound = ~0u;
  struct LabelState {
    std::uint32_t offset = k_unbound;
    bool is_used = false;
  };
  struct JumpOperand {
    std::uint32_t opcode_offset;
    std::uint32_t operand_offset;
    Label target;
  };
  struct PendingHandler {
    Label start;
    Label end;
    Label target;
    Handler::Kind kind;
    std::uint32_t depth;
  };
  struct PendingNote {
    ExpressionNote note;
    std::uint32_t label;  // where it is; k_unbound: at its offset
  };
  struct PendingTable {
    ConstantIndex constant;
    std::vector<Label> targets;
  };

  static std::size_t index(Label label) { return static_cast<std::size_t>(label); }
  std::uint32_t offset_of(Label label) const { return labels_[index(label)].offset; }
  void add_position();
  std::uint32_t add_feedback_site(Opcode opcode);
  void append(std::uint32_t value, std::size_t width);
  ConstantIndex find_or_add(std::uint8_t type, std::uint64_t bits, Constant value);

  std::vector<std::uint8_t> code_;
  std::vector<LabelState> labels_;
  std::vector<JumpOperand> jumps_;
  std::vector<Constant> constants_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_constants_[4];  // by their bits, for each type
  std::vector<FunctionHeader> functions_;
  std::vector<Scope> scopes_;
  std::vector<PendingHandler> handlers_;
  std::vector<PendingTable> tables_;
  std::vector<Position> positions_;
  std::vector<FeedbackSite> feedback_;
  std::vector<PendingNote> notes_;
  std::uint32_t feedback_words_ = 0;
  bool is_reachable_ = true;
  bool keeps_notes_ = false;
  std::uint32_t source_start_ = 0;
  std::uint32_t source_end_ = 0;
  std::uint32_t source_point_ = 0;
};

}  // namespace orrery::bytecode
