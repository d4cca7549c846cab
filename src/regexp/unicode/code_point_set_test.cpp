#include "regexp/unicode/code_point_set.h"

#include <gtest/gtest.h>

namespace orrery::regexp {
namespace {

TEST(CodePointSet, RangesAreSortedAndMerged) {
  CodePointSet set;
  for (const char32_t c : {U'x', U'a', U'c', U'b', U'z', U'a'}) set.add(c);
  EXPECT_EQ(set, (CodePointSet{{'a', 'c'}, {'x', 'x'}, {'z', 'z'}}));
  set.add('y');
  EXPECT_EQ(set.ranges().size(), 2U);
  EXPECT_TRUE(set.contains('b') && set.contains('y'));
  EXPECT_FALSE(set.contains('d') || set.contains(0) || set.contains(k_last_code_point));
}

TEST(CodePointSet, Operators) {
  const CodePointSet letters{{'a', 'z'}};
  CodePointSet set{{'0', '9'}, {'w', 0x7F}};
  set.intersect(letters);
  EXPECT_EQ(set, (CodePointSet{{'w', 'z'}}));
  set.subtract({{'x', 'y'}});
  EXPECT_EQ(set, (CodePointSet{{'w', 'w'}, {'z', 'z'}}));
  set.complement(0xFFFF);
  EXPECT_EQ(set, (CodePointSet{{0, 'v'}, {'x', 'y'}, {'{', 0xFFFF}}));
  set.complement(0xFFFF);
  set.subtract({{'w', 'w'}});
  EXPECT_TRUE(set.is_single());
  set.intersect(CodePointSet());
  EXPECT_TRUE(set.is_empty());
  set.complement(k_last_code_point);
  EXPECT_EQ(set, (CodePointSet{{0, k_last_code_point}}));
  set.complement(k_last_code_point);
  EXPECT_TRUE(set.is_empty());
}

}  // namespace
}  // namespace orrery::regexp
