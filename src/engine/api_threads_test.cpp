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

/// What engines keep tables for: regular expressions, shapes, atoms, dates, numbers, code that is compiled
/// late.
constexpr const char* k_programs[] = {
    R"(const found = [];
       for (let i = 0; i < 300; i++) {
         const text = `key${i % 17}=value${i};other=${i * 3}`;
         for (const m of text.matchAll(new RegExp('(?<key>[a-z]+)' + (i % 5) + '?=(\\w+)', 'giu')))
           found.push(m.groups.key.toUpperCase() + m[2].replace(/\d+/g, d => d * 2));
       }
       found.length + found.at(-1) + 'straße ıİ'.toLocaleUpperCase().normalize('NFD').length)",
    R"(const data = { list: Array.from({ length: 500 }, (_, i) => ({ i, name: 'n' + i, nested: [i, [i / 7]] })) };
       let text = '';
       for (let i = 0; i < 10; i++) text = JSON.stringify(JSON.parse(JSON.stringify(data)), null, i);
       text.length + JSON.stringify(structure(text)).length;
       function structure(text) { return JSON.parse(text, (key, value) => Array.isArray(value) ? value.length : value) })",
    R"(let out = '';
       for (let i = 0; i < 200; i++) {
         const C = eval(`(class C${i} { #p = ${i}; static s = ${i}; get p() { return this.#p } })`);
         out += new C().p + C.s + C.name.length;
         const o = {}; for (let k = 0; k < 20; k++) o['p' + (i + k) % 37] = k;
         out += Object.keys(o).length + new Function('a', 'return a + ' + i)(1);
       }
       out.length + new Date(0).toString() + (0.1 + 0.2).toFixed(17) + 2n ** 200n)",
    R"(const seen = new WeakMap, set = new Set, symbols = {};
       for (let i = 0; i < 3000; i++) {
         const key = { i }; seen.set(key, [key]); set.add(i % 100);
         symbols[Symbol.for('s' + i % 50)] = i;
       }
       const typed = new Float64Array(1000).map((_, i) => 1000 - i).sort();
       [set.size, Object.getOwnPropertySymbols(symbols).length, typed[0], [...'ab😀'].length].join())",
    R"(let caught = 0;
       function deep(n) { return n === 0 ? null.x : deep(n - 1) }
       for (let i = 0; i < 200; i++) { try { deep(i % 40) } catch (e) { caught += e.stack.split('\n').length } }
       try { (function f() { f() })() } catch (e) { caught += e.message.length }
       caught)",
};

TEST(ApiThreads, EachWithAnotherProgram) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  constexpr std::size_t k_count = std::size(k_programs);
  std::array<std::string, k_count> expected;
  for (std::size_t i = 0; i < k_count; i++) {
    expected[i] = evaluate(agent->make_realm(), k_programs[i]);
    EXPECT_EQ(expected[i].find("THROWN"), std::string::npos) << expected[i];
  }
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (std::size_t thread = 0; thread < 4; thread++) {
    threads.emplace_back([&expected, thread] {
      FixedDoor own_door;
      // An agent for each program; the threads are never at the same one.
      for (std::size_t i = 0; i < k_count; i++) {
        const std::size_t program = (i + thread) % k_count;
        const auto own = Agent::create(own_door, {.heap_limit = std::size_t{64} << 20});
        EXPECT_EQ(evaluate(own->realm(), k_programs[program]), expected[program]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ApiThreads, TimeLimitsAndMemoryLimits) {
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; thread++) {
    threads.emplace_back([thread] {
      FixedDoor door;
      // Builds that collect only between jobs must not come to the limit before the time is over.
      const std::size_t limit = std::size_t{8} << (thread % 2 == 0 ? 27 : 20);
      const auto agent = Agent::create(door, {.heap_limit = limit});
      for (int i = 0; i < 3; i++) {
        std::thread watchdog;
        if (thread % 2 == 0) {
          watchdog = std::thread([&agent] {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            agent->request_interrupt(Termination::TimeLimit);
          });
        }
        const Result<Value> result = agent->realm().evaluate(
            thread % 2 == 0 ? "for (;;) try { /a+b/.test('a'.repeat(50)); null.x } catch {}"
                            : "{ let a; for (;;) a = [a]; }");
        if (watchdog.joinable()) watchdog.join();
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().termination,
                  thread % 2 == 0 ? Termination::TimeLimit : Termination::OutOfMemory);
      }
      EXPECT_EQ(evaluate(agent->realm(), "1 + 1"), "2");
    });
  }
  for (std::thread& thread : threads) thread.join();
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
