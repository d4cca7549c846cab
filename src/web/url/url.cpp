#include "web/url/url.h"

#include <charconv>

namespace orrery::web {

namespace {

void append_port(std::string& out, const std::optional<std::uint16_t>& port) {
  if (!port) return;
  char digits[5];
  out += ':';
  out.append(digits, std::to_chars(digits, std::end(digits), *port).ptr);
}

}  // namespace

SpecialScheme special_scheme_of(std::string_view scheme) {
  using enum SpecialScheme;
  switch (scheme.size()) {
    case 2:
      return scheme == "ws" ? Ws : None;
    case 3:
      return scheme == "wss" ? Wss : scheme == "ftp" ? Ftp : None;
    case 4:
      return scheme == "http" ? Http : scheme == "file" ? File : None;
    case 5:
      return scheme == "https" ? Https : None;
    default:
      return None;
  }
}

std::optional<std::uint16_t> default_port_of(SpecialScheme scheme) {
  switch (scheme) {
    case SpecialScheme::Ftp:
      return 21;
    case SpecialScheme::Http:
    case SpecialScheme::Ws:
      return 80;
    case SpecialScheme::Https:
    case SpecialScheme::Wss:
      return 443;
    case SpecialScheme::None:
    case SpecialScheme::File:
      break;
  }
  return {};
}

std::string serialize(const Url& url, ExcludeFragment exclude_fragment) {
  std::string out;
  out.reserve(url.scheme().size() + url.username.size() + url.password.size() + url.path.size() +
              (url.host ? url.host->serialized.size() : 0) + (url.query ? url.query->size() : 0) +
              (url.fragment ? url.fragment->size() : 0) + 16);
  out += url.scheme();
  out += ':';
  if (url.host) {
    out += "//";
    if (url.includes_credentials()) {
      out += url.username;
      if (!url.password.empty()) {
        out += ':';
        out += url.password;
      }
      out += '@';
    }
    out += url.host->serialized;
    append_port(out, url.port);
  } else if (!url.has_opaque_path && url.path.starts_with("//")) {
    // So that a first segment that is empty is not taken for the start of a host.
    out += "/.";
  }
  out += url.path;
  if (url.query) {
    out += '?';
    out += *url.query;
  }
  if (exclude_fragment == ExcludeFragment::No && url.fragment) {
    out += '#';
    out += *url.fragment;
  }
  return out;
}

bool equals(const Url& a, const Url& b, ExcludeFragment exclude_fragments) {
  return serialize(a, exclude_fragments) == serialize(b, exclude_fragments);
}

std::optional<TupleOrigin> origin_of(const Url& url) {
  switch (url.special_scheme()) {
    case SpecialScheme::Ftp:
    case SpecialScheme::Http:
    case SpecialScheme::Https:
    case SpecialScheme::Ws:
    case SpecialScheme::Wss:
      return TupleOrigin{url.scheme(), *url.host, url.port};
    case SpecialScheme::File:
      return {};
    case SpecialScheme::None:
      break;
  }
  if (url.scheme() != "blob") return {};
  const std::optional<Url> path_url = parse_url(url.path);
  if (!path_url) return {};
  // A file's origin is opaque, too.
  const bool is_http =
      path_url->special_scheme() == SpecialScheme::Http || path_url->special_scheme() == SpecialScheme::Https;
  return is_http ? origin_of(*path_url) : std::nullopt;
}

std::string serialize(const std::optional<TupleOrigin>& origin) {
  if (!origin) return "null";
  std::string out = origin->scheme + "://" + origin->host.serialized;
  append_port(out, origin->port);
  return out;
}

}  // namespace orrery::web
