#pragma once

#include <optional>

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-frompropertydescriptor \return an object, or undefined for none
Value from_property_descriptor(Agent& agent, const std::optional<PropertyDescriptor>& descriptor);
/// https://tc39.es/ecma262/#sec-topropertydescriptor
Completion<PropertyDescriptor> to_property_descriptor(Agent& agent, Value value);
/// https://tc39.es/ecma262/#sec-completepropertydescriptor
void complete_property_descriptor(PropertyDescriptor& descriptor);
/// https://tc39.es/ecma262/#sec-iscompatiblepropertydescriptor
/// \param current  with all its fields
bool is_compatible_property_descriptor(Agent& agent, bool is_extensible, const PropertyDescriptor& descriptor,
                                       const std::optional<PropertyDescriptor>& current);

}  // namespace orrery::vm
