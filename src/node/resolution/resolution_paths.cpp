// Paths and specifiers as texts.

#include <array>
#include <filesystem>

#include "node/resolution/resolution.h"

namespace orrery::node {

namespace {

constexpr std::array<std::string_view, 3> k_of_import = {"node", "import", "module-sync"};
constexpr std::array<std::string_view, 3> k_of_require = {"node", "require", "module-sync"};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

// Not "node-addons": none can be loaded, so that packages give what they have instead.
constexpr Conditions k_import_conditions = k_of_import;
constexpr Conditions k_require_conditions = k_of_require;

PackageSpecifier parse_package_specifier(std::string_view specifier) {
  PackageSpecifier parsed;
  std::size_t slash = specifier.find('/');
  parsed.is_valid = !specifier.empty();
  if (specifier.starts_with('@')) {
    if (slash == std::string_view::npos) {
      parsed.is_valid = false;
    } else {
      slash = specifier.find('/', slash + 1);
    }
  }
  parsed.name = specifier.substr(0, slash);
  if (parsed.name.starts_with('.') || parsed.name.find_first_of("\\%") != std::string::npos)
    parsed.is_valid = false;
  parsed.subpath = "." + std::string(slash == std::string_view::npos ? "" : specifier.substr(slash));
  return parsed;
}

std::string resolved_path(std::string_view folder, std::string_view path) {
  std::string result = (std::filesystem::path(folder) / path).lexically_normal().native();
  while (result.size() > 1 && result.ends_with('/')) result.pop_back();
  return result;
}

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

std::string imported_from(const std::string& parent) {
  return parent.empty() ? "" : " imported from " + parent;
}

}  // namespace orrery::node
