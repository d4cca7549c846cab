// `require`: https://nodejs.org/api/modules.html#all-together

#include <algorithm>

#include <fmt/format.h>

#include "node/resolution/resolution.h"

namespace orrery::node {

namespace {

constexpr std::string_view k_extensions[] = {".js", ".json", ".node"};

bool is_relative(std::string_view request) {
  return request.starts_with("./") || request.starts_with("../") || request == "." || request == "..";
}

bool names_folder(std::string_view request) {
  return request.ends_with('/') || request.ends_with("/.") || request.ends_with("/..") || request == "." ||
         request == "..";
}

}  // namespace

std::vector<std::string> Resolver::node_modules_paths(std::string_view folder) {
  constexpr std::size_t k_longest_path = 4096;
  std::vector<std::string> paths;
  if (folder.size() > k_longest_path) return paths;  // there is no such folder
  for (std::string at(folder);; at = parent_folder(at)) {
    if (!at.ends_with("/node_modules")) paths.push_back(at == "/" ? "/node_modules" : at + "/node_modules");
    if (at == "/" || at.empty()) return paths;
  }
}

/// LOAD_AS_FILE, step 1
std::optional<std::string> Resolver::try_file(const std::string& path) {
  if (files_.kind(path) != ModuleFiles::Kind::File) return std::nullopt;
  return files_.real_path(path);
}

std::optional<std::string> Resolver::try_extensions(const std::string& path) {
  for (const std::string_view extension : k_extensions) {
    if (auto found = try_file(path + std::string(extension))) return found;
  }
  return std::nullopt;
}

/// LOAD_AS_DIRECTORY
Resolved<std::optional<std::string>> Resolver::try_folder(const std::string& path) {
  const Resolved<const PackageJson*> package = packages_.read(path);
  if (!package) return std::unexpected(package.error());
  if (*package == nullptr || !(*package)->main || (*package)->main->empty())
    return try_extensions(path + "/index");
  const std::string main = resolved_path(path, *(*package)->main);
  std::optional<std::string> found = names_folder(*(*package)->main) ? std::nullopt : try_file(main);
  if (!found && !names_folder(*(*package)->main)) found = try_extensions(main);
  if (!found) found = try_extensions(main + "/index");
  if (!found) found = try_extensions(path + "/index");
  if (found) return found;
  auto error = resolution_error(
      "MODULE_NOT_FOUND",
      fmt::format("Cannot find module '{}'. Please verify that the package.json has a valid \"main\" entry",
                  main));
  error.error().path = (*package)->path();
  return error;
}

/// LOAD_AS_FILE, then LOAD_AS_DIRECTORY
Resolved<std::optional<std::string>> Resolver::try_path(const std::string& path, bool must_be_folder) {
  const ModuleFiles::Kind kind = files_.kind(path);
  if (!must_be_folder) {
    if (kind == ModuleFiles::Kind::File) return files_.real_path(path);
    if (auto found = try_extensions(path)) return found;
  }
  if (kind == ModuleFiles::Kind::Directory) return try_folder(path);
  return std::nullopt;
}

Resolved<std::string> Resolver::finish_require(const ResolvedModule& module, const std::string& package) {
  if (module.sort == ResolvedModule::Sort::Builtin) return "node:" + module.path;
  if (const auto found = try_file(module.path)) return *found;
  auto error = resolution_error("MODULE_NOT_FOUND", fmt::format("Cannot find module '{}'", module.path));
  error.error().path = package;
  return error;
}

/// LOAD_PACKAGE_SELF
Resolved<std::optional<std::string>> Resolver::try_self(const std::string& request, const Lookup& lookup,
                                                        Conditions conditions) {
  if (lookup.parent.empty()) return std::nullopt;
  const PackageSpecifier parsed = parse_package_specifier(request);
  const Resolved<const PackageJson*> scope = packages_.scope_of(lookup.parent);
  if (!scope) return std::unexpected(scope.error());
  if (*scope == nullptr || !(*scope)->exports || (*scope)->name != parsed.name) return std::nullopt;
  const Resolved<ResolvedModule> module = resolve_exports(**scope, parsed.subpath, lookup.parent, conditions);
  if (!module) return std::unexpected(module.error());
  return finish_require(*module, parent_folder((*scope)->path()));
}

/// LOAD_NODE_MODULES
Resolved<std::optional<std::string>> Resolver::try_packages(const std::string& request, const Lookup& lookup,
                                                            Conditions conditions) {
  const PackageSpecifier parsed = parse_package_specifier(request);
  for (const std::string& folder : lookup.paths) {
    if (files_.kind(folder) != ModuleFiles::Kind::Directory) continue;
    // LOAD_PACKAGE_EXPORTS
    if (parsed.is_valid) {
      const Resolved<const PackageJson*> package = packages_.read(resolved_path(folder, parsed.name));
      if (!package) return std::unexpected(package.error());
      if (*package != nullptr && (*package)->exports) {
        const auto module = resolve_exports(**package, parsed.subpath, "", conditions);
        if (!module) return std::unexpected(module.error());
        return finish_require(*module, parent_folder((*package)->path()));
      }
    }
    Resolved<std::optional<std::string>> found =
        try_path(resolved_path(folder, request), names_folder(request));
    if (!found || *found) return found;
  }
  return std::nullopt;
}

Resolved<std::string> Resolver::resolve_require(const std::string& request, const Lookup& lookup,
                                                Conditions conditions) {
  Resolved<std::optional<std::string>> found = std::nullopt;
  if (request.starts_with('/')) {
    found = try_path(resolved_path("/", request), names_folder(request));
  } else if (is_relative(request)) {
    found = try_path(resolved_path(lookup.folder, request), names_folder(request));
  } else {
    const Resolved<const PackageJson*> scope = packages_.scope_of(lookup.parent);
    if (!scope) return std::unexpected(scope.error());
    if (request.starts_with('#') && !lookup.parent.empty() && *scope != nullptr && (*scope)->imports) {
      const Resolved<ResolvedModule> module = resolve_imports(request, lookup.parent, conditions);
      if (!module) return std::unexpected(module.error());
      return finish_require(*module, parent_folder((*scope)->path()));
    }
    found = try_self(request, lookup, conditions);
    if (found && !*found) found = try_packages(request, lookup, conditions);
  }
  if (!found) {
    ResolutionError error = std::move(found.error());
    if (error.path.ends_with("/package.json")) error.request_path = request;
    return std::unexpected(std::move(error));
  }
  if (*found) return **found;
  return resolution_error("MODULE_NOT_FOUND", fmt::format("Cannot find module '{}'", request));
}

}  // namespace orrery::node
