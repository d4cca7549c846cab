#include "cli/test262/expectations.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace orrery::cli {

namespace {

using KnownFailure = std::pair<TestId, std::string>;

std::optional<KnownFailure> parse_line(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || colon + 2 == line.size()) return std::nullopt;
  const std::string_view test = line.substr(0, colon);
  const std::size_t space = test.rfind(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::optional<TestMode> mode = test_mode_from_string(test.substr(space + 1));
  if (!mode) return std::nullopt;
  return KnownFailure{{std::string(test.substr(0, space)), *mode}, std::string(line.substr(colon + 2))};
}

}  // namespace

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
    const std::optional<KnownFailure> failure = parse_line(line);
    if (!failure) {
      return base::error(
          fmt::format("line {}: expected a path, a mode (sloppy, strict, module), a colon and a reason: {}",
                      line_number, line));
    }
    if (!list.known_failures_.insert(*failure).second)
      return base::error(fmt::format("line {}: listed twice: {}", line_number, line));
  }
  return list;
}

void ExpectationList::record(const TestId& test, bool passed, std::string_view reason) {
  if (passed) {
    known_failures_.erase(test);
  } else {
    known_failures_.emplace(test, reason.empty() ? "fails" : reason);
  }
}

std::string ExpectationList::to_text() const {
  std::string text = header_;
  for (const auto& [test, reason] : known_failures_)
    text += fmt::format("{} {}: {}\n", test.path, to_string(test.mode), reason);
  return text;
}

Surprises compare_with_expectations(const ExpectationList& list, const std::map<TestId, bool>& results,
                                    bool is_whole_suite) {
  Surprises surprises;
  for (const auto& [test, passed] : results) {
    if (passed == list.contains(test)) (passed ? surprises.passes : surprises.failures).push_back(test);
  }
  if (is_whole_suite) {
    for (const auto& [test, reason] : list.known_failures())
      if (!results.contains(test)) surprises.vanished.push_back(test);
  }
  return surprises;
}

}  // namespace orrery::cli
