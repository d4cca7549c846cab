#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/url/validation_error.h"

namespace orrery::web {

/// Does a label of the lowercase ASCII `domain` begin with "xn--"?
bool has_punycode_label(std::string_view domain);

/// \param domain  well-formed UTF-8
/// \return nothing: failure
/// https://url.spec.whatwg.org/#concept-domain-to-ascii
std::optional<std::string> parse_domain(std::string_view domain, bool be_strict,
                                        ValidationErrors* errors = nullptr);

/// \param domain  a host of kind Domain, serialized
/// \return UTF-8, for people
/// https://url.spec.whatwg.org/#concept-domain-to-unicode
std::string domain_to_unicode(std::string_view domain);

}  // namespace orrery::web
