#pragma once

namespace orrery::web {

// Infra's classes of ASCII code points: https://infra.spec.whatwg.org/#code-points. Bytes above 0x7F are in
// none.

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_alpha(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}
constexpr bool is_ascii_alphanumeric(char c) {
  return is_ascii_digit(c) || is_ascii_alpha(c);
}
constexpr char to_ascii_lowercase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

}  // namespace orrery::web
