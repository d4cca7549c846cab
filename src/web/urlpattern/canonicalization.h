#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace orrery::web {

// https://urlpattern.spec.whatwg.org/#canon-encoding-callbacks: fixed texts as the URL parser would write
// them, in ASCII. \param value  well-formed UTF-8

base::Result<std::string> canonicalize_protocol(std::string_view value);
base::Result<std::string> canonicalize_username(std::string_view value);
base::Result<std::string> canonicalize_password(std::string_view value);
base::Result<std::string> canonicalize_hostname(std::string_view value);
base::Result<std::string> canonicalize_ipv6_hostname(std::string_view value);
base::Result<std::string> canonicalize_port(std::string_view value);
/// \param protocol  whose default port becomes the empty string
base::Result<std::string> canonicalize_port(std::string_view value, std::string_view protocol);
base::Result<std::string> canonicalize_pathname(std::string_view value);
base::Result<std::string> canonicalize_opaque_pathname(std::string_view value);
base::Result<std::string> canonicalize_search(std::string_view value);
base::Result<std::string> canonicalize_hash(std::string_view value);

}  // namespace orrery::web
