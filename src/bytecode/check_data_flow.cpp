#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "bytecode/operand_meaning.h"
#include "bytecode/validation.h"

namespace orrery::bytecode {

namespace {

constexpr std::uint32_t k_none = ~0u;

/// What has been written on every path to a place: the accumulator and registers, one bit each.
class Written {
 public:
  explicit Written(std::uint32_t register_count) : words_((std::size_t{register_count} + 1 + 63) / 64) {}

  bool has_accumulator() const { return (words_[0] & 1) != 0; }
  bool has(std::uint64_t register_index) const {
    return (words_[word(register_index)] & bit(register_index)) != 0;
  }
  void set_accumulator(bool written) { words_[0] = (words_[0] & ~std::uint64_t{1}) | (written ? 1 : 0); }
  void set(std::uint64_t register_index) { words_[word(register_index)] |= bit(register_index); }
  /// Forgets the register and all behind it.
  void forget_from(std::uint64_t register_index) {
    const std::size_t first = word(register_index);
    words_[first] &= bit(register_index) - 1;
    std::fill(words_.begin() + static_cast<std::ptrdiff_t>(first) + 1, words_.end(), 0);
  }
  /// Keeps what is in both. \return whether this has changed anything
  bool meet(const Written& other) {
    bool changed = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t both = words_[i] & other.words_[i];
      changed |= both != words_[i];
      words_[i] = both;
    }
    return changed;
  }

 private:
  // Bit 0 is the accumulator.
  static std::size_t word(std::uint64_t register_index) {
    return static_cast<std::size_t>((register_index + 1) / 64);
  }
  static std::uint64_t bit(std::uint64_t register_index) {
    return std::uint64_t{1} << (register_index + 1) % 64;
  }

  std::vector<std::uint64_t> words_;
};

/// Follows all paths until nothing changes any more, then goes through what is reachable once again to say
/// what is wrong. State is kept at the *leaders*: the instructions that something leads to, other than the
/// one before. In between, each state follows from the one before.
class DataFlow {
 public:
  explicit DataFlow(Validation& validation)
      : validation_(validation), code_block_(validation.code_block()), code_(code_block_.code) {}

  void check() {
    find_leaders();
    // Two hundred million bits are far more than any program has needed; a hostile one could ask for more
    // than there is memory.
    constexpr std::uint64_t k_max_bits = 200'000'000;
    if (leader_count_ * (std::uint64_t{code_block_.register_count} + 64) > k_max_bits)
      return validation_.report("too many registers and jumps to follow");
    find_handlers();

    Written entry(code_block_.register_count);
    for (std::uint32_t i = 0; i <= code_block_.header.parameter_count; ++i) entry.set(i);
    flow_to(0, entry);
    while (!pending_.empty()) {
      const std::uint32_t leader = pending_.back();
      pending_.pop_back();
      is_pending_[leader_index_[leader]] = false;
      walk(leader, false);
    }
    for (std::uint32_t offset = 0; offset < code_.size(); ++offset)
      if (leader_index_[offset] != k_none && states_[leader_index_[offset]]) walk(offset, true);
  }

 private:
  template <typename Visit>
  void for_each_target(const Instruction& instruction, Visit visit) const {
    for (std::size_t i = 0; i < instruction.operand_count(); ++i)
      if (instruction.type(i) == OperandType::Jump)
        visit(static_cast<std::uint32_t>(instruction.jump_target(i)));
    if (instruction.opcode() != Opcode::JumpByTable) return;
    for (std::uint32_t target : std::get<JumpTable>(code_block_.constants[instruction.value(0)]).targets)
      if (target != 0) visit(target);
  }
  void find_leaders();
  void find_handlers();
  void walk(std::uint32_t leader, bool reports);
  void check_reads(const Instruction& instruction, const Written& written);
  void apply(const Instruction& instruction, Written& written);
  void flow_to(std::uint32_t leader, const Written& written);
  void flow_to_handler(const Instruction& instruction, Written written);

