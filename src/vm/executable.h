#pragma once

#include <cstdint>
#include <memory>

#include "bytecode/code_block.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Realm;
class ScriptSource;

/// A word of a feedback vector: what a site of the code remembers. What it means is up to the site's
/// FeedbackKind.
using FeedbackWord = std::uint64_t;

/// The constants and the feedback of one function in one realm, in one cell, so that one pointer serves both:
/// it points to the first word of feedback, and the constants lie in front of it, the first right before it.
class FeedbackVector final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::FeedbackVector;
  static constexpr bool k_kind_has_finalizer = false;

  FeedbackVector(std::uint32_t constant_count, std::uint32_t word_count, const bytecode::CodeBlock* code);

  FeedbackWord* data() { return reinterpret_cast<FeedbackWord*>(this + 1) + constant_count_; }
  Value constant(std::uint32_t index) {
    return Value::from_bits(data()[-1 - static_cast<std::int64_t>(index)]);
  }
  void set_constant(std::uint32_t index, Value value);
  void visit(gc::Visitor& visitor);

 private:
  std::uint32_t constant_count_;
  std::uint32_t word_count_;
  const bytecode::CodeBlock* code_;  // kept alive by the Executable
};

/// A function of a program in one realm: what its closures share. Its code is compiled when it is first
/// called (prepare()).
class Executable final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Executable;
  static constexpr bool k_kind_has_finalizer = true;

  Executable(Realm* realm, ScriptSource* source, const bytecode::FunctionHeader& header);
  ~Executable() = default;

  const bytecode::FunctionHeader& header() const { return header_; }
  Realm* realm() const { return realm_.get(); }
  ScriptSource* source() const { return source_.get(); }
  bool is_prepared() const { return code_start_ != nullptr; }
  const bytecode::CodeBlock& code() const { return *code_; }
  const std::uint8_t* code_start() const { return code_start_; }
  FeedbackVector* feedback() const { return feedback_.get(); }

  /// Takes the compiled code, with its constants made into values.
  void prepare(Agent& agent, std::shared_ptr<const bytecode::CodeBlock> code);

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  // What a call needs, together.
  const std::uint8_t* code_start_ = nullptr;  // null: not yet compiled
  FeedbackWord* data_ = nullptr;
  std::uint32_t register_count_ = 0;
  std::uint32_t parameter_count_ = 0;
  bool needs_all_arguments_ = false;

  gc::Field<Realm> realm_;
  gc::Field<ScriptSource> source_;
  gc::Field<FeedbackVector> feedback_;
  std::shared_ptr<const bytecode::CodeBlock> code_;
  bytecode::FunctionHeader header_;
};

/// A program in an agent: what its text is, and how more of it is compiled.
class ScriptSource final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ScriptSource;
  static constexpr bool k_kind_has_finalizer = true;

  explicit ScriptSource(std::shared_ptr<bytecode::Program> program)
      : Cell(static_cast<std::uint8_t>(k_kind)), program_(std::move(program)) {}
  ~ScriptSource() = default;

  bytecode::Program& program() const { return *program_; }
  const std::shared_ptr<bytecode::Program>& shared_program() const { return program_; }
  void visit(gc::Visitor&) {}

 private:
  std::shared_ptr<bytecode::Program> program_;
};

}  // namespace orrery::vm
