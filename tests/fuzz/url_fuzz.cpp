// libFuzzer target: URLs. The first line is an input, the second a base, each other line a value for one of
// the setters. What is parsed can be written and read again as the same; looking for validation errors
// changes nothing; no setter makes a record that cannot be read again.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf.h"
#include "web/url/form_urlencoded.h"
#include "web/url/url_api.h"
#include "web/url/url_layout.h"

namespace {

using namespace orrery::web;

void require(bool holds) {
  if (!holds) std::abort();
}

/// What is true of each record, however it came about.
void check_record(const Url& url) {
  const std::string href = serialize(url);
  require(orrery::base::is_ascii(href));
  require(!url.scheme().empty());
  require(url.has_opaque_path || url.path.empty() || url.path.starts_with('/'));
  if (url.is_special()) {
    require(url.host.has_value() && !url.has_opaque_path && !url.path.empty());
    require(url.is_file() || !url.host->is_empty());
  }
  if (url.port)
    require(url.host && !url.host->is_empty() && url.port != default_port_of(url.special_scheme()));
  if (url.includes_credentials()) require(url.host && !url.host->is_empty());
  if (url.has_opaque_path) require(!url.host);
}

void check_round_trip(const Url& url) {
  check_record(url);
  const std::optional<Url> again = parse_url(serialize(url));
  require(again.has_value() && *again == url);
  UrlLayout layout;
  const std::string laid_out = serialize(url, layout);
  require(laid_out == serialize(url) && url_of(laid_out, layout) == url);
  static_cast<void>(serialize(origin_of(url)));
}

/// Parses as one that looks for errors does, and as one that does not.
std::optional<Url> parse(std::string_view input, const Url* base) {
  ValidationErrors errors;
  const std::optional<Url> with_errors = parse_url(input, base, &errors);
  std::optional<Url> url = parse_url(input, base);
  require(url == with_errors);
  if (url) check_round_trip(*url);
  return url;
}

void set(Url& url, std::size_t attribute, std::string_view value) {
  switch (attribute) {
    case 0:
      // That "file:" and its path, or its localhost, are not as they would be parsed is what the standard
      // says.
      if (value.size() < 4 || !url.is_special()) set_protocol(url, value);
      break;
    case 1:
      return set_username(url, value);
    case 2:
      return set_password(url, value);
    case 3:
      return set_host(url, value);
    case 4:
      return set_hostname(url, value);
    case 5:
      return set_port(url, value);
    case 6:
      return set_pathname(url, value);
    case 7:
      return set_search(url, value);
    case 8:
      return set_hash(url, value);
    default:
      break;
  }
}

void check_forms(std::string_view text) {
  const NameValueList tuples = parse_form_urlencoded(text);
  const std::string written = serialize_form_urlencoded(tuples);
  require(orrery::base::is_ascii(written));
  require(parse_form_urlencoded(written) == tuples);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_forms(bytes);
  std::string text = orrery::base::replace_invalid_utf8(bytes);
  std::vector<std::string_view> lines;
  for (std::string_view rest = text;;) {
    // U+0001 rather than a line feed, which URLs may have.
    const std::size_t end = std::min(rest.find('\x01'), rest.size());
    lines.push_back(rest.substr(0, end));
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  const std::optional<Url> base = lines.size() > 1 ? parse(lines[1], nullptr) : std::nullopt;
  std::optional<Url> url = parse(lines[0], base ? &*base : nullptr);
  if (!url) return 0;
  for (std::size_t i = 2; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    set(*url, static_cast<unsigned char>(lines[i][0]) % 9U, lines[i].substr(1));
    check_round_trip(*url);
  }
  return 0;
}
