#include "node/resolution/resolution.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace orrery::node {
namespace {

/// Files that the test names; folders are what contains them. `links` lead from one path to another.
class TestFiles final : public ModuleFiles {
 public:
  explicit TestFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {
    for (const auto& [path, text] : files_) {
      for (std::string folder = parent_folder(path); folder != "/"; folder = parent_folder(folder))
        folders_.insert(folder);
    }
  }
  Kind kind(const std::string& path) override {
    if (files_.contains(path)) return Kind::File;
    return folders_.contains(path) ? Kind::Directory : Kind::None;
  }
  std::optional<std::string> read(const std::string& path) override { return files_.at(path); }
  std::string real_path(const std::string& path) override {
    return links.contains(path) ? links.at(path) : path;
  }

  std::map<std::string, std::string> links;

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> folders_;
};

/// The path that a specifier leads to, or the error's code.
std::string imported(ModuleFiles& files, std::string_view specifier,
                     const std::string& parent = "/app/main.mjs") {
  Resolver resolver(files);
  const auto resolved = resolver.resolve_import(specifier, parent, k_import_conditions);
  if (!resolved) return resolved.error().code;
  const bool is_builtin = resolved->sort == ResolvedModule::Sort::Builtin;
  return (is_builtin ? "node:" : "") + resolved->path + resolved->suffix;
}

std::string required(ModuleFiles& files, const std::string& request,
                     const std::string& parent = "/app/main.js") {
  Resolver resolver(files);
  const std::string folder = parent_folder(parent);
  const auto resolved = resolver.resolve_require(
      request, {.folder = folder, .parent = parent, .paths = Resolver::node_modules_paths(folder)},
      k_require_conditions);
  return resolved ? *resolved : resolved.error().code;
}

TEST(ImportResolution, FindsFiles) {
  TestFiles files({{"/app/a.js", ""}, {"/app/with space.js", ""}, {"/app/lib/index.js", ""}});
  EXPECT_EQ(imported(files, "./a.js"), "/app/a.js");
  EXPECT_EQ(imported(files, "./a.js?x#y"), "/app/a.js?x#y");
  EXPECT_EQ(imported(files, "file:///app/a.js"), "/app/a.js");
  EXPECT_EQ(imported(files, "./with%20space.js"), "/app/with space.js");
  EXPECT_EQ(imported(files, "./a"), "ERR_MODULE_NOT_FOUND");
  EXPECT_EQ(imported(files, "./lib"), "ERR_UNSUPPORTED_DIR_IMPORT");
  EXPECT_EQ(imported(files, "./lib%2findex.js"), "ERR_INVALID_MODULE_SPECIFIER");
  EXPECT_EQ(imported(files, "https://example.org/"), "ERR_UNSUPPORTED_ESM_URL_SCHEME");
}

TEST(ImportResolution, KnowsBuiltinModules) {
  TestFiles files({{"/app/a.js", ""}});
  EXPECT_EQ(imported(files, "node:path"), "node:path");
  EXPECT_EQ(imported(files, "path/posix"), "node:path/posix");
  EXPECT_EQ(imported(files, "node:nothing"), "ERR_UNKNOWN_BUILTIN_MODULE");
}

TEST(ImportResolution, FindsPackages) {
  TestFiles files({{"/app/node_modules/legacy/package.json", R"({"main": "./lib/start"})"},
                   {"/app/node_modules/legacy/lib/start.js", ""},
                   {"/app/node_modules/legacy/other.js", ""},
                   {"/app/node_modules/plain/index.js", ""},
                   {"/node_modules/@scope/far/package.json", R"({"exports": "./far.js"})"},
                   {"/node_modules/@scope/far/far.js", ""}});
  EXPECT_EQ(imported(files, "legacy"), "/app/node_modules/legacy/lib/start.js");
  EXPECT_EQ(imported(files, "legacy/other.js"), "/app/node_modules/legacy/other.js");
  EXPECT_EQ(imported(files, "legacy/other"), "ERR_MODULE_NOT_FOUND");
  EXPECT_EQ(imported(files, "plain"), "/app/node_modules/plain/index.js");
  EXPECT_EQ(imported(files, "@scope/far", "/app/deep/down/a.js"), "/node_modules/@scope/far/far.js");
  EXPECT_EQ(imported(files, "@scope/far/far.js"), "ERR_PACKAGE_PATH_NOT_EXPORTED");
  EXPECT_EQ(imported(files, "none"), "ERR_MODULE_NOT_FOUND");
  EXPECT_EQ(imported(files, "@scope"), "ERR_INVALID_MODULE_SPECIFIER");
}

constexpr const char* k_exports = R"({
  "name": "pkg",
  "exports": {
    ".": { "import": "./index.mjs", "require": "./index.cjs" },
    "./features/*.js": "./src/features/*.js",
    "./features/private/*": null,
    "./list": ["not valid", "./index.mjs"],
    "./nested": { "unknown": "./no.js", "node": { "default": "./index.cjs" } },
    "./escape": "./../outside.js",
    "./modules": "./node_modules/x.js",
    "./loose": "index.mjs"
  },
  "imports": { "#own": "./index.mjs", "#other": "dep", "#wide/*": "./src/*" }
})";

