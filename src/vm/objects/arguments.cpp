#include "vm/objects/arguments.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

MappedArguments::MappedArguments(Shape* shape, std::uint32_t parameter_count)
    : Object(k_kind, shape, k_may_have_indexed_accessors), mapped_count_(parameter_count) {
  std::fill_n(slots(), parameter_count, k_unmapped);
}

void MappedArguments::map(Environment* environment, std::span<const std::uint32_t> slots) {
  environment_.set(this, environment);
  const std::size_t count = std::min<std::size_t>(slots.size(), mapped_count_);
  std::copy_n(slots.begin(), count, this->slots());
}

void MappedArguments::bring_elements_up_to_date() {
  for (std::uint32_t i = 0; i < mapped_count_; i++)
    if (slots()[i] != k_unmapped) elements()->set(i, parameter(i));
}

namespace {

MappedArguments* as_mapped(Object* object) {
  return static_cast<MappedArguments*>(object);
}

// https://tc39.es/ecma262/#sec-arguments-exotic-objects-getownproperty-p
// It serves [[Get]], too: a mapped element is always a data property.
bool find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  if (!ordinary_find_own_property(agent, object, key, found)) return false;
  const MappedArguments* arguments = as_mapped(object);
  if (arguments->is_mapped(key)) found->value = arguments->parameter(key.as_index());
  return true;
}

// https://tc39.es/ecma262/#sec-arguments-exotic-objects-defineownproperty-p-desc
Completion<bool> define_own_property(Agent& agent, Object* object, PropertyKey key,
                                     const PropertyDescriptor& descriptor) {
  MappedArguments* arguments = as_mapped(object);
  const bool is_mapped = arguments->is_mapped(key);
  PropertyDescriptor new_descriptor = descriptor;
  // 4. Made read-only without a new value, it keeps the parameter's.
  if (is_mapped && descriptor.is_data_descriptor() && !descriptor.value && descriptor.writable &&
      !*descriptor.writable) {
    new_descriptor.value = arguments->parameter(key.as_index());
  }
  // 5., 6. OrdinaryDefineOwnProperty
  if (!TRY(ordinary_define_own_property(agent, arguments, key, new_descriptor))) return false;
  // 7. What was written is the parameter's value; what is no writable data property is no parameter any more.
  if (is_mapped) {
    if (descriptor.is_accessor_descriptor()) {
      arguments->unmap(key.as_index());
    } else {
      if (descriptor.value) arguments->set_parameter(key.as_index(), *descriptor.value);
      if (descriptor.writable && !*descriptor.writable) arguments->unmap(key.as_index());
    }
  }
  return true;
}

// https://tc39.es/ecma262/#sec-arguments-exotic-objects-set-p-v-receiver
Completion<bool> set(Agent& agent, Object* object, PropertyKey key, Value value, Value receiver) {
  MappedArguments* arguments = as_mapped(object);
  // 1. - 4.
  if (receiver.is_identical(object) && arguments->is_mapped(key)) {
    arguments->set_parameter(key.as_index(), value);
  }
  // 5. OrdinarySet
  return ordinary_set(agent, object, key, value, receiver);
}

// https://tc39.es/ecma262/#sec-arguments-exotic-objects-delete-p
Completion<bool> delete_property(Agent& agent, Object* object, PropertyKey key) {
  const bool is_deleted = TRY(ordinary_delete(agent, object, key));
  if (is_deleted && as_mapped(object)->is_mapped(key)) as_mapped(object)->unmap(key.as_index());
  return is_deleted;
}

// The slots of all three shapes of arguments objects.
constexpr std::uint32_t k_length_slot = 0;
constexpr std::uint32_t k_iterator_slot = 1;
constexpr std::uint32_t k_callee_slot = 2;

Object* make_arguments(Agent& agent, CommonShape which) {
  Shape* shape = agent.realm().shape(agent, which);
  return agent.heap().make<Arguments>(Arguments::k_inline_capacity * sizeof(ValueField), shape);
}

/// Whether it has no properties but those that it was made with.
bool has_first_shape(Agent& agent, const Object* object) {
  Realm& realm = agent.realm();
  const Shape* shape = object->shape();
  if (object->kind() == CellKind::MappedArguments)
    return shape == realm.shape(agent, CommonShape::MappedArguments);
  return shape == realm.shape(agent, CommonShape::ArgumentsOfNoParameters) ||
         shape == realm.shape(agent, CommonShape::StrictArguments);
}

