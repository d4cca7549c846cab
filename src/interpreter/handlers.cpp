// The interpreter: slow paths, where C++ enters and leaves, and with fast_paths.h all handlers.
// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include "interpreter/calls.h"
#include "interpreter/dispatch.h"
#include "interpreter/interpreter.h"
#include "interpreter/machine_entries.h"
#include "interpreter/slow_paths.h"
#include "interpreter/tracing.h"

namespace orrery::interpreter {

namespace {

/// The handler of an opcode. Without one of its own (HANDLER(name)), it is the slow path.
template <Opcode opcode, bool is_wide>
ORRERY_HANDLER HandlerResult slow(HANDLER_PARAMETERS);
template <Opcode opcode, bool is_wide>
struct HandlerOf {
  static constexpr auto k_handler = &slow<opcode, is_wide>;
};

using bytecode::OperandType;
using vm::Executable;
using vm::FrameWords;

#if ORRERY_JIT
/// Where the machine code of the frame's function has the instruction at `pc`; null: there is none, or
/// somebody wants to be told of each instruction.
void* machine_entry_at(const Agent& agent, const Value* fp, const std::uint8_t* pc) {
  const auto* executable = static_cast<const Executable*>(fp[FrameWords::k_executable].as_cell());
  const vm::MachineCode* code = executable->machine_code();
  if (code == nullptr || agent.execution.observer != nullptr) return nullptr;
  return code->entry_at(static_cast<std::size_t>(pc - executable->code_start()));
}
#endif

// Throwing --------------------------------------------------------------------------------------------------

}  // namespace

[[gnu::noinline, gnu::cold]] ORRERY_HANDLER HandlerResult unwind(HANDLER_PARAMETERS) {
  const Unwound found = unwind_to_handler(*agent, pc, fp);
  fp = found.fp;
  pc = found.pc;
  acc = found.acc;
  data = found.data;
  tag = NumberTag();
  if (pc == nullptr) LEAVE_INTERPRETER();
  GO_ON_WITH(resume_frame);
}

ORRERY_HANDLER HandlerResult resume_frame(HANDLER_PARAMETERS) {
#if ORRERY_JIT
  if (void* const entry = machine_entry_at(*agent, fp, pc)) GO_ON_WITH(reinterpret_cast<Handler>(entry));
#endif
  DISPATCH();
}

namespace {

// Slow paths ------------------------------------------------------------------------------------------------

template <Opcode opcode, bool is_wide, std::size_t index>
std::int64_t operand_or_zero(const std::uint8_t* pc) {
  if constexpr (bytecode::info(opcode).operands[index].type == OperandType::None) {
    return 0;
  } else {
    return operand<opcode, index, is_wide>(pc);
  }
}

template <Opcode opcode, bool is_wide>
// NOLINTNEXTLINE(readability-non-const-parameter): slow paths write feedback.
Operands operands_at(const std::uint8_t* pc, Value* fp, FeedbackWord* data) {
  return Operands(fp, data, operand_or_zero<opcode, is_wide, 0>(pc), operand_or_zero<opcode, is_wide, 1>(pc),
                  operand_or_zero<opcode, is_wide, 2>(pc), operand_or_zero<opcode, is_wide, 3>(pc));
}

using SlowPath = vm::Completion<Value> (*)(Agent&, const Operands&, Value);
constexpr SlowPath k_slow_paths[] = {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) &SlowPaths::name,
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
};

/// Which operand says where a jump goes; k_max_operands: it is no jump.
constexpr std::size_t jump_operand(Opcode opcode) {
  const auto& operands = bytecode::info(opcode).operands;
  for (std::size_t i = 0; i < bytecode::k_max_operands; ++i) {
    if (operands[i].type == OperandType::Jump) return i;
  }
  return bytecode::k_max_operands;
}

/// Jumps that only test: their slow path tells whether to jump.
constexpr bool is_test(Opcode opcode) {
  const auto accumulator = bytecode::info(opcode).accumulator;
  return jump_operand(opcode) != bytecode::k_max_operands &&
         (accumulator == bytecode::Accumulator::None || accumulator == bytecode::Accumulator::Reads);
}

ORRERY_HANDLER HandlerResult leave_frame(HANDLER_PARAMETERS) {
  GO_ON_WITH(vm::frame_address<Handler>(fp, FrameWords::k_return_entry));
}

/// The slow path of an instruction, and then what comes of it.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult slow(HANDLER_PARAMETERS) {
  agent->execution.pc = pc - (k_is_wide ? 1 : 0);
  agent->execution.fp = fp;
  constexpr std::size_t k_jump = jump_operand(k_opcode);
  constexpr SlowPath k_path = k_slow_paths[static_cast<std::size_t>(k_opcode)];
  const Value result = k_path(*agent, operands_at<k_opcode, k_is_wide>(pc, fp, data), acc).value_or_thrown();
  tag = NumberTag();
  fp = agent->execution.fp;  // a new frame's; or moved, when tail calls need room
  if (result.is_thrown()) [[unlikely]]
    GO_ON_WITH(unwind);
  if constexpr (is_test(k_opcode)) {
    if constexpr (k_opcode == Opcode::JumpLoop) {
      // There may be machine code by now.
      pc += OPERAND_AT(k_jump);
#if ORRERY_JIT
      if (machine_entry_at(*agent, fp, pc) != nullptr)
        ++agent->execution.machine_code_counts.entries_in_loops;
#endif
      GO_ON_WITH(resume_frame);
    }
    if (result.is_true()) JUMP_TO(k_jump);
    NEXT();
  } else {
    if (result.bits() == Control::k_enter) {
      fp[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(NEXT_PC()));
      const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
      ENTER(executable);
    }
    if (result.bits() == Control::k_return) {
      acc = agent->execution.result;
      GO_ON_WITH(leave_frame);
    }
    if constexpr (k_jump != bytecode::k_max_operands) {
      if (result.bits() == Control::k_jump) {
        acc = agent->execution.result;
        JUMP_TO(k_jump);
      }
    }
    acc = result;
    NEXT();
  }
}

