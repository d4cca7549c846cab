// The fast paths. Dense on purpose: each handler is meant to be read beside its machine code.
// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include "interpreter/calls.h"
#include "interpreter/dispatch.h"
#include "interpreter/interpreter.h"
#include "interpreter/property_caches.h"
#include "interpreter/slow_paths.h"
#include "interpreter/tracing.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"
#include "vm/objects/elements.h"

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
using vm::CellKind;
using vm::Elements;
using vm::ElementType;
using vm::Environment;
using vm::Executable;
using vm::FrameWords;
using vm::Function;
using vm::Object;
using vm::ObjectLayout;
using vm::PolymorphicCache;
using vm::TypedArray;

// Throwing --------------------------------------------------------------------------------------------------

/// Goes on where the pending exception is handled, or leaves the interpreter with Thrown.
[[gnu::noinline, gnu::cold]] ORRERY_HANDLER HandlerResult unwind(HANDLER_PARAMETERS) {
  const Unwound found = unwind_to_handler(*agent, pc, fp);
  fp = found.fp;
  pc = found.pc;
  acc = found.acc;
  data = found.data;
  if (pc == nullptr) LEAVE_INTERPRETER();
  DISPATCH();
}

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
  fp = agent->execution.fp;  // a new frame's; or moved, when tail calls need room
  if (result.is_thrown()) [[unlikely]]
    GO_ON_WITH(unwind);
  if constexpr (is_test(k_opcode)) {
    if (result.is_true()) JUMP_TO(k_jump);
    NEXT();
  } else {
    if (result.bits() == Control::k_enter) {
      fp[FrameWords::k_return_pc] =
          Value::from_bits(reinterpret_cast<std::uint64_t>(pc + k_size<k_opcode, k_is_wide>));
      const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
      pc = executable->code_start();
      data = executable->data();
      DISPATCH();
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

// Values ---------------------------------------------------------------------------------------------------

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
  // Generators and async functions have their Activation there, and no new.target.
  if (acc.is_cell_of(CellKind::Activation)) [[unlikely]]
    acc = Value::undefined();
  NEXT();
}
HANDLER(LoadCallee) {
  acc = fp[FrameWords::k_callee];
  NEXT();
}

/// Whether a write into the cell must tell the collector, which is the slow path's: it happens once for each
/// cell between two collections.
inline bool is_old(const gc::Cell* cell) {
  return cell->gc_state() == gc::GcState::Old;
}

// Environments ---------------------------------------------------------------------------------------------

inline Function* callee_of(const Value* fp) {
  return static_cast<Function*>(fp[FrameWords::k_callee].as_object());
}

inline Environment* environment_at(Value environment, std::int64_t hops) {
  auto* found = static_cast<Environment*>(environment.as_cell());
#pragma clang loop unroll(disable)
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
  Environment* environment = environment_at(REGISTER(0), OPERAND_AT(1));
  if (is_old(environment)) [[unlikely]]
    SLOW();
  environment->set_slot(static_cast<std::uint32_t>(OPERAND_AT(2)), acc);
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
  if (is_old(environment) || environment->slot(slot_index).is_empty()) [[unlikely]]
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

// Arithmetic -----------------------------------------------------------------------------------------------

/// What an operator has met, in its feedback word: bits, so that sites only ever learn.
constexpr FeedbackWord k_met_double = 1;

inline bool are_int32(Value a, Value b) {
  return (a.bits() & b.bits()) >= Value::k_number_tag;
}
inline bool are_numbers(Value a, Value b) {
  return a.is_number() && b.is_number();
}

#define ARITHMETIC(name, int_operation, double_operation)                           \
  HANDLER(name) {                                                                   \
    const Value lhs = REGISTER(0);                                                  \
    if (are_int32(lhs, acc)) [[likely]] {                                           \
      std::int32_t result;                                                          \
      if (int_operation(lhs.as_int32(), acc.as_int32(), &result)) [[unlikely]]      \
        SLOW();                                                                     \
      acc = Value::int32(result);                                                   \
      NEXT();                                                                       \
    }                                                                               \
    if (!are_numbers(lhs, acc)) [[unlikely]]                                        \
      SLOW();                                                                       \
    *FEEDBACK(1) |= k_met_double;                                                   \
    acc = Value::from_arithmetic(lhs.as_number() double_operation acc.as_number()); \
    NEXT();                                                                         \
  }                                                                                 \
  HANDLER(name##Small) {                                                            \
    const auto rhs = static_cast<std::int32_t>(OPERAND_AT(0));                      \
    if (acc.is_int32()) [[likely]] {                                                \
      std::int32_t result;                                                          \
      if (int_operation(acc.as_int32(), rhs, &result)) [[unlikely]]                 \
        SLOW();                                                                     \
      acc = Value::int32(result);                                                   \
      NEXT();                                                                       \
    }                                                                               \
    if (!acc.is_number()) [[unlikely]]                                              \
      SLOW();                                                                       \
    *FEEDBACK(1) |= k_met_double;                                                   \
    acc = Value::from_arithmetic(acc.as_double() double_operation rhs);             \
    NEXT();                                                                         \
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

#define STEP(name, int_operation, double_operation)                     \
  HANDLER(name) {                                                       \
    if (acc.is_int32()) [[likely]] {                                    \
      std::int32_t result;                                              \
      if (int_operation(acc.as_int32(), 1, &result)) [[unlikely]]       \
        SLOW();                                                         \
      acc = Value::int32(result);                                       \
      NEXT();                                                           \
    }                                                                   \
    if (!acc.is_number()) [[unlikely]]                                  \
      SLOW();                                                           \
    acc = Value::from_arithmetic(acc.as_double() double_operation 1.0); \
    NEXT();                                                             \
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

// Comparing ------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-toboolean where that is plain to see: of Booleans, undefined, null, small
/// whole numbers, and objects but one.
enum class Truth : std::uint8_t { False, True, Unknown };
inline Truth truth_of(Value value) {
  if (value.is_boolean()) return static_cast<Truth>(value.as_boolean());
  if (value.is_nullish()) return Truth::False;
  if (value.is_int32()) return static_cast<Truth>(value.as_int32() != 0);
  if (value.is_object() && !value.as_object()->has_flag(Object::k_is_html_dda)) return Truth::True;
  return Truth::Unknown;
}

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
#undef COMPARISON

/// https://tc39.es/ecma262/#sec-isstrictlyequal but of two numbers, and of strings or BigInts that are not
/// the same cell.
inline Truth are_strictly_equal(Value a, Value b) {
  if (a.is_number() || b.is_number()) return Truth::False;
  if (a.is_identical(b)) return Truth::True;
  if (!a.is_cell() || !b.is_cell() || a.is_object() || b.is_object()) return Truth::False;
  return Truth::Unknown;
}
/// What == says where one side is null or undefined, as it mostly is.
inline Truth are_loosely_equal(Value a, Value b) {
  if (!b.is_nullish()) return Truth::Unknown;
  if (a.is_nullish()) return Truth::True;
  if (!a.is_cell()) return Truth::False;
  return a.is_object() && a.as_object()->has_flag(Object::k_is_html_dda) ? Truth::Unknown : Truth::False;
}

#define EQUALITY(name, operation, truth_function, wanted)              \
  HANDLER(name) {                                                      \
    const Value lhs = REGISTER(0);                                     \
    if (are_numbers(lhs, acc)) {                                       \
      acc = Value::boolean(lhs.as_number() operation acc.as_number()); \
      NEXT();                                                          \
    }                                                                  \
    const Truth truth = truth_function(lhs, acc);                      \
    if (truth == Truth::Unknown) [[unlikely]]                          \
      SLOW();                                                          \
    acc = Value::boolean(truth == Truth::wanted);                      \
    NEXT();                                                            \
  }
EQUALITY(Equal, ==, are_loosely_equal, True)
EQUALITY(NotEqual, !=, are_loosely_equal, False)
EQUALITY(StrictEqual, ==, are_strictly_equal, True)
EQUALITY(StrictNotEqual, !=, are_strictly_equal, False)

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
COMPARING_JUMP(JumpIfLess, <, is_less)
COMPARING_JUMP(JumpIfLessOrEqual, <=, is_less_or_equal)
COMPARING_JUMP(JumpIfGreater, >, is_greater)
COMPARING_JUMP(JumpIfGreaterOrEqual, >=, is_greater_or_equal)
COMPARING_JUMP(JumpIfNotLess, >=, is_not_less)
COMPARING_JUMP(JumpIfNotLessOrEqual, >, is_not_less_or_equal)
COMPARING_JUMP(JumpIfNotGreater, <=, is_not_greater)
COMPARING_JUMP(JumpIfNotGreaterOrEqual, <, is_not_greater_or_equal)

#define STRICT_JUMP(name, operation, wanted)                     \
  HANDLER(name) {                                                \
    const Value lhs = REGISTER(0);                               \
    if (are_numbers(lhs, acc)) {                                 \
      if (lhs.as_number() operation acc.as_number()) JUMP_TO(2); \
      NEXT();                                                    \
    }                                                            \
    const Truth truth = are_strictly_equal(lhs, acc);            \
    if (truth == Truth::Unknown) [[unlikely]]                    \
      SLOW();                                                    \
    if (truth == Truth::wanted) JUMP_TO(2);                      \
    NEXT();                                                      \
  }
STRICT_JUMP(JumpIfStrictEqual, ==, True)
STRICT_JUMP(JumpIfStrictNotEqual, !=, False)

// Jumps ----------------------------------------------------------------------------------------------------

HANDLER(Jump) {
  JUMP_TO(0);
}
HANDLER(JumpLoop) {
  if (--agent->execution.polls_left < 0) [[unlikely]]
    SLOW();  // and then jumps
  JUMP_TO(0);
}
HANDLER(JumpIfTrue) {
  const Truth truth = truth_of(acc);
  if (truth == Truth::Unknown) [[unlikely]]
    SLOW();
  if (truth == Truth::True) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfFalse) {
  const Truth truth = truth_of(acc);
  if (truth == Truth::Unknown) [[unlikely]]
    SLOW();
  if (truth == Truth::False) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfEmpty) {
  if (acc.is_empty()) JUMP_TO(0);
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

/// Where the entry of a jump table leads, or behind the instruction if there is none.
[[gnu::noinline]] const std::uint8_t* find_table_target(const Value* fp, std::uint32_t table_index, Value acc,
                                                        const std::uint8_t* next) {
  const auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
  const auto& table = std::get<bytecode::JumpTable>(executable->code().constants[table_index]);
  if (!acc.is_int32()) return next;
  const auto entry = static_cast<std::size_t>(std::int64_t{acc.as_int32()} - table.first);
  if (entry >= table.targets.size() || table.targets[entry] == 0) return next;
  return executable->code_start() + table.targets[entry];
}
HANDLER(JumpByTable) {
  pc =
      find_table_target(fp, static_cast<std::uint32_t>(OPERAND_AT(0)), acc, pc + k_size<k_opcode, k_is_wide>);
  DISPATCH();
}

// Properties ------------------------------------------------------------------------------------------------

/// One of several shapes that a site has met, or the slow path.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult get_named_polymorphic(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  const gc::Cell* base = REGISTER(0).as_cell();
  const PolymorphicCache* others = cache->others;
  if (others == nullptr) SLOW();
  const gc::CompressedCell shape = shape_word(base);
  for (std::uint32_t i = 0; i < others->size(); ++i) {
    const PolymorphicCache::Entry& entry = others->entry(i);
    if (entry.shape != shape) continue;
    if (entry.holder == nullptr) {
      acc = load_cached(base, entry.place);
      NEXT();
    }
    if (!entry.validity->is_valid()) SLOW();
    acc = load_cached(entry.holder, base, entry.place);
    NEXT();
  }
  SLOW();
}

/// Where the conversion to whole numbers is one instruction.
inline bool is_in_int64(double number) {
  return number > -0x1p63 && number < 0x1p63;
}

HANDLER(GetNamed) {
  const Value base = REGISTER(0);
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  if (!base.is_cell()) [[unlikely]]
    SLOW();
  const gc::Cell* holder = base.as_cell();
  if (shape_word(holder) != cache->shape) [[unlikely]]
    GO_ON_WITH((get_named_polymorphic<k_opcode, k_is_wide>));
  if (cache->holder != nullptr) {
    if (!cache->validity->is_valid()) [[unlikely]]
      SLOW();
    holder = cache->holder;
  }
  acc = load_cached(holder, base.as_cell(), cache->place);
  NEXT();
}

inline void set_shape_word(gc::Cell* object, const gc::Cell* shape) {
  const gc::CompressedCell compressed = gc::compress(shape);
  std::memcpy(reinterpret_cast<char*>(object) + ObjectLayout::k_shape, &compressed, sizeof compressed);
}

/// Writes a property that is there, or adds one: `holder` is then the next shape.
#define STORE_CACHED(object, entry)                                                   \
  do {                                                                                \
    /* What is no cell needs no barrier. */                                           \
    const bool needs_barrier = acc.is_cell() || (entry).holder != nullptr;            \
    if (needs_barrier && is_old(object)) [[unlikely]]                                 \
      SLOW();                                                                         \
    if ((entry).place < 0) {                                                          \
      vm::Slots* slots = ObjectLayout::slots(static_cast<Object*>(object));           \
      if ((entry).holder != nullptr || (needs_barrier && is_old(slots))) [[unlikely]] \
        SLOW();                                                                       \
      slots->set(static_cast<std::uint32_t>(~(entry).place), acc);                    \
      NEXT();                                                                         \
    }                                                                                 \
    if ((entry).holder != nullptr) {                                                  \
      if ((entry).validity != nullptr && !(entry).validity->is_valid()) [[unlikely]]  \
        SLOW();                                                                       \
      set_shape_word(object, (entry).holder);                                         \
    }                                                                                 \
    *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + (entry).place) = acc; \
    NEXT();                                                                           \
  } while (false)

template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult set_named_polymorphic(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  gc::Cell* base = REGISTER(0).as_cell();
  const PolymorphicCache* others = cache->others;
  if (others == nullptr) SLOW();
  const gc::CompressedCell shape = shape_word(base);
  for (std::uint32_t i = 0; i < others->size(); ++i) {
    const PolymorphicCache::Entry& entry = others->entry(i);
    if (entry.shape == shape) STORE_CACHED(base, entry);
  }
  SLOW();
}

#define NAMED_STORE(name)                                                    \
  HANDLER(name) {                                                            \
    const Value base = REGISTER(0);                                          \
    const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2)); \
    if (!base.is_cell()) [[unlikely]]                                        \
      SLOW();                                                                \
    gc::Cell* object = base.as_cell();                                       \
    if (shape_word(object) != cache->shape) [[unlikely]]                     \
      GO_ON_WITH((set_named_polymorphic<k_opcode, k_is_wide>));              \
    STORE_CACHED(object, *cache);                                            \
  }
NAMED_STORE(SetNamed)
NAMED_STORE(DefineNamed)

/// Whether a cell's properties with array indices are its dense elements, if it has any there.
inline bool has_plain_elements(const gc::Cell* cell) {
  static_assert(static_cast<int>(CellKind::Array) == static_cast<int>(CellKind::Object) + 1 &&
                static_cast<int>(CellKind::Arguments) == static_cast<int>(CellKind::Object) + 2);
  return static_cast<std::uint8_t>(cell->raw_kind() - static_cast<std::uint8_t>(CellKind::Object)) <= 2;
}

/// Loads and stores of a typed array's elements. The index is an int32, and what is negative is no index.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult get_typed_element(HANDLER_PARAMETERS) {
  const gc::Cell* cell = REGISTER(0).as_cell();
  if (vm::kind_of(cell) != CellKind::TypedArray) [[unlikely]]
    SLOW();
  const auto* array = static_cast<const TypedArray*>(cell);
  const auto index = static_cast<std::uint64_t>(std::int64_t{acc.as_int32()});
  if (index >= array->cached_length()) [[unlikely]]
    SLOW();
  switch (array->element_type()) {
#define LOAD_ELEMENT(Name)                                              \
  case ElementType::Name: {                                             \
    using E = vm::Element<ElementType::Name>;                           \
    acc = E::to_value_fast(E::load(array->data() + index * E::k_size)); \
    NEXT();                                                             \
  }
    LOAD_ELEMENT(Int8)
    LOAD_ELEMENT(Uint8)
    LOAD_ELEMENT(Uint8Clamped)
    LOAD_ELEMENT(Int16)
    LOAD_ELEMENT(Uint16)
    LOAD_ELEMENT(Int32)
    LOAD_ELEMENT(Uint32)
    LOAD_ELEMENT(Float32)
    LOAD_ELEMENT(Float64)
#undef LOAD_ELEMENT
    default:  // what needs a call
      SLOW();
  }
}

