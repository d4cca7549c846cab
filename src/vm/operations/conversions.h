#pragma once

#include <cstdint>

#include "vm/completion.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-type-conversion, of any value; those that only take numbers are in
// number_conversions.h. to_property_key() is in property_key.h.

enum class PreferredType : std::uint8_t { None, String, Number };

/// https://tc39.es/ecma262/#sec-toprimitive
Completion<Value> to_primitive(Agent& agent, Value input, PreferredType preferred_type = PreferredType::None);
/// https://tc39.es/ecma262/#sec-ordinarytoprimitive
/// \param hint  String or Number
Completion<Value> ordinary_to_primitive(Agent& agent, Object* object, PreferredType hint);
/// https://tc39.es/ecma262/#sec-tonumber \return a Number
Completion<Value> to_number(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-tonumeric \return a Number or a BigInt
Completion<Value> to_numeric(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tobigint
Completion<BigInt*> to_bigint(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-tointegerorinfinity
Completion<double> to_integer_or_infinity(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-toint32
Completion<std::int32_t> to_int32(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-touint32
Completion<std::uint32_t> to_uint32(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-tolength
Completion<std::uint64_t> to_length(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-toindex
Completion<std::uint64_t> to_index(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-tostring
Completion<String*> to_string(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-toobject
Completion<Object*> to_object(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-requireobjectcoercible
Completion<Value> require_object_coercible(Agent& agent, Value argument);

/// The key of element `index` of something array-like, which may be beyond all array indices.
PropertyKey index_key(Agent& agent, std::uint64_t index);

// Comparisons that may run script code
// ----------------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-islooselyequal
Completion<bool> is_loosely_equal(Agent& agent, Value x, Value y);
/// https://tc39.es/ecma262/#sec-islessthan
/// \param left_first  convert x before y
/// \return a Boolean, or undefined if one is NaN
Completion<Value> is_less_than(Agent& agent, Value x, Value y, bool left_first);

}  // namespace orrery::vm
