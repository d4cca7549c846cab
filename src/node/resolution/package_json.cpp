#include "node/resolution/package_json.h"

#include <utility>

namespace orrery::node {

std::string parent_folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string_view::npos ? "/" : std::string(path.substr(0, slash));
}

Resolved<std::unique_ptr<PackageJson>> Packages::parse(const std::string& folder, const std::string& text) {
  const auto json = base::parse_json(text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text);
  if (!json)
    return resolution_error("ERR_INVALID_PACKAGE_CONFIG",
                            "Invalid package config " + folder + "/package.json.");
  auto package = std::make_unique<PackageJson>();
  package->folder = folder;
  const auto text_member = [&](std::string_view name) -> std::optional<std::string> {
    const base::JsonValue* member = json->find(name);
    return member != nullptr && member->is_string() ? std::optional(member->string) : std::nullopt;
  };
  package->name = text_member("name");
  package->main = text_member("main");
  const std::optional<std::string> type = text_member("type");
  if (type == "module") package->type = PackageJson::Type::Module;
  if (type == "commonjs") package->type = PackageJson::Type::CommonJs;
  if (const base::JsonValue* exports = json->find("exports"); exports != nullptr && !exports->is_null())
    package->exports = *exports;
  if (const base::JsonValue* imports = json->find("imports"); imports != nullptr && imports->is_object())
    package->imports = *imports;
  return package;
}

Resolved<const PackageJson*> Packages::read(const std::string& folder) {
  if (const auto known = packages_.find(folder); known != packages_.end()) return known->second.get();
  std::unique_ptr<PackageJson> package;
  const std::string path = folder == "/" ? "/package.json" : folder + "/package.json";
  if (files_.kind(path) == ModuleFiles::Kind::File) {
    const std::optional<std::string> text = files_.read(path);
    if (text) {
      auto parsed = parse(folder == "/" ? "" : folder, *text);
      if (!parsed) return std::unexpected(parsed.error());
      package = *std::move(parsed);
    }
  }
  return (packages_[folder] = std::move(package)).get();
}

Resolved<const PackageJson*> Packages::scope_of(std::string_view path) {
  for (std::string folder(path); folder != "/";) {
    folder = parent_folder(folder);
    // What lies directly in it belongs to nobody's package.
    if (folder.ends_with("/node_modules")) return nullptr;
    Resolved<const PackageJson*> package = read(folder);
    if (!package || *package != nullptr) return package;
  }
  return nullptr;
}

}  // namespace orrery::node
