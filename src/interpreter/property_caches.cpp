#include "interpreter/property_caches.h"

#include "vm/agent.h"
#include "vm/binary_data/typed_array_length.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::CellKind;
using vm::FeedbackVector;
using vm::Object;
using vm::ObjectLayout;
using vm::PolymorphicCache;
using vm::PropertyKey;
using vm::Shape;
using vm::Value;

namespace {

void put(Agent& agent, FeedbackVector* feedback, PropertyCache* cache, const PolymorphicCache::Entry& entry) {
  if (cache->shape == 0 || cache->shape == entry.shape) {
    cache->shape = entry.shape;
    cache->place = entry.place;
    cache->holder = entry.holder;
    cache->validity = entry.validity;
  } else {
    if (cache->others == nullptr) cache->others = agent.heap().make<PolymorphicCache>(0);
    // What was met last is likely to be met next, and is looked at first.
    cache->others->add({cache->shape, cache->place, cache->holder, cache->validity});
    cache->shape = entry.shape;
    cache->place = entry.place;
    cache->holder = entry.holder;
    cache->validity = entry.validity;
  }
  feedback->note_write();
}

/// Whether an object's named properties are all in its shape, this one at least.
bool shape_tells(Agent& agent, const Object* object, PropertyKey key) {
  if (object->kind() == CellKind::Array || object->kind() == CellKind::StringObject)
    return key != agent.names().length;
  // Names that are numbers mean elements there.
  if (object->kind() == CellKind::TypedArray)
    return !key.is_index() && !(key.is_string() && key.as_atom()->is_canonical_numeric());
  return object->methods().has_only_shape_names;
}

/// The object on the chain from `start` on whose slot is the property, and the slot.
struct Found {
  Object* holder;
  std::uint32_t slot;
};
std::optional<Found> find_data_property(Agent& agent, Object* start, PropertyKey key) {
  for (Object* holder = start; holder != nullptr; holder = holder->prototype()) {
    if (!shape_tells(agent, holder, key)) return std::nullopt;
    const auto location = holder->shape()->find(key);
    if (!location) continue;
    if (location->attributes.is_accessor() || location->attributes.is_lazy()) return std::nullopt;
    return Found{holder, location->slot};
  }
  return std::nullopt;
}

/// The object whose `length` a typed array inherits, if its getter is the standard's own; else null.
Object* find_typed_array_length(Agent& agent, const Object* array) {
  const PropertyKey key = agent.names().length;
  for (Object* holder = array->prototype(); holder != nullptr; holder = holder->prototype()) {
    if (!shape_tells(agent, holder, key)) return nullptr;
    const auto location = holder->shape()->find(key);
    if (!location) continue;
    if (!location->attributes.is_accessor() || location->attributes.is_lazy()) return nullptr;
    const Value getter = static_cast<vm::Accessor*>(holder->slot(location->slot).as_cell())->getter();
    const bool is_standard =
        getter.is_cell_of(CellKind::NativeFunction) &&
        static_cast<vm::NativeFunction*>(getter.as_object())->code() == vm::typed_array_length;
    return is_standard ? holder : nullptr;
  }
  return nullptr;
}

/// Whether adding `key` to an object needs to ask nothing on its prototype chain.
bool may_add_freely(Agent& agent, const Object* object, PropertyKey key) {
  for (Object* holder = object->prototype(); holder != nullptr; holder = holder->prototype()) {
    if (!shape_tells(agent, holder, key)) return false;
    const auto location = holder->shape()->find(key);
    if (location) return !location->attributes.is_accessor() && location->attributes.writable();
  }
  return true;
}

}  // namespace

void fill_load_cache(Agent& agent, FeedbackVector* feedback, PropertyCache* cache, Value base,
                     PropertyKey key) {
  if (base.is_string()) {
    if (key == agent.names().length)
      return put(agent, feedback, cache,
                 {vm::PrimitiveShape::k_string, vm::k_string_length, nullptr, nullptr});
    Object* prototype = vm::prototype_of_primitive(agent, base);
    const auto found = find_data_property(agent, prototype, key);
    if (!found) return;
    vm::ValidityCell* validity = agent.shapes().validity_chains().of(prototype);
    return put(agent, feedback, cache,
               {vm::PrimitiveShape::k_string, ObjectLayout::place_of(found->holder, found->slot),
                found->holder, validity});
  }
  if (!base.is_object()) return;
  Object* object = base.as_object();
  if (object->kind() == CellKind::Array && key == agent.names().length)
    return put(agent, feedback, cache, {object->shape_bits(), vm::k_array_length, nullptr, nullptr});
  if (object->shape()->is_dictionary()) return;
  if (object->kind() == CellKind::TypedArray && key == agent.names().length && !object->shape()->find(key)) {
    Object* holder = find_typed_array_length(agent, object);
    if (holder == nullptr) return;
    return put(
        agent, feedback, cache,
        {object->shape_bits(), vm::k_typed_array_length, holder, object->shape()->chain_validity(agent)});
  }
  const auto found = find_data_property(agent, object, key);
  if (!found) return;
  const CachedPlace place = ObjectLayout::place_of(found->holder, found->slot);
  if (found->holder == object) {
    put(agent, feedback, cache, {object->shape_bits(), place, nullptr, nullptr});
  } else {
    put(agent, feedback, cache,
        {object->shape_bits(), place, found->holder, object->shape()->chain_validity(agent)});
  }
}

void fill_store_cache(Agent& agent, FeedbackVector* feedback, PropertyCache* cache, Object* object,
                      Shape* before, PropertyKey key, bool defines) {
  Shape* const shape = object->shape();
  if (shape->is_dictionary() || !shape_tells(agent, object, key)) return;
  if (shape != before && before->is_unshared()) return;
  const auto location = shape->find(key);
  if (!location || !location->attributes.writable() || location->attributes.is_lazy()) return;
  const CachedPlace place = ObjectLayout::place_of(object, location->slot);
  if (shape == before) return put(agent, feedback, cache, {gc::compress(before), place, nullptr, nullptr});
  const bool is_added = location->attributes == vm::k_data_attributes &&
                        agent.shapes().added(before, key, vm::k_data_attributes) == shape;
  if (!is_added || (!defines && !may_add_freely(agent, object, key))) return;
  vm::ValidityCell* validity = defines ? nullptr : before->chain_validity(agent);
  put(agent, feedback, cache, {gc::compress(before), place, shape, validity});
}

}  // namespace orrery::interpreter