  Validation& validation_;
  const CodeBlock& code_block_;
  std::span<const std::uint8_t> code_;
  std::vector<std::uint32_t> leader_index_;  // by offset; k_none: not a leader
  std::uint32_t leader_count_ = 0;
  std::vector<std::optional<Written>> states_;  // by leader; none: not reached yet
  std::vector<std::uint32_t> pending_;          // offsets of leaders to be walked from
  std::vector<bool> is_pending_;                // by leader
  std::vector<std::uint32_t> handler_of_;       // by offset: the innermost handler's target, or k_none
};

void DataFlow::find_leaders() {
  leader_index_.assign(code_.size(), k_none);
  const auto add = [&](std::uint32_t offset) {
    if (leader_index_[offset] == k_none) leader_index_[offset] = leader_count_++;
  };
  add(0);
  for (const Instruction& instruction : Instructions(code_)) for_each_target(instruction, add);
  for (const Handler& handler : code_block_.handlers) add(handler.target);
  states_.resize(leader_count_);
  is_pending_.resize(leader_count_);
}

/// Handlers are known to lie one in another, so a stack tells the innermost one.
void DataFlow::find_handlers() {
  const std::vector<Handler>& handlers = code_block_.handlers;
  handler_of_.assign(code_.size(), k_none);
  std::vector<std::size_t> order(handlers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Outer before inner: of those that begin together, the later one first.
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return handlers[a].start != handlers[b].start ? handlers[a].start < handlers[b].start : a > b;
  });
  std::vector<std::size_t> open;
  std::size_t next = 0;
  for (const Instruction& instruction : Instructions(code_)) {
    const std::uint32_t offset = instruction.offset();
    while (!open.empty() && handlers[open.back()].end <= offset) open.pop_back();
    for (; next < order.size() && handlers[order[next]].start == offset; ++next) open.push_back(order[next]);
    if (!open.empty()) handler_of_[offset] = handlers[open.back()].target;
  }
}

void DataFlow::flow_to(std::uint32_t leader, const Written& written) {
  const std::uint32_t index = leader_index_[leader];
  std::optional<Written>& state = states_[index];
  const bool changed = state ? state->meet(written) : (state.emplace(written), true);
  if (!changed || is_pending_[index]) return;
  is_pending_[index] = true;
  pending_.push_back(leader);
}

/// Whatever the instruction was about to write may be missing there.
void DataFlow::flow_to_handler(const Instruction& instruction, Written written) {
  if (const auto use = base_use(instruction); use && use->clobbers)
    written.forget_from(instruction.value(use->operand));
  written.set_accumulator(true);
  flow_to(handler_of_[instruction.offset()], written);
}

/// Goes from a leader to the next one, or to where the path ends.
void DataFlow::walk(std::uint32_t leader, bool reports) {
  Written written = *states_[leader_index_[leader]];
  for (std::uint32_t offset = leader;;) {
    const Instruction instruction = *decode(code_, offset);
    if (reports) check_reads(instruction, written);
    if (instruction.has_effect(Throws) && handler_of_[offset] != k_none)
      flow_to_handler(instruction, written);
    apply(instruction, written);
    for_each_target(instruction, [&](std::uint32_t target) {
      // An instruction that only writes acc has no value to write when it jumps: an iterator that is done.
      const bool loses_accumulator = instruction.info().accumulator == Accumulator::Writes;
      const bool had_accumulator = written.has_accumulator();
      if (loses_accumulator) written.set_accumulator(false);
      flow_to(target, written);
      written.set_accumulator(had_accumulator);
    });
    if (instruction.has_effect(Ends)) return;
    offset = instruction.end();
    if (leader_index_[offset] != k_none) return flow_to(offset, written);
  }
}

void DataFlow::check_reads(const Instruction& instruction, const Written& written) {
  const Accumulator accumulator = instruction.info().accumulator;
  if ((accumulator == Accumulator::Reads || accumulator == Accumulator::Both) && !written.has_accumulator())
    validation_.report(instruction, "reads acc, which may not have been written");
  const auto check = [&](std::uint64_t register_index) {
    if (!written.has(register_index))
      validation_.report(instruction,
                         fmt::format("reads r{}, which may not have been written", register_index));
  };
  for (std::size_t i = 0; i < instruction.operand_count(); ++i)
    if (instruction.type(i) == OperandType::In || instruction.type(i) == OperandType::InOut)
      check(instruction.value(i));
  if (const auto use = base_use(instruction))
    for (std::uint64_t i = use->first_read; i < use->count; ++i)
      if (i != use->skipped) check(instruction.value(use->operand) + i);
}

void DataFlow::apply(const Instruction& instruction, Written& written) {
  if (const auto use = base_use(instruction)) {
    const std::uint64_t base = instruction.value(use->operand);
    if (use->clobbers) written.forget_from(base);
    for (std::uint64_t i = 0; use->writes && i < use->count; ++i) written.set(base + i);
  }
  for (std::size_t i = 0; i < instruction.operand_count(); ++i)
    if (instruction.type(i) == OperandType::Out || instruction.type(i) == OperandType::InOut)
      written.set(instruction.value(i));
  const Accumulator accumulator = instruction.info().accumulator;
  if (accumulator == Accumulator::Writes || accumulator == Accumulator::Both) written.set_accumulator(true);
}

}  // namespace

void check_data_flow(Validation& validation) {
  DataFlow(validation).check();
}

}  // namespace orrery::bytecode
