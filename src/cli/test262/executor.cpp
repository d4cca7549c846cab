#include "cli/test262/executor.h"

#include <fmt/format.h>

#include "syntax/parse/parser.h"

namespace orrery::cli {

namespace {

/// What https://github.com/tc39/test262/blob/main/INTERPRETING.md#strict-mode has put before the text.
constexpr std::string_view k_use_strict = "\"use strict\";\n";

}  // namespace

syntax::SourceText source_text_of(const TestCase& test) {
  if (test.mode != TestMode::Strict)
    return syntax::SourceText::from_utf8(std::string{test.path}, test.source);
  std::string text{k_use_strict};
  text += test.source;
  return syntax::SourceText::from_utf8(std::string{test.path}, text);
}

Verdict ParseOnlyExecutor::run(const TestCase& test) {
  const syntax::SourceText source = source_text_of(test);
  const syntax::Goal goal = test.mode == TestMode::Module ? syntax::Goal::Module : syntax::Goal::Script;
  const auto program = syntax::parse(source, {goal, lazy_functions_});

  const std::optional<NegativeExpectation>& negative = test.metadata.negative;
  const bool must_be_refused = negative && negative->phase == NegativePhase::Parse;
  if (program) {
    if (!must_be_refused) return {true, {}};
    return {false, "accepted, but it must be refused"};
  }
  if (!must_be_refused) {
    const base::LineColumn place = source.line_map().locate(program.error().range.start);
    return {false, fmt::format("refused at line {}: {}", place.line, program.error().message)};
  }
  // The parser knows no other kind of error.
  if (negative->error_type == "SyntaxError") return {true, {}};
  return {false, fmt::format("refused with a SyntaxError, but a {} is expected", negative->error_type)};
}

}  // namespace orrery::cli
