#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "vm/agent.h"
#include "vm/binary_data/element_types.h"
#include "vm/binary_data/typed_array.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/native_loop.h"

namespace orrery::builtins {

/// [DOC] How the functions of %TypedArray%.prototype reach elements
///
/// `this` is a typed array, which they validate first. Whatever runs a script after that, be it the
/// conversion of an argument, may detach the buffer or change its length; so what comes later asks the array
/// again: an index that was valid may not be, and reads as undefined then. Between two such moments elements
/// are plain memory, and loops over them are templates over vm::Element.

/// What an array is wanted for: an immutable buffer can only be read.
enum class ArrayUse : std::uint8_t { Read, Write };

/// https://tc39.es/ecma262/#sec-validatetypedarray
vm::Completion<vm::TypedArray*> validate_typed_array(vm::Agent& agent, vm::Value value,
                                                     std::string_view method, ArrayUse use = ArrayUse::Read);
/// The same of `this`.
inline vm::Completion<vm::TypedArray*> this_typed_array(vm::Agent& agent, const vm::NativeFrame& frame,
                                                        std::string_view method,
                                                        ArrayUse use = ArrayUse::Read) {
  return validate_typed_array(agent, frame.this_value(), method, use);
}
/// A TypeError: the buffer was detached, or is too short now.
vm::Thrown throw_out_of_bounds(vm::Agent& agent, const vm::TypedArray* array, std::string_view method);

/// ! Get(array, index): undefined where there is nothing any more.
inline vm::Value element_or_undefined(vm::Agent& agent, const vm::TypedArray* array, std::uint64_t index) {
  return index < array->length() ? vm::typed_array_element(agent, array, index) : vm::Value::undefined();
}

/// https://tc39.es/ecma262/#sec-typedarraycreatefromctor
vm::Completion<vm::TypedArray*> typed_array_create_from_constructor(vm::Agent& agent, vm::Object* constructor,
                                                                    std::span<const vm::Value> arguments,
                                                                    std::string_view method, ArrayUse use);
/// The same with one argument, a length, for somebody who is going to write.
vm::Completion<vm::TypedArray*> typed_array_create_from_constructor(vm::Agent& agent, vm::Object* constructor,
                                                                    std::uint64_t length,
                                                                    std::string_view method);
/// https://tc39.es/ecma262/#sec-speciesconstructor with the intrinsic constructor of the kind as default
vm::Completion<vm::Object*> typed_array_species_constructor(vm::Agent& agent, vm::TypedArray* exemplar);
/// https://tc39.es/ecma262/#typedarray-species-create, from step 3 on
vm::Completion<vm::TypedArray*> typed_array_create_for(vm::Agent& agent, const vm::TypedArray* exemplar,
                                                       vm::Object* constructor,
                                                       std::span<const vm::Value> arguments,
                                                       std::string_view method, ArrayUse use);
/// All of it with one argument, a length, for somebody who is going to write.
vm::Completion<vm::TypedArray*> typed_array_species_create(vm::Agent& agent, vm::TypedArray* exemplar,
                                                           std::uint64_t length, std::string_view method);

/// Copies elements, of any types with the same content type, the first first; the places do not overlap.
vm::Completion<void> convert_elements(vm::Agent& agent, vm::ElementType to_type, std::byte* to,
                                      vm::ElementType from_type, const std::byte* from, std::size_t count);

}  // namespace orrery::builtins
