#pragma once

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/iteration/disposal.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-disposablestack-objects and
/// https://tc39.es/ecma262/#sec-asyncdisposablestack-objects
class DisposableStack final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::DisposableStack;

  DisposableStack(Shape* shape, bytecode::DisposeKind sort, DisposeCapability* capability)
      : Object(k_kind, shape), sort_(sort), capability_(capability) {}

  /// Whether it has a [[DisposableState]] or an [[AsyncDisposableState]].
  bytecode::DisposeKind sort() const { return sort_; }
  bool is_disposed() const { return !capability_; }
  /// [[DisposeCapability]]; null: it is disposed.
  DisposeCapability* capability() const { return capability_.get(); }
  /// Ends its life: what is to be disposed of is the caller's.
  DisposeCapability* take_capability() {
    DisposeCapability* capability = capability_.get();
    capability_.clear();
    return capability;
  }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(capability_);
  }

 private:
  bytecode::DisposeKind sort_;
  gc::Field<DisposeCapability> capability_;
};

}  // namespace orrery::vm
