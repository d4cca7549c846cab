// The traps that are about one property.

#include "vm/agent.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/property_descriptor.h"
#include "vm/objects/proxy_traps.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {

namespace {

bool is_fixed(const std::optional<PropertyDescriptor>& descriptor) {
  return descriptor && !*descriptor->configurable;
}
bool is_read_only(const PropertyDescriptor& descriptor) {
  return descriptor.writable && !*descriptor.writable;
}

}  // namespace

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p
Completion<std::optional<PropertyDescriptor>> proxy_get_own_property(Agent& agent, Object* proxy,
                                                                     PropertyKey key) {
  constexpr std::string_view k_name = "getOwnPropertyDescriptor";
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().getOwnPropertyDescriptor));
  if (trap.is_absent()) return internal_get_own_property(agent, trap.target, key);
  // 7., 8.
  const Value result = TRY(trap.call(agent, {Value(trap.target), to_value(agent, key)}));
  if (!result.is_object() && !result.is_undefined()) {
    return throw_proxy_error(agent, k_name, "returned neither an object nor undefined");
  }
  // 9.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  // 10. Denied.
  if (result.is_undefined()) {
    if (!actual) return std::optional<PropertyDescriptor>();
    if (is_fixed(actual))
      return throw_proxy_error(agent, k_name, "denied a property that is not configurable");
    if (!TRY(internal_is_extensible(agent, trap.target))) {
      return throw_proxy_error(agent, k_name, "denied a property of a non-extensible target");
    }
    return std::optional<PropertyDescriptor>();
  }
  // 11. - 15.
  const bool is_extensible = TRY(internal_is_extensible(agent, trap.target));
  PropertyDescriptor descriptor = TRY(to_property_descriptor(agent, result));
  complete_property_descriptor(descriptor);
  if (!is_compatible_property_descriptor(agent, is_extensible, descriptor, actual)) {
    return throw_proxy_error(agent, k_name, "returned what the target's property cannot be");
  }
  // 16.
  if (!*descriptor.configurable) {
    if (!is_fixed(actual)) {
      return throw_proxy_error(agent, k_name,
                               "reported as not configurable what the target does not have so");
    }
    if (is_read_only(descriptor) && *actual->writable) {
      return throw_proxy_error(agent, k_name, "reported a writable property as fixed and read-only");
    }
  }
  return std::optional(descriptor);
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc
Completion<bool> proxy_define_own_property(Agent& agent, Object* proxy, PropertyKey key,
                                           const PropertyDescriptor& descriptor) {
  constexpr std::string_view k_name = "defineProperty";
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().defineProperty));
  if (trap.is_absent()) return internal_define_own_property(agent, trap.target, key, descriptor);
  // 7. - 9.
  const Value object = from_property_descriptor(agent, descriptor);
  if (!to_boolean(TRY(trap.call(agent, {Value(trap.target), to_value(agent, key), object})))) return false;
  // 10. - 13.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  const bool is_extensible = TRY(internal_is_extensible(agent, trap.target));
  const bool wants_fixed = descriptor.configurable && !*descriptor.configurable;
  // 14.
  if (!actual) {
    if (!is_extensible) {
      return throw_proxy_error(agent, k_name, "claims to have added a property to a non-extensible target");
    }
    if (wants_fixed) {
      return throw_proxy_error(agent, k_name,
                               "claims to have defined as not configurable what the target lacks");
    }
    return true;
  }
  // 15.
  if (!is_compatible_property_descriptor(agent, is_extensible, descriptor, actual)) {
    return throw_proxy_error(agent, k_name, "claims to have made the target's property what it cannot be");
  }
  if (wants_fixed && *actual->configurable) {
    return throw_proxy_error(agent, k_name, "claims to have fixed a property that is still configurable");
  }
  if (actual->is_data_descriptor() && !*actual->configurable && *actual->writable &&
      is_read_only(descriptor)) {
    return throw_proxy_error(agent, k_name,
                             "claims to have made a fixed property read-only that is still writable");
  }
  return true;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p
Completion<bool> proxy_has_property(Agent& agent, Object* proxy, PropertyKey key) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().has));
  if (trap.is_absent()) return internal_has_property(agent, trap.target, key);
  if (to_boolean(TRY(trap.call(agent, {Value(trap.target), to_value(agent, key)})))) return true;
  // 8. Denied.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  if (actual) {
    if (is_fixed(actual))
      return throw_proxy_error(agent, "has", "denied a property that is not configurable");
    if (!TRY(internal_is_extensible(agent, trap.target))) {
      return throw_proxy_error(agent, "has", "denied a property of a non-extensible target");
    }
  }
  return false;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver
Completion<Value> proxy_get(Agent& agent, Object* proxy, PropertyKey key, Value receiver) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().get));
  if (trap.is_absent()) return internal_get(agent, trap.target, key, receiver);
  const Value value = TRY(trap.call(agent, {Value(trap.target), to_value(agent, key), receiver}));
  // 8., 9.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  if (is_fixed(actual)) {
    if (is_read_only(*actual) && !same_value(value, *actual->value)) {
      return throw_proxy_error(agent, "get",
                               "returned another value than that of a fixed, read-only property");
    }
    if (actual->is_accessor_descriptor() && actual->get->is_undefined() && !value.is_undefined()) {
      return throw_proxy_error(agent, "get", "returned a value for a fixed property without a getter");
    }
  }
  return value;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver
Completion<bool> proxy_set(Agent& agent, Object* proxy, PropertyKey key, Value value, Value receiver) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().set));
  if (trap.is_absent()) return internal_set(agent, trap.target, key, value, receiver);
  if (!to_boolean(TRY(trap.call(agent, {Value(trap.target), to_value(agent, key), value, receiver}))))
    return false;
  // 9., 10.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  if (is_fixed(actual)) {
    if (is_read_only(*actual) && !same_value(value, *actual->value)) {
      return throw_proxy_error(agent, "set", "claims to have changed a fixed, read-only property");
    }
    if (actual->is_accessor_descriptor() && actual->set->is_undefined()) {
      return throw_proxy_error(agent, "set", "claims to have set a fixed property without a setter");
    }
  }
  return true;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-delete-p
Completion<bool> proxy_delete(Agent& agent, Object* proxy, PropertyKey key) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().deleteProperty));
  if (trap.is_absent()) return internal_delete(agent, trap.target, key);
  if (!to_boolean(TRY(trap.call(agent, {Value(trap.target), to_value(agent, key)})))) return false;
  // 8. - 13.
  const std::optional<PropertyDescriptor> actual = TRY(internal_get_own_property(agent, trap.target, key));
  if (!actual) return true;
  if (is_fixed(actual)) {
    return throw_proxy_error(agent, "deleteProperty",
                             "claims to have deleted a property that is not configurable");
  }
  if (!TRY(internal_is_extensible(agent, trap.target))) {
    return throw_proxy_error(agent, "deleteProperty",
                             "claims to have deleted a property of a non-extensible target");
  }
  return true;
}

}  // namespace orrery::vm
