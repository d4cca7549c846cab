#include "web/url/host.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

std::string host(std::string_view input, bool is_opaque = false) {
  const std::optional<Host> host = parse_host(input, is_opaque);
  return host ? host->serialized : "failure";
}

std::string ipv6(std::string_view input) {
  const auto address = parse_ipv6(input);
  return address ? serialize_ipv6(*address) : "failure";
}

/// The names of the validation errors, with a space behind each.
std::string errors_of(std::string_view input, bool is_opaque = false) {
  ValidationErrors errors;
  static_cast<void>(parse_host(input, is_opaque, &errors));
  std::string names;
  for (const ValidationError error : errors) {
    names += name_of(error);
    names += ' ';
  }
  return names;
}

TEST(Host, Domains) {
  EXPECT_EQ(host("example.com"), "example.com");
  EXPECT_EQ(host("EXAMPLE.Com."), "example.com.");
  EXPECT_EQ(host("a_b-c.d"), "a_b-c.d");
  EXPECT_EQ(host("%65x%41mple.com"), "example.com");
  EXPECT_EQ(host("fa\u00DF.Example"), "xn--fa-hia.example");
  EXPECT_EQ(host("fa%C3%9F.example"), "xn--fa-hia.example");
  EXPECT_EQ(host("\uFF27\uFF4F.com"), "go.com");
  EXPECT_EQ(host("a\u3002b"), "a.b");
  EXPECT_EQ(parse_host("example.com", false)->kind, HostKind::Domain);
}

TEST(Host, WhatNoDomainMayHave) {
  for (const char c : std::string_view(" #/:<>?@[\\]^|%\x7F\t\x01"))
    EXPECT_EQ(host("a" + std::string(1, c) + "b"), "failure") << int{c};
  EXPECT_EQ(host("a%00b"), "failure");
  EXPECT_EQ(host("a%23b"), "failure");
  EXPECT_EQ(host("%"), "failure");
  EXPECT_EQ(host("%80"), "failure");                 // U+FFFD
  EXPECT_EQ(host("\u00AD"), "failure");              // nothing is left
  EXPECT_EQ(host("\uFF05\uFF14\uFF11"), "failure");  // a percent sign, once mapped
}

