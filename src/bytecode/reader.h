#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <iterator>
#include <span>

#include "bytecode/instruction.h"

namespace orrery::bytecode {

/// Why bytes are no instruction.
enum class DecodeError : std::uint8_t {
  UnknownOpcode,
  WideBeforeWide,
  Truncated,  // the code ends within it
};

/// An instruction, decoded.
class Instruction {
 public:
  Opcode opcode() const { return opcode_; }
  const InstructionInfo& info() const { return bytecode::info(opcode_); }
  bool has_effect(Effects effect) const { return (info().effects & effect) == effect; }

  /// Is it preceded by a Wide, which counts as its first byte?
  bool is_wide() const { return is_wide_; }
  std::uint32_t offset() const { return offset_; }
  /// Where its opcode is: behind a Wide, which jumps count from.
  std::uint32_t opcode_offset() const { return offset_ + (is_wide_ ? 1 : 0); }
  /// Behind its last byte.
  std::uint32_t end() const { return end_; }

  std::size_t operand_count() const { return info().operand_count(); }
  OperandType type(std::size_t operand) const { return info().operands[operand].type; }
  /// Of any type but Small and Jump.
  std::uint32_t value(std::size_t operand) const { return operands_[operand]; }
  /// Of Small and Jump.
  std::int32_t signed_value(std::size_t operand) const {
    return static_cast<std::int32_t>(operands_[operand]);
  }
  /// Where the operand, a Jump, leads; in malformed code that may be anywhere.
  std::int64_t jump_target(std::size_t operand) const {
    return std::int64_t{opcode_offset()} + signed_value(operand);
  }

 private:
  friend std::expected<Instruction, DecodeError> decode(std::span<const std::uint8_t> code,
                                                        std::uint32_t offset);

  Opcode opcode_ = Opcode::Wide;
  bool is_wide_ = false;
  std::uint32_t offset_ = 0;
  std::uint32_t end_ = 0;
  std::array<std::uint32_t, k_max_operands> operands_ = {};
};

/// The instruction that begins at `offset`, with a Wide there if it has one. Reads nothing outside `code`,
/// whatever that holds; it must be shorter than 4 GiB.
inline std::expected<Instruction, DecodeError> decode(std::span<const std::uint8_t> code,
                                                      std::uint32_t offset) {
  std::size_t at = offset;
  if (at >= code.size()) return std::unexpected(DecodeError::Truncated);
  Instruction result;
  result.offset_ = offset;
  if (code[at] == static_cast<std::uint8_t>(Opcode::Wide)) {
    result.is_wide_ = true;
    if (++at == code.size()) return std::unexpected(DecodeError::Truncated);
    if (code[at] == static_cast<std::uint8_t>(Opcode::Wide))
      return std::unexpected(DecodeError::WideBeforeWide);
  }
  if (code[at] >= k_opcode_count) return std::unexpected(DecodeError::UnknownOpcode);
  result.opcode_ = static_cast<Opcode>(code[at]);
  if (code.size() - at < result.info().size(result.is_wide_)) return std::unexpected(DecodeError::Truncated);

  ++at;
  for (std::size_t i = 0; i < result.operand_count(); ++i) {
    const OperandType type = result.type(i);
    const std::size_t width = result.is_wide_ ? 4 : narrow_width(type);
    std::uint32_t bits = 0;
    for (std::size_t byte = 0; byte < width; ++byte) bits |= std::uint32_t{code[at++]} << (8 * byte);
    if (type == OperandType::Small && width == 1)
      bits = static_cast<std::uint32_t>(static_cast<std::int8_t>(bits));
    result.operands_[i] = bits;
  }
  result.end_ = static_cast<std::uint32_t>(at);
  return result;
}

/// The instructions of `code` in their order, for range-based loops. In malformed code, those before the
/// first that cannot be decoded.
class Instructions {
 public:
  explicit Instructions(std::span<const std::uint8_t> code) : code_(code) {}

  class Iterator {
   public:
    explicit Iterator(std::span<const std::uint8_t> code) : code_(code), current_(decode(code, 0)) {}
    const Instruction& operator*() const { return *current_; }
    const Instruction* operator->() const { return &*current_; }
    Iterator& operator++() {
      current_ = decode(code_, current_->end());
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return !current_.has_value(); }

   private:
    std::span<const std::uint8_t> code_;
    std::expected<Instruction, DecodeError> current_;
  };

  Iterator begin() const { return Iterator(code_); }
  std::default_sentinel_t end() const { return {}; }

 private:
  std::span<const std::uint8_t> code_;
};

}  // namespace orrery::bytecode
