#include "web/url/url.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

using namespace std::string_literals;

std::string href(std::string_view input) {
  const std::optional<Url> url = parse_url(input);
  return url ? serialize(*url) : "failure";
}

std::string href(std::string_view input, std::string_view base) {
  const std::optional<Url> parsed_base = parse_url(base);
  if (!parsed_base) return "wrong base";
  const std::optional<Url> url = parse_url(input, &*parsed_base);
  return url ? serialize(*url) : "failure";
}

std::string errors_of(std::string_view input) {
  ValidationErrors errors;
  static_cast<void>(parse_url(input, nullptr, &errors));
  std::string names;
  for (const ValidationError error : errors) {
    names += name_of(error);
    names += ' ';
  }
  return names;
}

std::string origin(std::string_view input) {
  return serialize(origin_of(*parse_url(input)));
}

TEST(Url, Record) {
  const std::optional<Url> url = parse_url("HTTPS://user:pass@Example.com:8080/a/./b/../c?q=1#f");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme(), "https");
  EXPECT_EQ(url->special_scheme(), SpecialScheme::Https);
  EXPECT_EQ(url->username, "user");
  EXPECT_EQ(url->password, "pass");
  EXPECT_EQ(url->host, (Host{HostKind::Domain, "example.com"}));
  EXPECT_EQ(url->port, 8080);
  EXPECT_EQ(url->path, "/a/c");
  EXPECT_FALSE(url->has_opaque_path);
  EXPECT_EQ(url->query, "q=1");
  EXPECT_EQ(url->fragment, "f");
  EXPECT_EQ(serialize(*url), "https://user:pass@example.com:8080/a/c?q=1#f");
  EXPECT_EQ(serialize(*url, ExcludeFragment::Yes), "https://user:pass@example.com:8080/a/c?q=1");
}

TEST(Url, OpaquePaths) {
  const std::optional<Url> url = parse_url("mailto:a b@c?d#e");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->has_opaque_path);
  EXPECT_FALSE(url->host);
  EXPECT_EQ(url->path, "a b@c");
  EXPECT_EQ(href("data:x  ?y"), "data:x %20?y");
  EXPECT_EQ(href("data:x  #y"), "data:x %20#y");
  EXPECT_EQ(href("data:x  "), "data:x");
  EXPECT_EQ(href("a:"), "a:");
  EXPECT_EQ(href("a:\u00FC<>"), "a:%C3%BC<>");
}

TEST(Url, NullAndEmptyDiffer) {
  EXPECT_EQ(href("http://a?"), "http://a/?");
  EXPECT_EQ(href("http://a#"), "http://a/#");
  EXPECT_EQ(parse_url("http://a")->query, std::nullopt);
  EXPECT_EQ(parse_url("http://a?")->query, "");
  EXPECT_EQ(parse_url("foo://")->host, Host{});
  EXPECT_EQ(parse_url("foo:/")->host, std::nullopt);
  EXPECT_EQ(href("foo://"), "foo://");
  EXPECT_EQ(href("foo:///"), "foo:///");
}

TEST(Url, WhitespaceIsDropped) {
  EXPECT_EQ(href("  \x01 http://a/ \n"), "http://a/");
  EXPECT_EQ(href("ht\ntp:\t//a\r/b"), "http://a/b");
  EXPECT_EQ(href("http://example.com/a/path/of/some/length/and\n/a/newline"),
            "http://example.com/a/path/of/some/length/and/a/newline");
}

TEST(Url, Ports) {
  EXPECT_EQ(href("http://a:80/"), "http://a/");
  EXPECT_EQ(href("https://a:80/"), "https://a:80/");
  EXPECT_EQ(href("http://a:"), "http://a/");
  EXPECT_EQ(href("http://a:0"), "http://a:0/");
  EXPECT_EQ(href("http://a:00000000065535"), "http://a:65535/");
  EXPECT_EQ(href("http://a:65536"), "failure");
  EXPECT_EQ(href("http://a:99999999999999999999"), "failure");
  EXPECT_EQ(href("http://a:1b"), "failure");
  EXPECT_EQ(href("foo://a:80"), "foo://a:80");
}

