#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/code_block.h"
#include "bytecode/reader.h"
#include "bytecode/validator.h"

// The parts of validate() (validator.h).

namespace orrery::bytecode {

/// A code block under examination.
class Validation {
 public:
  explicit Validation(const CodeBlock& code_block) : code_block_(code_block) {}

  const CodeBlock& code_block() const { return code_block_; }
  std::vector<Problem> take_problems() && { return std::move(problems_); }
  bool has_problems() const { return !problems_.empty(); }

  void report(std::string message) { add(Problem::k_no_offset, std::move(message)); }
  void report(const Instruction& instruction, std::string_view message);
  void report(std::uint32_t offset, std::string_view message);

  /// Finds where instructions begin. \return false if the code cannot be read to its end
  bool find_instructions();
  bool is_instruction(std::uint64_t offset) const {
    return offset < starts_.size() && starts_[static_cast<std::size_t>(offset)];
  }
  /// The same, or the end of the code.
  bool is_boundary(std::uint64_t offset) const {
    return offset == code_block_.code.size() || is_instruction(offset);
  }
  std::uint32_t instruction_count() const { return instruction_count_; }
  bool is_string(StringId id) const {
    return static_cast<std::uint32_t>(id) < code_block_.program->string_count();
  }
  bool is_in_source(std::uint32_t start, std::uint32_t end) const {
    return start <= end && end <= code_block_.program->source().size();
  }

 private:
  void add(std::uint32_t offset, std::string message) {
    if (problems_.size() < k_max_problems) problems_.push_back({offset, std::move(message)});
  }

  const CodeBlock& code_block_;
  std::vector<Problem> problems_;
  std::vector<bool> starts_;
  std::uint32_t instruction_count_ = 0;
};

/// Header, constants, feedback sites, positions, handlers, scopes. \pre find_instructions() was true
void check_tables(Validation& validation);
/// What only a module's own code has. \pre find_instructions() was true
void check_module(Validation& validation);
/// Each instruction by itself. \pre those above found nothing
void check_instructions(Validation& validation);
/// That everything is written before it is read. \pre the others found nothing
void check_data_flow(Validation& validation);

}  // namespace orrery::bytecode
