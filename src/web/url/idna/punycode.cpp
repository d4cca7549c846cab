#include "web/url/idna/punycode.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/unicode/utf.h"

namespace orrery::web {

namespace {

constexpr std::uint32_t k_base = 36;
constexpr std::uint32_t k_t_min = 1;
constexpr std::uint32_t k_t_max = 26;
constexpr std::uint32_t k_skew = 38;
constexpr std::uint32_t k_damp = 700;
constexpr std::uint32_t k_initial_bias = 72;
constexpr std::uint32_t k_initial_n = 0x80;
constexpr char32_t k_delimiter = '-';
constexpr std::uint32_t k_max = std::numeric_limits<std::uint32_t>::max();

/// https://www.rfc-editor.org/rfc/rfc3492#section-6.1
std::uint32_t adapt(std::uint32_t delta, std::uint32_t point_count, bool is_first) {
  delta = is_first ? delta / k_damp : delta / 2;
  delta += delta / point_count;
  std::uint32_t k = 0;
  for (; delta > (k_base - k_t_min) * k_t_max / 2; k += k_base) delta /= k_base - k_t_min;
  return k + (k_base - k_t_min + 1) * delta / (delta + k_skew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) {
  if (k <= bias) return k_t_min;
  return std::min(k - bias, k_t_max);
}

std::optional<std::uint32_t> digit_value(char32_t c) {
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '0' && c <= '9') return c - '0' + 26;
  return {};
}

char digit(std::uint32_t value) {
  return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

/// Reads a generalized variable-length integer and adds it to `i`. \return false on overflow or a wrong digit
bool read_delta(std::u32string_view input, std::size_t& index, std::uint32_t bias, std::uint32_t& i) {
  std::uint32_t weight = 1;
  for (std::uint32_t k = k_base;; k += k_base) {
    if (index == input.size()) return false;
    const auto value = digit_value(input[index++]);
    if (!value || *value > (k_max - i) / weight) return false;
    i += *value * weight;
    const std::uint32_t t = threshold(k, bias);
    if (*value < t) return true;
    if (weight > k_max / (k_base - t)) return false;
    weight *= k_base - t;
  }
}

void write_delta(std::string& out, std::uint32_t delta, std::uint32_t bias) {
  std::uint32_t q = delta;
  for (std::uint32_t k = k_base;; k += k_base) {
    const std::uint32_t t = threshold(k, bias);
    if (q < t) break;
    out += digit(t + (q - t) % (k_base - t));
    q = (q - t) / (k_base - t);
  }
  out += digit(q);
}

}  // namespace

std::optional<std::u32string> decode_punycode(std::u32string_view input) {
  std::u32string output;
  std::size_t index = 0;
  if (const std::size_t delimiter = input.rfind(k_delimiter); delimiter != std::u32string_view::npos) {
    output = input.substr(0, delimiter);
    index = delimiter + 1;
  }
  std::uint32_t n = k_initial_n;
  std::uint32_t i = 0;
  std::uint32_t bias = k_initial_bias;
  while (index < input.size()) {
    const std::uint32_t old_i = i;
    if (!read_delta(input, index, bias, i)) return {};
    const auto length = static_cast<std::uint32_t>(output.size()) + 1;
    bias = adapt(i - old_i, length, old_i == 0);
    if (i / length > 0x10FFFF - n) return {};
    n += i / length;
    i %= length;
    if (base::is_surrogate(n)) return {};
    output.insert(output.begin() + i, n);
    ++i;
  }
  return output;
}

std::optional<std::string> encode_punycode(std::u32string_view input) {
  std::string output;
  for (const char32_t c : input)
    if (c < 0x80) output += static_cast<char>(c);
  const auto basic_count = static_cast<std::uint32_t>(output.size());
  if (basic_count > 0) output += '-';

  std::uint32_t n = k_initial_n;
  std::uint32_t delta = 0;
  std::uint32_t bias = k_initial_bias;
  std::uint32_t handled = basic_count;
  while (handled < input.size()) {
    char32_t next = 0x110000;
    for (const char32_t c : input)
      if (c >= n) next = std::min(next, c);
    if (next - n > (k_max - delta) / (handled + 1)) return {};
    delta += (next - n) * (handled + 1);
    n = next;
    for (const char32_t c : input) {
      if (c < n && ++delta == 0) return {};
      if (c != n) continue;
      write_delta(output, delta, bias);
      bias = adapt(delta, handled + 1, handled == basic_count);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++n;
  }
  return output;
}

}  // namespace orrery::web
