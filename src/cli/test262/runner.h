#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/test262/executor.h"
#include "cli/worker_pool.h"

namespace orrery::cli {

/// How one test fared in one mode.
struct ModeResult {
  TestMode mode;
  Verdict verdict;
};

/// How one test fared in all the modes that it asks for.
struct TestResult {
  std::string path;
  std::vector<std::string> features;
  /// Why it was not run: the reason of a skipped feature. Empty for a test that ran.
  std::string skip_reason;
  /// Empty only for a skipped test: a test without readable metadata has one failure, in sloppy mode.
  std::vector<ModeResult> modes;

  bool skipped() const { return !skip_reason.empty(); }
  /// In every mode.
  bool passed() const;
};

/// Runs the tests at `paths` (below `suite`/test) through `executor` in a pool of workers. Results come in
/// the order of `paths`.
base::Result<std::vector<TestResult>> run_tests(const std::string& suite,
                                                const std::vector<std::string>& paths, TestExecutor& executor,
                                                const WorkerPoolOptions& options);

}  // namespace orrery::cli
