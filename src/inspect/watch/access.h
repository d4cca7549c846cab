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
///   - a secret that the browser alone is told, in the address that it is opened with. It works once, and
///     is exchanged for a cookie: scripts cannot read that (HttpOnly), and other sites' pages cannot have it
///     sent along (SameSite=Strict);
///   - Host must be this server: a name that somebody makes resolve to 127.0.0.1 (DNS rebinding) is another
///     one;
///   - Origin and Sec-Fetch-Site, which browsers set and pages cannot, must not speak of another page. That
///     keeps out pages of other servers on 127.0.0.1, too, for which the cookie would be sent: cookies know
///     no ports, hence also its name;
///   - commands have a type of contents that no form can send.
class Access {
 public:
  /// \param secret, token  of at least 128 bits each, in letters that URLs and cookies may have
  Access(std::uint16_t port, std::string secret, std::string token)
      : port_(port), secret_(std::move(secret)), token_(std::move(token)) {}

  /// "http://127.0.0.1:1234/?token=…"
  std::string address() const;
  /// \return the answer, if the request is not one of the page
  std::optional<HttpResponse> check(const HttpRequest& head);

 private:
  bool is_own_host(std::string_view host) const;
  bool is_own_origin(std::string_view origin) const;
  std::string cookie_name() const { return "orrery-watch-" + std::to_string(port_); }
  std::optional<HttpResponse> exchange_token(const HttpRequest& head, bool is_known);

  std::uint16_t port_;
  std::string secret_;
  std::string token_;  // empty: it was used
};

/// Letters and digits that nobody can guess: of 128 bits.
std::string make_secret();

}  // namespace orrery::inspect
