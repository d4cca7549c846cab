#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class GlobalEnvironment;
class Object;
class Shape;

enum class Intrinsic : std::uint8_t {
#define INTRINSIC(Name) Name,
#include "vm/intrinsics.def"
#undef INTRINSIC
};
constexpr std::size_t k_intrinsic_count = 0
#define INTRINSIC(Name) +1
#include "vm/intrinsics.def"
#undef INTRINSIC
    ;

/// https://tc39.es/ecma262/#realm-record
class Realm final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Realm;
  static constexpr bool k_kind_has_finalizer = false;

  Realm() : Cell(static_cast<std::uint8_t>(k_kind)) {}

  /// [[Intrinsics]]; made when first asked for.
  Object* intrinsic(Agent& agent, Intrinsic which);
  void set_intrinsic(Intrinsic which, Object* object) {
    intrinsics_[static_cast<std::size_t>(which)].set(this, object);
  }
  Object* global_object() const { return global_object_.get(); }                       // [[GlobalObject]]
  GlobalEnvironment* global_environment() const { return global_environment_.get(); }  // [[GlobalEnv]]

  /// Of objects that are made often.
  Shape* object_shape() const { return object_shape_.get(); }  // `{}`
  Shape* array_shape() const { return array_shape_.get(); }
  Shape* function_shape() const { return function_shape_.get(); }

  void visit(gc::Visitor& visitor);

 private:
  std::array<gc::Field<Object>, k_intrinsic_count> intrinsics_;
  gc::Field<Object> global_object_;
  gc::Field<GlobalEnvironment> global_environment_;
  gc::Field<Shape> object_shape_;
  gc::Field<Shape> array_shape_;
  gc::Field<Shape> function_shape_;
};

}  // namespace orrery::vm
