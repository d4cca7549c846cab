#pragma once

#include <cstdint>
#include <memory>

#include "base/line_map.h"
#include "bytecode/code_block.h"
#include "gc/external_memory.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/functions/machine_code.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Object;
class Realm;
class ScriptSource;

/// A word of a feedback vector: what a site of the code remembers. What it means is up to the site's
/// FeedbackKind.
using FeedbackWord = std::uint64_t;

/// The constants and the feedback of one function in one realm, in one cell, so that one pointer serves both:
/// data() points to the first word of feedback, and the constants lie in front of it, the first right before
/// it.
class alignas(FeedbackWord) FeedbackVector final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::FeedbackVector;
  static constexpr bool k_kind_has_finalizer = false;

  static FeedbackVector* make(Agent& agent, const bytecode::CodeBlock& code);

  FeedbackWord* data() { return reinterpret_cast<FeedbackWord*>(this + 1) + constant_count_; }
  Value constant(std::uint32_t index) {
    return Value::from_bits(data()[-1 - static_cast<std::int64_t>(index)]);
  }
  void set_constant(std::uint32_t index, Value value) {
    data()[-1 - static_cast<std::int64_t>(index)] = value.bits();
    gc::write_barrier(this);
  }
  /// To be called after a reference was written into the feedback.
  void note_write() { gc::write_barrier(this); }
  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;
  FeedbackVector(std::uint32_t constant_count, std::uint32_t word_count);

  // It may outlive the Executable, and so the code.
  std::uint32_t constant_count_;
  std::uint32_t word_count_;
};

/// A function of a program in one realm: what its closures share. Its code is compiled when it is first
/// called (Hooks::compile, which calls prepare()).
class Executable final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Executable;
  static constexpr bool k_kind_has_finalizer = true;

  Executable(Realm* realm, ScriptSource* source, const bytecode::FunctionHeader& header)
      : Cell(static_cast<std::uint8_t>(k_kind)), realm_(realm), source_(source), header_(header) {}
  ~Executable() = default;

  const bytecode::FunctionHeader& header() const { return header_; }
  Realm* realm() const { return realm_.get(); }
  ScriptSource* source() const { return source_.get(); }
  bool is_prepared() const { return code_start_ != nullptr; }
  const bytecode::CodeBlock& code() const { return *code_; }
  const std::shared_ptr<const bytecode::CodeBlock>& shared_code() const { return code_; }
  const std::uint8_t* code_start() const { return code_start_; }
  /// Where bytecode that calls it goes on: code_start(), or k_enter_machine_code.
  const std::uint8_t* entry_pc() const { return entry_pc_; }
  /// Where machine code that calls it goes on: a handler, which is given code_start() as its pc.
  void* machine_entry() const { return machine_entry_; }
  /// Null: it has none.
  const MachineCode* machine_code() const { return machine_code_.get(); }
  void set_machine_code(std::unique_ptr<MachineCode> code);
  /// It stays bytecode: nobody is to try again.
  void refuse_machine_code() { is_machine_code_refused_ = true; }
  bool is_machine_code_refused() const { return is_machine_code_refused_; }
  /// Counts the times that it was seen running. \return how often that was before
  std::uint32_t warm_up() { return heat_++; }
  FeedbackVector* feedback() const { return feedback_.get(); }
  FeedbackWord* data() const { return data_; }
  std::uint32_t register_count() const { return register_count_; }
  std::uint32_t parameter_count() const { return parameter_count_; }
  /// Whether a plain call needs nothing but a frame: the code is there, and it is no class constructor.
  bool can_be_entered() const { return can_be_entered_; }
  /// The same for `new`: and it makes its own `this`.
  bool is_base_constructor() const { return is_base_constructor_; }
  /// Of constructors: the slots that its instances are given; what the first of them turned out to need. As
  /// long as it is learning, each new instance is to be shown to it.
  std::uint32_t instance_capacity() const { return instance_capacity_; }
  bool is_learning_capacity() const { return instances_seen_ < k_instances_to_learn; }
  void learn_capacity(Object* new_instance);

  /// Takes the compiled code, and makes its constants into values.
  Completion<void> prepare(Agent& agent, std::shared_ptr<const bytecode::CodeBlock> code);
  /// The string of the program, as a String: an atom unless it spells an index.
  static Value string_constant(Agent& agent, const bytecode::Program& program, bytecode::StringId id);
  /// The same as a property key.
  static PropertyKey key_constant(Agent& agent, const bytecode::Program& program, bytecode::StringId id);

  void visit(gc::Visitor& visitor);

 private:
  friend struct Layout;

  // What a call needs, together.
  bool can_be_entered_ = false;
  bool is_base_constructor_ = false;
  std::uint32_t register_count_ = 0;
  const std::uint8_t* entry_pc_ = nullptr;
  const std::uint8_t* code_start_ = nullptr;  // null: not yet compiled
  FeedbackWord* data_ = nullptr;
  std::uint32_t parameter_count_ = 0;
  std::uint32_t heat_ = 0;
  bool is_machine_code_refused_ = false;
  void* machine_entry_ = nullptr;
  std::uint32_t instance_capacity_ = 0;
  std::uint32_t instances_seen_ = 0;
  static constexpr std::uint32_t k_instances_to_learn = 8;

  gc::Field<Realm> realm_;
  gc::Field<ScriptSource> source_;
  gc::Field<FeedbackVector> feedback_;
  gc::Field<Object> last_instance_;  // while it is learning
  std::shared_ptr<const bytecode::CodeBlock> code_;
  gc::ExternalMemory code_memory_;  // agents that share code each count it
  std::unique_ptr<MachineCode> machine_code_;
  bytecode::FunctionHeader header_;
};

/// A program in an agent: what its text is, and how more of it is compiled.
class ScriptSource final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ScriptSource;
  static constexpr bool k_kind_has_finalizer = true;

  /// \param host_defined  [[HostDefined]] of the script or module: what the host knows it by
  /// \param memory  what the program takes
  explicit ScriptSource(std::shared_ptr<bytecode::Program> program, Value host_defined = Value::undefined(),
                        gc::ExternalMemory memory = {})
      : Cell(static_cast<std::uint8_t>(k_kind)),
        program_(std::move(program)),
        host_defined_(host_defined),
        memory_(std::move(memory)),
        is_internal_(program_->file_name().starts_with("node:")) {}
  ~ScriptSource() = default;

  bytecode::Program& program() const { return *program_; }
  const std::shared_ptr<bytecode::Program>& shared_program() const { return program_; }
  Value host_defined() const { return host_defined_.get(); }
  void set_host_defined(Value value) { host_defined_.set(this, value); }
  /// Whether it is the host's own, as the modules of Node: who asks for a place of the program means none in
  /// there.
  bool is_internal() const { return is_internal_; }
  /// Of the program's text; made when first asked for.
  const base::LineMap& line_map();
  /// The place of a byte of the text as it is told to people and programs.
  base::LineColumn told_place(std::uint32_t offset) {
    return program_->origin().tell(line_map().locate(offset));
  }
  void visit(gc::Visitor& visitor) {
    if (host_defined().is_cell()) visitor.visit(host_defined().as_cell());
  }

 private:
  std::shared_ptr<bytecode::Program> program_;
  ValueField host_defined_;
  std::unique_ptr<const base::LineMap> line_map_;
  gc::ExternalMemory memory_;
  bool is_internal_;
};

}  // namespace orrery::vm
