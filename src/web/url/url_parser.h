#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/url/url.h"

namespace orrery::web {

/// The states of the basic URL parser: https://url.spec.whatwg.org/#concept-basic-url-parser.
enum class UrlParserState : std::uint8_t {
  SchemeStart,
  Scheme,
  NoScheme,
  SpecialRelativeOrAuthority,
  PathOrAuthority,
  Relative,
  RelativeSlash,
  SpecialAuthoritySlashes,
  SpecialAuthorityIgnoreSlashes,
  Authority,
  Host,
  Hostname,
  Port,
  File,
  FileSlash,
  FileHost,
  PathStart,
  Path,
  OpaquePath,
  Query,
  Fragment,
};

/// The basic URL parser with a state override: changes `url` as far as `input` allows.
/// \param input  well-formed UTF-8
/// \return false: failure, of which nobody but the setter of Location's protocol takes notice
bool parse_url_with_override(std::string_view input, Url& url, UrlParserState state_override);

/// https://url.spec.whatwg.org/#shorten-a-urls-path
void shorten_path(Url& url);

}  // namespace orrery::web
