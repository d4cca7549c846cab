#include "cli/test262/report.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/terminal_text.h"
#include "base/unicode/utf.h"
#include "cli/test262/features.h"
#include "cli/test262/suite.h"

namespace orrery::cli {

namespace {

std::string format_failure(const TestId& test, const std::string& reason) {
  return fmt::format("{} ({}): {}\n", test.path, to_string(test.mode), shown_reason(reason));
}

/// Why the tests that failed did.
std::map<TestId, std::string> failure_reasons(const std::vector<TestResult>& results) {
  std::map<TestId, std::string> reasons;
  for (const TestResult& result : results)
    for (const ModeResult& mode : result.modes)
      if (!mode.verdict.passed) reasons.insert({{result.path, mode.mode}, mode.verdict.reason});
  return reasons;
}

template <typename Formatter>
void append_limited(std::string& text, const std::vector<TestId>& tests, std::size_t limit,
                    Formatter format) {
  for (std::size_t i = 0; i < std::min(limit, tests.size()); ++i) text += format(tests[i]);
  if (tests.size() > limit) text += fmt::format("... and {} more like it\n", tests.size() - limit);
}

}  // namespace

std::string shown_reason(const std::string& reason) {
  constexpr std::size_t k_longest = 300;
  return base::shown_text(base::replace_invalid_utf8(reason), k_longest);
}

void Tally::add(const TestResult& result) {
  if (result.skipped()) {
    ++skipped;
  } else {
    ++(result.passed() ? passed : failed);
  }
}

Tally count_all(const std::vector<TestResult>& results) {
  Tally tally;
  for (const TestResult& result : results) tally.add(result);
  return tally;
}

Tallies count_by_area(const std::vector<TestResult>& results) {
  Tallies tallies;
  for (const TestResult& result : results) tallies[std::string{area_of(result.path)}].add(result);
  return tallies;
}

Tallies count_skipped(const std::vector<TestResult>& results) {
  Tallies tallies;
  for (const TestResult& result : results)
    if (result.skipped()) tallies[result.skip_reason].add(result);
  return tallies;
}

Tally count_all_but_separate(const std::vector<TestResult>& results) {
  Tally tally;
  for (const TestResult& result : results)
    if (!is_separate(result.skip_reason)) tally.add(result);
  return tally;
}

Tallies count_by_feature(const std::vector<TestResult>& results) {
  Tallies tallies;
  for (const TestResult& result : results)
    for (const std::string& feature : result.features) tallies[feature].add(result);
  return tallies;
}

std::string format_rate(const Tally& tally) {
  if (tally.total() == 0) return "-";
  const std::size_t hundredths = tally.passed * 10'000 / tally.total();
  return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

std::string format_table(std::string_view heading, const Tallies& tallies,
                         std::span<const std::pair<std::string, Tally>> totals) {
  std::size_t width = heading.size();
  for (const auto& [name, tally] : tallies) width = std::max(width, name.size());
  for (const auto& [name, tally] : totals) width = std::max(width, name.size());
  std::string text;
  const auto row = [&](std::string_view name, const Tally& tally) {
    fmt::format_to(std::back_inserter(text), "{:<{}}  {:>7}  {:>7}  {:>7}  {:>8}\n", name, width,
                   tally.passed, tally.failed, tally.skipped, format_rate(tally));
  };
  text = fmt::format("{:<{}}  {:>7}  {:>7}  {:>7}  {:>8}\n", heading, width, "passed", "failed", "skipped",
                     "rate");
  for (const auto& [name, tally] : tallies) row(name, tally);
  for (const auto& [name, tally] : totals) row(name, tally);
  return text;
}

std::string format_skipped(const Tallies& skipped) {
  std::string text;
  for (const auto& [reason, tally] : skipped)
    text += fmt::format("skipped {} of {}\n", tally.skipped, reason);
  return text;
}

std::string format_json(const Tallies& tallies) {
  // Names of areas are folders of the suite: plain words, nothing to escape.
  std::string text = "{";
  for (const auto& [name, tally] : tallies) {
    text += fmt::format("{}\n  \"{}\": {{\"passed\": {}, \"failed\": {}, \"skipped\": {}}}",
                        text.size() == 1 ? "" : ",", name, tally.passed, tally.failed, tally.skipped);
  }
  return text + "\n}\n";
}

std::string format_failures(const std::vector<TestResult>& results) {
  std::string text;
  for (const auto& [test, reason] : failure_reasons(results)) text += format_failure(test, reason);
  return text;
}

std::string format_surprises(const Surprises& surprises, const std::vector<TestResult>& results,
                             std::size_t limit) {
  const std::map<TestId, std::string> reasons = failure_reasons(results);
  std::string text;
  append_limited(text, surprises.failures, limit, [&](const TestId& test) {
    return "unexpected failure: " + format_failure(test, reasons.at(test));
  });
  append_limited(text, surprises.passes, limit, [](const TestId& test) {
    return fmt::format("unexpected pass: {} ({})\n", test.path, to_string(test.mode));
  });
  append_limited(text, surprises.vanished, limit, [](const TestId& test) {
    return fmt::format("listed as a failure, but not run: {} ({})\n", test.path, to_string(test.mode));
  });
  return text;
}

}  // namespace orrery::cli
