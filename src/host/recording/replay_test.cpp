// A whole run, recorded and replayed: the loop, its timers, and a script that reads clocks.

#include <gtest/gtest.h>

#include "host/recording/recording_door.h"
#include "host/recording/replay_door.h"
#include "loop/event_loop.h"
#include "loop/test_timer_functions.h"
#include "vm/collections/weak_ref.h"
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

/// Questions about what scripts hold weakly, without a loop.
class WeakDoorTest : public vm::RealmTest {
 protected:
  WeakDoorTest() {
    agent().weak_references().hold_targets(agent().heap());
    prototype_ = keep(object());
  }
  void make_refs(int count) {
    for (int i = 0; i < count; i++) refs_.items().push_back(vm::make_weak_ref(agent(), prototype_, object()));
    agent().weak_references().clear_kept_objects();
  }
  /// Of each whether its target is there.
  std::string refs() {
    std::string text;
    for (gc::Cell* ref : refs_.items())
      text += static_cast<vm::WeakRef*>(ref)->target().is_undefined() ? '-' : '+';
    return text;
  }
  LogReader reader() {
    base::Result<LogReader> reader = LogReader::parse("log", bytes_);
    EXPECT_TRUE(reader);
    return *std::move(reader);
  }
  static std::string text_of(std::vector<vm::OrdinalRange> weak_refs) {
    return vm::WeakClearing{.weak_refs = std::move(weak_refs), .registries = {}}.to_text();
  }
  /// What a replay says that asks in this turn, when the recording has these references cleared in turn 3.
  std::string error_of(std::string_view references, std::uint64_t turn) {
    bytes_.clear();
    LogWriter log = writer();
    log.weak_references_cleared(3, references);
    EXPECT_TRUE(log.end(0, 0));
    LogReader events = reader();
    trace::SemanticHash hash;
    ReplayDoor replay(events, hash, nullptr);
    EXPECT_FALSE(replay.clear_weak_references(agent(), turn, true));
    if (!replay.error()) replay.monotonic_ns();
    return replay.error()->message;
  }
  LogWriter writer() {
    return LogWriter([this](std::string_view more) -> base::Result<void> {
      bytes_ += more;
      return {};
    });
  }

  UnevenTime time_;
  std::string bytes_;
  vm::Object* prototype_ = nullptr;
  gc::RootVector<gc::Cell> refs_{agent().heap()};
};

ORRERY_REALM_TEST(WeakClearingDoorsTest, WeakDoorTest);

TEST_P(WeakClearingDoorsTest, WriteDownWhatIsCleared) {
  LogWriter log = writer();
  trace::SemanticHash hash;
  RecordingDoor door(time_, log, hash);
  make_refs(3);
  keep(static_cast<vm::WeakRef*>(refs_.items()[1])->target().as_object());
  EXPECT_FALSE(door.clear_weak_references(agent(), 1, false));
  EXPECT_EQ(refs(), "+++");
  EXPECT_TRUE(door.clear_weak_references(agent(), 2, true));
  EXPECT_EQ(refs(), "-+-");
  EXPECT_FALSE(door.clear_weak_references(agent(), 3, true)) << "nothing more";
  EXPECT_TRUE(door.end(0, std::nullopt));
  LogReader events = reader();
  const base::Result<LogEvent> event = events.next();
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, LogEventKind::WeakReferencesCleared);
  EXPECT_EQ(event->turn, 2u);
  EXPECT_EQ(event->bytes, text_of({{1, 1}, {3, 3}}));
  EXPECT_EQ(hash.event_count(), 1u);
  EXPECT_EQ(events.next()->kind, LogEventKind::End);
}

TEST_P(WeakClearingDoorsTest, ClearWhatWasWrittenDownAndCollectNothing) {
  LogWriter log = writer();
  trace::SemanticHash recorded_hash;
  log.monotonic_clock(5);
  log.weak_references_cleared(2, text_of({{1, 2}}));
  log.weak_references_cleared(4, text_of({{4, 4}}));
  log.monotonic_clock(6);
  recorded_hash.add<trace::SemanticEvent::WeakReferencesCleared>(2, trace::Text(text_of({{1, 2}})));
  recorded_hash.add<trace::SemanticEvent::WeakReferencesCleared>(4, trace::Text(text_of({{4, 4}})));
  EXPECT_TRUE(log.end(0, recorded_hash.digest()));

  LogReader events = reader();
  trace::SemanticHash hash;
  ReplayDoor replay(events, hash, [] { FAIL() << "the replay went another way"; });
  make_refs(4);
  const std::uint64_t collections = agent().heap().statistics().major_collections;
  EXPECT_FALSE(replay.clear_weak_references(agent(), 0, true)) << "a clock is read first";
  EXPECT_EQ(replay.observed_ns(), 5u);
  EXPECT_FALSE(replay.clear_weak_references(agent(), 1, true));
  EXPECT_EQ(refs(), "++++");
  EXPECT_TRUE(replay.clear_weak_references(agent(), 2, false));
  EXPECT_EQ(refs(), "--++");
  EXPECT_FALSE(replay.clear_weak_references(agent(), 3, true));
  EXPECT_TRUE(replay.clear_weak_references(agent(), 4, true));
  EXPECT_EQ(refs(), "--+-");
  EXPECT_FALSE(replay.clear_weak_references(agent(), 5, true));
  EXPECT_EQ(replay.observed_ns(), 6u);
  EXPECT_TRUE(replay.end(0));
  if (!collects_always()) EXPECT_EQ(agent().heap().statistics().major_collections, collections);
}

TEST_P(WeakClearingDoorsTest, SayWhatIsWrong) {
  make_refs(2);
  const std::string never_there =
      "log: what the recorded run lost of what is held weakly (event 1) was never there: "
      "it is not the same program";
  EXPECT_EQ(error_of(text_of({{2, 3}}), 3), never_there);
  EXPECT_EQ(error_of("", 3), never_there);
  EXPECT_EQ(error_of("\xff\xff", 3), never_there);
  for (const std::uint64_t turn : {2u, 4u})
    EXPECT_EQ(error_of(text_of({{1, 1}}), turn),
              "log: the run reads the monotonic clock where the recorded one loses weak references (event "
              "1): it is "
              "not the same program");
  EXPECT_EQ(refs(), "++");
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
