#include "inspect/http/request_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::inspect {
namespace {

using Status = RequestReader::Status;

constexpr std::size_t k_max_body = 100;

/// Feeds all of `text`, so many bytes at a time.
Status feed(RequestReader& reader, std::string_view text, std::size_t piece = SIZE_MAX) {
  Status status = reader.status();
  while (!text.empty() && status != Status::Refused && status != Status::Complete) {
    std::string_view bytes = text.substr(0, piece);
    const std::size_t size = bytes.size();
    status = reader.feed(bytes);
    text.remove_prefix(size - bytes.size());
    if (status == Status::Head) status = reader.accept_body(k_max_body);
  }
  return status;
}

int refusal(const std::string& text) {
  RequestReader reader;
  return feed(reader, text) == Status::Refused ? reader.error_status() : 0;
}

TEST(RequestReader, ReadsARequestInAnyPieces) {
  const std::string text =
      "POST /api/run%2f?a=1&b=%41%20 HTTP/1.1\r\nHost: localhost:1\r\nCookie: x=1; key=value=2;y\r\n"
      "Accept: a\r\nACCEPT:\tb \r\nContent-Length: 4\r\n\r\nbody";
  for (std::size_t piece = 1; piece <= text.size(); piece++) {
    RequestReader reader;
    ASSERT_EQ(feed(reader, text, piece), Status::Complete) << piece;
    const HttpRequest& request = reader.request();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/api/run/");
    EXPECT_EQ(request.parameter("a"), "1");
    EXPECT_EQ(request.parameter("b"), "A ");
    EXPECT_EQ(request.parameter("c"), "");
    EXPECT_EQ(request.cookie("key"), "value=2");
    EXPECT_EQ(request.cookie("y"), "");
    EXPECT_EQ(*request.header("accept"), "a, b");
    EXPECT_EQ(request.header("origin"), nullptr);
    EXPECT_EQ(request.body, "body");
    EXPECT_TRUE(request.keeps_alive);
  }
}

TEST(RequestReader, ReadsOneAfterAnother) {
  RequestReader reader;
  std::string_view bytes =
      "GET /a HTTP/1.1\r\nHost: h\r\n\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n";
  EXPECT_TRUE(reader.is_idle());
  ASSERT_EQ(reader.feed(bytes), Status::Head);
  EXPECT_FALSE(reader.is_idle());
  ASSERT_EQ(reader.accept_body(0), Status::Complete);
  EXPECT_EQ(reader.request().path, "/a");
  reader.begin_next();
  ASSERT_EQ(reader.feed(bytes), Status::Head);
  ASSERT_EQ(reader.accept_body(0), Status::Complete);
  EXPECT_EQ(reader.request().path, "/b");
  EXPECT_FALSE(reader.request().keeps_alive);
  EXPECT_TRUE(bytes.empty());
}

TEST(RequestReader, WaitsForTheRest) {
  RequestReader reader;
  EXPECT_EQ(feed(reader, "GET / HTTP/1.1\r\nHost: h\r\n\r"), Status::NeedsMore);
  RequestReader body;
  EXPECT_EQ(feed(body, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nfour"), Status::NeedsMore);
}

TEST(RequestReader, RefusesWhatIsNoRequest) {
  const std::string host = "Host: h\r\n";
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.0\r\n" + host + "\r\n"), 505);
  EXPECT_EQ(refusal("PRI * HTTP/2.0\r\n\r\n"), 505);
  EXPECT_EQ(refusal("GET /\r\n\r\n"), 400);
  EXPECT_EQ(refusal("\x16\x03\x01\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET  / HTTP/1.1\r\n" + host + "\r\n"), 400);
  EXPECT_EQ(refusal("G\x01T / HTTP/1.1\r\n" + host + "\r\n"), 400);
  EXPECT_EQ(refusal("GET http://h/ HTTP/1.1\r\n" + host + "\r\n"), 400);
  EXPECT_EQ(refusal("GET /\x80 HTTP/1.1\r\n" + host + "\r\n"), 400);
  EXPECT_EQ(refusal("GET /%4 HTTP/1.1\r\n" + host + "\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n" + host + host + "\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n" + host + "A: b\nC: d\r\n\r\n"), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\n" + host + std::string("A: \0\r\n\r\n", 8)), 400);
}

TEST(RequestReader, RefusesBodiesOfUnknownLength) {
  const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
  EXPECT_EQ(refusal(start + "Transfer-Encoding: chunked\r\n\r\n"), 501);
  EXPECT_EQ(refusal(start + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length: 1, 1\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length: +1\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length: -1\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length:\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length: 99999999999999999999\r\n\r\n"), 400);
  EXPECT_EQ(refusal(start + "Content-Length: 101\r\n\r\n"), 413);
  EXPECT_EQ(refusal(start + "Expect: 100-continue\r\n\r\n"), 417);
}

TEST(RequestReader, RefusesWhatIsTooLong) {
  EXPECT_EQ(refusal("GET /" + std::string(RequestReader::k_max_head, 'a')), 431);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (std::size_t i = 0; i < RequestReader::k_max_headers; i++) many += "A" + std::to_string(i) + ": b\r\n";
  EXPECT_EQ(refusal(many + "\r\n"), 431);
}

}  // namespace
}  // namespace orrery::inspect
