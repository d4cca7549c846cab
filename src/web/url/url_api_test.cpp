#include "web/url/url_api.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

/// `href` after `set` with `value`.
template <typename Set>
std::string after(std::string_view href, Set set, std::string_view value) {
  Url url = *parse_url(href);
  set(url, value);
  return get_href(url);
}

TEST(UrlApi, Getters) {
  const Url url = *parse_url("https://u:p@a:1/b?c#d");
  EXPECT_EQ(get_protocol(url), "https:");
  EXPECT_EQ(get_host(url), "a:1");
  EXPECT_EQ(get_hostname(url), "a");
  EXPECT_EQ(get_port(url), "1");
  EXPECT_EQ(get_pathname(url), "/b");
  EXPECT_EQ(get_search(url), "?c");
  EXPECT_EQ(get_hash(url), "#d");
  const Url empty = *parse_url("foo:?#");
  EXPECT_EQ(get_host(empty), "");
  EXPECT_EQ(get_hostname(empty), "");
  EXPECT_EQ(get_port(empty), "");
  EXPECT_EQ(get_pathname(empty), "");
  EXPECT_EQ(get_search(empty), "");
  EXPECT_EQ(get_hash(empty), "");
}

TEST(UrlApi, Href) {
  Url url = *parse_url("http://a/");
  EXPECT_FALSE(set_href(url, "b"));
  EXPECT_EQ(get_href(url), "http://a/");
  EXPECT_TRUE(set_href(url, "foo:b"));
  EXPECT_EQ(get_href(url), "foo:b");
}

TEST(UrlApi, Protocol) {
  EXPECT_EQ(after("http://a:443/", set_protocol, "https"), "https://a/");
  EXPECT_EQ(after("http://a/", set_protocol, "HTTPS:foo"), "https://a/");
  EXPECT_EQ(after("http://a/", set_protocol, "foo"), "http://a/");
  EXPECT_EQ(after("foo://a/", set_protocol, "http"), "foo://a/");
  EXPECT_EQ(after("http://u@a/", set_protocol, "file"), "http://u@a/");
  EXPECT_EQ(after("http://a:1/", set_protocol, "file"), "http://a:1/");
  EXPECT_EQ(after("file:///a", set_protocol, "http"), "file:///a");
  EXPECT_EQ(after("file://h/a", set_protocol, "http"), "http://h/a");
  Url url = *parse_url("http://a/");
  EXPECT_FALSE(set_protocol(url, "1"));
  EXPECT_FALSE(set_protocol(url, ""));
  EXPECT_FALSE(set_protocol(url, "a b"));
  EXPECT_TRUE(set_protocol(url, "foo"));
}

TEST(UrlApi, Credentials) {
  EXPECT_EQ(after("http://a/", set_username, "u:@\u00FC"), "http://u%3A%40%C3%BC@a/");
  EXPECT_EQ(after("http://u:p@a/", set_username, ""), "http://:p@a/");
  EXPECT_EQ(after("http://a/", set_password, "p"), "http://:p@a/");
  EXPECT_EQ(after("http://u:p@a/", set_password, ""), "http://u@a/");
  EXPECT_EQ(after("file:///a", set_username, "u"), "file:///a");
  EXPECT_EQ(after("foo:a", set_password, "p"), "foo:a");
}

TEST(UrlApi, Host) {
  EXPECT_EQ(after("http://a/", set_host, "b:81"), "http://b:81/");
  EXPECT_EQ(after("http://a:81/", set_host, "b"), "http://b:81/");
  EXPECT_EQ(after("http://a/", set_host, "b:x"), "http://b/");
  EXPECT_EQ(after("http://a/", set_host, "b:80/c"), "http://b/");
  EXPECT_EQ(after("http://a:1/", set_host, "b:99999"), "http://b:1/");
  EXPECT_EQ(after("http://a/", set_host, ""), "http://a/");
  EXPECT_EQ(after("http://a/", set_host, "b c"), "http://a/");
  EXPECT_EQ(after("foo://a/", set_host, ""), "foo:///");
  EXPECT_EQ(after("foo://u@a/", set_host, ""), "foo://u@a/");
  EXPECT_EQ(after("foo:/.//a", set_host, "h"), "foo://h//a");
  EXPECT_EQ(after("foo:a", set_host, "h"), "foo:a");
  EXPECT_EQ(after("file:///a", set_host, "b:1"), "file:///a");
  EXPECT_EQ(after("file:///a", set_host, "localhost"), "file:///a");
  EXPECT_EQ(after("file://h/a", set_host, ""), "file:///a");
}

TEST(UrlApi, Hostname) {
  EXPECT_EQ(after("http://a:1/", set_hostname, "b"), "http://b:1/");
  EXPECT_EQ(after("http://a:1/", set_hostname, "b:2"), "http://a:1/");
  EXPECT_EQ(after("http://a/", set_hostname, "[::1]"), "http://[::1]/");
  EXPECT_EQ(after("http://a/", set_hostname, "b\\c"), "http://b/");
  EXPECT_EQ(after("foo://a:1/", set_hostname, ""), "foo://a:1/");
}

TEST(UrlApi, Port) {
  EXPECT_EQ(after("http://a/", set_port, "81x"), "http://a:81/");
  EXPECT_EQ(after("http://a:1/", set_port, ""), "http://a/");
  EXPECT_EQ(after("http://a:1/", set_port, "80"), "http://a/");
  EXPECT_EQ(after("http://a:1/", set_port, "65536"), "http://a:1/");
  EXPECT_EQ(after("http://a:1/", set_port, "x"), "http://a:1/");
  EXPECT_EQ(after("http://a:1/", set_port, "\t8\n1"), "http://a:81/");
  EXPECT_EQ(after("file:///", set_port, "1"), "file:///");
}

TEST(UrlApi, Pathname) {
  EXPECT_EQ(after("http://a/b?c#d", set_pathname, "x?y#z"), "http://a/x%3Fy%23z?c#d");
  EXPECT_EQ(after("http://a/b", set_pathname, ""), "http://a/");
  EXPECT_EQ(after("http://a/b", set_pathname, "\\x/../y"), "http://a/y");
  EXPECT_EQ(after("foo://a/b", set_pathname, ""), "foo://a");
  EXPECT_EQ(after("foo:/b", set_pathname, ""), "foo:/");
  EXPECT_EQ(after("foo:/b", set_pathname, "//c"), "foo:/.//c");
  EXPECT_EQ(after("foo:b", set_pathname, "c"), "foo:b");
  EXPECT_EQ(after("file:///b", set_pathname, "C|/x"), "file:///C:/x");
}

TEST(UrlApi, SearchAndHash) {
  EXPECT_EQ(after("http://a/?b#c", set_search, "??x'#y"), "http://a/??x%27%23y#c");
  EXPECT_EQ(after("http://a/?b#c", set_search, ""), "http://a/#c");
  EXPECT_EQ(after("http://a/?b#c", set_search, "?"), "http://a/?#c");
  EXPECT_EQ(after("foo:a?b", set_search, "x'"), "foo:a?x'");
  EXPECT_EQ(after("http://a/#c", set_hash, "##x`"), "http://a/##x%60");
  EXPECT_EQ(after("http://a/#c", set_hash, ""), "http://a/");
  EXPECT_EQ(after("http://a/#c", set_hash, "#"), "http://a/#");
}

}  // namespace
}  // namespace orrery::web
