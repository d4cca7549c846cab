// Every program of tests/js/syntax cut off at every byte, as it is while someone types it: whatever is wrong
// with the rest must be found in an orderly way, and lazily just as eagerly.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "syntax/parse/parser.h"
#include "syntax/test_programs.h"

namespace orrery::syntax {
namespace {

/// What came of parsing `text`: nothing if it was accepted, else the error.
std::optional<SyntaxError> error_in(const SourceText& source, Goal goal, bool lazy) {
  const auto tree = parse(source, {.goal = goal, .lazy_functions = lazy});
  if (tree) return std::nullopt;
  return tree.error();
}

bool same(const std::optional<SyntaxError>& left, const std::optional<SyntaxError>& right) {
  if (!left || !right) return !left == !right;
  return left->message == right->message && left->range.start == right->range.start &&
         left->range.end == right->range.end && left->note == right->note;
}

/// Does the error speak of places that are there?
bool is_orderly(const SyntaxError& error, const SourceText& source) {
  const std::size_t size = source.text().size();
  const bool has_note = !error.note.empty();
  return !error.message.empty() && error.range.start <= error.range.end && error.range.end <= size &&
         (!has_note || (error.note_range.start <= error.note_range.end && error.note_range.end <= size)) &&
         describe(error, source, false).ends_with('\n');
}

/// Parses `text` both ways. False if they see it differently.
::testing::AssertionResult parses_alike(std::string_view text, Goal goal) {
  const SourceText source = SourceText::from_utf8("cut.js", text);
  const std::optional<SyntaxError> eager = error_in(source, goal, false);
  const std::optional<SyntaxError> lazy = error_in(source, goal, true);
  if (!same(eager, lazy)) {
    return ::testing::AssertionFailure() << "eagerly: " << (eager ? eager->message : "accepted")
                                         << "\nlazily: " << (lazy ? lazy->message : "accepted");
  }
  if (eager && !is_orderly(*eager, source)) return ::testing::AssertionFailure() << eager->message;
  return ::testing::AssertionSuccess();
}

Goal goal_of(const TestProgram& program) {
  return program.is_module ? Goal::Module : Goal::Script;
}

TEST(ParserTruncation, WholeProgramsAreAccepted) {
  for (const TestProgram& program : test_programs("syntax")) {
    const SourceText source = SourceText::from_utf8(program.name, program.text);
    const std::optional<SyntaxError> error = error_in(source, goal_of(program), false);
    EXPECT_FALSE(error.has_value()) << describe(*error, source, false);
  }
}

TEST(ParserTruncation, CutOffAtEveryByte) {
  for (const TestProgram& program : test_programs("syntax")) {
    const std::string_view text = program.text;
    for (std::size_t size = 0; size <= text.size(); ++size)
      ASSERT_TRUE(parses_alike(text.substr(0, size), goal_of(program)))
          << program.name << ", the first " << size << " bytes";
  }
}

TEST(ParserTruncation, BegunAtEveryByte) {
  for (const TestProgram& program : test_programs("syntax")) {
    const std::string_view text = program.text;
    for (std::size_t start = 0; start < text.size(); ++start)
      ASSERT_TRUE(parses_alike(text.substr(start), goal_of(program)))
          << program.name << " from byte " << start;
  }
}

}  // namespace
}  // namespace orrery::syntax
