#include "bytecode/builder.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <utility>

#include "bytecode/operand_meaning.h"

namespace orrery::bytecode {

namespace {

bool fits_narrow(OperandType type, std::uint32_t value) {
  switch (narrow_width(type)) {
    case 1:
      if (type == OperandType::Small) {
        const auto small = static_cast<std::int32_t>(value);
        return small >= std::numeric_limits<std::int8_t>::min() &&
               small <= std::numeric_limits<std::int8_t>::max();
      }
      return value <= std::numeric_limits<std::uint8_t>::max();
    case 2:
      return value <= std::numeric_limits<std::uint16_t>::max();
    default:
      return true;
  }
}

// Types of constants that are compared: indices of known_constants_.
constexpr std::uint8_t k_number = 0, k_string = 1, k_scope = 2, k_bigint = 3;

}  // namespace

// Instructions ----------------------------------------------------------------------------------------------

void BytecodeBuilder::append(std::uint32_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) code_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void BytecodeBuilder::add_position() {
  const Position position = {offset(), source_start_, source_end_, source_point_};
  if (!positions_.empty()) {
    const Position& last = positions_.back();
    if (last.source_start == position.source_start && last.source_end == position.source_end &&
        last.point == position.point)
      return;
  }
  positions_.push_back(position);
}

std::uint32_t BytecodeBuilder::add_feedback_site(Opcode opcode) {
  const FeedbackKind kind = *feedback_kind(opcode);
  const std::uint32_t first_word = feedback_words_;
  feedback_.push_back({first_word, kind});
  feedback_words_ += feedback_words(kind);
  return first_word;
}

void BytecodeBuilder::emit(Opcode opcode, std::span<const std::uint32_t> operands) {
  if (!is_reachable_) return;
  const InstructionInfo& instruction = info(opcode);
  if ((instruction.effects & Throws) != 0) add_position();

  std::array<std::uint32_t, k_max_operands> values = {};
  const std::size_t count = instruction.operand_count();
  bool is_wide = false;
  for (std::size_t i = 0, next = 0; i < count; ++i) {
    const OperandType type = instruction.operands[i].type;
    values[i] = type == OperandType::Feedback ? add_feedback_site(opcode) : operands[next++];
    is_wide |= !fits_narrow(type, values[i]);
  }

  if (is_wide) append(static_cast<std::uint32_t>(Opcode::Wide), 1);
  const std::uint32_t opcode_offset = offset();
  append(static_cast<std::uint32_t>(opcode), 1);
  for (std::size_t i = 0; i < count; ++i) {
    const OperandType type = instruction.operands[i].type;
    if (type == OperandType::Jump) {
      const auto target = static_cast<Label>(values[i]);
      labels_[index(target)].is_used = true;
      jumps_.push_back({opcode_offset, offset(), target});
    }
    append(values[i], is_wide ? 4 : narrow_width(type));
  }
  if ((instruction.effects & Ends) != 0) is_reachable_ = false;
}

// Labels ----------------------------------------------------------------------------------------------------

Label BytecodeBuilder::make_label() {
  labels_.emplace_back();
  return static_cast<Label>(labels_.size() - 1);
}

void BytecodeBuilder::bind(Label label) {
  assert(offset_of(label) == k_unbound);
  labels_[index(label)].offset = offset();
  is_reachable_ |= labels_[index(label)].is_used;
}

Label BytecodeBuilder::bind_new_label() {
  const Label label = make_label();
  bind(label);
  return label;
}

// Constants -------------------------------------------------------------------------------------------------

ConstantIndex BytecodeBuilder::find_or_add(std::uint8_t type, std::uint64_t bits, Constant value) {
  const auto [entry, is_new] =
      known_constants_[type].try_emplace(bits, static_cast<std::uint32_t>(constants_.size()));
  if (is_new) constants_.push_back(std::move(value));
  return static_cast<ConstantIndex>(entry->second);
}

ConstantIndex BytecodeBuilder::constant(double value) {
  return find_or_add(k_number, std::bit_cast<std::uint64_t>(value), value);
}
ConstantIndex BytecodeBuilder::constant(StringId value) {
  return find_or_add(k_string, static_cast<std::uint64_t>(value), value);
}
ConstantIndex BytecodeBuilder::constant(ScopeReference scope) {
  return find_or_add(k_scope, scope.index, scope);
}
ConstantIndex BytecodeBuilder::constant(BigIntLiteral value) {
  return find_or_add(k_bigint, static_cast<std::uint64_t>(value.digits), value);
}

ConstantIndex BytecodeBuilder::constant(Constant value) {
  constants_.push_back(std::move(value));
  return static_cast<ConstantIndex>(constants_.size() - 1);
}

std::uint32_t BytecodeBuilder::add_function(const FunctionHeader& header) {
  functions_.push_back(header);
  return static_cast<std::uint32_t>(functions_.size() - 1);
}

ConstantIndex BytecodeBuilder::function(const FunctionHeader& header) {
  return constant(Constant(FunctionReference{add_function(header)}));
}

ConstantIndex BytecodeBuilder::jump_table(std::span<const Label> targets) {
  for (Label target : targets) labels_[index(target)].is_used = true;
  const ConstantIndex table = constant(Constant(JumpTable{}));
  tables_.push_back({table, {targets.begin(), targets.end()}});
  return table;
}

// Handlers and scopes ---------------------------------------------------------------------------------------

void BytecodeBuilder::add_handler(Label start, Label end, Label target, Handler::Kind kind,
                                  std::uint32_t depth) {
  labels_[index(target)].is_used = true;
  handlers_.push_back({start, end, target, kind, depth});
}

std::uint32_t BytecodeBuilder::open_scope(Scope scope) {
  scope.start = offset();
  scopes_.push_back(std::move(scope));
  return static_cast<std::uint32_t>(scopes_.size() - 1);
}

void BytecodeBuilder::close_scope(std::uint32_t scope) {
  scopes_[scope].end = offset();
}

// Notes about expressions -----------------------------------------------------------------------------------

void BytecodeBuilder::note(ExpressionNote note) {
  if (!is_reachable_) return;
  note.offset = offset();
  notes_.push_back({note, k_unbound});
}

void BytecodeBuilder::note(Label label, ExpressionNote note) {
  if (!labels_[index(label)].is_used) return;
  note.offset = 0;
  notes_.push_back({note, static_cast<std::uint32_t>(label)});
}

ExpressionMap BytecodeBuilder::expression_map() const {
  // Those of one instruction stay in the order in which they were made.
  std::vector<std::pair<std::uint32_t, const ExpressionNote*>> places;
  for (const PendingNote& pending : notes_) {
    const std::uint32_t place =
        pending.label == k_unbound ? pending.note.offset : offset_of(static_cast<Label>(pending.label));
    if (place != k_unbound) places.emplace_back(place, &pending.note);
  }

  std::ranges::sort(places);  // notes_ is one array, so that addresses are the order
  std::vector<ExpressionNote> notes;
  for (const auto& [place, note] : places) {
    notes.push_back(*note);
    notes.back().offset = place;
  }
  return {std::move(notes), offset()};
}

// The end ---------------------------------------------------------------------------------------------------

void BytecodeBuilder::insert(std::uint32_t at, const BytecodeBuilder& code) {
  assert(code.jumps_.empty() && code.constants_.empty() && code.feedback_.empty());
  const std::uint32_t size = code.offset();
  auto shift = [&](std::uint32_t& offset) {
    if (offset >= at) offset += size;
  };
  code_.insert(code_.begin() + at, code.code_.begin(), code.code_.end());
  for (LabelState& label : labels_) {
    if (label.offset != k_unbound) shift(label.offset);
  }
  for (JumpOperand& jump : jumps_) {
    shift(jump.opcode_offset);
    shift(jump.operand_offset);
  }
  for (Position& position : positions_) shift(position.offset);
  for (PendingNote& pending : notes_) {
    if (pending.note.offset == k_unbound) continue;
    // From 0 on may mean from anywhere before, or from anywhere.
    const bool is_here = pending.note.from == pending.note.offset && pending.note.to != k_unbound;
    if (pending.note.from > 0 || is_here) shift(pending.note.from);
    shift(pending.note.offset);
    if (pending.note.to != k_unbound) shift(pending.note.to);
    if (pending.note.again != k_unbound) shift(pending.note.again);
  }
  for (Scope& scope : scopes_) {
    // Scopes that open there see what is put before them.
    const auto shift_behind = [&](std::uint32_t& offset) {
      if (offset > at) offset += size;
    };
    shift_behind(scope.start);
    shift(scope.end);
    shift_behind(scope.environment_at);
    for (ScopeVariable& variable : scope.variables) shift_behind(variable.initialized_at);
  }
}

void BytecodeBuilder::finish(CodeBlock& code_block) {
  for (const JumpOperand& jump : jumps_) {
    assert(offset_of(jump.target) != k_unbound);
    const std::uint32_t distance = offset_of(jump.target) - jump.opcode_offset;
    for (std::size_t i = 0; i < 4; ++i)
      code_[jump.operand_offset + i] = static_cast<std::uint8_t>(distance >> (8 * i));
  }
  for (const PendingTable& pending : tables_) {
    auto& table = std::get<JumpTable>(constants_[static_cast<std::size_t>(pending.constant)]);
    for (Label target : pending.targets) table.targets.push_back(offset_of(target));
  }
  std::ranges::sort(handlers_, [](const PendingHandler& a, const PendingHandler& b) {
    return a.depth != b.depth ? a.depth > b.depth : a.start < b.start;
  });
  for (const PendingHandler& handler : handlers_) {
    const std::uint32_t start = offset_of(handler.start);
    const std::uint32_t end = offset_of(handler.end);
    if (start != end) code_block.handlers.push_back({start, end, offset_of(handler.target), handler.kind});
  }
  code_block.code = std::move(code_);
  code_block.constants = std::move(constants_);
  code_block.functions = std::move(functions_);
  code_block.scopes = std::move(scopes_);
  code_block.positions = std::move(positions_);
  code_block.feedback = std::move(feedback_);
  code_block.feedback_word_count = feedback_words_;
}

}  // namespace orrery::bytecode
