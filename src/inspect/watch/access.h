#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inspect/http/request.h"
#include "inspect/http/response.h"

namespace orrery::inspect {

/// [DOC] Who may talk to the watch server
///
/// The server runs programs with its user's rights, and shows what they have read. Every page that the user
/// visits can send requests to 127.0.0.1, and every other user of the machine can connect. So:
///
///   - a token that the browser alone is told, in the address that it is opened with. It works once, and is
///     exchanged for a cookie and a key;
///   - the cookie, for the files of the page: scripts cannot read it (HttpOnly), and other sites' pages
///   cannot
///     have it sent along (SameSite=Strict). But cookies know no ports: the browser shows it to every other
///     server on 127.0.0.1 that it visits, whoever runs that. So it opens nothing but the viewer's own files,
///     which are no secret;
///   - the key, for everything else (/api/): the browser gets it in a fragment, which is sent to nobody; the
///     page keeps it in its sessionStorage, which is of this port alone, and sends it as a header. It is
///     told once: not for the cookie, and not for the token a second time;
///   - Host must be this server: a name that somebody makes resolve to 127.0.0.1 (DNS rebinding) is another
///     one;
///   - Origin and Sec-Fetch-Site, which browsers set and pages cannot, must not speak of another page;
///   - commands have a type of contents that no form can send.
class Access {
 public:
  struct Secrets {
    std::string cookie;
    std::string key;
    std::string token;  // empty: it was used
  };
  /// \param secrets  of at least 128 bits each, in letters that URLs and cookies may have
  Access(std::uint16_t port, Secrets secrets) : port_(port), secrets_(std::move(secrets)) {}

  /// "http://127.0.0.1:1234/?token=…"
  std::string address() const;
  /// \return the answer, if the request is not one of the page
  std::optional<HttpResponse> check(const HttpRequest& head);

 private:
  bool is_own_host(std::string_view host) const;
  bool is_own_origin(std::string_view origin) const;
  std::string cookie_name() const { return "orrery-watch-" + std::to_string(port_); }
  bool has_key(const HttpRequest& head) const;
  std::optional<HttpResponse> exchange_token(const HttpRequest& head, bool is_known);

  std::uint16_t port_;
  Secrets secrets_;
};

/// Letters and digits that nobody can guess: of 128 bits.
std::string make_secret();

}  // namespace orrery::inspect