template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult set_typed_element(HANDLER_PARAMETERS) {
  const gc::Cell* cell = REGISTER(0).as_cell();
  if (vm::kind_of(cell) != CellKind::TypedArray || !acc.is_number()) [[unlikely]]
    SLOW();
  const auto* array = static_cast<const TypedArray*>(cell);
  const auto index = static_cast<std::uint64_t>(std::int64_t{REGISTER(1).as_int32()});
  if (index >= array->cached_writable_length()) [[unlikely]]
    SLOW();
  switch (array->element_type()) {
#define STORE_ELEMENT(Name, condition, element)           \
  case ElementType::Name: {                               \
    using E = vm::Element<ElementType::Name>;             \
    if (!(condition)) [[unlikely]]                        \
      SLOW();                                             \
    E::store(array->data() + index * E::k_size, element); \
    NEXT();                                               \
  }
#define STORE_INTEGER(Name)                                                           \
  STORE_ELEMENT(Name, acc.is_int32() || is_in_int64(acc.as_double()),                 \
                static_cast<E::Storage>(acc.is_int32() ? std::int64_t{acc.as_int32()} \
                                                       : static_cast<std::int64_t>(acc.as_double())))
    STORE_INTEGER(Int8)
    STORE_INTEGER(Uint8)
    STORE_INTEGER(Int16)
    STORE_INTEGER(Uint16)
    STORE_INTEGER(Int32)
    STORE_INTEGER(Uint32)
    STORE_ELEMENT(Uint8Clamped, acc.is_int32(), E::from_int32(acc.as_int32()))
    STORE_ELEMENT(Float32, true, E::from_number(acc.as_number()))
    STORE_ELEMENT(Float64, true, E::from_number(acc.as_number()))
#undef STORE_INTEGER
#undef STORE_ELEMENT
    default:
      SLOW();
  }
}

