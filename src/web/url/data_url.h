#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orrery::web {

/// What a `data:` URL holds: https://fetch.spec.whatwg.org/#data-url-struct.
struct DataUrl {
  /// https://mimesniff.spec.whatwg.org/#mime-type-essence, lower case; "text/plain" where the URL names no
  /// type, or none that is one.
  std::string essence;
  std::string body;  // bytes
};

/// https://fetch.spec.whatwg.org/#data-url-processor
/// \param url  with its scheme, in any case; a fragment is no part of what it holds
/// \return nothing: it is none, it has no comma, or its base64 is wrong
std::optional<DataUrl> process_data_url(std::string_view url);

/// Whether the scheme is `data`.
bool is_data_url(std::string_view url);

/// https://mimesniff.spec.whatwg.org/#javascript-mime-type-essence-match
bool is_javascript_mime_type(std::string_view essence);

}  // namespace orrery::web
