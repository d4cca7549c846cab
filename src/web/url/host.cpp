#include "web/url/host.h"

#include <algorithm>
#include <utility>

#include "base/unicode/utf.h"
#include "web/url/ascii.h"
#include "web/url/domain.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

namespace {

enum HostCharacter : std::uint8_t {
  ForbiddenHost = 1,
  ForbiddenDomain = 2,
  Capital = 4,
  NeedsDomainParser = 8,  // percent-encoded or not ASCII: what is not simply lowercased
};

consteval std::array<std::uint8_t, 256> make_host_characters() {
  std::array<std::uint8_t, 256> characters{};
  for (const char c : std::string_view("\0\t\n\r #/:<>?@[\\]^|", 17))
    characters[static_cast<unsigned char>(c)] = ForbiddenHost | ForbiddenDomain;
  for (unsigned c = 0; c < 0x20; ++c) characters[c] |= ForbiddenDomain;
  for (unsigned c = 'A'; c <= 'Z'; ++c) characters[c] |= Capital;
  characters['%'] |= ForbiddenDomain | NeedsDomainParser;
  characters[0x7F] |= ForbiddenDomain;
  for (unsigned c = 0x80; c < 0x100; ++c) characters[c] |= NeedsDomainParser;
  return characters;
}
constexpr std::array<std::uint8_t, 256> k_host_characters = make_host_characters();

unsigned character_class(char c) {
  return k_host_characters[static_cast<unsigned char>(c)];
}

bool has_percent_encoded_byte(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '%' && hex_digit_value(text[i + 1]) >= 0 && hex_digit_value(text[i + 2]) >= 0) return true;
  return false;
}

/// https://url.spec.whatwg.org/#concept-opaque-host-parser
std::optional<Host> parse_opaque_host(std::string_view input, ValidationErrors* errors) {
  if (std::ranges::any_of(input, is_forbidden_host_code_point)) {
    report(errors, ValidationError::HostInvalidCodePoint);
    return {};
  }
  if (errors != nullptr) report_invalid_url_units(input, *errors);
  Host host{input.empty() ? HostKind::Empty : HostKind::Opaque, {}};
  append_percent_encoded(host.serialized, input, PercentEncodeSet::C0Control);
  return host;
}

/// A domain of ASCII that no step but lowercasing changes, or nothing.
std::optional<std::string> parse_domain_fast(std::string_view input) {
  unsigned classes = 0;
  for (const char c : input) classes |= character_class(c);
  if ((classes & ~unsigned{Capital}) != 0) return {};
  std::string domain(input);
  if ((classes & Capital) != 0)
    for (char& c : domain) c = to_ascii_lowercase(c);
  if (has_punycode_label(domain)) return {};
  return domain;
}

}  // namespace

bool is_forbidden_host_code_point(char c) {
  return (character_class(c) & ForbiddenHost) != 0;
}

bool is_forbidden_domain_code_point(char c) {
  return (character_class(c) & ForbiddenDomain) != 0;
}

std::optional<Host> parse_host(std::string_view input, bool is_opaque, ValidationErrors* errors) {
  if (input.starts_with('[')) {
    if (!input.ends_with(']')) {
      report(errors, ValidationError::Ipv6Unclosed);
      return {};
    }
    const auto address = parse_ipv6(input.substr(1, input.size() - 2), errors);
    if (!address) return {};
    return Host{HostKind::Ipv6Address, '[' + serialize_ipv6(*address) + ']'};
  }
  if (is_opaque) return parse_opaque_host(input, errors);

  std::optional<std::string> domain = errors == nullptr ? parse_domain_fast(input) : std::nullopt;
  if (!domain) {
    if (has_percent_encoded_byte(input)) report(errors, ValidationError::DomainPercentEncoded);
    domain = parse_domain(base::replace_invalid_utf8(percent_decode(input)), /*be_strict=*/false, errors);
    if (!domain) return {};
  }
  if (!ends_in_number(*domain)) return Host{HostKind::Domain, std::move(*domain)};
  const auto address = parse_ipv4(*domain, errors);
  if (!address) return {};
  return Host{HostKind::Ipv4Address, serialize_ipv4(*address)};
}

}  // namespace orrery::web