TestFiles package_files() {
  return TestFiles({{"/app/node_modules/pkg/package.json", k_exports},
                    {"/app/node_modules/pkg/index.mjs", ""},
                    {"/app/node_modules/pkg/index.cjs", ""},
                    {"/app/node_modules/pkg/src/features/a.js", ""},
                    {"/app/node_modules/pkg/src/features/private/b.js", ""},
                    {"/app/node_modules/dep/index.js", ""}});
}

TEST(PackageTargets, DependOnConditions) {
  TestFiles files = package_files();
  EXPECT_EQ(imported(files, "pkg"), "/app/node_modules/pkg/index.mjs");
  EXPECT_EQ(required(files, "pkg"), "/app/node_modules/pkg/index.cjs");
  EXPECT_EQ(imported(files, "pkg/nested"), "/app/node_modules/pkg/index.cjs");
}

TEST(PackageTargets, HavePatterns) {
  TestFiles files = package_files();
  EXPECT_EQ(imported(files, "pkg/features/a.js"), "/app/node_modules/pkg/src/features/a.js");
  EXPECT_EQ(required(files, "pkg/features/a.js"), "/app/node_modules/pkg/src/features/a.js");
  EXPECT_EQ(imported(files, "pkg/features/private/b.js"), "ERR_PACKAGE_PATH_NOT_EXPORTED");
  EXPECT_EQ(imported(files, "pkg/features/../a.js"), "ERR_INVALID_MODULE_SPECIFIER");
  EXPECT_EQ(imported(files, "pkg/package.json"), "ERR_PACKAGE_PATH_NOT_EXPORTED");
}

TEST(PackageTargets, MustStayInThePackage) {
  TestFiles files = package_files();
  for (const char* specifier : {"pkg/escape", "pkg/modules", "pkg/loose"}) {
    EXPECT_EQ(imported(files, specifier), "ERR_INVALID_PACKAGE_TARGET") << specifier;
    EXPECT_EQ(required(files, specifier), "ERR_INVALID_PACKAGE_TARGET") << specifier;
  }
  EXPECT_EQ(imported(files, "pkg/list"), "/app/node_modules/pkg/index.mjs");
}

TEST(PackageTargets, HavePrivateNames) {
  TestFiles files = package_files();
  const std::string inside = "/app/node_modules/pkg/src/features/a.js";
  EXPECT_EQ(imported(files, "#own", inside), "/app/node_modules/pkg/index.mjs");
  EXPECT_EQ(required(files, "#other", inside), "/app/node_modules/dep/index.js");
  EXPECT_EQ(imported(files, "#wide/features/a.js", inside), inside);
  EXPECT_EQ(imported(files, "#none", inside), "ERR_PACKAGE_IMPORT_NOT_DEFINED");
  EXPECT_EQ(imported(files, "#", inside), "ERR_INVALID_MODULE_SPECIFIER");
}

TEST(PackageTargets, AreSeenByThePackageItself) {
  TestFiles files = package_files();
  EXPECT_EQ(imported(files, "pkg", "/app/node_modules/pkg/src/features/a.js"),
            "/app/node_modules/pkg/index.mjs");
  EXPECT_EQ(required(files, "pkg", "/app/node_modules/pkg/src/features/a.js"),
            "/app/node_modules/pkg/index.cjs");
}

