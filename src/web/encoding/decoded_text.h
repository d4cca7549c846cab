#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace orrery::web {

/// A text in the making, as JavaScript's strings are kept: Latin-1 as long as each code unit fits, UTF-16
/// from the first on that does not.
class DecodedText {
 public:
  /// \param code_point  a scalar value
  void append(char32_t code_point) {
    if (!is_latin1_)
      append_wide(code_point);
    else if (code_point <= 0xFF)
      latin1_ += static_cast<char>(code_point);
    else
      append_first_wide(code_point);
  }
  void append_latin1(std::string_view text);
  /// \param text  well-formed
  void append_utf16(std::u16string_view text);
  /// Appends as many characters as `write(char*)` says that it has written, to where there is room for
  /// `most`. Of a text that is_latin1().
  template <typename Write>
  void append_latin1_with(std::size_t most, Write write) {
    const std::size_t size = latin1_.size();
    latin1_.resize_and_overwrite(size + most,
                                 [&](char* place, std::size_t) { return size + write(place + size); });
  }
  /// The same of UTF-16; the text is Latin-1 no more.
  template <typename Write>
  void append_utf16_with(std::size_t most, Write write) {
    if (is_latin1_) widen();
    const std::size_t size = utf16_.size();
    utf16_.resize_and_overwrite(size + most,
                                [&](char16_t* place, std::size_t) { return size + write(place + size); });
  }
  /// Expects `count` more code units, all of which fit Latin-1.
  void reserve(std::size_t count);

  bool is_latin1() const { return is_latin1_; }
  /// What there is, if is_latin1().
  std::span<const std::uint8_t> latin1() const [[clang::lifetimebound]] {
    return {reinterpret_cast<const std::uint8_t*>(latin1_.data()), latin1_.size()};
  }
  /// What there is, if not is_latin1().
  std::u16string_view utf16() const [[clang::lifetimebound]] { return utf16_; }
  /// In code units.
  std::size_t size() const { return is_latin1_ ? latin1_.size() : utf16_.size(); }

  std::u16string to_utf16() const;

  /// Takes a byte order mark (U+FEFF) off the beginning.
  void remove_byte_order_mark();

 private:
  void append_wide(char32_t code_point);
  void append_first_wide(char32_t code_point);
  void widen();

  bool is_latin1_ = true;
  std::string latin1_;
  std::u16string utf16_;
};

}  // namespace orrery::web
