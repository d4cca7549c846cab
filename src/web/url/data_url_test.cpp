#include "web/url/data_url.h"

#include <gtest/gtest.h>

namespace orrery::web {

namespace {

/// "essence: body", or "failure".
std::string process(std::string_view url) {
  const std::optional<DataUrl> result = process_data_url(url);
  return result ? result->essence + ": " + result->body : "failure";
}

TEST(DataUrl, HoldsTypeAndBody) {
  EXPECT_EQ(process("data:text/javascript,export%20default%201"), "text/javascript: export default 1");
  EXPECT_EQ(process("DATA:Text/HTML;charset=utf-8,<p>"), "text/html: <p>");
  EXPECT_EQ(process("data:,a,b"), "text/plain: a,b");
  EXPECT_EQ(process("data:;charset=x,a"), "text/plain: a");
  EXPECT_EQ(process("data: text/css ,a#b"), "text/css: a");
  EXPECT_EQ(process("data:text/x ; y=z,a?b"), "text/x: a?b");
}

TEST(DataUrl, OfNoTypeIsPlainText) {
  for (const std::string_view type :
       {"text", "/", "text/", "/css", "te xt/css", "text/c(ss", "\"/x", "text/ css"})
    EXPECT_EQ(process("data:" + std::string(type) + ",x"), "text/plain: x") << type;
}

TEST(DataUrl, Base64) {
  EXPECT_EQ(process("data:text/plain;base64,aGVsbG8="), "text/plain: hello");
  EXPECT_EQ(process("data:;BASE64,aGVs bG8"), "text/plain: hello");
  EXPECT_EQ(process("data:a/b;  base64,%61GVsbG8="), "a/b: hello");
  EXPECT_EQ(process("data:a/b;base64;c=d,aGVsbG8="), "a/b: aGVsbG8=");
  EXPECT_EQ(process("data:a/base64,aGVsbG8="), "a/base64: aGVsbG8=");
  EXPECT_EQ(process("data:base64,aGVsbG8="), "text/plain: aGVsbG8=");
  EXPECT_EQ(process("data:a/b;base64,a"), "failure");
  EXPECT_EQ(process("data:a/b;base64,*"), "failure");
}

TEST(DataUrl, Failures) {
  for (const std::string_view url : {"", "data", "data:", "data:text/css", "data:#,", "file:,a"})
    EXPECT_EQ(process(url), "failure") << url;
}

TEST(DataUrl, JavaScriptTypes) {
  EXPECT_TRUE(is_javascript_mime_type("text/javascript"));
  EXPECT_TRUE(is_javascript_mime_type("application/x-ecmascript"));
  EXPECT_FALSE(is_javascript_mime_type("text/javascript2"));
  EXPECT_FALSE(is_javascript_mime_type("application/json"));
}

}  // namespace

}  // namespace orrery::web
