#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace orrery::builtins {

/// The characters of a text in which a date is looked for, of one byte or two.
class DateCharacters {
 public:
  explicit DateCharacters(std::span<const std::uint8_t> latin1)
      : latin1_(latin1.data()), size_(latin1.size()) {}
  explicit DateCharacters(std::span<const char16_t> utf16) : utf16_(utf16.data()), size_(utf16.size()) {}

  std::size_t size() const { return size_; }
  /// Behind the end: 0.
  char16_t at(std::size_t index) const {
    if (index >= size_) return 0;
    return latin1_ != nullptr ? latin1_[index] : utf16_[index];
  }

 private:
  const std::uint8_t* latin1_ = nullptr;
  const char16_t* utf16_ = nullptr;
  std::size_t size_;
};

/// A piece of such a text.
struct DateToken {
  enum class Kind : std::uint8_t {
    End,
    Number,     // digits: `value`, and `length` of them
    Sign,       // + or -, which `symbol` is
    Symbol,     // one of : . ) which `symbol` is
    Space,      // white space
    Separator,  // T, alone
    Month,      // a name: `value` from 1
    HalfDay,    // AM or PM: `value` is 0 or 12
    Zone,       // a name: `value` is in hours ahead of UTC
    Word,       // another one
    Other,      // other punctuation, and what is in parentheses
  };
  /// Of numbers the first digits count, zeros in front not among them, so that all of them fit into 32 bits.
  static constexpr std::uint32_t k_significant_digits = 9;

  Kind kind = Kind::End;
  char symbol = 0;
  std::int32_t value = 0;
  std::uint32_t length = 0;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_symbol(char wanted) const { return symbol == wanted; }
  bool is_number_of(std::uint32_t digits) const { return kind == Kind::Number && length == digits; }
  /// "Z", of either case.
  bool is_z() const { return kind == Kind::Zone && length == 1; }
};

/// Takes such a text apart.
class DateTokens {
 public:
  explicit DateTokens(DateCharacters text) : text_(text), current_(scan()) {}

  /// The next one, which stays the next.
  const DateToken& peek() const { return current_; }
  DateToken take() {
    const DateToken taken = current_;
    current_ = scan();
    return taken;
  }
  /// Takes the next one if it is this symbol or sign.
  bool skip(char symbol) {
    if (!current_.is_symbol(symbol)) return false;
    take();
    return true;
  }

 private:
  DateToken scan();
  DateToken scan_number();
  DateToken scan_word();
  void skip_parentheses();

  DateCharacters text_;
  std::size_t at_ = 0;
  DateToken current_;
};

}  // namespace orrery::builtins
