#include "cli/run/input.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

TEST(Input, IsRead) {
  const std::optional<Input> click =
      Input::read(R"({"target": 3, "type": "click", "x": -4, "shiftKey": true})");
  ASSERT_TRUE(click);
  EXPECT_EQ(click->target, 3u);
  EXPECT_EQ(click->type, "click");
  EXPECT_EQ(click->x, -4);
  EXPECT_TRUE(click->shift);
  EXPECT_FALSE(click->control);
  EXPECT_FALSE(click->data);
  const std::optional<Input> message =
      Input::read(R"({"target": 1, "type": "message", "data": {"a": [null]}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->data, R"({"a":[null]})");
  EXPECT_EQ(Input::read(R"({"keepsRunning": true})")->keeps_running, true);
  EXPECT_EQ(Input::read(R"({"keepsRunning": 1})")->keeps_running, false);
}

TEST(Input, WhatIsNoneIsRefused) {
  for (const char* line : {"", "[]", "{", R"({"type": "click"})", R"({"target": 0, "type": "a"})",
                           R"({"target": -1, "type": "a"})", R"({"target": "1", "type": "a"})",
                           R"({"target": 1e300, "type": "a"})", "{\"target\": 1, \"type\": \"\xff\"}"})
    EXPECT_FALSE(Input::read(line)) << line;
  EXPECT_FALSE(Input::read(R"({"target": 1, "type": ")" + std::string(1001, 'a') + "\"}"));
  // What makes no sense is as if it were not there.
  const std::optional<Input> odd = Input::read(R"({"target": 1, "key": 1, "x": 1e10, "ctrlKey": "yes"})");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->key, "");
  EXPECT_EQ(odd->x, 0);
  EXPECT_FALSE(odd->control);
}

}  // namespace
}  // namespace orrery::cli