// Calls -----------------------------------------------------------------------------------------------------

/// Where a call of this interpreter goes on: the result is in acc. As all return entries it gets the frame
/// that returns.
ORRERY_HANDLER HandlerResult return_to_bytecode(HANDLER_PARAMETERS) {
  pc = vm::frame_address<const std::uint8_t*>(fp, FrameWords::k_return_pc);
  fp = vm::frame_address<Value*>(fp, FrameWords::k_caller);
  data = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->data();
  DISPATCH();
}

ORRERY_HANDLER HandlerResult return_of_construct(HANDLER_PARAMETERS) {
  if (!acc.is_object()) acc = fp[0];
  GO_ON_WITH(return_to_bytecode);
}

ORRERY_HANDLER HandlerResult return_to_cpp(HANDLER_PARAMETERS) {
  LEAVE_INTERPRETER();
}

// Machine code ----------------------------------------------------------------------------------------------

/// At the pc of a call's callee: to the bytecode there.
ORRERY_HANDLER HandlerResult enter_bytecode(HANDLER_PARAMETERS) {
  DISPATCH();
}

#if ORRERY_JIT

/// The pseudo-instruction k_enter_machine_code.
ORRERY_HANDLER HandlerResult enter_machine_code(HANDLER_PARAMETERS) {
  pc = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->code_start();
  ++agent->execution.machine_code_counts.entries_at_calls;
  GO_ON_WITH(resume_frame);
}

/// What return_to_bytecode is where machine code has called by its slow path.
ORRERY_HANDLER HandlerResult return_to_machine_code(HANDLER_PARAMETERS) {
  pc = vm::frame_address<const std::uint8_t*>(fp, FrameWords::k_return_pc);
  fp = vm::frame_address<Value*>(fp, FrameWords::k_caller);
  data = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->data();
  GO_ON_WITH(resume_frame);
}

ORRERY_HANDLER HandlerResult return_of_construct_to_machine_code(HANDLER_PARAMETERS) {
  if (!acc.is_object()) acc = fp[0];
  GO_ON_WITH(return_to_machine_code);
}

Value entry_word(Handler handler) {
  return Value::from_bits(reinterpret_cast<std::uint64_t>(handler));
}

/// Lets a callee that slow paths have made a frame for return to machine code.
void return_to_machine(Value* fp) {
  Value& entry = fp[FrameWords::k_return_entry];
  if (entry.is_identical(entry_word(&return_to_bytecode))) {
    entry = entry_word(&return_to_machine_code);
  } else if (entry.is_identical(entry_word(&return_of_construct))) {
    entry = entry_word(&return_of_construct_to_machine_code);
  }
}

