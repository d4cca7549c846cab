#pragma once

#include <cstdint>
#include <cstring>

#include "bytecode/instruction.h"
#include "interpreter/number_tag.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/functions/executable.h"
#include "vm/value.h"

namespace orrery::interpreter {

/// [DOC] How the interpreter runs
///
/// Each instruction has a *handler*: a function that does the instruction and then calls the next one's in
/// tail position. So there is no loop; the machine's state is in the handlers' parameters, which stay in
/// registers (`preserve_none` gives all of them to parameters, and none is saved around calls):
///
///   pc      the instruction being run
///   fp      the frame: register 0
///   acc     the accumulator
///   agent   its first words are the dispatch table
///   data    the function's feedback vector; the constants lie before it
///   tag     a number that tells kinds of values apart (NumberTag)
///
/// A handler holds the fast path alone. What is rare goes, by a tail call too, to `slow`, which calls a plain
/// function (slow paths are shared by all tiers), and then goes on or unwinds. Rules, or a handler gets a
/// stack frame and spills: never take the address of a local; no variables with destructors; no calls that
/// are not in tail position. Where there is one all the same, `tag` is made again behind it.
///
/// Where the compiler has no tail calls (the preset `portable`) the same handlers return the next state to a
/// loop.
///
/// Every handler exists twice: for narrow and for wide operands, the latter in the second half of the
/// dispatch table.

#ifdef ORRERY_PORTABLE
#define ORRERY_TAIL_CALLS 0
#else
#define ORRERY_TAIL_CALLS 1
#endif

using bytecode::Opcode;
using vm::Agent;
using vm::FeedbackWord;
using vm::Value;

#if ORRERY_TAIL_CALLS
#if __has_feature(address_sanitizer) || defined(ORRERY_PLAIN_HANDLERS)
#define ORRERY_HANDLER
#else
#define ORRERY_HANDLER __attribute__((preserve_none))
#endif
using HandlerResult = Value;
#else
#define ORRERY_HANDLER
struct HandlerResult {
  const std::uint8_t* pc;  // null: the interpreter is left with acc
  Value* fp;
  Value acc;
  FeedbackWord* data;
};
#endif

#define HANDLER_PARAMETERS                                                                         \
  [[maybe_unused]] const std::uint8_t *pc, [[maybe_unused]] Value *fp, [[maybe_unused]] Value acc, \
      [[maybe_unused]] Agent *agent, [[maybe_unused]] FeedbackWord *data, [[maybe_unused]] NumberTag tag
#define HANDLER_ARGUMENTS pc, fp, acc, agent, data, tag

using Handler = ORRERY_HANDLER HandlerResult (*)(HANDLER_PARAMETERS);

/// The offset of an operand from the opcode's byte.
constexpr std::size_t operand_offset(Opcode opcode, std::size_t index, bool is_wide) {
  std::size_t offset = 1;
  for (std::size_t i = 0; i < index; ++i) {
    const auto type = bytecode::info(opcode).operands[i].type;
    offset += is_wide ? 4 : bytecode::narrow_width(type);
  }
  return offset;
}

/// Bytes of an instruction from its opcode on.
template <Opcode opcode, bool is_wide>
constexpr std::size_t k_size = bytecode::info(opcode).size(is_wide);

constexpr bool is_signed(bytecode::OperandType type) {
  return type == bytecode::OperandType::Small || type == bytecode::OperandType::Jump;
}

/// An operand of the instruction at `pc`: unsigned, or signed for Small and Jump.
template <Opcode opcode, std::size_t index, bool is_wide>
inline std::int64_t operand(const std::uint8_t* pc) {
  constexpr auto k_type = bytecode::info(opcode).operands[index].type;
  static_assert(k_type != bytecode::OperandType::None, "the instruction has no such operand");
  constexpr std::size_t k_offset = operand_offset(opcode, index, is_wide);
  constexpr std::size_t k_width = is_wide ? 4 : bytecode::narrow_width(k_type);
  if constexpr (k_width == 1) {
    return is_signed(k_type) ? static_cast<std::int8_t>(pc[k_offset])
                             : static_cast<std::int64_t>(pc[k_offset]);
  } else if constexpr (k_width == 2) {
    std::uint16_t value;
    std::memcpy(&value, pc + k_offset, sizeof value);
    return value;
  } else {
    std::uint32_t value;
    std::memcpy(&value, pc + k_offset, sizeof value);
    return is_signed(k_type) ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
  }
}

/// Goes on where the exception that the instruction at `pc` has thrown is handled, or leaves the interpreter
/// with Thrown.
ORRERY_HANDLER HandlerResult unwind(HANDLER_PARAMETERS);
/// Goes on with the instruction at `pc` of the function whose frame is `fp`, in machine code if there is
/// some.
ORRERY_HANDLER HandlerResult resume_frame(HANDLER_PARAMETERS);

#if ORRERY_TAIL_CALLS
#define GO_ON_WITH(handler) [[clang::musttail]] return (handler)(HANDLER_ARGUMENTS)
#define DISPATCH() GO_ON_WITH(reinterpret_cast<Handler>(agent->execution.dispatch[*pc]))
#define LEAVE_INTERPRETER() return acc
#else
#define GO_ON_WITH(handler) return (handler)(HANDLER_ARGUMENTS)
#define DISPATCH()       \
  return HandlerResult { \
    pc, fp, acc, data    \
  }
#define LEAVE_INTERPRETER() \
  return HandlerResult {    \
    nullptr, fp, acc, data  \
  }
#endif

/// Begins the handler of an instruction: HANDLER(Add) { … }.
#define HANDLER(name)                                               \
  template <Opcode k_opcode, bool k_is_wide>                        \
  ORRERY_HANDLER HandlerResult name(HANDLER_PARAMETERS);            \
  template <bool is_wide>                                           \
  struct HandlerOf<Opcode::name, is_wide> {                         \
    static constexpr auto k_handler = &name<Opcode::name, is_wide>; \
  };                                                                \
  template <Opcode k_opcode, bool k_is_wide>                        \
  ORRERY_HANDLER HandlerResult name(HANDLER_PARAMETERS)

#ifndef ORRERY_STENCILS  // where jit/stencil_dispatch.h defines these
// In a handler:
#define OPERAND_AT(index) (operand<k_opcode, index, k_is_wide>(pc))
/// A Small as a value.
#define SMALL_AT(index) (tag.int32(static_cast<std::int32_t>(OPERAND_AT(index))))
#define REGISTER(index) (fp[OPERAND_AT(index)])
#define CONSTANT(index) (Value::from_bits(data[-1 - OPERAND_AT(index)]))
#define FEEDBACK(index) (data + OPERAND_AT(index))
#define NEXT()                           \
  do {                                   \
    pc += (k_size<k_opcode, k_is_wide>); \
    DISPATCH();                          \
  } while (false)
#define JUMP_TO(index)       \
  do {                       \
    pc += OPERAND_AT(index); \
    DISPATCH();              \
  } while (false)
/// Goes on at an instruction of the running function.
#define JUMP_TO_PC(address) \
  do {                      \
    pc = (address);         \
    DISPATCH();             \
  } while (false)
/// The slow path of this instruction.
#define SLOW() GO_ON_WITH((slow<k_opcode, k_is_wide>))
/// The instruction has thrown.
#define UNWIND() GO_ON_WITH(unwind)
/// The first byte of this instruction, with its Wide, and of the next one.
#define CURRENT_PC() (pc - (k_is_wide ? 1 : 0))
#define NEXT_PC() (pc + (k_size<k_opcode, k_is_wide>))
/// Heap::allocate_if_room()
#define ALLOCATE_IF_ROOM(size) (agent->heap().allocate_if_room(size))
/// Behind a native function that was called without the slow path.
#define GO_ON_AFTER_NATIVE_CALL() NEXT()
/// What a callee is to return to; `handler` is that of the interpreter.
#define RETURN_ENTRY(handler) (Value::from_bits(reinterpret_cast<std::uint64_t>(&(handler))))
/// Goes on in a function whose frame is `fp`.
#define ENTER(executable)          \
  do {                             \
    pc = (executable)->entry_pc(); \
    data = (executable)->data();   \
    DISPATCH();                    \
  } while (false)
#endif

}  // namespace orrery::interpreter
