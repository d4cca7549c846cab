// Generators and async functions: https://tc39.es/ecma262/#sec-generator-function-definitions

#include "compiler/function_compiler.h"

namespace orrery::compiler {

void FunctionCompiler::await(const Node* node) {
  at(node);
  emit<Op::Await>();
}

// yield -----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-yield and #sec-asyncgeneratoryield
void FunctionCompiler::compile(const syntax::YieldExpression& node) {
  if (node.delegate) return compile_yield_delegate(node);
  if (node.argument != nullptr) {
    value(node.argument);
  } else {
    emit<Op::LoadUndefined>();
  }
  if (header_.is_async) await(&node);
  const Label on_return = builder_.make_label();
  const Label end = builder_.make_label();
  at(&node);
  emit<Op::Yield>(on_return);
  emit<Op::Jump>(end);
  builder_.bind(on_return);
  if (header_.is_async) await(&node);
  leave(JumpKind::Return, nullptr);
  builder_.bind(end);
}

/// https://tc39.es/ecma262/#sec-generator-function-definitions-runtime-semantics-evaluation, `yield *`
void FunctionCompiler::compile_yield_delegate(const syntax::YieldExpression& node) {
  Temporaries temporaries(*this);
  const Register iterator = allocate(3);
  const Register received = allocate();
  const Register mode = allocate();
  value(node.argument);
  at(node.argument);
  if (header_.is_async) {
    emit<Op::GetAsyncIterator>(iterator);
  } else {
    emit<Op::GetIterator>(iterator);
  }
  emit<Op::LoadUndefined>();
  store(received);
  emit<Op::LoadSmall>(static_cast<std::int32_t>(bytecode::ResumeMode::Next));
  store(mode);

  const Label loop = builder_.bind_new_label();
  const Label on_throw = builder_.make_label();
  const Label on_return = builder_.make_label();
  const Label have_result = builder_.make_label();
  const Label done = builder_.make_label();
  load(mode);
  const Label next = builder_.make_label();
  const std::array<Label, 3> modes = {next, on_throw, on_return};
  emit<Op::JumpByTable>(builder_.jump_table(modes));
  builder_.bind(next);
  at(node.argument);
  load(iterator + 1);
  call_function(iterator, received);
  if (header_.is_async) await(&node);
  emit<Op::Jump>(have_result);

  builder_.bind(on_throw);
  delegate_throw(iterator, received, have_result);
  builder_.bind(on_return);
  delegate_return(iterator, received, have_result);

  // acc: the inner iterator's result. Only a result of return() that is done ends the generator.
  builder_.bind(have_result);
  at(node.argument);
  emit<Op::RequireObject>(bytecode::NotAnObject::IteratorResult);
  const Register result = keep();
  emit<Op::GetNamed>(result, constant(intern("done")));
  emit<Op::JumpIfTrue>(done);
  if (header_.is_async) {
    emit<Op::GetNamed>(result, constant(intern("value")));
  } else {
    load(result);
  }
  at(&node);
  emit<Op::YieldDelegate>(mode);
  store(received);
  if (header_.is_async) await_returned(received, mode, &node);
  emit<Op::JumpLoop>(loop);

  builder_.bind(done);
  at(node.argument);
  emit<Op::GetNamed>(result, constant(intern("value")));
  const Label end = builder_.make_label();
  const Register last = received;
  store(last);
  load(mode);
  const Label returns = builder_.make_label();
  const std::array<Label, 3> ends = {end, end, returns};
  emit<Op::JumpByTable>(builder_.jump_table(ends));
  emit<Op::Jump>(end);
  builder_.bind(returns);
  load(last);
  leave(JumpKind::Return, nullptr);
  builder_.bind(end);
  load(last);
}

/// What an async generator is returned with is awaited first; if that throws, it counts as thrown in.
void FunctionCompiler::await_returned(Register received, Register mode, const Node* node) {
  const Label end = builder_.make_label();
  const Label returns = builder_.make_label();
  const std::array<Label, 3> modes = {end, end, returns};
  load(mode);
  emit<Op::JumpByTable>(builder_.jump_table(modes));
  emit<Op::Jump>(end);
  builder_.bind(returns);
  Control control{.kind = Control::Kind::Handler};
  push(control);
  load(received);
  await(node);
  pop(control);
  store(received);
  emit<Op::Jump>(end);
  builder_.bind(control.handler);
  store(received);
  emit<Op::LoadSmall>(static_cast<std::int32_t>(bytecode::ResumeMode::Throw));
  store(mode);
  builder_.bind(end);
}

/// The generator was resumed by throw(). To `have_result` with what the inner iterator's throw() gave.
void FunctionCompiler::delegate_throw(Register iterator, Register received, Label have_result) {
  const Label missing = builder_.make_label();
  emit<Op::GetNamed>(iterator, constant(intern("throw")));
  emit<Op::JumpIfNullish>(missing);
  call_function(iterator, received);
  if (header_.is_async) emit<Op::Await>();
  emit<Op::Jump>(have_result);
  builder_.bind(missing);
  if (header_.is_async) {
    close_async_iterator(iterator);
  } else {
    emit<Op::LoadFalse>();
    store(iterator + 2);
    emit<Op::IteratorClose>(iterator);
  }
  emit<Op::ThrowError>(bytecode::ErrorKind::TypeError,
                       constant(intern("The iterator does not provide a 'throw' method")));
}

/// The generator was resumed by return().
void FunctionCompiler::delegate_return(Register iterator, Register received, Label have_result) {
  const Label missing = builder_.make_label();
  emit<Op::GetNamed>(iterator, constant(intern("return")));
  emit<Op::JumpIfNullish>(missing);
  call_function(iterator, received);
  if (header_.is_async) emit<Op::Await>();
  emit<Op::Jump>(have_result);
  builder_.bind(missing);
  load(received);
  if (header_.is_async) emit<Op::Await>();
  leave(JumpKind::Return, nullptr);
}

// Closing async iterators -----------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-asynciteratorclose for a completion that is no throw
void FunctionCompiler::close_async_iterator(Register iterator) {
  const Label end = builder_.make_label();
  emit<Op::GetNamed>(iterator, constant(intern("return")));
  emit<Op::JumpIfNullish>(end);
  call_function(iterator, std::nullopt);
  emit<Op::Await>();
  emit<Op::RequireObject>(bytecode::NotAnObject::IteratorReturnResult);
  builder_.bind(end);
}

/// The same for a throw completion, which outlasts what happens here.
void FunctionCompiler::close_async_iterator_silently(Register iterator) {
  const Label end = builder_.make_label();
  Control control{.kind = Control::Kind::Handler};
  push(control);
  emit<Op::GetNamed>(iterator, constant(intern("return")));
  emit<Op::JumpIfNullish>(end);
  call_function(iterator, std::nullopt);
  emit<Op::Await>();
  pop(control);
  builder_.bind(control.handler);
  builder_.bind(end);
}

}  // namespace orrery::compiler