TEST(Url, Authority) {
  EXPECT_EQ(href("http:a"), "http://a/");
  EXPECT_EQ(href("http:\\\\a\\b"), "http://a/b");
  EXPECT_EQ(href("http:///////a"), "http://a/");
  EXPECT_EQ(href("http://"), "failure");
  EXPECT_EQ(href("http://@"), "failure");
  EXPECT_EQ(href("http://u@"), "failure");
  EXPECT_EQ(href("http://u@:80"), "failure");
  EXPECT_EQ(href("foo://u@"), "failure");
  EXPECT_EQ(href("http://a@b@c:d:e@f"), "http://a%40b%40c:d%3Ae@f/");
  EXPECT_EQ(href("http://:p@a"), "http://:p@a/");
  EXPECT_EQ(href("http://:@a"), "http://a/");
  EXPECT_EQ(href("foo://\\a"), "failure");
  EXPECT_EQ(href("http://[::1]:8"), "http://[::1]:8/");
  EXPECT_EQ(href("http://[::1"), "failure");
  EXPECT_EQ(href("foo:/.//a"), "foo:/.//a");
  EXPECT_EQ(parse_url("foo:/.//a")->path, "//a");
}

TEST(Url, Paths) {
  EXPECT_EQ(href("http://a/%2e/b/%2E%2e/.%2e/c"), "http://a/c");
  EXPECT_EQ(href("http://a/b/.."), "http://a/");
  EXPECT_EQ(href("http://a/b/."), "http://a/b/");
  EXPECT_EQ(href("http://a/..."), "http://a/...");
  EXPECT_EQ(href("http://a/%2e%2e%2e"), "http://a/%2e%2e%2e");
  EXPECT_EQ(href("http://a//b//"), "http://a//b//");
  EXPECT_EQ(href("http://a/ \"<>^`{}|'%zz\u00FC"), "http://a/%20%22%3C%3E%5E%60%7B%7D|'%zz%C3%BC");
  EXPECT_EQ(href("foo:/a\\b/.."), "foo:/");
  EXPECT_EQ(href("http://a?'#'"), "http://a/?%27#'");
  EXPECT_EQ(href("foo:?'#`"), "foo:?'#%60");
  EXPECT_EQ(href("http://a/\0"s), "http://a/");  // NUL at the end is a C0 control
  EXPECT_EQ(href("http://a/\0b"s), "http://a/%00b");
}

TEST(Url, EncodingOfQueries) {
  const auto query = [](std::string_view input, Encoding encoding) {
    return parse_url(input, nullptr, nullptr, encoding)->query.value_or("null");
  };
  EXPECT_EQ(query("http://a/\u00E9?\u00E9#\u00E9", Encoding::Windows1252), "%E9");
  EXPECT_EQ(query("ws://a/?\u00E9", Encoding::Windows1252), "%C3%A9");
  EXPECT_EQ(query("foo://a/?\u00E9", Encoding::Windows1252), "%C3%A9");
  EXPECT_EQ(query("http://a/?\u00E9", Encoding::Utf16Le), "%C3%A9");
  EXPECT_EQ(query("http://a/?\u20AC'", Encoding::Iso8859_2), "%26%238364%3B%27");
}

TEST(Url, Relative) {
  constexpr std::string_view k_base = "http://u:p@a:1/b/c?d#e";
  EXPECT_EQ(href("", k_base), "http://u:p@a:1/b/c?d");
  EXPECT_EQ(href("#f", k_base), "http://u:p@a:1/b/c?d#f");
  EXPECT_EQ(href("?f", k_base), "http://u:p@a:1/b/c?f");
  EXPECT_EQ(href("f", k_base), "http://u:p@a:1/b/f");
  EXPECT_EQ(href("../../f", k_base), "http://u:p@a:1/f");
  EXPECT_EQ(href("/f", k_base), "http://u:p@a:1/f");
  EXPECT_EQ(href("//f", k_base), "http://f/");
  EXPECT_EQ(href("\\f", k_base), "http://u:p@a:1/f");
  EXPECT_EQ(href("http:f", k_base), "http://u:p@a:1/b/f");
  EXPECT_EQ(href("https:f", k_base), "https://f/");
  EXPECT_EQ(href("foo:f", k_base), "foo:f");
  EXPECT_EQ(href("#f", "mailto:x?y#z"), "mailto:x?y#f");
  EXPECT_EQ(href("f", "mailto:x"), "failure");
  EXPECT_EQ(href("a:b", "mailto:x"), "a:b");
  EXPECT_EQ(href("1:b", "foo://h/p"), "foo://h/1:b");
  EXPECT_EQ(href("f"), "failure");
  EXPECT_EQ(href(""), "failure");
}

