#include "cli/test262/expectations.h"

#include <optional>

#include <fmt/format.h>

namespace orrery::cli {

base::Result<ExpectationList> ExpectationList::parse(std::string_view text) {
  ExpectationList list;
  int line_number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    ++line_number;
    if (line.empty() || line.front() == '#') {
      if (list.known_failures_.empty()) list.header_ += fmt::format("{}\n", line);
      continue;
    }
    const std::size_t space = line.rfind(' ');
    const std::optional<TestMode> mode =
        space == std::string_view::npos ? std::nullopt : test_mode_from_string(line.substr(space + 1));
    if (!mode)
      return base::error(
          fmt::format("line {}: expected a path and a mode (sloppy, strict, module): {}", line_number, line));
    if (!list.known_failures_.insert({std::string{line.substr(0, space)}, *mode}).second)
      return base::error(fmt::format("line {}: listed twice: {}", line_number, line));
  }
  return list;
}

void ExpectationList::record(const TestId& test, bool passed) {
  if (passed) {
    known_failures_.erase(test);
  } else {
    known_failures_.insert(test);
  }
}

std::string ExpectationList::to_text() const {
  std::string text = header_;
  for (const TestId& test : known_failures_) text += fmt::format("{} {}\n", test.path, to_string(test.mode));
  return text;
}

Surprises compare_with_expectations(const ExpectationList& list, const std::map<TestId, bool>& results,
                                    bool is_whole_suite) {
  Surprises surprises;
  for (const auto& [test, passed] : results) {
    if (passed == list.contains(test)) (passed ? surprises.passes : surprises.failures).push_back(test);
  }
  if (is_whole_suite) {
    for (const TestId& test : list.known_failures())
      if (!results.contains(test)) surprises.vanished.push_back(test);
  }
  return surprises;
}

}  // namespace orrery::cli
