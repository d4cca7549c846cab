#include "web/url/url_layout.h"

#include <charconv>

namespace orrery::web {

namespace {

std::uint32_t place_in(const std::string& text) {
  return static_cast<std::uint32_t>(text.size());
}

std::string_view text_of(std::string_view serialized, UrlPart part) {
  return serialized.substr(part.start, part.end - part.start);
}

/// A part behind a mark such as `?`; nothing at all if the part is empty.
UrlPart with_mark(std::uint32_t start, std::uint32_t end) {
  return end - start <= 1 ? UrlPart{start, start} : UrlPart{start, end};
}

void append_authority(std::string& out, const Url& url, UrlLayout& layout) {
  out += "//";
  out += url.username;
  layout.username_end = place_in(out);
  if (!url.password.empty()) {
    out += ':';
    out += url.password;
  }
  layout.password_end = place_in(out);
  if (url.includes_credentials()) out += '@';
  layout.host_start = place_in(out);
  out += url.host->serialized;
  layout.host_end = place_in(out);
  if (!url.port) return;
  char digits[5];
  out += ':';
  out.append(digits, std::to_chars(digits, std::end(digits), *url.port).ptr);
}

}  // namespace

std::string serialize(const Url& url, UrlLayout& layout) {
  const auto size_of = [](const std::optional<std::string>& part) { return part ? part->size() : 0; };
  std::string out;
  out.reserve(url.scheme().size() + url.username.size() + url.password.size() + url.path.size() +
              (url.host ? url.host->serialized.size() : 0) + size_of(url.query) + size_of(url.fragment) + 16);
  layout = {.host_kind = url.host ? url.host->kind : HostKind::Empty,
            .has_host = url.host.has_value(),
            .has_opaque_path = url.has_opaque_path,
            .has_query = url.query.has_value(),
            .has_fragment = url.fragment.has_value()};
  out += url.scheme();
  layout.scheme_end = place_in(out);
  out += ':';
  if (url.host) {
    append_authority(out, url, layout);
  } else {
    layout.username_end = layout.password_end = layout.host_start = layout.host_end = place_in(out);
    // So that a first segment that is empty is not taken for the start of a host.
    if (!url.has_opaque_path && url.path.starts_with("//")) out += "/.";
  }
  layout.path_start = place_in(out);
  out += url.path;
  layout.query_start = place_in(out);
  if (url.query) {
    out += '?';
    out += *url.query;
  }
  layout.fragment_start = place_in(out);
  if (url.fragment) {
    out += '#';
    out += *url.fragment;
  }
  return out;
}

Url url_of(std::string_view serialized, const UrlLayout& layout) {
  Url url;
  url.set_scheme(serialized.substr(0, layout.scheme_end));
  url.username = text_of(serialized, username_part(layout));
  url.password = text_of(serialized, password_part(layout));
  if (layout.has_host) {
    url.host = Host{layout.host_kind, std::string(text_of(serialized, hostname_part(layout)))};
    if (const std::string_view port = text_of(serialized, port_part(layout)); !port.empty()) {
      std::uint16_t number = 0;
      std::from_chars(port.data(), port.data() + port.size(), number);
      url.port = number;
    }
  }
  url.path = text_of(serialized, pathname_part(layout));
  url.has_opaque_path = layout.has_opaque_path;
  if (layout.has_query)
    url.query = std::string(text_of(serialized, {layout.query_start + 1, layout.fragment_start}));
  if (layout.has_fragment) url.fragment = std::string(serialized.substr(layout.fragment_start + 1));
  return url;
}

UrlPart protocol_part(const UrlLayout& layout) {
  return {0, layout.scheme_end + 1};
}

UrlPart username_part(const UrlLayout& layout) {
  // Behind "://".
  return layout.has_host ? UrlPart{layout.scheme_end + 3, layout.username_end} : UrlPart{0, 0};
}

UrlPart password_part(const UrlLayout& layout) {
  if (layout.password_end == layout.username_end) return {0, 0};
  return {layout.username_end + 1, layout.password_end};
}

UrlPart host_part(const UrlLayout& layout) {
  return layout.has_host ? UrlPart{layout.host_start, layout.path_start} : UrlPart{0, 0};
}

UrlPart hostname_part(const UrlLayout& layout) {
  return {layout.host_start, layout.host_end};
}

UrlPart port_part(const UrlLayout& layout) {
  if (!layout.has_host || layout.host_end == layout.path_start) return {0, 0};
  return {layout.host_end + 1, layout.path_start};
}

UrlPart pathname_part(const UrlLayout& layout) {
  return {layout.path_start, layout.query_start};
}

UrlPart search_part(const UrlLayout& layout) {
  return with_mark(layout.query_start, layout.fragment_start);
}

UrlPart hash_part(const UrlLayout& layout, std::uint32_t length) {
  return with_mark(layout.fragment_start, length);
}

}  // namespace orrery::web
