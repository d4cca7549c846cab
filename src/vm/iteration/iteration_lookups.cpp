#include "vm/iteration/iteration_lookups.h"

#include <optional>

#include "vm/agent.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/object.h"
#include "vm/shapes/shape.h"

namespace orrery::vm {

namespace {

/// Whether the object's shape says all of its properties with the names that are looked for here.
bool has_names_in_shape(const Object* object) {
  return object->methods().has_only_shape_names || object->kind() == CellKind::Array;
}

}  // namespace

Value IterationLookups::find(Agent& agent, Places& places, const Object* object, PropertyKey key) {
  const Shape* shape = object->shape();
  Place& place = places[reinterpret_cast<std::uintptr_t>(shape) / 64 % places.size()];
  if (place.shape == shape && place.validity->is_valid()) return place.holder->slot(place.slot);
  if (shape->is_unshared() || !has_names_in_shape(object) || shape->find(key)) return Value::empty();
  for (const Object* holder = object->prototype(); holder != nullptr; holder = holder->prototype()) {
    if (!has_names_in_shape(holder)) return Value::empty();
    const std::optional<PropertyLocation> found = holder->shape()->find(key);
    if (!found) continue;
    if (found->attributes.is_accessor() || found->attributes.is_lazy()) return Value::empty();
    place = {shape, shape->chain_validity(agent), holder, found->slot};
    return holder->slot(found->slot);
  }
  return Value::empty();
}

Value IterationLookups::find_iterator_method(Agent& agent, const Object* object) {
  return find(agent, iterator_methods_, object, agent.names().symbol_iterator);
}

Value IterationLookups::find_next_method(Agent& agent, const Object* object) {
  return find(agent, next_methods_, object, agent.names().next);
}

void IterationLookups::clear() {
  iterator_methods_.fill({});
  next_methods_.fill({});
}

}  // namespace orrery::vm
