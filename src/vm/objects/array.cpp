#include "vm/objects/array.h"

#include "vm/agent.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

namespace {

bool find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  if (key == agent.names().length) {
    const Array* array = static_cast<Array*>(object);
    found->value = Value::number(array->length());
    found->attributes = Attributes(array->is_length_writable() ? Attributes::k_writable : 0);
    found->place = OwnProperty::Place::Computed;
    return true;
  }
  return ordinary_find_own_property(agent, object, key, found);
}

Completion<void> own_property_keys(Agent& agent, Object* object, std::vector<PropertyKey>& keys) {
  append_element_keys(object, keys);
  // The first property that an array gets (ArrayCreate, step 6).
  keys.push_back(agent.names().length);
  append_named_keys(object, keys);
  return {};
}

}  // namespace

const InternalMethods k_array_methods{
    .get_prototype_of = ordinary_get_prototype_of,
    .set_prototype_of = ordinary_set_prototype_of,
    .is_extensible = ordinary_is_extensible,
    .prevent_extensions = ordinary_prevent_extensions,
    .get_own_property = ordinary_get_own_property,
    .define_own_property = array_define_own_property,
    .has_property = ordinary_has_property,
    .get = ordinary_get,
    .set = ordinary_set,
    .delete_property = ordinary_delete,
    .own_property_keys = own_property_keys,
    .find_own_property = find_own_property,
    .has_only_shape_names = false,
};

bool Array::is_packed() const {
  const std::uint32_t present = elements() == nullptr ? 0 : elements()->length();
  return present == length_ && !has_flag(k_has_holes);
}

std::span<const Value> Array::packed_elements() const {
  assert(is_packed());
  if (length_ == 0) return {};
  return {elements()->begin(), length_};
}

// https://tc39.es/ecma262/#sec-arraycreate
Completion<Array*> array_create(Agent& agent, std::uint64_t length, Object* prototype) {
  // 1. Too long.
  if (length > Array::k_max_length) return agent.throw_range_error("Invalid array length");
  // 2. - 6.
  if (prototype == nullptr) prototype = agent.hooks().intrinsic(agent, Intrinsic::ArrayPrototype);
  Shape* shape = agent.shapes().root(prototype, CellKind::Array);
  return agent.heap().make<Array>(0, shape, static_cast<std::uint32_t>(length));
}

Completion<Array*> make_array(Agent& agent, Shape* shape, std::span<const Value> items) {
  auto* array = agent.heap().make<Array>(0, shape, 0u);
  TRY(append_elements(agent, array, items));
  array->length_ = static_cast<std::uint32_t>(items.size());
  return array;
}

// https://tc39.es/ecma262/#sec-createarrayfromlist
Completion<Array*> create_array_from_list(Agent& agent, std::span<const Value> items) {
  Object* prototype = agent.hooks().intrinsic(agent, Intrinsic::ArrayPrototype);
  return make_array(agent, agent.shapes().root(prototype, CellKind::Array), items);
}

Completion<void> array_append(Agent& agent, Array* array, Value value) {
  if (array->length_ == Array::k_max_length) return agent.throw_range_error("Invalid array length");
  // OPTIMIZATION: there is room, and no prototype whose elements anybody must hear of.
  Elements* elements = array->elements();
  if (elements != nullptr && elements->length() == array->length_ && array->length_ < elements->capacity() &&
      !value.is_empty() && !array->shape()->is_prototype()) {
    elements->append(value);
    array->length_++;
    return {};
  }
  if (!value.is_empty()) TRY(add_element(agent, array, array->length_, value));
  array->length_++;
  return {};
}

Completion<void> array_append(Agent& agent, Array* array, std::span<const Value> values) {
  if (values.size() > Array::k_max_length - array->length_)
    return agent.throw_range_error("Invalid array length");
  if (array->is_packed() && !array->has_flag(Object::k_has_sparse_elements)) {
    TRY(append_elements(agent, array, values));
    array->length_ += static_cast<std::uint32_t>(values.size());
    return {};
  }
  for (const Value value : values) TRY(array_append(agent, array, value));
  return {};
}

// https://tc39.es/ecma262/#sec-array-exotic-objects-defineownproperty-p-desc
Completion<bool> array_define_own_property(Agent& agent, Object* object, PropertyKey key,
                                           const PropertyDescriptor& descriptor) {
  auto* array = static_cast<Array*>(object);
  // 1. length.
  if (key == agent.names().length) return array_set_length(agent, array, descriptor);
  OwnProperty current;
  if (ordinary_find_own_property(agent, array, key, &current)) {
    return validate_and_apply_property_descriptor(agent, array, key, array->shape()->is_extensible(),
                                                  descriptor, &current);
  }
  const OwnProperty property = to_own_property(agent, descriptor);
  return array_add_property(agent, array, key, property.value, property.attributes);
}

Completion<bool> array_add_property(Agent& agent, Array* array, PropertyKey key, Value value,
                                    Attributes attributes) {
  const bool is_beyond = key.is_array_index() && key.as_index() >= array->length_;
  // 2.g. The length would have to change, and must not.
  if (is_beyond && !array->is_length_writable_) return false;
  // 2.h., 3. OrdinaryDefineOwnProperty.
  if (!array->shape()->is_extensible()) return false;
  TRY(add_property(agent, array, key, value, attributes));
  // 2.j. The length grows with it.
  if (is_beyond) array->length_ = key.as_index() + 1;
  return true;
}

// https://tc39.es/ecma262/#sec-arraysetlength
Completion<bool> array_set_length(Agent& agent, Array* array, const PropertyDescriptor& descriptor) {
  // 1., 3. - 5. The value is converted first, twice, and only then is the property looked at.
  std::uint32_t new_length = 0;
  if (descriptor.value) {
    new_length = TRY(to_uint32(agent, *descriptor.value));
    const Value number = TRY(to_number(agent, *descriptor.value));
    if (number.as_number() != new_length) return agent.throw_range_error("Invalid array length");
  }
  // 2., 9. - 11. `length` exists, is not enumerable, and not configurable.
  PropertyDescriptor normalized = descriptor;
  if (descriptor.value) normalized.value = Value::number(new_length);
  const OwnProperty current{Value::number(array->length_), 0,
                            Attributes(array->is_length_writable_ ? Attributes::k_writable : 0),
                            OwnProperty::Place::Computed};
  const bool is_allowed = MUST(validate_and_apply_property_descriptor(agent, nullptr, agent.names().length,
                                                                      false, normalized, &current));
  if (!is_allowed) return false;

  // 12. - 18. Elements are removed from the end, until one cannot be; `length` ends behind it.
  bool is_complete = true;
  if (descriptor.value) {
    const bool shrinks = new_length < array->length_;
    const std::uint32_t reached = shrinks ? truncate_elements(array, new_length) : new_length;
    array->length_ = reached;
    is_complete = reached == new_length;
  }
  // 18.c., 19.
  if (descriptor.writable && !*descriptor.writable) array->is_length_writable_ = false;
  return is_complete;
}

}  // namespace orrery::vm
