#include "web/encoding/encoding.h"

#include <algorithm>

namespace orrery::web {

namespace {

struct EncodingRow {
  Encoding encoding;
  std::string_view name;
  std::string_view labels;  // separated by spaces
};

constexpr EncodingRow k_encodings[] = {
#define ENCODING(id, name, labels) {Encoding::id, name, labels},
#include "web/encoding/encodings.def"
#undef ENCODING
};

constexpr bool is_ascii_whitespace(char c) {
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

/// Is `label` one of `labels`, whatever its capitals?
bool has_label(std::string_view labels, std::string_view label) {
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find(' '), labels.size());
    const auto equal_lowercase = [](char ours, char theirs) {
      return ours == (theirs >= 'A' && theirs <= 'Z' ? theirs + ('a' - 'A') : theirs);
    };
    if (std::ranges::equal(labels.substr(0, end), label, equal_lowercase)) return true;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  return k_encodings[static_cast<std::size_t>(encoding)].name;
}

std::optional<Encoding> encoding_of_label(std::string_view label) {
  while (!label.empty() && is_ascii_whitespace(label.front())) label.remove_prefix(1);
  while (!label.empty() && is_ascii_whitespace(label.back())) label.remove_suffix(1);
  for (const EncodingRow& row : k_encodings)
    if (has_label(row.labels, label)) return row.encoding;
  return {};
}

Encoding output_encoding_of(Encoding encoding) {
  const bool has_no_encoder =
      encoding == Encoding::Replacement || encoding == Encoding::Utf16Be || encoding == Encoding::Utf16Le;
  return has_no_encoder ? Encoding::Utf8 : encoding;
}

std::optional<Encoding> sniff_byte_order_mark(std::span<const std::uint8_t> bytes) {
  if (bytes.size() >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF) return Encoding::Utf8;
  if (bytes.size() < 2) return {};
  if (bytes[0] == 0xFE && bytes[1] == 0xFF) return Encoding::Utf16Be;
  if (bytes[0] == 0xFF && bytes[1] == 0xFE) return Encoding::Utf16Le;
  return {};
}

}  // namespace orrery::web
