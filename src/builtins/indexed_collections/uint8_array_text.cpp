// Uint8Arrays to and from base64 and hex: https://tc39.es/ecma262/#sec-uint8array-objects

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;
using base::Base64Alphabet;
using base::DecodedText;
using base::GoesOn;
using base::LastChunkHandling;

namespace {

/// https://tc39.es/ecma262/#sec-validateuint8array; to be written into only if that is not forbidden.
Completion<TypedArray*> this_uint8_array(Agent& agent, const NativeFrame& frame, std::string_view method,
                                         ArrayUse use) {
  TypedArray* array = as_typed_array(frame.this_value());
  if (array == nullptr || array->element_type() != ElementType::Uint8)
    return throw_incompatible_receiver(agent, method, frame.this_value());
  if (use == ArrayUse::Write && array->buffer()->is_immutable())
    return agent.throw_type_error("Cannot perform " + std::string(method) + " on an immutable ArrayBuffer");
  return array;
}

/// The bytes that are there, after all that may run a script.
Completion<std::span<std::uint8_t>> bytes_of(Agent& agent, const TypedArray* array, std::string_view method) {
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array, method);
  return std::span(reinterpret_cast<std::uint8_t*>(array->data()), array->length());
}

Completion<String*> require_string(Agent& agent, Value value) {
  if (value.is_string()) return value.as_string();
  return agent.throw_type_error(describe_value(agent, value) + " is not a string");
}

// Options ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-getoptionsobject. Undefined: there are none.
Completion<Value> options_object(Agent& agent, Value options) {
  if (options.is_undefined() || options.is_object()) return options;
  return agent.throw_type_error("options must be an object or undefined");
}

Completion<Value> option(Agent& agent, Value options, std::string_view name) {
  if (options.is_undefined()) return options;
  return get(agent, options.as_object(), PropertyKey::atom(intern(agent, name)));
}

/// Which of `texts` the option is; 0 if it is not there.
template <std::size_t count>
Completion<std::size_t> choice(Agent& agent, Value options, std::string_view name,
                               const std::string_view (&texts)[count]) {
  const Value value = TRY(option(agent, options, name));
  if (value.is_undefined()) return std::size_t{0};
  if (value.is_string()) {
    const std::string text = value.as_string()->to_utf8();
    for (std::size_t i = 0; i < count; i++) {
      if (text == texts[i]) return i;
    }
  }
  return agent.throw_type_error("Invalid value of option " + std::string(name) + ": " +
                                describe_value(agent, value));
}

Completion<Base64Alphabet> alphabet_option(Agent& agent, Value options) {
  constexpr std::string_view k_texts[] = {"base64", "base64url"};
  return static_cast<Base64Alphabet>(TRY(choice(agent, options, "alphabet", k_texts)));
}

Completion<LastChunkHandling> last_chunk_option(Agent& agent, Value options) {
  constexpr std::string_view k_texts[] = {"loose", "strict", "stop-before-partial"};
  return static_cast<LastChunkHandling>(TRY(choice(agent, options, "lastChunkHandling", k_texts)));
}

struct Base64Options {
  Base64Alphabet alphabet;
  LastChunkHandling last_chunk;
};
Completion<Base64Options> base64_options(Agent& agent, Value value) {
  const Value options = TRY(options_object(agent, value));
  const Base64Alphabet alphabet = TRY(alphabet_option(agent, options));
  return Base64Options{alphabet, TRY(last_chunk_option(agent, options))};
}

// Decoding --------------------------------------------------------------------------------------------------

GoesOn goes_on(Agent& agent) {
  return [&agent] { return !check_interrupt(agent).is_thrown(); };
}

DecodedText decode_base64_string(Agent& agent, String* text, const Base64Options& options,
                                 std::span<std::uint8_t> bytes) {
  const auto [alphabet, last_chunk] = options;
  return text->is_latin1() ? base::decode_base64(text->latin1(), alphabet, last_chunk, bytes, goes_on(agent))
                           : base::decode_base64(text->utf16(), alphabet, last_chunk, bytes, goes_on(agent));
}
DecodedText decode_hex_string(Agent& agent, String* text, std::span<std::uint8_t> bytes) {
  return text->is_latin1() ? base::decode_hex(text->latin1(), bytes, goes_on(agent))
                           : base::decode_hex(text->utf16(), bytes, goes_on(agent));
}

/// A new array of what `decode(bytes)` gives, which is at most `limit` bytes.
template <typename Decode>
Completion<Value> decoded_array(Agent& agent, std::size_t limit, Decode decode) {
  const DataBlock block = DataBlock::try_make(limit);
  if (!block) return agent.throw_range_error("Array buffer allocation failed");
  const DecodedText decoded = decode(std::span(reinterpret_cast<std::uint8_t*>(block.bytes()), limit));
  if (decoded.is_ended) return Thrown{};
  if (decoded.error != nullptr) return agent.throw_syntax_error(decoded.error);
  TypedArray* array = TRY(allocate_typed_array(agent, ElementType::Uint8, decoded.written));
  std::memcpy(array->data(), block.bytes(), decoded.written);
  return array;
}

