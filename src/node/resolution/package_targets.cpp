// "exports" and "imports": https://nodejs.org/api/esm.html#resolution-algorithm-specification, from
// PACKAGE_EXPORTS_RESOLVE on.

#include <algorithm>

#include <fmt/format.h>

#include "node/resolution/resolution.h"

namespace orrery::node {

using base::JsonValue;

/// What all steps of one look-up know.
struct Resolver::TargetRequest {
  const PackageJson& package;
  std::string key;      // of "exports" or "imports"
  std::string subpath;  // what is asked for
  /// What the `*` of the key stands for; nothing: the key has none.
  std::optional<std::string> match;
  bool is_imports;
  const std::string& parent;
  Conditions conditions;
};

namespace {

/// Does a segment between slashes lead out of the package, or into another one?
bool has_invalid_segment(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", start), path.size());
    std::string segment = percent_decoded(path.substr(start, end - start));
    std::ranges::transform(segment, segment.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    if (segment == "." || segment == ".." || segment == "node_modules") return true;
    start = end + 1;
  }
  return false;
}

bool is_number_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return std::ranges::all_of(text.substr(0, colon), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
  });
}

std::string replaced(std::string_view text, const std::optional<std::string>& match) {
  std::string result;
  for (const char c : text) {
    if (c == '*' && match) {
      result += *match;
    } else {
      result += c;
    }
  }
  return result;
}

/// PATTERN_KEY_COMPARE: is `left` more specific?
bool is_more_specific(std::string_view left, std::string_view right) {
  const std::size_t left_base = left.find('*') + 1;
  const std::size_t right_base = right.find('*') + 1;
  return left_base != right_base ? left_base > right_base : left.size() > right.size();
}

/// The part of `text` that the `*` of `pattern` stands for, if the rest is equal.
std::optional<std::string> match_of(std::string_view pattern, std::string_view text) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos || pattern.find('*', star + 1) != std::string_view::npos)
    return std::nullopt;
  const std::string_view before = pattern.substr(0, star);
  const std::string_view after = pattern.substr(star + 1);
  if (text.size() < pattern.size() || text == before || !text.starts_with(before) || !text.ends_with(after))
    return std::nullopt;
  return std::string(text.substr(star, text.size() - before.size() - after.size()));
}

std::unexpected<ResolutionError> invalid_target(const PackageJson& package, std::string_view key,
                                                const JsonValue& target, bool is_imports,
                                                const std::string& parent) {
  const bool is_loose =
      target.is_string() && !is_imports && !target.string.empty() && !target.string.starts_with("./");
  const std::string where = fmt::format("the package config {}{}{}", package.path(), imported_from(parent),
                                        is_loose ? "; targets must start with \"./\"" : "");
  const std::string json = base::to_json(target);
  const std::string message =
      key == "." ? fmt::format("Invalid \"exports\" main target {} defined in {}", json, where)
                 : fmt::format("Invalid \"{}\" target {} defined for '{}' in {}",
                               is_imports ? "imports" : "exports", json, key, where);
  return resolution_error("ERR_INVALID_PACKAGE_TARGET", message);
}

std::unexpected<ResolutionError> not_exported(const PackageJson& package, const std::string& subpath,
                                              const std::string& parent) {
  const std::string where = package.path() + imported_from(parent);
  return resolution_error(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
      subpath == "."
          ? fmt::format("No \"exports\" main defined in {}", where)
          : fmt::format("Package subpath '{}' is not defined by \"exports\" in {}", subpath, where));
}

std::unexpected<ResolutionError> invalid_config(const PackageJson& package, const std::string& parent,
                                                std::string_view why) {
  return resolution_error("ERR_INVALID_PACKAGE_CONFIG",
                          fmt::format("Invalid package config {}{}. {}", package.path(),
                                      parent.empty() ? "" : " while importing " + parent, why));
}

}  // namespace

/// PACKAGE_TARGET_RESOLVE, step 1
Resolved<Resolver::Target> Resolver::resolve_text_target(const TargetRequest& request,
                                                         const std::string& target) {
  const JsonValue json{.kind = JsonValue::Kind::String, .string = target, .items = {}, .names = {}};
  const auto invalid = [&] {
    return invalid_target(request.package, request.key, json, request.is_imports, request.parent);
  };
  // 1.1
  if (!target.starts_with("./")) {
    const bool is_elsewhere = target.starts_with("../") || target.starts_with('/');
    if (!request.is_imports || is_elsewhere) return invalid();
    const std::string specifier = replaced(target, request.match);
    if (!is_url(specifier)) {
      const auto module = resolve_import(specifier, request.package.path(), request.conditions);
      if (!module) return std::unexpected(module.error());
      return Target{Found::Target, *module};
    }
    return invalid();
  }
  // 1.2 - 1.4
  if (has_invalid_segment(std::string_view(target).substr(2))) return invalid();
  // 1.5, 1.6
  if (request.match && has_invalid_segment(*request.match)) {
    return resolution_error(
        "ERR_INVALID_MODULE_SPECIFIER",
        fmt::format("Invalid module \"{}\" request is not a valid match in pattern \"{}\" for the \"{}\" "
                    "resolution of "
                    "{}{}",
                    request.subpath, request.key, request.is_imports ? "imports" : "exports",
                    request.package.path(), imported_from(request.parent)),
        vm::ErrorType::TypeError);
  }
  // 1.7
  ResolvedModule module;
  module.path =
      resolved_path(request.package.folder, percent_decoded(replaced(target, request.match).substr(2)));
  if (target.ends_with('/')) module.path += '/';
  return Target{Found::Target, std::move(module)};
}

