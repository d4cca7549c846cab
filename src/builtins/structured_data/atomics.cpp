// %Atomics%: https://tc39.es/ecma262/#sec-atomics-object. wait and its kin are in atomics_waiting.cpp.

#include <bit>
#include <string>

#include "builtins/structured_data/atomic_access.h"
#include "builtins/structured_data/tables.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

// Validation ------------------------------------------------------------------------------------------------

namespace {

Thrown throw_out_of_bounds(Agent& agent, const TypedArray* array) {
  return agent.throw_type_error(array->buffer()->is_detached()
                                    ? "Cannot perform Atomics operation on a detached ArrayBuffer"
                                    : "Cannot perform Atomics operation: the typed array is out of bounds");
}

}  // namespace

Completion<TypedArray*> validate_integer_typed_array(Agent& agent, Value value, AtomicArrays arrays,
                                                     AccessMode mode) {
  // 1. ValidateTypedArray
  TypedArray* array = as_typed_array(value);
  if (array == nullptr)
    return agent.throw_type_error(describe_value(agent, value) + " is not an integer typed array");
  if (mode == AccessMode::Write && array->buffer()->is_immutable())
    return agent.throw_type_error("Cannot perform Atomics operation on an immutable ArrayBuffer");
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array);
  // 2. - 4.
  const ElementType type = array->element_type();
  const bool is_allowed = arrays == AtomicArrays::All
                              ? is_atomic(type)
                              : type == ElementType::Int32 || type == ElementType::BigInt64;
  if (!is_allowed) {
    return agent.throw_type_error(describe_value(agent, value) +
                                  (arrays == AtomicArrays::All ? " is not an integer typed array"
                                                               : " is not an int32 or BigInt64 typed array"));
  }
  return array;
}

Completion<std::size_t> validate_atomic_access(Agent& agent, const TypedArray* array, Value index) {
  // 1. - 4. The length is that from before the conversion.
  const std::size_t length = array->length();
  const std::uint64_t access_index = TRY(to_index(agent, index));
  if (access_index >= length) return agent.throw_range_error("Invalid atomic access index");
  return access_index;
}

namespace {

/// https://tc39.es/ecma262/#sec-revalidateatomicaccess: conversions may have changed the buffer.
Completion<void> revalidate(Agent& agent, const TypedArray* array, std::size_t index) {
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array);
  if (index >= array->length()) return agent.throw_range_error("Invalid atomic access index");
  return {};
}

/// ToBigInt, or ToIntegerOrInfinity, as the content type is.
Completion<Value> to_atomic_content(Agent& agent, const TypedArray* array, Value value) {
  if (array->content_type() == ContentType::BigInt) return TRY(to_bigint(agent, value));
  return Value::number(TRY(to_integer_or_infinity(agent, value)));
}

// Read-modify-write -----------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-atomicreadmodifywrite
/// \param modify  (Bits*, Bits): changes the bits at once, and gives those that were there
template <typename Modify>
Completion<Value> read_modify_write(Agent& agent, const NativeFrame& frame, Modify modify) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::All, AccessMode::Write));
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 2., 3.
  const Value content = TRY(to_atomic_content(agent, array, frame.argument(2)));
  // 4.
  TRY(revalidate(agent, array, index));
  // 5. - 7.
  return with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    using Bits = typename E::Bits;
    auto* address = reinterpret_cast<Bits*>(array->data()) + index;
    const Bits before = modify(address, std::bit_cast<Bits>(E::from_value(content)));
    return E::to_value(agent, std::bit_cast<typename E::Storage>(before));
  });
}

