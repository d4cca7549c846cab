#include "vm/shapes/shapes.h"

#include <algorithm>

#include "vm/objects/elements.h"
#include "vm/objects/object.h"
#include "vm/shapes/property_table.h"

namespace orrery::vm {

namespace {

std::uint64_t operand_of(const Object* prototype) {
  return reinterpret_cast<std::uint64_t>(prototype);
}

}  // namespace

// Making shapes
// ----------------------------------------------------------------------------------------------------------

std::uint32_t Shapes::rounded_inline_capacity(std::uint32_t count) {
  // An object's own fields end in the middle of a cell's last 16 bytes.
  return std::min(count | 1, Shape::k_max_inline_capacity);
}

Shape* Shapes::root(Object* prototype, CellKind kind, std::uint32_t inline_capacity) {
  assert(inline_capacity <= Shape::k_max_inline_capacity);
  assert(inline_capacity == 0 || kind == CellKind::Object || kind == CellKind::PlatformObject ||
         kind == CellKind::Arguments);
  if (prototype != nullptr) make_prototype(prototype);
  const std::uint32_t detail = inline_capacity << 8 | static_cast<std::uint32_t>(kind);
  const Transition transition{nullptr, operand_of(prototype), detail, Transition::Sort::Root};
  if (Shape* shape = transitions_.find(transition)) return shape;
  auto* shape = heap_.make<Shape>(0, prototype, kind, static_cast<std::uint8_t>(inline_capacity));
  transitions_.add(transition, shape);
  return shape;
}

Shape* Shapes::derive(Shape* shape, const Transition& transition) {
  auto* derived = heap_.make<Shape>(0, shape->prototype(), shape->object_kind(), shape->inline_capacity_);
  derived->flags_ = shape->flags_;
  derived->count_ = shape->count_;
  derived->table_.set(derived, shape->table_.get());
  derived->parent_.set(derived, shape);
  transitions_.add(transition, derived);
  return derived;
}

Shape* Shapes::unshared_copy(Shape* shape, std::uint8_t flags) {
  auto* copy = heap_.make<Shape>(0, shape->prototype(), shape->object_kind(), shape->inline_capacity_);
  copy->flags_ = shape->flags_ | flags;
  copy->count_ = shape->count_;
  if (shape->count_ != 0) {
    copy->table_.set(copy, shape->table_->copy(heap_, shape->count_, shape->count_ + 4));
  }
  return copy;
}

void Shapes::make_prototype(Object* object) {
  Shape* shape = object->shape();
  if (shape->is_prototype()) return;
  if (object->elements() != nullptr || object->has_flag(Object::k_may_have_indexed_accessors)) {
    no_elements_on_prototypes()->invalidate();
  }
  if (shape->is_dictionary()) {
    shape->flags_ |= Shape::k_is_prototype;
  } else {
    object->set_shape(unshared_copy(shape, Shape::k_is_prototype));
  }
}

void Shapes::make_dictionary(Object* object) {
  assert(!object->shape()->is_unshared());
  object->set_shape(unshared_copy(object->shape(), Shape::k_is_dictionary));
}

Shape* Shapes::begin_change(Object* object) {
  Shape* shape = object->shape();
  assert(shape->is_unshared());
  if (!shape->is_prototype()) return shape;
  validity_chains_.invalidate(shape);
  if (shape->is_dictionary()) return shape;
  auto* replacement = heap_.make<Shape>(0, shape->prototype(), shape->object_kind(), shape->inline_capacity_);
  replacement->flags_ = shape->flags_;
  replacement->count_ = shape->count_;
  replacement->table_.set(replacement, shape->table_.get());
  object->set_shape(replacement);
  return replacement;
}

// Adding
// ----------------------------------------------------------------------------------------------------------

Shape* Shapes::added(Shape* shape, PropertyKey key, Attributes attributes) {
  if (shape->is_unshared() || shape->count_ >= Shape::k_max_properties) return nullptr;
  const Transition transition{shape, key.bits(), attributes.bits(), Transition::Sort::Add};
  if (Shape* found = transitions_.find(transition)) return found;
  Shape* result = derive(shape, transition);
  result->was_added_ = true;
  result->count_++;

  const std::uint32_t count = shape->count_;
  PropertyTable* table = shape->table_.get();
  const bool is_there = table != nullptr && table->size() > count && table->key(count) == key &&
                        table->attributes(count) == attributes;
  if (is_there) return result;
  if (table == nullptr) {
    table = PropertyTable::make(heap_, 4);
  } else if (table->size() != count || table->is_full()) {
    table = table->copy(heap_, count, count + 1);
  }
  table->append(key, attributes);
  result->table_.set(result, table);
  return result;
}

std::uint32_t Shapes::add(Object* object, PropertyKey key, Value value, Attributes attributes) {
  assert(!key.is_array_index() && !object->shape()->find(key));
  Shape* shape = object->shape();
  if (!shape->is_unshared()) {
    if (Shape* next = added(shape, key, attributes)) {
      const std::uint32_t slot = shape->count_;
      object->reserve_slot(heap_, slot);
      object->set_shape(next);
      object->set_slot(slot, value);
      return slot;
    }
    make_dictionary(object);
  }
  const std::uint32_t slot = add_unshared(object, key, attributes);
  object->set_slot(slot, value);
  return slot;
}

std::uint32_t Shapes::add_unshared(Object* object, PropertyKey key, Attributes attributes) {
  Shape* shape = begin_change(object);
  PropertyTable* table = shape->table_.get();
  if (table == nullptr) {
    table = PropertyTable::make(heap_, 4);
    shape->table_.set(shape, table);
  } else if (table->is_full()) {
    if (table->removed_count() > table->capacity() / 4) {
      compact(object);
    } else {
      shape->table_.set(shape, table->copy(heap_, shape->count_, shape->count_ + 1));
    }
    table = shape->table_.get();
  }
  object->reserve_slot(heap_, shape->count_);
  shape->count_++;
  return table->append(key, attributes);
}

// Other changes
// ----------------------------------------------------------------------------------------------------------

void Shapes::remove(Object* object, std::uint32_t slot) {
  Shape* shape = object->shape();
  if (!shape->is_unshared()) {
    if (shape->was_added_ && slot == shape->count_ - 1) {
      object->set_slot(slot, Value::undefined());
      object->set_shape(shape->parent_.get());
      return;
    }
    make_dictionary(object);
  }
  shape = begin_change(object);
  shape->flags_ |= Shape::k_is_dictionary;
  shape->table_->remove(slot);
  object->set_slot(slot, Value::undefined());
  if (shape->table_->removed_count() > 8 && shape->table_->removed_count() > shape->property_count()) {
    compact(object);
  }
}

void Shapes::compact(Object* object) {
  Shape* shape = object->shape();
  PropertyTable* old = shape->table_.get();
  // Room for as many again, so that a full table is not compacted again at once.
  PropertyTable* table = PropertyTable::make(heap_, shape->property_count() * 2);
  for (std::uint32_t slot = 0; slot < shape->count_; slot++) {
    if (old->is_removed(slot)) continue;
    const std::uint32_t new_slot = table->append(old->key(slot), old->attributes(slot));
    object->set_slot(new_slot, object->slot(slot));
  }
  for (std::uint32_t slot = table->size(); slot < shape->count_; slot++) {
    object->set_slot(slot, Value::undefined());
  }
  shape->table_.set(shape, table);
  shape->count_ = table->size();
}

void Shapes::reconfigure(Object* object, std::uint32_t slot, Attributes attributes) {
  Shape* shape = object->shape();
  if (!shape->is_unshared()) {
    if (shape->count_ <= k_max_reconfigured) {
      const Transition transition{shape, shape->table_->key(slot).bits(), attributes.bits(),
                                  Transition::Sort::Reconfigure};
      Shape* next = transitions_.find(transition);
      if (next == nullptr) {
        next = derive(shape, transition);
        next->table_.set(next, shape->table_->copy(heap_, shape->count_, shape->count_));
        next->table_->set_attributes(slot, attributes);
      }
      object->set_shape(next);
      return;
    }
    make_dictionary(object);
  }
  shape = begin_change(object);
  shape->table_->set_attributes(slot, attributes);
}

void Shapes::forget_lazy(Object* object, std::uint32_t slot) {
  Shape* shape = object->shape();
  const Attributes attributes = shape->attributes_of(slot).without(Attributes::k_lazy);
  // Caches have never seen a lazy property, so nothing that they know changes.
  if (shape->is_unshared()) {
    shape->table_->set_attributes(slot, attributes);
  } else {
    reconfigure(object, slot, attributes);
  }
}

void Shapes::set_prototype(Object* object, Object* prototype) {
  if (prototype != nullptr) make_prototype(prototype);
  Shape* shape = object->shape();
  if (shape->is_unshared()) {
    shape = begin_change(object);
    shape->prototype_.set(shape, prototype);
    return;
  }
  const Transition transition{shape, operand_of(prototype), 0, Transition::Sort::SetPrototype};
  Shape* next = transitions_.find(transition);
  if (next == nullptr) {
    next = derive(shape, transition);
    next->prototype_.set(next, prototype);
  }
  object->set_shape(next);
}

void Shapes::prevent_extensions(Object* object) {
  Shape* shape = object->shape();
  if (!shape->is_extensible()) return;
  if (shape->is_unshared()) {
    begin_change(object)->flags_ |= Shape::k_is_not_extensible;
    return;
  }
  const Transition transition{shape, 0, 0, Transition::Sort::PreventExtensions};
  Shape* next = transitions_.find(transition);
  if (next == nullptr) {
    next = derive(shape, transition);
    next->flags_ |= Shape::k_is_not_extensible;
  }
  object->set_shape(next);
}

void Shapes::set_integrity(Object* object, Integrity level) {
  Shape* shape = object->shape();
  if (shape->is_unshared()) {
    set_integrity(begin_change(object), level);
    return;
  }
  const auto sort = level == Integrity::Frozen ? Transition::Sort::Freeze : Transition::Sort::Seal;
  const Transition transition{shape, 0, 0, sort};
  Shape* next = transitions_.find(transition);
  if (next == nullptr) {
    next = derive(shape, transition);
    if (shape->count_ != 0) next->table_.set(next, shape->table_->copy(heap_, shape->count_, shape->count_));
    set_integrity(next, level);
  }
  object->set_shape(next);
}

void Shapes::set_integrity(Shape* shape, Integrity level) {
  shape->flags_ |= Shape::k_is_not_extensible;
  for (std::uint32_t slot = 0; slot < shape->count_; slot++) {
    PropertyTable& table = *shape->table_;
    if (table.is_removed(slot) || table.key(slot).is_private()) continue;
    Attributes attributes = table.attributes(slot).without(Attributes::k_configurable);
    if (level == Integrity::Frozen) attributes = attributes.without(Attributes::k_writable);
    table.set_attributes(slot, attributes);
  }
}

// Elements on prototypes, and the collector
// ----------------------------------------------------------------------------------------------------------

ValidityCell* Shapes::no_elements_on_prototypes() {
  if (no_elements_on_prototypes_ == nullptr) no_elements_on_prototypes_ = heap_.make<ValidityCell>(0);
  return no_elements_on_prototypes_;
}

void Shapes::note_element(Object* object) {
  if (object->shape()->is_prototype()) no_elements_on_prototypes()->invalidate();
}

void Shapes::visit_roots(gc::Visitor& visitor) {
  validity_chains_.visit_roots(visitor);
  visitor.visit(no_elements_on_prototypes_);
}

void Shapes::clear_dead(const gc::Liveness& liveness) {
  transitions_.clear_dead(liveness);
  validity_chains_.clear_dead(liveness);
}

}  // namespace orrery::vm
