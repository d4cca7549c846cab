#pragma once

// Fast paths (fast_paths.h) of jumps.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>

#include "interpreter/fast/operators.h"
#include "interpreter/jump_table.h"
#include "interpreter/met.h"

namespace orrery::interpreter {

namespace {

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

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
