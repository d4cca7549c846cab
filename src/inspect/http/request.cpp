#include "inspect/http/request.h"

#include <algorithm>

namespace orrery::inspect {

namespace {

int digit_value(char digit) {
  constexpr std::string_view k_digits = "0123456789abcdefABCDEF";
  const std::size_t place = k_digits.find(digit);
  if (place == std::string_view::npos) return -1;
  return static_cast<int>(place < 16 ? place : place - 6);
}

/// Takes what is before the first `separator` off the front, and the separator.
std::string_view take_part(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool decode_percent(std::string_view text, std::string& decoded) {
  decoded.clear();
  for (std::size_t i = 0; i < text.size(); i++) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (text.size() - i < 3) return false;
    const int high = digit_value(text[i + 1]);
    const int low = digit_value(text[i + 2]);
    if (high < 0 || low < 0) return false;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return true;
}

const std::string* HttpRequest::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? nullptr : &found->second;
}

std::string HttpRequest::parameter(std::string_view name) const {
  std::string_view rest = query;
  while (!rest.empty()) {
    std::string_view part = take_part(rest, '&');
    if (take_part(part, '=') != name) continue;
    std::string value;
    return decode_percent(part, value) ? value : "";
  }
  return "";
}

std::string_view HttpRequest::cookie(std::string_view name) const {
  const std::string* cookies = header("cookie");
  if (cookies == nullptr) return {};
  std::string_view rest = *cookies;
  while (!rest.empty()) {
    std::string_view part = trim(take_part(rest, ';'));
    if (take_part(part, '=') == name) return part;
  }
  return {};
}

}  // namespace orrery::inspect
