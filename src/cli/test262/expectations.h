#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/test262/metadata.h"

namespace orrery::cli {

/// One test in one mode, by name. Ordered by path, then mode.
struct TestId {
  std::string path;  // below the suite's test/
  TestMode mode;

  friend auto operator<=>(const TestId&, const TestId&) = default;
};

/// The known failures, one a line: `PATH MODE: why`. Empty lines and lines that begin with `#` say nothing;
/// those at the top of the file are kept when it is rewritten.
class ExpectationList {
 public:
  static base::Result<ExpectationList> parse(std::string_view text);

  bool contains(const TestId& test) const { return known_failures_.contains(test); }
  /// Each with its reason.
  const std::map<TestId, std::string>& known_failures() const { return known_failures_; }

  /// Records how a test fared just now. \param reason  of a failure that is not listed yet, in one line
  void record(const TestId& test, bool passed, std::string_view reason);
  void forget(const TestId& test) { known_failures_.erase(test); }

  /// What is to be written to the file.
  std::string to_text() const;

 private:
  std::string header_;
  std::map<TestId, std::string> known_failures_;
};

/// How a run differs from what was expected. Empty: it does not.
struct Surprises {
  bool empty() const { return failures.empty() && passes.empty() && vanished.empty(); }

  std::vector<TestId> failures;  // not on the list
  std::vector<TestId> passes;    // on the list
  std::vector<TestId> vanished;  // on the list, but no longer in the suite, or skipped
};

/// \param results        of the tests that ran: did it pass?
/// \param is_whole_suite  false if only some tests were selected: then nothing can be said of the others
Surprises compare_with_expectations(const ExpectationList& list, const std::map<TestId, bool>& results,
                                    bool is_whole_suite);

}  // namespace orrery::cli
