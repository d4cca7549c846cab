// %DataView%: https://tc39.es/ecma262/#sec-dataview-objects

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "builtins/structured_data/tables.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/element_types.h"
#include "vm/binary_data/typed_array.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

Thrown throw_detached(Agent& agent) {
  return agent.throw_type_error("Cannot perform DataView on a detached ArrayBuffer");
}
Thrown throw_start_outside(Agent& agent, std::uint64_t offset) {
  return agent.throw_range_error("Start offset " + std::to_string(offset) +
                                 " is outside the bounds of the buffer");
}
Thrown throw_invalid_length(Agent& agent, std::uint64_t length) {
  return agent.throw_range_error("Invalid DataView length " + std::to_string(length));
}

/// https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength, steps 4 to 9, and again 11 to 14.
Completion<void> check_range(Agent& agent, const BufferObject* buffer, std::uint64_t offset,
                             std::optional<std::uint64_t> length) {
  if (buffer->is_detached()) return throw_detached(agent);
  const std::size_t buffer_length = buffer->byte_length();
  if (offset > buffer_length) return throw_start_outside(agent, offset);
  if (length && *length > buffer_length - offset) return throw_invalid_length(agent, *length);
  return {};
}

// https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength
Completion<Value> data_view(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "DataView");
  // 2.
  BufferObject* buffer = as_buffer(frame.argument(0));
  if (buffer == nullptr)
    return agent.throw_type_error("First argument to DataView constructor must be an ArrayBuffer");
  // 3. - 6.
  const std::uint64_t offset = TRY(to_index(agent, frame.argument(1)));
  TRY(check_range(agent, buffer, offset, std::nullopt));
  const std::size_t first_length = buffer->byte_length();
  // 7. - 9.
  std::optional<std::uint64_t> length;
  if (!frame.argument(2).is_undefined()) {
    length = TRY(to_index(agent, frame.argument(2)));
    if (*length > first_length - offset) return throw_invalid_length(agent, *length);
  } else if (buffer->is_fixed_length()) {
    length = first_length - offset;
  }
  // 10.
  Object* prototype = TRY(
      get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::DataViewPrototype));
  // 11. - 14. That may have changed the buffer.
  TRY(check_range(agent, buffer, offset, length));
  // 15. - 20.
  Shape* shape = agent.shapes().root(prototype, CellKind::DataView);
  return agent.heap().make<DataView>(0, shape, buffer, offset, length);
}

// Getters ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-get-dataview.prototype.buffer
Completion<Value> buffer(Agent& agent, NativeFrame& frame) {
  return TRY(this_of<DataView>(agent, frame, "DataView.prototype.buffer"))->buffer();
}

Thrown throw_out_of_bounds(Agent& agent, std::string_view method, const DataView* view) {
  return agent.throw_type_error(view->buffer()->is_detached()
                                    ? "Cannot perform " + std::string(method) + " on a detached ArrayBuffer"
                                    : "Invalid DataView accessor " + std::string(method) +
                                          ": the view is out of bounds");
}

// https://tc39.es/ecma262/#sec-get-dataview.prototype.bytelength
Completion<Value> byte_length(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "DataView.prototype.byteLength";
  const auto* view = TRY(this_of<DataView>(agent, frame, k_method));
  if (view->is_out_of_bounds()) return throw_out_of_bounds(agent, k_method, view);
  return Value::number(view->byte_length());
}

// https://tc39.es/ecma262/#sec-get-dataview.prototype.byteoffset
Completion<Value> byte_offset(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "DataView.prototype.byteOffset";
  const auto* view = TRY(this_of<DataView>(agent, frame, k_method));
  if (view->is_out_of_bounds()) return throw_out_of_bounds(agent, k_method, view);
  return Value::number(view->byte_offset());
}

// Elements --------------------------------------------------------------------------------------------------

/// "DataView.prototype.getInt8"
template <typename E>
std::string method_name(std::string_view verb) {
  const std::string_view array_name = E::k_array_name;
  return "DataView.prototype." + std::string(verb) +
         std::string(array_name.substr(0, array_name.size() - std::string_view("Array").size()));
}

