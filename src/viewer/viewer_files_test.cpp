#include "viewer/viewer_files.h"

#include <gtest/gtest.h>

namespace orrery::viewer {

namespace {

std::string page_of(std::string_view trace, std::string_view stages = "") {
  Files files{.index = "",
              .page = "<style>@STYLE@</style>|@TRACE@|@STAGES@|@SCRIPT@.",
              .style = "a{}",
              .script = "b()"};
  return page_with_trace(files, std::as_bytes(std::span(trace)), stages);
}

TEST(ViewerFiles, PageHasEverything) {
  EXPECT_EQ(page_of("trace"), "<style>a{}</style>|dHJhY2U=||b().");
}

TEST(ViewerFiles, Base64OfAllLengths) {
  EXPECT_EQ(page_of(""), "<style>a{}</style>|||b().");
  EXPECT_EQ(page_of("f"), "<style>a{}</style>|Zg==||b().");
  EXPECT_EQ(page_of("fo"), "<style>a{}</style>|Zm8=||b().");
  EXPECT_EQ(page_of("foo\xff"), "<style>a{}</style>|Zm9v/w==||b().");
}

TEST(ViewerFiles, JsonCannotEndItsElement) {
  EXPECT_EQ(page_of("", R"(["</script>"])"), R"(<style>a{}</style>||["\u003c/script>"]|b().)");
}

TEST(ViewerFiles, BuiltFilesAreWhatTheyShouldBe) {
  std::optional<Files> built = files();
  if (!built) GTEST_SKIP() << k_how_to_get_it;
  EXPECT_TRUE(built->index.starts_with("<!doctype html>"));
  EXPECT_NE(built->index.find("/viewer.js"), std::string_view::npos);
  for (std::string_view mark :
       {"@STYLE@", "@TRACE@", "@STAGES@", "@SCRIPT@", "script-src 'sha256-", "style-src 'sha256-"})
    EXPECT_NE(built->page.find(mark), std::string_view::npos) << mark;
  EXPECT_GT(built->script.size(), 100'000U);
  EXPECT_GT(built->style.size(), 1'000U);
  EXPECT_EQ(built->script.find("</script"), std::string_view::npos);
}

}  // namespace

}  // namespace orrery::viewer
