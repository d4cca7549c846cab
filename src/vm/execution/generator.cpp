#include "vm/execution/generator.h"

#include <string>

#include "vm/agent.h"
#include "vm/hooks.h"
#include "vm/iteration/iteration.h"

namespace orrery::vm {

namespace {

std::string_view name_of(bytecode::ResumeMode mode) {
  switch (mode) {
    case bytecode::ResumeMode::Next:
      return "next";
    case bytecode::ResumeMode::Throw:
      return "throw";
    case bytecode::ResumeMode::Return:
      return "return";
  }
  return "";
}

/// What a generator that has ended answers; and one that has not begun, if it is not to begin.
Completion<Value> answer_of_completed(Agent& agent, bytecode::ResumeMode mode, Value value) {
  switch (mode) {
    case bytecode::ResumeMode::Next:
      return create_iter_result_object(agent, Value::undefined(), true);
    case bytecode::ResumeMode::Throw:
      return agent.throw_value(value);
    case bytecode::ResumeMode::Return:
      return create_iter_result_object(agent, value, true);
  }
  return Value::undefined();
}

}  // namespace

// https://tc39.es/ecma262/#sec-generatorresume, https://tc39.es/ecma262/#sec-generatorresumeabrupt
Completion<Value> generator_resume(Agent& agent, Value generator, bytecode::ResumeMode mode, Value value) {
  // 1. https://tc39.es/ecma262/#sec-generatorvalidate
  if (!generator.is_cell_of(CellKind::Generator)) {
    return agent.throw_type_error(std::string(name_of(mode)) +
                                  " method called on an object that is not a generator");
  }
  Activation* activation = static_cast<Generator*>(generator.as_object())->activation();
  switch (activation->state()) {
    case Activation::State::Running:
    case Activation::State::SuspendedAwait:  // not of these
      return agent.throw_type_error("Generator is already running");
    case Activation::State::SuspendedStart:
      if (mode == bytecode::ResumeMode::Next) break;
      activation->set_state(Activation::State::Completed);
      [[fallthrough]];
    case Activation::State::Completed:
      return answer_of_completed(agent, mode, value);
    case Activation::State::SuspendedYield:
      break;
  }
  // 5. - 11.
  const Value result = TRY(agent.hooks().resume(agent, activation, mode, value));
  const bool is_done = activation->state() == Activation::State::Completed;
  if (!is_done && activation->hands_out_result()) return result;
  return create_iter_result_object(agent, result, is_done);
}

}  // namespace orrery::vm