TEST(Url, Files) {
  EXPECT_EQ(href("file:///a"), "file:///a");
  EXPECT_EQ(href("file:a"), "file:///a");
  EXPECT_EQ(href("file://localhost/a"), "file:///a");
  EXPECT_EQ(href("file://h/a"), "file://h/a");
  EXPECT_EQ(href("file:///C|/a/../.."), "file:///C:/");
  EXPECT_EQ(href("file://C|/a"), "file:///C:/a");
  EXPECT_EQ(href("file:///a/C|"), "file:///a/C|");
  EXPECT_EQ(href("..", "file:///C:/a"), "file:///C:/");
  EXPECT_EQ(href("/", "file:///C:/a"), "file:///C:/");
  EXPECT_EQ(href("D:", "file:///C:/a"), "d:");
  EXPECT_EQ(href("D|/x", "file:///C:/a"), "file:///D:/x");
  EXPECT_EQ(href("?q", "file:///C:/a?r"), "file:///C:/a?q");
  EXPECT_EQ(href("", "file://h/a?r#s"), "file://h/a?r");
  EXPECT_EQ(href("file://a:1/"), "failure");
}

TEST(Url, Origins) {
  EXPECT_EQ(origin("https://u:p@a:1/b"), "https://a:1");
  EXPECT_EQ(origin("ws://a:80"), "ws://a");
  EXPECT_EQ(origin("file:///a"), "null");
  EXPECT_EQ(origin("foo://a"), "null");
  EXPECT_EQ(origin("blob:https://a:443/x"), "https://a");
  EXPECT_EQ(origin("blob:ftp://a/"), "null");
  EXPECT_EQ(origin("blob:blob:https://a/"), "null");
  EXPECT_EQ(origin("blob:x"), "null");
  EXPECT_EQ(origin_of(*parse_url("http://a")), origin_of(*parse_url("http://A:80/b")));
}

TEST(Url, Equivalence) {
  const Url a = *parse_url("http://a/#b");
  const Url b = *parse_url("HTTP://A:80#c");
  EXPECT_FALSE(equals(a, b));
  EXPECT_TRUE(equals(a, b, ExcludeFragment::Yes));
}

TEST(Url, ValidationErrors) {
  EXPECT_EQ(errors_of("https://example.com/a?b#c"), "");
  EXPECT_EQ(errors_of(" https://example.com/\t"), "invalid-URL-unit ");
  EXPECT_EQ(errors_of("https://exa\tmple.com/"), "invalid-URL-unit ");
  EXPECT_EQ(errors_of("https://example.com/%g|\u0080"),
            "invalid-URL-unit invalid-URL-unit invalid-URL-unit ");
  EXPECT_EQ(errors_of("https:a.b"), "special-scheme-missing-following-solidus ");
  EXPECT_EQ(errors_of("https:///a.b"), "special-scheme-missing-following-solidus ");
  EXPECT_EQ(errors_of("a"), "missing-scheme-non-relative-URL ");
  EXPECT_EQ(errors_of("https://a.b\\c"), "invalid-reverse-solidus ");
  EXPECT_EQ(errors_of("https://u@a.b"), "invalid-credentials ");
  EXPECT_EQ(errors_of("https://#"), "host-missing ");
  EXPECT_EQ(errors_of("https://a.b:65536"), "port-out-of-range ");
  EXPECT_EQ(errors_of("https://a.b:x"), "port-invalid ");
  EXPECT_EQ(errors_of("file://c|/"), "file-invalid-Windows-drive-letter-host invalid-URL-unit ");
}

}  // namespace
}  // namespace orrery::web
