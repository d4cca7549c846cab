// Proxies: creation, calls, and the traps that are about the object as a whole. proxy_properties.cpp has
// those of its properties.

#include "vm/objects/proxy.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/proxy_traps.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::vm {

const InternalMethods k_proxy_methods{
    .get_prototype_of = proxy_get_prototype_of,
    .set_prototype_of = proxy_set_prototype_of,
    .is_extensible = proxy_is_extensible,
    .prevent_extensions = proxy_prevent_extensions,
    .get_own_property = proxy_get_own_property,
    .define_own_property = proxy_define_own_property,
    .has_property = proxy_has_property,
    .get = proxy_get,
    .set = proxy_set,
    .delete_property = proxy_delete,
    .own_property_keys = proxy_own_property_keys,
    .find_own_property = nullptr,
    .has_only_shape_names = false,
};

// Even an empty proxy may have indexed properties, as a prototype.
Proxy::Proxy(Shape* shape, Object* target, Object* handler)
    : Object(k_kind, shape, k_may_have_indexed_accessors), target_(target), handler_(handler) {
  set_flag(k_is_callable, target->is_callable());
  set_flag(k_is_constructor, target->is_constructor());
}

// https://tc39.es/ecma262/#sec-proxycreate
Completion<Object*> proxy_create(Agent& agent, Value target, Value handler) {
  // 1., 2.
  if (!target.is_object()) return agent.throw_type_error("A proxy's target must be an object");
  if (!handler.is_object()) return agent.throw_type_error("A proxy's handler must be an object");
  // 3. - 7. Without a prototype of its own: what inherits from it asks its traps.
  Shape* shape = agent.shapes().root(nullptr, CellKind::Proxy);
  return agent.heap().make<Proxy>(0, shape, target.as_object(), handler.as_object());
}

Completion<ProxyTrap> get_trap(Agent& agent, Object* object, PropertyKey name) {
  NativeEntry entry(agent);
  TRY(entry.check());
  const auto* proxy = static_cast<Proxy*>(object);
  // https://tc39.es/ecma262/#sec-validatenonrevokedproxy
  if (proxy->handler() == nullptr) {
    return agent.throw_type_error("Cannot use a revoked proxy ('" + name.as_atom()->to_utf8() + "')");
  }
  Object* const target = proxy->target();
  Object* const handler = proxy->handler();
  const Value function = TRY(get_method(agent, Value(handler), name));
  return ProxyTrap{target, handler, function, std::move(entry)};
}

Thrown throw_proxy_error(Agent& agent, std::string_view trap, std::string_view broken) {
  return agent.throw_type_error("The proxy's '" + std::string(trap) + "' trap " + std::string(broken));
}

// Calls
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist
Completion<Value> proxy_call(Agent& agent, Object* proxy, Value this_value,
                             std::span<const Value> arguments) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().apply));
  if (trap.is_absent()) return call(agent, Value(trap.target), this_value, arguments);
  const Value array = TRY(Completion<Value>(create_array_from_list(agent, arguments)));
  return trap.call(agent, {Value(trap.target), this_value, array});
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget
Completion<Object*> proxy_construct(Agent& agent, Object* proxy, std::span<const Value> arguments,
                                    Object* new_target) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().construct));
  if (trap.is_absent()) return construct(agent, trap.target, arguments, new_target);
  const Value array = TRY(Completion<Value>(create_array_from_list(agent, arguments)));
  const Value result = TRY(trap.call(agent, {Value(trap.target), array, Value(new_target)}));
  if (!result.is_object()) return throw_proxy_error(agent, "construct", "did not return an object");
  return result.as_object();
}

// Prototype and extensibility
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-getprototypeof
Completion<Value> proxy_get_prototype_of(Agent& agent, Object* proxy) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().getPrototypeOf));
  if (trap.is_absent()) return internal_get_prototype_of(agent, trap.target);
  const Value prototype = TRY(trap.call(agent, {Value(trap.target)}));
  if (!prototype.is_object() && !prototype.is_null()) {
    return throw_proxy_error(agent, "getPrototypeOf", "returned neither an object nor null");
  }
  if (TRY(internal_is_extensible(agent, trap.target))) return prototype;
  const Value actual = TRY(internal_get_prototype_of(agent, trap.target));
  if (!prototype.is_identical(actual)) {
    return throw_proxy_error(agent, "getPrototypeOf",
                             "returned another prototype than that of a non-extensible target");
  }
  return prototype;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v
