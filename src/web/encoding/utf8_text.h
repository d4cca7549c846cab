#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace orrery::web {

/// Appends `text` in UTF-8, with U+FFFD for lone surrogates: the Encoding standard's UTF-8 encode of what
/// Web IDL makes a USVString of.
void append_utf8(std::string& out, std::u16string_view text);

/// The bytes that a JavaScript string takes in UTF-8, with U+FFFD for lone surrogates.
std::size_t utf8_length(std::span<const std::uint8_t> latin1);
std::size_t utf8_length(std::u16string_view text);

/// How many code units were read and bytes written.
struct EncodeIntoResult {
  std::size_t read;
  std::size_t written;
};

/// Writes as many whole code points of a JavaScript string in UTF-8 as `destination` has room for.
/// https://encoding.spec.whatwg.org/#dom-textencoder-encodeinto
EncodeIntoResult encode_utf8_into(std::span<const std::uint8_t> latin1, std::span<std::uint8_t> destination);
EncodeIntoResult encode_utf8_into(std::u16string_view text, std::span<std::uint8_t> destination);

/// A JavaScript string as well-formed UTF-8. ASCII that is there as bytes is not copied: it must outlive
/// this.
class Utf8Text {
 public:
  /// Each byte is a code point.
  explicit Utf8Text(std::span<const std::uint8_t> latin1);
  /// Lone surrogates become U+FFFD.
  explicit Utf8Text(std::u16string_view text);

  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;

  std::string_view view() const [[clang::lifetimebound]] { return view_; }
  operator std::string_view() const [[clang::lifetimebound]] { return view_; }

 private:
  std::string own_;
  std::string_view view_;
};

}  // namespace orrery::web
