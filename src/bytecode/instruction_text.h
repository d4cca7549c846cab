#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/styled_output.h"
#include "bytecode/code_block.h"
#include "bytecode/open_scopes.h"
#include "bytecode/reader.h"

// Instructions as texts for people, in their parts: whoever shows code puts them together. Any code block
// will do, sound or not: what does not exist is shown as such.

namespace orrery::bytecode {

/// A part of a text in one style.
struct Piece {
  base::Style style;
  std::string text;
};
using Pieces = std::vector<Piece>;

/// Without the styles.
std::string plain_text(const Pieces& pieces);

/// What a listing says of an instruction.
struct InstructionText {
  std::string label;  // `L3`, where something jumps to; else empty
  std::string name;   // `GetNamed`, `Wide ThrowError`
  Pieces operands;    // `r1, k0, f0`
  Pieces comment;     // what they stand for: `object list, key "length"`
};

/// Operands are registers (r), constants (k), feedback (f, by its first word), numbers with their names, and
/// jumps. The code block must outlive this.
class InstructionTexts {
 public:
  explicit InstructionTexts(const CodeBlock& code_block);

  /// \pre `instruction` is not before the last one
  InstructionText next(const Instruction& instruction);

  /// `L3`, or nothing.
  std::string label(std::int64_t offset) const;

 private:
  Piece operand_text(const Instruction& instruction, std::size_t operand) const;
  Pieces meanings(const Instruction& instruction) const;
  Piece meaning(const Instruction& instruction, std::size_t operand) const;
  void add_arrivals(const Instruction& instruction, Pieces& pieces) const;

  const CodeBlock& code_block_;
  OpenScopes open_scopes_;
  struct Label {
    std::size_t number = 0;
    bool is_loop = false;
  };
  std::map<std::int64_t, Label> labels_;  // by offset
};

/// `1 slot`, `2 slots`.
std::string count_text(std::size_t number, std::string_view noun);
/// What there is to know of all of the code: `strict, 2 registers, 9 bytes`.
std::string facts_text(const CodeBlock& code_block);
/// The variable or private name that lives there, or nothing.
std::string slot_name(const CodeBlock& code_block, const Scope& scope, std::uint32_t slot);

}  // namespace orrery::bytecode
