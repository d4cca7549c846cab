// The fast paths. Dense on purpose: each handler is meant to be read beside its machine code.

#include "interpreter/dispatch.h"
#include "interpreter/interpreter.h"
#include "interpreter/property_caches.h"
#include "interpreter/slow_paths.h"
#include "vm/environment.h"
#include "vm/function.h"

namespace orrery::interpreter {

namespace {

using bytecode::OperandType;
using vm::CellKind;
using vm::Environment;
using vm::Executable;
using vm::FrameWords;
using vm::Function;

// Throwing
// ----------------------------------------------------------------------------------------------------

/// Goes on where the pending exception is handled, or leaves the interpreter with Thrown.
ORRERY_HANDLER [[gnu::noinline, gnu::cold]] static HandlerResult unwind(HANDLER_PARAMETERS) {
  const Unwound found = unwind_to_handler(*agent, pc, fp);
  fp = found.fp;
  pc = found.pc;
  acc = found.acc;
  data = found.data;
  if (pc == nullptr) LEAVE_INTERPRETER();
  DISPATCH();
}

// Slow paths
// --------------------------------------------------------------------------------------------------

template <Opcode opcode, bool is_wide, std::size_t index>
std::int64_t operand_or_zero(const std::uint8_t* pc) {
  if constexpr (bytecode::info(opcode).operands[index].type == OperandType::None) {
    return 0;
  } else {
    return operand<opcode, index, is_wide>(pc);
  }
}

template <Opcode opcode, bool is_wide>
Operands operands_at(const std::uint8_t* pc, Value* fp, FeedbackWord* data) {
  return Operands(fp, data, operand_or_zero<opcode, is_wide, 0>(pc), operand_or_zero<opcode, is_wide, 1>(pc),
                  operand_or_zero<opcode, is_wide, 2>(pc), operand_or_zero<opcode, is_wide, 3>(pc));
}

constexpr auto slow_path_of(Opcode opcode) {
  using Function = vm::Completion<Value> (*)(Agent&, const Operands&, Value);
  constexpr Function k_paths[] = {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) &SlowPaths::name,
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
  };
  return k_paths[static_cast<std::size_t>(opcode)];
}

/// Which operand of a conditional jump says where to.
constexpr std::size_t jump_operand(Opcode opcode) {
  const auto& operands = bytecode::info(opcode).operands;
  for (std::size_t i = 0; i < bytecode::k_max_operands; ++i) {
    if (operands[i].type == OperandType::Jump) return i;
  }
  return bytecode::k_max_operands;
}

/// The slow path of an instruction, and then the next one.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER [[gnu::noinline]] static HandlerResult slow(HANDLER_PARAMETERS) {
  agent->execution.pc = pc;
  agent->execution.fp = fp;
  const auto result = slow_path_of(k_opcode)(*agent, operands_at<k_opcode, k_is_wide>(pc, fp, data), acc);
  constexpr std::size_t k_jump = jump_operand(k_opcode);
  if (result.is_thrown()) [[unlikely]]
    GO_ON_WITH(unwind);
  if constexpr (k_jump == bytecode::k_max_operands) {
    acc = result.value();
    NEXT();
  } else {
    if (result.value().is_true()) JUMP_TO(k_jump);
    NEXT();
  }
}

// Values
// ------------------------------------------------------------------------------------------------------

HANDLER(LoadUndefined) {
  acc = Value::undefined();
  NEXT();
}
HANDLER(LoadNull) {
  acc = Value::null();
  NEXT();
}
HANDLER(LoadTrue) {
  acc = Value::boolean(true);
  NEXT();
}
HANDLER(LoadFalse) {
  acc = Value::boolean(false);
  NEXT();
}
HANDLER(LoadEmpty) {
  acc = Value::empty();
  NEXT();
}
HANDLER(LoadSmall) {
  acc = Value::int32(static_cast<std::int32_t>(OPERAND_AT(0)));
  NEXT();
}
HANDLER(LoadConstant) {
  acc = CONSTANT(0);
  NEXT();
}
HANDLER(LoadRegister) {
  acc = REGISTER(0);
  NEXT();
}
HANDLER(StoreRegister) {
  REGISTER(0) = acc;
  NEXT();
}
HANDLER(Move) {
  REGISTER(0) = REGISTER(1);
  NEXT();
}
HANDLER(LoadNewTarget) {
  acc = fp[FrameWords::k_new_target];
  NEXT();
}
HANDLER(LoadCallee) {
  acc = fp[FrameWords::k_callee];
  NEXT();
}

