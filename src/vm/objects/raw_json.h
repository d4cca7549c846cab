#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

/// What JSON.rawJSON gives: an object with the internal slot [[IsRawJSON]]
/// (https://tc39.es/ecma262/#sec-json.rawjson).
class RawJson final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::RawJson;
  explicit RawJson(Shape* shape) : Object(k_kind, shape) {}
  void visit(gc::Visitor& visitor) { Object::visit(visitor); }
};

}  // namespace orrery::vm
