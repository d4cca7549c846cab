#include "syntax/print/literal_text.h"

#include <algorithm>

#include "base/number_text.h"

namespace orrery::syntax {

namespace {

unsigned bits_per_digit(char radix) {
  switch (radix) {
    case 'x':
    case 'X':
      return 4;
    case 'o':
    case 'O':
      return 3;
    case 'b':
    case 'B':
      return 1;
    default:
      return 0;  // decimal
  }
}

}  // namespace

std::string bigint_digits(std::string_view literal) {
  std::string digits(literal.substr(0, literal.size() - 1));
  std::erase(digits, '_');
  const unsigned bits = digits.size() > 2 ? bits_per_digit(digits[1]) : 0;
  return bits == 0 ? digits : base::decimal_text(std::string_view(digits).substr(2), bits);
}

RegExpText regexp_text(const SyntaxTree& tree, const RegExpLiteral& literal) {
  return {.pattern = tree.source().slice({literal.start + 1, literal.flags_start - 1}),
          .flags = tree.source().slice({literal.flags_start, literal.end})};
}

std::string raw_template_text(std::string_view text) {
  std::string raw;
  raw.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    raw.push_back(text[i] == '\r' ? '\n' : text[i]);
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  return raw;
}

}  // namespace orrery::syntax