TEST(PackageTargets, RefuseBadPackages) {
  TestFiles files({{"/node_modules/mixed/package.json", R"({"exports": {".": "./a.js", "b": "./b.js"}})"},
                   {"/node_modules/numbers/package.json", R"({"exports": {"0": "./a.js"}})"},
                   {"/node_modules/broken/package.json", "{"}});
  for (const char* name : {"mixed", "numbers", "broken"}) {
    EXPECT_EQ(imported(files, name), "ERR_INVALID_PACKAGE_CONFIG") << name;
    EXPECT_EQ(required(files, name), "ERR_INVALID_PACKAGE_CONFIG") << name;
  }
}

TEST(RequireResolution, CompletesPaths) {
  TestFiles files({{"/app/a.js", ""},
                   {"/app/a.json", ""},
                   {"/app/b.json", ""},
                   {"/app/folder/index.js", ""},
                   {"/app/both.js", ""},
                   {"/app/both/index.js", ""},
                   {"/app/package/package.json", R"({"main": "lib"})"},
                   {"/app/package/lib/index.js", ""},
                   {"/app/wrong/package.json", R"({"main": "none"})"}});
  EXPECT_EQ(required(files, "./a"), "/app/a.js");
  EXPECT_EQ(required(files, "./b"), "/app/b.json");
  EXPECT_EQ(required(files, "./folder"), "/app/folder/index.js");
  EXPECT_EQ(required(files, "./both"), "/app/both.js");
  EXPECT_EQ(required(files, "./both/"), "/app/both/index.js");
  EXPECT_EQ(required(files, "."), "MODULE_NOT_FOUND");
  EXPECT_EQ(required(files, "./package"), "/app/package/lib/index.js");
  EXPECT_EQ(required(files, "./wrong"), "MODULE_NOT_FOUND");
  EXPECT_EQ(required(files, "/app/a"), "/app/a.js");
}

TEST(RequireResolution, LooksInAllFoldersAround) {
  EXPECT_EQ(Resolver::node_modules_paths("/a/node_modules/b/c"),
            (std::vector<std::string>{"/a/node_modules/b/c/node_modules", "/a/node_modules/b/node_modules",
                                      "/a/node_modules", "/node_modules"}));
  TestFiles files({{"/app/node_modules/x/index.js", ""}, {"/node_modules/y.js", ""}});
  EXPECT_EQ(required(files, "x", "/app/deep/er/a.js"), "/app/node_modules/x/index.js");
  EXPECT_EQ(required(files, "y", "/app/deep/er/a.js"), "/node_modules/y.js");
}

TEST(RequireResolution, FollowsLinks) {
  TestFiles files({{"/app/node_modules/linked/index.js", ""}});
  files.links["/app/node_modules/linked/index.js"] = "/workspace/linked/index.js";
  EXPECT_EQ(required(files, "linked"), "/workspace/linked/index.js");
  EXPECT_EQ(imported(files, "linked"), "/workspace/linked/index.js");
}

TEST(ModuleFormat, IsThatOfExtensionOrPackage) {
  TestFiles files({{"/m/package.json", R"({"type": "module"})"},
                   {"/c/package.json", R"({"type": "commonjs"})"},
                   {"/m/node_modules/n/package.json", "{}"}});
  Resolver resolver(files);
  EXPECT_EQ(resolver.format_of("/x/a.mjs"), ModuleFormat::Module);
  EXPECT_EQ(resolver.format_of("/m/a.cjs"), ModuleFormat::CommonJs);
  EXPECT_EQ(resolver.format_of("/m/deep/a.js"), ModuleFormat::Module);
  EXPECT_EQ(resolver.format_of("/c/a.js"), ModuleFormat::CommonJs);
  EXPECT_EQ(resolver.format_of("/m/node_modules/n/a.js"), ModuleFormat::Ambiguous);
  EXPECT_EQ(resolver.format_of("/x/a"), ModuleFormat::Ambiguous);
  EXPECT_EQ(resolver.format_of("/x/a.json"), ModuleFormat::Json);
  EXPECT_EQ(resolver.format_of("/x/a.txt"), ModuleFormat::Unknown);
}

}  // namespace
}  // namespace orrery::node
