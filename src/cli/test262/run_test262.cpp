#include "cli/test262/run_test262.h"

#include <algorithm>
#include <map>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "cli/terminal.h"
#include "cli/test262/expectations.h"
#include "cli/test262/features.h"
#include "cli/test262/report.h"
#include "cli/test262/run_executor.h"
#include "cli/test262/runner.h"
#include "cli/test262/suite.h"
#include "host/files/files.h"

namespace orrery::cli {

namespace {

constexpr int k_as_expected = 0;
constexpr int k_not_as_expected = 1;
constexpr int k_no_run = 2;
/// Of each kind of surprise, how many are shown. `--list-failures` shows every failure.
constexpr std::size_t k_shown_surprises = 50;
constexpr std::chrono::milliseconds k_grace{3000};
constexpr std::size_t k_memory_beside_heap = std::size_t{512} << 20;

int refuse(const base::Error& error) {
  print_text(stderr, fmt::format("orrery test262: {}\n", error.message));
  return k_no_run;
}

WorkerPoolOptions pool_options(const Test262Options& options) {
  const unsigned cpus = std::max(1u, std::thread::hardware_concurrency());
  WorkerPoolOptions pool;
  pool.workers = options.jobs == 0 ? cpus : options.jobs;
  // A test that runs is ended by its own clock; the pool's is for what does not even listen to that.
  pool.timeout = options.parse_only ? options.timeout : options.timeout + k_grace;
  // Beside the heap there is what the parser and the harness take.
  if (options.memory_limit != 0) pool.memory_limit = options.memory_limit + k_memory_beside_heap;
  return pool;
}

std::unique_ptr<TestExecutor> make_executor(const Test262Options& options) {
  if (options.parse_only) return std::make_unique<ParseOnlyExecutor>(options.lazy_functions);
  RunExecutorOptions run{.suite = options.suite, .time_limit = options.timeout};
  if (options.memory_limit != 0) run.memory_limit = options.memory_limit;
  run.collect_at_every_allocation = options.collect_at_every_allocation;
  run.step_at_every_allocation = options.step_at_every_allocation;
  run.machine_code = options.machine_code;
  return std::make_unique<RunExecutor>(std::move(run));
}

base::Result<ExpectationList> read_expectations(const Test262Options& options) {
  if (options.expectations_file.empty()) return ExpectationList();
  const base::Result<std::string> text = host::read_file(options.expectations_file);
  if (!text) return std::unexpected(text.error());
  base::Result<ExpectationList> list = ExpectationList::parse(*text);
  if (!list) return base::error(fmt::format("{}: {}", options.expectations_file, list.error().message));
  return list;
}

/// Of the tests that failed.
std::map<TestId, std::string> reasons_of(const std::vector<TestResult>& results) {
  std::map<TestId, std::string> reasons;
  for (const TestResult& result : results)
    for (const ModeResult& mode : result.modes)
      if (!mode.verdict.passed) reasons[{result.path, mode.mode}] = shown_reason(mode.verdict.reason);
  return reasons;
}

std::map<TestId, bool> verdicts_of(const std::vector<TestResult>& results) {
  std::map<TestId, bool> verdicts;
  for (const TestResult& result : results)
    for (const ModeResult& mode : result.modes) verdicts[{result.path, mode.mode}] = mode.verdict.passed;
  return verdicts;
}

/// Makes the list say what this run has found; what it did not run stays, unless it is gone. A failure that
/// was not listed gets what the run says for a reason.
base::Result<void> rewrite(ExpectationList list, const std::vector<TestResult>& results,
                           const Surprises& surprises, const std::string& file) {
  const std::map<TestId, std::string> reasons = reasons_of(results);
  for (const auto& [test, passed] : verdicts_of(results))
    list.record(test, passed, passed ? std::string_view() : reasons.at(test));
  for (const TestId& test : surprises.vanished) list.forget(test);
  print_text(stdout,
             fmt::format("{}: {} more failures, {} fewer, {} in all\n", file, surprises.failures.size(),
                         surprises.passes.size() + surprises.vanished.size(), list.known_failures().size()));
  return host::write_file(file, list.to_text());
}

void print_tables(const std::vector<TestResult>& results, const Test262Options& options) {
  const Tallies skipped = count_skipped(results);
  std::vector<std::pair<std::string, Tally>> totals = {{"total", count_all(results)}};
  if (std::ranges::any_of(skipped, [](const auto& reason) { return is_separate(reason.first); }))
    totals.emplace_back("but libraries of their own", count_all_but_separate(results));
  if (options.list_failures) print_text(stdout, fmt::format("{}\n", format_failures(results)));
  if (options.list_features)
    print_text(stdout, fmt::format("{}\n", format_table("feature", count_by_feature(results), totals)));
  print_text(stdout, fmt::format("{}\n", format_table("area", count_by_area(results), totals)));
  if (!skipped.empty()) print_text(stdout, fmt::format("{}\n", format_skipped(skipped)));
}

}  // namespace

int run_test262(const Test262Options& options) {
  if (options.rebaseline && options.expectations_file.empty())
    return refuse({"--rebaseline needs --expectations FILE"});
  const base::Result<ExpectationList> expectations = read_expectations(options);
  if (!expectations) return refuse(expectations.error());
  const base::Result<TestFiles> tests =
      find_tests(options.suite, {options.patterns, options.filter, options.sample, options.sample_percent});
  if (!tests) return refuse(tests.error());

  const std::unique_ptr<TestExecutor> executor = make_executor(options);
  const auto results = run_tests(options.suite, tests->paths, *executor, pool_options(options));
  if (!results) return refuse(results.error());
  print_tables(*results, options);
  if (!options.json_file.empty()) {
    const auto written = host::write_file(options.json_file, format_json(count_by_area(*results)));
    if (!written) return refuse(written.error());
  }

  const std::map<TestId, bool> verdicts = verdicts_of(*results);
  const Surprises surprises = compare_with_expectations(*expectations, verdicts, tests->is_whole_suite);
  if (options.rebaseline) {
    const auto rewritten = rewrite(*expectations, *results, surprises, options.expectations_file);
    if (!rewritten) return refuse(rewritten.error());
  } else if (!options.list_failures || !options.expectations_file.empty()) {
    print_text(stdout, fmt::format("{}", format_surprises(surprises, *results, k_shown_surprises)));
  }
  const Tally total = count_all(*results);
  print_text(stdout,
             fmt::format("{} passed, {} failed, {} skipped\n", total.passed, total.failed, total.skipped));
  return options.rebaseline || surprises.empty() ? k_as_expected : k_not_as_expected;
}

}  // namespace orrery::cli
