#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/test262/expectations.h"
#include "cli/test262/runner.h"

namespace orrery::cli {

/// Counts of tests. A test that runs in two modes is one test, and passes when it passes in both.
struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;

  void add(const TestResult& result);
  std::size_t total() const { return passed + failed + skipped; }
};

using Tallies = std::map<std::string, Tally>;

Tally count_all(const std::vector<TestResult>& results);
Tallies count_by_area(const std::vector<TestResult>& results);
/// By reason.
Tallies count_skipped(const std::vector<TestResult>& results);
/// Without what is_separate() says.
Tally count_all_but_separate(const std::vector<TestResult>& results);
/// A test counts for each feature that it names.
Tallies count_by_feature(const std::vector<TestResult>& results);

/// `passed` of all, skipped ones included, as a percentage with two digits. Rounded down: 100.00% means all.
std::string format_rate(const Tally& tally);

/// The tallies below each other, with `heading` over the names and then those of `totals`.
std::string format_table(std::string_view heading, const Tallies& tallies,
                         std::span<const std::pair<std::string, Tally>> totals);

/// How many tests were skipped, for each reason: a line each.
std::string format_skipped(const Tallies& skipped);

/// `{"language": {"passed": 1, "failed": 0, "skipped": 0}, ...}`
std::string format_json(const Tallies& tallies);

/// A reason as it is shown: what a test throws may be any text, of any length.
std::string shown_reason(const std::string& reason);

/// Every failure: `PATH (MODE): reason`.
std::string format_failures(const std::vector<TestResult>& results);

/// One line for each surprise. Of each kind only the first `limit`, then how many more there are.
std::string format_surprises(const Surprises& surprises, const std::vector<TestResult>& results,
                             std::size_t limit);

}  // namespace orrery::cli