// Environments
// ------------------------------------------------------------------------------------------------

inline Function* callee_of(const Value* fp) {
  return static_cast<Function*>(fp[FrameWords::k_callee].as_object());
}

inline Environment* environment_at(Value environment, std::int64_t hops) {
  auto* found = static_cast<Environment*>(environment.as_cell());
  for (; hops > 0; --hops) found = found->outer();
  return found;
}

HANDLER(LoadCalleeEnvironment) {
  acc = Value::cell(callee_of(fp)->environment());
  NEXT();
}
HANDLER(LoadSlot) {
  acc = environment_at(REGISTER(0), OPERAND_AT(1))->slot(static_cast<std::uint32_t>(OPERAND_AT(2)));
  NEXT();
}
HANDLER(StoreSlot) {
  environment_at(REGISTER(0), OPERAND_AT(1))->set_slot(static_cast<std::uint32_t>(OPERAND_AT(2)), acc);
  NEXT();
}
HANDLER(LoadSlotChecked) {
  const Value value =
      environment_at(REGISTER(0), OPERAND_AT(1))->slot(static_cast<std::uint32_t>(OPERAND_AT(2)));
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}
HANDLER(StoreSlotChecked) {
  Environment* environment = environment_at(REGISTER(0), OPERAND_AT(1));
  const auto slot_index = static_cast<std::uint32_t>(OPERAND_AT(2));
  if (environment->slot(slot_index).is_empty()) [[unlikely]]
    SLOW();
  environment->set_slot(slot_index, acc);
  NEXT();
}
HANDLER(CheckInitialized) {
  if (acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(CheckThis) {
  if (acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(CheckThisIsEmpty) {
  if (!acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}

// Arithmetic
// --------------------------------------------------------------------------------------------------

/// What an operator has met, in its feedback word: bits, so that sites only ever learn.
constexpr FeedbackWord k_met_double = 1;

inline bool are_int32(Value a, Value b) {
  return (a.bits() & b.bits()) >= Value::k_number_tag;
}
inline bool are_numbers(Value a, Value b) {
  return a.is_number() && b.is_number();
}

#define ARITHMETIC(name, int_operation, double_operation)                      \
  HANDLER(name) {                                                              \
    const Value lhs = REGISTER(0);                                             \
    if (are_int32(lhs, acc)) [[likely]] {                                      \
      std::int32_t result;                                                     \
      if (int_operation(lhs.as_int32(), acc.as_int32(), &result)) [[unlikely]] \
        SLOW();                                                                \
      acc = Value::int32(result);                                              \
      NEXT();                                                                  \
    }                                                                          \
    if (!are_numbers(lhs, acc)) [[unlikely]]                                   \
      SLOW();                                                                  \
    *FEEDBACK(1) |= k_met_double;                                              \
    acc = Value::float64(lhs.as_number() double_operation acc.as_number());    \
    NEXT();                                                                    \
  }                                                                            \
  HANDLER(name##Small) {                                                       \
    const auto rhs = static_cast<std::int32_t>(OPERAND_AT(0));                 \
    if (acc.is_int32()) [[likely]] {                                           \
      std::int32_t result;                                                     \
      if (int_operation(acc.as_int32(), rhs, &result)) [[unlikely]]            \
        SLOW();                                                                \
      acc = Value::int32(result);                                              \
      NEXT();                                                                  \
    }                                                                          \
    if (!acc.is_number()) [[unlikely]]                                         \
      SLOW();                                                                  \
    *FEEDBACK(1) |= k_met_double;                                              \
    acc = Value::float64(acc.as_double() double_operation rhs);                \
    NEXT();                                                                    \
  }

/// Whether the product is no whole number of 32 bits: too large, or -0.
inline bool multiply_overflows(std::int32_t a, std::int32_t b, std::int32_t* result) {
  return __builtin_mul_overflow(a, b, result) || (*result == 0 && (a | b) < 0);
}

ARITHMETIC(Add, __builtin_add_overflow, +)
ARITHMETIC(Subtract, __builtin_sub_overflow, -)
ARITHMETIC(Multiply, multiply_overflows, *)

HANDLER(Divide) {
  const Value lhs = REGISTER(0);
  if (!are_numbers(lhs, acc)) [[unlikely]]
    SLOW();
  acc = Value::number(lhs.as_number() / acc.as_number());
  NEXT();
}
HANDLER(Remainder) {
  const Value lhs = REGISTER(0);
  if (!are_int32(lhs, acc) || lhs.as_int32() < 0 || acc.as_int32() <= 0) [[unlikely]]
    SLOW();
  acc = Value::int32(static_cast<std::int32_t>(static_cast<std::uint32_t>(lhs.as_int32()) %
                                               static_cast<std::uint32_t>(acc.as_int32())));
  NEXT();
}

#define BIT_OPERATION(name, expression)    \
  HANDLER(name) {                          \
    const Value lhs = REGISTER(0);         \
    if (!are_int32(lhs, acc)) [[unlikely]] \
      SLOW();                              \
    const std::int32_t a = lhs.as_int32(); \
    const std::int32_t b = acc.as_int32(); \
    acc = Value::int32(expression);        \
    NEXT();                                \
  }
#define BIT_OPERATION_SMALL(name, expression)                \
  HANDLER(name) {                                            \
    if (!acc.is_int32()) [[unlikely]]                        \
      SLOW();                                                \
    const std::int32_t a = acc.as_int32();                   \
    const auto b = static_cast<std::int32_t>(OPERAND_AT(0)); \
    acc = Value::int32(expression);                          \
    NEXT();                                                  \
  }

inline std::int32_t shift_left(std::int32_t a, std::int32_t b) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) << (b & 31));
}

BIT_OPERATION(BitAnd, a& b)
BIT_OPERATION(BitOr, a | b)
BIT_OPERATION(BitXor, a ^ b)
BIT_OPERATION(ShiftLeft, shift_left(a, b))
BIT_OPERATION(ShiftRight, a >> (b & 31))
BIT_OPERATION_SMALL(BitAndSmall, a& b)
BIT_OPERATION_SMALL(BitOrSmall, a | b)
BIT_OPERATION_SMALL(ShiftLeftSmall, shift_left(a, b))
BIT_OPERATION_SMALL(ShiftRightSmall, a >> (b & 31))

HANDLER(ShiftRightUnsigned) {
  const Value lhs = REGISTER(0);
  if (!are_int32(lhs, acc)) [[unlikely]]
    SLOW();
  acc = Value::number(static_cast<std::uint32_t>(lhs.as_int32()) >> (acc.as_int32() & 31));
  NEXT();
}
HANDLER(ShiftRightUnsignedSmall) {
  if (!acc.is_int32()) [[unlikely]]
    SLOW();
  acc = Value::number(static_cast<std::uint32_t>(acc.as_int32()) >> (OPERAND_AT(0) & 31));
  NEXT();
}

#define STEP(name, int_operation, double_operation)               \
  HANDLER(name) {                                                 \
    if (acc.is_int32()) [[likely]] {                              \
      std::int32_t result;                                        \
      if (int_operation(acc.as_int32(), 1, &result)) [[unlikely]] \
        SLOW();                                                   \
      acc = Value::int32(result);                                 \
      NEXT();                                                     \
    }                                                             \
    if (!acc.is_number()) [[unlikely]]                            \
      SLOW();                                                     \
    acc = Value::float64(acc.as_double() double_operation 1.0);   \
    NEXT();                                                       \
  }
STEP(Increment, __builtin_add_overflow, +)
STEP(Decrement, __builtin_sub_overflow, -)

HANDLER(Negate) {
  // 0 and the smallest number have no negative of 32 bits.
  if (!acc.is_int32() || (acc.as_int32() & 0x7fffffff) == 0) [[unlikely]]
    SLOW();
  acc = Value::int32(-acc.as_int32());
  NEXT();
}
HANDLER(BitNot) {
  if (!acc.is_int32()) [[unlikely]]
    SLOW();
  acc = Value::int32(~acc.as_int32());
  NEXT();
}
HANDLER(Not) {
  if (!acc.is_boolean()) [[unlikely]]
    SLOW();
  acc = Value::boolean(!acc.as_boolean());
  NEXT();
}
HANDLER(ToNumber) {
  if (!acc.is_number()) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(ToNumeric) {
  if (!acc.is_number()) [[unlikely]]
    SLOW();
  NEXT();
}

// Comparing
// ---------------------------------------------------------------------------------------------------

#define COMPARISON(name, operation)                                  \
  HANDLER(name) {                                                    \
    const Value lhs = REGISTER(0);                                   \
    if (are_int32(lhs, acc)) [[likely]] {                            \
      acc = Value::boolean(lhs.as_int32() operation acc.as_int32()); \
      NEXT();                                                        \
    }                                                                \
    if (!are_numbers(lhs, acc)) [[unlikely]]                         \
      SLOW();                                                        \
    acc = Value::boolean(lhs.as_number() operation acc.as_number()); \
    NEXT();                                                          \
  }
COMPARISON(Less, <)
COMPARISON(LessOrEqual, <=)
COMPARISON(Greater, >)
COMPARISON(GreaterOrEqual, >=)
COMPARISON(Equal, ==)
COMPARISON(NotEqual, !=)
COMPARISON(StrictEqual, ==)
COMPARISON(StrictNotEqual, !=)

#define COMPARING_JUMP(name, int_condition, double_condition)           \
  HANDLER(name) {                                                       \
    const Value lhs = REGISTER(0);                                      \
    if (are_int32(lhs, acc)) [[likely]] {                               \
      if (lhs.as_int32() int_condition acc.as_int32()) JUMP_TO(2);      \
      NEXT();                                                           \
    }                                                                   \
    if (!are_numbers(lhs, acc)) [[unlikely]]                            \
      SLOW();                                                           \
    if (double_condition(lhs.as_number(), acc.as_number())) JUMP_TO(2); \
    NEXT();                                                             \
  }
inline bool is_less(double a, double b) {
  return a < b;
}
inline bool is_less_or_equal(double a, double b) {
  return a <= b;
}
inline bool is_greater(double a, double b) {
  return a > b;
}
inline bool is_greater_or_equal(double a, double b) {
  return a >= b;
}
// Of NaN neither is true, nor the opposite.
inline bool is_not_less(double a, double b) {
  return !(a < b);
}
inline bool is_not_less_or_equal(double a, double b) {
  return !(a <= b);
}
inline bool is_not_greater(double a, double b) {
  return !(a > b);
}
inline bool is_not_greater_or_equal(double a, double b) {
  return !(a >= b);
}
inline bool is_equal(double a, double b) {
  return a == b;
}
inline bool is_not_equal(double a, double b) {
  return a != b;
}
COMPARING_JUMP(JumpIfLess, <, is_less)
COMPARING_JUMP(JumpIfLessOrEqual, <=, is_less_or_equal)
COMPARING_JUMP(JumpIfGreater, >, is_greater)
COMPARING_JUMP(JumpIfGreaterOrEqual, >=, is_greater_or_equal)
COMPARING_JUMP(JumpIfNotLess, >=, is_not_less)
COMPARING_JUMP(JumpIfNotLessOrEqual, >, is_not_less_or_equal)
COMPARING_JUMP(JumpIfNotGreater, <=, is_not_greater)
COMPARING_JUMP(JumpIfNotGreaterOrEqual, <, is_not_greater_or_equal)
COMPARING_JUMP(JumpIfStrictEqual, ==, is_equal)
COMPARING_JUMP(JumpIfStrictNotEqual, !=, is_not_equal)

// Jumps
// -------------------------------------------------------------------------------------------------------

HANDLER(Jump) {
  JUMP_TO(0);
}
HANDLER(JumpLoop) {
  if (agent->execution.must_poll()) [[unlikely]]
    SLOW();  // and then jumps
  JUMP_TO(0);
}
HANDLER(JumpIfTrue) {
  if (!acc.is_boolean()) [[unlikely]]
    SLOW();
  if (acc.as_boolean()) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfFalse) {
  if (!acc.is_boolean()) [[unlikely]]
    SLOW();
  if (!acc.as_boolean()) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfUndefined) {
  if (acc.is_undefined()) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfNotUndefined) {
  if (!acc.is_undefined()) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfNullish) {
  if (acc.is_nullish()) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfNotNullish) {
  if (!acc.is_nullish()) JUMP_TO(0);
  NEXT();
}

// Properties
// --------------------------------------------------------------------------------------------------

HANDLER(GetNamed) {
  const Value base = REGISTER(0);
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  if (!base.is_cell() || shape_word(base.as_cell()) != cache->shape) [[unlikely]]
    SLOW();
  if (cache->holder == nullptr) [[likely]] {
    acc = load_cached(base.as_cell(), cache->place);
    NEXT();
  }
  if (!cache->validity->is_valid()) [[unlikely]]
    SLOW();
  acc = load_cached(cache->holder, cache->place);
  NEXT();
}

HANDLER(SetNamed) {
  const Value base = REGISTER(0);
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  // Only stores to properties that are there already; adding one is the slow path's.
  if (!base.is_cell() || shape_word(base.as_cell()) != cache->shape) [[unlikely]]
    SLOW();
  store_cached(base.as_cell(), cache->place, acc);
  NEXT();
}

HANDLER(LoadGlobal) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell)) [[unlikely]]
    SLOW();
  const Value value = load_cached(cache->cell, cache->place);
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}

