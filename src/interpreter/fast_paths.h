#pragma once

// The fast paths of instructions: HANDLER(Name) { … }. Dense on purpose: each is meant to be read beside its
// machine code. Included twice: by handlers.cpp, whose macros (dispatch.h) make the interpreter of them, and
// by jit/stencils.cpp, whose macros (jit/stencil_dispatch.h) make stencils.
//
// Whoever includes this has declared HandlerOf, which HANDLER() specializes.
// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>
#include <limits>
#include <optional>

#include "interpreter/calls.h"
#include "interpreter/environment_register.h"
#include "interpreter/jump_table.h"
#include "interpreter/met.h"
#include "interpreter/property_caches.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

namespace {

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
  acc = SMALL_AT(0);
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
  if (tag.is_cell_of(acc, CellKind::Activation)) [[unlikely]]
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

HANDLER(LoadCalleeEnvironment) {
  acc = Value::cell(callee_of(fp)->environment());
  NEXT();
}
HANDLER(LoadSlot) {
  acc = environment_at(REGISTER(0), OPERAND_AT(1))->slot(static_cast<std::uint32_t>(OPERAND_AT(2)));
  NEXT();
}
HANDLER(CreateEnvironment) {
  auto* const executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
  const auto scope = static_cast<std::uint32_t>(CONSTANT(2).as_int32());
  const std::uint32_t slots = executable->code().scopes[scope].slot_count;
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Environment) + slots * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  REGISTER(0) =
      Value::cell(::new (memory) Environment(environment_in(REGISTER(1)), executable, scope, slots));
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

#define ARITHMETIC(name, int_operation, double_operation)                              \
  HANDLER(name) {                                                                      \
    const Value lhs = REGISTER(0);                                                     \
    if (tag.are_int32(lhs, acc)) [[likely]] {                                          \
      std::int32_t result;                                                             \
      if (int_operation(lhs.as_int32(), acc.as_int32(), &result)) [[unlikely]]         \
        SLOW();                                                                        \
      acc = tag.int32(result);                                                         \
      NEXT();                                                                          \
    }                                                                                  \
    if (!tag.are_numbers(lhs, acc)) [[unlikely]]                                       \
      SLOW();                                                                          \
    *FEEDBACK(1) |= k_met_double;                                                      \
    acc = tag.from_arithmetic(tag.as_number(lhs) double_operation tag.as_number(acc)); \
    NEXT();                                                                            \
  }                                                                                    \
  HANDLER(name##Small) {                                                               \
    const auto rhs = static_cast<std::int32_t>(OPERAND_AT(0));                         \
    if (tag.is_int32(acc)) [[likely]] {                                                \
      std::int32_t result;                                                             \
      if (int_operation(acc.as_int32(), rhs, &result)) [[unlikely]]                    \
        SLOW();                                                                        \
      acc = tag.int32(result);                                                         \
      NEXT();                                                                          \
    }                                                                                  \
    if (!tag.is_number(acc)) [[unlikely]]                                              \
      SLOW();                                                                          \
    *FEEDBACK(1) |= k_met_double;                                                      \
    acc = tag.from_arithmetic(tag.as_double(acc) double_operation rhs);                \
    NEXT();                                                                            \
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
  if (!tag.are_numbers(lhs, acc)) [[unlikely]]
    SLOW();
  acc = Value::number(tag.as_number(lhs) / tag.as_number(acc));
  NEXT();
}
HANDLER(Remainder) {
  const Value lhs = REGISTER(0);
  if (!tag.are_int32(lhs, acc) || lhs.as_int32() < 0 || acc.as_int32() <= 0) [[unlikely]]
    SLOW();
  acc = tag.int32(static_cast<std::int32_t>(static_cast<std::uint32_t>(lhs.as_int32()) %
                                            static_cast<std::uint32_t>(acc.as_int32())));
  NEXT();
}

/// Where the conversion to whole numbers is one instruction.
inline bool is_in_int64(double number) {
  return number > -0x1p63 && number < 0x1p63;
}
/// Whether to_int32() can convert it.
inline bool has_int32(NumberTag tag, Value value) {
  return tag.is_int32(value) || (tag.is_number(value) && is_in_int64(tag.as_double(value)));
}
/// https://tc39.es/ecma262/#sec-toint32
inline std::int32_t to_int32(NumberTag tag, Value value) {
  return tag.is_int32(value) ? value.as_int32()
                             : static_cast<std::int32_t>(static_cast<std::int64_t>(tag.as_double(value)));
}

// Doubles have a part of their own, so that they are in nobody's way.
#define BIT_OPERATION(name, result)                                                      \
  template <Opcode k_opcode, bool k_is_wide>                                             \
  [[gnu::noinline]] ORRERY_HANDLER HandlerResult name##_of_doubles(HANDLER_PARAMETERS) { \
    if (!has_int32(tag, REGISTER(0)) || !has_int32(tag, acc)) [[unlikely]]               \
      SLOW();                                                                            \
    const std::int32_t a = to_int32(tag, REGISTER(0));                                   \
    const std::int32_t b = to_int32(tag, acc);                                           \
    acc = result;                                                                        \
    NEXT();                                                                              \
  }                                                                                      \
  HANDLER(name) {                                                                        \
    const Value lhs = REGISTER(0);                                                       \
    if (!tag.are_int32(lhs, acc)) [[unlikely]]                                           \
      GO_ON_WITH((name##_of_doubles<k_opcode, k_is_wide>));                              \
    const std::int32_t a = lhs.as_int32();                                               \
    const std::int32_t b = acc.as_int32();                                               \
    acc = result;                                                                        \
    NEXT();                                                                              \
  }
#define BIT_OPERATION_SMALL(name, result)                                               \
  template <Opcode k_opcode, bool k_is_wide>                                            \
  [[gnu::noinline]] ORRERY_HANDLER HandlerResult name##_of_double(HANDLER_PARAMETERS) { \
    if (!has_int32(tag, acc)) [[unlikely]]                                              \
      SLOW();                                                                           \
    const std::int32_t a = to_int32(tag, acc);                                          \
    const auto b = static_cast<std::int32_t>(OPERAND_AT(0));                            \
    acc = result;                                                                       \
    NEXT();                                                                             \
  }                                                                                     \
  HANDLER(name) {                                                                       \
    if (!tag.is_int32(acc)) [[unlikely]]                                                \
      GO_ON_WITH((name##_of_double<k_opcode, k_is_wide>));                              \
    const std::int32_t a = acc.as_int32();                                              \
    const auto b = static_cast<std::int32_t>(OPERAND_AT(0));                            \
    acc = result;                                                                       \
    NEXT();                                                                             \
  }

inline Value shift_left(NumberTag tag, std::int32_t a, std::int32_t b) {
  return tag.int32(static_cast<std::int32_t>(static_cast<std::uint32_t>(a) << (b & 31)));
}
inline Value shift_right_unsigned(NumberTag tag, std::int32_t a, std::int32_t b) {
  return tag.number(static_cast<std::uint32_t>(a) >> (b & 31));
}

BIT_OPERATION(BitAnd, tag.int32(a& b))
BIT_OPERATION(BitOr, tag.int32(a | b))
BIT_OPERATION(BitXor, tag.int32(a ^ b))
BIT_OPERATION(ShiftLeft, shift_left(tag, a, b))
BIT_OPERATION(ShiftRight, tag.int32(a >> (b & 31)))
BIT_OPERATION(ShiftRightUnsigned, shift_right_unsigned(tag, a, b))
BIT_OPERATION_SMALL(BitAndSmall, tag.int32(a& b))
BIT_OPERATION_SMALL(BitOrSmall, tag.int32(a | b))
BIT_OPERATION_SMALL(ShiftLeftSmall, shift_left(tag, a, b))
BIT_OPERATION_SMALL(ShiftRightSmall, tag.int32(a >> (b & 31)))
BIT_OPERATION_SMALL(ShiftRightUnsignedSmall, shift_right_unsigned(tag, a, b))

#define STEP(name, int_operation, double_operation)                     \
  HANDLER(name) {                                                       \
    if (tag.is_int32(acc)) [[likely]] {                                 \
      std::int32_t result;                                              \
      if (int_operation(acc.as_int32(), 1, &result)) [[unlikely]]       \
        SLOW();                                                         \
      acc = tag.int32(result);                                          \
      NEXT();                                                           \
    }                                                                   \
    if (!tag.is_number(acc)) [[unlikely]]                               \
      SLOW();                                                           \
    acc = tag.from_arithmetic(tag.as_double(acc) double_operation 1.0); \
    NEXT();                                                             \
  }
STEP(Increment, __builtin_add_overflow, +)
STEP(Decrement, __builtin_sub_overflow, -)

HANDLER(Negate) {
  if (!tag.is_number(acc)) [[unlikely]]
    SLOW();
  // 0 and the smallest number have no negative of 32 bits.
  if (tag.is_int32(acc) && (acc.as_int32() & 0x7fffffff) != 0) [[likely]] {
    acc = tag.int32(-acc.as_int32());
  } else {
    acc = tag.from_arithmetic(-tag.as_number(acc));
  }
  NEXT();
}
HANDLER(BitNot) {
  if (!has_int32(tag, acc)) [[unlikely]]
    SLOW();
  acc = tag.int32(~to_int32(tag, acc));
  NEXT();
}
HANDLER(ToNumber) {
  if (!tag.is_number(acc)) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(ToNumeric) {
  if (!tag.is_number(acc)) [[unlikely]]
    SLOW();
  NEXT();
}
/// Small whole numbers stand for keys as they are.
HANDLER(ToPropertyKey) {
  if (!tag.is_int32(acc) && !(tag.is_string(acc) && acc.as_string()->is_atom())) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(ToThis) {
  if (!tag.is_object(acc)) [[unlikely]]
    SLOW();
  NEXT();
}

// Comparing ------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-toboolean where that is plain to see: of all but BigInts, symbols and the one
/// object that is false.
enum class Truth : std::uint8_t { False, True, Unknown };
inline Truth truth_of(NumberTag tag, Value value) {
  if (value.is_boolean()) return static_cast<Truth>(value.as_boolean());
  if (value.is_nullish()) return Truth::False;
  if (tag.is_int32(value)) return static_cast<Truth>(value.as_int32() != 0);
  if (tag.is_object(value) && !value.as_object()->has_flag(Object::k_is_html_dda)) return Truth::True;
  if (tag.is_string(value)) return static_cast<Truth>(!value.as_string()->is_empty());
  if (tag.is_number(value)) return static_cast<Truth>(tag.as_number(value) < 0 || tag.as_number(value) > 0);
  return Truth::Unknown;
}

HANDLER(Not) {
  const Truth truth = truth_of(tag, acc);
  if (truth == Truth::Unknown) [[unlikely]]
    SLOW();
  acc = Value::boolean(truth == Truth::False);
  NEXT();
}

#define COMPARISON(name, operation)                                        \
  HANDLER(name) {                                                          \
    const Value lhs = REGISTER(0);                                         \
    if (tag.are_int32(lhs, acc)) [[likely]] {                              \
      acc = Value::boolean(lhs.as_int32() operation acc.as_int32());       \
      NEXT();                                                              \
    }                                                                      \
    if (!tag.are_numbers(lhs, acc)) [[unlikely]]                           \
      SLOW();                                                              \
    acc = Value::boolean(tag.as_number(lhs) operation tag.as_number(acc)); \
    NEXT();                                                                \
  }
COMPARISON(Less, <)
COMPARISON(LessOrEqual, <=)
COMPARISON(Greater, >)
COMPARISON(GreaterOrEqual, >=)
#undef COMPARISON

/// Of two strings that are not the same cell: what can be said without their characters.
inline Truth are_equal(const vm::String* a, const vm::String* b) {
  const bool are_different = a->length() != b->length() || (a->is_atom() && b->is_atom());
  return are_different ? Truth::False : Truth::Unknown;
}
/// https://tc39.es/ecma262/#sec-isstrictlyequal but of two numbers, of BigInts and of strings whose
/// characters decide.
inline Truth are_strictly_equal(NumberTag tag, Value a, Value b) {
  if (tag.is_number(a) || tag.is_number(b)) return Truth::False;
  if (a.is_identical(b)) return Truth::True;
  if (tag.is_string(a) && tag.is_string(b)) return are_equal(a.as_string(), b.as_string());
  return tag.is_bigint(a) && tag.is_bigint(b) ? Truth::Unknown : Truth::False;
}
/// What == says of two values of one type, and where the second is null or undefined, as it mostly is.
inline Truth are_loosely_equal(NumberTag tag, Value a, Value b) {
  if (!b.is_nullish()) {
    const bool are_objects = tag.is_object(a) && tag.is_object(b);
    if (are_objects || (a.is_boolean() && b.is_boolean())) return static_cast<Truth>(a.is_identical(b));
    if (!tag.is_string(a) || !tag.is_string(b)) return Truth::Unknown;
    return a.is_identical(b) ? Truth::True : are_equal(a.as_string(), b.as_string());
  }
  if (a.is_nullish()) return Truth::True;
  if (!tag.is_cell(a)) return Truth::False;
  return tag.is_object(a) && a.as_object()->has_flag(Object::k_is_html_dda) ? Truth::Unknown : Truth::False;
}

#define EQUALITY(name, operation, truth_function, wanted)                    \
  HANDLER(name) {                                                            \
    const Value lhs = REGISTER(0);                                           \
    if (tag.are_int32(lhs, acc)) [[likely]] {                                \
      acc = Value::boolean(lhs.as_int32() operation acc.as_int32());         \
      NEXT();                                                                \
    }                                                                        \
    if (tag.are_numbers(lhs, acc)) {                                         \
      acc = Value::boolean(tag.as_number(lhs) operation tag.as_number(acc)); \
      NEXT();                                                                \
    }                                                                        \
    const Truth truth = truth_function(tag, lhs, acc);                       \
    if (truth == Truth::Unknown) [[unlikely]]                                \
      SLOW();                                                                \
    acc = Value::boolean(truth == Truth::wanted);                            \
    NEXT();                                                                  \
  }
EQUALITY(Equal, ==, are_loosely_equal, True)
EQUALITY(NotEqual, !=, are_loosely_equal, False)
EQUALITY(StrictEqual, ==, are_strictly_equal, True)
EQUALITY(StrictNotEqual, !=, are_strictly_equal, False)

#define COMPARING_JUMP(name, int_condition, double_condition)                 \
  HANDLER(name) {                                                             \
    const Value lhs = REGISTER(0);                                            \
    if (tag.are_int32(lhs, acc)) [[likely]] {                                 \
      if (lhs.as_int32() int_condition acc.as_int32()) JUMP_TO(2);            \
      NEXT();                                                                 \
    }                                                                         \
    if (!tag.are_numbers(lhs, acc)) [[unlikely]]                              \
      SLOW();                                                                 \
    *FEEDBACK(1) |= k_met_double;                                             \
    if (double_condition(tag.as_number(lhs), tag.as_number(acc))) JUMP_TO(2); \
    NEXT();                                                                   \
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

#define STRICT_JUMP(name, operation, wanted)                           \
  HANDLER(name) {                                                      \
    const Value lhs = REGISTER(0);                                     \
    if (tag.are_int32(lhs, acc)) [[likely]] {                          \
      if (lhs.as_int32() operation acc.as_int32()) JUMP_TO(2);         \
      NEXT();                                                          \
    }                                                                  \
    if (tag.are_numbers(lhs, acc)) {                                   \
      if (tag.as_number(lhs) operation tag.as_number(acc)) JUMP_TO(2); \
      NEXT();                                                          \
    }                                                                  \
    const Truth truth = are_strictly_equal(tag, lhs, acc);             \
    if (truth == Truth::Unknown) [[unlikely]]                          \
      SLOW();                                                          \
    if (truth == Truth::wanted) JUMP_TO(2);                            \
    NEXT();                                                            \
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
  const Truth truth = truth_of(tag, acc);
  if (truth == Truth::Unknown) [[unlikely]]
    SLOW();
  if (truth == Truth::True) JUMP_TO(0);
  NEXT();
}
HANDLER(JumpIfFalse) {
  const Truth truth = truth_of(tag, acc);
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

HANDLER(JumpByTable) {
  const std::uint8_t* const target =
      find_table_target(fp, static_cast<std::uint32_t>(OPERAND_AT(0)), acc, NEXT_PC());
  tag = NumberTag();
  JUMP_TO_PC(target);
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

/// What is not in an inline slot of the object itself: a prototype's, out of line, a length.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult get_named_elsewhere(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  const gc::Cell* const base = REGISTER(0).as_cell();
  const gc::Cell* holder = base;
  if (cache->holder != nullptr) [[likely]] {
    if (!cache->validity->is_valid()) [[unlikely]]
      SLOW();
    holder = cache->holder;
  }
  acc = load_cached(holder, base, cache->place);
  NEXT();
}

HANDLER(GetNamed) {
  const Value base = REGISTER(0);
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  if (!tag.is_cell(base)) [[unlikely]]
    SLOW();
  if (shape_word(base.as_cell()) != cache->shape) [[unlikely]]
    GO_ON_WITH((get_named_polymorphic<k_opcode, k_is_wide>));
  if (cache->holder != nullptr || cache->place < 0) [[unlikely]]
    GO_ON_WITH((get_named_elsewhere<k_opcode, k_is_wide>));
  acc = load_inline(base.as_cell(), cache->place);
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
    const bool needs_barrier = tag.is_cell(acc) || (entry).holder != nullptr;         \
    if (needs_barrier && is_old(object)) [[unlikely]]                                 \
      SLOW();                                                                         \
    if ((entry).place < 0) {                                                          \
      vm::Slots* slots = ObjectLayout::slots(static_cast<Object*>(object));           \
      if ((entry).holder != nullptr || (needs_barrier && is_old(slots))) [[unlikely]] \
        SLOW();                                                                       \
      slots->set_without_barrier(static_cast<std::uint32_t>(~(entry).place), acc);    \
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

/// To what is not in an inline slot: a new property, one out of line.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult set_named_elsewhere(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  gc::Cell* const object = REGISTER(0).as_cell();
  STORE_CACHED(object, *cache);
}

#define NAMED_STORE(name)                                                            \
  HANDLER(name) {                                                                    \
    const Value base = REGISTER(0);                                                  \
    const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));         \
    if (!tag.is_cell(base)) [[unlikely]]                                             \
      SLOW();                                                                        \
    gc::Cell* const object = base.as_cell();                                         \
    if (shape_word(object) != cache->shape) [[unlikely]]                             \
      GO_ON_WITH((set_named_polymorphic<k_opcode, k_is_wide>));                      \
    if (cache->holder != nullptr || cache->place < 0) [[unlikely]]                   \
      GO_ON_WITH((set_named_elsewhere<k_opcode, k_is_wide>));                        \
    if (tag.is_cell(acc) && is_old(object)) [[unlikely]]                             \
      SLOW();                                                                        \
    *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + cache->place) = acc; \
    NEXT();                                                                          \
  }
NAMED_STORE(SetNamed)
NAMED_STORE(DefineNamed)

/// Whether a cell's properties with array indices are its dense elements, if it has any there.
inline bool has_plain_elements(const gc::Cell* cell) {
  static_assert(static_cast<int>(CellKind::Array) == static_cast<int>(CellKind::Object) + 1 &&
                static_cast<int>(CellKind::Arguments) == static_cast<int>(CellKind::Object) + 2);
  return static_cast<std::uint8_t>(cell->raw_kind() - static_cast<std::uint8_t>(CellKind::Object)) <= 2;
}

/// The value of an element that is no BigInt.
template <typename E>
inline Value value_of_element(NumberTag tag, typename E::Storage element) {
  if constexpr (E::k_is_float) {
    double number = element;
    if (number != number) [[unlikely]]
      number = std::numeric_limits<double>::quiet_NaN();
    return tag.from_arithmetic(number);
  } else if constexpr (E::k_type == ElementType::Uint32) {
    return tag.number(element);
  } else {
    return tag.int32(element);
  }
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
#define LOAD_ELEMENT(Name)                                                      \
  case ElementType::Name: {                                                     \
    using E = vm::Element<ElementType::Name>;                                   \
    *FEEDBACK(1) |= met_elements(ElementType::Name);                            \
    acc = value_of_element<E>(tag, E::load(array->data() + index * E::k_size)); \
    NEXT();                                                                     \
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
  if (vm::kind_of(cell) != CellKind::TypedArray || !tag.is_number(acc)) [[unlikely]]
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
    *FEEDBACK(2) |= met_elements(ElementType::Name);      \
    E::store(array->data() + index * E::k_size, element); \
    NEXT();                                               \
  }
#define STORE_INTEGER(Name)                                                              \
  STORE_ELEMENT(Name, tag.is_int32(acc) || is_in_int64(tag.as_double(acc)),              \
                static_cast<E::Storage>(tag.is_int32(acc) ? std::int64_t{acc.as_int32()} \
                                                          : static_cast<std::int64_t>(tag.as_double(acc))))
    STORE_INTEGER(Int8)
    STORE_INTEGER(Uint8)
    STORE_INTEGER(Int16)
    STORE_INTEGER(Uint16)
    STORE_INTEGER(Int32)
    STORE_INTEGER(Uint32)
    STORE_ELEMENT(Uint8Clamped, tag.is_int32(acc), E::from_int32(acc.as_int32()))
    STORE_ELEMENT(Float32, true, E::from_number(tag.as_number(acc)))
    STORE_ELEMENT(Float64, true, E::from_number(tag.as_number(acc)))
#undef STORE_INTEGER
#undef STORE_ELEMENT
    default:
      SLOW();
  }
}

HANDLER(GetElement) {
  const Value base = REGISTER(0);
  if (!tag.is_cell(base) || !tag.is_int32(acc)) [[unlikely]]
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
  if (!tag.is_cell(base) || !tag.is_int32(key)) [[unlikely]]
    SLOW();
  if (!has_plain_elements(base.as_cell())) GO_ON_WITH((set_typed_element<k_opcode, k_is_wide>));
  Elements* elements = base.as_object()->elements();
  const auto index = static_cast<std::uint32_t>(key.as_int32());
  if (elements == nullptr || index >= elements->length() || (tag.is_cell(acc) && is_old(elements)))
      [[unlikely]]
    SLOW();
  if (elements->get(index).is_empty()) [[unlikely]]
    SLOW();
  elements->set_without_barrier(index, acc);
  NEXT();
}

HANDLER(AppendElement) {
  if (!tag.is_cell_of(REGISTER(0), CellKind::Array)) [[unlikely]]
    SLOW();
  auto* const array = static_cast<vm::Array*>(REGISTER(0).as_object());
  Elements* const elements = array->elements();
  if (elements == nullptr || elements->length() == elements->capacity() ||
      elements->length() != array->length() || array->has_flag(Object::k_has_holes) || acc.is_empty() ||
      (tag.is_cell(acc) && is_old(elements))) [[unlikely]]
    SLOW();
  elements->append_without_barrier(acc);
  array->set_length_of_plain(elements->length());
  NEXT();
}

/// The shape of what the site makes: the slow path, which knows it, leaves it there.
inline vm::Shape* shape_of_site(FeedbackWord word) {
  return reinterpret_cast<vm::Shape*>(word);  // NOLINT(performance-no-int-to-ptr): a word of feedback
}

HANDLER(CreateObject) {
  vm::Shape* const shape = shape_of_site(*FEEDBACK(1));
  if (shape == nullptr) [[unlikely]]
    SLOW();
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Object) + shape->inline_capacity() * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  acc = Value(::new (memory) vm::OrdinaryObject(shape));
  NEXT();
}

HANDLER(CreateArray) {
  vm::Shape* const shape = shape_of_site(*FEEDBACK(1));
  if (shape == nullptr || OPERAND_AT(0) != 0) [[unlikely]]
    SLOW();
  void* const memory = ALLOCATE_IF_ROOM(sizeof(vm::Array));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  acc = Value(::new (memory) vm::Array(shape, 0));
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

/// The slow path has made sure that it may be written.
HANDLER(StoreGlobal) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell)) [[unlikely]]
    SLOW();
  if (load_cached(cache->cell, cache->place).is_empty()) [[unlikely]]
    SLOW();
  if (cache->place < 0) {
    vm::Slots* const slots = ObjectLayout::slots(cache->cell);
    if (tag.is_cell(acc) && is_old(slots)) [[unlikely]]
      SLOW();
    slots->set_without_barrier(static_cast<std::uint32_t>(~cache->place), acc);
    NEXT();
  }
  if (tag.is_cell(acc) && is_old(cache->cell)) [[unlikely]]
    SLOW();
  *reinterpret_cast<Value*>(reinterpret_cast<char*>(cache->cell) + cache->place) = acc;
  NEXT();
}

// Calls -----------------------------------------------------------------------------------------------------

/// Lays a frame's header over a call's registers, and goes on in the function.
#define ENTER_FRAME(frame, executable, count, flags, of_call)                                          \
  do {                                                                                                 \
    --agent->execution.polls_left;                                                                     \
    (frame)[FrameWords::k_executable] = Value::cell(executable);                                       \
    (frame)[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(fp));             \
    (frame)[FrameWords::k_arguments] = Value::from_bits((count) | (flags));                            \
    (frame)[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(NEXT_PC()));   \
    (frame)[FrameWords::k_return_entry] = RETURN_ENTRY(of_call);                                       \
    _Pragma("clang loop vectorize(disable) unroll(disable)") for (std::uint32_t i = (count);           \
                                                                  i < (executable)->parameter_count(); \
                                                                  ++i) {                               \
      (frame)[1 + i] = Value::undefined();                                                             \
    }                                                                                                  \
    fp = (frame);                                                                                      \
    ENTER(executable);                                                                                 \
  } while (false)

/// What slow<Call> would do where a native function is called.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult call_native_function(HANDLER_PARAMETERS) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const auto* function = static_cast<vm::NativeFunction*>(frame[FrameWords::k_callee].as_object());
  if (function->tail_request() != vm::TailRequest::None) [[unlikely]] {
    const std::optional<std::uint32_t> count =
        try_replace_by_target(*agent, frame, static_cast<std::uint32_t>(OPERAND_AT(1)));
    tag = NumberTag();
    if (!count) SLOW();
    Executable* const executable =
        static_cast<Function*>(frame[FrameWords::k_callee].as_object())->executable();
    ENTER_FRAME(frame, executable, *count, 0, return_to_bytecode);
  }
  agent->execution.pc = CURRENT_PC();
  agent->execution.fp = fp;
  acc = call_native(*agent, frame, static_cast<std::uint32_t>(OPERAND_AT(1))).value_or_thrown();
  tag = NumberTag();
  if (acc.is_thrown()) [[unlikely]]
    UNWIND();
  GO_ON_AFTER_NATIVE_CALL();
}

