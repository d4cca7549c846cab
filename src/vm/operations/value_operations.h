#pragma once

#include <cmath>

#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

// Abstract operations on values that need no objects. Those that take objects too, and call these for the
// rest, are elsewhere.

// Equality --------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-isstrictlyequal
bool is_strictly_equal(Value left, Value right);
/// https://tc39.es/ecma262/#sec-samevalue
bool same_value(Value left, Value right);
/// https://tc39.es/ecma262/#sec-samevaluezero
bool same_value_zero(Value left, Value right);
/// https://tc39.es/ecma262/#sec-islooselyequal, of two values that are both no objects, or both objects.
Completion<bool> is_loosely_equal_primitives(Agent& agent, Value left, Value right);

// Order -----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-islessthan of primitives, from its step 3 on: a Boolean, or undefined where
/// one of them is NaN. Symbols throw a TypeError.
Completion<Value> is_less_than_primitives(Agent& agent, Value left, Value right);

// Conversions -----------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-toboolean
bool to_boolean(Value value);
/// What `typeof` gives (https://tc39.es/ecma262/#sec-typeof-operator), an atom.
String* type_of(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tonumber, of a primitive. Symbols and BigInts throw a TypeError.
Completion<double> primitive_to_number(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tonumeric, of a primitive: a Number or a BigInt. Symbols throw a TypeError.
Completion<Value> primitive_to_numeric(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tostring, of a primitive. Symbols throw a TypeError; a BigInt may be too
/// long.
Completion<String*> primitive_to_string(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tobigint, of a primitive.
Completion<BigInt*> primitive_to_bigint(Agent& agent, Value value);

// Numbers ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-numeric-types-number-exponentiate
double number_exponentiate(double base, double exponent);
/// https://tc39.es/ecma262/#sec-numeric-types-number-remainder: has the dividend's sign, -0 included.
double number_remainder(double dividend, double divisor);

}  // namespace orrery::vm
