#include "web/url/idna/idna.h"

#include <algorithm>
#include <span>
#include <vector>

#include "base/unicode/unicode_text.h"
#include "base/unicode/utf.h"
#include "web/url/idna/idna_data.h"
#include "web/url/idna/label_rules.h"
#include "web/url/idna/punycode.h"

namespace orrery::web {

namespace {

using Labels = std::vector<std::u32string>;

constexpr std::u32string_view k_prefix = U"xn--";

std::uint16_t idna_value(char32_t code_point) {
  const auto place = std::ranges::upper_bound(detail::k_idna_firsts, code_point);
  return detail::k_idna_values[static_cast<std::size_t>(place - detail::k_idna_firsts.begin()) - 1];
}

/// Hands what `code_point` is mapped to to the normalizer. Disallowed ones stay: a later step finds them.
bool append_mapped(base::Normalizer& normalizer, char32_t code_point) {
  const std::uint16_t value = idna_value(code_point);
  if (value == detail::k_idna_ignored) return true;
  if (value < detail::k_idna_shifted) return normalizer.append(code_point);
  if (value < detail::k_idna_mapped) {
    const std::int32_t shift = detail::k_idna_shifts[value - detail::k_idna_shifted];
    return normalizer.append(code_point + static_cast<char32_t>(shift));
  }
  const std::size_t place = value - detail::k_idna_mapped;
  const auto units = detail::k_idna_pool.subspan(place + 1, detail::k_idna_pool[place]);
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t unit = units[i];
    if (base::is_high_surrogate(unit)) unit = base::join_surrogates(unit, units[++i]);
    if (!normalizer.append(unit)) return false;
  }
  return true;
}

/// The steps Map and Normalize.
std::optional<std::u32string> map_and_normalize(std::string_view domain) {
  std::u32string result;
  base::Normalizer normalizer(base::NormalizationForm::Nfc,
                              [&](char32_t code_point) { result += code_point; });
  for (std::size_t i = 0; i < domain.size();) {
    const auto [code_point, length] = base::decode_wtf8(domain.data() + i);
    if (!append_mapped(normalizer, code_point)) return {};
    i += length;
  }
  normalizer.finish();
  return result;
}

bool is_normalized(std::u32string_view label) {
  std::u32string normalized;
  base::Normalizer normalizer(base::NormalizationForm::Nfc, [&](char32_t c) { normalized += c; });
  for (const char32_t c : label)
    if (!normalizer.append(c)) return false;
  normalizer.finish();
  return normalized == label;
}

bool is_ascii(std::u32string_view text) {
  return std::ranges::all_of(text, [](char32_t c) { return c < 0x80; });
}

bool is_valid_code_point(char32_t c, const IdnaOptions& options) {
  if (options.use_std3_ascii_rules && c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  return idna_value(c) == detail::k_idna_valid;
}

/// https://www.unicode.org/reports/tr46/#Validity_Criteria but for the first, normalization, and the last,
/// CheckBidi
bool is_valid_label(std::u32string_view label, const IdnaOptions& options) {
  if (label.empty()) return true;
  if (options.check_hyphens) {
    if (label.size() > 3 && label.substr(2, 2) == U"--") return false;
    if (label.front() == '-' || label.back() == '-') return false;
  } else if (label.starts_with(k_prefix)) {
    return false;
  }
  if (is_mark(label.front())) return false;
  return std::ranges::all_of(label,
                             [&](char32_t c) { return c != '.' && is_valid_code_point(c, options); }) &&
         follows_joiner_rules(label);
}

/// The step Convert for a label that begins with "xn--".
std::optional<std::u32string> convert_label(std::u32string_view label) {
  if (!is_ascii(label)) return {};
  std::optional<std::u32string> decoded = decode_punycode(label.substr(k_prefix.size()));
  // What is empty or ASCII needs no Punycode.
  if (!decoded || is_ascii(*decoded) || !is_normalized(*decoded)) return {};
  return decoded;
}

/// https://www.unicode.org/reports/tr46/#Processing: the labels, or nothing where an error was recorded
std::optional<Labels> process(std::string_view domain, const IdnaOptions& options) {
  if (domain.size() > k_max_idna_code_points && base::code_point_count(domain) > k_max_idna_code_points)
    return {};
  const std::optional<std::u32string> text = map_and_normalize(domain);
  if (!text) return {};
  Labels labels;
  std::u32string_view rest = *text;
  while (true) {
    const std::size_t end = std::min(rest.find(U'.'), rest.size());
    std::u32string label(rest.substr(0, end));
    if (label.starts_with(k_prefix)) {
      std::optional<std::u32string> converted = convert_label(label);
      if (!converted) return {};
      label = std::move(*converted);
    }
    if (!is_valid_label(label, options)) return {};
    labels.push_back(std::move(label));
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  const auto follows_bidi_rule = [](const std::u32string& label) { return web::follows_bidi_rule(label); };
  if (std::ranges::any_of(labels, has_right_to_left) && !std::ranges::all_of(labels, follows_bidi_rule))
    return {};
  return labels;
}

/// https://www.unicode.org/reports/tr46/#ToASCII, step 4
bool has_dns_length(std::string_view ascii) {
  if (ascii.empty() || ascii.size() > 253) return false;
  while (true) {
    const std::size_t end = std::min(ascii.find('.'), ascii.size());
    if (end == 0 || end > 63) return false;
    if (end == ascii.size()) return true;
    ascii.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::string> unicode_to_ascii(std::string_view domain, const IdnaOptions& options) {
  const std::optional<Labels> labels = process(domain, options);
  if (!labels) return {};
  std::string ascii;
  for (std::size_t i = 0; i < labels->size(); ++i) {
    const std::u32string& label = (*labels)[i];
    if (i > 0) ascii += '.';
    if (is_ascii(label)) {
      ascii.append(label.begin(), label.end());
      continue;
    }
    const std::optional<std::string> encoded = encode_punycode(label);
    if (!encoded) return {};
    ascii += "xn--" + *encoded;
  }
  if (options.verify_dns_length && !has_dns_length(ascii)) return {};
  return ascii;
}

std::optional<std::string> unicode_to_unicode(std::string_view domain, const IdnaOptions& options) {
  const std::optional<Labels> labels = process(domain, options);
  if (!labels) return {};
  std::string text;
  for (std::size_t i = 0; i < labels->size(); ++i) {
    if (i > 0) text += '.';
    for (const char32_t c : (*labels)[i]) base::append_wtf8(text, c);
  }
  return text;
}

}  // namespace orrery::web
