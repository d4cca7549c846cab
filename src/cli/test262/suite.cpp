#include "cli/test262/suite.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <fnmatch.h>

namespace orrery::cli {

namespace {

namespace fs = std::filesystem;

bool is_test_file(std::string_view path) {
  return path.ends_with(".js") && path.find("_FIXTURE") == std::string_view::npos;
}

base::Result<std::vector<std::string>> all_tests(const fs::path& root) {
  std::vector<std::string> paths;
  std::error_code failure;
  fs::recursive_directory_iterator entry(root, failure);
  const std::size_t prefix = root.native().size() + 1;
  for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
    const std::string path = entry->path().native().substr(prefix);
    if (path == "staging") {
      entry.disable_recursion_pending();
    } else if (is_test_file(path)) {
      paths.push_back(path);
    }
  }
  if (failure) return base::error(fmt::format("{}: {}", root.native(), failure.message()));
  std::ranges::sort(paths);
  return paths;
}

/// What people type to what is compared: `test/language/` and `./language` mean `language`.
std::string_view normalise(std::string_view pattern) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.starts_with("test/")) pattern.remove_prefix(5);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

bool matches(const std::string& pattern, const std::string& path) {
  if (path.starts_with(pattern) && (path.size() == pattern.size() || path[pattern.size()] == '/'))
    return true;
  return ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
}

/// `count` of the paths, or all if there are no more.
std::vector<std::string> spread(std::vector<std::string> paths, std::size_t count) {
  if (count >= paths.size()) return paths;
  std::vector<std::string> chosen;
  chosen.reserve(count);
  for (std::size_t i = 0; i < count; i++) chosen.push_back(std::move(paths[i * paths.size() / count]));
  return chosen;
}

}  // namespace

base::Result<TestFiles> find_tests(const std::string& suite, const TestSelection& selection) {
  const fs::path root = fs::path(suite) / "test";
  std::error_code failure;
  if (!fs::is_directory(root, failure) || !fs::is_directory(fs::path(suite) / "harness", failure))
    return base::error(fmt::format("{}: not a checkout of test262 (no test/ and harness/ in it)", suite));
  base::Result<std::vector<std::string>> paths = all_tests(root);
  if (!paths) return std::unexpected(paths.error());
  const bool is_whole_suite = selection.patterns.empty() && selection.substring.empty() &&
                              selection.sample == 0 && selection.sample_percent == 0;
  if (is_whole_suite) return TestFiles{std::move(*paths), true};

  std::vector<bool> selected(paths->size(), selection.patterns.empty());
  for (const std::string& text : selection.patterns) {
    const std::string pattern{normalise(text)};
    bool found = false;
    for (std::size_t i = 0; i < paths->size(); ++i) {
      if (!matches(pattern, (*paths)[i])) continue;
      selected[i] = true;
      found = true;
    }
    if (!found) return base::error(fmt::format("no test matches {}", text));
  }
  TestFiles files{{}, false};
  for (std::size_t i = 0; i < paths->size(); ++i)
    if (selected[i] && (*paths)[i].contains(selection.substring))
      files.paths.push_back(std::move((*paths)[i]));
  if (files.paths.empty()) return base::error(fmt::format("no test matches {}", selection.substring));
  if (selection.sample_percent != 0) {
    const std::size_t count = std::max(std::size_t{1}, files.paths.size() * selection.sample_percent / 100);
    files.paths = spread(std::move(files.paths), count);
  }
  if (selection.sample != 0) files.paths = spread(std::move(files.paths), selection.sample);
  return files;
}

std::string_view area_of(std::string_view path) {
  return path.substr(0, path.find('/'));
}

}  // namespace orrery::cli