/// What setFromBase64 and setFromHex return. What was decoded before an error has been written.
Completion<Value> read_and_written(Agent& agent, const DecodedText& decoded) {
  if (decoded.is_ended) return Thrown{};
  if (decoded.error != nullptr) return agent.throw_syntax_error(decoded.error);
  Object* result = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  const auto add = [&](std::string_view name, std::size_t value) {
    (void)MUST(
        create_data_property(agent, result, PropertyKey::atom(intern(agent, name)), Value::number(value)));
  };
  add("read", decoded.read);
  add("written", decoded.written);
  return result;
}

}  // namespace

// https://tc39.es/ecma262/#sec-uint8array.frombase64
Completion<Value> uint8_array_from_base64(Agent& agent, NativeFrame& frame) {
  String* text = TRY(require_string(agent, frame.argument(0)));
  const Base64Options options = TRY(base64_options(agent, frame.argument(1)));
  return decoded_array(agent, base::max_base64_bytes(text->length()), [&](std::span<std::uint8_t> bytes) {
    return decode_base64_string(agent, text, options, bytes);
  });
}

// https://tc39.es/ecma262/#sec-uint8array.fromhex
Completion<Value> uint8_array_from_hex(Agent& agent, NativeFrame& frame) {
  String* text = TRY(require_string(agent, frame.argument(0)));
  return decoded_array(agent, text->length() / 2,
                       [&](std::span<std::uint8_t> bytes) { return decode_hex_string(agent, text, bytes); });
}

// https://tc39.es/ecma262/#sec-uint8array.prototype.setfrombase64
Completion<Value> uint8_array_set_from_base64(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "Uint8Array.prototype.setFromBase64";
  const TypedArray* array = TRY(this_uint8_array(agent, frame, k_method, ArrayUse::Write));
  String* text = TRY(require_string(agent, frame.argument(0)));
  const Base64Options options = TRY(base64_options(agent, frame.argument(1)));
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, array, k_method));
  return read_and_written(agent, decode_base64_string(agent, text, options, bytes));
}

// https://tc39.es/ecma262/#sec-uint8array.prototype.setfromhex
Completion<Value> uint8_array_set_from_hex(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "Uint8Array.prototype.setFromHex";
  const TypedArray* array = TRY(this_uint8_array(agent, frame, k_method, ArrayUse::Write));
  String* text = TRY(require_string(agent, frame.argument(0)));
  const std::span<std::uint8_t> bytes = TRY(bytes_of(agent, array, k_method));
  return read_and_written(agent, decode_hex_string(agent, text, bytes));
}

// Encoding --------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-uint8array.prototype.tobase64
Completion<Value> uint8_array_to_base64(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "Uint8Array.prototype.toBase64";
  const TypedArray* array = TRY(this_uint8_array(agent, frame, k_method, ArrayUse::Read));
  const Value options = TRY(options_object(agent, frame.argument(0)));
  const Base64Alphabet alphabet = TRY(alphabet_option(agent, options));
  const bool omits_padding = to_boolean(TRY(option(agent, options, "omitPadding")));
  const std::span<const std::uint8_t> bytes = TRY(bytes_of(agent, array, k_method));
  const auto text = TRY(make_unfilled_latin1(agent, base::base64_length(bytes.size(), omits_padding)));
  // In parts of whole chunks, which are three bytes and four characters.
  TRY(in_parts(agent, 0, (bytes.size() + 2) / 3, [&](std::size_t start, std::size_t end) {
    const std::size_t place = std::min(4 * end, text.characters.size());
    base::encode_base64(bytes.subspan(3 * start, std::min(3 * end, bytes.size()) - 3 * start), alphabet,
                        text.characters.subspan(4 * start, place - 4 * start));
  }));
  return text.string;
}

// https://tc39.es/ecma262/#sec-uint8array.prototype.tohex
Completion<Value> uint8_array_to_hex(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "Uint8Array.prototype.toHex";
  const TypedArray* array = TRY(this_uint8_array(agent, frame, k_method, ArrayUse::Read));
  const std::span<const std::uint8_t> bytes = TRY(bytes_of(agent, array, k_method));
  const auto text = TRY(make_unfilled_latin1(agent, bytes.size() * 2));
  TRY(in_parts(agent, 0, bytes.size(), [&](std::size_t start, std::size_t end) {
    base::encode_hex(bytes.subspan(start, end - start),
                     text.characters.subspan(2 * start, 2 * (end - start)));
  }));
  return text.string;
}

}  // namespace orrery::builtins