HANDLER(Call) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!tag.is_cell_of(callee, CellKind::Function)) [[unlikely]] {
    if (tag.is_cell_of(callee, CellKind::NativeFunction))
      GO_ON_WITH((call_native_function<k_opcode, k_is_wide>));
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

/// The property `prototype` of a function that has had instances, or empty.
inline Value prototype_of_instances(const Function* function) {
  if (function->instance_shape() == nullptr || function->shape()->is_dictionary()) return Value::empty();
  return ObjectLayout::slots(function)->get(Function::k_prototype_slot);
}

/// Whether the function's instances have the shape that it remembers: its `prototype` is still that shape's.
inline bool has_instance_shape(const Function* function) {
  const Value prototype = prototype_of_instances(function);
  return !prototype.is_empty() && prototype.is_identical(Value(function->instance_shape()->prototype()));
}

HANDLER(Construct) {
  Value* const frame = &REGISTER(0) + bytecode::k_this_in_call;
  const Value callee = frame[FrameWords::k_callee];
  if (!tag.is_cell_of(callee, CellKind::Function) || !frame[FrameWords::k_new_target].is_identical(callee))
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
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Object) + shape->inline_capacity() * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  frame[0] = Value(::new (memory) vm::OrdinaryObject(shape));
  constexpr std::uint64_t k_flags = std::uint64_t{static_cast<std::uint32_t>(vm::FrameFlags::Construct)}
                                    << 32;
  ENTER_FRAME(frame, executable, count, k_flags, return_of_construct);
}

/// OrdinaryHasInstance of what its slow path has met.
HANDLER(InstanceOf) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(1));
  if (!tag.is_cell_of(acc, CellKind::Function) || shape_word(acc.as_cell()) != cache->shape ||
      cache->place != k_ordinary_instance_test || !cache->validity->is_valid()) [[unlikely]]
    SLOW();
  const Value prototype = prototype_of_instances(static_cast<const Function*>(acc.as_object()));
  if (!tag.is_object(prototype)) [[unlikely]]
    SLOW();
  const Value value = REGISTER(0);
  const Object* object = tag.is_object(value) ? value.as_object() : nullptr;
  // Proxies may be above themselves, and who is to be ended must get away from long chains.
  for (std::uint32_t steps_left = 16; object != nullptr; --steps_left) {
    if (steps_left == 0 || object->kind() == CellKind::Proxy) [[unlikely]]
      SLOW();
    object = object->prototype();
    if (object == prototype.as_object()) break;
  }
  acc = Value::boolean(object != nullptr);
  NEXT();
}

HANDLER(Return) {
  GO_ON_WITH(vm::frame_address<Handler>(fp, FrameWords::k_return_entry));
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
