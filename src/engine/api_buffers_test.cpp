// Bytes, and memory that agents on several threads share: Atomics.

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

class ApiBuffers : public ApiTest {};
ORRERY_API_TEST(ApiBuffers);

/// The real time, as waiting is about it.
class ClockDoor final : public Door {
 public:
  double wall_clock_ms() override { return 0; }
  std::uint64_t monotonic_ns() override {
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
  void fill_random(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{4}); }
};

TEST_P(ApiBuffers, Bytes) {
  constexpr std::array<std::byte, 4> k_bytes = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{255}};
  const Value buffer = *realm().array_buffer(k_bytes);
  ASSERT_TRUE(realm().global().set("buffer", buffer));
  EXPECT_EQ(run("buffer instanceof ArrayBuffer && new Uint8Array(buffer).join()"), "1,2,3,255");
  ASSERT_EQ(buffer.bytes().size(), 4u);
  buffer.bytes()[0] = std::byte{9};
  EXPECT_EQ(run("new Uint8Array(buffer)[0]"), "9");
  const Value view = *realm().evaluate("new Uint16Array(buffer, 2, 1)");
  ASSERT_EQ(view.bytes().size(), 2u);
  EXPECT_EQ(view.bytes()[1], std::byte{255});
  EXPECT_EQ(realm().evaluate("new DataView(buffer, 1)")->bytes().size(), 3u);
  run("buffer.transfer()");
  EXPECT_TRUE(buffer.bytes().empty());
  EXPECT_TRUE(view.bytes().empty());
  EXPECT_TRUE(Value(1).bytes().empty());
  EXPECT_TRUE(realm().string("x")->bytes().empty());
  EXPECT_EQ(realm().array_buffer({})->bytes().size(), 0u);
}

TEST_P(ApiBuffers, SharedOnesOutliveAgents) {
  std::optional<SharedBuffer> buffer;
  {
    FixedDoor door;
    const auto other = Agent::create(door);
    buffer = other->realm()
                 .evaluate("const b = new SharedArrayBuffer(4, { maxByteLength: 16 }); b")
                 ->shared_buffer();
    evaluate(other->realm(), "new Int32Array(b)[0] = 42");
  }
  ASSERT_TRUE(buffer.has_value());
  EXPECT_EQ(buffer->bytes().size(), 4u);
  ASSERT_TRUE(realm().global().set("b", *realm().shared_array_buffer(*buffer)));
  EXPECT_EQ(run("new Int32Array(b)[0] + ' ' + b.byteLength + ' ' + b.maxByteLength"), "42 4 16");
  run("b.grow(8)");
  EXPECT_EQ(buffer->bytes().size(), 8u);
  EXPECT_FALSE(realm().object().shared_buffer().has_value());
  EXPECT_FALSE(SharedBuffer::make(~std::size_t{0} >> 1).has_value());
}

TEST_P(ApiBuffers, NobodyBlocksUnasked) {
  EXPECT_EQ(run("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0)"),
            "THROWN: Atomics.wait cannot be called in this context");
}

