#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

/// A Boolean, Number, Symbol or BigInt object: ordinary, but for what it holds.
class PrimitiveObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::PrimitiveObject;

  PrimitiveObject(Shape* shape, Value primitive) : Object(k_kind, shape), primitive_(primitive) {}

  /// [[BooleanData]], [[NumberData]], [[SymbolData]] or [[BigIntData]]
  Value primitive() const { return primitive_.get(); }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    if (primitive().is_cell()) visitor.visit(primitive().as_cell());
  }

 private:
  ValueField primitive_;
};

}  // namespace orrery::vm
