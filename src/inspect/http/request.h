#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orrery::inspect {

/// A request of HTTP/1.1: https://www.rfc-editor.org/rfc/rfc9112
struct HttpRequest {
  std::string method;
  std::string path;   // of the target, decoded; begins with a slash
  std::string query;  // as it was sent, without the question mark
  /// Names in small letters. None is there twice, but for those that may be lists.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool keeps_alive = true;

  /// Null: there is none.
  const std::string* header(std::string_view name) const;
  /// The value of the first such parameter of the query, decoded; empty if there is none.
  std::string parameter(std::string_view name) const;
  /// The value of the cookie of that name; empty if there is none.
  std::string_view cookie(std::string_view name) const;
};

/// Without spaces and tabs at both ends: https://www.rfc-editor.org/rfc/rfc9110#name-whitespace
std::string_view trim(std::string_view text);

/// Undoes %XX. \return false: something behind a percent sign is no hexadecimal number
bool decode_percent(std::string_view text, std::string& decoded);

}  // namespace orrery::inspect