/// The bytes of an element at `index`, steps 5 to 11 of GetViewValue and SetViewValue.
template <typename E>
Completion<std::byte*> element_address(Agent& agent, const DataView* view, std::uint64_t index,
                                       std::string_view verb) {
  if (view->is_out_of_bounds()) return throw_out_of_bounds(agent, method_name<E>(verb), view);
  const std::size_t size = view->length();
  if (size < E::k_size || index > size - E::k_size)
    return agent.throw_range_error("Offset is outside the bounds of the DataView");
  return view->data() + index;
}

template <typename Bits>
Bits swapped(Bits bits, bool is_little_endian) {
  return is_little_endian == (std::endian::native == std::endian::little) ? bits : std::byteswap(bits);
}

// https://tc39.es/ecma262/#sec-getviewvalue
template <typename E>
Completion<Value> get_view_value(Agent& agent, NativeFrame& frame) {
  using Bits = typename E::Bits;
  // 1., 2.
  if (!frame.this_value().is_cell_of(CellKind::DataView))
    return throw_incompatible_receiver(agent, method_name<E>("get"), frame.this_value());
  const auto* view = static_cast<DataView*>(frame.this_value().as_object());
  // 3., 4.
  const std::uint64_t index = TRY(to_index(agent, frame.argument(0)));
  const bool is_little_endian = to_boolean(frame.argument(1));
  // 5. - 11.
  const std::byte* address = TRY(element_address<E>(agent, view, index, "get"));
  // 12., 13.
  Bits bits;
  std::memcpy(&bits, address, sizeof bits);
  return E::to_value(agent, std::bit_cast<typename E::Storage>(swapped(bits, is_little_endian)));
}

// https://tc39.es/ecma262/#sec-setviewvalue
template <typename E>
Completion<Value> set_view_value(Agent& agent, NativeFrame& frame) {
  using Bits = typename E::Bits;
  // 1., 2.
  if (!frame.this_value().is_cell_of(CellKind::DataView))
    return throw_incompatible_receiver(agent, method_name<E>("set"), frame.this_value());
  const auto* view = static_cast<DataView*>(frame.this_value().as_object());
  if (view->buffer()->is_immutable()) {
    return agent.throw_type_error("Cannot perform " + method_name<E>("set") + " on an immutable ArrayBuffer");
  }
  // 3. - 6.
  const std::uint64_t index = TRY(to_index(agent, frame.argument(0)));
  const Value content = TRY(to_content(agent, E::k_content, frame.argument(1)));
  const bool is_little_endian = to_boolean(frame.argument(2));
  // 7. - 13.
  std::byte* address = TRY(element_address<E>(agent, view, index, "set"));
  // 14. - 16.
  const Bits bits = swapped(std::bit_cast<Bits>(E::from_value(content)), is_little_endian);
  std::memcpy(address, &bits, sizeof bits);
  return Value::undefined();
}

template <ElementType type>
constexpr BuiltinRow getter_row(std::string_view name) {
  return method(name, 1, get_view_value<Element<type>>);
}
template <ElementType type>
constexpr BuiltinRow setter_row(std::string_view name) {
  return method(name, 2, set_view_value<Element<type>>);
}

/// One for each type but Uint8Clamped.
constexpr auto k_element_rows = [] {
  std::array<BuiltinRow, 2 * (k_element_type_count - 1)> rows{};
  std::size_t count = 0;
#define ELEMENT_TYPE(Name, Storage, Content)                      \
  if constexpr (ElementType::Name != ElementType::Uint8Clamped) { \
    rows[count++] = getter_row<ElementType::Name>("get" #Name);   \
    rows[count++] = setter_row<ElementType::Name>("set" #Name);   \
  }
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
  return rows;
}();

constexpr BuiltinRow k_other_rows[] = {
    reference("constructor", Intrinsic::DataView),
    getter("buffer", buffer),
    getter("byteLength", byte_length),
    getter("byteOffset", byte_offset),
    text(&WellKnown::symbol_to_string_tag, "DataView"),
};

constexpr auto k_data_view_prototype_rows = [] {
  std::array<BuiltinRow, std::size(k_other_rows) + k_element_rows.size()> rows{};
  std::ranges::copy(k_element_rows, std::ranges::copy(k_other_rows, rows.begin()).out);
  return rows;
}();

}  // namespace

constexpr ObjectTable k_data_view = constructor_table("DataView", 1, data_view, Intrinsic::DataViewPrototype);
constexpr ObjectTable k_data_view_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_data_view_prototype_rows);

}  // namespace orrery::builtins
