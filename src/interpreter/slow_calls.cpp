// Calls, constructions, direct evals and polls, where their handlers have no fast path.

#include <algorithm>
#include <bit>

#include "interpreter/calls.h"
#include "interpreter/environment_register.h"
#include "interpreter/slow_paths.h"
#include "interpreter/tail_frames.h"
#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/operations/conversions.h"
#include "vm/value_list.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Value;

namespace {

CallSite site_of(const Operands& operands, std::uint32_t count, void* return_entry) {
  return {&operands.in(0) + bytecode::k_this_in_call, count, FrameFlags::None, return_entry};
}

Completion<Value> begin_tail_call(Agent& agent, CallSite site) {
  site.flags = FrameFlags::Tail;
  return begin_call(agent, site);
}

/// Spreads the list that is the only argument. \return how many arguments there are then
Completion<std::uint32_t> spread_list(Agent& agent, Value* frame) {
  const Value list = frame[1];
  const std::span<const Value> values = list.is_object()
                                            ? static_cast<vm::Array*>(list.as_object())->packed_elements()
                                            : static_cast<vm::ValueList*>(list.as_cell())->values();
  TRY(check_room(agent, frame + values.size() + 1));
  std::ranges::copy(values, frame + 1);
  return static_cast<std::uint32_t>(values.size());
}

}  // namespace

Completion<Value> SlowPaths::Call(Agent& agent, const Operands& operands, Value) {
  return begin_call(agent, site_of(operands, operands.number(1), ReturnEntries::to_bytecode()));
}

Completion<Value> SlowPaths::TailCall(Agent& agent, const Operands& operands, Value) {
  return begin_tail_call(agent, site_of(operands, operands.number(1), ReturnEntries::to_bytecode()));
}

Completion<Value> SlowPaths::CallWithList(Agent& agent, const Operands& operands, Value) {
  CallSite site = site_of(operands, 0, ReturnEntries::to_bytecode());
  site.argument_count = TRY(spread_list(agent, site.frame));
  return operands.number(1) != 0 ? begin_tail_call(agent, site) : begin_call(agent, site);
}

Completion<Value> SlowPaths::Construct(Agent& agent, const Operands& operands, Value) {
  return begin_construct(agent, site_of(operands, operands.number(1), ReturnEntries::of_construct()));
}

Completion<Value> SlowPaths::ConstructWithList(Agent& agent, const Operands& operands, Value) {
  CallSite site = site_of(operands, 0, ReturnEntries::of_construct());
  site.argument_count = TRY(spread_list(agent, site.frame));
  return begin_construct(agent, site);
}

// https://tc39.es/ecma262/#sec-function-calls-runtime-semantics-evaluation, step 6, and
// https://tc39.es/ecma262/#sec-performeval
namespace {

struct DirectEval {
  CallSite site;
  bool is_tail;  // if it is a call of another function
  Value environment;
  bool is_strict;
};

Completion<Value> call_direct_eval(Agent& agent, DirectEval eval) {
  CallSite& site = eval.site;
  const Value callee = site.frame[FrameWords::k_callee];
  if (!callee.is_identical(agent.intrinsic(vm::Intrinsic::Eval)))
    return eval.is_tail ? begin_tail_call(agent, site) : begin_call(agent, site);
  const Value source = site.argument_count == 0 ? Value::undefined() : site.frame[1];
  if (!source.is_string()) return source;
  vm::Environment* const outer = environment_in(eval.environment);
  vm::Executable* const executable =
      TRY(agent.hooks().compile_eval(agent, agent.realm(), source.as_string(), eval.is_strict, outer));
  site.frame[FrameWords::k_callee] = Value(vm::make_function(agent, executable, outer));
  site.frame[0] = outer == nullptr ? Value(agent.realm().global_object()) : Value::undefined();
  site.argument_count = 0;
  return begin_call(agent, site);
}

}  // namespace

Completion<Value> SlowPaths::CallDirectEval(Agent& agent, const Operands& operands, Value) {
  const CallSite site = site_of(operands, operands.number(1), ReturnEntries::to_bytecode());
  return call_direct_eval(
      agent, {site, operands.number(2) != 0, operands.in(3), operands.executable()->header().is_strict});
}

Completion<Value> SlowPaths::CallDirectEvalWithList(Agent& agent, const Operands& operands, Value) {
  CallSite site = site_of(operands, 0, ReturnEntries::to_bytecode());
  site.argument_count = TRY(spread_list(agent, site.frame));
  return call_direct_eval(
      agent, {site, operands.number(1) != 0, operands.in(2), operands.executable()->header().is_strict});
}

Completion<Value> SlowPaths::Return(Agent& agent, const Operands&, Value acc) {
  agent.execution.result = acc;
  return Control::end_frame();
}

// Polls
// ------------------------------------------------------------------------------------------------------------

namespace {

/// The running function was met when a poll looked, as happens to those most that run most.
void warm_up(Agent& agent, vm::Executable* executable) {
  vm::MachineCodeCounts& counts = agent.execution.machine_code_counts;
  ++counts.looks;
  if (executable->machine_code() != nullptr) {
    ++counts.looks_in_machine_code;
    return;
  }
  if (agent.hooks().compile_to_machine_code == nullptr || executable->is_machine_code_refused()) return;
  // If there was no room, it is tried again when it was met twice as often since, and so on: trying costs
  // almost as much as compiling.
  const std::uint32_t heat = executable->warm_up();
  const std::uint32_t needed = agent.execution.heat_to_compile;
  if (heat >= needed && std::has_single_bit(heat - needed + 1))
    agent.hooks().compile_to_machine_code(agent, executable);
}

}  // namespace

Completion<void> poll(Agent& agent, vm::Executable* running) {
  warm_up(agent, running);
  vm::Execution& execution = agent.execution;
  execution.polls_before +=
      static_cast<std::uint64_t>(vm::Execution::k_polls_between_looks - execution.polls_left);
  execution.polls_left = vm::Execution::k_polls_between_looks;
  // The frames for which it was raised may have gone.
  execution.tail_call_limit = std::min(execution.tail_call_limit, next_tail_call_limit(agent));
  return vm::check_interrupt(agent);
}

Completion<Value> SlowPaths::JumpLoop(Agent& agent, const Operands& operands, Value) {
  TRY(poll(agent, operands.executable()));
  return Value::boolean(true);
}

Completion<Value> SlowPaths::Debugger(Agent&, const Operands&, Value acc) {
  return acc;  // nobody is debugging
}

}  // namespace orrery::interpreter
