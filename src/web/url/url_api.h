#pragma once

#include <string>
#include <string_view>

#include "web/url/url.h"

namespace orrery::web {

// What the attributes of the class URL do (https://url.spec.whatwg.org/#url-class), as functions over the
// record. All texts that are given are well-formed UTF-8, all that come back ASCII. What concerns a query
// object is left to the caller.

inline std::string get_href(const Url& url) {
  return serialize(url);
}
/// \return false: failure, and `url` is as it was
bool set_href(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-protocol
std::string get_protocol(const Url& url);
/// \return false: `value` is no scheme, a failure that Location's setter of that name reports
bool set_protocol(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-username
void set_username(Url& url, std::string_view value);
/// https://url.spec.whatwg.org/#dom-url-password
void set_password(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-host
std::string get_host(const Url& url);
void set_host(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-hostname
std::string get_hostname(const Url& url);
void set_hostname(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-port
std::string get_port(const Url& url);
void set_port(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-pathname
inline const std::string& get_pathname(const Url& url) {
  return url.path;
}
void set_pathname(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-search
std::string get_search(const Url& url);
void set_search(Url& url, std::string_view value);

/// https://url.spec.whatwg.org/#dom-url-hash
std::string get_hash(const Url& url);
void set_hash(Url& url, std::string_view value);

}  // namespace orrery::web
