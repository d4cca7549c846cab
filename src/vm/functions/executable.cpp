#include "vm/functions/executable.h"

#include <algorithm>

#include "bytecode/reader.h"
#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/objects/object.h"
#include "vm/strings/atom_table.h"
#include "vm/strings/string.h"

namespace orrery::vm {

// Feedback --------------------------------------------------------------------------------------------------

FeedbackVector::FeedbackVector(std::uint32_t constant_count, std::uint32_t word_count)
    : Cell(static_cast<std::uint8_t>(k_kind)), constant_count_(constant_count), word_count_(word_count) {
  auto* words = reinterpret_cast<FeedbackWord*>(this + 1);
  std::fill_n(words, constant_count, Value::undefined().bits());
  std::fill_n(words + constant_count, word_count, FeedbackWord{0});
}

FeedbackVector* FeedbackVector::make(Agent& agent, const bytecode::CodeBlock& code) {
  const auto constants = static_cast<std::uint32_t>(code.constants.size());
  return agent.heap().make<FeedbackVector>(
      (std::size_t{constants} + code.feedback_word_count) * sizeof(FeedbackWord), constants,
      code.feedback_word_count);
}

void FeedbackVector::visit(gc::Visitor& visitor) {
  for (std::uint32_t i = 0; i < constant_count_; i++) {
    if (constant(i).is_cell()) visitor.visit(constant(i).as_cell());
  }
  // A word is a cell's address, a number in a form that no address has, begins with the compressed address of
  // a shape (interpreter/property_caches.h), or is a mask (interpreter/met.h): one that is taken for an
  // address keeps at most a cell too long. An address is that of a start: what is looked for lies behind it,
  // so that the cell that ends there is not meant.
  FeedbackWord* words = data();
  for (std::uint32_t i = 0; i < word_count_; i++) {
    if (words[i] == 0) continue;
    visitor.visit_conservatively(words[i] + gc::k_unit / 2);
    const auto low = static_cast<gc::CompressedCell>(words[i]);
    if (low == 0) continue;
    visitor.visit_conservatively(reinterpret_cast<std::uintptr_t>(gc::decompress<gc::Cell>(low, this)) +
                                 gc::k_unit / 2);
  }
}

// Constants -------------------------------------------------------------------------------------------------

PropertyKey Executable::key_constant(Agent& agent, const bytecode::Program& program, bytecode::StringId id) {
  return to_key(agent, make_program_string(agent, program.string(id)));
}

Value Executable::string_constant(Agent& agent, const bytecode::Program& program, bytecode::StringId id) {
  String* string = make_program_string(agent, program.string(id));
  const PropertyKey key = to_key(agent, string);
  return key.is_index() ? Value(string) : Value(key.as_atom());
}

namespace {

struct ConstantMaker {
  Agent& agent;
  Executable* executable;
  const bytecode::CodeBlock& code;
  std::uint32_t index;

  Completion<Value> operator()(double number) const { return Value::number(number); }
  Completion<Value> operator()(bytecode::StringId id) const {
    return Executable::string_constant(agent, *code.program, id);
  }
  Completion<Value> operator()(const bytecode::BigIntLiteral& literal) const {
    String* digits = TRY(make_string_from_utf8(agent, code.program->string(literal.digits)));
    return Value(TRY(string_to_bigint(agent, digits)).value());
  }
  Completion<Value> operator()(bytecode::FunctionReference reference) const {
    return Value::cell(agent.heap().make<Executable>(0, executable->realm(), executable->source(),
                                                     code.functions[reference.index]));
  }
  Completion<Value> operator()(bytecode::ScopeReference reference) const {
    return Value::number(reference.index);
  }
  // The rest is read from the code block when it is needed.
  template <typename T>
  Completion<Value> operator()(const T&) const {
    return Value::number(index);
  }
};

/// How many properties a constructor seems to give to `this`: the number of `this.x = …` in it.
std::uint32_t count_properties_of_this(const bytecode::CodeBlock& code) {
  std::vector<std::uint32_t> keys;
  for (const bytecode::Instruction& instruction : bytecode::Instructions(code.code)) {
    if (instruction.opcode() != bytecode::Opcode::SetNamed || instruction.value(0) != 0) continue;
    const std::uint32_t key = instruction.value(1);
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  return static_cast<std::uint32_t>(std::min<std::size_t>(keys.size(), Shape::k_max_inline_capacity - 1));
}

}  // namespace

namespace {

template <typename T>
std::size_t bytes_of(const std::vector<T>& items) {
  return items.capacity() * sizeof(T);
}

std::size_t memory_of(const bytecode::CodeBlock& code) {
  std::size_t bytes = sizeof(code) + bytes_of(code.code) + bytes_of(code.constants) +
                      bytes_of(code.functions) + bytes_of(code.scopes) + bytes_of(code.handlers) +
                      bytes_of(code.positions) + bytes_of(code.feedback);
  for (const bytecode::Scope& scope : code.scopes) bytes += bytes_of(scope.variables);
  return bytes;
}

}  // namespace

Completion<void> Executable::prepare(Agent& agent, std::shared_ptr<const bytecode::CodeBlock> code) {
  FeedbackVector* feedback = FeedbackVector::make(agent, *code);
  // The vector's constants must be alive while others are made.
  feedback_.set(this, feedback);
  code_ = std::move(code);
  code_memory_ = gc::ExternalMemory(agent.heap(), memory_of(*code_));
  for (std::uint32_t i = 0; i < code_->constants.size(); i++) {
    const Value value = TRY(std::visit(ConstantMaker{agent, this, *code_, i}, code_->constants[i]));
    feedback->set_constant(i, value);
  }
  header_ = code_->header;
  data_ = feedback->data();
  register_count_ = code_->register_count;
  parameter_count_ = header_.parameter_count;
  instance_capacity_ = count_properties_of_this(*code_);
  using Kind = bytecode::FunctionKind;
  can_be_entered_ = header_.kind != Kind::ClassConstructor && header_.kind != Kind::DerivedConstructor;
  is_base_constructor_ = header_.kind == Kind::ClassConstructor ||
                         (header_.kind == Kind::Normal && !header_.is_async && !header_.is_generator);
  code_start_ = code_->code.data();
  entry_pc_ = code_start_;
  machine_entry_ = agent.execution.enter_bytecode;
  if (agent.execution.heat_to_compile == 0 && agent.hooks().compile_to_machine_code != nullptr)
    agent.hooks().compile_to_machine_code(agent, this);
  return {};
}

void Executable::set_machine_code(std::unique_ptr<MachineCode> code) {
  static constexpr std::uint8_t k_pseudo_code[] = {k_enter_machine_code};
  machine_code_ = std::move(code);
  entry_pc_ = k_pseudo_code;
  machine_entry_ = machine_code_->entry_at(0);
}

const base::LineMap& ScriptSource::line_map() {
  if (line_map_ == nullptr) line_map_ = std::make_unique<const base::LineMap>(program_->source());
  return *line_map_;
}

void Executable::learn_capacity(Object* new_instance) {
  if (last_instance_) {
    const std::uint32_t needed =
        std::min(last_instance_->shape()->slot_count(), Shape::k_max_inline_capacity - 1);
    instance_capacity_ = std::max(instance_capacity_, needed);
  }
  ++instances_seen_;
  last_instance_.set(this, is_learning_capacity() ? new_instance : nullptr);
}

void Executable::visit(gc::Visitor& visitor) {
  visitor.visit(last_instance_);
  visitor.visit(realm_);
  visitor.visit(source_);
  visitor.visit(feedback_);
}

}  // namespace orrery::vm
