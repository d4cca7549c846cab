#pragma once

// What the handlers' macros (interpreter/dispatch.h) mean where handlers become stencils: operands are holes
// of the machine code, and the next handler is what is laid behind.
//
// A hole is a symbol that nobody defines; the compiler leaves a relocation where its address is used. Where
// the optimizer could draw conclusions from an address (that it is not zero, not negative, or differs from
// another's), it is brought in by an asm that it cannot look into.

#include <cstdint>

#include "interpreter/dispatch.h"
#include "interpreter/machine_entries.h"

namespace orrery::interpreter {

#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
// NOLINTBEGIN(readability-identifier-naming): symbols that extract_stencils.py looks for.
extern "C" {
// Distances from fp and data, in bytes; never negative.
extern const char orrery_hole_register_0[], orrery_hole_register_1[], orrery_hole_register_2[],
    orrery_hole_register_3[];
extern const char orrery_hole_feedback_0[], orrery_hole_feedback_1[], orrery_hole_feedback_2[],
    orrery_hole_feedback_3[];
// Places in the machine code.
ORRERY_HANDLER HandlerResult orrery_hole_next(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_slow(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_slow_path(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_target_0(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_target_1(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_target_2(HANDLER_PARAMETERS);
ORRERY_HANDLER HandlerResult orrery_hole_target_3(HANDLER_PARAMETERS);
}
// NOLINTEND(readability-identifier-naming)

/// A hole's value as a pointer.
template <typename T>
[[gnu::always_inline]] inline T* pointer_of(std::uint64_t address) {
  return reinterpret_cast<T*>(address);  // NOLINT(performance-no-int-to-ptr): an immediate is a number
}

// NOLINTBEGIN(hicpp-no-assembler): see above.
#define IMMEDIATE_32(hole)                                \
  ([] {                                                   \
    std::uint32_t value;                                  \
    asm("movl $orrery_hole_" #hole ", %0" : "=r"(value)); \
    return value;                                         \
  }())
#define IMMEDIATE_64(hole)                                   \
  ([] {                                                      \
    std::uint64_t value;                                     \
    asm("movabsq $orrery_hole_" #hole ", %0" : "=r"(value)); \
    return value;                                            \
  }())
#define CODE_ADDRESS(hole)                                          \
  ([] {                                                             \
    std::uint64_t value;                                            \
    asm("leaq orrery_hole_" #hole "(%%rip), %0" : "=r"(value) : :); \
    return value;                                                   \
  }())
// NOLINTEND(hicpp-no-assembler)

#define OPERAND_AT(index)                                                                    \
  (is_signed(bytecode::info(k_opcode).operands[index].type)                                  \
       ? static_cast<std::int64_t>(static_cast<std::int32_t>(IMMEDIATE_32(operand_##index))) \
       : static_cast<std::int64_t>(IMMEDIATE_32(operand_##index)))
#define SMALL_AT(index) (Value::from_bits(IMMEDIATE_64(small_##index)))
#define REGISTER(index)                                    \
  (*reinterpret_cast<Value*>(reinterpret_cast<char*>(fp) + \
                             reinterpret_cast<std::uintptr_t>(orrery_hole_register_##index)))
/// What lies 8 times an operand behind an address.
#define VALUE_BEHIND(address, index)                            \
  (*reinterpret_cast<Value*>(reinterpret_cast<char*>(address) + \
                             reinterpret_cast<std::uintptr_t>(orrery_hole_register_##index)))
#define CONSTANT(index) (Value::from_bits(IMMEDIATE_64(constant_##index)))
#define FEEDBACK(index)                                            \
  (reinterpret_cast<FeedbackWord*>(reinterpret_cast<char*>(data) + \
                                   reinterpret_cast<std::uintptr_t>(orrery_hole_feedback_##index)))
#define CURRENT_PC() (pointer_of<const std::uint8_t>(IMMEDIATE_64(pc)))
#define NEXT_PC() (pointer_of<const std::uint8_t>(IMMEDIATE_64(next_pc)))
#define NEXT() GO_ON_WITH(orrery_hole_next)
#define JUMP_TO(index) GO_ON_WITH(orrery_hole_target_##index)
#define JUMP_TO_PC(address)   \
  do {                        \
    pc = (address);           \
    GO_ON_WITH(resume_frame); \
  } while (false)
#define SLOW() GO_ON_WITH(orrery_hole_slow)
#define UNWIND()        \
  do {                  \
    pc = CURRENT_PC();  \
    GO_ON_WITH(unwind); \
  } while (false)
// Not inline, for the tables of size classes would have to be within the first 2 GiB.
#define ALLOCATE_IF_ROOM(size) (allocate_if_room(*agent, size))
// An observer may have come, who is to be told of each instruction from the next one on.
#define GO_ON_AFTER_NATIVE_CALL()                          \
  do {                                                     \
    if (agent->execution.observer != nullptr) [[unlikely]] \
      JUMP_TO_PC(NEXT_PC());                               \
    NEXT();                                                \
  } while (false)
#define RETURN_ENTRY(handler) (Value::from_bits(CODE_ADDRESS(return)))
#define ENTER(executable)                                                 \
  do {                                                                    \
    pc = (executable)->code_start();                                      \
    data = (executable)->data();                                          \
    GO_ON_WITH(reinterpret_cast<Handler>((executable)->machine_entry())); \
  } while (false)

}  // namespace orrery::interpreter