/// slow() for machine code.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult slow_in_machine_code(HANDLER_PARAMETERS) {
  void* next = agent->execution.next_machine_code;
  agent->execution.pc = CURRENT_PC();
  agent->execution.fp = fp;
  constexpr std::size_t k_jump = jump_operand(k_opcode);
  constexpr SlowPath k_path = k_slow_paths[static_cast<std::size_t>(k_opcode)];
  const Value result = k_path(*agent, operands_at<k_opcode, k_is_wide>(pc, fp, data), acc).value_or_thrown();
  tag = NumberTag();
  fp = agent->execution.fp;
  if (result.is_thrown()) [[unlikely]]
    GO_ON_WITH(unwind);
  if constexpr (is_test(k_opcode)) {
    pc = result.is_true() ? pc + OPERAND_AT(k_jump) : NEXT_PC();
    GO_ON_WITH(resume_frame);
  } else {
    if (result.bits() == Control::k_enter) {
      fp[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(NEXT_PC()));
      return_to_machine(fp);
      const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
      ENTER(executable);
    }
    if (result.bits() == Control::k_return) {
      acc = agent->execution.result;
      GO_ON_WITH(leave_frame);
    }
    if constexpr (k_jump != bytecode::k_max_operands) {
      if (result.bits() == Control::k_jump) {
        acc = agent->execution.result;
        pc += OPERAND_AT(k_jump);
        GO_ON_WITH(resume_frame);
      }
    }
    acc = result;
    if (agent->execution.observer != nullptr) [[unlikely]] {
      pc = NEXT_PC();
      GO_ON_WITH(resume_frame);
    }
    GO_ON_WITH(reinterpret_cast<Handler>(next));
  }
}

#endif

}  // namespace

}  // namespace orrery::interpreter

#include "interpreter/fast_paths.h"

namespace orrery::interpreter {

namespace {

HANDLER(Wide) {
  ++pc;
  GO_ON_WITH(reinterpret_cast<Handler>(agent->execution.dispatch[vm::k_wide_dispatch + *pc]));
}

}  // namespace

// Entries from C++ ------------------------------------------------------------------------------------------

void* ReturnEntries::to_bytecode() {
  return reinterpret_cast<void*>(&return_to_bytecode);
}
void* ReturnEntries::of_construct() {
  return reinterpret_cast<void*>(&return_of_construct);
}
void* ReturnEntries::to_cpp() {
  return reinterpret_cast<void*>(&return_to_cpp);
}

namespace {

vm::Completion<Value> as_completion(Value result) {
  if (result.is_thrown()) return vm::Thrown{};
  return result;
}

/// Runs handlers, beginning with one, until one leaves the interpreter.
Value run(Handler first, const std::uint8_t* pc, Value* fp, Value acc, Agent* agent, FeedbackWord* data) {
#if ORRERY_TAIL_CALLS
  return first(pc, fp, acc, agent, data, NumberTag());
#else
  HandlerResult state = first(pc, fp, acc, agent, data, NumberTag());
  while (state.pc != nullptr) {
    const auto handler = reinterpret_cast<Handler>(agent->execution.dispatch[*state.pc]);
    state = handler(state.pc, state.fp, state.acc, agent, state.data, NumberTag());
  }
  return state.acc;
#endif
}

FeedbackWord* data_of(const Value* fp) {
  return static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->data();
}

}  // namespace

vm::Completion<Value> run_from(Agent& agent, Value* fp, const std::uint8_t* pc, Value acc) {
  auto first = reinterpret_cast<Handler>(agent.execution.dispatch[*pc]);
#if ORRERY_JIT
  if (void* const entry = machine_entry_at(agent, fp, pc)) {
    ++agent.execution.machine_code_counts.entries_at_calls;
    first = reinterpret_cast<Handler>(entry);
  }
#endif
  return as_completion(run(first, pc, fp, acc, &agent, data_of(fp)));
}

vm::Completion<Value> run_throwing(Agent& agent, Value* fp, const std::uint8_t* pc) {
  return as_completion(run(&unwind, pc, fp, Value::undefined(), &agent, data_of(fp)));
}

// Dispatch tables -------------------------------------------------------------------------------------------

namespace {

/// Tells the observer, and then does the instruction.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult traced(HANDLER_PARAMETERS) {
  agent->execution.pc = pc - (k_is_wide ? 1 : 0);
  agent->execution.fp = fp;
  agent->execution.observer->on_instruction(*agent, acc);
  tag = NumberTag();
  // What watches calls, too, is told by the slow path: so the other need not ask.
  if constexpr (k_opcode == Opcode::Call) {
    if (call_observer(*agent) != nullptr) SLOW();
  }
  GO_ON_WITH((HandlerOf<k_opcode, k_is_wide>::k_handler));
}

template <Opcode opcode, bool is_wide>
void* entry([[maybe_unused]] bool is_traced) {
  // The prefix is a part of the instruction behind it.
  if constexpr (base::k_has_tracing && opcode != Opcode::Wide) {
    if (is_traced) return reinterpret_cast<void*>(&traced<opcode, is_wide>);
  }
  return reinterpret_cast<void*>(HandlerOf<opcode, is_wide>::k_handler);
}

void fill_dispatch_table(Agent& agent, bool is_traced) {
  std::size_t opcode = 0;
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...)                                                  \
  agent.execution.dispatch[opcode] = entry<Opcode::name, false>(is_traced);                      \
  agent.execution.dispatch[vm::k_wide_dispatch + opcode] = entry<Opcode::name, true>(is_traced); \
  ++opcode;
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
}

}  // namespace

