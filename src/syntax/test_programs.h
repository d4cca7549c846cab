#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::syntax {

/// A program of tests/js, for unit tests.
struct TestProgram {
  std::string name;
  std::string text;
  bool is_module;
};

/// All programs below tests/js/`folder` by name, but for those that are there because they are none, and
/// those of `node`, of which some are bodies of functions.
inline std::vector<TestProgram> test_programs(std::string_view folder) {
  std::vector<TestProgram> programs;
  const auto root = std::filesystem::path(ORRERY_TEST_PROGRAMS) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension != ".js" && extension != ".mjs") continue;
    if (entry.path().stem() == "syntax_error") continue;
    if (*entry.path().lexically_relative(ORRERY_TEST_PROGRAMS).begin() == "node") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    programs.push_back({entry.path().filename().string(),
                        std::string(std::istreambuf_iterator<char>(file), {}), extension == ".mjs"});
  }
  std::sort(programs.begin(), programs.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return programs;
}

}  // namespace orrery::syntax
