#include "web/url/form_urlencoded.h"

#include <algorithm>

#include "base/unicode/utf.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

namespace {

std::string decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  std::string bytes = percent_decode(spaced);
  if (base::is_valid_utf8(bytes)) return bytes;
  return base::replace_invalid_utf8(bytes);
}

}  // namespace

NameValueList parse_form_urlencoded(std::string_view input) {
  NameValueList output;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('&'), input.size());
    const std::string_view sequence = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    if (sequence.empty()) continue;
    const std::size_t equals_sign = std::min(sequence.find('='), sequence.size());
    output.emplace_back(decode(sequence.substr(0, equals_sign)),
                        decode(sequence.substr(std::min(equals_sign + 1, sequence.size()))));
  }
  return output;
}

std::string serialize_form_urlencoded(const NameValueList& tuples, Encoding encoding) {
  encoding = output_encoding_of(encoding);
  std::string output;
  for (const auto& [name, value] : tuples) {
    if (!output.empty()) output += '&';
    append_percent_encoded_after_encoding(output, name, encoding, PercentEncodeSet::FormUrlencoded);
    output += '=';
    append_percent_encoded_after_encoding(output, value, encoding, PercentEncodeSet::FormUrlencoded);
  }
  return output;
}

void append_form_urlencoded(std::string& out, std::string_view text) {
  append_percent_encoded_after_encoding(out, text, Encoding::Utf8, PercentEncodeSet::FormUrlencoded);
}

}  // namespace orrery::web
