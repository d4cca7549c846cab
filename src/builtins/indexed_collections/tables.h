#pragma once

#include "vm/binary_data/element_types.h"
#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-indexed-collections

namespace orrery::builtins {

extern const vm::ObjectTable k_array;
extern const vm::ObjectTable k_array_prototype;
extern const vm::ObjectTable k_array_prototype_to_string;
extern const vm::ObjectTable k_array_prototype_unscopables;
extern const vm::ObjectTable k_array_prototype_values;
extern const vm::ObjectTable k_array_iterator_prototype;

extern const vm::ObjectTable k_typed_array;
extern const vm::ObjectTable k_typed_array_prototype;
extern const vm::ObjectTable k_typed_array_prototype_values;
/// %Int8Array% and so on, and their prototypes, by vm::ElementType.
extern const vm::ObjectTable k_typed_array_constructors[vm::k_element_type_count];
extern const vm::ObjectTable k_typed_array_prototypes[vm::k_element_type_count];

}  // namespace orrery::builtins