/// Step 3: the first of a list that can be used.
Resolved<Resolver::Target> Resolver::resolve_any_target(const TargetRequest& request,
                                                        const JsonValue& targets) {
  Resolved<Target> last = Target{Found::Null, {}};
  for (const JsonValue& each : targets.items) {
    Resolved<Target> resolved = resolve_target(request, each);
    if (!resolved) {
      if (resolved.error().code != "ERR_INVALID_PACKAGE_TARGET") return resolved;
      last = std::move(resolved);
    } else if (resolved->found == Found::Target) {
      return resolved;
    } else if (resolved->found == Found::Null) {
      last = std::move(resolved);
    }
  }
  return last;
}

/// PACKAGE_TARGET_RESOLVE
Resolved<Resolver::Target> Resolver::resolve_target(const TargetRequest& request, const JsonValue& target) {
  switch (target.kind) {
    case JsonValue::Kind::String:
      return resolve_text_target(request, target.string);
    case JsonValue::Kind::Array:
      return resolve_any_target(request, target);
    case JsonValue::Kind::Null:
      return Target{Found::Null, {}};
    case JsonValue::Kind::Object:
      break;
    default:
      return invalid_target(request.package, request.key, target, request.is_imports, request.parent);
  }
  // 2.
  if (std::ranges::any_of(target.names, is_number_key))
    return invalid_config(request.package, request.parent,
                          "\"exports\" cannot contain numeric property keys.");
  for (std::size_t i = 0; i < target.names.size(); i++) {
    const std::string& key = target.names[i];
    if (key != "default" && std::ranges::find(request.conditions, key) == request.conditions.end()) continue;
    Resolved<Target> resolved = resolve_target(request, target.items[i]);
    if (!resolved || resolved->found != Found::Nothing) return resolved;
  }
  return Target{};
}

/// PACKAGE_IMPORTS_EXPORTS_RESOLVE. \param key  what is looked for
Resolved<Resolver::Target> Resolver::resolve_match(TargetRequest request, const std::string& key,
                                                   const JsonValue& targets) {
  // 1., 2.
  const JsonValue* exact = key.contains('*') || key.ends_with('/') ? nullptr : targets.find(key);
  if (exact != nullptr) {
    request.key = key;
    return resolve_target(request, *exact);
  }
  // 3., 4.
  const JsonValue* best = nullptr;
  for (std::size_t i = 0; i < targets.names.size(); i++) {
    const std::string& pattern = targets.names[i];
    const std::optional<std::string> match = match_of(pattern, key);
    if (!match || (best != nullptr && !is_more_specific(pattern, request.key))) continue;
    best = &targets.items[i];
    request.key = pattern;
    request.match = match;
  }
  return best != nullptr ? resolve_target(request, *best) : Target{};
}

/// PACKAGE_EXPORTS_RESOLVE
Resolved<ResolvedModule> Resolver::resolve_exports(const PackageJson& package, const std::string& subpath,
                                                   const std::string& parent, Conditions conditions) {
  const JsonValue& exports = *package.exports;
  const auto is_subpath = [](const std::string& name) { return name.starts_with('.'); };
  const bool has_subpaths = std::ranges::any_of(exports.names, is_subpath);
  // 1.
  if (has_subpaths && !std::ranges::all_of(exports.names, is_subpath)) {
    return invalid_config(
        package, parent,
        "\"exports\" cannot contain some keys starting with '.' and some not. The exports object must "
        "either be an object of package subpath keys or an object of main entry condition name keys "
        "only.");
  }
  const TargetRequest request{.package = package,
                              .key = ".",
                              .subpath = subpath,
                              .match = std::nullopt,
                              .is_imports = false,
                              .parent = parent,
                              .conditions = conditions};
  Resolved<Target> target = Target{};
  if (has_subpaths) {
    target = resolve_match(request, subpath, exports);
  } else if (subpath == ".") {
    target = resolve_target(request, exports);
  }
  if (!target) return std::unexpected(target.error());
  if (target->found == Found::Target) return std::move(target->module);
  // 4.
  return not_exported(package, subpath, parent);
}

/// PACKAGE_IMPORTS_RESOLVE
Resolved<ResolvedModule> Resolver::resolve_imports(const std::string& specifier, const std::string& parent,
                                                   Conditions conditions) {
  // 2.
  if (specifier == "#" || specifier == "#/" || specifier.ends_with('/')) {
    return resolution_error(
        "ERR_INVALID_MODULE_SPECIFIER",
        fmt::format("Invalid module \"{}\" is not a valid internal imports specifier name{}", specifier,
                    imported_from(parent)),
        vm::ErrorType::TypeError);
  }
  // 3., 4.
  const Resolved<const PackageJson*> package = packages_.scope_of(parent);
  if (!package) return std::unexpected(package.error());
  if (*package != nullptr && (*package)->imports) {
    const TargetRequest request{.package = **package,
                                .key = specifier,
                                .subpath = specifier,
                                .match = std::nullopt,
                                .is_imports = true,
                                .parent = parent,
                                .conditions = conditions};
    Resolved<Target> target = resolve_match(request, specifier, *(*package)->imports);
    if (!target) return std::unexpected(target.error());
    if (target->found == Found::Target) return std::move(target->module);
  }
  // 5.
  const std::string where = *package == nullptr ? "" : fmt::format(" in package {}", (*package)->path());
  return resolution_error("ERR_PACKAGE_IMPORT_NOT_DEFINED",
                          fmt::format("Package import specifier \"{}\" is not defined{}{}", specifier, where,
                                      imported_from(parent)),
                          vm::ErrorType::TypeError);
}

}  // namespace orrery::node
