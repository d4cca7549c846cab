// %ArrayBuffer%: https://tc39.es/ecma262/#sec-arraybuffer-objects, and what
// https://tc39.es/proposal-immutable-arraybuffer/ adds to it.

#include "vm/binary_data/array_buffer.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "builtins/structured_data/buffer_arguments.h"
#include "builtins/structured_data/tables.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-arraybuffer-length
Completion<Value> array_buffer(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "ArrayBuffer");
  // 2. - 4.
  const BufferSize size = TRY(requested_size(agent, frame, "array buffer"));
  Object* prototype = TRY(
      get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::ArrayBufferPrototype));
  return ArrayBuffer::allocate(agent, size, prototype);
}

// https://tc39.es/ecma262/#sec-arraybuffer.isview
Completion<Value> is_view(Agent&, NativeFrame& frame) {
  const Value argument = frame.argument(0);
  return Value::boolean(argument.is_cell_of(CellKind::TypedArray) || argument.is_cell_of(CellKind::DataView));
}

// https://tc39.es/ecma262/#sec-get-arraybuffer-%symbol.species%
Completion<Value> species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

Thrown throw_detached(Agent& agent, std::string_view method) {
  return agent.throw_type_error("Cannot perform " + std::string(method) + " on a detached ArrayBuffer");
}
Thrown throw_immutable(Agent& agent, std::string_view method) {
  return agent.throw_type_error("Cannot perform " + std::string(method) + " on an immutable ArrayBuffer");
}

// Getters ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.bytelength
Completion<Value> byte_length(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, "ArrayBuffer.prototype.byteLength"));
  return Value::number(buffer->byte_length());
}

// https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.detached
Completion<Value> detached(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, "ArrayBuffer.prototype.detached"));
  return Value::boolean(buffer->is_detached());
}

// https://tc39.es/proposal-immutable-arraybuffer/#sec-get-arraybuffer.prototype.immutable
Completion<Value> immutable(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, "ArrayBuffer.prototype.immutable"));
  return Value::boolean(buffer->is_immutable());
}

// https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.maxbytelength
Completion<Value> max_byte_length(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, "ArrayBuffer.prototype.maxByteLength"));
  return Value::number(buffer->max_byte_length().value_or(buffer->byte_length()));
}

// https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.resizable
Completion<Value> resizable(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, "ArrayBuffer.prototype.resizable"));
  return Value::boolean(!buffer->is_fixed_length());
}

// Methods ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.resize
Completion<Value> resize(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "ArrayBuffer.prototype.resize";
  // 1. - 3.
  auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, k_method));
  if (buffer->is_fixed_length()) return throw_incompatible_receiver(agent, k_method, frame.this_value());
  // 4.
  const std::uint64_t new_length = TRY(to_index(agent, frame.argument(0)));
  // 5., 6.
  if (buffer->is_detached()) return throw_detached(agent, k_method);
  if (new_length > *buffer->max_byte_length())
    return agent.throw_range_error(std::string(k_method) + ": Invalid length parameter");
  // 7. - 13.
  TRY(buffer->resize(agent, new_length));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.slice
Completion<Value> slice(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "ArrayBuffer.prototype.slice";
  // 1. - 4.
  auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, k_method));
  if (buffer->is_detached()) return throw_detached(agent, k_method);
  // 5. - 14.
  const ByteRange range = TRY(byte_range(agent, frame, buffer->byte_length()));
  // 15. - 21.
  auto* target = TRY(slice_target(agent, buffer, Intrinsic::ArrayBuffer, range.length, k_method));
  // 22., 23. All that may have changed the buffer.
  if (buffer->is_detached()) return throw_detached(agent, k_method);
  // 24. - 27.
  const std::size_t length = buffer->byte_length();
  if (range.first < length) {
    std::memcpy(target->data(), buffer->data() + range.first, std::min(range.length, length - range.first));
  }
  return target;
}