HANDLER(GetElement) {
  const Value base = REGISTER(0);
  if (!base.is_cell() || !acc.is_int32()) [[unlikely]]
    SLOW();
  if (!has_plain_elements(base.as_cell())) GO_ON_WITH((get_typed_element<k_opcode, k_is_wide>));
  const Elements* elements = base.as_object()->elements();
  const auto index = static_cast<std::uint32_t>(acc.as_int32());
  if (elements == nullptr || index >= elements->length()) [[unlikely]]
    SLOW();
  const Value value = elements->get(index);
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}

HANDLER(SetElement) {
  const Value base = REGISTER(0);
  const Value key = REGISTER(1);
  if (!base.is_cell() || !key.is_int32()) [[unlikely]]
    SLOW();
  if (!has_plain_elements(base.as_cell())) GO_ON_WITH((set_typed_element<k_opcode, k_is_wide>));
  Elements* elements = base.as_object()->elements();
  const auto index = static_cast<std::uint32_t>(key.as_int32());
  if (elements == nullptr || index >= elements->length() || is_old(elements)) [[unlikely]]
    SLOW();
  if (elements->get(index).is_empty()) [[unlikely]]
    SLOW();
  elements->set(index, acc);
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

/// Lays a frame's header over a call's registers, and goes on in the function.
#define ENTER_FRAME(frame, executable, count, flags, return_entry)                                          \
  do {                                                                                                      \
    --agent->execution.polls_left;                                                                          \
    (frame)[FrameWords::k_executable] = Value::cell(executable);                                            \
    (frame)[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(fp));                  \
    (frame)[FrameWords::k_arguments] = Value::from_bits((count) | (flags));                                 \
    (frame)[FrameWords::k_return_pc] =                                                                      \
        Value::from_bits(reinterpret_cast<std::uint64_t>(pc + k_size<k_opcode, k_is_wide>));                \
    (frame)[FrameWords::k_return_entry] = Value::from_bits(reinterpret_cast<std::uint64_t>(&return_entry)); \
    _Pragma("clang loop vectorize(disable) unroll(disable)") for (std::uint32_t i = (count);                \
                                                                  i < (executable)->parameter_count();      \
                                                                  ++i) {                                    \
      (frame)[1 + i] = Value::undefined();                                                                  \
    }                                                                                                       \
    fp = (frame);                                                                                           \
    pc = (executable)->code_start();                                                                        \
    data = (executable)->data();                                                                            \
    DISPATCH();                                                                                             \
  } while (false)

/// What slow<Call> would do where a native function is called.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult call_native_function(HANDLER_PARAMETERS) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const auto* function = static_cast<vm::NativeFunction*>(frame[FrameWords::k_callee].as_object());
  if (function->tail_request() != vm::TailRequest::None) [[unlikely]]
    SLOW();
  agent->execution.pc = pc - (k_is_wide ? 1 : 0);
  agent->execution.fp = fp;
  acc = call_native(*agent, frame, static_cast<std::uint32_t>(OPERAND_AT(1))).value_or_thrown();
  if (acc.is_thrown()) [[unlikely]]
    GO_ON_WITH(unwind);
  NEXT();
}

