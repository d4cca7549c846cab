#include "inspect/watch/access.h"

#include <array>
#include <cerrno>
#include <cstdlib>

#include <fmt/format.h>
#include <sys/random.h>

namespace orrery::inspect {

namespace {

/// In a time that tells nothing about where they differ.
bool is_same(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < left.size(); i++)
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]));
  return difference == 0;
}

constexpr std::string_view k_used =
    "This address was used already, and each works once.\n"
    "If that was not you, end orrery watch and start it again: it prints a new one.\n";
constexpr std::string_view k_unknown =
    "Only the page that orrery watch has opened may talk to it.\n"
    "Open the address that it printed; each works once.\n";

}  // namespace

std::string make_secret() {
  std::array<unsigned char, 16> bytes{};
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = ::getrandom(bytes.data() + size, bytes.size() - size, 0);
    if (got < 0 && errno != EINTR) std::abort();  // no secret is better than one that can be guessed
    if (got > 0) size += static_cast<std::size_t>(got);
  }
  std::string text;
  for (const unsigned char byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::string Access::address() const {
  return fmt::format("http://127.0.0.1:{}/?token={}", port_, secrets_.token);
}

bool Access::is_own_host(std::string_view host) const {
  return host == fmt::format("127.0.0.1:{}", port_) || host == fmt::format("localhost:{}", port_);
}

bool Access::is_own_origin(std::string_view origin) const {
  constexpr std::string_view k_scheme = "http://";
  return origin.starts_with(k_scheme) && is_own_host(origin.substr(k_scheme.size()));
}

bool Access::has_key(const HttpRequest& head) const {
  const std::string* key = head.header("orrery-key");
  return key != nullptr && is_same(*key, secrets_.key);
}

std::optional<HttpResponse> Access::check(const HttpRequest& head) {
  const auto refusal = [](std::string_view why) { return HttpResponse::error(403, why); };
  if (!is_own_host(*head.header("host"))) return refusal("this server has another name (Host)");
  const std::string* origin = head.header("origin");
  if (origin != nullptr && !is_own_origin(*origin)) return refusal("this is no page of this server (Origin)");
  const std::string* site = head.header("sec-fetch-site");
  const bool is_known = is_same(head.cookie(cookie_name()), secrets_.cookie);
  if (head.path == "/" && head.method == "GET" && !head.parameter("token").empty())
    return exchange_token(head, is_known);
  if (site != nullptr && *site != "same-origin" && *site != "none")
    return refusal("this is no page of this server (Sec-Fetch-Site)");
  const bool wants_key = head.method == "POST" || head.path.starts_with("/api");
  if (!is_known || (wants_key && !has_key(head)))
    return HttpResponse{.status = 403, .body = std::string(k_unknown)};
  if (head.method == "GET" || head.method == "HEAD") return std::nullopt;
  if (head.method != "POST") return HttpResponse::error(405, "there are GET, HEAD and POST");
  if (origin == nullptr) return refusal("a command says from which page it comes (Origin)");
  const std::string* type = head.header("content-type");
  if (type == nullptr || *type != "application/json")
    return HttpResponse::error(415, "a command is application/json");
  return std::nullopt;
}

std::optional<HttpResponse> Access::exchange_token(const HttpRequest& head, bool is_known) {
  std::string& token = secrets_.token;
  if (token.empty() || !is_same(head.parameter("token"), token)) {
    // Whoever goes back in his history, or loads the address again: his page has the key.
    if (is_known) return HttpResponse{.status = 303, .headers = {{"Location", "/"}}};
    return HttpResponse{.status = 403, .body = std::string(token.empty() ? k_used : k_unknown)};
  }
  token.clear();
  return HttpResponse{.status = 303,
                      .headers = {{"Location", "/#key=" + secrets_.key},
                                  {"Set-Cookie", fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/",
                                                             cookie_name(), secrets_.cookie)}}};
}

}  // namespace orrery::inspect