// https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.slicetoimmutable
Completion<Value> slice_to_immutable(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "ArrayBuffer.prototype.sliceToImmutable";
  auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, k_method));
  if (buffer->is_detached()) return throw_detached(agent, k_method);
  const ByteRange range = TRY(byte_range(agent, frame, buffer->byte_length()));
  if (buffer->is_detached()) return throw_detached(agent, k_method);
  if (buffer->byte_length() < range.first + range.length)
    return agent.throw_range_error(std::string(k_method) + ": the buffer became shorter");
  ArrayBuffer* copy = TRY(ArrayBuffer::allocate(agent, {.byte_length = range.length}));
  std::memcpy(copy->data(), buffer->data() + range.first, range.length);
  copy->make_immutable();
  return copy;
}

enum class Preserve : std::uint8_t { Resizability, FixedLength, Immutable };

// https://tc39.es/ecma262/#sec-arraybuffercopyanddetach
Completion<ArrayBuffer*> copy_and_detach(Agent& agent, const NativeFrame& frame, std::string_view method,
                                         Preserve preserve) {
  // 1., 2.
  auto* buffer = TRY(this_of<ArrayBuffer>(agent, frame, method));
  // 3., 4.
  BufferSize size{.byte_length = buffer->byte_length()};
  if (!frame.argument(0).is_undefined()) size.byte_length = TRY(to_index(agent, frame.argument(0)));
  // 5.
  if (buffer->is_detached()) return throw_detached(agent, method);
  if (buffer->is_immutable()) return throw_immutable(agent, method);
  // 6., 7.
  if (preserve == Preserve::Resizability) size.max_byte_length = buffer->max_byte_length();
  if (size.max_byte_length && size.byte_length > *size.max_byte_length)
    return agent.throw_range_error("Invalid array buffer length");
  // 8. - 15.
  ArrayBuffer* copy = TRY(buffer->copy_and_detach(agent, size));
  if (preserve == Preserve::Immutable) copy->make_immutable();
  return copy;
}

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfer
Completion<Value> transfer(Agent& agent, NativeFrame& frame) {
  return copy_and_detach(agent, frame, "ArrayBuffer.prototype.transfer", Preserve::Resizability);
}

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfertofixedlength
Completion<Value> transfer_to_fixed_length(Agent& agent, NativeFrame& frame) {
  return copy_and_detach(agent, frame, "ArrayBuffer.prototype.transferToFixedLength", Preserve::FixedLength);
}

// https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.transfertoimmutable
Completion<Value> transfer_to_immutable(Agent& agent, NativeFrame& frame) {
  return copy_and_detach(agent, frame, "ArrayBuffer.prototype.transferToImmutable", Preserve::Immutable);
}

constexpr BuiltinRow k_array_buffer_rows[] = {
    method("isView", 1, is_view),
    getter(&WellKnown::symbol_species, species),
};

constexpr BuiltinRow k_array_buffer_prototype_rows[] = {
    reference("constructor", Intrinsic::ArrayBuffer),
    getter("byteLength", byte_length),
    getter("detached", detached),
    getter("immutable", immutable),
    getter("maxByteLength", max_byte_length),
    getter("resizable", resizable),
    method("resize", 1, resize),
    method("slice", 2, slice),
    method("sliceToImmutable", 2, slice_to_immutable),
    method("transfer", 0, transfer),
    method("transferToFixedLength", 0, transfer_to_fixed_length),
    method("transferToImmutable", 0, transfer_to_immutable),
    text(&WellKnown::symbol_to_string_tag, "ArrayBuffer"),
};

}  // namespace

constexpr ObjectTable k_array_buffer =
    constructor_table("ArrayBuffer", 1, array_buffer, Intrinsic::ArrayBufferPrototype, k_array_buffer_rows);
constexpr ObjectTable k_array_buffer_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_array_buffer_prototype_rows);

}  // namespace orrery::builtins