#if ORRERY_JIT
namespace {

template <Opcode opcode, bool is_wide>
consteval Handler slow_handler() {
  // They have none.
  if constexpr (opcode == Opcode::Wide || opcode == Opcode::JumpByTable) {
    return nullptr;
  } else {
    return &slow_in_machine_code<opcode, is_wide>;
  }
}

}  // namespace

void* slow_path_of_machine_code(Opcode opcode, bool is_wide) {
  static constexpr std::array<Handler, bytecode::k_opcode_count> k_handlers[] = {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) slow_handler<Opcode::name, false>(),
      {
#include "bytecode/opcodes.def"
      },
#undef OPCODE
#define OPCODE(name, accumulator, effects, ...) slow_handler<Opcode::name, true>(),
      {
#include "bytecode/opcodes.def"
      },
#undef OPCODE
#undef OPERAND
  };
  return reinterpret_cast<void*>(k_handlers[is_wide ? 1 : 0][static_cast<std::size_t>(opcode)]);
}

void* allocate_if_room(Agent& agent, std::size_t size) {
  return agent.heap().allocate_if_room(size);
}

namespace {

/// Lets all frames that would return to machine code return to bytecode.
void leave_machine_code(const Agent& agent) {
  for (vm::FrameIterator frames(agent); !frames.is_at_end(); frames.next()) {
    if (frames.executable() == nullptr || frames.is_entry()) continue;
    frames.fp()[FrameWords::k_return_entry] =
        entry_word(frames.is_construct() ? &return_of_construct : &return_to_bytecode);
  }
}

}  // namespace
#endif

void set_instruction_observer(Agent& agent, vm::InstructionObserver* observer) {
#if ORRERY_JIT
  if (observer != nullptr) leave_machine_code(agent);
#endif
  agent.execution.observer = observer;
  agent.execution.dispatch[k_call_observer] = nullptr;
  fill_dispatch_table(agent, observer != nullptr);
}

void set_call_observer(Agent& agent, CallObserver* observer) {
  set_instruction_observer(agent, observer);
  agent.execution.dispatch[k_call_observer] = observer;
}

void install(Agent& agent) {
  fill_dispatch_table(agent, false);
  agent.execution.enter_bytecode = reinterpret_cast<void*>(&enter_bytecode);
#if ORRERY_JIT
  static_assert(bytecode::k_opcode_count <= vm::k_enter_machine_code &&
                vm::k_enter_machine_code < k_call_observer);
  agent.execution.dispatch[vm::k_enter_machine_code] = reinterpret_cast<void*>(&enter_machine_code);
#endif
  agent.hooks().call = call;
  agent.hooks().construct = construct;
  agent.hooks().resume = resume;
}

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
