#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/url/validation_error.h"

namespace orrery::web {

/// https://url.spec.whatwg.org/#concept-host. What is null there is an empty std::optional here.
enum class HostKind : std::uint8_t { Domain, Ipv4Address, Ipv6Address, Opaque, Empty };

/// A host, kept as its serialization: nobody asks for an address as a number but the serializer.
struct Host {
  HostKind kind = HostKind::Empty;
  /// https://url.spec.whatwg.org/#concept-host-serializer: IPv6 addresses have their brackets.
  std::string serialized;

  bool is_empty() const { return serialized.empty(); }
  friend bool operator==(const Host&, const Host&) = default;
};

/// \param input  well-formed UTF-8
/// \param is_opaque  the URL is not special
/// \return nothing: failure
/// https://url.spec.whatwg.org/#concept-host-parser
std::optional<Host> parse_host(std::string_view input, bool is_opaque, ValidationErrors* errors = nullptr);

/// https://url.spec.whatwg.org/#ends-in-a-number-checker
bool ends_in_number(std::string_view domain);
/// https://url.spec.whatwg.org/#concept-ipv4-parser
std::optional<std::uint32_t> parse_ipv4(std::string_view input, ValidationErrors* errors = nullptr);
/// https://url.spec.whatwg.org/#concept-ipv4-serializer
std::string serialize_ipv4(std::uint32_t address);

using Ipv6Address = std::array<std::uint16_t, 8>;
/// Without the brackets.
/// https://url.spec.whatwg.org/#concept-ipv6-parser
std::optional<Ipv6Address> parse_ipv6(std::string_view input, ValidationErrors* errors = nullptr);
/// Without the brackets.
/// https://url.spec.whatwg.org/#concept-ipv6-serializer
std::string serialize_ipv6(const Ipv6Address& address);

/// https://url.spec.whatwg.org/#forbidden-host-code-point
bool is_forbidden_host_code_point(char c);
/// https://url.spec.whatwg.org/#forbidden-domain-code-point
bool is_forbidden_domain_code_point(char c);

}  // namespace orrery::web
