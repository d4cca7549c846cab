#include "cli/test262/expectations.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

using Tests = std::vector<TestId>;

const TestId k_a_sloppy{"language/a.js", TestMode::Sloppy};
const TestId k_a_strict{"language/a.js", TestMode::Strict};
const TestId k_b_module{"language/b.js", TestMode::Module};

ExpectationList list_of(std::string_view text) {
  auto list = ExpectationList::parse(text);
  EXPECT_TRUE(list.has_value()) << list.error().message;
  return list.value_or(ExpectationList());
}

TEST(Test262Expectations, NamesPathAndMode) {
  const ExpectationList list = list_of("# why\n\nlanguage/a.js strict: x: y\nlanguage/b.js module: z");
  EXPECT_FALSE(list.contains(k_a_sloppy));
  EXPECT_TRUE(list.contains(k_a_strict));
  EXPECT_TRUE(list.contains(k_b_module));
  EXPECT_EQ(list.known_failures().at(k_a_strict), "x: y");
}

TEST(Test262Expectations, RefusesMalformedLines) {
  for (const char* text : {"language/a.js", "a.js loose: x", "a.js strict", "a.js strict: ", "a.js: strict",
                           "a.js strict: x\na.js strict: y"})
    EXPECT_FALSE(ExpectationList::parse(text).has_value()) << text;
  EXPECT_EQ(ExpectationList::parse("# x\na.js").error().message,
            "line 2: expected a path, a mode (sloppy, strict, module), a colon and a reason: a.js");
}

TEST(Test262Expectations, IsWrittenSortedUnderItsHeader) {
  ExpectationList list = list_of("# why\n\nlanguage/b.js module: c\n");
  list.record(k_a_strict, false, "a");
  list.record(k_a_sloppy, false, "");
  list.record(k_b_module, false, "a reason that is there stays");
  EXPECT_EQ(list.to_text(),
            "# why\n\nlanguage/a.js sloppy: fails\nlanguage/a.js strict: a\nlanguage/b.js module: c\n");
  list.record(k_a_sloppy, true, "");
  list.forget(k_b_module);
  EXPECT_EQ(list.to_text(), "# why\n\nlanguage/a.js strict: a\n");
  EXPECT_EQ(list_of(list.to_text()).to_text(), list.to_text());
}

TEST(Test262Expectations, FindsNothingWhenAllIsAsListed) {
  const Surprises surprises = compare_with_expectations(list_of("language/a.js strict: x\n"),
                                                        {{k_a_sloppy, true}, {k_a_strict, false}}, true);
  EXPECT_TRUE(surprises.empty());
}

TEST(Test262Expectations, FindsUnexpectedFailuresAndPasses) {
  const Surprises surprises = compare_with_expectations(list_of("language/a.js strict: x\n"),
                                                        {{k_a_sloppy, false}, {k_a_strict, true}}, true);
  EXPECT_EQ(surprises.failures, Tests{k_a_sloppy});
  EXPECT_EQ(surprises.passes, Tests{k_a_strict});
  EXPECT_FALSE(surprises.empty());
}

TEST(Test262Expectations, MissesListedTestsOnlyInRunsOfTheWholeSuite) {
  const ExpectationList list = list_of("language/b.js module: x\n");
  EXPECT_EQ(compare_with_expectations(list, {{k_a_sloppy, true}}, true).vanished, Tests{k_b_module});
  EXPECT_TRUE(compare_with_expectations(list, {{k_a_sloppy, true}}, false).empty());
}

}  // namespace
}  // namespace orrery::cli
