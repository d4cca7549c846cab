// Operations on all properties of an object: integrity levels, lists, copies.

#include <algorithm>
#include <string>

#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/proxy.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::vm {

// Integrity levels
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-setintegritylevel
Completion<bool> set_integrity_level(Agent& agent, Object* object, IntegrityLevel level) {
  // OPTIMIZATION: all properties of an ordinary object at once.
  if (&object->methods() == &k_ordinary_methods && object->elements() == nullptr) {
    agent.shapes().set_integrity(
        object, level == IntegrityLevel::Frozen ? Shapes::Integrity::Frozen : Shapes::Integrity::Sealed);
    return true;
  }
  // 1., 2.
  if (!TRY(internal_prevent_extensions(agent, object))) return false;
  // What its first element would throw, but says why.
  if (const TypedArray* array = as_typed_array(object);
      array != nullptr && array->length() != 0 && !array->buffer()->is_immutable()) {
    return agent.throw_type_error(std::string("Cannot ") +
                                  (level == IntegrityLevel::Frozen ? "freeze" : "seal") +
                                  " array buffer views with elements");
  }
  // 3.
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object, keys.items()));
  NativeLoop loop(agent);
  PropertyDescriptor sealed;
  sealed.configurable = false;
  if (level == IntegrityLevel::Sealed) {
    // 4.
    for (const PropertyKey key : keys) {
      TRY(loop.next_round());
      TRY(define_property_or_throw(agent, object, key, sealed));
    }
    return true;
  }
  // 5.
  PropertyDescriptor frozen = sealed;
  frozen.writable = false;
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    const std::optional<PropertyDescriptor> current = TRY(internal_get_own_property(agent, object, key));
    if (!current) continue;
    TRY(define_property_or_throw(agent, object, key, current->is_accessor_descriptor() ? sealed : frozen));
  }
  return true;
}

// https://tc39.es/ecma262/#sec-testintegritylevel
Completion<bool> test_integrity_level(Agent& agent, Object* object, IntegrityLevel level) {
  // 1., 2.
  if (TRY(internal_is_extensible(agent, object))) return false;
  // 5., 6.
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object, keys.items()));
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    const std::optional<PropertyDescriptor> current = TRY(internal_get_own_property(agent, object, key));
    if (!current) continue;
    if (*current->configurable) return false;
    if (level == IntegrityLevel::Frozen && current->is_data_descriptor() && *current->writable) return false;
  }
  return true;
}

// Lists
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-isarray
Completion<bool> is_array(Agent& agent, Value argument) {
  while (argument.is_object()) {
    if (argument.as_object()->kind() == CellKind::Array) return true;
    if (argument.as_object()->kind() != CellKind::Proxy) return false;
    const auto* proxy = static_cast<Proxy*>(argument.as_object());
    if (proxy->handler() == nullptr) return agent.throw_type_error("Cannot use a revoked proxy");
    argument = Value(proxy->target());
  }
  return false;
}

// https://tc39.es/ecma262/#sec-lengthofarraylike
Completion<std::uint64_t> length_of_array_like(Agent& agent, Object* object) {
  if (object->kind() == CellKind::Array) return std::uint64_t{static_cast<Array*>(object)->length()};
  const Value length = TRY(get(agent, object, agent.names().length));
  return to_length(agent, length);
}

// https://tc39.es/ecma262/#sec-createlistfromarraylike
Completion<ValueList*> create_list_from_array_like(Agent& agent, Value value) {
  // 2.
  if (!value.is_object()) return agent.throw_type_error("CreateListFromArrayLike called on non-object");
  Object* object = value.as_object();
  gc::Heap& heap = agent.heap();
  // OPTIMIZATION: no element of a packed array is anything but a value.
  if (object->kind() == CellKind::Array && static_cast<Array*>(object)->is_packed()) {
    const std::span<const Value> elements = static_cast<Array*>(object)->packed_elements();
    ValueList* list = ValueList::make(heap, static_cast<std::uint32_t>(elements.size()));
    for (const Value element : elements) list->append(heap, element);
    return list;
  }
  // 3.
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // Nothing can be done with such a list: it would be given to a call, whose stack has no room for it.
  constexpr std::uint64_t k_max_length = std::uint64_t{1} << 27;
  if (length > k_max_length) return agent.throw_range_error("Invalid list length");
  ValueList* list = ValueList::make(heap);
  // 4. - 6.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    list->append(heap, TRY(get(agent, object, index_key(agent, i))));
  }
  return list;
}

// https://tc39.es/ecma262/#sec-enumerableownproperties
Completion<ValueList*> enumerable_own_properties(Agent& agent, Object* object, PropertyParts parts) {
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object, keys.items()));
  ValueList* list = ValueList::make(agent.heap());
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    if (key.is_symbol()) continue;
    const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, object, key));
    if (!descriptor || !*descriptor->enumerable) continue;
    if (parts == PropertyParts::Keys) {
      list->append(agent.heap(), to_value(agent, key));
      continue;
    }
    Value item = TRY(get(agent, object, key));
    if (parts == PropertyParts::KeysAndValues) {
      const Value entry[] = {to_value(agent, key), item};
      item = TRY(Completion<Value>(create_array_from_list(agent, entry)));
    }
    list->append(agent.heap(), item);
  }
  return list;
}

// https://tc39.es/ecma262/#sec-copydataproperties
Completion<void> copy_data_properties(Agent& agent, Object* target, Value source,
                                      std::span<const PropertyKey> excluded) {
  // 1., 2.
  if (source.is_nullish()) return {};
  Object* from = TRY(to_object(agent, source));
  // 3., 4.
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, from, keys.items()));
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    if (std::ranges::find(excluded, key) != excluded.end()) continue;
    const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, from, key));
    if (!descriptor || !*descriptor->enumerable) continue;
    const Value value = TRY(get(agent, from, key));
    TRY(create_data_property_or_throw(agent, target, key, value));
  }
  return {};
}

// https://tc39.es/ecma262/#sec-getownpropertykeys
Completion<Array*> create_array_of_own_keys(Agent& agent, Object* object, KeysWanted wanted) {
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object, keys.items()));
  ValueList* list = ValueList::make(agent.heap());
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    if (wanted == KeysWanted::All || key.is_symbol() == (wanted == KeysWanted::Symbols))
      list->append(agent.heap(), to_value(agent, key));
  }
  return create_array_from_list(agent, list->values());
}

}  // namespace orrery::vm
