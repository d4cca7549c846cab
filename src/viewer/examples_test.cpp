#include "viewer/examples.h"

#include <set>

#include <gtest/gtest.h>

namespace orrery::viewer {

TEST(Examples, HeadsAreRead) {
  const Example example = read_example("one",
                                       "// title: A\n// title (ko): B\n// question: Why: C?\n"
                                       "// profile: web\n// input: keeps running\n"
                                       "// exit status: 3\n// prints: 1\n// prints:  2\n\n\nf();\n// g\n");
  EXPECT_EQ(example.title.english, "A");
  EXPECT_EQ(example.title.korean, "B");
  EXPECT_EQ(example.question.english, "Why: C?");
  EXPECT_EQ(example.profile, "web");
  EXPECT_TRUE(example.keeps_running);
  EXPECT_EQ(example.exit_status, 3);
  EXPECT_EQ(example.prints, (std::vector<std::string>{"1", " 2"}));
  EXPECT_EQ(example.program, "f();\n// g\n");
}

TEST(Examples, AllAreWhole) {
  std::set<std::string> ids;
  for (const Example& example : examples()) {
    SCOPED_TRACE(example.id);
    EXPECT_TRUE(ids.insert(example.id).second);
    EXPECT_FALSE(example.title.english.empty());
    EXPECT_FALSE(example.title.korean.empty());
    EXPECT_TRUE(example.question.english.ends_with('?'));
    EXPECT_TRUE(example.question.korean.find('?') != std::string::npos);
    EXPECT_FALSE(example.prints.empty());
    EXPECT_FALSE(example.program.starts_with("//"));
    EXPECT_TRUE(example.program.ends_with('\n'));
  }
  EXPECT_GE(ids.size(), 12u);
}

}  // namespace orrery::viewer