/// \param callee  or the Accessor that is in its place
Completion<void> set_properties(Agent& agent, Object* object, std::span<const Value> arguments,
                                Value callee) {
  object->reserve_slot(agent.heap(), k_callee_slot);
  object->set_slot(k_length_slot, Value::number(arguments.size()));
  object->set_slot(k_iterator_slot, Value(agent.intrinsic(Intrinsic::ArrayPrototypeValues)));
  object->set_slot(k_callee_slot, callee);
  return append_elements(agent, object, arguments);
}

}  // namespace

const InternalMethods k_mapped_arguments_methods{
    .get_prototype_of = ordinary_get_prototype_of,
    .set_prototype_of = ordinary_set_prototype_of,
    .is_extensible = ordinary_is_extensible,
    .prevent_extensions = ordinary_prevent_extensions,
    .get_own_property = ordinary_get_own_property,
    .define_own_property = define_own_property,
    .has_property = ordinary_has_property,
    .get = ordinary_get,
    .set = set,
    .delete_property = delete_property,
    .own_property_keys = ordinary_own_property_keys,
    .find_own_property = find_own_property,
    .has_only_shape_names = true,
};

// https://tc39.es/ecma262/#sec-createunmappedargumentsobject
Completion<Object*> create_unmapped_arguments_object(Agent& agent, std::span<const Value> arguments) {
  const Value thrower = agent.intrinsic(Intrinsic::ThrowTypeError);
  auto* accessor = agent.heap().make<Accessor>(0, thrower, thrower);
  Object* object = make_arguments(agent, CommonShape::StrictArguments);
  // 2. - 8.
  TRY(set_properties(agent, object, arguments, Value::cell(accessor)));
  return object;
}

Completion<Object*> create_arguments_of_no_parameters(Agent& agent, Object* function,
                                                      std::span<const Value> arguments) {
  Object* object = make_arguments(agent, CommonShape::ArgumentsOfNoParameters);
  TRY(set_properties(agent, object, arguments, Value(function)));
  return object;
}

// https://tc39.es/ecma262/#sec-createmappedargumentsobject
Completion<MappedArguments*> create_mapped_arguments_object(Agent& agent, Object* function,
                                                            std::uint32_t parameter_count,
                                                            std::span<const Value> arguments) {
  // 18. - 19. Only what was passed is going to be mapped.
  const auto mapped = static_cast<std::uint32_t>(std::min<std::size_t>(parameter_count, arguments.size()));
  Shape* shape = agent.realm().shape(agent, CommonShape::MappedArguments);
  auto* object = agent.heap().make<MappedArguments>(mapped * sizeof(std::uint32_t), shape, mapped);
  // 14. - 16., 20., 21.
  TRY(set_properties(agent, object, arguments, Value(function)));
  return object;
}

std::optional<std::span<const Value>> try_list_of_arguments(Agent& agent, Object* object) {
  if (!has_first_shape(agent, object) || object->has_flag(Object::k_has_sparse_elements)) return std::nullopt;
  const Value length = object->slot(k_length_slot);
  if (!length.is_int32() || length.as_int32() < 0) return std::nullopt;
  const auto count = static_cast<std::uint32_t>(length.as_int32());
  if (count == 0) return std::span<const Value>();
  Elements* elements = object->elements();
  if (elements == nullptr || elements->length() < count) return std::nullopt;
  if (object->kind() == CellKind::MappedArguments)
    static_cast<MappedArguments*>(object)->bring_elements_up_to_date();
  const std::span<const Value> values(elements->begin(), count);
  if (std::ranges::any_of(values, [](Value value) { return value.is_empty(); })) return std::nullopt;
  return values;
}

Completion<Object*> create_mapped_arguments_object(Agent& agent, Object* function,
                                                   std::span<const std::uint32_t> parameter_slots,
                                                   std::span<const Value> arguments,
                                                   Environment* environment) {
  const auto count = static_cast<std::uint32_t>(parameter_slots.size());
  MappedArguments* object = TRY(create_mapped_arguments_object(agent, function, count, arguments));
  object->map(environment, parameter_slots);
  return object;
}

}  // namespace orrery::vm
