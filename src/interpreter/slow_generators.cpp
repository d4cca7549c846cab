// Generators and async functions: frames that are moved to the heap and back.

#include "bytecode/reader.h"
#include "interpreter/calls.h"
#include "interpreter/interpreter.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/execution/generator.h"
#include "vm/functions/function.h"
#include "vm/modules/source_text_module.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using bytecode::Opcode;
using bytecode::ResumeMode;
using vm::Activation;
using vm::Agent;
using vm::CellKind;
using vm::Completion;
using vm::Executable;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Value;

namespace {

Activation* make_activation(Agent& agent, const Operands& operands) {
  Executable* executable = operands.executable();
  auto* activation = agent.heap().make<Activation>(executable->register_count() * sizeof(Value),
                                                   operands.fp()[FrameWords::k_callee].as_object(),
                                                   executable, executable->register_count());
  operands.fp()[FrameWords::k_new_target] = Value::cell(activation);
  return activation;
}

Activation* activation_of(const Operands& operands) {
  return static_cast<Activation*>(operands.fp()[FrameWords::k_new_target].as_cell());
}

/// Moves the frame to the heap, and leaves it with `result`.
Value suspend(Agent& agent, const Operands& operands, Activation::State state, Value result) {
  Activation* activation = activation_of(operands);
  const auto offset = static_cast<std::uint32_t>(agent.execution.pc - operands.executable()->code_start());
  activation->set_state(state);
  activation->suspend(operands.fp(), offset);
  agent.execution.result = result;
  return Control::end_frame();
}

bool is_async_generator(const Activation* activation) {
  return activation->owner()->kind() == CellKind::AsyncGenerator;
}

/// The frame ends for good.
Value complete(Agent& agent, Activation* activation, Value result) {
  activation->set_state(Activation::State::Completed);
  agent.execution.result = result;
  return Control::end_frame();
}

}  // namespace

// https://tc39.es/ecma262/#sec-generatorstart, https://tc39.es/ecma262/#sec-asyncgeneratorstart
Completion<Value> SlowPaths::CreateGenerator(Agent& agent, const Operands& operands, Value) {
  Activation* activation = make_activation(agent, operands);
  const bool is_async = operands.executable()->header().is_async;
  vm::Object* prototype = TRY(vm::get_prototype_from_constructor(
      agent, activation->callee(),
      is_async ? vm::Intrinsic::AsyncGeneratorPrototype : vm::Intrinsic::GeneratorPrototype));
  vm::Object* generator = nullptr;
  if (is_async) {
    vm::Shape* shape = agent.shapes().root(prototype, CellKind::AsyncGenerator);
    generator = agent.heap().make<vm::AsyncGenerator>(0, shape, activation);
  } else {
    vm::Shape* shape = agent.shapes().root(prototype, CellKind::Generator);
    generator = agent.heap().make<vm::Generator>(0, shape, activation);
  }
  activation->set_owner(generator);
  return suspend(agent, operands, Activation::State::SuspendedStart, generator);
}

// https://tc39.es/ecma262/#sec-generatoryield, https://tc39.es/ecma262/#sec-asyncgeneratoryield
Completion<Value> SlowPaths::Yield(Agent& agent, const Operands& operands, Value acc) {
  activation_of(operands)->set_hands_out_result(false);
  return suspend(agent, operands, Activation::State::SuspendedYield, acc);
}

Completion<Value> SlowPaths::YieldDelegate(Agent& agent, const Operands& operands, Value acc) {
  activation_of(operands)->set_hands_out_result(!operands.executable()->header().is_async);
  return suspend(agent, operands, Activation::State::SuspendedYield, acc);
}

// https://tc39.es/ecma262/#sec-async-functions-abstract-operations-async-function-start
Completion<Value> SlowPaths::StartAsync(Agent& agent, const Operands& operands, Value acc) {
  Activation* activation = make_activation(agent, operands);
  activation->set_state(Activation::State::Running);
  activation->set_owner(vm::new_promise(agent));
  if (operands.executable()->header().kind == bytecode::FunctionKind::Module) [[unlikely]]
    vm::module_of(activation->executable())->set_activation(activation);
  return acc;
}

// https://tc39.es/ecma262/#await
Completion<Value> SlowPaths::Await(Agent& agent, const Operands& operands, Value acc) {
  Activation* activation = activation_of(operands);
  vm::Promise* promise = TRY(vm::promise_resolve(agent, acc));
  const Value control = suspend(agent, operands, Activation::State::SuspendedAwait, activation->owner());
  vm::await_promise(agent, promise, activation);
  return control;
}

Completion<Value> SlowPaths::ReturnFromAsync(Agent& agent, const Operands& operands, Value acc) {
  Activation* activation = activation_of(operands);
  if (is_async_generator(activation)) return complete(agent, activation, acc);
  TRY(vm::resolve_promise(agent, static_cast<vm::Promise*>(activation->owner()), acc));
  return complete(agent, activation, activation->owner());
}

Completion<Value> SlowPaths::RejectAsync(Agent& agent, const Operands& operands, Value acc) {
  Activation* activation = activation_of(operands);
  if (is_async_generator(activation)) {
    (void)agent.throw_value(acc);
    return complete(agent, activation, Value::thrown());
  }
  vm::reject_promise(agent, static_cast<vm::Promise*>(activation->owner()), acc);
  return complete(agent, activation, activation->owner());
}

// Resuming
// ---------------------------------------------------------------------------------------------------------

namespace {

/// Goes on behind the instruction that suspended, in the way that it says.
Completion<Value> resume_at(Agent& agent, Value* frame, const Activation* activation, ResumeMode mode,
                            Value value) {
  const std::uint8_t* const start = activation->executable()->code_start();
  const bytecode::Instruction instruction =
      *bytecode::decode(activation->executable()->code().code, activation->offset());
  const std::uint8_t* const next = start + instruction.end();
  if (instruction.opcode() == Opcode::YieldDelegate) {
    frame[instruction.value(0)] = Value::int32(static_cast<std::int32_t>(mode));
    return run_from(agent, frame, next, value);
  }
  if (mode == ResumeMode::Next) return run_from(agent, frame, next, value);
  if (mode == ResumeMode::Throw) {
    (void)agent.throw_value(value);
    return run_throwing(agent, frame, start + activation->offset());
  }
  // Only at a Yield: a generator that has not begun is never resumed by return.
  return run_from(agent, frame, start + instruction.jump_target(0), value);
}

}  // namespace

Completion<Value> resume(Agent& agent, Activation* activation, ResumeMode mode, Value value) {
  const vm::NativeEntry entry(agent);
  TRY(entry.check());
  Value* const fp = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  Executable* executable = activation->executable();
  Value* const frame = next_frame(agent);
  TRY(check_room(agent, frame + executable->register_count()));
  activation->restore(frame);
  activation->set_state(Activation::State::Running);
  frame[FrameWords::k_callee] = activation->callee();
  frame[FrameWords::k_new_target] = Value::cell(activation);
  const CallSite site{frame, activation->argument_count(), FrameFlags::Entry, ReturnEntries::to_cpp()};
  write_frame_header(agent, site, executable);
  const Completion<Value> result = resume_at(agent, frame, activation, mode, value);
  if (activation->state() == Activation::State::Running) activation->set_state(Activation::State::Completed);
  agent.execution.fp = fp;
  agent.execution.pc = pc;
  return result;
}

}  // namespace orrery::interpreter
