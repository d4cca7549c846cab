#include "vm/objects/elements.h"

#include <algorithm>
#include <cstring>

#include "vm/agent.h"
#include "vm/objects/array.h"
#include "vm/objects/sparse_elements.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

static_assert(sizeof(Elements) <= 16);

void Elements::visit(gc::Visitor& visitor) {
  for (std::uint32_t i = 0; i < length_; i++) {
    if (begin()[i].is_cell()) visitor.visit(begin()[i].as_cell());
  }
}

// What moves within the cell, or is a hole, needs no barrier.

void Elements::open_gap(std::uint32_t index, std::uint32_t count) {
  assert(index <= length_ && count <= capacity_ - length_);
  std::memmove(static_cast<void*>(places() + index + count), places() + index,
               (length_ - index) * sizeof(ValueField));
  for (std::uint32_t i = 0; i < count; i++) places()[index + i].set_without_barrier(Value::empty());
  length_ += count;
}

void Elements::close_gap(std::uint32_t index, std::uint32_t count) {
  assert(index <= length_ && count <= length_ - index);
  length_ -= count;
  std::memmove(static_cast<void*>(places() + index), places() + index + count,
               (length_ - index) * sizeof(ValueField));
}

void Elements::reverse() {
  for (std::uint32_t low = 0, high = length_; low + 1 < high; low++) {
    high--;
    const Value value = places()[low].get();
    places()[low].set_without_barrier(places()[high].get());
    places()[high].set_without_barrier(value);
  }
}

