// Answers questions about URLs and encodings, a line each: a command and its fields, separated by tabs. A
// field that begins with `'` is a JavaScript string, its code units in hexadecimal; any other one stands for
// itself.

#include <charconv>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "tests/web_data/commands.h"
#include "web/encoding/utf8_text.h"

namespace {

std::string decode_field(std::string_view field) {
  if (!field.starts_with('\'')) return std::string(field);
  std::u16string units;
  for (field.remove_prefix(1); field.size() >= 4; field.remove_prefix(4)) {
    std::uint16_t unit = 0;
    std::from_chars(field.data(), field.data() + 4, unit, 16);
    units += static_cast<char16_t>(unit);
  }
  return std::string(orrery::web::Utf8Text(units).view());
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  while (true) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    fields.push_back(decode_field(line.substr(0, end)));
    if (end == line.size()) return fields;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::vector<std::string> fields = fields_of(line);
    const auto rest = std::span(fields).subspan(1);
    auto answer = orrery::web_data::answer_url(fields[0], rest);
    if (!answer) answer = orrery::web_data::answer_encoding(fields[0], rest);
    std::cout << answer.value_or("no such command") << '\n';
  }
  return 0;
}
