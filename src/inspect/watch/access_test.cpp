#include "inspect/watch/access.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace orrery::inspect {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

class AccessTest : public testing::Test {
 protected:
  static constexpr std::uint16_t k_port = 4321;

  /// The status of the answer; 0: the request may go on.
  int ask(const std::string& method, const std::string& path, Headers headers,
          const std::string& query = "") {
    HttpRequest head;
    head.method = method;
    head.path = path;
    head.query = query;
    head.headers = std::move(headers);
    const std::optional<HttpResponse> answer = access_.check(head);
    answer_headers_ = answer ? answer->headers : Headers();
    return answer ? answer->status : 0;
  }

  Access access_{k_port, {.cookie = "secret", .key = "key", .token = "token"}};
  Headers answer_headers_;
  const std::pair<std::string, std::string> host_{"host", "127.0.0.1:4321"};
  const std::pair<std::string, std::string> cookie_{"cookie", "a=b; orrery-watch-4321=secret"};
  const std::pair<std::string, std::string> key_{"orrery-key", "key"};
  const std::pair<std::string, std::string> origin_{"origin", "http://127.0.0.1:4321"};
  const std::pair<std::string, std::string> json_{"content-type", "application/json"};
};

TEST_F(AccessTest, ExchangesTheTokenOnce) {
  EXPECT_EQ(access_.address(), "http://127.0.0.1:4321/?token=token");
  EXPECT_EQ(ask("GET", "/", {host_}, "token=tokem"), 403);
  EXPECT_EQ(ask("GET", "/", {host_}, "token="), 403);
  EXPECT_EQ(ask("POST", "/", {host_}, "token=token"), 403);
  EXPECT_EQ(ask("GET", "/", {{"host", "evil.example:4321"}}, "token=token"), 403);
  ASSERT_EQ(ask("GET", "/", {host_}, "token=token"), 303);
  const Headers expected = {{"Location", "/#key=key"},
                            {"Set-Cookie", "orrery-watch-4321=secret; HttpOnly; SameSite=Strict; Path=/"}};
  EXPECT_EQ(answer_headers_, expected);
  EXPECT_EQ(ask("GET", "/", {host_}, "token=token"), 403);
  EXPECT_EQ(ask("GET", "/", {host_}, "token="), 403);
  ASSERT_EQ(ask("GET", "/", {host_, cookie_}, "token=token"), 303);
  EXPECT_EQ(answer_headers_, (Headers{{"Location", "/"}}));  // nothing is told for the cookie
}

TEST_F(AccessTest, WantsTheCookie) {
  EXPECT_EQ(ask("GET", "/", {host_, cookie_}), 0);
  EXPECT_EQ(ask("GET", "/api/stream", {{"host", "localhost:4321"}, cookie_, key_}), 0);
  EXPECT_EQ(ask("GET", "/", {host_}), 403);
  EXPECT_EQ(ask("GET", "/", {host_, {"cookie", "orrery-watch-4321="}}), 403);
  EXPECT_EQ(ask("GET", "/", {host_, {"cookie", "orrery-watch-4321=secre"}}), 403);
  EXPECT_EQ(ask("GET", "/", {host_, {"cookie", "orrery-watch-1=secret"}}), 403);
}

TEST_F(AccessTest, WantsTheKeyForWhatIsNoFileOfThePage) {
  for (const char* path : {"/api/stream", "/api/program", "/api/window", "/api"}) {
    EXPECT_EQ(ask("GET", path, {host_, cookie_, key_}), 0) << path;
    EXPECT_EQ(ask("GET", path, {host_, cookie_}), 403) << path;
    EXPECT_EQ(ask("GET", path, {host_, key_}), 403) << path;
    for (const char* key : {"", "ke", "keys", "secret", "token"})
      EXPECT_EQ(ask("GET", path, {host_, cookie_, {"orrery-key", key}}), 403) << path << key;
  }
  EXPECT_EQ(ask("GET", "/viewer.js", {host_, cookie_}), 0);
  EXPECT_EQ(ask("POST", "/api/run", {host_, cookie_, origin_, json_}), 403);
  EXPECT_EQ(ask("POST", "/", {host_, cookie_, origin_, json_}), 403);
}

TEST_F(AccessTest, WantsItsOwnName) {
  for (const char* host :
       {"127.0.0.1", "127.0.0.1:80", "127.0.0.1:43210", "evil.example", "evil.example:4321", "",
        "127.0.0.1:4321@evil.example", "localhost.evil.example:4321", "[::1]:4321"})
    EXPECT_EQ(ask("GET", "/", {{"host", host}, cookie_}), 403) << host;
}

TEST_F(AccessTest, WantsItsOwnPage) {
  EXPECT_EQ(ask("GET", "/", {host_, cookie_, origin_}), 0);
  for (const char* origin : {"null", "http://evil.example", "https://127.0.0.1:4321", "http://127.0.0.1:80",
                             "http://127.0.0.1:4321/", "", "http://127.0.0.1"})
    EXPECT_EQ(ask("GET", "/", {host_, cookie_, {"origin", origin}}), 403) << origin;
  for (const char* site : {"same-origin", "none"})
    EXPECT_EQ(ask("GET", "/", {host_, cookie_, {"sec-fetch-site", site}}), 0) << site;
  for (const char* site : {"cross-site", "same-site", ""})
    EXPECT_EQ(ask("GET", "/", {host_, cookie_, {"sec-fetch-site", site}}), 403) << site;
}

TEST_F(AccessTest, WantsCommandsToBeThePages) {
  EXPECT_EQ(ask("POST", "/api/run", {host_, cookie_, key_, origin_, json_}), 0);
  EXPECT_EQ(ask("POST", "/api/run", {host_, cookie_, key_, json_}), 403);
  EXPECT_EQ(ask("POST", "/api/run", {host_, key_, origin_, json_}), 403);
  EXPECT_EQ(ask("POST", "/api/run", {host_, cookie_, key_, origin_}), 415);
  EXPECT_EQ(ask("POST", "/api/run", {host_, cookie_, key_, origin_, {"content-type", "text/plain"}}), 415);
  EXPECT_EQ(ask("PUT", "/api/run", {host_, cookie_, key_, origin_, json_}), 405);
  EXPECT_EQ(ask("OPTIONS", "/api/run", {host_, cookie_, key_, origin_}), 405);
}

TEST(Secret, IsAnotherEachTime) {
  EXPECT_EQ(make_secret().size(), 32);
  EXPECT_NE(make_secret(), make_secret());
}

}  // namespace
}  // namespace orrery::inspect
