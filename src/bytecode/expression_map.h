#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace orrery::bytecode {

/// What the source says about the instruction that is about to run, for who shows a program expression by
/// expression. Made on demand by compiling once more (compiler::expression_map()): running code has no use
/// for it.
struct ExpressionNote {
  enum class Kind : std::uint8_t {
    Statement,      // comes to the statement
    Accumulator,    // acc is the value of the expression
    Register,       // and this: the register
    True,           // its value is true: a comparison that is one instruction with the jump
    False,          // its value is false
    Remember,       // acc will be the value of an expression by and by
    Remembered,     // and this: what was remembered last
    NotRemembered,  // its negation, which is remembered in turn
    IterationEnd,   // the innermost scope, of a loop's head, is left until the next turn
    Iteration,      // and begins anew
  };

  std::uint32_t offset;        // the instruction
  std::uint32_t source_start;  // bytes
  std::uint32_t source_end;
  /// The note counts if the instruction before this one, in this frame, was in [from, to): what leads here
  /// from elsewhere has not evaluated the expression. Of statements: if it was not in there, for a jump back
  /// in a statement does not come to it; or was at `again`, which begins another turn of a loop.
  std::uint32_t from = 0;
  std::uint32_t to = ~0u;
  std::uint32_t again = ~0u;
  std::uint32_t register_index = 0;
  /// Of statements: the scope that it stands in (CodeBlock::scopes), which may begin with it as one in it
  /// may.
  std::uint32_t scope = ~0u;
  Kind kind;

  /// \param previous  the instruction before, as an offset; ~0: none, the function begins
  bool counts(std::uint32_t previous) const {
    const bool is_inside = from <= previous && previous < to;
    if (kind != Kind::Statement) return is_inside || (to == ~0u && from == 0);
    return !is_inside || previous == again;
  }
};

/// The notes of a function's code.
class ExpressionMap {
 public:
  ExpressionMap() = default;
  /// \param notes  by offset; those of one offset in the order in which they are to be told
  ExpressionMap(std::vector<ExpressionNote> notes, std::uint32_t code_size);

  std::span<const ExpressionNote> notes() const { return notes_; }
  std::span<const ExpressionNote> at(std::uint32_t offset) const {
    return std::span(notes_).subspan(first_[offset], first_[offset + 1] - first_[offset]);
  }

 private:
  std::vector<ExpressionNote> notes_;
  std::vector<std::uint32_t> first_;  // by offset
};

}  // namespace orrery::bytecode
