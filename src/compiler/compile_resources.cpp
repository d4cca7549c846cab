// Explicit resource management: https://tc39.es/proposal-explicit-resource-management/

#include "compiler/with_resources.h"

namespace orrery::compiler {

using syntax::DeclarationKind;

FunctionCompiler::Disposal FunctionCompiler::disposal_of(const Node* declaration) {
  const auto* variables = try_as<syntax::VariableDeclaration>(declaration);
  if (variables == nullptr) return Disposal::None;
  if (variables->kind == DeclarationKind::Using) return Disposal::Sync;
  return variables->kind == DeclarationKind::AwaitUsing ? Disposal::Async : Disposal::None;
}

FunctionCompiler::Disposal FunctionCompiler::disposal_of(const NodeList& statements) {
  Disposal result = Disposal::None;
  for (const Node* statement : statements) result = std::max(result, disposal_of(statement));
  return result;
}

/// acc, the value of a declaration, is to be disposed of, if it is one with `using`. acc stays.
void FunctionCompiler::add_resource(DeclarationKind kind, const Node* node) {
  if (kind != DeclarationKind::Using && kind != DeclarationKind::AwaitUsing) return;
  at(node);
  emit<Op::AddDisposable>(*resources_, kind == DeclarationKind::Using ? bytecode::DisposeKind::Sync
                                                                      : bytecode::DisposeKind::Async);
}

/// The finalizer of a scope with resources. What is thrown here joins what was thrown before.
void FunctionCompiler::dispose(Disposal disposal, const Control& control, Register resources,
                               const Node* node) {
  Temporaries temporaries(*this);
  const Register error = allocate();
  const Label has_thrown = builder_.make_label();
  const Label loop_start = builder_.make_label();
  const Label done = builder_.make_label();
  const std::array<Label, 1> thrown = {has_thrown};
  load(control.token);
  emit<Op::JumpByTable>(builder_.jump_table(thrown));
  emit<Op::LoadEmpty>();
  store(error);
  emit<Op::Jump>(loop_start);
  builder_.bind(has_thrown);
  emit<Op::Move>(error, control.value);

  builder_.bind(loop_start);
  const Label loop = builder_.bind_new_label();
  at(node);
  emit<Op::DisposeNext>(resources, error, done);
  if (disposal == Disposal::Async) {
    const Label next = builder_.make_label();
    emit<Op::JumpIfEmpty>(next);
    Control awaiting{.kind = Control::Kind::Handler};
    push(awaiting);
    emit<Op::Await>();
    pop(awaiting);
    emit<Op::Jump>(next);
    builder_.bind(awaiting.handler);
    emit<Op::AddSuppressed>(error);
    builder_.bind(next);
  }
  emit<Op::JumpLoop>(loop);

  builder_.bind(done);
  const Label fine = builder_.make_label();
  load(error);
  emit<Op::JumpIfEmpty>(fine);
  emit<Op::Throw>();
  builder_.bind(fine);
}

}  // namespace orrery::compiler
