#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/encoding/encoding.h"

namespace orrery::web {

/// Names and values, in UTF-8: https://url.spec.whatwg.org/#concept-urlencoded.
using NameValueList = std::vector<std::pair<std::string, std::string>>;

/// \param input  any bytes
/// https://url.spec.whatwg.org/#concept-urlencoded-parser
NameValueList parse_form_urlencoded(std::string_view input);

/// \param tuples  well-formed UTF-8
/// https://url.spec.whatwg.org/#concept-urlencoded-serializer
std::string serialize_form_urlencoded(const NameValueList& tuples, Encoding encoding = Encoding::Utf8);

/// Appends a name or value as that serializer writes it, in UTF-8. \param text  well-formed UTF-8
void append_form_urlencoded(std::string& out, std::string_view text);

}  // namespace orrery::web
