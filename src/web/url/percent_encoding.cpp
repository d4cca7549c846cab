#include "web/url/percent_encoding.h"

#include <algorithm>

#include "base/unicode/utf.h"
#include "web/encoding/codecs/encoder.h"

namespace orrery::web {

namespace {

/// As append_percent_encoded(), with "+" for spaces if they are in the set of forms.
void append_with_spaces(std::string& out, std::string_view text, PercentEncodeSet set) {
  if (set != PercentEncodeSet::FormUrlencoded) {
    append_percent_encoded(out, text, set);
    return;
  }
  for (std::size_t start = 0;;) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    append_percent_encoded(out, text.substr(start, end - start), set);
    if (end == text.size()) return;
    out += '+';
    start = end + 1;
  }
}

}  // namespace

void append_percent_encoded_byte(std::string& out, char byte) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  const char encoded[] = {'%', k_digits[value >> 4], k_digits[value & 15]};
  out.append(encoded, sizeof encoded);
}

void append_percent_encoded(std::string& out, std::string_view text, PercentEncodeSet set) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_in(set, text[i])) [[likely]]
      continue;
    out.append(text, start, i - start);
    append_percent_encoded_byte(out, text[i]);
    start = i + 1;
  }
  out.append(text, start);
}

void append_percent_encoded_after_encoding(std::string& out, std::string_view text, Encoding encoding,
                                           PercentEncodeSet set) {
  if (encoding == Encoding::Utf8 || base::is_ascii(text)) {
    // OPTIMIZATION: ASCII is the same in all of them but ISO-2022-JP, which has a few errors among the
    // controls.
    if (encoding != Encoding::Iso2022Jp) {
      append_with_spaces(out, text, set);
      return;
    }
  }
  const std::unique_ptr<Encoder> encoder = make_encoder(encoding);
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = base::decode_wtf8(text.data() + i);
    i += length;
    const auto error = encoder->encode(code_point, bytes);
    if (!error) continue;
    append_with_spaces(out, bytes, set);
    bytes.clear();
    out += "%26%23" + std::to_string(std::uint32_t{*error}) + "%3B";
  }
  encoder->finish(bytes);
  append_with_spaces(out, bytes, set);
}

std::string percent_decode(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && text.size() - i > 2) {
      const int high = hex_digit_value(text[i + 1]);
      const int low = hex_digit_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        bytes += static_cast<char>(high << 4 | low);
        i += 2;
        continue;
      }
    }
    bytes += text[i];
  }
  return bytes;
}

}  // namespace orrery::web
