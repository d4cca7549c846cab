// Operators and conversions, where their handlers have no fast path.

#include "interpreter/property_caches.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::BigInt;
using vm::Completion;
using vm::Thrown;
using vm::Value;

namespace {

/// An operator on numbers and the one on BigInts that goes with it.
struct NumericOperation {
  Value (*on_numbers)(double, double);
  Completion<BigInt*> (*on_bigints)(Agent&, BigInt*, BigInt*);
};

/// https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator from step 2 on
template <NumericOperation operation>
Completion<Value> apply_numeric(Agent& agent, Value lhs, Value rhs) {
  const Value left = TRY(vm::to_numeric(agent, lhs));
  const Value right = TRY(vm::to_numeric(agent, rhs));
  if (left.is_number() && right.is_number()) return operation.on_numbers(left.as_number(), right.as_number());
  if (!left.is_bigint() || !right.is_bigint())
    return agent.throw_type_error("Cannot mix BigInt and other types, use explicit conversions");
  return operation.on_bigints(agent, left.as_bigint(), right.as_bigint());
}

/// The same, of + alone: step 1
Completion<Value> add(Agent& agent, Value lhs, Value rhs) {
  constexpr NumericOperation k_add{[](double a, double b) { return Value::number(a + b); }, vm::bigint_add};
  const Value left = TRY(vm::to_primitive(agent, lhs));
  const Value right = TRY(vm::to_primitive(agent, rhs));
  if (!left.is_string() && !right.is_string()) return apply_numeric<k_add>(agent, left, right);
  vm::String* const left_string = TRY(vm::to_string(agent, left));
  vm::String* const right_string = TRY(vm::to_string(agent, right));
  return vm::concatenate(agent, left_string, right_string);
}

std::int32_t int32_of(double number) {
  return vm::to_int32(number);
}
std::uint32_t uint32_of(double number) {
  return static_cast<std::uint32_t>(vm::to_int32(number));
}

constexpr NumericOperation k_subtract{[](double a, double b) { return Value::number(a - b); },
                                      vm::bigint_subtract};
constexpr NumericOperation k_multiply{[](double a, double b) { return Value::number(a * b); },
                                      vm::bigint_multiply};
constexpr NumericOperation k_divide{[](double a, double b) { return Value::number(a / b); },
                                    vm::bigint_divide};
constexpr NumericOperation k_remainder{
    [](double a, double b) { return Value::number(vm::number_remainder(a, b)); }, vm::bigint_remainder};
constexpr NumericOperation k_exponentiate{
    [](double a, double b) { return Value::number(vm::number_exponentiate(a, b)); }, vm::bigint_exponentiate};
constexpr NumericOperation k_bit_and{
    [](double a, double b) { return Value::int32(int32_of(a) & int32_of(b)); }, vm::bigint_and};
constexpr NumericOperation k_bit_or{
    [](double a, double b) { return Value::int32(int32_of(a) | int32_of(b)); }, vm::bigint_or};
constexpr NumericOperation k_bit_xor{
    [](double a, double b) { return Value::int32(int32_of(a) ^ int32_of(b)); }, vm::bigint_xor};
constexpr NumericOperation k_shift_left{
    [](double a, double b) {
      return Value::int32(static_cast<std::int32_t>(uint32_of(a) << (uint32_of(b) & 31)));
    },
    vm::bigint_shift_left};
constexpr NumericOperation k_shift_right{
    [](double a, double b) { return Value::int32(int32_of(a) >> (uint32_of(b) & 31)); },
    vm::bigint_shift_right};

Completion<BigInt*> no_unsigned_shift(Agent& agent, BigInt*, BigInt*) {
  return agent.throw_type_error("BigInts have no unsigned right shift, use >> instead");
}
constexpr NumericOperation k_shift_right_unsigned{
    [](double a, double b) { return Value::number(uint32_of(a) >> (uint32_of(b) & 31)); }, no_unsigned_shift};

}  // namespace

#define BINARY_OPERATOR(name, operation)                                                 \
  Completion<Value> SlowPaths::name(Agent& agent, const Operands& operands, Value acc) { \
    return apply_numeric<operation>(agent, operands.in(0), acc);                         \
  }
#define SMALL_OPERATOR(name, operation)                                                  \
  Completion<Value> SlowPaths::name(Agent& agent, const Operands& operands, Value acc) { \
    return apply_numeric<operation>(agent, acc, Value::int32(operands.small(0)));        \
  }
