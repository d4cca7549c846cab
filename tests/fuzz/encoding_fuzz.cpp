// libFuzzer target: encodings. The first byte picks an encoding, the second a seed for places to cut.
// Decoding in pieces gives what decoding at once gives; fatal mode fails where the other replaces; what the
// encoder makes of the text is read as a text that is then encoded as the same bytes; UTF-8 is what base::
// says it is.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf.h"
#include "web/encoding/codecs/encoder.h"
#include "web/encoding/text_decoder_common.h"
#include "web/encoding/utf8_text.h"

namespace {

using namespace orrery::web;
using Bytes = std::span<const std::uint8_t>;

void require(bool holds) {
  if (!holds) std::abort();
}

bool same_text(const DecodedText& a, const DecodedText& b) {
  // Also the same way of keeping it.
  if (a.is_latin1() != b.is_latin1()) return false;
  return a.to_utf16() == b.to_utf16();
}

std::optional<DecodedText> decode_at_once(Bytes bytes, Encoding encoding, ErrorMode mode) {
  DecodedText out;
  if (!make_decoder(encoding)->decode(bytes, true, mode, out)) return {};
  return out;
}

std::optional<DecodedText> decode_in_pieces(Bytes bytes, Encoding encoding, ErrorMode mode,
                                            std::uint32_t seed) {
  const std::unique_ptr<Decoder> decoder = make_decoder(encoding);
  DecodedText out;
  while (!bytes.empty()) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::size_t length = std::min<std::size_t>(seed >> 29U, bytes.size());
    if (!decoder->decode(bytes.subspan(0, length), false, mode, out)) return {};
    bytes = bytes.subspan(length);
  }
  if (!decoder->decode({}, true, mode, out)) return {};
  return out;
}

/// TextDecoderCommon's pieces, joined.
std::u16string stream(Bytes bytes, Encoding encoding, bool ignore_bom, std::size_t cut) {
  TextDecoderCommon decoder(encoding, ErrorMode::Replacement, ignore_bom);
  DecodedText first;
  DecodedText second;
  cut = std::min(cut, bytes.size());
  require(decoder.decode(bytes.subspan(0, cut), true, first));
  require(decoder.decode(bytes.subspan(cut), false, second));
  return first.to_utf16() + second.to_utf16();
}

std::string encode(std::string_view utf8, Encoding encoding) {
  std::string out;
  append_encoded_html(out, utf8, encoding);
  return out;
}

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void check_encoder(const DecodedText& text, Encoding encoding) {
  const std::u16string units = text.to_utf16();
  const std::string encoded = encode(Utf8Text(units).view(), encoding);
  const auto decoded = decode_at_once(bytes_of(encoded), encoding, ErrorMode::Fatal);
  // Errors in ISO-2022-JP leave escape sequences without anything between them, which its decoder refuses.
  if (encoding == Encoding::Iso2022Jp && !decoded) return;
  require(decoded.has_value());
  const std::u16string again = decoded->to_utf16();
  require(encode(Utf8Text(again).view(), encoding) == encoded);
}

/// What encodeInto writes into room enough, and into as much as there is.
void check_encode_into(std::u16string_view units, std::size_t room) {
  std::vector<std::uint8_t> destination(utf8_length(units));
  const EncodeIntoResult all = encode_utf8_into(units, destination);
  require(all.read == units.size() && all.written == destination.size());
  const Utf8Text text(units);
  require(std::ranges::equal(destination, bytes_of(text.view())));
  std::vector<std::uint8_t> small(std::min(room, destination.size()));
  const EncodeIntoResult some = encode_utf8_into(units, small);
  require(some.read <= units.size() && some.written <= small.size());
  require(some.written == utf8_length(units.substr(0, some.read)));
  require(std::equal(small.begin(), small.begin() + static_cast<std::ptrdiff_t>(some.written),
                     destination.begin()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto encoding = static_cast<Encoding>(data[0] % (static_cast<unsigned>(Encoding::XUserDefined) + 1));
  const Bytes bytes(data + 2, size - 2);
  const std::optional<DecodedText> text = decode_at_once(bytes, encoding, ErrorMode::Replacement);
  require(text.has_value());
  require(same_text(*text, *decode_in_pieces(bytes, encoding, ErrorMode::Replacement, data[1])));
  const auto fatal = decode_at_once(bytes, encoding, ErrorMode::Fatal);
  require(fatal.has_value() == decode_in_pieces(bytes, encoding, ErrorMode::Fatal, data[1]).has_value());
  if (fatal) require(same_text(*fatal, *text));
  for (const bool ignore_bom : {false, true})
    require(stream(bytes, encoding, ignore_bom, data[1]) ==
            stream(bytes, encoding, ignore_bom, bytes.size()));

  if (encoding == Encoding::Utf8) {
    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    require(fatal.has_value() == orrery::base::is_valid_utf8(raw));
    const std::u16string units = text->to_utf16();
    require(Utf8Text(units).view() == orrery::base::replace_invalid_utf8(raw));
  }
  check_encode_into(text->to_utf16(), data[1]);
  // Any code units at all.
  std::u16string units(bytes.size() / 2, u'\0');
  std::memcpy(units.data(), bytes.data(), 2 * units.size());
  check_encode_into(units, data[1]);
  if (output_encoding_of(encoding) == encoding) check_encoder(*text, encoding);
  return 0;
}
