#pragma once

#include <span>

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots
///
/// Its own shape and slots hold private elements only.
class Proxy final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Proxy;

  Proxy(Shape* shape, Object* target, Object* handler);

  Object* target() const { return target_.get(); }    // [[ProxyTarget]]; null: revoked
  Object* handler() const { return handler_.get(); }  // [[ProxyHandler]]; null: revoked
  void revoke() {
    target_.clear();
    handler_.clear();
  }

  /// An exotic object of the host that is made of a target and a handler (Node's process.env): whoever tells
  /// what objects are, or copies them, takes it for its target.
  bool stands_for_target() const { return stands_for_target_; }
  void stand_for_target() { stands_for_target_ = true; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(target_);
    visitor.visit(handler_);
  }

 private:
  gc::Field<Object> target_;
  gc::Field<Object> handler_;
  bool stands_for_target_ = false;
};

/// https://tc39.es/ecma262/#sec-proxycreate
Completion<Object*> proxy_create(Agent& agent, Value target, Value handler);
/// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist
Completion<Value> proxy_call(Agent& agent, Object* proxy, Value this_value, std::span<const Value> arguments);
/// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget
Completion<Object*> proxy_construct(Agent& agent, Object* proxy, std::span<const Value> arguments,
                                    Object* new_target);

}  // namespace orrery::vm
