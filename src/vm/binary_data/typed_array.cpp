#include "vm/binary_data/typed_array.h"

#include "vm/agent.h"
#include "vm/binary_data/typed_array_length.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

// Elements --------------------------------------------------------------------------------------------------

Value typed_array_element(Agent& agent, const TypedArray* array, std::size_t index) {
  return with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    return E::to_value(agent, E::load(array->data() + index * E::k_size));
  });
}

void set_typed_array_element(TypedArray* array, std::size_t index, Value value) {
  with_element_type(array->element_type(), [&](auto element) {
    using E = decltype(element);
    E::store(array->data() + index * E::k_size, E::from_value(value));
  });
}

Completion<Value> to_content(Agent& agent, ContentType content, Value value) {
  if (content == ContentType::BigInt) return TRY(to_bigint(agent, value));
  return to_number(agent, value);
}

// https://tc39.es/ecma262/#sec-typedarraysetelement
Completion<void> typed_array_set_element(Agent& agent, TypedArray* array, std::optional<std::uint64_t> index,
                                         Value value) {
  // 1., 2. This may detach the buffer, or make it shorter.
  const Value content = TRY(to_content(agent, array->content_type(), value));
  // 3.
  if (index && *index < array->length() && !array->buffer()->is_immutable())
    set_typed_array_element(array, *index, content);
  return {};
}

// Internal methods ------------------------------------------------------------------------------------------

namespace {

TypedArray* typed(Object* object) {
  return static_cast<TypedArray*>(object);
}

/// What https://tc39.es/ecma262/#sec-canonicalnumericindexstring gives for a key, with the first steps of
/// https://tc39.es/ecma262/#sec-isvalidintegerindex.
struct NumericKey {
  bool is_numeric;
  std::optional<std::uint64_t> index;  // nothing: not integral, or negative, or -0
};
NumericKey numeric_key(PropertyKey key) {
  if (key.is_index()) return {true, key.as_index()};
  if (!key.is_string() || !key.as_atom()->is_canonical_numeric()) return {false, std::nullopt};
  const double number = string_to_number(key.as_atom());
  if (!is_integral_number(number) || std::signbit(number) || number > k_max_safe_integer)
    return {true, std::nullopt};
  return {true, static_cast<std::uint64_t>(number)};
}

/// The rest of IsValidIntegerIndex.
bool is_valid(const TypedArray* array, const NumericKey& key) {
  return key.index && *key.index < array->length();
}

bool find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  const NumericKey numeric = numeric_key(key);
  if (!numeric.is_numeric) return find_named_property(agent, object, key, found);
  const TypedArray* array = typed(object);
  if (!is_valid(array, numeric)) return false;
  found->value = typed_array_element(agent, array, *numeric.index);
  found->attributes =
      array->buffer()->is_immutable() ? Attributes(Attributes::k_enumerable) : k_data_attributes;
  found->place = OwnProperty::Place::Computed;
  return true;
}

// https://tc39.es/ecma262/#sec-typedarray-preventextensions
Completion<bool> prevent_extensions(Agent& agent, Object* object) {
  // 1. Elements may come and go.
  if (!typed(object)->is_fixed_length()) return false;
  return ordinary_prevent_extensions(agent, object);
}

// https://tc39.es/ecma262/#sec-typedarray-defineownproperty
Completion<bool> define_own_property(Agent& agent, Object* object, PropertyKey key,
                                     const PropertyDescriptor& descriptor) {
  const NumericKey numeric = numeric_key(key);
  if (!numeric.is_numeric) {
    OwnProperty current;
    const bool exists = find_named_property(agent, object, key, &current);
    return validate_and_apply_property_descriptor(agent, object, key, object->shape()->is_extensible(),
                                                  descriptor, exists ? &current : nullptr);
  }
  TypedArray* array = typed(object);
  // 1.b.i.
  if (!is_valid(array, numeric)) return false;
  // 1.b.ii. - v. All its attributes are given.
  const bool is_mutable = !array->buffer()->is_immutable();
  if (descriptor.configurable.value_or(is_mutable) != is_mutable) return false;
  if (!descriptor.enumerable.value_or(true)) return false;
  if (descriptor.is_accessor_descriptor()) return false;
  if (descriptor.writable.value_or(is_mutable) != is_mutable) return false;
  // 1.b.vi.
  if (!descriptor.value) return true;
  if (!is_mutable) return same_value(*descriptor.value, typed_array_element(agent, array, *numeric.index));
  TRY(typed_array_set_element(agent, array, numeric.index, *descriptor.value));
  return true;
}