Completion<bool> proxy_set_prototype_of(Agent& agent, Object* proxy, Object* prototype) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().setPrototypeOf));
  if (trap.is_absent()) return internal_set_prototype_of(agent, trap.target, prototype);
  const Value wanted = prototype == nullptr ? Value::null() : Value(prototype);
  if (!to_boolean(TRY(trap.call(agent, {Value(trap.target), wanted})))) return false;
  if (TRY(internal_is_extensible(agent, trap.target))) return true;
  const Value actual = TRY(internal_get_prototype_of(agent, trap.target));
  if (!wanted.is_identical(actual)) {
    return throw_proxy_error(agent, "setPrototypeOf",
                             "claims to have changed the prototype of a non-extensible target");
  }
  return true;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-isextensible
Completion<bool> proxy_is_extensible(Agent& agent, Object* proxy) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().isExtensible));
  if (trap.is_absent()) return internal_is_extensible(agent, trap.target);
  const bool result = to_boolean(TRY(trap.call(agent, {Value(trap.target)})));
  if (result != TRY(internal_is_extensible(agent, trap.target))) {
    return throw_proxy_error(agent, "isExtensible", "does not agree with the target");
  }
  return result;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-preventextensions
Completion<bool> proxy_prevent_extensions(Agent& agent, Object* proxy) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().preventExtensions));
  if (trap.is_absent()) return internal_prevent_extensions(agent, trap.target);
  const bool result = to_boolean(TRY(trap.call(agent, {Value(trap.target)})));
  if (result && TRY(internal_is_extensible(agent, trap.target))) {
    return throw_proxy_error(agent, "preventExtensions", "returned true, but the target is still extensible");
  }
  return result;
}

// Keys
// ----------------------------------------------------------------------------------------------------------

namespace {

/// https://tc39.es/ecma262/#sec-createlistfromarraylike with property keys only, and without duplicates.
Completion<void> read_trap_keys(Agent& agent, Value result, std::vector<PropertyKey>& keys) {
  if (!result.is_object()) return throw_proxy_error(agent, "ownKeys", "did not return an object");
  const std::uint64_t length = TRY(length_of_array_like(agent, result.as_object()));
  for (std::uint64_t i = 0; i < length; i++) {
    const Value key = TRY(get(agent, result.as_object(), index_key(agent, i)));
    if (!key.is_string() && !key.is_symbol()) {
      return throw_proxy_error(agent, "ownKeys", "returned what is neither a string nor a symbol");
    }
    keys.push_back(TRY(to_property_key(agent, key)));
  }
  std::vector<PropertyKey> sorted = keys;
  std::ranges::sort(sorted, {}, &PropertyKey::bits);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) {
    return throw_proxy_error(agent, "ownKeys", "returned a key twice");
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys
Completion<void> proxy_own_property_keys(Agent& agent, Object* proxy, std::vector<PropertyKey>& keys) {
  const ProxyTrap trap = TRY(get_trap(agent, proxy, agent.names().ownKeys));
  if (trap.is_absent()) return internal_own_property_keys(agent, trap.target, keys);
  // 7., 8., 9. The trap's keys.
  const Value result = TRY(trap.call(agent, {Value(trap.target)}));
  RootedKeys trap_keys(agent);
  TRY(read_trap_keys(agent, result, trap_keys.items()));
  // 10. - 16. The target's, those that are fixed and the others.
  const bool is_extensible = TRY(internal_is_extensible(agent, trap.target));
  RootedKeys target_keys(agent);
  TRY(internal_own_property_keys(agent, trap.target, target_keys.items()));
  RootedKeys fixed(agent);
  RootedKeys others(agent);
  for (const PropertyKey key : target_keys) {
    const std::optional<PropertyDescriptor> descriptor =
        TRY(internal_get_own_property(agent, trap.target, key));
    const bool is_fixed = descriptor && !*descriptor->configurable;
    (is_fixed ? fixed : others).items().push_back(key);
  }
  // 17. - 23. What is fixed must be there; of a non-extensible target everything, and nothing else.
  if (!is_extensible || !fixed.items().empty()) {
    std::vector<PropertyKey> sorted = trap_keys.items();
    std::ranges::sort(sorted, {}, &PropertyKey::bits);
    const auto is_returned = [&](PropertyKey key) {
      return std::ranges::binary_search(sorted, key.bits(), {}, &PropertyKey::bits);
    };
    if (!std::ranges::all_of(fixed, is_returned)) {
      return throw_proxy_error(agent, "ownKeys",
                               "left out a property of the target that is not configurable");
    }
    // No key is in a list twice, so equal numbers leave no room for further ones.
    if (!is_extensible &&
        (!std::ranges::all_of(others, is_returned) || sorted.size() != target_keys.size())) {
      return throw_proxy_error(agent, "ownKeys", "returned other keys than those of a non-extensible target");
    }
  }
  keys.insert(keys.end(), trap_keys.begin(), trap_keys.end());
  return {};
}

}  // namespace orrery::vm
