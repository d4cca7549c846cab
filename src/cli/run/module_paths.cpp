#include "cli/run/module_paths.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace orrery::cli {

namespace {

namespace fs = std::filesystem;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// https://url.spec.whatwg.org/#percent-decode
std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); i++) {
    const bool is_escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    result += is_escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (is_escape) i += 2;
  }
  return result;
}

bool is_path(std::string_view specifier) {
  return specifier.starts_with('/') || specifier.starts_with("./") || specifier.starts_with("../") ||
         specifier == "." || specifier == "..";
}

/// The path of a `file:` URL with an empty host or none; nothing if it is no such URL.
std::optional<std::string_view> path_of_file_url(std::string_view url) {
  constexpr std::string_view k_scheme = "file:";
  if (!url.starts_with(k_scheme)) return std::nullopt;
  url.remove_prefix(k_scheme.size());
  if (url.starts_with("//")) {
    url.remove_prefix(2);
    if (url.starts_with("localhost/")) url.remove_prefix(9);
  }
  if (!url.starts_with('/')) return std::nullopt;
  return url;
}

}  // namespace

base::Result<ModulePlace> resolve_module_specifier(std::string_view specifier, std::string_view referrer) {
  std::string_view path = specifier;
  if (const auto of_url = path_of_file_url(specifier)) {
    path = *of_url;
  } else if (!is_path(specifier)) {
    return base::error(
        fmt::format("Failed to resolve module specifier \"{}\". Relative references must start with either "
                    "\"/\", \"./\", or \"../\".",
                    specifier));
  }
  const std::size_t path_end = std::min(path.find_first_of("?#"), path.size());
  ModulePlace place{.path = percent_decoded(path.substr(0, path_end)),
                    .suffix = std::string(path.substr(path_end))};
  if (!place.path.starts_with('/'))
    place.path = (fs::path(referrer).parent_path() / place.path).lexically_normal().native();
  return place;
}

std::string file_url(std::string_view absolute_path) {
  // https://url.spec.whatwg.org/#path-percent-encode-set
  constexpr std::string_view k_encoded = " \"#<>?^`{}%";
  std::string url = "file://";
  for (const char c : absolute_path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || k_encoded.contains(c)) {
      url += fmt::format("%{:02X}", byte);
    } else {
      url += c;
    }
  }
  return url;
}

}  // namespace orrery::cli
