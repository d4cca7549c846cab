// https://tc39.es/ecma262/#sec-bigint-objects

#include "vm/bigint/bigint.h"

#include "builtins/numbers/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-bigint-constructor-number-value
Completion<Value> bigint_constructor(Agent& agent, NativeFrame& frame) {
  if (frame.is_construct()) return agent.throw_type_error("BigInt is not a constructor");
  const Value primitive = TRY(to_primitive(agent, frame.argument(0), PreferredType::Number));
  if (primitive.is_number()) return number_to_bigint(agent, primitive.as_number());
  return primitive_to_bigint(agent, primitive);
}

// https://tc39.es/ecma262/#sec-bigint.asintn
Completion<Value> as_int_n(Agent& agent, NativeFrame& frame) {
  const std::uint64_t bits = TRY(to_index(agent, frame.argument(0)));
  return bigint_as_int_n(agent, bits, TRY(to_bigint(agent, frame.argument(1))));
}

// https://tc39.es/ecma262/#sec-bigint.asuintn
Completion<Value> as_uint_n(Agent& agent, NativeFrame& frame) {
  const std::uint64_t bits = TRY(to_index(agent, frame.argument(0)));
  return bigint_as_uint_n(agent, bits, TRY(to_bigint(agent, frame.argument(1))));
}

// https://tc39.es/ecma262/#sec-thisbigintvalue
Completion<BigInt*> this_bigint_value(Agent& agent, NativeFrame& frame, std::string_view method) {
  Value value = frame.this_value();
  if (value.is_cell_of(CellKind::PrimitiveObject))
    value = static_cast<PrimitiveObject*>(value.as_object())->primitive();
  if (value.is_bigint()) return value.as_bigint();
  return agent.throw_type_error("BigInt.prototype." + std::string(method) +
                                " requires that 'this' be a BigInt");
}

// https://tc39.es/ecma262/#sec-bigint.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  BigInt* x = TRY(this_bigint_value(agent, frame, "toString"));
  double radix = 10;
  if (!frame.argument(0).is_undefined()) radix = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  if (!(radix >= 2 && radix <= 36))
    return agent.throw_range_error("toString() radix argument must be between 2 and 36");
  return bigint_to_string(agent, x, static_cast<unsigned>(radix));
}

/// https://tc39.es/ecma262/#sec-bigint.prototype.tolocalestring, as it is without ECMA-402.
Completion<Value> to_locale_string(Agent& agent, NativeFrame& frame) {
  return bigint_to_string(agent, TRY(this_bigint_value(agent, frame, "toLocaleString")));
}

// https://tc39.es/ecma262/#sec-bigint.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return this_bigint_value(agent, frame, "valueOf");
}

constexpr BuiltinRow k_bigint_rows[] = {
    method("asIntN", 2, as_int_n),
    method("asUintN", 2, as_uint_n),
};

constexpr BuiltinRow k_bigint_prototype_rows[] = {
    reference("constructor", Intrinsic::BigInt),
    method("toLocaleString", 0, to_locale_string),
    method("toString", 0, to_string),
    method("valueOf", 0, value_of),
    text(&WellKnown::symbol_to_string_tag, "BigInt"),
};

}  // namespace

constexpr ObjectTable k_bigint =
    constructor_table("BigInt", 1, bigint_constructor, Intrinsic::BigIntPrototype, k_bigint_rows);
constexpr ObjectTable k_bigint_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_bigint_prototype_rows);

}  // namespace orrery::builtins
