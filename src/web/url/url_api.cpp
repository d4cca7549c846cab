#include "web/url/url_api.h"

#include <utility>

#include "web/url/percent_encoding.h"
#include "web/url/url_parser.h"

namespace orrery::web {

namespace {

/// `prefix` and `part`, or nothing at all where `part` is null or empty.
std::string with_prefix(char prefix, const std::optional<std::string>& part) {
  if (!part || part->empty()) return {};
  return prefix + *part;
}

std::string_view without_prefix(std::string_view value, char prefix) {
  if (value.starts_with(prefix)) value.remove_prefix(1);
  return value;
}

}  // namespace

bool set_href(Url& url, std::string_view value) {
  std::optional<Url> parsed = parse_url(value);
  if (!parsed) return false;
  url = std::move(*parsed);
  return true;
}

std::string get_protocol(const Url& url) {
  return url.scheme() + ':';
}

bool set_protocol(Url& url, std::string_view value) {
  std::string with_colon(value);
  with_colon += ':';
  return parse_url_with_override(with_colon, url, UrlParserState::SchemeStart);
}

void set_username(Url& url, std::string_view value) {
  if (url.cannot_have_username_password_port()) return;
  url.username.clear();
  append_percent_encoded(url.username, value, PercentEncodeSet::Userinfo);
}

void set_password(Url& url, std::string_view value) {
  if (url.cannot_have_username_password_port()) return;
  url.password.clear();
  append_percent_encoded(url.password, value, PercentEncodeSet::Userinfo);
}

std::string get_host(const Url& url) {
  std::string host = get_hostname(url);
  if (url.host && url.port) host += ':' + std::to_string(*url.port);
  return host;
}

void set_host(Url& url, std::string_view value) {
  if (!url.has_opaque_path) parse_url_with_override(value, url, UrlParserState::Host);
}

std::string get_hostname(const Url& url) {
  return url.host ? url.host->serialized : std::string();
}

void set_hostname(Url& url, std::string_view value) {
  if (!url.has_opaque_path) parse_url_with_override(value, url, UrlParserState::Hostname);
}

std::string get_port(const Url& url) {
  return url.port ? std::to_string(*url.port) : std::string();
}

void set_port(Url& url, std::string_view value) {
  if (url.cannot_have_username_password_port()) return;
  if (value.empty())
    url.port.reset();
  else
    parse_url_with_override(value, url, UrlParserState::Port);
}

void set_pathname(Url& url, std::string_view value) {
  if (url.has_opaque_path) return;
  url.path.clear();
  parse_url_with_override(value, url, UrlParserState::PathStart);
}

std::string get_search(const Url& url) {
  return with_prefix('?', url.query);
}

void set_search(Url& url, std::string_view value) {
  if (value.empty()) {
    url.query.reset();
    return;
  }
  url.query.emplace();
  parse_url_with_override(without_prefix(value, '?'), url, UrlParserState::Query);
}

std::string get_hash(const Url& url) {
  return with_prefix('#', url.fragment);
}

void set_hash(Url& url, std::string_view value) {
  if (value.empty()) {
    url.fragment.reset();
    return;
  }
  url.fragment.emplace();
  parse_url_with_override(without_prefix(value, '#'), url, UrlParserState::Fragment);
}

}  // namespace orrery::web