BINARY_OPERATOR(Subtract, k_subtract)
BINARY_OPERATOR(Multiply, k_multiply)
BINARY_OPERATOR(Divide, k_divide)
BINARY_OPERATOR(Remainder, k_remainder)
BINARY_OPERATOR(Exponentiate, k_exponentiate)
BINARY_OPERATOR(BitAnd, k_bit_and)
BINARY_OPERATOR(BitOr, k_bit_or)
BINARY_OPERATOR(BitXor, k_bit_xor)
BINARY_OPERATOR(ShiftLeft, k_shift_left)
BINARY_OPERATOR(ShiftRight, k_shift_right)
BINARY_OPERATOR(ShiftRightUnsigned, k_shift_right_unsigned)
SMALL_OPERATOR(SubtractSmall, k_subtract)
SMALL_OPERATOR(MultiplySmall, k_multiply)
SMALL_OPERATOR(BitAndSmall, k_bit_and)
SMALL_OPERATOR(BitOrSmall, k_bit_or)
SMALL_OPERATOR(ShiftLeftSmall, k_shift_left)
SMALL_OPERATOR(ShiftRightSmall, k_shift_right)
SMALL_OPERATOR(ShiftRightUnsignedSmall, k_shift_right_unsigned)
#undef SMALL_OPERATOR
#undef BINARY_OPERATOR

Completion<Value> SlowPaths::Add(Agent& agent, const Operands& operands, Value acc) {
  return add(agent, operands.in(0), acc);
}
Completion<Value> SlowPaths::AddSmall(Agent& agent, const Operands& operands, Value acc) {
  return add(agent, acc, Value::int32(operands.small(0)));
}

Completion<Value> SlowPaths::Increment(Agent& agent, const Operands&, Value acc) {
  const Value number = TRY(vm::to_numeric(agent, acc));
  if (number.is_number()) return Value::number(number.as_number() + 1);
  return vm::bigint_add(agent, number.as_bigint(), vm::make_bigint(agent, 1));
}
Completion<Value> SlowPaths::Decrement(Agent& agent, const Operands&, Value acc) {
  const Value number = TRY(vm::to_numeric(agent, acc));
  if (number.is_number()) return Value::number(number.as_number() - 1);
  return vm::bigint_subtract(agent, number.as_bigint(), vm::make_bigint(agent, 1));
}
Completion<Value> SlowPaths::Negate(Agent& agent, const Operands&, Value acc) {
  const Value number = TRY(vm::to_numeric(agent, acc));
  if (number.is_number()) return Value::number(-number.as_number());
  return Value(vm::bigint_negate(agent, number.as_bigint()));
}
Completion<Value> SlowPaths::BitNot(Agent& agent, const Operands&, Value acc) {
  const Value number = TRY(vm::to_numeric(agent, acc));
  if (number.is_number()) return Value::int32(~int32_of(number.as_number()));
  return vm::bigint_not(agent, number.as_bigint());
}
Completion<Value> SlowPaths::Not(Agent&, const Operands&, Value acc) {
  return Value::boolean(!vm::to_boolean(acc));
}
Completion<Value> SlowPaths::TypeOf(Agent& agent, const Operands&, Value acc) {
  return Value(vm::type_of(agent, acc));
}

// Comparing ------------------------------------------------------------------------------------------------

namespace {

enum class Order : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual };

/// https://tc39.es/ecma262/#sec-relational-operators-runtime-semantics-evaluation: each of the four by
/// IsLessThan
template <Order order>
Completion<Value> compare(Agent& agent, Value lhs, Value rhs) {
  // a > b is b < a, and a <= b is not b < a; undefined (NaN) makes all false.
  constexpr bool k_swaps = order == Order::Greater || order == Order::LessOrEqual;
  constexpr bool k_negates = order == Order::LessOrEqual || order == Order::GreaterOrEqual;
  const Value less =
      k_swaps ? TRY(vm::is_less_than(agent, rhs, lhs, false)) : TRY(vm::is_less_than(agent, lhs, rhs, true));
  if (less.is_undefined()) return Value::boolean(false);
  return Value::boolean(less.as_boolean() != k_negates);
}

/// For jumps that are taken when the comparison does not hold.
Completion<Value> negated(Completion<Value> condition) {
  if (condition.is_thrown()) return Thrown{};
  return Value::boolean(!condition.value().as_boolean());
}

}  // namespace

