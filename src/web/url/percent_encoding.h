#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/encoding/encoding.h"

namespace orrery::web {

/// The percent-encode sets of https://url.spec.whatwg.org/#percent-encoded-bytes. All have every code point
/// above U+007E, so that a set is one of bytes of UTF-8, and encoders never need code points.
enum class PercentEncodeSet : std::uint8_t {
  C0Control,
  Fragment,
  Query,
  SpecialQuery,
  Path,
  Userinfo,
  Component,
  FormUrlencoded,
};

namespace detail {

/// For each byte a bit for each set.
consteval std::array<std::uint8_t, 256> make_percent_encode_sets() {
  std::array<std::uint8_t, 256> sets{};
  const auto bit = [](PercentEncodeSet set) { return static_cast<std::uint8_t>(1 << static_cast<int>(set)); };
  const auto add = [&](PercentEncodeSet set, std::string_view characters) {
    for (const char c : characters) sets[static_cast<unsigned char>(c)] |= bit(set);
  };
  const auto include = [&](PercentEncodeSet set, PercentEncodeSet other) {
    for (std::uint8_t& byte : sets)
      if ((byte & bit(other)) != 0) byte |= bit(set);
  };
  using enum PercentEncodeSet;
  for (unsigned byte = 0; byte < 256; ++byte)
    if (byte < 0x20 || byte > 0x7E) sets[byte] |= bit(C0Control);
  include(Fragment, C0Control);
  add(Fragment, " \"<>`");
  include(Query, C0Control);
  add(Query, " \"#<>");
  include(SpecialQuery, Query);
  add(SpecialQuery, "'");
  include(Path, Query);
  add(Path, "?^`{}");
  include(Userinfo, Path);
  add(Userinfo, "/:;=@[\\]|");
  include(Component, Userinfo);
  add(Component, "$%&+,");
  include(FormUrlencoded, Component);
  add(FormUrlencoded, "!'()~");
  return sets;
}
inline constexpr std::array<std::uint8_t, 256> k_percent_encode_sets = make_percent_encode_sets();

}  // namespace detail

constexpr bool is_in(PercentEncodeSet set, char byte) {
  return (detail::k_percent_encode_sets[static_cast<unsigned char>(byte)] >> static_cast<int>(set) & 1) != 0;
}

/// The value of an ASCII hex digit, or -1.
constexpr int hex_digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Appends `%` and two capital hex digits.
/// https://url.spec.whatwg.org/#percent-encode
void append_percent_encoded_byte(std::string& out, char byte);

/// Appends the bytes of `text`, those in `set` percent-encoded: with UTF-8 it is
/// https://url.spec.whatwg.org/#string-utf-8-percent-encode.
void append_percent_encoded(std::string& out, std::string_view text, PercentEncodeSet set);

/// \param text  well-formed UTF-8
/// \param encoding  an output encoding; other ones than UTF-8 need SpecialQuery or FormUrlencoded
/// https://url.spec.whatwg.org/#string-percent-encode-after-encoding
void append_percent_encoded_after_encoding(std::string& out, std::string_view text, Encoding encoding,
                                           PercentEncodeSet set);

/// The bytes that `text` stands for; what is no percent-encoded byte stands for itself.
/// https://url.spec.whatwg.org/#string-percent-decode
std::string percent_decode(std::string_view text);

}  // namespace orrery::web
