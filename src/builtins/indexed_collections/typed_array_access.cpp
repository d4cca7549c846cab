#include "builtins/indexed_collections/typed_array_access.h"

#include <cstring>
#include <string>

#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"

namespace orrery::builtins {

using namespace vm;

Thrown throw_out_of_bounds(Agent& agent, const TypedArray* array, std::string_view method) {
  const std::string name(method);
  return agent.throw_type_error(array->buffer()->is_detached()
                                    ? "Cannot perform " + name + " on a detached ArrayBuffer"
                                    : "Cannot perform " + name + " on a typed array that is out of bounds");
}

// https://tc39.es/ecma262/#sec-validatetypedarray
Completion<TypedArray*> validate_typed_array(Agent& agent, Value value, std::string_view method,
                                             ArrayUse use) {
  TypedArray* array = as_typed_array(value);
  if (array == nullptr) return throw_incompatible_receiver(agent, method, value);
  if (use == ArrayUse::Write && array->buffer()->is_immutable())
    return agent.throw_type_error("Cannot perform " + std::string(method) + " on an immutable ArrayBuffer");
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array, method);
  return array;
}

// https://tc39.es/ecma262/#sec-typedarraycreatefromctor
Completion<TypedArray*> typed_array_create_from_constructor(Agent& agent, Object* constructor,
                                                            std::span<const Value> arguments,
                                                            std::string_view method, ArrayUse use) {
  Object* made = TRY(construct(agent, constructor, arguments));
  TypedArray* array = TRY(validate_typed_array(agent, made, method, use));
  if (arguments.size() == 1 && arguments[0].is_number() &&
      static_cast<double>(array->length()) < arguments[0].as_number())
    return agent.throw_type_error("Derived TypedArray constructor created an array which was too small");
  return array;
}

Completion<TypedArray*> typed_array_create_from_constructor(Agent& agent, Object* constructor,
                                                            std::uint64_t length, std::string_view method) {
  // OPTIMIZATION: what the standard's own constructors would do.
  if (constructor->kind() == CellKind::NativeFunction) {
    for (std::size_t i = 0; i < k_element_type_count; i++) {
      const auto type = static_cast<ElementType>(i);
      if (agent.realm().made_intrinsic(typed_array_constructor(type)) == constructor)
        return allocate_typed_array(agent, type, length);
    }
  }
  const Value argument = Value::number(length);
  return typed_array_create_from_constructor(agent, constructor, std::span(&argument, 1), method,
                                             ArrayUse::Write);
}

namespace {

/// Get(constructor, @@species). OPTIMIZATION: the standard's own getter is not called.
Completion<Value> get_species(Agent& agent, Object* constructor) {
  const PropertyKey key = agent.names().symbol_species;
  for (Object* holder = constructor; holder != nullptr; holder = holder->prototype()) {
    OwnProperty species;
    if (!holder->methods().has_only_shape_names) break;
    if (!find_named_property(agent, holder, key, &species)) continue;
    if (!species.attributes.is_accessor()) break;
    const Value getter = species.accessor()->getter();
    const bool is_standard = getter.is_cell_of(CellKind::NativeFunction) &&
                             static_cast<NativeFunction*>(getter.as_object())->code() == typed_array_species;
    if (is_standard) return constructor;
    break;
  }
  return get(agent, constructor, key);
}

Completion<TypedArray*> check_content(Agent& agent, const TypedArray* exemplar, TypedArray* made) {
  if (made->content_type() == exemplar->content_type()) return made;
  return agent.throw_type_error("Content type of the source array and of the species' array differ");
}

}  // namespace

// https://tc39.es/ecma262/#sec-get-%typedarray%-%symbol.species%
Completion<Value> typed_array_species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

// https://tc39.es/ecma262/#sec-speciesconstructor
Completion<Object*> typed_array_species_constructor(Agent& agent, TypedArray* exemplar) {
  Object* default_constructor = agent.intrinsic(typed_array_constructor(exemplar->element_type()));
  // 1. - 3.
  const Value constructor = TRY(get(agent, exemplar, agent.names().constructor));
  if (constructor.is_undefined()) return default_constructor;
  if (!constructor.is_object()) return agent.throw_type_error("The .constructor property is not an object");
  // 4. - 7.
  const Value species = TRY(get_species(agent, constructor.as_object()));
  if (species.is_nullish()) return default_constructor;
  if (is_constructor(species)) return species.as_object();
  return agent.throw_type_error("object.constructor[Symbol.species] is not a constructor");
}

// https://tc39.es/ecma262/#typedarray-species-create
Completion<TypedArray*> typed_array_create_for(Agent& agent, const TypedArray* exemplar, Object* constructor,
                                               std::span<const Value> arguments, std::string_view method,
                                               ArrayUse use) {
  return check_content(agent, exemplar,
                       TRY(typed_array_create_from_constructor(agent, constructor, arguments, method, use)));
}

Completion<TypedArray*> typed_array_species_create(Agent& agent, TypedArray* exemplar, std::uint64_t length,
                                                   std::string_view method) {
  Object* constructor = TRY(typed_array_species_constructor(agent, exemplar));
  return check_content(agent, exemplar,
                       TRY(typed_array_create_from_constructor(agent, constructor, length, method)));
}

namespace {

template <typename To, typename From>
void convert_part(std::byte* to, const std::byte* from, std::size_t start, std::size_t end) {
  for (std::size_t i = start; i < end; i++) {
    const auto element = From::load(from + i * From::k_size);
    if constexpr (To::k_is_bigint) {
      To::store(to + i * To::k_size, static_cast<typename To::Storage>(element));
    } else if constexpr (From::k_is_float || sizeof(element) == sizeof(std::uint32_t)) {
      To::store(to + i * To::k_size, To::from_number(From::to_number(element)));
    } else {
      To::store(to + i * To::k_size, To::from_int32(element));
    }
  }
}

}  // namespace

Completion<void> convert_elements(Agent& agent, ElementType to_type, std::byte* to, ElementType from_type,
                                  const std::byte* from, std::size_t count) {
  if (to_type == from_type) {
    std::memcpy(to, from, count * info(to_type).size);
    return {};
  }
  return in_parts(agent, 0, count, [&](std::size_t start, std::size_t end) {
    with_element_type(to_type, [&](auto to_element) {
      using To = decltype(to_element);
      with_element_type(from_type, [&](auto from_element) {
        using From = decltype(from_element);
        if constexpr (To::k_content == From::k_content) convert_part<To, From>(to, from, start, end);
      });
    });
  });
}

}  // namespace orrery::builtins