namespace {

bool is_sparse(const Object* object) {
  return object->has_flag(Object::k_has_sparse_elements);
}
SparseElements* sparse_of(const Object* object) {
  return static_cast<SparseElements*>(object->elements());
}

/// Dense elements of `capacity` with what `old` (dense, or null) has. Null: no memory.
Elements* make_dense(gc::Heap& heap, const Elements* old, std::uint32_t capacity) {
  auto* elements =
      heap.try_make<Elements>(std::size_t{capacity} * sizeof(ValueField) + 16 - sizeof(Elements), capacity);
  if (elements == nullptr) return nullptr;
  if (old != nullptr) {
    for (std::uint32_t i = 0; i < old->length(); i++) elements->append(old->get(i));
  }
  return elements;
}

std::uint32_t grown_capacity(std::uint32_t needed) {
  const std::uint64_t capacity = std::uint64_t{needed} + needed / 2 + 4;
  // Even, as the header takes a whole unit of 16 bytes.
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(capacity & ~std::uint64_t{1}, 0xffff'ffff));
}

Thrown throw_no_memory(Agent& agent) {
  return agent.throw_range_error("Out of memory: the array is too large");
}

/// Whether an element at `index`, which is beyond the dense ones, should make them reach there.
bool should_stay_dense(const Object* object, std::uint32_t index) {
  const std::uint32_t length = object->elements() == nullptr ? 0 : object->elements()->length();
  if (index - length <= std::max(Elements::k_max_gap, length / 2)) return true;
  if (object->kind() != CellKind::Array) return false;
  const std::uint32_t hint = static_cast<const Array*>(object)->length();
  return index < hint && hint <= Elements::k_max_dense_length_hint;
}

void make_sparse(Agent& agent, Object* object) {
  assert(!is_sparse(object));
  const Elements* dense = object->elements();
  SparseElements* sparse = SparseElements::make(agent.heap(), count_elements(object) + 1);
  const std::uint32_t length = dense == nullptr ? 0 : dense->length();
  for (std::uint32_t i = 0; i < length; i++) {
    if (!dense->get(i).is_empty()) sparse->add(i, dense->get(i), k_data_attributes);
  }
  object->set_elements(sparse);
  object->set_flag(Object::k_has_sparse_elements);
}

/// Makes sparse elements dense if they have become so.
/// \return whether they are dense now
bool try_make_dense(Agent& agent, Object* object) {
  const SparseElements* sparse = sparse_of(object);
  if (!sparse->is_ordinary() || sparse->highest_index() / 2 > sparse->count()) return false;
  Elements* dense = make_dense(agent.heap(), nullptr, grown_capacity(sparse->highest_index() + 1));
  if (dense == nullptr) return false;
  for (const std::uint32_t index : sparse->indices()) {
    while (dense->length() < index) dense->append(Value::empty());
    dense->append(sparse->value(*sparse->find(index)));
  }
  object->set_flag(Object::k_has_holes, dense->length() != sparse->count());
  object->set_elements(dense);
  object->set_flag(Object::k_has_sparse_elements, false);
  return true;
}

Completion<void> add_dense(Agent& agent, Object* object, std::uint32_t index, Value value) {
  Elements* elements = object->elements();
  if (elements == nullptr || index >= elements->capacity()) {
    std::uint32_t capacity = grown_capacity(index + 1);
    if (object->kind() == CellKind::Array) {
      // An array made with its length is not going to be longer.
      const std::uint32_t hint = static_cast<const Array*>(object)->length();
      if (index < hint && hint <= Elements::k_max_dense_length_hint) capacity = std::max(index + 1, hint);
    }
    elements = make_dense(agent.heap(), elements, capacity);
    if (elements == nullptr) return throw_no_memory(agent);
    object->set_elements(elements);
  }
  if (index < elements->length()) {
    elements->set(index, value);
    return {};
  }
  if (index > elements->length()) object->set_flag(Object::k_has_holes);
  while (elements->length() < index) elements->append(Value::empty());
  elements->append(value);
  return {};
}

Completion<void> add_sparse(Agent& agent, Object* object, std::uint32_t index, Value value,
                            Attributes attributes) {
  SparseElements* sparse = sparse_of(object);
  if (sparse->is_full()) {
    if (attributes == k_data_attributes && try_make_dense(agent, object)) {
      return add_element(agent, object, index, value, attributes);
    }
    sparse = sparse->grow(agent.heap());
    if (sparse == nullptr) return throw_no_memory(agent);
    object->set_elements(sparse);
  }
  sparse->add(index, value, attributes);
  return {};
}

}  // namespace

bool find_element(const Object* object, std::uint32_t index, OwnProperty* found) {
  const Elements* elements = object->elements();
  if (elements == nullptr) return false;
  found->index = index;
  if (index < elements->length()) {
    found->value = elements->get(index);
    found->attributes = k_data_attributes;
    found->place = OwnProperty::Place::Element;
    return !found->value.is_empty();
  }
  if (!is_sparse(object)) return false;
  const SparseElements* sparse = sparse_of(object);
  const std::optional<std::uint32_t> place = sparse->find(index);
  if (!place) return false;
  found->value = sparse->value(*place);
  found->attributes = sparse->attributes(*place);
  found->place = OwnProperty::Place::SparseElement;
  return true;
}

Completion<void> add_element(Agent& agent, Object* object, std::uint32_t index, Value value,
                             Attributes attributes) {
  agent.shapes().note_element(object);
  const bool is_ordinary = attributes == k_data_attributes;
  if (!is_ordinary) object->set_flag(Object::k_may_have_indexed_accessors);
  if (!is_sparse(object)) {
    const bool is_inside = object->elements() != nullptr && index < object->elements()->capacity();
    if (is_ordinary && (is_inside || should_stay_dense(object, index))) {
      return add_dense(agent, object, index, value);
    }
    make_sparse(agent, object);
  }
  return add_sparse(agent, object, index, value, attributes);
}

Completion<void> append_elements(Agent& agent, Object* object, std::span<const Value> values) {
  if (values.empty()) return {};
  assert(!is_sparse(object));
  agent.shapes().note_element(object);
  Elements* elements = object->elements();
  const std::uint64_t length = (elements == nullptr ? 0 : elements->length()) + std::uint64_t{values.size()};
  if (length >= PropertyKey::k_not_an_array_index) return throw_no_memory(agent);
  if (elements == nullptr || length > elements->capacity()) {
    // What an object is made with is often all that it will have; what comes after that is not the last.
    const auto needed = static_cast<std::uint32_t>(length);
    const std::uint32_t kept = elements == nullptr ? 0 : elements->length();
    elements =
        make_dense(agent.heap(), elements, kept == 0 ? needed : std::max(needed, grown_capacity(kept)));
    if (elements == nullptr) return throw_no_memory(agent);
    object->set_elements(elements);
  }
  for (const Value value : values) {
    if (value.is_empty()) object->set_flag(Object::k_has_holes);
    elements->append_without_barrier(value);
  }
  gc::write_barrier(elements);
  return {};
}

Completion<void> reserve_elements(Agent& agent, Object* object, std::uint32_t capacity) {
  assert(!is_sparse(object));
  agent.shapes().note_element(object);
  Elements* elements = object->elements();
  if (elements != nullptr && elements->capacity() >= capacity) return {};
  if (capacity >= PropertyKey::k_not_an_array_index)
    return throw_no_memory(agent);  // nor could it be made even
  elements = make_dense(agent.heap(), elements, capacity + (capacity & 1));
  if (elements == nullptr) return throw_no_memory(agent);
  object->set_elements(elements);
  return {};
}

Completion<void> insert_elements(Agent& agent, Object* object, std::uint32_t index,
                                 std::span<const Value> values) {
  if (values.empty()) return {};
  assert(!is_sparse(object));
  agent.shapes().note_element(object);
  Elements* elements = object->elements();
  const std::uint64_t length = (elements == nullptr ? 0 : elements->length()) + std::uint64_t{values.size()};
  if (length >= PropertyKey::k_not_an_array_index) return throw_no_memory(agent);
  if (elements == nullptr || length > elements->capacity()) {
    elements = make_dense(agent.heap(), elements, grown_capacity(static_cast<std::uint32_t>(length)));
    if (elements == nullptr) return throw_no_memory(agent);
    object->set_elements(elements);
  }
  elements->open_gap(index, static_cast<std::uint32_t>(values.size()));
  for (const Value value : values) elements->set(index++, value);
  return {};
}

void set_element(Object* object, const OwnProperty& found, Value value) {
  if (found.place == OwnProperty::Place::Element) {
    object->elements()->set(found.index, value);
  } else {
    assert(found.place == OwnProperty::Place::SparseElement);
    sparse_of(object)->set(*sparse_of(object)->find(found.index), value);
  }
}

Completion<void> reconfigure_element(Agent& agent, Object* object, std::uint32_t index, Value value,
                                     Attributes attributes) {
  if (!is_sparse(object)) {
    if (attributes == k_data_attributes) {
      object->elements()->set(index, value);
      return {};
    }
    make_sparse(agent, object);
  }
  if (attributes != k_data_attributes) object->set_flag(Object::k_may_have_indexed_accessors);
  SparseElements* sparse = sparse_of(object);
  const std::uint32_t place = *sparse->find(index);
  sparse->set(place, value);
  sparse->set_attributes(place, attributes);
  return {};
}

void remove_element(Object* object, std::uint32_t index) {
  if (is_sparse(object)) {
    sparse_of(object)->remove(*sparse_of(object)->find(index));
    return;
  }
  Elements* elements = object->elements();
  if (index == elements->length() - 1) {
    elements->truncate(index);
  } else {
    elements->set(index, Value::empty());
    object->set_flag(Object::k_has_holes);
  }
}

std::uint32_t truncate_elements(Object* object, std::uint32_t length) {
  Elements* elements = object->elements();
  if (elements == nullptr) return length;
  if (!is_sparse(object)) {
    if (length == 0) {
      object->set_elements(nullptr);
      object->set_flag(Object::k_has_holes, false);
    } else if (length < elements->length()) {
      elements->truncate(length);
    }
    return length;
  }
  SparseElements* sparse = sparse_of(object);
  const std::vector<std::uint32_t> indices = sparse->indices();
  for (std::size_t i = indices.size(); i > 0 && indices[i - 1] >= length; i--) {
    const std::uint32_t place = *sparse->find(indices[i - 1]);
    if (!sparse->attributes(place).configurable()) return indices[i - 1] + 1;
    sparse->remove(place);
  }
  if (sparse->count() == 0) {
    object->set_elements(nullptr);
    object->set_flag(Object::k_has_sparse_elements, false);
  }
  return length;
}

void append_element_keys(const Object* object, std::vector<PropertyKey>& keys) {
  const Elements* elements = object->elements();
  if (elements == nullptr) return;
  if (is_sparse(object)) {
    for (const std::uint32_t index : sparse_of(object)->indices()) keys.push_back(PropertyKey::index(index));
    return;
  }
  for (std::uint32_t i = 0; i < elements->length(); i++) {
    if (!elements->get(i).is_empty()) keys.push_back(PropertyKey::index(i));
  }
}

std::uint32_t count_elements(const Object* object) {
  const Elements* elements = object->elements();
  if (elements == nullptr) return 0;
  if (is_sparse(object)) return sparse_of(object)->count();
  if (!object->has_flag(Object::k_has_holes)) return elements->length();
  const Value* begin = elements->begin();
  return static_cast<std::uint32_t>(
      std::count_if(begin, begin + elements->length(), [](Value value) { return !value.is_empty(); }));
}

}  // namespace orrery::vm
