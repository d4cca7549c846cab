// %TypedArray% and the constructors of all kinds: https://tc39.es/ecma262/#sec-typedarray-constructors

#include <cstring>
#include <string>

#include "builtins/indexed_collections/tables.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/iteration/consuming.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-%typedarray%
Completion<Value> typed_array(Agent& agent, NativeFrame&) {
  return agent.throw_type_error("Abstract class TypedArray not directly constructable");
}

// from and of -----------------------------------------------------------------------------------------------

/// What from gets its values from: a list of them, or something array-like.
struct Source {
  ValueList* list;  // null: `object`
  Object* object;
  std::uint64_t length;

  Completion<Value> at(Agent& agent, std::uint64_t index) const {
    if (list != nullptr) return list->at(static_cast<std::uint32_t>(index));
    return get(agent, object, index_key(agent, index));
  }
};

Completion<Source> source_of(Agent& agent, Value items) {
  const Value method = TRY(get_method(agent, items, agent.names().symbol_iterator));
  if (!method.is_undefined()) {
    IteratorRecord record = TRY(get_iterator_from_method(agent, items, method));
    ValueList* list = TRY(iterator_to_list(agent, record));
    return Source{list, nullptr, list->size()};
  }
  Object* object = TRY(to_object(agent, items));
  return Source{nullptr, object, TRY(length_of_array_like(agent, object))};
}

Completion<Object*> require_constructor(Agent& agent, Value value) {
  if (is_constructor(value)) return value.as_object();
  return agent.throw_type_error(describe_value(agent, value) + " is not a constructor");
}

// https://tc39.es/ecma262/#sec-%typedarray%.from
Completion<Value> from(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.from";
  // 1. - 4.
  Object* constructor = TRY(require_constructor(agent, frame.this_value()));
  const Value mapper = frame.argument(1);
  if (!mapper.is_undefined()) TRY(require_callable(agent, mapper));
  // 5. - 11.
  const Source source = TRY(source_of(agent, frame.argument(0)));
  TypedArray* array = TRY(typed_array_create_from_constructor(agent, constructor, source.length, k_method));
  // 12., 13.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < source.length; i++) {
    TRY(loop.next_round());
    Value value = TRY(source.at(agent, i));
    if (!mapper.is_undefined()) {
      const Value arguments[] = {value, Value::number(i)};
      value = TRY(call(agent, mapper, frame.argument(2), arguments));
    }
    TRY(typed_array_set_element(agent, array, i, value));
  }
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.of
Completion<Value> of(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  Object* constructor = TRY(require_constructor(agent, frame.this_value()));
  const std::span<const Value> items = frame.arguments();
  TypedArray* array =
      TRY(typed_array_create_from_constructor(agent, constructor, items.size(), "%TypedArray%.of"));
  // 5. - 7.
  for (std::size_t i = 0; i < items.size(); i++) TRY(typed_array_set_element(agent, array, i, items[i]));
  return array;
}

// The constructors of the kinds -----------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-initializetypedarrayfromtypedarray
Completion<TypedArray*> from_typed_array(Agent& agent, ElementType type, Object* prototype,
                                         const TypedArray* source) {
  if (source->is_out_of_bounds()) return throw_out_of_bounds(agent, source, "Construct");
  const std::size_t length = source->length();
  TypedArray* array = TRY(allocate_typed_array(agent, type, length, prototype));
  if (array->content_type() != source->content_type())
    return agent.throw_type_error("Cannot mix BigInt and other types, use explicit conversions");
  TRY(convert_elements(agent, type, array->data(), source->element_type(), source->data(), length));
  return array;
}

Thrown throw_invalid_length(Agent& agent, double length) {
  return agent.throw_range_error("Invalid typed array length: " + std::string(NumberText(length).view()));
}

/// https://tc39.es/ecma262/#sec-initializetypedarrayfromarraybuffer
Completion<TypedArray*> from_buffer(Agent& agent, ElementType type, Object* prototype, BufferObject* buffer,
                                    Value byte_offset, Value length) {
  const std::size_t size = info(type).size;
  const std::string name(info(type).array_name);
  // 1. - 3.
  const std::uint64_t offset = TRY(to_index(agent, byte_offset));
  if (offset % size != 0) {
    return agent.throw_range_error("start offset of " + name + " should be a multiple of " +
                                   std::to_string(size));
  }
  // 4., 5.
  std::optional<std::uint64_t> new_length;
  if (!length.is_undefined()) new_length = TRY(to_index(agent, length));
  // 6., 7.
  if (buffer->is_detached())
    return agent.throw_type_error("Cannot perform Construct on a detached ArrayBuffer");
  const std::size_t available = buffer->byte_length();
  // 8. To the end, wherever that is.
  if (!new_length && !buffer->is_fixed_length()) {
    if (offset > available)
      return agent.throw_range_error("Start offset " + std::to_string(offset) +
                                     " is outside the bounds of the buffer");
    return make_typed_array(agent, type, buffer, offset, std::nullopt, prototype);
  }
  // 9.
  if (!new_length) {
    if (available % size != 0) {
      return agent.throw_range_error("byte length of " + name + " should be a multiple of " +
                                     std::to_string(size));
    }
    if (offset > available)
      return agent.throw_range_error("Start offset " + std::to_string(offset) +
                                     " is outside the bounds of the buffer");
    new_length = (available - offset) / size;
  } else if (offset > available || *new_length > (available - offset) / size) {
    return throw_invalid_length(agent, static_cast<double>(*new_length));
  }
  return make_typed_array(agent, type, buffer, offset, new_length, prototype);
}