// https://tc39.es/ecma262/#sec-atomics.add
Completion<Value> add(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_fetch_add(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.and
Completion<Value> bitwise_and(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_fetch_and(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.exchange
Completion<Value> exchange(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_exchange_n(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.or
Completion<Value> bitwise_or(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_fetch_or(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.sub
Completion<Value> sub(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_fetch_sub(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.xor
Completion<Value> bitwise_xor(Agent& agent, NativeFrame& frame) {
  return read_modify_write(agent, frame, [](auto* address, auto operand) {
    return __atomic_fetch_xor(address, operand, __ATOMIC_SEQ_CST);
  });
}

// https://tc39.es/ecma262/#sec-atomics.compareexchange
Completion<Value> compare_exchange(Agent& agent, NativeFrame& frame) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::All, AccessMode::Write));
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 2. - 5.
  const Value expected = TRY(to_atomic_content(agent, array, frame.argument(2)));
  const Value replacement = TRY(to_atomic_content(agent, array, frame.argument(3)));
  // 6.
  TRY(revalidate(agent, array, index));
  // 7. - 15.
  return with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    using Bits = typename E::Bits;
    auto* address = reinterpret_cast<Bits*>(array->data()) + index;
    auto bits = std::bit_cast<Bits>(E::from_value(expected));
    __atomic_compare_exchange_n(address, &bits, std::bit_cast<Bits>(E::from_value(replacement)), false,
                                __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return E::to_value(agent, std::bit_cast<typename E::Storage>(bits));
  });
}

// Others ----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-atomics.islockfree
Completion<Value> is_lock_free(Agent& agent, NativeFrame& frame) {
  const double size = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  return Value::boolean(size == 1 || size == 2 || size == 4 || size == 8);
}

// https://tc39.es/ecma262/#sec-atomics.load
Completion<Value> load(Agent& agent, NativeFrame& frame) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::All, AccessMode::Read));
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 2.
  TRY(revalidate(agent, array, index));
  // 3. - 5.
  return with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    const auto* address = reinterpret_cast<const typename E::Bits*>(array->data()) + index;
    const typename E::Bits bits = __atomic_load_n(address, __ATOMIC_SEQ_CST);
    return E::to_value(agent, std::bit_cast<typename E::Storage>(bits));
  });
}

// https://tc39.es/ecma262/#sec-atomics.store
Completion<Value> store(Agent& agent, NativeFrame& frame) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::All, AccessMode::Write));
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 2., 3.
  const Value content = TRY(to_atomic_content(agent, array, frame.argument(2)));
  // 4.
  TRY(revalidate(agent, array, index));
  // 5. - 8.
  with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    using Bits = typename E::Bits;
    auto* address = reinterpret_cast<Bits*>(array->data()) + index;
    __atomic_store_n(address, std::bit_cast<Bits>(E::from_value(content)), __ATOMIC_SEQ_CST);
  });
  return content;
}

// https://tc39.es/ecma262/#sec-atomics.pause
Completion<Value> pause(Agent& agent, NativeFrame& frame) {
  // 1.
  const Value count = frame.argument(0);
  if (!count.is_undefined() && !(count.is_number() && is_integral_number(count.as_number())))
    return agent.throw_type_error(describe_value(agent, count) + " is not an integral number");
  // 2.
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
  return Value::undefined();
}

constexpr BuiltinRow k_atomics_rows[] = {
    method("add", 3, add),
    method("and", 3, bitwise_and),
    method("compareExchange", 4, compare_exchange),
    method("exchange", 3, exchange),
    method("isLockFree", 1, is_lock_free),
    method("load", 2, load),
    method("notify", 3, atomics_notify),
    method("or", 3, bitwise_or),
    method("pause", 0, pause),
    method("store", 3, store),
    method("sub", 3, sub),
    method("wait", 4, atomics_wait),
    method("waitAsync", 4, atomics_wait_async),
    method("xor", 3, bitwise_xor),
    text(&WellKnown::symbol_to_string_tag, "Atomics"),
};

}  // namespace

constexpr ObjectTable k_atomics = ordinary_table(Intrinsic::ObjectPrototype, k_atomics_rows);

}  // namespace orrery::builtins
