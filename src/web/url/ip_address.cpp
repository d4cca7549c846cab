#include <algorithm>
#include <charconv>

#include "web/url/ascii.h"
#include "web/url/host.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

namespace {

struct Ipv4Number {
  std::uint64_t value;  // at most 2³², which stands for all that is too large
  bool is_not_decimal;
};

/// https://url.spec.whatwg.org/#ipv4-number-parser
std::optional<Ipv4Number> parse_ipv4_number(std::string_view input) {
  if (input.empty()) return {};
  unsigned radix = 10;
  if (input.starts_with("0x") || input.starts_with("0X")) {
    input.remove_prefix(2);
    radix = 16;
  } else if (input.size() > 1 && input.starts_with('0')) {
    input.remove_prefix(1);
    radix = 8;
  }
  std::uint64_t value = 0;
  for (const char c : input) {
    const int digit = hex_digit_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return {};
    value = std::min(value * radix + static_cast<unsigned>(digit), std::uint64_t{1} << 32);
  }
  return Ipv4Number{value, radix != 10};
}

/// The part behind the last dot. A dot at the end counts for nothing.
std::string_view last_part(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  return domain.substr(domain.rfind('.') + 1);
}

/// Reads an IPv6 address; the standard's `pointer` is the start of `rest_`.
class Ipv6Parser {
 public:
  Ipv6Parser(std::string_view input, ValidationErrors* errors) : rest_(input), errors_(errors) {}

  std::optional<Ipv6Address> parse() {
    if (next() == ':') {
      if (!rest_.starts_with("::")) return fail(ValidationError::Ipv6InvalidCompression);
      rest_.remove_prefix(2);
      compress_ = ++piece_index_;
    }
    while (!rest_.empty()) {
      if (piece_index_ == 8) return fail(ValidationError::Ipv6TooManyPieces);
      if (next() == ':') {
        if (compress_ >= 0) return fail(ValidationError::Ipv6MultipleCompression);
        rest_.remove_prefix(1);
        compress_ = ++piece_index_;
        continue;
      }
      const std::size_t length = read_piece();
      if (next() == '.') {
        if (!read_ipv4(length)) return {};
        break;
      }
      if (next() == ':') {
        rest_.remove_prefix(1);
        if (rest_.empty()) return fail(ValidationError::Ipv6InvalidCodePoint);
      } else if (!rest_.empty()) {
        return fail(ValidationError::Ipv6InvalidCodePoint);
      }
      address_[static_cast<std::size_t>(piece_index_++)] = value_;
    }
    if (compress_ < 0 && piece_index_ != 8) return fail(ValidationError::Ipv6TooFewPieces);
    if (compress_ >= 0)
      std::rotate(address_.begin() + compress_, address_.begin() + piece_index_, address_.end());
    return address_;
  }

 private:
  /// The standard's `c`; NUL, which fails like any other wrong code point, at the end.
  char next() const { return rest_.empty() ? '\0' : rest_[0]; }

  std::nullopt_t fail(ValidationError error) {
    report(errors_, error);
    return std::nullopt;
  }

  /// Up to four hex digits, whose number is then in `value_`. \return how many
  std::size_t read_piece() {
    std::size_t length = 0;
    value_ = 0;
    while (length < 4 && hex_digit_value(next()) >= 0) {
      value_ = static_cast<std::uint16_t>(value_ * 16 + hex_digit_value(next()));
      rest_.remove_prefix(1);
      ++length;
    }
    return length;
  }

