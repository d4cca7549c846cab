#include "node/resolution/module_paths.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "node/resolution/resolution.h"

namespace orrery::node {

namespace {

namespace fs = std::filesystem;

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

}  // namespace orrery::node
