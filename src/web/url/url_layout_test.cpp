#include "web/url/url_layout.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

constexpr std::string_view k_urls[] = {
    "https://user:pass@example.com:1234/foo/bar?baz#quux",
    "https://user@example.com/",
    "https://:pass@example.com/",
    "http://example.com/?#",
    "http://[::1]:8080/",
    "http://1.2.3.4/a",
    "file:///etc/passwd",
    "file://host/c:/x",
    "mailto:someone@example.com?subject=x",
    "data:text/plain,hello #",
    "web+demo:/.//not-a-host/",
    "web+demo://host:1/..",
    "about:blank",
    "foo:",
    "foo:///p",
    "foo://",
};

TEST(UrlLayoutTest, RecordsComeBack) {
  for (const std::string_view text : k_urls) {
    const std::optional<Url> url = parse_url(text);
    ASSERT_TRUE(url) << text;
    UrlLayout layout;
    const std::string serialized = serialize(*url, layout);
    EXPECT_EQ(serialized, serialize(*url)) << text;
    EXPECT_EQ(url_of(serialized, layout), *url) << text;
  }
}

TEST(UrlLayoutTest, PartsAreTheGetters) {
  const std::optional<Url> url = parse_url(k_urls[0]);
  UrlLayout layout;
  const std::string text = serialize(*url, layout);
  const auto of = [&](UrlPart part) { return text.substr(part.start, part.end - part.start); };
  EXPECT_EQ(of(protocol_part(layout)), "https:");
  EXPECT_EQ(of(username_part(layout)), "user");
  EXPECT_EQ(of(password_part(layout)), "pass");
  EXPECT_EQ(of(host_part(layout)), "example.com:1234");
  EXPECT_EQ(of(hostname_part(layout)), "example.com");
  EXPECT_EQ(of(port_part(layout)), "1234");
  EXPECT_EQ(of(pathname_part(layout)), "/foo/bar");
  EXPECT_EQ(of(search_part(layout)), "?baz");
  EXPECT_EQ(of(hash_part(layout, static_cast<std::uint32_t>(text.size()))), "#quux");
}

}  // namespace
}  // namespace orrery::web