  /// The IPv4 address at the end, of which `rest_` is behind the first part, `length` code points long.
  bool read_ipv4(std::size_t length) {
    if (length == 0) return fail_ipv4(ValidationError::Ipv4InIpv6InvalidCodePoint);
    rest_ = {rest_.data() - length, rest_.size() + length};
    if (piece_index_ > 6) return fail_ipv4(ValidationError::Ipv4InIpv6TooManyPieces);
    int numbers_seen = 0;
    while (!rest_.empty()) {
      if (numbers_seen > 0) {
        if (next() != '.' || numbers_seen == 4) return fail_ipv4(ValidationError::Ipv4InIpv6InvalidCodePoint);
        rest_.remove_prefix(1);
      }
      if (!is_ascii_digit(next())) return fail_ipv4(ValidationError::Ipv4InIpv6InvalidCodePoint);
      int part = -1;
      while (is_ascii_digit(next())) {
        const int digit = next() - '0';
        if (part == 0) return fail_ipv4(ValidationError::Ipv4InIpv6InvalidCodePoint);
        part = part < 0 ? digit : part * 10 + digit;
        if (part > 255) return fail_ipv4(ValidationError::Ipv4InIpv6OutOfRangePart);
        rest_.remove_prefix(1);
      }
      std::uint16_t& piece = address_[static_cast<std::size_t>(piece_index_)];
      piece = static_cast<std::uint16_t>(piece * 0x100 + part);
      ++numbers_seen;
      if (numbers_seen == 2 || numbers_seen == 4) ++piece_index_;
    }
    return numbers_seen == 4 || fail_ipv4(ValidationError::Ipv4InIpv6TooFewParts);
  }

  bool fail_ipv4(ValidationError error) {
    report(errors_, error);
    return false;
  }

  std::string_view rest_;
  ValidationErrors* errors_;
  Ipv6Address address_{};
  int piece_index_ = 0;
  int compress_ = -1;  // null
  std::uint16_t value_ = 0;
};

}  // namespace

bool ends_in_number(std::string_view domain) {
  const std::string_view last = last_part(domain);
  if (last.empty() || !is_ascii_digit(last[0])) return false;
  if (std::ranges::all_of(last, is_ascii_digit)) return true;
  return parse_ipv4_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view input, ValidationErrors* errors) {
  if (input.ends_with('.')) {
    report(errors, ValidationError::Ipv4EmptyPart);
    input.remove_suffix(1);
  }
  const auto part_count = static_cast<std::size_t>(std::ranges::count(input, '.')) + 1;
  if (part_count < 4) report(errors, ValidationError::Ipv4TooFewParts);
  if (part_count > 4) {
    report(errors, ValidationError::Ipv4TooManyParts);
    return {};
  }
  std::uint64_t numbers[4] = {};
  for (std::size_t i = 0; i < part_count; ++i) {
    const std::size_t end = std::min(input.find('.'), input.size());
    const auto number = parse_ipv4_number(input.substr(0, end));
    if (!number) {
      report(errors, ValidationError::Ipv4NonNumericPart);
      return {};
    }
    if (number->is_not_decimal) report(errors, ValidationError::Ipv4NonDecimalPart);
    numbers[i] = number->value;
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  const std::span parts(numbers, part_count);
  if (std::ranges::any_of(parts, [](std::uint64_t number) { return number > 255; }))
    report(errors, ValidationError::Ipv4OutOfRangePart);
  std::uint64_t address = parts.back();
  if (address >= std::uint64_t{1} << (8 * (5 - part_count))) return {};
  for (std::size_t i = 0; i + 1 < part_count; ++i) {
    if (parts[i] > 255) return {};
    address += parts[i] << (8 * (3 - i));
  }
  return static_cast<std::uint32_t>(address);
}

std::string serialize_ipv4(std::uint32_t address) {
  char text[16];
  char* out = text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out = std::to_chars(out, std::end(text), address >> shift & 0xFF).ptr;
    if (shift > 0) *out++ = '.';
  }
  return {text, out};
}

std::optional<Ipv6Address> parse_ipv6(std::string_view input, ValidationErrors* errors) {
  return Ipv6Parser(input, errors).parse();
}

std::string serialize_ipv6(const Ipv6Address& address) {
  // The first of the longest runs of zeros, if that is longer than one.
  std::size_t compress = 8;
  std::size_t longest = 1;
  for (std::size_t start = 0; start < 8; ++start) {
    std::size_t end = start;
    while (end < 8 && address[end] == 0) ++end;
    if (end - start > longest) {
      compress = start;
      longest = end - start;
    }
  }
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == compress) {
      out += i == 0 ? "::" : ":";
      i += longest - 1;
      continue;
    }
    char digits[4];
    out.append(digits, std::to_chars(digits, std::end(digits), address[i], 16).ptr);
    if (i != 7) out += ':';
  }
  return out;
}

}  // namespace orrery::web