HANDLER(Call) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!callee.is_cell_of(CellKind::Function)) [[unlikely]] {
    if (callee.is_cell_of(CellKind::NativeFunction)) GO_ON_WITH((call_native_function<k_opcode, k_is_wide>));
    SLOW();
  }
  Executable* const executable = static_cast<Function*>(callee.as_object())->executable();
  const auto count = static_cast<std::uint32_t>(OPERAND_AT(1));
  if (!executable->can_be_entered() || agent->execution.polls_left <= 0 ||
      frame + executable->register_count() + count > agent->execution.stack_limit) [[unlikely]]
    SLOW();
  frame[FrameWords::k_new_target] = Value::undefined();
  ENTER_FRAME(frame, executable, count, 0, return_to_bytecode);
}

/// Whether the function's instances have the shape that it remembers: its `prototype` is still that shape's.
inline bool has_instance_shape(const Function* function) {
  const vm::Shape* shape = function->instance_shape();
  if (shape == nullptr || function->shape()->is_dictionary()) return false;
  return ObjectLayout::slots(function)
      ->get(Function::k_prototype_slot)
      .is_identical(Value(shape->prototype()));
}

HANDLER(Construct) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!callee.is_cell_of(CellKind::Function) || !frame[FrameWords::k_new_target].is_identical(callee))
      [[unlikely]]
    SLOW();
  auto* const function = static_cast<Function*>(callee.as_object());
  Executable* const executable = function->executable();
  const auto count = static_cast<std::uint32_t>(OPERAND_AT(1));
  if (!executable->is_base_constructor() || !has_instance_shape(function) ||
      agent->execution.polls_left <= 0 ||
      frame + executable->register_count() + count > agent->execution.stack_limit) [[unlikely]]
    SLOW();
  vm::Shape* const shape = function->instance_shape();
  void* const memory =
      agent->heap().allocate_if_room(sizeof(Object) + shape->inline_capacity() * sizeof(Value));
  if (memory == nullptr) [[unlikely]]
    SLOW();
  frame[0] = Value(::new (memory) vm::OrdinaryObject(shape));
  constexpr std::uint64_t k_flags = std::uint64_t{static_cast<std::uint32_t>(vm::FrameFlags::Construct)}
                                    << 32;
  ENTER_FRAME(frame, executable, count, k_flags, return_of_construct);
}

HANDLER(Return) {
  GO_ON_WITH(vm::frame_address<Handler>(fp, FrameWords::k_return_entry));
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
  return first(pc, fp, acc, agent, data);
#else
  HandlerResult state = first(pc, fp, acc, agent, data);
  while (state.pc != nullptr) {
    const auto handler = reinterpret_cast<Handler>(agent->execution.dispatch[*state.pc]);
    state = handler(state.pc, state.fp, state.acc, agent, state.data);
  }
  return state.acc;
#endif
}

FeedbackWord* data_of(const Value* fp) {
  return static_cast<Executable*>(fp[FrameWords::k_executable].as_cell())->data();
}

}  // namespace

vm::Completion<Value> run_from(Agent& agent, Value* fp, const std::uint8_t* pc, Value acc) {
  const auto first = reinterpret_cast<Handler>(agent.execution.dispatch[*pc]);
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

void set_instruction_observer(Agent& agent, vm::InstructionObserver* observer) {
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
  agent.hooks().call = call;
  agent.hooks().construct = construct;
  agent.hooks().resume = resume;
}

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
