#include "web/urlpattern/canonicalization.h"

#include "web/url/percent_encoding.h"
#include "web/url/url.h"
#include "web/url/url_api.h"
#include "web/url/url_parser.h"

namespace orrery::web {

namespace {

using Text = base::Result<std::string>;

/// https://urlpattern.spec.whatwg.org/#create-a-dummy-url
Url make_dummy_url() {
  Url url;
  url.set_scheme("https");
  url.host = Host{HostKind::Domain, "dummy.invalid"};
  url.path = "/";
  return url;
}

Text fail(std::string_view value, std::string_view what) {
  return base::error("'" + std::string(value) + "' is no valid " + std::string(what));
}

}  // namespace

Text canonicalize_protocol(std::string_view value) {
  if (value.empty()) return std::string();
  const std::optional<Url> url = parse_url(std::string(value) + "://dummy.invalid/");
  if (!url) return fail(value, "protocol");
  return url->scheme();
}

Text canonicalize_username(std::string_view value) {
  std::string result;
  append_percent_encoded(result, value, PercentEncodeSet::Userinfo);
  return result;
}

Text canonicalize_password(std::string_view value) {
  return canonicalize_username(value);
}

Text canonicalize_hostname(std::string_view value) {
  if (value.empty()) return std::string();
  Url url = make_dummy_url();
  if (!parse_url_with_override(value, url, UrlParserState::Hostname)) return fail(value, "hostname");
  return get_hostname(url);
}

Text canonicalize_ipv6_hostname(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (hex_digit_value(c) < 0 && c != '[' && c != ']' && c != ':') return fail(value, "IPv6 address");
    result += static_cast<char>(c >= 'A' && c <= 'F' ? c | 0x20 : c);
  }
  return result;
}

Text canonicalize_port(std::string_view value) {
  return canonicalize_port(value, "https");
}

Text canonicalize_port(std::string_view value, std::string_view protocol) {
  if (value.empty()) return std::string();
  Url url = make_dummy_url();
  url.set_scheme(protocol);
  if (!parse_url_with_override(value, url, UrlParserState::Port)) return fail(value, "port");
  return get_port(url);
}

Text canonicalize_pathname(std::string_view value) {
  if (value.empty()) return std::string();
  // The parser would begin each piece with a slash; and a dot must not stand behind one that is not there.
  const bool has_slash = value.starts_with('/');
  Url url = make_dummy_url();
  url.path.clear();
  parse_url_with_override((has_slash ? "" : "/-") + std::string(value), url, UrlParserState::PathStart);
  return has_slash ? url.path : url.path.substr(2);
}

Text canonicalize_opaque_pathname(std::string_view value) {
  if (value.empty()) return std::string();
  Url url = make_dummy_url();
  url.path.clear();
  url.has_opaque_path = true;
  if (!parse_url_with_override(value, url, UrlParserState::OpaquePath)) return fail(value, "pathname");
  return url.path;
}

Text canonicalize_search(std::string_view value) {
  if (value.empty()) return std::string();
  Url url = make_dummy_url();
  url.query.emplace();
  parse_url_with_override(value, url, UrlParserState::Query);
  return *url.query;
}

Text canonicalize_hash(std::string_view value) {
  if (value.empty()) return std::string();
  Url url = make_dummy_url();
  url.fragment.emplace();
  parse_url_with_override(value, url, UrlParserState::Fragment);
  return *url.fragment;
}

}  // namespace orrery::web
