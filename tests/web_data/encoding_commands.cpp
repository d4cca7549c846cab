#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "tests/web_data/commands.h"
#include "web/encoding/codecs/encoder.h"
#include "web/encoding/text_decoder_common.h"
#include "web/url/url_api.h"

namespace orrery::web_data {

namespace {

using namespace web;

constexpr std::string_view k_failure = "failure";

std::vector<std::uint8_t> bytes_of_hex(std::string_view hex) {
  std::vector<std::uint8_t> bytes;
  for (; hex.size() >= 2; hex.remove_prefix(2)) {
    std::uint8_t byte = 0;
    std::from_chars(hex.data(), hex.data() + 2, byte, 16);
    bytes.push_back(byte);
  }
  return bytes;
}

/// \param chunks  in hexadecimal, separated by commas: each but the last is decoded with "stream"
/// \param flags  "f": fatal, "b": ignore byte order marks, "s": "stream" for the last one, too
std::string decode_chunks(Encoding encoding, std::string_view chunks, std::string_view flags) {
  TextDecoderCommon decoder(encoding, flags.contains('f') ? ErrorMode::Fatal : ErrorMode::Replacement,
                            flags.contains('b'));
  std::string hex = "'";
  while (true) {
    const std::size_t end = std::min(chunks.find(','), chunks.size());
    const bool is_last = end == chunks.size();
    DecodedText out;
    if (!decoder.decode(bytes_of_hex(chunks.substr(0, end)), !is_last || flags.contains('s'), out))
      return std::string(k_failure);
    for (const char16_t unit : out.to_utf16()) hex += fmt::format("{:04x}", unsigned{unit});
    if (is_last) return hex;
    chunks.remove_prefix(end + 1);
  }
}

std::string encode_text(Encoding encoding, const std::string& text) {
  std::string bytes;
  append_encoded_html(bytes, text, encoding);
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

}  // namespace

std::optional<std::string> answer_encoding(std::string_view command, Fields fields) {
  if (fields.empty()) return {};
  const std::optional<Encoding> encoding = encoding_of_label(fields[0]);
  if (command == "label") return std::string(encoding ? name_of(*encoding) : k_failure);
  if (!encoding) return std::string(k_failure);
  if (command == "decode" && fields.size() == 3) return decode_chunks(*encoding, fields[1], fields[2]);
  if (command == "encode" && fields.size() == 2) return encode_text(*encoding, fields[1]);
  if (command == "href" && fields.size() == 2) {
    const std::optional<Url> url = parse_url(fields[1], nullptr, nullptr, *encoding);
    return url ? get_href(*url) : std::string(k_failure);
  }
  return {};
}

}  // namespace orrery::web_data
