#pragma once

#include <cstddef>

#include "vm/binary_data/typed_array.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"

// What the functions of Atomics begin with; and those that are in atomics_waiting.cpp.

namespace orrery::builtins {

enum class AccessMode : std::uint8_t { Read, Write };
/// Any integers, or those that can be waited for: Int32Array and BigInt64Array.
enum class AtomicArrays : std::uint8_t { All, Waitable };

/// https://tc39.es/ecma262/#sec-validateintegertypedarray
vm::Completion<vm::TypedArray*> validate_integer_typed_array(vm::Agent& agent, vm::Value value,
                                                             AtomicArrays arrays, AccessMode mode);
/// https://tc39.es/ecma262/#sec-validateatomicaccess \return the index of the element
vm::Completion<std::size_t> validate_atomic_access(vm::Agent& agent, const vm::TypedArray* array,
                                                   vm::Value index);

vm::Completion<vm::Value> atomics_notify(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> atomics_wait(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> atomics_wait_async(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
