#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::vm {

/// https://tc39.es/proposal-shadowrealm/#sec-properties-of-shadowrealm-instances
class ShadowRealm final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::ShadowRealm;
  ShadowRealm(Shape* shape, Realm* realm) : Object(k_kind, shape), realm_(realm) {}

  Realm* realm() const { return realm_.get(); }  // [[ShadowRealm]]

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(realm_);
  }

 private:
  gc::Field<Realm> realm_;
};

}  // namespace orrery::vm
