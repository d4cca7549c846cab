#include "builtins/structured_data/buffer_arguments.h"

#include <string>

#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// https://tc39.es/ecma262/#sec-getarraybuffermaxbytelengthoption
Completion<std::optional<std::size_t>> max_byte_length_option(Agent& agent, Value options) {
  if (!options.is_object()) return std::optional<std::size_t>();
  const PropertyKey key = PropertyKey::atom(intern(agent, "maxByteLength"));
  const Value max_byte_length = TRY(get(agent, options.as_object(), key));
  if (max_byte_length.is_undefined()) return std::optional<std::size_t>();
  return std::optional<std::size_t>(TRY(to_index(agent, max_byte_length)));
}

}  // namespace

Completion<BufferSize> requested_size(Agent& agent, const NativeFrame& frame, std::string_view name) {
  const auto byte_length = to_index(TRY(to_integer_or_infinity(agent, frame.argument(0))));
  if (!byte_length) return agent.throw_range_error("Invalid " + std::string(name) + " length");
  BufferSize size{.byte_length = *byte_length};
  size.max_byte_length = TRY(max_byte_length_option(agent, frame.argument(1)));
  if (size.max_byte_length && size.byte_length > *size.max_byte_length)
    return agent.throw_range_error("Invalid " + std::string(name) + " max length");
  return size;
}

Completion<ByteRange> byte_range(Agent& agent, const NativeFrame& frame, std::size_t length) {
  const std::uint64_t first = TRY(to_relative_index(agent, frame.argument(0), length));
  const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(1), length));
  return ByteRange{first, end > first ? end - first : 0};
}

namespace {

bool is_same_buffer(const ArrayBuffer* one, const ArrayBuffer* other) {
  return one == other;
}
bool is_same_buffer(const SharedArrayBuffer* one, const SharedArrayBuffer* other) {
  return one->block() == other->block();
}

}  // namespace

template <typename Buffer>
Completion<Buffer*> slice_target(Agent& agent, Buffer* buffer, Intrinsic default_constructor,
                                 std::size_t length, std::string_view method) {
  const std::string name(method);
  Object* constructor = TRY(species_constructor(agent, buffer, agent.intrinsic(default_constructor)));
  const Value argument = Value::number(length);
  Object* made = TRY(construct(agent, constructor, std::span(&argument, 1)));
  if (made->kind() != Buffer::k_kind) return throw_incompatible_receiver(agent, method, made);
  auto* target = static_cast<Buffer*>(made);
  if (target->is_detached()) return agent.throw_type_error(name + ": the species gave a detached buffer");
  if (target->is_immutable()) return agent.throw_type_error(name + ": the species gave an immutable buffer");
  if (is_same_buffer(target, buffer))
    return agent.throw_type_error("ArrayBuffer subclass returned this from species constructor");
  if (target->byte_length() < length)
    return agent.throw_type_error("Species constructor returned a too small ArrayBuffer");
  return target;
}

template Completion<ArrayBuffer*> slice_target(Agent&, ArrayBuffer*, Intrinsic, std::size_t,
                                               std::string_view);
template Completion<SharedArrayBuffer*> slice_target(Agent&, SharedArrayBuffer*, Intrinsic, std::size_t,
                                                     std::string_view);

}  // namespace orrery::builtins
