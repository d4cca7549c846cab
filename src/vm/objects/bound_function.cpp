#include "vm/objects/bound_function.h"

#include "vm/agent.h"
#include "vm/objects/internal_methods.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

BoundFunction::BoundFunction(Shape* shape, Object* target, Value this_value, Slots* arguments,
                             std::uint32_t argument_count)
    : Object(k_kind, shape, k_is_callable),
      target_(target),
      this_value_(this_value),
      arguments_(arguments),
      argument_count_(argument_count) {
  set_flag(k_is_constructor, target->is_constructor());
}

void BoundFunction::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(target_);
  if (this_value().is_cell()) visitor.visit(this_value().as_cell());
  visitor.visit(arguments_);
}

// https://tc39.es/ecma262/#sec-boundfunctioncreate
Completion<BoundFunction*> bound_function_create(Agent& agent, Object* target, Value this_value,
                                                 std::span<const Value> arguments) {
  // 1. It inherits from what its target inherits from.
  const Value prototype = TRY(internal_get_prototype_of(agent, target));
  // 2. - 10.
  Shape* shape =
      agent.shapes().root(prototype.is_null() ? nullptr : prototype.as_object(), CellKind::BoundFunction);
  const auto count = static_cast<std::uint32_t>(arguments.size());
  Slots* slots = nullptr;
  if (count != 0) {
    slots = Slots::make(agent.heap(), count);
    for (std::uint32_t i = 0; i < count; i++) slots->set(i, arguments[i]);
  }
  return agent.heap().make<BoundFunction>(0, shape, target, this_value, slots, count);
}

}  // namespace orrery::vm
