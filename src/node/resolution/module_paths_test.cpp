#include "node/resolution/module_paths.h"

#include <gtest/gtest.h>

#include "node/resolution/resolution.h"

namespace orrery::node {
namespace {

std::string resolved(std::string_view specifier, std::string_view referrer) {
  const auto place = resolve_module_specifier(specifier, referrer);
  return place ? place->path + place->suffix : place.error().message;
}

TEST(ModulePaths, AreRelativeToTheReferrer) {
  EXPECT_EQ(resolved("./b.mjs", "a.mjs"), "b.mjs");
  EXPECT_EQ(resolved("./b.mjs", "lib/a.mjs"), "lib/b.mjs");
  EXPECT_EQ(resolved("../b.mjs", "lib/a.mjs"), "b.mjs");
  EXPECT_EQ(resolved("../b.mjs", "a.mjs"), "../b.mjs");
  EXPECT_EQ(resolved("/b.mjs", "lib/a.mjs"), "/b.mjs");
}

TEST(ModulePaths, ReadUrls) {
  EXPECT_EQ(resolved("file:///lib/b%20c.mjs", "a.mjs"), "/lib/b c.mjs");
  EXPECT_EQ(resolved("file://localhost/b.mjs", "a.mjs"), "/b.mjs");
  EXPECT_EQ(resolved("./b.mjs?x=%20#y", "lib/a.mjs"), "lib/b.mjs?x=%20#y");
  EXPECT_EQ(resolved("./100%.mjs", "a.mjs"), "100%.mjs");
}

TEST(ModulePaths, RefuseWhatIsNoPath) {
  EXPECT_TRUE(resolved("b", "a.mjs").starts_with("Failed to resolve module specifier \"b\""));
  EXPECT_TRUE(resolved("", "a.mjs").starts_with("Failed to resolve"));
  EXPECT_TRUE(resolved("https://example.com/b.mjs", "a.mjs").starts_with("Failed to resolve"));
  EXPECT_TRUE(resolved("file://host/b.mjs", "a.mjs").starts_with("Failed to resolve"));
}

}  // namespace
}  // namespace orrery::node
