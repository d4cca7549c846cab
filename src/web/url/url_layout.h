#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/url/url.h"

namespace orrery::web {

/// Where the parts of a URL are in its serialization, so that the serialization is all that needs to be kept.
///
///     https://user:pass@example.com:1234/foo/bar?baz#quux
///          |      |    ||          |    |       |   |
///          |      |    ||          |    |       |   fragment_start
///          |      |    ||          |    |       query_start
///          |      |    ||          |    path_start
///          |      |    ||          host_end
///          |      |    |host_start
///          |      |    password_end
///          |      username_end
///          scheme_end
///
/// Parts that are not there are empty; without a host all of its places are behind the scheme's colon.
struct UrlLayout {
  std::uint32_t scheme_end = 0;
  std::uint32_t username_end = 0;
  std::uint32_t password_end = 0;
  std::uint32_t host_start = 0;
  std::uint32_t host_end = 0;
  std::uint32_t path_start = 0;
  std::uint32_t query_start = 0;
  std::uint32_t fragment_start = 0;
  HostKind host_kind = HostKind::Empty;
  bool has_host = false;
  bool has_opaque_path = false;
  bool has_query = false;
  bool has_fragment = false;
};

/// A part of a serialization: from `start` to before `end`.
struct UrlPart {
  std::uint32_t start;
  std::uint32_t end;
};

/// https://url.spec.whatwg.org/#concept-url-serializer, and where everything is in it.
std::string serialize(const Url& url, UrlLayout& layout);
/// The record again.
Url url_of(std::string_view serialized, const UrlLayout& layout);

// What the getters of the class URL return (https://url.spec.whatwg.org/#url-class), as parts.

UrlPart protocol_part(const UrlLayout& layout);
UrlPart username_part(const UrlLayout& layout);
UrlPart password_part(const UrlLayout& layout);
UrlPart host_part(const UrlLayout& layout);
UrlPart hostname_part(const UrlLayout& layout);
UrlPart port_part(const UrlLayout& layout);
UrlPart pathname_part(const UrlLayout& layout);
UrlPart search_part(const UrlLayout& layout);
/// \param length  of the serialization
UrlPart hash_part(const UrlLayout& layout, std::uint32_t length);

}  // namespace orrery::web
