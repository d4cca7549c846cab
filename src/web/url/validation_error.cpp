#include "web/url/validation_error.h"

#include <utility>

#include "base/unicode/utf.h"
#include "web/url/ascii.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

std::string_view name_of(ValidationError error) {
  switch (error) {
#define VALIDATION_ERROR(name, text) \
  case ValidationError::name:        \
    return text;
#include "web/url/validation_errors.def"
#undef VALIDATION_ERROR
  }
  std::unreachable();
}

namespace {

bool is_url_code_point(char32_t code_point) {
  if (code_point < 0x80) {
    const char c = static_cast<char>(code_point);
    return is_ascii_alphanumeric(c) || std::string_view("!$&'()*+,-./:;=?@_~").contains(c);
  }
  const bool is_noncharacter =
      (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
  return code_point >= 0xA0 && !is_noncharacter;
}

}  // namespace

void report_invalid_url_units(std::string_view text, ValidationErrors& errors) {
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = base::decode_wtf8(text.data() + i);
    const bool is_valid = code_point == '%' ? text.size() - i > 2 && hex_digit_value(text[i + 1]) >= 0 &&
                                                  hex_digit_value(text[i + 2]) >= 0
                                            : is_url_code_point(code_point);
    if (!is_valid) errors.push_back(ValidationError::InvalidUrlUnit);
    i += length;
  }
}

}  // namespace orrery::web