#define COMPARISON(name, order)                                                                     \
  Completion<Value> SlowPaths::name(Agent& agent, const Operands& operands, Value acc) {            \
    return compare<Order::order>(agent, operands.in(0), acc);                                       \
  }                                                                                                 \
  Completion<Value> SlowPaths::JumpIf##name(Agent& agent, const Operands& operands, Value acc) {    \
    return compare<Order::order>(agent, operands.in(0), acc);                                       \
  }                                                                                                 \
  Completion<Value> SlowPaths::JumpIfNot##name(Agent& agent, const Operands& operands, Value acc) { \
    return negated(compare<Order::order>(agent, operands.in(0), acc));                              \
  }
COMPARISON(Less, Less)
COMPARISON(LessOrEqual, LessOrEqual)
COMPARISON(Greater, Greater)
COMPARISON(GreaterOrEqual, GreaterOrEqual)
#undef COMPARISON

Completion<Value> SlowPaths::Equal(Agent& agent, const Operands& operands, Value acc) {
  return Value::boolean(TRY(vm::is_loosely_equal(agent, operands.in(0), acc)));
}
Completion<Value> SlowPaths::NotEqual(Agent& agent, const Operands& operands, Value acc) {
  return Value::boolean(!TRY(vm::is_loosely_equal(agent, operands.in(0), acc)));
}
Completion<Value> SlowPaths::StrictEqual(Agent&, const Operands& operands, Value acc) {
  return Value::boolean(vm::is_strictly_equal(operands.in(0), acc));
}
Completion<Value> SlowPaths::StrictNotEqual(Agent&, const Operands& operands, Value acc) {
  return Value::boolean(!vm::is_strictly_equal(operands.in(0), acc));
}
Completion<Value> SlowPaths::JumpIfStrictEqual(Agent&, const Operands& operands, Value acc) {
  return Value::boolean(vm::is_strictly_equal(operands.in(0), acc));
}
Completion<Value> SlowPaths::JumpIfStrictNotEqual(Agent&, const Operands& operands, Value acc) {
  return Value::boolean(!vm::is_strictly_equal(operands.in(0), acc));
}
Completion<Value> SlowPaths::JumpIfTrue(Agent&, const Operands&, Value acc) {
  return Value::boolean(vm::to_boolean(acc));
}
Completion<Value> SlowPaths::JumpIfFalse(Agent&, const Operands&, Value acc) {
  return Value::boolean(!vm::to_boolean(acc));
}
namespace {

/// Whether GetMethod(target, @@hasInstance) gives what all functions inherit; remembered by the target's
/// shape.
bool has_ordinary_instance_test(Agent& agent, const Operands& operands, Value target) {
  if (!target.is_object()) return false;
  auto* const cache = reinterpret_cast<PropertyCache*>(operands.feedback(1));
  const auto is_cached = [&] {
    return shape_word(target.as_cell()) == cache->shape && cache->holder != nullptr &&
           cache->validity->is_valid();
  };
  if (!is_cached()) {
    fill_load_cache(agent, operands.executable()->feedback(), cache, target,
                    agent.names().symbol_has_instance);
    // Of an accessor it says nothing, and leaves what was there.
    if (!is_cached()) return false;
  }
  if (cache->holder != agent.realm().intrinsic(agent, vm::Intrinsic::FunctionPrototype)) return false;
  cache->place = k_ordinary_instance_test;
  return true;
}

}  // namespace

Completion<Value> SlowPaths::InstanceOf(Agent& agent, const Operands& operands, Value acc) {
  // OPTIMIZATION: Function.prototype[@@hasInstance] cannot be changed.
  if (has_ordinary_instance_test(agent, operands, acc))
    return Value::boolean(TRY(vm::ordinary_has_instance(agent, acc, operands.in(0))));
  return Value::boolean(TRY(vm::instanceof_operator(agent, operands.in(0), acc)));
}

// Conversions ----------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::ToNumber(Agent& agent, const Operands&, Value acc) {
  return vm::to_number(agent, acc);
}
Completion<Value> SlowPaths::ToNumeric(Agent& agent, const Operands&, Value acc) {
  return vm::to_numeric(agent, acc);
}
Completion<Value> SlowPaths::ToString(Agent& agent, const Operands&, Value acc) {
  return vm::to_string(agent, acc);
}
Completion<Value> SlowPaths::ToObject(Agent& agent, const Operands&, Value acc) {
  return vm::to_object(agent, acc);
}
Completion<Value> SlowPaths::ToPropertyKey(Agent& agent, const Operands&, Value acc) {
  const vm::PropertyKey key = TRY(vm::to_property_key(agent, acc));
  return key.is_index() ? Value::number(key.as_index()) : vm::to_value(agent, key);
}

}  // namespace orrery::interpreter
