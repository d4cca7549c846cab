#include "base/file_url.h"

#include <gtest/gtest.h>

namespace orrery::base {

TEST(FileUrl, EscapesWhatMeansSomethingElse) {
  EXPECT_EQ(file_url("/a b/c%d.mjs"), "file:///a%20b/c%25d.mjs");
  EXPECT_EQ(file_url("/\xC3\xA4.mjs"), "file:///%C3%A4.mjs");
  // As Node.js 26 has it.
  EXPECT_EQ(file_url("/a[b]^`{|}~%?#\\\"<> x$&+,:;=@'"),
            "file:///a%5Bb%5D%5E%60%7B%7C%7D%7E%25%3F%23%5C%22%3C%3E%20x$&+,:;=@'");
}

}  // namespace orrery::base
