#pragma once

#include <span>

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-bound-function-exotic-objects. Its properties are ordinary; what calling it
/// does is in calls.h.
class BoundFunction final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::BoundFunction;

  BoundFunction(Shape* shape, Object* target, Value this_value, Slots* arguments,
                std::uint32_t argument_count);

  Object* target() const { return target_.get(); }        // [[BoundTargetFunction]]
  Value this_value() const { return this_value_.get(); }  // [[BoundThis]]
  std::span<const Value> arguments() const {              // [[BoundArguments]]
    return arguments_ ? arguments_->values().first(argument_count_) : std::span<const Value>();
  }

  void visit(gc::Visitor& visitor);

 private:
  gc::Field<Object> target_;
  ValueField this_value_;
  gc::Field<Slots> arguments_;  // null: none
  std::uint32_t argument_count_;
};

/// https://tc39.es/ecma262/#sec-boundfunctioncreate
Completion<BoundFunction*> bound_function_create(Agent& agent, Object* target, Value this_value,
                                                 std::span<const Value> arguments);

}  // namespace orrery::vm
