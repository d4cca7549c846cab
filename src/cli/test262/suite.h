#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace orrery::cli {

/// Finds the tests in a checkout of test262.
struct TestSelection {
  /// Paths or patterns (`*` also matches slashes) below test/; a directory stands for all that is in it.
  /// Empty: the whole suite.
  std::vector<std::string> patterns = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// Only tests whose path has this in it; empty: all.
  std::string substring = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// So many of them, spread evenly; 0: all.
  std::size_t sample = 0;
  /// So many of a hundred, spread evenly; 0: all.
  std::size_t sample_percent = 0;
};

struct TestFiles {
  std::vector<std::string> paths;  // below test/, sorted
  bool is_whole_suite;
};

/// The tests that `selection` names, without fixtures (files for other tests to import) and without
/// test/staging. A pattern that matches nothing is an error.
base::Result<TestFiles> find_tests(const std::string& suite, const TestSelection& selection);

/// The top-level folder of a test: language, built-ins, annexB, intl402, harness.
std::string_view area_of(std::string_view path);

}  // namespace orrery::cli
