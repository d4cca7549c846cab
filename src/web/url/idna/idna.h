#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orrery::web {

/// [DOC] Internationalized domain names
///
/// UTS #46 (https://www.unicode.org/reports/tr46/) of Unicode 17, from tables of our own, with
/// Transitional_Processing and IgnoreInvalidPunycode off, as the URL standard has them. The other flags are
/// options; CheckBidi and CheckJoiners are always on.
struct IdnaOptions {
  bool check_hyphens = false;
  bool use_std3_ascii_rules = false;
  bool verify_dns_length = false;
};

/// DEVIATION: longer domains, which no name server knows, fail. Punycode takes time with the square of a
/// label's length.
inline constexpr std::size_t k_max_idna_code_points = 16384;

/// \param domain  well-formed UTF-8
/// \return nothing where an error was recorded
/// https://www.unicode.org/reports/tr46/#ToASCII
std::optional<std::string> unicode_to_ascii(std::string_view domain, const IdnaOptions& options);

/// \param domain  well-formed UTF-8
/// \return UTF-8; nothing where an error was recorded
/// https://www.unicode.org/reports/tr46/#ToUnicode
std::optional<std::string> unicode_to_unicode(std::string_view domain, const IdnaOptions& options);

}  // namespace orrery::web
