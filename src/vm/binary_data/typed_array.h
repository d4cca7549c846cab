#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/element_types.h"
#include "vm/realm.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-typedarray-exotic-objects: its properties with canonical numeric names are
/// the elements, or nothing, wherever the prototype chain leads.
class TypedArray final : public ArrayBufferView {
 public:
  static constexpr CellKind k_kind = CellKind::TypedArray;

  /// \param length  [[ArrayLength]]; nothing: auto
  TypedArray(Shape* shape, ElementType type, BufferObject* buffer, std::size_t byte_offset,
             std::optional<std::size_t> length)
      : ArrayBufferView(k_kind, shape, buffer, byte_offset, bytes_of(length, info(type).size),
                        info(type).size_shift),
        element_type_(type) {
    // As a prototype it answers for every index.
    set_flag(k_may_have_indexed_accessors);
  }

  ElementType element_type() const { return element_type_; }                // [[TypedArrayName]]
  ContentType content_type() const { return info(element_type_).content; }  // [[ContentType]]
  std::size_t element_size() const { return info(element_type_).size; }     // TypedArrayElementSize
  std::string_view array_name() const { return info(element_type_).array_name; }
  /// https://tc39.es/ecma262/#sec-istypedarrayfixedlength
  bool is_fixed_length() const {
    return !is_length_tracking() && (buffer()->is_fixed_length() || buffer()->is_shared());
  }

 private:
  static std::optional<std::size_t> bytes_of(std::optional<std::size_t> length, std::size_t element_size) {
    return length ? std::optional(*length * element_size) : std::nullopt;
  }

  ElementType element_type_;
};

/// `value` as a typed array; null if it is none.
inline TypedArray* as_typed_array(Value value) {
  return value.is_cell_of(CellKind::TypedArray) ? static_cast<TypedArray*>(value.as_object()) : nullptr;
}

/// The element at `index`, which is below length(). Runs no script.
Value typed_array_element(Agent& agent, const TypedArray* array, std::size_t index);
/// Writes an element at an index that is below length(). \param value  a Number or BigInt, as the content
/// type is
void set_typed_array_element(TypedArray* array, std::size_t index, Value value);
/// ToNumber or ToBigInt, as the content type is.
Completion<Value> to_content(Agent& agent, ContentType content, Value value);
/// https://tc39.es/ecma262/#sec-typedarraysetelement
/// \param index  nothing: no valid one
Completion<void> typed_array_set_element(Agent& agent, TypedArray* array, std::optional<std::uint64_t> index,
                                         Value value);

/// The intrinsics of the arrays with these elements.
constexpr Intrinsic typed_array_constructor(ElementType type) {
  switch (type) {
#define ELEMENT_TYPE(Name, Storage, Content) \
  case ElementType::Name:                    \
    return Intrinsic::Name##Array;
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
  }
  __builtin_unreachable();
}

constexpr Intrinsic typed_array_prototype(ElementType type) {
  switch (type) {
#define ELEMENT_TYPE(Name, Storage, Content) \
  case ElementType::Name:                    \
    return Intrinsic::Name##ArrayPrototype;
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
  }
  __builtin_unreachable();
}

/// A typed array over a part of a buffer, which is there. \param prototype  null: the current realm's
TypedArray* make_typed_array(Agent& agent, ElementType type, BufferObject* buffer, std::size_t byte_offset,
                             std::optional<std::size_t> length, Object* prototype = nullptr);
/// https://tc39.es/ecma262/#sec-allocatetypedarraybuffer, with a buffer of its own: all zero.
Completion<TypedArray*> allocate_typed_array(Agent& agent, ElementType type, std::uint64_t length,
                                             Object* prototype = nullptr);

}  // namespace orrery::vm
