#include "web/encoding/text_encoder.h"

#include <algorithm>
#include <span>

#include "vm/binary_data/typed_array.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"
#include "web/encoding/utf8_text.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

namespace {

std::u16string_view units_of(vm::String* string) {
  const std::span<const char16_t> units = string->utf16();
  return {units.data(), units.size()};
}

EncodeIntoResult encode_into_bytes(vm::String* source, std::span<std::byte> destination) {
  const std::span bytes(reinterpret_cast<std::uint8_t*>(destination.data()), destination.size());
  return source->is_latin1() ? encode_utf8_into(source->latin1(), bytes)
                             : encode_utf8_into(units_of(source), bytes);
}

}  // namespace

// https://encoding.spec.whatwg.org/#dom-textencoder
Completion<TextEncoder*> TextEncoder::construct(Agent& agent, const vm::NativeFrame& frame) {
  return vm::construct_platform_object<TextEncoder>(agent, frame);
}

vm::String* TextEncoder::encoding(Agent& agent) const {
  return vm::intern(agent, "utf-8");
}

// https://encoding.spec.whatwg.org/#dom-textencoder-encode
Completion<vm::Object*> TextEncoder::encode(Agent& agent, vm::String* input) const {
  vm::count_work(agent, input->length());
  const std::size_t length = input->is_latin1() ? utf8_length(input->latin1()) : utf8_length(units_of(input));
  vm::TypedArray* array = TRY(vm::allocate_typed_array(agent, vm::ElementType::Uint8, length));
  encode_into_bytes(input, {array->data(), length});
  return array;
}

// https://encoding.spec.whatwg.org/#dom-textencoder-encodeinto
Completion<vm::Object*> TextEncoder::encode_into(Agent& agent, vm::String* source,
                                                 const webidl::BufferSource& destination) const {
  if (destination.buffer()->is_immutable())
    return agent.throw_type_error("Failed to execute 'encodeInto' on 'TextEncoder': the buffer is immutable");
  vm::count_work(agent, std::min(std::size_t{source->length()}, destination.bytes().size()));
  const EncodeIntoResult result = encode_into_bytes(source, destination.bytes());
  vm::Object* object = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype), 2);
  const auto add = [&](std::string_view name, std::size_t value) {
    MUST(vm::create_data_property(agent, object, vm::PropertyKey::atom(vm::intern(agent, name)),
                                  vm::Value::number(static_cast<double>(value))));
  };
  add("read", result.read);
  add("written", result.written);
  return object;
}

}  // namespace orrery::web
