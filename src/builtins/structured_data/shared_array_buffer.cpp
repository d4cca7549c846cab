// %SharedArrayBuffer%: https://tc39.es/ecma262/#sec-sharedarraybuffer-objects

#include <cstring>
#include <string>

#include "builtins/structured_data/buffer_arguments.h"
#include "builtins/structured_data/tables.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-sharedarraybuffer-length
Completion<Value> shared_array_buffer(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct()) return throw_constructor_called(agent, "SharedArrayBuffer");
  // 2. - 4.
  const BufferSize size = TRY(requested_size(agent, frame, "shared array buffer"));
  Object* prototype = TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(),
                                                         Intrinsic::SharedArrayBufferPrototype));
  return SharedArrayBuffer::allocate(agent, size, prototype);
}

// https://tc39.es/ecma262/#sec-sharedarraybuffer-%symbol.species%
Completion<Value> species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

// https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.bytelength
Completion<Value> byte_length(Agent& agent, NativeFrame& frame) {
  const auto* buffer =
      TRY(this_of<SharedArrayBuffer>(agent, frame, "SharedArrayBuffer.prototype.byteLength"));
  return Value::number(buffer->byte_length());
}

// https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.grow
Completion<Value> grow(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "SharedArrayBuffer.prototype.grow";
  // 1. - 3.
  auto* buffer = TRY(this_of<SharedArrayBuffer>(agent, frame, k_method));
  if (buffer->is_fixed_length()) return throw_incompatible_receiver(agent, k_method, frame.this_value());
  // 4.
  const std::uint64_t new_length = TRY(to_index(agent, frame.argument(0)));
  // 5. - 12.
  if (!TRY(buffer->grow(agent, new_length)))
    return agent.throw_range_error(std::string(k_method) + ": Invalid length parameter");
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.growable
Completion<Value> growable(Agent& agent, NativeFrame& frame) {
  const auto* buffer = TRY(this_of<SharedArrayBuffer>(agent, frame, "SharedArrayBuffer.prototype.growable"));
  return Value::boolean(!buffer->is_fixed_length());
}

// https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.maxbytelength
Completion<Value> max_byte_length(Agent& agent, NativeFrame& frame) {
  const auto* buffer =
      TRY(this_of<SharedArrayBuffer>(agent, frame, "SharedArrayBuffer.prototype.maxByteLength"));
  return Value::number(buffer->max_byte_length().value_or(buffer->byte_length()));
}

// https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.slice
Completion<Value> slice(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "SharedArrayBuffer.prototype.slice";
  // 1. - 3.
  auto* buffer = TRY(this_of<SharedArrayBuffer>(agent, frame, k_method));
  // 4. - 13.
  const ByteRange range = TRY(byte_range(agent, frame, buffer->byte_length()));
  // 14. - 19.
  auto* target = TRY(slice_target(agent, buffer, Intrinsic::SharedArrayBuffer, range.length, k_method));
  // 20. - 22. It never becomes shorter.
  std::memcpy(target->data(), buffer->data() + range.first, range.length);
  return target;
}

constexpr BuiltinRow k_shared_array_buffer_rows[] = {
    getter(&WellKnown::symbol_species, species),
};

constexpr BuiltinRow k_shared_array_buffer_prototype_rows[] = {
    reference("constructor", Intrinsic::SharedArrayBuffer),
    getter("byteLength", byte_length),
    method("grow", 1, grow),
    getter("growable", growable),
    getter("maxByteLength", max_byte_length),
    method("slice", 2, slice),
    text(&WellKnown::symbol_to_string_tag, "SharedArrayBuffer"),
};

}  // namespace

constexpr ObjectTable k_shared_array_buffer =
    constructor_table("SharedArrayBuffer", 1, shared_array_buffer, Intrinsic::SharedArrayBufferPrototype,
                      k_shared_array_buffer_rows);
constexpr ObjectTable k_shared_array_buffer_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_shared_array_buffer_prototype_rows);

}  // namespace orrery::builtins
