// Agents share nothing: several run on several threads. What this is for is the preset tsan.

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

constexpr std::string_view k_program = R"(
  class Item { constructor(n) { this.n = n; this.text = `item ${n}` } get twice() { return this.n * 2 } }
  function* items(n) { for (let i = 0; i < n; i++) yield new Item(i) }
  var sum = 0, caught = 0, order = [];
  for (let round = 0; round < 20; round++) {
    const kept = [...items(500)];
    for (const item of kept) {
      try {
        if (item.n % 7 === 0) throw new RangeError(item.text.toUpperCase().padEnd(20, '.'));
        sum += item.twice + item.text.split(' ').join('-').length;
      } catch (error) {
        if (error.message.startsWith('ITEM')) caught++;
      }
    }
    note(kept.map(item => item.text + round).sort().join().length);
  }
  (async () => {
    for (let i = 0; i < 50; i++) order.push(await Promise.all([i, Promise.resolve(-i)]));
  })();
)";

std::string run_program(Door& door, std::string_view source) {
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{64} << 20});
  const Realm realm = agent->realm();
  double noted = 0;
  const Result<void> defined = realm.define_function("note", 1, [&](Call& call) -> Result<Value> {
    noted += *call.argument(0).to_number();
    return Value();
  });
  if (!defined) return defined.error().stack;
  const Result<Value> result = realm.evaluate(source, "program.js");
  if (!result) return result.error().stack;
  agent->collect_garbage();
  const Result<std::size_t> jobs = agent->run_jobs();
  if (!jobs) return jobs.error().stack;
  return std::to_string(noted) + " " + evaluate(realm, "[sum, caught, order.length, order[49]].join()");
}

TEST(ApiThreads, FourAgentsSideBySide) {
  FixedDoor door;
  const std::string expected = run_program(door, k_program);
  ASSERT_NE(expected.find(" 4340940,1440,50,49,-49"), std::string::npos) << expected;
  std::array<std::string, 4> results;
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (std::string& result : results) {
    threads.emplace_back([&result] {
      FixedDoor own_door;
      result = run_program(own_door, k_program);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST(ApiThreads, AnAgentMayMove) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  ASSERT_TRUE(agent->realm().evaluate("var kept = []"));
  for (int i = 0; i < 4; i++) {
    std::thread([&] {
      for (int n = 0; n < 200; n++)
        EXPECT_TRUE(agent->realm().evaluate("kept.push('text '.repeat(20) + kept.length)"));
      agent->collect_garbage();
    }).join();
  }
  EXPECT_EQ(evaluate(agent->realm(), "kept.length + kept[799].trim().slice(-3)"), "800799");
}

TEST(ApiThreads, AreInterruptedOneByOne) {
  constexpr std::size_t k_count = 4;
  FixedDoor door;
  std::array<std::unique_ptr<Agent>, k_count> agents;
  for (auto& agent : agents) agent = Agent::create(door);
  std::array<std::atomic<bool>, k_count> has_ended{};
  std::vector<std::thread> threads;
  threads.reserve(k_count);
  for (std::size_t i = 0; i < k_count; i++) {
    threads.emplace_back([&, i] {
      const Result<Value> result = agents[i]->realm().evaluate("try { for (;;); } finally { for (;;); }");
      has_ended[i] = !result && result.error().termination == Termination::Interrupted;
    });
  }
  for (std::size_t i = 0; i < k_count; i++) {
    EXPECT_FALSE(has_ended[i]);
    agents[i]->request_interrupt();
    threads[i].join();
    EXPECT_TRUE(has_ended[i]);
  }
}

}  // namespace

}  // namespace orrery
