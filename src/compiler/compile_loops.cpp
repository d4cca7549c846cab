// Loops: https://tc39.es/ecma262/#sec-iteration-statements

#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"
#include "compiler/with_control.h"
#include "compiler/with_resources.h"

namespace orrery::compiler {

namespace {

Control break_control(const std::vector<Name>& labels, Label target) {
  return {.kind = Control::Kind::Break, .labels = &labels, .takes_unlabelled = true, .target = target};
}
Control continue_control(const std::vector<Name>& labels, Label target) {
  return {.kind = Control::Kind::Continue, .labels = &labels, .takes_unlabelled = true, .target = target};
}

}  // namespace

void FunctionCompiler::compile(const syntax::WhileStatement& node) {
  const std::size_t note = statement_note_;
  const std::vector<Name> labels = std::exchange(labels_, {});
  reset_completion();
  const Label loop = builder_.bind_new_label();
  Control breaks = break_control(labels, builder_.make_label());
  Control continues = continue_control(labels, builder_.make_label());
  push(breaks);
  push(continues);
  jump_if(node.test, false, breaks.target);
  statement(node.body);
  pop(continues);
  pop(breaks);
  builder_.bind(continues.target);
  at(&node);
  note_jump_back(note);
  emit<Op::JumpLoop>(loop);
  builder_.bind(breaks.target);
}

void FunctionCompiler::compile(const syntax::DoWhileStatement& node) {
  const std::vector<Name> labels = std::exchange(labels_, {});
  reset_completion();
  const Label loop = builder_.bind_new_label();
  Control breaks = break_control(labels, builder_.make_label());
  Control continues = continue_control(labels, builder_.make_label());
  push(breaks);
  push(continues);
  statement(node.body);
  pop(continues);
  pop(breaks);
  builder_.bind(continues.target);
  jump_if(node.test, false, breaks.target);
  at(&node);
  emit<Op::JumpLoop>(loop);
  builder_.bind(breaks.target);
}

// for -------------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-for-statement
void FunctionCompiler::compile(const syntax::ForStatement& node) {
  Temporaries temporaries(*this);
  OpenScope open;
  open_scope(open, node.scope);
  const Disposal disposal = node.init != nullptr ? disposal_of(node.init) : Disposal::None;
  if (disposal == Disposal::None) {
    for_loop(node, &open);
  } else {
    with_resources(disposal, node.init, [&] { for_loop(node, &open); });
  }
  close_scope(open);
}

void FunctionCompiler::for_loop(const syntax::ForStatement& node, const OpenScope* open) {
  const std::vector<Name> labels = std::exchange(labels_, {});
  const auto* declaration = try_as<syntax::VariableDeclaration>(static_cast<const Node*>(node.init));
  if (declaration != nullptr) {
    compile(*declaration);
  } else if (node.init != nullptr) {
    effect(node.init);
  }
  reset_completion();
  const bool copies = open->scope != nullptr && open->environment && declaration != nullptr &&
                      declaration->kind == syntax::DeclarationKind::Let;
  if (copies) emit<Op::CopyEnvironment>(*open->environment);

  const Label loop = builder_.bind_new_label();
  Control breaks = break_control(labels, builder_.make_label());
  Control continues = continue_control(labels, builder_.make_label());
  push(breaks);
  push(continues);
  if (node.test != nullptr) jump_if(node.test, false, breaks.target);
  statement(node.body);
  pop(continues);
  pop(breaks);
  builder_.bind(continues.target);
  if (copies) emit<Op::CopyEnvironment>(*open->environment);
  if (node.update != nullptr) effect(node.update);
  at(&node);
  emit<Op::JumpLoop>(loop);
  builder_.bind(breaks.target);
}

// for-in and for-of -----------------------------------------------------------------------------------------

void FunctionCompiler::bind_loop_variable(const Node* left) {
  if (const auto* declaration = try_as<syntax::VariableDeclaration>(left)) {
    const auto& declarator = as<syntax::VariableDeclarator>(declaration->declarations.front());
    add_resource(declaration->kind, declarator.id);
    return assign_target(declarator.id, Binding::Initialize);
  }
  assign_target(left, Binding::Assign);
}

/// https://tc39.es/ecma262/#sec-for-in-and-for-of-statements
void FunctionCompiler::compile(const syntax::ForInStatement& node) {
  const std::vector<Name> labels = std::exchange(labels_, {});
  Temporaries temporaries(*this);
  // `for (var x = 1 in …)`: https://tc39.es/ecma262/#sec-initializers-in-forin-statement-heads
  const auto* declaration = try_as<syntax::VariableDeclaration>(static_cast<const Node*>(node.left));
  if (declaration != nullptr && declaration->kind == syntax::DeclarationKind::Var &&
      as<syntax::VariableDeclarator>(declaration->declarations.front()).init != nullptr)
    compile(*declaration);

  // The object is looked for where the variable exists already, without a value.
  OpenScope open;
  open_scope(open, node.scope);
  value(node.right);
  at(node.right);
  emit<Op::ForInStart>();
  const Register enumerator = keep();
  reset_completion();

  const Label loop = builder_.bind_new_label();
  Control breaks = break_control(labels, builder_.make_label());
  Control continues = continue_control(labels, builder_.make_label());
  push(breaks);
  push(continues);
  at(node.right);
  note_next_turn(&node, open);
  emit<Op::ForInNext>(enumerator, breaks.target);
  if (open.scope != nullptr && open.environment) create_environment(open);
  note_iteration(open);
  bind_loop_variable(node.left);
  statement(node.body);
  pop(continues);
  pop(breaks);
  builder_.bind(continues.target);
  at(&node);
  emit<Op::JumpLoop>(loop);
  builder_.bind(breaks.target);
  close_scope(open);
}

void FunctionCompiler::compile(const syntax::ForOfStatement& node) {
  Temporaries temporaries(*this);
  OpenScope open;
  open_scope(open, node.scope);
  const Register iterator = allocate(3);
  value(node.right);
  at(node.right);
  if (node.await) {
    emit<Op::GetAsyncIterator>(iterator);
  } else {
    emit<Op::GetIterator>(iterator);
  }
  for_of_loop(node, iterator, &open);
  close_scope(open);
}

void FunctionCompiler::for_of_loop(const syntax::ForOfStatement& node, Register iterator,
                                   const OpenScope* open) {
  const std::vector<Name> labels = std::exchange(labels_, {});
  reset_completion();
  const Label loop = builder_.bind_new_label();
  // `continue` stays inside the iterator's region, `break` leaves it.
  Control breaks = break_control(labels, builder_.make_label());
  Control continues = continue_control(labels, builder_.make_label());
  const Label done = builder_.make_label();
  push(breaks);
  at(node.right);
  note_next_turn(&node, *open);
  if (node.await) {
    step_async(node, iterator, done);
  } else {
    emit<Op::IteratorStep>(iterator, done);
  }
  with_iterator(
      iterator, node.await,
      [&] {
        push(continues);
        if (open->scope != nullptr && open->environment) create_environment(*open);
        note_iteration(*open);
        const Disposal disposal = disposal_of(node.left);
        auto body = [&] {
          bind_loop_variable(node.left);
          statement(node.body);
        };
        if (disposal == Disposal::None) {
          body();
        } else {
          Temporaries value_is_kept(*this);
          const Register value = keep();
          with_resources(disposal, node.left, [&] {
            load(value);
            body();
          });
        }
        pop(continues);
      },
      [&] {
        builder_.bind(continues.target);
        at(&node);
        emit<Op::JumpLoop>(loop);
      });
  pop(breaks);
  builder_.bind(done);
  builder_.bind(breaks.target);
}

/// acc = the value that the iterator's promise gave, or to `done`
void FunctionCompiler::step_async(const syntax::ForOfStatement& node, Register iterator, Label done) {
  Temporaries temporaries(*this);
  load(iterator + 1);
  call_function(iterator, std::nullopt);
  await(node.right);
  emit<Op::RequireObject>(bytecode::NotAnObject::IteratorResult);
  const Register result = keep();
  emit<Op::GetNamed>(result, constant(intern("done")));
  emit<Op::JumpIfTrue>(done);
  emit<Op::GetNamed>(result, constant(intern("value")));
}

}  // namespace orrery::compiler
