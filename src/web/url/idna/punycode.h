#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orrery::web {

/// Punycode, https://www.rfc-editor.org/rfc/rfc3492#section-6, without the prefix "xn--".

/// \param input  ASCII
/// \return nothing where `input` is no Punycode of scalar values
std::optional<std::u32string> decode_punycode(std::u32string_view input);

/// \param input  at most some million code points: the caller limits it
/// \return nothing on overflow
std::optional<std::string> encode_punycode(std::u32string_view input);

}  // namespace orrery::web
