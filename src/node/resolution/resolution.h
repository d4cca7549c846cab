#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_url.h"
#include "node/resolution/package_json.h"
#include "node/resolution/resolution_error.h"

namespace orrery::node {

/// [DOC] Resolution
///
/// What a specifier means, as Node's documentation has it: of `import` in
/// https://nodejs.org/api/esm.html#resolution-algorithm-specification, of `require` in
/// https://nodejs.org/api/modules.html#all-together. No JavaScript here: the file system is an interface
/// (ModuleFiles), and errors are data.
///
/// Places are absolute paths, not URLs; what a URL has behind its path is kept beside it.
///
///   package_json.h        reading package.json, each once
///   package_targets.cpp   "exports" and "imports": which target a subpath or a specifier with `#` has
///   import_resolution.cpp `import`
///   require_resolution.cpp `require`

/// Names under which "exports" and "imports" may have different targets, besides "default".
using Conditions = std::span<const std::string_view>;
extern const Conditions k_import_conditions;
extern const Conditions k_require_conditions;

/// What a specifier means.
struct ResolvedModule {
  enum class Sort : std::uint8_t { File, Builtin, Data };
  Sort sort = Sort::File;
  std::string path;    // of a file, without links; of a builtin module its id; of data the whole URL
  std::string suffix;  // "?query#fragment"
};

/// How a file is to be understood: https://nodejs.org/api/esm.html, ESM_FILE_FORMAT
enum class ModuleFormat : std::uint8_t {
  Module,
  CommonJs,
  Json,
  Ambiguous,  // CommonJS, unless only a module can have such a text
  Addon,
  WebAssembly,
  Unknown,
};

class Resolver {
 public:
  explicit Resolver(ModuleFiles& files) : files_(files), packages_(files) {}

  /// ESM_RESOLVE. \param parent  the path of who imports, or its data: URL
  Resolved<ResolvedModule> resolve_import(std::string_view specifier, const std::string& parent,
                                          Conditions conditions);

  /// What `require` looks for a path in.
  struct Lookup {
    /// Of who requires: relative requests are relative to it.
    std::string folder;
    /// Who requires, for packages' own names and for messages; empty: nobody.
    std::string parent;
    /// The folders called node_modules, nearest first.
    std::vector<std::string> paths;
  };
  /// require.resolve() of what is no builtin module. \return a path without links
  Resolved<std::string> resolve_require(const std::string& request, const Lookup& lookup,
                                        Conditions conditions);
  /// NODE_MODULES_PATHS. \param folder  an absolute path
  static std::vector<std::string> node_modules_paths(std::string_view folder);

  /// By extension and by what the package says. \param path  without links
  Resolved<ModuleFormat> format_of(const std::string& path);

  Packages& packages() { return packages_; }

 private:
  // package_targets.cpp
  enum class Found : std::uint8_t { Target, Null, Nothing };
  struct Target {
    Found found = Found::Nothing;
    ResolvedModule module;
  };
  struct TargetRequest;
  Resolved<Target> resolve_target(const TargetRequest& request, const base::JsonValue& target);
  Resolved<Target> resolve_text_target(const TargetRequest& request, const std::string& target);
  Resolved<Target> resolve_any_target(const TargetRequest& request, const base::JsonValue& targets);
  Resolved<Target> resolve_match(TargetRequest request, const std::string& key,
                                 const base::JsonValue& targets);
  Resolved<ResolvedModule> resolve_exports(const PackageJson& package, const std::string& subpath,
                                           const std::string& parent, Conditions conditions);
  Resolved<ResolvedModule> resolve_imports(const std::string& specifier, const std::string& parent,
                                           Conditions conditions);

  // import_resolution.cpp
  Resolved<ResolvedModule> resolve_package(const std::string& specifier, const std::string& parent,
                                           Conditions conditions);
  Resolved<ResolvedModule> resolve_in_package(const std::string& folder, const std::string& subpath,
                                              const std::string& parent, Conditions conditions);
  Resolved<ResolvedModule> resolve_legacy_main(const PackageJson* package, const std::string& folder,
                                               const std::string& parent);
  Resolved<ResolvedModule> finish_import(ResolvedModule module, const std::string& parent);

  // require_resolution.cpp
  std::optional<std::string> try_file(const std::string& path);
  std::optional<std::string> try_extensions(const std::string& path);
  Resolved<std::optional<std::string>> try_folder(const std::string& path);
  Resolved<std::optional<std::string>> try_path(const std::string& path, bool must_be_folder);
  Resolved<std::optional<std::string>> try_self(const std::string& request, const Lookup& lookup,
                                                Conditions conditions);
  Resolved<std::optional<std::string>> try_packages(const std::string& request, const Lookup& lookup,
                                                    Conditions conditions);
  Resolved<std::string> finish_require(const ResolvedModule& module, const std::string& package);

  ModuleFiles& files_;
  Packages packages_;
};

/// A package's name and the rest of a specifier, as a subpath that begins with ".": "a/b" is "a" and "./b".
struct PackageSpecifier {
  std::string name;
  std::string subpath;
  bool is_valid = false;
};
PackageSpecifier parse_package_specifier(std::string_view specifier);

/// `path` taken from the absolute path `folder`, without "." and "..".
std::string resolved_path(std::string_view folder, std::string_view path);
/// https://url.spec.whatwg.org/#percent-decode
std::string percent_decoded(std::string_view text);
/// "?query#fragment" as URLs have it.
std::string url_suffix(std::string_view suffix);
using base::file_url;
/// " imported from …", or nothing.
std::string imported_from(const std::string& parent);

}  // namespace orrery::node
