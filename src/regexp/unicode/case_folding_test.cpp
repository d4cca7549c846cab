#include "regexp/unicode/case_folding.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/unicode/unicode_text.h"

namespace orrery::regexp {
namespace {

CodePointSet equivalents_of(char32_t character, CaseMode mode) {
  CodePointSet set;
  set.add(character);
  add_case_equivalents(set, mode);
  return set;
}

TEST(CaseFolding, Examples) {
  EXPECT_EQ(canonicalize('a', CaseMode::Sensitive), U'a');
  EXPECT_EQ(canonicalize('a', CaseMode::Uppercase), U'A');
  EXPECT_EQ(canonicalize('A', CaseMode::Folding), U'a');
  EXPECT_EQ(canonicalize(0x17F, CaseMode::Uppercase), 0x17FU);
  EXPECT_EQ(canonicalize(0x17F, CaseMode::Folding), U's');
  EXPECT_EQ(canonicalize(0xDF, CaseMode::Uppercase), 0xDFU);  // becomes two letters
  EXPECT_EQ(canonicalize(0x1E9E, CaseMode::Folding), 0xDFU);
  EXPECT_EQ(canonicalize(0x10400, CaseMode::Folding), 0x10428U);
  EXPECT_EQ(equivalents_of('k', CaseMode::Folding), (CodePointSet{{'K', 'K'}, {'k', 'k'}, {0x212A, 0x212A}}));
  EXPECT_EQ(equivalents_of('k', CaseMode::Uppercase), (CodePointSet{{'K', 'K'}, {'k', 'k'}}));
  EXPECT_EQ(equivalents_of('1', CaseMode::Folding), (CodePointSet{{'1', '1'}}));
}

// https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch, steps 3 to 8, by tables made elsewhere.
TEST(CaseFolding, UppercaseAgreesWithToUpperCase) {
  for (char32_t unit = 0; unit <= 0xFFFF; ++unit) {
    const auto upper = base::to_uppercase(unit);
    char32_t expected = unit;
    if (upper.length == 1 && upper.code_points[0] <= 0xFFFF && !(unit >= 128 && upper.code_points[0] < 128))
      expected = upper.code_points[0];
    ASSERT_EQ(canonicalize(unit, CaseMode::Uppercase), expected) << static_cast<unsigned>(unit);
  }
}

// What match_back_reference() relies on, and the generator of tables cannot know.
TEST(CaseFolding, CanonicalFormsAreOfTheSameLength) {
  for (char32_t c = 0; c <= k_last_code_point; ++c) {
    const char32_t folded = canonicalize(c, CaseMode::Folding);
    ASSERT_EQ(folded > 0xFFFF, c > 0xFFFF) << static_cast<unsigned>(c);
    ASSERT_EQ(canonicalize(folded, CaseMode::Folding), folded);
    const auto all = case_equivalents(c, CaseMode::Folding);
    ASSERT_TRUE(all.empty() || (all[0] == folded && std::ranges::find(all, c) != all.end()));
  }
}

TEST(CaseFolding, OfSets) {
  CodePointSet set{{'A', 'C'}, {'x', 'x'}, {0x212A, 0x212A}};
  fold_case(set);
  EXPECT_EQ(set, (CodePointSet{{'a', 'c'}, {'k', 'k'}, {'x', 'x'}}));
  CodePointSet all{{0, k_last_code_point}};
  remove_folded(all);
  EXPECT_FALSE(all.contains('A'));
  EXPECT_FALSE(all.contains(0x17F));
  EXPECT_TRUE(all.contains('a'));
  EXPECT_TRUE(all.contains('1'));
}

}  // namespace
}  // namespace orrery::regexp
