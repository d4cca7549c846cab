#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_value.h"
#include "node/resolution/resolution_error.h"

namespace orrery::node {

/// What resolution asks of the file system.
class ModuleFiles {
 public:
  enum class Kind : std::uint8_t { None, File, Directory };
  virtual Kind kind(const std::string& path) = 0;
  /// Nothing: it cannot be read.
  virtual std::optional<std::string> read(const std::string& path) = 0;
  /// Without symbolic links.
  virtual std::string real_path(const std::string& path) = 0;

 protected:
  ~ModuleFiles() = default;
};

/// https://nodejs.org/api/packages.html#nodejs-packagejson-field-definitions, as far as modules go
struct PackageJson {
  enum class Type : std::uint8_t { None, CommonJs, Module };

  std::string folder;
  std::optional<std::string> name;
  std::optional<std::string> main;
  Type type = Type::None;
  std::optional<base::JsonValue> exports;  // null is none
  std::optional<base::JsonValue> imports;

  std::string path() const { return folder + "/package.json"; }
};

/// The packages that were looked at, each read once.
class Packages {
 public:
  explicit Packages(ModuleFiles& files) : files_(files) {}

  /// https://nodejs.org/api/esm.html#resolution-algorithm-specification: READ_PACKAGE_JSON
  /// \param folder  an absolute path
  /// \return null: there is none
  Resolved<const PackageJson*> read(const std::string& folder);
  /// LOOKUP_PACKAGE_SCOPE: of the nearest folder around `path` that has one.
  Resolved<const PackageJson*> scope_of(std::string_view path);

 private:
  Resolved<std::unique_ptr<PackageJson>> parse(const std::string& folder, const std::string& text);

  ModuleFiles& files_;
  std::map<std::string, std::unique_ptr<PackageJson>> packages_;  // null: none
};

/// The path of what contains it; "/" of that itself.
std::string parent_folder(std::string_view path);

}  // namespace orrery::node
