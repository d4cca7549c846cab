#include "builtins/indexed_collections/array_access.h"

#include "builtins/indexed_collections/array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

// Single elements -------------------------------------------------------------------------------------------

namespace {

/// An element that is an ordinary one of the object itself; Empty: it is not so simple.
Value try_own_element_fast(const Object* object, std::uint64_t index) {
  if (object->kind() != CellKind::Array && object->kind() != CellKind::Object) return Value::empty();
  const Elements* elements = object->elements();
  if (elements == nullptr || index >= elements->length()) return Value::empty();
  return elements->get(static_cast<std::uint32_t>(index));
}

}  // namespace

Completion<Value> get_at(Agent& agent, Object* object, std::uint64_t index) {
  const Value own = try_own_element_fast(object, index);
  if (!own.is_empty()) [[likely]]
    return own;
  return get(agent, object, index_key(agent, index));
}

Completion<Value> get_at_or_empty(Agent& agent, Object* object, std::uint64_t index) {
  const Value own = try_own_element_fast(object, index);
  if (!own.is_empty()) [[likely]]
    return own;
  const PropertyKey key = index_key(agent, index);
  if (!TRY(has_property(agent, object, key))) return Value::empty();
  return get(agent, object, key);
}

Completion<void> set_at(Agent& agent, Object* object, std::uint64_t index, Value value) {
  if (!try_own_element_fast(object, index).is_empty()) {
    object->elements()->set(static_cast<std::uint32_t>(index), value);
    return {};
  }
  return set(agent, object, index_key(agent, index), value, true);
}

namespace {

/// CreateDataProperty on an array whose elements are dense, where nothing can be in its way.
/// \return whether that is so; else nothing has happened
Completion<bool> try_create_at_fast(Agent& agent, Object* object, std::uint64_t index, Value value) {
  if (object->kind() != CellKind::Array || object->has_flag(Object::k_has_sparse_elements)) return false;
  auto* array = static_cast<Array*>(object);
  Elements* elements = array->elements();
  if (elements != nullptr && index < elements->length() &&
      !elements->get(static_cast<std::uint32_t>(index)).is_empty()) {
    elements->set(static_cast<std::uint32_t>(index), value);
    return true;
  }
  if (!array->shape()->is_extensible()) return false;
  if (index < array->length()) {
    TRY(add_element(agent, array, static_cast<std::uint32_t>(index), value));
    return true;
  }
  if (index != array->length() || index == Array::k_max_length || !array->is_length_writable()) return false;
  TRY(array_append(agent, array, value));
  return true;
}

}  // namespace

Completion<void> create_at(Agent& agent, Object* object, std::uint64_t index, Value value) {
  if (TRY(try_create_at_fast(agent, object, index, value))) return {};
  return create_data_property_or_throw(agent, object, index_key(agent, index), value);
}

Completion<void> delete_at(Agent& agent, Object* object, std::uint64_t index) {
  return delete_property_or_throw(agent, object, index_key(agent, index));
}

Completion<void> set_length(Agent& agent, Object* object, std::uint64_t length) {
  // OPTIMIZATION: an array that has that length already.
  if (object->kind() == CellKind::Array) {
    const auto* array = static_cast<Array*>(object);
    if (array->length() == length && array->is_length_writable()) return {};
  }
  return set(agent, object, agent.names().length, Value::number(length), true);
}

Completion<Value> ElementCallback::operator()(Agent& agent, Value element, std::uint64_t index) const {
  const Value arguments[] = {element, Value::number(index), object};
  return call(agent, function, this_argument, arguments);
}

// Whole arrays ----------------------------------------------------------------------------------------------

Array* try_plain_array_fast(Agent& agent, Value value) {
  if (!value.is_cell_of(CellKind::Array)) return nullptr;
  auto* array = static_cast<Array*>(value.as_object());
  return array->is_plain() && agent.shapes().no_elements_on_prototypes()->is_valid() ? array : nullptr;
}

std::optional<std::span<const Value>> try_dense_elements_fast(Agent& agent, Object* object) {
  if (object->kind() != CellKind::Array || object->has_flag(Object::k_has_sparse_elements))
    return std::nullopt;
  if (!agent.shapes().no_elements_on_prototypes()->is_valid()) return std::nullopt;
  const Elements* elements = object->elements();
  if (elements == nullptr) return std::span<const Value>();
  return std::span(elements->begin(), elements->length());
}

Completion<Array*> make_plain_array(Agent& agent, std::span<const Value> items) {
  return make_array(agent, agent.realm().shape(agent, CommonShape::Array), items);
}

// Species ---------------------------------------------------------------------------------------------------

namespace {

/// Get(constructor, @@species). OPTIMIZATION: the standard's own getter is not called.
Completion<Value> get_species(Agent& agent, Object* constructor) {
  OwnProperty species;
  const PropertyKey key = agent.names().symbol_species;
  if (constructor->kind() == CellKind::NativeFunction &&
      find_named_property(agent, constructor, key, &species) && species.attributes.is_accessor()) {
    const Value getter = species.accessor()->getter();
    if (getter.is_cell_of(CellKind::NativeFunction) &&
        static_cast<NativeFunction*>(getter.as_object())->code() == array_species) {
      return constructor;
    }
  }
  return get(agent, constructor, key);
}

}  // namespace

Completion<Value> array_species_constructor(Agent& agent, Object* original) {
  // 1., 2.
  if (!TRY(is_array(agent, original))) return Value::undefined();
  // 3.
  Value constructor = TRY(get(agent, original, agent.names().constructor));
  Object* ours = agent.intrinsic(Intrinsic::Array);
  // 4. Another realm's Array is as good as ours.
  if (is_constructor(constructor) && constructor.as_object() != ours) {
    Realm* realm = TRY(get_function_realm(agent, constructor.as_object()));
    if (realm != &agent.realm() && constructor.as_object() == realm->intrinsic(agent, Intrinsic::Array))
      return Value::undefined();
  }
  // 5.
  if (constructor.is_object()) {
    constructor = TRY(get_species(agent, constructor.as_object()));
    if (constructor.is_null()) return Value::undefined();
  }
  // 6. Constructing %Array% would be the same.
  if (constructor.is_undefined() || constructor.is_identical(Value(ours))) return Value::undefined();
  // 7.
  if (!vm::is_constructor(constructor))
    return agent.throw_type_error("object.constructor[Symbol.species] is not a constructor");
  return constructor;
}

Completion<Object*> create_by_species(Agent& agent, Value constructor, std::uint64_t length) {
  if (constructor.is_undefined()) return static_cast<Object*>(TRY(array_create(agent, length)));
  const Value argument = Value::number(length);
  return construct(agent, constructor.as_object(), std::span(&argument, 1));
}

Completion<Object*> array_species_create(Agent& agent, Object* original, std::uint64_t length) {
  const Value constructor = TRY(array_species_constructor(agent, original));
  return create_by_species(agent, constructor, length);
}

}  // namespace orrery::builtins
