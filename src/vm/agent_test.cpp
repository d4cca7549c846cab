#include "vm/agent.h"

#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

ORRERY_AGENT_TEST(AgentBasicsTest);

TEST_P(AgentBasicsTest, ExceptionsAreTakenOnce) {
  EXPECT_FALSE(agent().has_exception());
  agent().throw_value(Value::undefined());
  EXPECT_TRUE(agent().has_exception());
  EXPECT_TRUE(agent().take_exception().is_undefined());
  EXPECT_FALSE(agent().has_exception());
  agent().throw_type_error("no such thing: é");
  EXPECT_EQ(take_exception(), "TypeError: no such thing: é");
}

TEST_P(AgentBasicsTest, NothingReplacesATermination) {
  agent().throw_value(Value::int32(1));
  agent().terminate(Termination::TimeLimit);
  agent().throw_range_error("late");
  EXPECT_TRUE(agent().is_terminating());
  EXPECT_TRUE(agent().has_exception());
  EXPECT_EQ(agent().termination(), Termination::TimeLimit);
}

TEST_P(AgentBasicsTest, InterruptsAreTakenOnce) {
  EXPECT_EQ(agent().take_interrupt(), Termination::None);
  agent().request_interrupt(Termination::Interrupted);
  EXPECT_EQ(agent().take_interrupt(), Termination::Interrupted);
  EXPECT_EQ(agent().take_interrupt(), Termination::None);
}

TEST_P(AgentBasicsTest, AnInterruptionCanBeRepeated) {
  for (int i = 0; i < 3; i++) EXPECT_EQ(agent().take_interrupt(), Termination::None);
  EXPECT_FALSE(agent().interruption());
  agent().request_interrupt(Termination::TimeLimit);
  EXPECT_EQ(agent().take_interrupt(), Termination::TimeLimit);
  ASSERT_TRUE(agent().interruption());
  EXPECT_EQ(agent().interruption()->look, 3u);
  EXPECT_EQ(agent().interruption()->reason, Termination::TimeLimit);

  agent().schedule_interruption({Termination::Interrupted, 6});
  for (int i = 0; i < 2; i++) EXPECT_EQ(agent().take_interrupt(), Termination::None);
  EXPECT_EQ(agent().take_interrupt(), Termination::Interrupted);
}

/// \param deepest  how many calls were let in
template <std::size_t frame_size>
Completion<int> recurse(Agent& agent, int& deepest) {
  const NativeEntry entry(agent);
  TRY(entry.check());
  volatile char frame[frame_size] = {};
  deepest++;
  return TRY(recurse<frame_size>(agent, deepest)) + frame[0];
}

TEST_P(AgentBasicsTest, DeepRecursionIsARangeError) {
  int deepest = 0;
  EXPECT_TRUE(recurse<1>(agent(), deepest).is_thrown());
  EXPECT_EQ(take_exception(), "RangeError: Maximum call stack size exceeded");
}

TEST_P(AgentBasicsTest, NamesAreInternedAndSymbolsDescribed) {
  EXPECT_EQ(agent().names().proto.as_atom()->to_utf8(), "__proto__");
  EXPECT_EQ(agent().names().symbol_iterator.as_symbol()->description()->to_utf8(), "Symbol.iterator");
  EXPECT_EQ(agent().names().empty.as_atom(), empty_string(agent()));
}

TEST(AgentLimitTest, HowDeepCallsNestIsCounted) {
  constexpr int k_deepest = 500;
  TestDoor door;
  AgentOptions options;
  options.native_stack_size = k_deepest * NativeEntry::k_bytes;
  const std::unique_ptr<Agent> agent = Agent::create(options, door);
  agent->set_stack_start(end_of_machine_stack());
  for (int i = 0; i < 2; i++) {
    int deepest = 0;
    EXPECT_TRUE(recurse<1>(*agent, deepest).is_thrown());
    EXPECT_EQ(deepest, k_deepest);
    deepest = 0;
    EXPECT_TRUE(recurse<2000>(*agent, deepest).is_thrown());
    EXPECT_EQ(deepest, k_deepest);
    (void)agent->take_exception();
  }
  // What takes more than there is is stopped earlier.
  int deepest = 0;
  EXPECT_TRUE(recurse<50'000>(*agent, deepest).is_thrown());
  EXPECT_LT(deepest, 100);
}

TEST(AgentLimitTest, PassingTheHeapsLimitAsksForATermination) {
  TestDoor door;
  AgentOptions options;
  options.heap.limit = std::size_t{4} << 20;
  const std::unique_ptr<Agent> agent = Agent::create(options, door);
  // Each is small, so they are still given.
  for (int i = 0; i < 100'000; ++i) make_ascii_string(*agent, std::string(100, 'x'));
  EXPECT_EQ(agent->take_interrupt(), Termination::OutOfMemory);
}

}  // namespace
}  // namespace orrery::vm
