#include "web/url/data_url.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/base64.h"
#include "web/url/ascii.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

namespace {

constexpr std::string_view k_scheme = "data:";
constexpr std::string_view k_whitespace = "\t\n\f\r ";  // https://infra.spec.whatwg.org/#ascii-whitespace

bool is_equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, {}, to_ascii_lowercase);
}

std::string_view without_trailing(std::string_view text, std::string_view characters) {
  return text.substr(0, text.find_last_not_of(characters) + 1);
}

std::string_view stripped(std::string_view text) {
  text = without_trailing(text, k_whitespace);
  return text.substr(std::min(text.find_first_not_of(k_whitespace), text.size()));
}

/// https://mimesniff.spec.whatwg.org/#http-token-code-point
bool is_token(std::string_view text) {
  constexpr std::string_view k_others = "!#$%&'*+-.^_`|~";
  return !text.empty() &&
         std::ranges::all_of(text, [&](char c) { return is_ascii_alphanumeric(c) || k_others.contains(c); });
}

/// https://mimesniff.spec.whatwg.org/#parse-a-mime-type, up to its parameters. \return empty: it is none
std::string mime_type_essence(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || !is_token(text.substr(0, slash))) return {};
  const std::string_view rest = text.substr(slash + 1);
  const std::string_view subtype = without_trailing(rest.substr(0, rest.find(';')), k_whitespace);
  if (!is_token(subtype)) return {};
  std::string essence(text.substr(0, slash + 1 + subtype.size()));
  std::ranges::transform(essence, essence.begin(), to_ascii_lowercase);
  return essence;
}

/// The type before `;base64`, with or without spaces in between; nothing: that is not there.
std::optional<std::string_view> without_base64(std::string_view mime_type) {
  constexpr std::string_view k_base64 = "base64";
  if (mime_type.size() < k_base64.size()) return std::nullopt;
  const std::size_t start = mime_type.size() - k_base64.size();
  if (!is_equal_ignoring_case(mime_type.substr(start), k_base64)) return std::nullopt;
  const std::string_view before = without_trailing(mime_type.substr(0, start), " ");
  if (!before.ends_with(';')) return std::nullopt;
  return before.substr(0, before.size() - 1);
}

/// https://infra.spec.whatwg.org/#forgiving-base64-decode
std::optional<std::string> forgiving_base64_decode(std::string_view text) {
  const std::span given(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  std::string bytes(base::max_base64_bytes(text.size()), '\0');
  const std::span room(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
  const base::DecodedText decoded =
      base::decode_base64(given, base::Base64Alphabet::Base64, base::LastChunkHandling::Loose, room);
  if (decoded.error != nullptr) return std::nullopt;
  bytes.resize(decoded.written);
  return bytes;
}

}  // namespace

bool is_data_url(std::string_view url) {
  return url.size() >= k_scheme.size() && is_equal_ignoring_case(url.substr(0, k_scheme.size()), k_scheme);
}

std::optional<DataUrl> process_data_url(std::string_view url) {
  // 1.
  if (!is_data_url(url)) return std::nullopt;
  // 2. - 4.
  const std::string_view input = url.substr(0, url.find('#')).substr(k_scheme.size());
  // 5. - 9.
  const std::size_t comma = input.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::string_view mime_type = stripped(input.substr(0, comma));
  // 10.
  DataUrl result{.essence = {}, .body = percent_decode(input.substr(comma + 1))};
  // 11.
  if (const std::optional<std::string_view> before = without_base64(mime_type)) {
    std::optional<std::string> decoded = forgiving_base64_decode(result.body);
    if (!decoded) return std::nullopt;
    result.body = *std::move(decoded);
    mime_type = *before;
  }
  // 12. - 14.
  result.essence = mime_type_essence(mime_type);
  if (result.essence.empty()) result.essence = "text/plain";
  return result;
}

bool is_javascript_mime_type(std::string_view essence) {
  constexpr std::array<std::string_view, 16> k_types = {"application/ecmascript",
                                                        "application/javascript",
                                                        "application/x-ecmascript",
                                                        "application/x-javascript",
                                                        "text/ecmascript",
                                                        "text/javascript",
                                                        "text/javascript1.0",
                                                        "text/javascript1.1",
                                                        "text/javascript1.2",
                                                        "text/javascript1.3",
                                                        "text/javascript1.4",
                                                        "text/javascript1.5",
                                                        "text/jscript",
                                                        "text/livescript",
                                                        "text/x-ecmascript",
                                                        "text/x-javascript"};
  return std::ranges::find(k_types, essence) != k_types.end();
}

}  // namespace orrery::web