HANDLER(Wide) {
  ++pc;
  GO_ON_WITH(reinterpret_cast<Handler>(agent->execution.dispatch[vm::k_wide_dispatch + *pc]));
}

// Calls
// -------------------------------------------------------------------------------------------------------

/// Where a call of this interpreter goes on: the result is in acc, and pc and fp are the caller's again.
ORRERY_HANDLER static HandlerResult return_to_interpreter(HANDLER_PARAMETERS) {
  data = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->data();
  DISPATCH();
}

HANDLER(Call) {
  Value* const base = &REGISTER(0);
  Value* const frame = base + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!callee.is_cell_of(CellKind::Function)) [[unlikely]]
    SLOW();
  Executable* const executable = static_cast<Function*>(callee.as_object())->executable();
  if (!executable->can_enter_directly() ||
      frame + executable->register_count() > agent->execution.stack_limit) [[unlikely]]
    SLOW();
  const auto count = static_cast<std::uint32_t>(OPERAND_AT(1));
  frame[FrameWords::k_new_target] = Value::undefined();
  frame[FrameWords::k_executable] = Value::cell(executable);
  frame[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(fp));
  frame[FrameWords::k_arguments] = Value::from_bits(count);
  frame[FrameWords::k_return_pc] =
      Value::from_bits(reinterpret_cast<std::uint64_t>(pc + bytecode::info(k_opcode).size(k_is_wide)));
  frame[FrameWords::k_return_entry] =
      Value::from_bits(reinterpret_cast<std::uint64_t>(&return_to_interpreter));
  for (std::uint32_t i = count; i < executable->parameter_count(); ++i) frame[1 + i] = Value::undefined();
  fp = frame;
  pc = executable->code_start();
  data = executable->data();
  DISPATCH();
}

HANDLER(Return) {
  const auto entry = reinterpret_cast<Handler>(fp[FrameWords::k_return_entry].bits());
  pc = reinterpret_cast<const std::uint8_t*>(fp[FrameWords::k_return_pc].bits());
  fp = reinterpret_cast<Value*>(fp[FrameWords::k_caller].bits());
  GO_ON_WITH(entry);
}

}  // namespace

}  // namespace orrery::interpreter
