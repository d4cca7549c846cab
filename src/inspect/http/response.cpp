#include "inspect/http/response.h"

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/output_buffer.h"

namespace orrery::inspect {

namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 303:
      return "See Other";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

/// No inline scripts or styles, nothing from elsewhere, and in nobody's frame: traces hold texts of programs,
/// which must stay texts.
constexpr std::string_view k_safety =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cache-Control: no-store\r\n";

}  // namespace

HttpResponse HttpResponse::error(int status, std::string_view why) {
  std::string body;
  base::OutputBuffer output([&body](std::string_view text) { body += text; });
  output.append("{\"error\": ");
  base::append_json_string(output, why);
  output.append("}\n");
  output.flush();
  HttpResponse response = json(std::move(body));
  response.status = status;
  return response;
}

std::string head_of(const HttpResponse& response, bool keeps_alive) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", response.status,
                                 reason_of(response.status), response.content_type);
  for (const auto& [name, value] : response.headers) head += fmt::format("{}: {}\r\n", name, value);
  head += k_safety;
  if (!keeps_alive) head += "Connection: close\r\n";
  if (response.source != nullptr) {
    head += "Transfer-Encoding: chunked\r\n";
  } else {
    const std::size_t size =
        response.static_body.empty() ? response.body.size() : response.static_body.size();
    head += fmt::format("Content-Length: {}\r\n", size);
  }
  return head + "\r\n";
}

void append_chunk(std::string& output, std::string_view bytes) {
  if (bytes.empty()) return;  // it would be the last
  output += fmt::format("{:x}\r\n", bytes.size());
  output += bytes;
  output += "\r\n";
}

}  // namespace orrery::inspect
