#include "vm/objects/object.h"

#include "vm/agent.h"
#include "vm/objects/elements.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

PropertyDescriptor PropertyDescriptor::data(Value value, Attributes attributes) {
  PropertyDescriptor descriptor;
  descriptor.value = value;
  descriptor.writable = attributes.writable();
  descriptor.enumerable = attributes.enumerable();
  descriptor.configurable = attributes.configurable();
  return descriptor;
}

void Accessor::visit(gc::Visitor& visitor) {
  if (getter().is_cell()) visitor.visit(getter().as_cell());
  if (setter().is_cell()) visitor.visit(setter().as_cell());
}

Object* make_object(Agent& agent, Shape* shape) {
  return agent.heap().make<OrdinaryObject>(shape->inline_capacity() * sizeof(ValueField), shape);
}

Object* ordinary_object_create(Agent& agent, Object* prototype, std::uint32_t expected_properties) {
  const std::uint32_t capacity = Shapes::rounded_inline_capacity(expected_properties);
  return make_object(agent, agent.shapes().root(prototype, CellKind::Object, capacity));
}

void Object::reserve_slot(gc::Heap& heap, std::uint32_t slot) {
  const std::uint32_t inline_capacity = shape()->inline_capacity();
  if (slot < inline_capacity) return;
  const std::uint32_t outer = slot - inline_capacity;
  const Slots* slots = slots_.get();
  if (slots == nullptr || outer >= slots->capacity()) slots_.set(this, Slots::grow(heap, slots, outer + 1));
}

void Object::visit(gc::Visitor& visitor) {
  visitor.visit(shape_, this);
  visitor.visit(slots_);
  visitor.visit(elements_);
  for (std::uint32_t i = 0; i < shape()->inline_capacity(); i++) {
    const Value value = inline_slots()[i].get();
    if (value.is_cell()) visitor.visit(value.as_cell());
  }
}

}  // namespace orrery::vm
