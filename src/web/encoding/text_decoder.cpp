#include "web/encoding/text_decoder.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/unicode/utf.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "vm/strings/string.h"
#include "web/encoding/strings.h"
#include "webidl/descriptions.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

namespace {

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Of an encoding that has ASCII for its first half, where a text of ASCII is its own bytes.
bool has_ascii_bytes(Encoding encoding) {
  return encoding != Encoding::Utf16Be && encoding != Encoding::Utf16Le && encoding != Encoding::Iso2022Jp;
}

}  // namespace

// https://encoding.spec.whatwg.org/#dom-textdecoder
Completion<TextDecoder*> TextDecoder::construct(Agent& agent, const vm::NativeFrame& frame, vm::String* label,
                                                const TextDecoderOptions& options) {
  // 1. 2.
  const std::string text = label->to_wtf8();
  const std::optional<Encoding> encoding = encoding_of_label(text);
  if (!encoding || *encoding == Encoding::Replacement)
    return vm::throw_platform_error(agent, vm::ErrorType::RangeError, "ERR_ENCODING_NOT_SUPPORTED",
                                    "The \"" + text + "\" encoding is not supported");
  // 3. to 5.
  return vm::construct_platform_object<TextDecoder>(
      agent, frame, *encoding, options.fatal ? ErrorMode::Fatal : ErrorMode::Replacement, options.ignore_bom);
}

vm::String* TextDecoder::encoding(Agent& agent) const {
  std::string name(name_of(encoding_));
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; });
  return vm::intern(agent, name);
}

// https://encoding.spec.whatwg.org/#dom-textdecoder-decode
Completion<vm::String*> TextDecoder::decode(Agent& agent, std::optional<webidl::BufferSource> input,
                                            const TextDecodeOptions& options) {
  std::span<const std::uint8_t> bytes;
  if (input) {
    const std::span<const std::byte> all = input->bytes();
    bytes = {reinterpret_cast<const std::uint8_t*>(all.data()), all.size()};
  }
  vm::count_work(agent, bytes.size());
  // Another agent may write to shared memory while it is read.
  std::string copy;
  if (input && input->buffer()->is_shared()) {
    copy = text_of(bytes);
    bytes = {reinterpret_cast<const std::uint8_t*>(copy.data()), copy.size()};
  }
  // OPTIMIZATION: most of what is decoded is ASCII, and all of it is here.
  const bool is_whole = !stream_ && !options.stream;
  if (is_whole && has_ascii_bytes(encoding_) && base::is_ascii(text_of(bytes)))
    return vm::make_string(agent, bytes);

  DecodedText text;
  bool is_valid;
  if (is_whole) {
    is_valid = TextDecoderCommon(encoding_, error_mode_, ignore_bom_).decode(bytes, false, text);
  } else {
    if (!stream_) {
      TextDecoderCommon decoder(encoding_, error_mode_, ignore_bom_);
      stream_.set(this, agent.heap().make<TextDecoderStreamState>(0, std::move(decoder)));
    }
    is_valid = stream_->decoder().decode(bytes, options.stream, text);
    if (!options.stream) stream_.clear();
  }
  if (!is_valid)
    return vm::throw_platform_error(
        agent, vm::ErrorType::TypeError, "ERR_ENCODING_INVALID_ENCODED_DATA",
        "The encoded data was not valid for encoding " + encoding(agent)->to_wtf8());
  return make_string(agent, text);
}

// As Node shows it.
Completion<vm::ObjectDescription> TextDecoder::describe(Agent& agent) const {
  return webidl::describe_properties(agent, {{"encoding", encoding(agent)},
                                             {"fatal", vm::Value::boolean(fatal())},
                                             {"ignoreBOM", vm::Value::boolean(ignore_bom())}});
}

}  // namespace orrery::web