/// https://tc39.es/ecma262/#sec-initializetypedarrayfromlist and
/// https://tc39.es/ecma262/#sec-initializetypedarrayfromarraylike
Completion<TypedArray*> from_source(Agent& agent, ElementType type, Object* prototype, Value items) {
  const Source source = TRY(source_of(agent, items));
  TypedArray* array = TRY(allocate_typed_array(agent, type, source.length, prototype));
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < source.length; i++) {
    TRY(loop.next_round());
    const Value value = TRY(source.at(agent, i));
    TRY(typed_array_set_element(agent, array, i, value));
  }
  return array;
}

/// https://tc39.es/ecma262/#sec-typedarray
Completion<TypedArray*> construct_array(Agent& agent, const NativeFrame& frame, ElementType type) {
  // 1.
  const ElementTypeInfo& element = info(type);
  if (!frame.is_construct()) return throw_constructor_called(agent, element.array_name);
  const auto prototype = [&] {
    return get_prototype_from_constructor(agent, frame.new_target().as_object(), typed_array_prototype(type));
  };
  const Value first = frame.argument(0);
  // 4., 5.c. A length.
  if (!first.is_object()) {
    const double number = TRY(to_integer_or_infinity(agent, first));
    const std::optional<std::uint64_t> length = to_index(number);
    if (!length) return throw_invalid_length(agent, number);
    Object* made_prototype = TRY(prototype());
    return allocate_typed_array(agent, type, *length, made_prototype);
  }
  // 5.b.
  Object* made_prototype = TRY(prototype());
  if (const TypedArray* source = as_typed_array(first))
    return from_typed_array(agent, type, made_prototype, source);
  if (BufferObject* buffer = as_buffer(first))
    return from_buffer(agent, type, made_prototype, buffer, frame.argument(1), frame.argument(2));
  return from_source(agent, type, made_prototype, first);
}

template <ElementType type>
Completion<Value> constructor(Agent& agent, NativeFrame& frame) {
  return construct_array(agent, frame, type);
}

constexpr BuiltinRow k_typed_array_rows[] = {
    method("from", 1, from),
    method("of", 0, of),
    getter(&WellKnown::symbol_species, typed_array_species),
};

template <ElementType type>
constexpr BuiltinRow k_typed_array_constructor_rows[] = {
    number("BYTES_PER_ELEMENT", info(type).size),
};
template <>
constexpr BuiltinRow k_typed_array_constructor_rows<ElementType::Uint8>[] = {
    number("BYTES_PER_ELEMENT", 1),
    method("fromBase64", 1, uint8_array_from_base64),
    method("fromHex", 1, uint8_array_from_hex),
};

template <ElementType type>
constexpr BuiltinRow k_typed_array_prototype_rows[] = {
    reference("constructor", typed_array_constructor(type)),
    number("BYTES_PER_ELEMENT", info(type).size),
};
template <>
constexpr BuiltinRow k_typed_array_prototype_rows<ElementType::Uint8>[] = {
    reference("constructor", Intrinsic::Uint8Array),
    number("BYTES_PER_ELEMENT", 1),
    method("setFromBase64", 1, uint8_array_set_from_base64),
    method("setFromHex", 1, uint8_array_set_from_hex),
    method("toBase64", 0, uint8_array_to_base64),
    method("toHex", 0, uint8_array_to_hex),
};

}  // namespace

constexpr ObjectTable k_typed_array =
    constructor_table("TypedArray", 0, typed_array, Intrinsic::TypedArrayPrototype, k_typed_array_rows);

constexpr ObjectTable k_typed_array_constructors[] = {
#define ELEMENT_TYPE(Name, Storage, Content)                                                           \
  constructor_table(#Name "Array", 3, constructor<ElementType::Name>, Intrinsic::Name##ArrayPrototype, \
                    k_typed_array_constructor_rows<ElementType::Name>, Intrinsic::TypedArray),
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
};

constexpr ObjectTable k_typed_array_prototypes[] = {
#define ELEMENT_TYPE(Name, Storage, Content) \
  ordinary_table(Intrinsic::TypedArrayPrototype, k_typed_array_prototype_rows<ElementType::Name>),
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
};

}  // namespace orrery::builtins