TEST(ApiAtomics, AgentsShareABuffer) {
  constexpr std::size_t k_count = 4;
  const SharedBuffer buffer = *SharedBuffer::make(16);
  std::vector<std::thread> threads;
  threads.reserve(k_count);
  for (std::size_t i = 0; i < k_count; i++) {
    threads.emplace_back([&buffer] {
      FixedDoor door;
      const auto agent = Agent::create(door);
      ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
      EXPECT_EQ(evaluate(agent->realm(),
                         "const a = new Int32Array(shared);"
                         "for (let i = 0; i < 2000; i++) Atomics.add(a, 1, 1); 'done'"),
                "done");
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::int32_t sum = 0;
  std::memcpy(&sum, buffer.bytes().data() + 4, sizeof(sum));
  EXPECT_EQ(sum, 8000);
}

// https://tc39.es/ecma262/#sec-data-races: scripts may have them. Nothing else comes of it.
TEST(ApiAtomics, PlainAccessesMayRace) {
  const SharedBuffer buffer = *SharedBuffer::make(64);
  std::array<std::thread, 2> threads;
  for (std::thread& thread : threads) {
    thread = std::thread([&buffer] {
      FixedDoor door;
      const auto agent = Agent::create(door);
      ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
      EXPECT_EQ(evaluate(agent->realm(), R"(
        const arrays = [Uint8Array, Int16Array, Int32Array, Float32Array, Float64Array].map(A => new A(shared));
        let sum = 0;
        for (let i = 0; i < 2000; i++) {
          for (const a of arrays) { a[i % 8] = i; sum += a[7 - i % 8]; a[0]++ }
        }
        typeof sum)"),
                "number");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ApiAtomics, WaitAndNotify) {
  const SharedBuffer buffer = *SharedBuffer::make(8);
  std::string waited;
  std::thread waiter([&] {
    ClockDoor door;
    const auto agent = Agent::create(door, {.can_block = true});
    ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
    waited = evaluate(agent->realm(),
                      "const a = new Int32Array(shared); Atomics.store(a, 1, 1);"
                      "[Atomics.wait(a, 0, 0), Atomics.wait(a, 0, 5), Atomics.wait(a, 0, 0, 1)].join()");
  });
  ClockDoor door;
  const auto agent = Agent::create(door, {.can_block = true});
  ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
  EXPECT_EQ(evaluate(agent->realm(),
                     "const a = new Int32Array(shared); while (Atomics.load(a, 1) === 0);"
                     "while (Atomics.notify(a, 0) === 0); 'notified'"),
            "notified");
  waiter.join();
  EXPECT_EQ(waited, "ok,not-equal,timed-out");
}

TEST(ApiAtomics, WhoWaitsIsInterrupted) {
  ClockDoor door;
  const auto agent = Agent::create(door, {.can_block = true});
  std::thread watchdog([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    agent->request_interrupt();
  });
  EXPECT_EQ(evaluate(agent->realm(),
                     "try { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) } finally {}"),
            "TERMINATED: the script was interrupted");
  watchdog.join();
}

/// An agent's thread that has nothing to do.
class Bell {
 public:
  void ring() {
    const std::scoped_lock lock(mutex_);
    rang_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return rang_; });
    rang_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rang_ = false;
};

TEST(ApiAtomics, WaitAsyncWakesTheHost) {
  const SharedBuffer buffer = *SharedBuffer::make(4);
  Bell bell;
  ClockDoor door;
  const auto agent = Agent::create(door, {.on_wake = [&] { bell.ring(); }});
  const Realm realm = agent->realm();
  ASSERT_TRUE(realm.global().set("shared", *realm.shared_array_buffer(buffer)));
  evaluate(
      realm,
      "var result = ''; Atomics.waitAsync(new Int32Array(shared), 0, 0).value.then(it => { result += it })");
  std::thread other([&] {
    FixedDoor other_door;
    const auto notifier = Agent::create(other_door);
    ASSERT_TRUE(notifier->realm().global().set("shared", *notifier->realm().shared_array_buffer(buffer)));
    EXPECT_EQ(evaluate(notifier->realm(), "Atomics.notify(new Int32Array(shared), 0)"), "1");
  });
  bell.wait();
  ASSERT_TRUE(agent->run_jobs());
  other.join();
  EXPECT_EQ(evaluate(realm, "result"), "ok");
}

TEST(ApiAtomics, WaitAsyncTimesOut) {
  ClockDoor door;
  const auto agent = Agent::create(door);
  const Realm realm = agent->realm();
  EXPECT_EQ(agent->next_deadline(), std::nullopt);
  evaluate(realm,
           "var result = []; const a = new Int32Array(new SharedArrayBuffer(4));"
           "for (const time of [20, 1, 1e6]) Atomics.waitAsync(a, 0, 0, time).value.then(it => "
           "result.push(it + time))");
  while (agent->next_deadline() && *realm.global().get("result")->length() < 2) {
    const std::uint64_t now = door.monotonic_ns();
    if (now < *agent->next_deadline())
      std::this_thread::sleep_for(
          std::chrono::nanoseconds(std::min<std::uint64_t>(*agent->next_deadline() - now, 50'000'000)));
    ASSERT_TRUE(agent->run_jobs());
  }
  EXPECT_EQ(evaluate(realm, "result.join()"), "timed-out1,timed-out20");
  // Who is notified does not time out.
  EXPECT_TRUE(agent->next_deadline().has_value());
  EXPECT_EQ(evaluate(realm, "Atomics.notify(a, 0)"), "1");
  ASSERT_TRUE(agent->run_jobs());
  EXPECT_EQ(agent->next_deadline(), std::nullopt);
  EXPECT_EQ(evaluate(realm, "result[2]"), "ok1000000");
}

TEST(ApiAtomics, AgentsThatEndWaitForNothing) {
  const SharedBuffer buffer = *SharedBuffer::make(4);
  ClockDoor door;
  {
    const auto agent = Agent::create(door, {.on_wake = [] { ADD_FAILURE() << "nobody is there"; }});
    ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
    evaluate(agent->realm(), "Atomics.waitAsync(new Int32Array(shared), 0, 0)");
  }
  const auto agent = Agent::create(door);
  ASSERT_TRUE(agent->realm().global().set("shared", *agent->realm().shared_array_buffer(buffer)));
  EXPECT_EQ(evaluate(agent->realm(), "Atomics.notify(new Int32Array(shared), 0)"), "0");
}

}  // namespace

}  // namespace orrery
