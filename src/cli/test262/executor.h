#pragma once

#include <string>
#include <string_view>

#include "cli/test262/metadata.h"
#include "syntax/source_text.h"

namespace orrery::cli {

/// One test in one of its modes.
struct TestCase {
  std::string_view path;    // below the suite's test/, with slashes
  std::string_view source;  // the file's bytes, nothing put before them
  const Test262Metadata& metadata;
  TestMode mode;
};

struct Verdict {
  bool passed;
  std::string reason;  // why not, in one line; empty for a pass
};

/// The text of the test in its mode, under the name of its path.
syntax::SourceText source_text_of(const TestCase& test);

/// A way to judge a test. The runner calls it in worker processes, one test at a time, and neither crashes
/// nor hangs there are its concern.
class TestExecutor {
 public:
  virtual ~TestExecutor() = default;
  virtual Verdict run(const TestCase& test) = 0;
  /// It looks at the syntax alone.
  virtual bool only_parses() const { return false; }
};

/// Judges by the grammar and the early errors alone: a negative test of phase `parse` must be refused, every
/// other test must be accepted. Harness files and imported modules are not looked at.
class ParseOnlyExecutor final : public TestExecutor {
 public:
  /// \param lazy_functions  parse as for lazily compiled functions; the verdicts must be the same
  explicit ParseOnlyExecutor(bool lazy_functions = false) : lazy_functions_(lazy_functions) {}

  Verdict run(const TestCase& test) override;
  bool only_parses() const override { return true; }

 private:
  bool lazy_functions_;
};

}  // namespace orrery::cli