// https://tc39.es/ecma262/#sec-typedarray-hasproperty
Completion<bool> has_property(Agent& agent, Object* object, PropertyKey key) {
  const NumericKey numeric = numeric_key(key);
  if (numeric.is_numeric) return is_valid(typed(object), numeric);
  return ordinary_has_property(agent, object, key);
}

// https://tc39.es/ecma262/#sec-typedarray-get
Completion<Value> get(Agent& agent, Object* object, PropertyKey key, Value receiver) {
  const NumericKey numeric = numeric_key(key);
  if (!numeric.is_numeric) return ordinary_get(agent, object, key, receiver);
  if (!is_valid(typed(object), numeric)) return Value::undefined();
  return typed_array_element(agent, typed(object), *numeric.index);
}

// https://tc39.es/ecma262/#sec-typedarray-set
Completion<bool> set(Agent& agent, Object* object, PropertyKey key, Value value, Value receiver) {
  const NumericKey numeric = numeric_key(key);
  if (numeric.is_numeric) {
    TypedArray* array = typed(object);
    // 1.b.i.
    if (receiver.is_identical(Value(object))) {
      if (array->buffer()->is_immutable() && is_valid(array, numeric)) return false;
      TRY(typed_array_set_element(agent, array, numeric.index, value));
      return true;
    }
    // 1.b.ii.
    if (!is_valid(array, numeric)) return true;
  }
  // 2. An element is like a property that can be written, or not, and others are looked for elsewhere.
  OwnProperty own;
  if (find_own_property(agent, object, key, &own))
    return ordinary_set_with_own_property(agent, &own, key, value, receiver);
  if (object->prototype() == nullptr)
    return ordinary_set_with_own_property(agent, nullptr, key, value, receiver);
  return internal_set(agent, object->prototype(), key, value, receiver);
}

// https://tc39.es/ecma262/#sec-typedarray-delete
Completion<bool> delete_property(Agent& agent, Object* object, PropertyKey key) {
  const NumericKey numeric = numeric_key(key);
  if (numeric.is_numeric) return !is_valid(typed(object), numeric);
  return ordinary_delete(agent, object, key);
}

// https://tc39.es/ecma262/#sec-typedarray-ownpropertykeys
Completion<void> own_property_keys(Agent& agent, Object* object, std::vector<PropertyKey>& keys) {
  const std::size_t length = typed(object)->length();
  TRY(reserve_keys(agent, keys, length));
  TRY(in_parts(agent, 0, length, [&](std::size_t start, std::size_t end) {
    for (std::size_t i = start; i < end; i++)
      keys.push_back(PropertyKey::index(static_cast<std::uint32_t>(i)));
  }));
  append_named_keys(object, keys);
  return {};
}

}  // namespace

const InternalMethods k_typed_array_methods{
    .get_prototype_of = ordinary_get_prototype_of,
    .set_prototype_of = ordinary_set_prototype_of,
    .is_extensible = ordinary_is_extensible,
    .prevent_extensions = prevent_extensions,
    .get_own_property = ordinary_get_own_property,
    .define_own_property = define_own_property,
    .has_property = has_property,
    .get = get,
    .set = set,
    .delete_property = delete_property,
    .own_property_keys = own_property_keys,
    .find_own_property = find_own_property,
    .has_only_shape_names = false,
};

// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.length
Completion<Value> typed_array_length(Agent& agent, NativeFrame& frame) {
  return Value::number(TRY(this_of<TypedArray>(agent, frame, "%TypedArray%.prototype.length"))->length());
}

// Making them -----------------------------------------------------------------------------------------------

TypedArray* make_typed_array(Agent& agent, ElementType type, BufferObject* buffer, std::size_t byte_offset,
                             std::optional<std::size_t> length, Object* prototype) {
  if (prototype == nullptr) prototype = agent.hooks().intrinsic(agent, typed_array_prototype(type));
  Shape* shape = agent.shapes().root(prototype, CellKind::TypedArray);
  return agent.heap().make<TypedArray>(0, shape, type, buffer, byte_offset, length);
}

// https://tc39.es/ecma262/#sec-allocatetypedarraybuffer
Completion<TypedArray*> allocate_typed_array(Agent& agent, ElementType type, std::uint64_t length,
                                             Object* prototype) {
  constexpr auto k_max_bytes = static_cast<std::uint64_t>(k_max_safe_integer);
  const std::size_t size = info(type).size;
  if (length > k_max_bytes / size)
    return agent.throw_range_error("Invalid typed array length: " + std::to_string(length));
  ArrayBuffer* buffer = TRY(ArrayBuffer::allocate(agent, {.byte_length = length * size}));
  return make_typed_array(agent, type, buffer, 0, length, prototype);
}

}  // namespace orrery::vm
