#pragma once

// Fast paths (fast_paths.h) of operators and conversions.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>

#include "interpreter/dispatch.h"
#include "interpreter/met.h"
#include "vm/objects/object.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

namespace {

using vm::Object;

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

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
