// A host that uses C++ exceptions: this file is compiled with them.

#include <stdexcept>
#include <string>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

TEST(ApiExceptionsDeathTest, EndTheProgramWhereTheyLeaveACallback) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto leave = [] {
    FixedDoor door;
    const auto agent = Agent::create(door);
    EXPECT_TRUE(agent->realm().define_function(
        "leave", 0, [](Call&) -> Result<Value> { throw std::runtime_error("mine"); }));
    try {
      evaluate(agent->realm(), "try { leave() } finally { 1 }");
    } catch (const std::runtime_error&) {
      std::exit(0);  // it must not come here
    }
  };
  EXPECT_DEATH(leave(), "mine");
}

TEST(ApiExceptions, MayBeCaughtInside) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  ASSERT_TRUE(agent->realm().define_function("number", 1, [](Call& call) -> Result<Value> {
    try {
      return std::stoi(*call.argument(0).to_string());
    } catch (const std::exception&) {
      return Error::range_error("no number");
    }
  }));
  EXPECT_EQ(evaluate(agent->realm(), "number('12') + 1"), "13");
  EXPECT_EQ(evaluate(agent->realm(), "number('x')"), "THROWN: no number");
}

}  // namespace

}  // namespace orrery
