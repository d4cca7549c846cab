// `import`: https://nodejs.org/api/esm.html#resolution-algorithm-specification, ESM_RESOLVE and
// PACKAGE_RESOLVE.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "node/builtin_modules.h"
#include "node/resolution/resolution.h"
#include "web/url/data_url.h"
#include "web/url/percent_encoding.h"
#include "web/url/url.h"

namespace orrery::node {

std::string url_suffix(std::string_view suffix) {
  const std::size_t end = std::min(suffix.find('#'), suffix.size());
  std::string result;
  web::append_percent_encoded(result, suffix.substr(0, end), web::PercentEncodeSet::SpecialQuery);
  web::append_percent_encoded(result, suffix.substr(end), web::PercentEncodeSet::Fragment);
  return result;
}

namespace {

/// "https:" of "https://…": what makes a specifier a URL.
std::string_view scheme_of(std::string_view specifier) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (specifier.empty() || !is_letter(specifier.front())) return {};
  for (std::size_t i = 1; i < specifier.size(); i++) {
    const char c = specifier[i];
    if (c == ':') return specifier.substr(0, i + 1);
    if (!is_letter(c) && (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') return {};
  }
  return {};
}

bool is_relative(std::string_view specifier) {
  return specifier.starts_with("./") || specifier.starts_with("../") || specifier == "." || specifier == "..";
}

bool has_encoded_separator(std::string_view path) {
  constexpr std::array<std::string_view, 4> k_separators = {"%2f", "%2F", "%5c", "%5C"};
  return std::ranges::any_of(k_separators, [&](std::string_view each) { return path.contains(each); });
}

/// The path of a relative or absolute URL, still with its escapes, and what follows it.
struct UrlParts {
  std::string_view path;
  std::string_view suffix;
};
UrlParts split_url(std::string_view url) {
  const std::size_t end = std::min(url.find_first_of("?#"), url.size());
  return {url.substr(0, end), url.substr(end)};
}

std::unexpected<ResolutionError> invalid_specifier(std::string_view specifier, std::string_view reason,
                                                   const std::string& parent) {
  return resolution_error("ERR_INVALID_MODULE_SPECIFIER",
                          fmt::format("Invalid module \"{}\" {}{}", specifier, reason, imported_from(parent)),
                          vm::ErrorType::TypeError);
}

std::unexpected<ResolutionError> not_found(std::string_view sort, std::string_view what,
                                           const std::string& parent) {
  return resolution_error("ERR_MODULE_NOT_FOUND",
                          fmt::format("Cannot find {} '{}'{}", sort, what, imported_from(parent)));
}

}  // namespace

namespace {

/// https://nodejs.org/api/esm.html#data-imports
Resolved<ResolvedModule> resolve_data_url(std::string_view specifier) {
  const std::optional<web::Url> url = web::parse_url(specifier);
  if (!url) return resolution_error("ERR_INVALID_URL", "Invalid URL", vm::ErrorType::TypeError);
  ResolvedModule module{ResolvedModule::Sort::Data, web::serialize(*url), ""};
  if (!web::process_data_url(module.path))
    return resolution_error("ERR_INVALID_URL", "Invalid URL", vm::ErrorType::TypeError);
  return module;
}

/// What a module from a `data:` URL may import besides URLs: nothing is relative to it.
Resolved<ResolvedModule> resolve_from_data_url(std::string_view specifier, const std::string& parent) {
  if (const BuiltinModule* builtin = find_builtin_module(specifier))
    return ResolvedModule{ResolvedModule::Sort::Builtin, std::string(builtin->id), ""};
  return resolution_error("ERR_UNSUPPORTED_RESOLVE_REQUEST",
                          fmt::format("Failed to resolve module specifier \"{}\" from \"{}\": Invalid "
                                      "relative URL or base scheme is not hierarchical.",
                                      specifier, parent),
                          vm::ErrorType::TypeError);
}

}  // namespace

/// ESM_RESOLVE
Resolved<ResolvedModule> Resolver::resolve_import(std::string_view specifier, const std::string& parent,
                                                  Conditions conditions) {
  if (web::is_data_url(specifier)) return resolve_data_url(specifier);
  if (web::is_data_url(parent) && scheme_of(specifier).empty())
    return resolve_from_data_url(specifier, parent);
  // 2., 3. URLs, and what is relative to the parent's
  std::string_view url = specifier;
  const std::string_view scheme = scheme_of(specifier);
  const bool is_file_url = scheme == "file:";
  if (is_file_url) {
    url.remove_prefix(scheme.size());
    if (url.starts_with("//")) url.remove_prefix(2);
    if (url.starts_with("localhost/")) url.remove_prefix(9);
  }
  if (is_file_url || specifier.starts_with('/') || is_relative(specifier)) {
    const auto [path, suffix] = split_url(url);
    if (has_encoded_separator(path))
      return invalid_specifier(resolved_path(parent_folder(parent), path),
                               "must not include encoded \"/\" or \"\\\" characters", parent);
    ResolvedModule module;
    module.path = resolved_path(parent_folder(parent), percent_decoded(path));
    if (path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..") || path == "." || path == "..")
      module.path += module.path.ends_with('/') ? "" : "/";
    module.suffix = url_suffix(suffix);
    return finish_import(std::move(module), parent);
  }
  if (scheme == "node:") {
    if (const BuiltinModule* builtin = find_builtin_module(specifier))
      return ResolvedModule{ResolvedModule::Sort::Builtin, std::string(builtin->id), ""};
    return resolution_error("ERR_UNKNOWN_BUILTIN_MODULE",
                            fmt::format("No such built-in module: {}", specifier));
  }
  if (!scheme.empty()) {
    return resolution_error("ERR_UNSUPPORTED_ESM_URL_SCHEME",
                            fmt::format("Only URLs with a scheme in: file, data, and node are supported by "
                                        "the default ESM loader. Received "
                                        "protocol '{}'",
                                        scheme));
  }
  // 4.
  if (specifier.starts_with('#')) {
    Resolved<ResolvedModule> module = resolve_imports(std::string(specifier), parent, conditions);
    return module ? finish_import(*std::move(module), parent) : module;
  }
  // 5., 6. Bare specifiers
  Resolved<ResolvedModule> module = resolve_package(std::string(specifier), parent, conditions);
  return module ? finish_import(*std::move(module), parent) : module;
}

/// ESM_RESOLVE, from step 7 on
Resolved<ResolvedModule> Resolver::finish_import(ResolvedModule module, const std::string& parent) {
  if (module.sort != ResolvedModule::Sort::File) return module;
  const bool wants_folder = module.path.ends_with('/');
  const ModuleFiles::Kind kind =
      files_.kind(wants_folder ? module.path.substr(0, module.path.size() - 1) : module.path);
  if (kind == ModuleFiles::Kind::Directory) {
    auto error = resolution_error("ERR_UNSUPPORTED_DIR_IMPORT",
                                  fmt::format("Directory import '{}' is not supported resolving ES modules{}",
                                              module.path, imported_from(parent)));
    error.error().url = file_url(module.path);
    return error;
  }
  if (kind == ModuleFiles::Kind::None || wants_folder) {
    auto error = not_found("module", module.path, parent);
    error.error().url = file_url(module.path);
    return error;
  }
  module.path = files_.real_path(module.path);
  return module;
}

/// PACKAGE_RESOLVE
Resolved<ResolvedModule> Resolver::resolve_package(const std::string& specifier, const std::string& parent,
                                                   Conditions conditions) {
  // 2.
  if (const BuiltinModule* builtin = find_builtin_module(specifier))
    return ResolvedModule{ResolvedModule::Sort::Builtin, std::string(builtin->id), ""};
  // 3. - 8.
  const PackageSpecifier parsed = parse_package_specifier(specifier);
  if (!parsed.is_valid) return invalid_specifier(specifier, "is not a valid package name", parent);
  // 9. PACKAGE_SELF_RESOLVE
  const Resolved<const PackageJson*> scope = packages_.scope_of(parent);
  if (!scope) return std::unexpected(scope.error());
  if (*scope != nullptr && (*scope)->exports && (*scope)->name == parsed.name)
    return resolve_exports(**scope, parsed.subpath, parent, conditions);
  // 11.
  for (std::string folder = parent_folder(parent);; folder = parent_folder(folder)) {
    const std::string package = resolved_path(folder, "node_modules/" + parsed.name);
    if (files_.kind(package) == ModuleFiles::Kind::Directory)
      return resolve_in_package(package, parsed.subpath, parent, conditions);
    if (folder == "/") break;
  }
  // 12.
  return not_found("package", parsed.name, parent);
}

/// PACKAGE_RESOLVE, step 11.4 to 11.8. \param folder  of the package
Resolved<ResolvedModule> Resolver::resolve_in_package(const std::string& folder, const std::string& subpath,
                                                      const std::string& parent, Conditions conditions) {
  const Resolved<const PackageJson*> package = packages_.read(folder);
  if (!package) return std::unexpected(package.error());
  if (*package != nullptr && (*package)->exports)
    return resolve_exports(**package, subpath, parent, conditions);
  if (subpath == ".") return resolve_legacy_main(*package, folder, parent);
  ResolvedModule module;
  const auto [path, suffix] = split_url(subpath);
  module.path = resolved_path(folder, percent_decoded(path));
  if (path.ends_with('/')) module.path += '/';
  module.suffix = url_suffix(suffix);
  return module;
}

/// What "main" names, completed as `require` would, or the index file.
Resolved<ResolvedModule> Resolver::resolve_legacy_main(const PackageJson* package, const std::string& folder,
                                                       const std::string& parent) {
  std::vector<std::string> candidates;
  if (package != nullptr && package->main) {
    for (const std::string_view ending :
         {"", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"})
      candidates.push_back(*package->main + std::string(ending));
  }
  for (const std::string_view name : {"index.js", "index.json", "index.node"}) candidates.emplace_back(name);
  for (const std::string& candidate : candidates) {
    const std::string path = resolved_path(folder, candidate);
    if (files_.kind(path) == ModuleFiles::Kind::File)
      return ResolvedModule{ResolvedModule::Sort::File, path, ""};
  }
  return not_found("package", folder + "/", parent);
}

/// ESM_FILE_FORMAT
Resolved<ModuleFormat> Resolver::format_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view base = std::string_view(path).substr(slash == std::string::npos ? 0 : slash + 1);
  const std::size_t dot = base.rfind('.');
  const std::string_view extension = dot == std::string_view::npos || dot == 0 ? "" : base.substr(dot);
  if (extension == ".mjs") return ModuleFormat::Module;
  if (extension == ".cjs") return ModuleFormat::CommonJs;
  if (extension == ".json") return ModuleFormat::Json;
  if (extension == ".node") return ModuleFormat::Addon;
  if (extension == ".wasm") return ModuleFormat::WebAssembly;
  if (!extension.empty() && extension != ".js") return ModuleFormat::Unknown;
  const Resolved<const PackageJson*> package = packages_.scope_of(path);
  if (!package) return std::unexpected(package.error());
  const PackageJson::Type type = *package == nullptr ? PackageJson::Type::None : (*package)->type;
  switch (type) {
    case PackageJson::Type::Module:
      return ModuleFormat::Module;
    case PackageJson::Type::CommonJs:
      return ModuleFormat::CommonJs;
    case PackageJson::Type::None:
      break;
  }
  return ModuleFormat::Ambiguous;
}

}  // namespace orrery::node
