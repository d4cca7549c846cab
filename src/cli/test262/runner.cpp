#include "cli/test262/runner.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/test262/features.h"
#include "host/files/files.h"

namespace orrery::cli {

namespace {

// What a worker tells of a test: first `F feature...` for each feature, then either `S reason` (skipped), or
// `M mode` for each mode and then, in that order, `P` (passed) or `X reason` for each. The modes are
// announced before any of them runs: after a crash it is known which did not get their turn.
constexpr char k_feature = 'F';
constexpr char k_skipped = 'S';
constexpr char k_mode = 'M';
constexpr char k_passed = 'P';
constexpr char k_failed = 'X';

std::string message(char kind, std::string_view text) {
  return std::string(1, kind).append(text);
}

/// The worker's part.
void run_test(const std::string& suite, const std::string& path, TestExecutor& executor,
              JobReporter& reporter) {
  const base::Result<std::string> source = host::read_file(fmt::format("{}/test/{}", suite, path));
  const base::Result<Test262Metadata> metadata =
      source ? parse_test262_metadata(*source) : std::unexpected(source.error());
  if (!metadata) {
    reporter.add(message(k_mode, to_string(TestMode::Sloppy)));
    reporter.add(message(k_failed, metadata.error().message));
    return;
  }
  for (const std::string& feature : metadata->features) reporter.add(message(k_feature, feature));
  if (const SkippedFeature* skipped =
          find_skipped_feature(path, metadata->features, executor.only_parses())) {
    reporter.add(message(k_skipped, skip_reason_of(*skipped)));
    return;
  }
  const std::vector<TestMode> modes = metadata->modes();
  for (const TestMode mode : modes) reporter.add(message(k_mode, to_string(mode)));
  for (const TestMode mode : modes) {
    reporter.flush();
    const Verdict verdict = executor.run({path, *source, *metadata, mode});
    reporter.add(message(verdict.passed ? k_passed : k_failed, verdict.reason));
  }
}

std::string describe_end(const JobOutcome& outcome) {
  switch (outcome.end) {
    case JobEnd::Finished:
      return "no verdict";
    case JobEnd::Crashed:
      return fmt::format("crashed: {}", outcome.cause);
    case JobEnd::TimedOut:
      return fmt::format("timed out: {}", outcome.cause);
  }
  std::unreachable();
}

/// The parent's part: puts together what the worker told, and blames what is missing on how it ended.
TestResult result_of(const std::string& path, const JobOutcome& outcome) {
  TestResult result{path, {}, {}, {}};
  std::size_t judged = 0;
  for (const std::string& sent : outcome.messages) {
    std::string text = sent.substr(1);
    switch (sent[0]) {
      case k_feature:
        result.features.push_back(std::move(text));
        break;
      case k_skipped:
        result.skip_reason = std::move(text);
        break;
      case k_mode:
        result.modes.push_back({*test_mode_from_string(text), {}});
        break;
      default:
        result.modes[judged++].verdict = {sent[0] == k_passed, std::move(text)};
    }
  }
  if (result.skipped()) return result;
  if (result.modes.empty()) result.modes.push_back({TestMode::Sloppy, {}});
  if (judged < result.modes.size()) result.modes[judged++].verdict = {false, describe_end(outcome)};
  for (; judged < result.modes.size(); ++judged)
    result.modes[judged].verdict = {false, "not run: the mode before it ended the worker"};
  return result;
}

}  // namespace

bool TestResult::passed() const {
  return !skipped() && std::ranges::all_of(modes, [](const ModeResult& mode) { return mode.verdict.passed; });
}

base::Result<std::vector<TestResult>> run_tests(const std::string& suite,
                                                const std::vector<std::string>& paths, TestExecutor& executor,
                                                const WorkerPoolOptions& options) {
  const Job job = [&](std::size_t index, JobReporter& reporter) {
    run_test(suite, paths[index], executor, reporter);
  };
  const base::Result<std::vector<JobOutcome>> outcomes = run_jobs(paths.size(), job, options);
  if (!outcomes) return std::unexpected(outcomes.error());
  std::vector<TestResult> results;
  results.reserve(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) results.push_back(result_of(paths[i], (*outcomes)[i]));
  return results;
}

}  // namespace orrery::cli
