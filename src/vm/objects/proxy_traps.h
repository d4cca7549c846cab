#pragma once

#include <initializer_list>
#include <string_view>

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/object.h"

namespace orrery::vm {

// The internal methods of proxies
// (https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots), in two files.

/// A handler's method, with what it is about.
struct ProxyTrap {
  Object* target;
  Object* handler;
  Value function;
  /// As long as the trap is at work: a proxy of a proxy of a proxy …, or one that is its own prototype.
  NativeEntry entry;

  /// The handler has no such method: the target is asked.
  bool is_absent() const { return function.is_undefined(); }
  Completion<Value> call(Agent& agent, std::initializer_list<Value> arguments) const {
    return vm::call(agent, function, Value(handler), std::span(arguments.begin(), arguments.size()));
  }
};
/// The first steps of each internal method of a proxy: a TypeError if it is revoked.
Completion<ProxyTrap> get_trap(Agent& agent, Object* object, PropertyKey name);
/// A TypeError for a trap that broke an invariant; `broken` is the sentence's end.
Thrown throw_proxy_error(Agent& agent, std::string_view trap, std::string_view broken);

Completion<Value> proxy_get_prototype_of(Agent& agent, Object* proxy);
Completion<bool> proxy_set_prototype_of(Agent& agent, Object* proxy, Object* prototype);
Completion<bool> proxy_is_extensible(Agent& agent, Object* proxy);
Completion<bool> proxy_prevent_extensions(Agent& agent, Object* proxy);
Completion<std::optional<PropertyDescriptor>> proxy_get_own_property(Agent& agent, Object* proxy,
                                                                     PropertyKey key);
Completion<bool> proxy_define_own_property(Agent& agent, Object* proxy, PropertyKey key,
                                           const PropertyDescriptor& descriptor);
Completion<bool> proxy_has_property(Agent& agent, Object* proxy, PropertyKey key);
Completion<Value> proxy_get(Agent& agent, Object* proxy, PropertyKey key, Value receiver);
Completion<bool> proxy_set(Agent& agent, Object* proxy, PropertyKey key, Value value, Value receiver);
Completion<bool> proxy_delete(Agent& agent, Object* proxy, PropertyKey key);
Completion<void> proxy_own_property_keys(Agent& agent, Object* proxy, std::vector<PropertyKey>& keys);

}  // namespace orrery::vm