TEST(Host, Ipv4) {
  EXPECT_EQ(host("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(parse_host("127.0.0.1", false)->kind, HostKind::Ipv4Address);
  EXPECT_EQ(host("127.1"), "127.0.0.1");
  EXPECT_EQ(host("127.0.0.1."), "127.0.0.1");
  EXPECT_EQ(host("0x7F.0.0x.01"), "127.0.0.1");
  EXPECT_EQ(host("4294967295"), "255.255.255.255");
  EXPECT_EQ(host("4294967296"), "failure");
  EXPECT_EQ(host("99999999999999999999999999999999"), "failure");
  EXPECT_EQ(host("1.2.3.256"), "failure");
  EXPECT_EQ(host("1.256.3"), "failure");
  EXPECT_EQ(host("1.2.65535"), "1.2.255.255");
  EXPECT_EQ(host("1.2.65536"), "failure");
  EXPECT_EQ(host("1.2.3.4.5"), "failure");
  EXPECT_EQ(host("1..2"), "failure");
  EXPECT_EQ(host("09"), "failure");
  EXPECT_EQ(host("a.09"), "failure");
  EXPECT_EQ(host("a.0xfg"), "a.0xfg");
  EXPECT_EQ(host("1.2.3.08"), "failure");
  EXPECT_EQ(host("1.a"), "1.a");
  EXPECT_EQ(host("1.2.3.4.."), "1.2.3.4..");
  EXPECT_EQ(host("\uFF11.\uFF12"), "1.0.0.2");
  EXPECT_EQ(serialize_ipv4(0), "0.0.0.0");
}

TEST(Host, Ipv6) {
  EXPECT_EQ(host("[::1]"), "[::1]");
  EXPECT_EQ(host("[::1]", true), "[::1]");
  EXPECT_EQ(parse_host("[::1]", false)->kind, HostKind::Ipv6Address);
  EXPECT_EQ(host("[::1"), "failure");
  EXPECT_EQ(ipv6("1:2:3:4:5:6:7:8"), "1:2:3:4:5:6:7:8");
  EXPECT_EQ(ipv6("1:0:0:4:0:0:0:8"), "1:0:0:4::8");
  EXPECT_EQ(ipv6("1:0:0:4:5:0:0:8"), "1::4:5:0:0:8");
  EXPECT_EQ(ipv6("0:1:0:1:0:1:0:1"), "0:1:0:1:0:1:0:1");
  EXPECT_EQ(ipv6("::"), "::");
  EXPECT_EQ(ipv6("1::"), "1::");
  EXPECT_EQ(ipv6("::FfFf:127.0.0.1"), "::ffff:7f00:1");
  EXPECT_EQ(ipv6("1:2:3:4:5:6:1.2.3.4"), "1:2:3:4:5:6:102:304");
  EXPECT_EQ(ipv6("1:2:3:4:5:6::8"), "1:2:3:4:5:6:0:8");
  for (const char* wrong : {"",
                            ":",
                            ":1",
                            "1",
                            "1:2:3:4:5:6:7",
                            "1:2:3:4:5:6:7:8:9",
                            "1::2::3",
                            ":::",
                            "12345::",
                            "g::",
                            "1:2:3:4:5:6:7:1.2.3.4",
                            "::1.2.3",
                            "::1.2.3.4.5",
                            "::1.2.3.256",
                            "::1.2.3.04",
                            "::1.2.3.",
                            "::.1.2.3",
                            "::1..2.3",
                            "1::%eth0",
                            "::1:"})
    EXPECT_EQ(ipv6(wrong), "failure") << wrong;
}

TEST(Host, Opaque) {
  EXPECT_EQ(host("", true), "");
  EXPECT_EQ(parse_host("", true)->kind, HostKind::Empty);
  EXPECT_EQ(host("Ex%41mple", true), "Ex%41mple");
  EXPECT_EQ(host("\u00DF\x01", true), "%C3%9F%01");
  EXPECT_EQ(host("1.2", true), "1.2");
  EXPECT_EQ(parse_host("1.2", true)->kind, HostKind::Opaque);
  for (const char c : std::string_view(" #/:<>?@[\\]^|\t"))
    EXPECT_EQ(host("a" + std::string(1, c), true), "failure");
}

TEST(Host, ValidationErrors) {
  EXPECT_EQ(errors_of("example.com"), "");
  EXPECT_EQ(errors_of("a%2Eb"), "domain-percent-encoded ");
  EXPECT_EQ(errors_of("a_b"), "domain-to-ASCII ");
  EXPECT_EQ(errors_of("127.0x1"), "IPv4-too-few-parts IPv4-non-decimal-part ");
  EXPECT_EQ(errors_of("1.2.3.4."), "domain-to-ASCII IPv4-empty-part ");
  EXPECT_EQ(errors_of("1.2.3.4.5"), "IPv4-too-many-parts ");
  EXPECT_EQ(errors_of("a.1"), "IPv4-too-few-parts IPv4-non-numeric-part ");
  EXPECT_EQ(errors_of("1.2.3.256"), "IPv4-out-of-range-part ");
  EXPECT_EQ(errors_of("[:1]"), "IPv6-invalid-compression ");
  EXPECT_EQ(errors_of("[1::2::3]"), "IPv6-multiple-compression ");
  EXPECT_EQ(errors_of("[1]"), "IPv6-too-few-pieces ");
  EXPECT_EQ(errors_of("[1:2:3:4:5:6:7:8:9]"), "IPv6-too-many-pieces ");
  EXPECT_EQ(errors_of("[x]"), "IPv6-invalid-code-point ");
  EXPECT_EQ(errors_of("[::1"), "IPv6-unclosed ");
  EXPECT_EQ(errors_of("[::1.2.3]"), "IPv4-in-IPv6-too-few-parts ");
  EXPECT_EQ(errors_of("[::1.2.3.300]"), "IPv4-in-IPv6-out-of-range-part ");
  EXPECT_EQ(errors_of("[::1.2.3.01]"), "IPv4-in-IPv6-invalid-code-point ");
  EXPECT_EQ(errors_of("[1:2:3:4:5:6:7:1.2.3.4]"), "IPv4-in-IPv6-too-many-pieces ");
  EXPECT_EQ(errors_of("a b", true), "host-invalid-code-point ");
  EXPECT_EQ(errors_of("a%zz\u0080", true), "invalid-URL-unit invalid-URL-unit ");
}

}  // namespace
}  // namespace orrery::web
