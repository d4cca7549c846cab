// A whole run, recorded and replayed: the loop, its timers, and a script that reads clocks.

#include <gtest/gtest.h>

#include "host/recording_door.h"
#include "host/replay_door.h"
#include "loop/event_loop.h"
#include "loop/test_timer_functions.h"
#include "vm/test_realm.h"

namespace orrery::host {

using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// Passes no two readings alike.
class UnevenTime final : public Door {
 public:
  double wall_clock_ms() override {
    const std::uint64_t milliseconds = monotonic_ns() / 1'000'000;
    return 1'700'000'000'000.0 + static_cast<double>(milliseconds);
  }
  std::uint64_t monotonic_ns() override {
    step_ = step_ * 6364136223846793005 + 1442695040888963407;
    return now_ += step_ >> 44;
  }
  void fill_random(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(monotonic_ns());
  }
  base::Result<std::string> read_file(const std::string& path, std::size_t) override {
    return base::error(path + ": there are no files here");
  }
  std::string canonical_path(const std::string& path) override { return path; }
  FileAnswer access_file(const FileRequest&) override { return {}; }
  std::optional<std::string> fact(const std::string&) override { return std::nullopt; }
  std::uint64_t observe(std::string_view, std::uint64_t value) override { return value; }
  vm::TimeZoneData time_zone() override { return {}; }
  void set_zone_variable(std::optional<std::string>) override {}
  void begin_operation(loop::OperationId, std::unique_ptr<loop::Operation>) override {}
  std::optional<loop::CompletedOperation> take_completion() override { return std::nullopt; }
  void cancel_operation(loop::OperationId) override {}
  void wait_until(std::uint64_t deadline_ns) override { now_ = std::max(now_, deadline_ns) + (step_ >> 50); }

 private:
  std::uint64_t now_ = 5'000'000'000;
  std::uint64_t step_ = 1;
};

}  // namespace

class ReplayTest : public vm::RealmTest, public loop::EventLoopClient {
 protected:
  void report_exception(Value exception) override { note("uncaught " + text(exception)); }
  void report_unhandled_rejection(vm::Promise*) override {}

  vm::NativeFunction* running(std::function<void()> code) {
    return function([code = std::move(code)](NativeFrame&) -> Completion<Value> {
      code();
      return Value::undefined();
    });
  }

  /// Timers whose order depends on the clock, and a task that ends or goes on as the clock and chance will.
  void program(Door& door, trace::SemanticHash& hash) {
    loop::EventLoop loop(agent(), door, *this);
    loop.set_semantic_hash(&hash);
    const auto set_timeout = [&](std::uint32_t ms, std::function<void()> code) {
      loop.set_timer({.callback = running(std::move(code)), .realm = &realm(), .timeout_ms = ms});
    };
    set_timeout(2, [&] { note("a " + std::to_string(door.wall_clock_ms())); });
    set_timeout(1, [&] { note("b " + std::to_string(door.wall_clock_ms())); });
    set_timeout(1, [&] {
      std::array<std::byte, 1> chance{};
      do {
        door.fill_random(chance);
        note("chance " + std::to_string(static_cast<int>(chance[0])));
      } while (static_cast<int>(chance[0]) % 4 != 0);
      const double until = door.wall_clock_ms() + 3;
      while (door.wall_clock_ms() < until) {
      }
      set_timeout(0, [&] { note("c"); });
    });
    set_timeout(4, [&] { note("d"); });
    loop.clean_up_after_running_script();
    loop.run();
  }
};

ORRERY_REALM_TEST(WholeRunTest, ReplayTest);

TEST_P(WholeRunTest, IsTheSameWhenItIsReplayed) {
  UnevenTime time;
  std::string bytes;
  LogWriter log([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash recorded_hash;
  RecordingDoor recording(time, log, recorded_hash);
  program(recording, recorded_hash);
  const std::string recorded = take_log();
  ASSERT_TRUE(recording.end(0, agent().interruption()));
  ASSERT_NE(recorded.find("chance"), std::string::npos);

  base::Result<LogReader> reader = LogReader::parse("log", bytes);
  ASSERT_TRUE(reader);
  trace::SemanticHash hash;
  ReplayDoor replay(*reader, hash, [] { FAIL() << "the replay went another way"; });
  program(replay, hash);
  EXPECT_EQ(take_log(), recorded);
  const base::Result<void> result = replay.end(0);
  EXPECT_TRUE(result) << result.error().message;
}

TEST_P(WholeRunTest, EndsInTimeWhenTheProgramIsAnother) {
  UnevenTime time;
  std::string bytes;
  LogWriter log([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash recorded_hash;
  RecordingDoor recording(time, log, recorded_hash);
  recording.add_input("script", "another one");
  program(recording, recorded_hash);
  ASSERT_TRUE(recording.end(0, std::nullopt));

  base::Result<LogReader> reader = LogReader::parse("log", bytes);
  ASSERT_TRUE(reader);
  trace::SemanticHash hash;
  ReplayDoor replay(*reader, hash, [&] { agent().request_interrupt(vm::Termination::Exit); });
  program(replay, hash);
  EXPECT_TRUE(agent().is_terminating());
  EXPECT_FALSE(replay.end(0));
}

}  // namespace orrery::host
