#include "web/url/domain.h"

#include <algorithm>

#include "base/unicode/utf.h"
#include "web/url/ascii.h"
#include "web/url/host.h"
#include "web/url/idna/idna.h"

namespace orrery::web {

namespace {

/// DEVIATION: since 2026 the standard lowercases a domain of ASCII and takes it as it is, even where its
/// Punycode stands for nothing ("xn--a"). web-platform-tests fail those, as the standard did before. `false`
/// here is today's standard.
constexpr bool k_checks_punycode_of_ascii_domains = true;

/// https://url.spec.whatwg.org/#domain-parser-toascii
std::optional<std::string> domain_parser_to_ascii(std::string_view domain, bool be_strict) {
  return unicode_to_ascii(
      domain,
      {.check_hyphens = be_strict, .use_std3_ascii_rules = be_strict, .verify_dns_length = be_strict});
}

}  // namespace

bool has_punycode_label(std::string_view domain) {
  for (std::size_t place = domain.find("xn--"); place != std::string_view::npos;
       place = domain.find("xn--", place + 1))
    if (place == 0 || domain[place - 1] == '.') return true;
  return false;
}

std::optional<std::string> parse_domain(std::string_view domain, bool be_strict, ValidationErrors* errors) {
  if (be_strict || errors != nullptr) {
    std::optional<std::string> strict_result = domain_parser_to_ascii(domain, true);
    if (!strict_result) report(errors, ValidationError::DomainToAscii);
    if (be_strict) return strict_result;
  }
  std::optional<std::string> result;
  if (base::is_ascii(domain)) {
    result.emplace(domain);
    for (char& c : *result) c = to_ascii_lowercase(c);
  }
  if (!result || (k_checks_punycode_of_ascii_domains && has_punycode_label(*result)))
    result = domain_parser_to_ascii(domain, false);
  if (!result || result->empty() || std::ranges::any_of(*result, is_forbidden_domain_code_point)) return {};
  return result;
}

std::string domain_to_unicode(std::string_view domain) {
  return unicode_to_unicode(domain, {}).value_or(std::string(domain));
}

}  // namespace orrery::web
