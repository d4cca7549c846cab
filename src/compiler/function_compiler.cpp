#include "compiler/function_compiler.h"

#include <cmath>
#include <limits>
#include <utility>

namespace orrery::compiler {

FunctionCompiler::FunctionCompiler(Unit& unit, const bytecode::FunctionHeader& header,
                                   syntax::FunctionInfo* info)
    : unit_(unit), header_(header), info_(info) {}

// Positions -------------------------------------------------------------------------------------------------

std::uint32_t FunctionCompiler::point_of(const Node* node) {
  const auto* member = syntax::try_as<syntax::MemberExpression>(node);
  if (member == nullptr) return 0;
  // The name in `a.b`, the bracket in `a[b]`.
  return (member->computed ? member->object->end : member->property->start) - node->start;
}

std::uint32_t FunctionCompiler::point_of_call(const Node* callee) {
  if (syntax::try_as<syntax::Identifier>(callee) != nullptr) return 0;
  const auto* member = syntax::try_as<syntax::MemberExpression>(callee);
  // The name in `a.b()`, the parenthesis in `a[b]()` and `f()()`.
  return (member != nullptr && !member->computed ? member->property->start : callee->end) - callee->start;
}

// Registers -------------------------------------------------------------------------------------------------

Register FunctionCompiler::allocate(std::uint32_t count) {
  const auto first = static_cast<Register>(next_register_);
  next_register_ += count;
  register_count_ = std::max(register_count_, next_register_);
  return first;
}

Register FunctionCompiler::keep() {
  const Register temporary = allocate();
  store(temporary);
  return temporary;
}

Register FunctionCompiler::variable_register(const Variable& variable) const {
  return variable_registers_[variable.index];
}

void FunctionCompiler::load_number(double value) {
  const bool is_small = value >= std::numeric_limits<std::int32_t>::min() &&
                        value <= std::numeric_limits<std::int32_t>::max() && value == std::trunc(value) &&
                        !(value == 0 && std::signbit(value));
  if (is_small) {
    emit<Op::LoadSmall>(static_cast<std::int32_t>(value));
  } else {
    emit<Op::LoadConstant>(builder_.constant(value));
  }
}

// The end ---------------------------------------------------------------------------------------------------

std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::finish() {
  if (uses_callee_environment_) {
    bytecode::BytecodeBuilder prologue;
    prologue.emit<Op::LoadCalleeEnvironment>();
    prologue.emit<Op::StoreRegister>(*callee_environment_);
    builder_.insert(callee_environment_at_, prologue);
  }
  if (map_ != nullptr) *map_ = builder_.expression_map();
  auto code_block = std::make_shared<bytecode::CodeBlock>();
  builder_.finish(*code_block);
  code_block->program = unit_.shared_from_this();
  code_block->header = header_;
  code_block->register_count = register_count_;
  code_block->needs_all_arguments = needs_all_arguments_;
  code_block->module = std::move(module_);
  return code_block;
}

}  // namespace orrery::compiler
