#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace orrery::web {

/// [DOC] Encodings
///
/// https://encoding.spec.whatwg.org without JavaScript.
///
///   encoding.h          names, labels, byte order marks
///   text_decoder_common.h  bytes → text: streaming with byte order marks as TextDecoder does it, and hooks
///   for other
///                       standards
///   decoder.h           what a decoder is: one for each encoding, fed piece by piece
///   encoder.h           text → bytes, for forms and the queries of URLs in old documents
///   decoded_text.h      what decoders write: Latin-1 as long as all fits, then UTF-16
///
/// Indexes (indexes/) are constant data that nothing touches before an encoding is used that needs them. Only
/// those for decoding are kept; an encoder turns its index around when it meets the first code point that is
/// not ASCII.

enum class Encoding : std::uint8_t {
#define ENCODING(id, name, labels) id,
#include "web/encoding/encodings.def"
#undef ENCODING
};

/// "UTF-8"
/// https://encoding.spec.whatwg.org/#name
std::string_view name_of(Encoding encoding);

/// https://encoding.spec.whatwg.org/#concept-encoding-get
std::optional<Encoding> encoding_of_label(std::string_view label);

/// https://encoding.spec.whatwg.org/#get-an-output-encoding
Encoding output_encoding_of(Encoding encoding);

/// https://encoding.spec.whatwg.org/#bom-sniff
std::optional<Encoding> sniff_byte_order_mark(std::span<const std::uint8_t> bytes);

}  // namespace orrery::web
