#include <array>
#include <latch>
#include <memory>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "host/live_door.h"
#include "host/recording/recording_door.h"
#include "host/recording/replay_door.h"

namespace orrery::host {
namespace {

/// Its answer is what it was given, and a mark.
class EchoOperation final : public loop::Operation {
 public:
  explicit EchoOperation(std::string text) : text_(std::move(text)) {}
  std::string_view kind() const override { return "echo"; }
  void perform() override { answer_ = text_ + "!"; }
  std::string describe() const override { return "echo " + text_; }
  std::string answer_text() const override { return answer_; }
  bool set_answer_text(std::string_view text) override {
    answer_ = text;
    return text.ends_with('!');
  }

 private:
  std::string text_;
  std::string answer_;
};

/// Answers what the test says.
class ScriptedDoor final : public Door {
 public:
  double wall_clock_ms() override { return wall += 0.5; }
  std::uint64_t monotonic_ns() override { return monotonic += 7; }
  void fill_random(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random++);
  }
  vm::TimeZoneData time_zone() override { return {.name = "Europe/Berlin", .rules = zone_variable}; }
  void set_zone_variable(std::optional<std::string> value) override { zone_variable = value.value_or(""); }
  void wait_until(std::uint64_t deadline_ns) override { monotonic = deadline_ns; }
  base::Result<std::string> read_file(const std::string& path, std::size_t) override {
    if (path == "none.js") return base::error("none.js: No such file or directory");
    return "text of " + path;
  }
  FileAnswer access_file(const FileRequest& request) override {
    return request.path == "none.js" ? FileAnswer{.error = 2}
                                     : FileAnswer{.status = {.mode = 0100644, .size = 5}, .data = "a:b"};
  }
  std::string canonical_path(const std::string& path) override { return "/real/" + path; }
  std::optional<std::string> fact(const std::string& name) override {
    if (name == "none" || name == "terminal 1") return std::nullopt;
    return "what is " + name;
  }
  std::uint64_t observe(std::string_view, std::uint64_t value) override { return value; }
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override {
    operation->perform();
    in_flight.push_back({id, std::move(operation)});
  }
  /// The last first, and every third time nothing.
  std::optional<loop::CompletedOperation> take_completion() override {
    if (in_flight.empty() || ++questions % 3 == 0) return std::nullopt;
    loop::CompletedOperation last = std::move(in_flight.back());
    in_flight.pop_back();
    return last;
  }
  void cancel_operation(loop::OperationId id) override {
    std::erase_if(in_flight, [id](const auto& each) { return each.id == id; });
  }

  std::string zone_variable = "CET-1CEST";
  std::vector<loop::CompletedOperation> in_flight;
  int questions = 0;
  double wall = 1'700'000'000'000;
  std::uint64_t monotonic = 1000;
  int random = 1;
};

/// What a program asks, and what it was told.
std::string ask(Door& door) {
  std::string told;
  const auto note = [&](auto number) { told += std::to_string(number) + " "; };
  note(door.monotonic_ns());
  for (int i = 0; i < 3; i++) note(door.wall_clock_ms());
  door.wait_until(2000);
  note(door.monotonic_ns());
  std::array<std::byte, 3> bytes{};
  door.fill_random(bytes);
  for (const std::byte byte : bytes) note(static_cast<int>(byte));
  note(door.wall_clock_ms());
  const vm::TimeZoneData zone = door.time_zone();
  told += zone.name + " " + zone.rules;
  door.set_zone_variable("JST-9");
  told += " " + door.time_zone().rules;
  return told;
}

struct Recorded {
  std::string bytes;
  std::string told;
  std::uint64_t digest = 0;
};

Recorded record() {
  Recorded recorded;
  ScriptedDoor inner;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    recorded.bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  door.add_input("script", "text");
  recorded.told = ask(door);
  recorded.digest = hash.digest();
  EXPECT_TRUE(door.end(3, std::nullopt));
  return recorded;
}

/// A door that replays; `use` gets it.
class Replay {
 public:
  explicit Replay(std::string bytes)
      : reader_(*LogReader::parse("log", std::move(bytes))), door(reader_, hash, [this] { mismatches++; }) {}

 private:
  LogReader reader_;

 public:
  trace::SemanticHash hash;
  int mismatches = 0;
  ReplayDoor door;

  std::string error() const { return door.error() ? door.error()->message : "none"; }
};

TEST(DoorsTest, AReplayTellsWhatWasRecorded) {
  const Recorded recorded = record();
  Replay replay(recorded.bytes);
  EXPECT_EQ(*replay.door.take_input("script"), "text");
  EXPECT_EQ(ask(replay.door), recorded.told);
  EXPECT_EQ(replay.error(), "none");
  EXPECT_EQ(replay.hash.digest(), recorded.digest);
  EXPECT_TRUE(replay.door.end(3));
  EXPECT_EQ(replay.mismatches, 0);
}

TEST(DoorsTest, AnInterruptionIsKnownBeforehand) {
  ScriptedDoor inner;
  std::string bytes;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  door.wall_clock_ms();
  EXPECT_TRUE(door.end(124, vm::Agent::Interruption{vm::Termination::TimeLimit, 77}));

  Replay replay(bytes);
  EXPECT_EQ(replay.door.interruption()->reason, vm::Termination::TimeLimit);
  EXPECT_EQ(replay.door.interruption()->look, 77u);
  replay.door.wall_clock_ms();
  EXPECT_TRUE(replay.door.end(124)) << replay.error();
  EXPECT_FALSE(Replay(record().bytes).door.interruption().has_value());
}

TEST(DoorsTest, WhatHardlyEverHappensIsInTheRecordingOnlyThen) {
  ScriptedDoor inner;
  std::string bytes;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  const auto ask_all = [](Door& asked, bool happens) {
    std::string answers;
    const auto ask = [&](bool now) { answers += asked.happens("rain", now && happens) ? 'y' : 'n'; };
    ask(false);
    asked.wall_clock_ms();
    asked.wall_clock_ms();
    ask(true);
    ask(true);
    ask(false);
    asked.wall_clock_ms();
    asked.canonical_path("a");
    ask(true);
    return answers;
  };
  EXPECT_EQ(ask_all(door, true), "nyyny");
  EXPECT_TRUE(door.end(0, std::nullopt));
  Replay replay(bytes);
  EXPECT_EQ(ask_all(replay.door, false), "nyyny");
  EXPECT_TRUE(replay.door.end(0)) << replay.error();
}

TEST(DoorsTest, FilesAreInTheRecording) {
  std::string bytes;
  ScriptedDoor inner;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  const auto read_all = [](Door& from) {
    return from.read_file("a.js", 100).value_or("") + " " + from.canonical_path("a.js") + " " +
           from.read_file("none.js", 100).error().message + " " +
           from.access_file({.operation = FileOperation::Stat, .path = "a.js"}).data + " " +
           std::to_string(from.access_file({.operation = FileOperation::Stat, .path = "none.js"}).error);
  };
  const std::string told = read_all(door);
  EXPECT_EQ(told, "text of a.js /real/a.js none.js: No such file or directory a:b 2");
  EXPECT_TRUE(door.end(0, std::nullopt));

  Replay replay(bytes);
  EXPECT_EQ(read_all(replay.door), told);
  EXPECT_TRUE(replay.door.end(0)) << replay.error();

  Replay other(bytes);
  EXPECT_FALSE(other.door.read_file("b.js", 100));
  EXPECT_EQ(other.error(), "log: the recording has the input \"file a.js\" where \"file b.js\" is expected");
  EXPECT_EQ(other.door.canonical_path("a.js"), "a.js");
  EXPECT_EQ(other.mismatches, 1);
}

TEST(DoorsTest, FactsAndObservationsAreInTheRecording) {
  std::string bytes;
  ScriptedDoor inner;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  const auto ask_all = [](Door& from, std::uint64_t heap_size) {
    return from.fact("process id").value_or("none") + ", " + from.fact("terminal 1").value_or("none") + ", " +
           std::to_string(from.observe("heap used", heap_size));
  };
  const std::string told = ask_all(door, 1234);
  EXPECT_EQ(told, "what is process id, none, 1234");
  EXPECT_TRUE(door.end(0, std::nullopt));

  Replay replay(bytes);
  EXPECT_EQ(ask_all(replay.door, 99), told);
  EXPECT_EQ(replay.hash.digest(), hash.digest());
  EXPECT_TRUE(replay.door.end(0)) << replay.error();

  Replay other(bytes);
  EXPECT_FALSE(other.door.fact("executable"));
  EXPECT_EQ(other.mismatches, 1);
}

/// What the answers were, and where there was none.
std::string ask_for_completions(Door& door) {
  std::string told;
  for (int i = 0; i < 8; i++) {
    const std::optional<loop::CompletedOperation> completed = door.take_completion();
    told += completed ? std::to_string(completed->id) + completed->operation->answer_text() + " " : "- ";
  }
  return told;
}

TEST(DoorsTest, OperationsAreInTheRecording) {
  std::string bytes;
  ScriptedDoor inner;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  trace::SemanticHash hash;
  RecordingDoor door(inner, writer, hash);
  const auto use = [](Door& of) {
    const std::array texts = {"a", "b", "c", "d"};
    for (std::size_t i = 0; i < texts.size(); i++)
      of.begin_operation(i + 1, std::make_unique<EchoOperation>(texts[i]));
    of.cancel_operation(3);
    return ask_for_completions(of) + std::to_string(of.monotonic_ns());
  };
  const std::string told = use(door);
  EXPECT_EQ(told, "4d! 2b! - 1a! - - - - 1007");
  EXPECT_TRUE(door.end(0, std::nullopt));

  Replay replay(bytes);
  EXPECT_EQ(use(replay.door), told);
  EXPECT_EQ(replay.hash.digest(), hash.digest());
  EXPECT_TRUE(replay.door.end(0)) << replay.error();

  Replay other(bytes);
  other.door.begin_operation(1, std::make_unique<EchoOperation>("A"));
  EXPECT_EQ(
      other.error(),
      "log: the run begins \"echo A\" where the recorded one began \"echo a\": it is not the same program");

  Replay impatient(bytes);
  impatient.door.begin_operation(1, std::make_unique<EchoOperation>("a"));
  EXPECT_FALSE(impatient.door.take_completion());
  EXPECT_EQ(impatient.error(),
            "log: the run hears of no operation where the recorded one begins an operation (event 2): it is "
            "not the "
            "same program");
}

TEST(DoorsTest, AnAnswerThatIsNoneIsAnError) {
  std::string bytes;
  {
    LogWriter writer([&](std::string_view more) -> base::Result<void> {
      bytes += more;
      return {};
    });
    writer.operation_begun(1, "echo a");
    writer.operation_completed(1, "nonsense");
    writer.operation_completed(1, "a!");
    EXPECT_TRUE(writer.end(0, 0));
  }
  Replay replay(bytes);
  replay.door.begin_operation(1, std::make_unique<EchoOperation>("a"));
  EXPECT_FALSE(replay.door.take_completion());
  EXPECT_EQ(replay.error(), "log: the recording's answer to operation 1 is damaged");
  EXPECT_FALSE(replay.door.take_completion());
}

TEST(DoorsTest, AnotherOrderIsAnError) {
  Replay replay(record().bytes);
  std::ignore = replay.door.take_input("script");
  replay.door.monotonic_ns();
  std::array<std::byte, 3> bytes{};
  replay.door.fill_random(bytes);
  EXPECT_EQ(
      replay.error(),
      "log: the run asks for random bytes where the recorded one reads the wall clock (event 3): it is not "
      "the same program");
  replay.door.wall_clock_ms();
  replay.door.wait_until(1);
  EXPECT_EQ(replay.mismatches, 1);
  EXPECT_FALSE(replay.door.end(3));
}

TEST(DoorsTest, FewerReadingsAreAnError) {
  std::string bytes;
  {
    LogWriter writer([&](std::string_view more) -> base::Result<void> {
      bytes += more;
      return {};
    });
    for (int i = 0; i < 5; i++) writer.wall_clock(1);
    EXPECT_TRUE(writer.end(0, 0));
  }
  Replay replay(bytes);
  for (int i = 0; i < 4; i++) EXPECT_EQ(replay.door.wall_clock_ms(), 1);
  replay.door.wait_until(5);
  EXPECT_EQ(
      replay.error(),
      "log: the run waits where the recorded one reads the wall clock again (event 1): it is not the same "
      "program");
}

TEST(DoorsTest, OtherRequestsOfTheSameSortAreErrors) {
  Replay other_name(record().bytes);
  EXPECT_FALSE(other_name.door.take_input("arguments"));
  EXPECT_EQ(other_name.error(),
            "log: the recording has the input \"script\" where \"arguments\" is expected");

  const auto until_wait = [](Replay& replay) {
    std::ignore = replay.door.take_input("script");
    replay.door.monotonic_ns();
    for (int i = 0; i < 3; i++) replay.door.wall_clock_ms();
  };
  Replay other_deadline(record().bytes);
  until_wait(other_deadline);
  other_deadline.door.wait_until(2001);
  EXPECT_EQ(other_deadline.error(),
            "log: the run waits for another deadline than the recorded one: it is not the same program");

  Replay other_size(record().bytes);
  until_wait(other_size);
  other_size.door.wait_until(2000);
  other_size.door.monotonic_ns();
  std::array<std::byte, 4> bytes{};
  other_size.door.fill_random(bytes);
  EXPECT_EQ(
      other_size.error(),
      "log: the run asks for 4 random bytes where the recorded one asked for 3: it is not the same program");
}

TEST(DoorsTest, AnEndThatDiffersIsAnError) {
  Replay too_short(record().bytes);
  std::ignore = too_short.door.take_input("script");
  EXPECT_EQ(
      too_short.door.end(3).error().message,
      "log: the run ends where the recorded one reads the monotonic clock (event 2): it is not the same "
      "program");

  Replay other_status(record().bytes);
  std::ignore = other_status.door.take_input("script");
  ask(other_status.door);
  EXPECT_EQ(other_status.door.end(0).error().message,
            "log: the run ends with status 0, the recorded one with 3");

  Replay other_output(record().bytes);
  std::ignore = other_output.door.take_input("script");
  ask(other_output.door);
  other_output.hash.add<trace::SemanticEvent::ConsoleOutput>(trace::Number{1}, trace::Text("more"));
  const base::Result<void> result = other_output.door.end(3);
  ASSERT_FALSE(result);
  EXPECT_EQ(
      result.error().message.find("log: the run differs from the recorded one, in turn 0: its hash is "), 0u);
}

TEST(DoorsTest, ARecordingWithoutAnEndGoesAsFarAsItGoes) {
  std::string bytes;
  {
    LogWriter writer([&](std::string_view more) -> base::Result<void> {
      bytes += more;
      return {};
    });
    writer.wall_clock(5);
  }
  Replay replay(bytes);
  EXPECT_EQ(replay.door.wall_clock_ms(), 5);
  replay.door.wall_clock_ms();
  EXPECT_EQ(replay.error(),
            "log: the recording ends here, and the run reads the wall clock: the recorded run was killed");
}

TEST(LiveDoorTest, ClocksGoForward) {
  const auto door = LiveDoor::create();
  ASSERT_TRUE(door);
  EXPECT_GT((*door)->wall_clock_ms(), 1.6e12);
  const std::uint64_t before = (*door)->monotonic_ns();
  (*door)->wait_until(before + 2'000'000);
  EXPECT_GE((*door)->monotonic_ns(), before + 2'000'000);
}

TEST(LiveDoorTest, WakeEndsTheNextWait) {
  const auto door = LiveDoor::create();
  ASSERT_TRUE(door);
  (*door)->wake();
  const std::uint64_t before = (*door)->monotonic_ns();
  (*door)->wait_until(before + 60'000'000'000);
  EXPECT_LT((*door)->monotonic_ns(), before + 60'000'000'000);
}

/// Waits for a completion, as a loop does.
loop::CompletedOperation next_completion(LiveDoor& door) {
  for (;;) {
    if (std::optional<loop::CompletedOperation> completed = door.take_completion())
      return *std::move(completed);
    door.wait_until(LiveDoor::k_never);
  }
}

TEST(LiveDoorTest, OperationsAreDoneOnThreads) {
  const auto door = *LiveDoor::create();
  EXPECT_FALSE(door->take_completion());
  constexpr loop::OperationId k_count = 40;
  for (loop::OperationId id = 1; id <= k_count; id++)
    door->begin_operation(id, std::make_unique<EchoOperation>(std::to_string(id)));
  std::set<std::string> answers;
  for (loop::OperationId i = 1; i <= k_count; i++) {
    const loop::CompletedOperation completed = next_completion(*door);
    EXPECT_EQ(completed.operation->answer_text(), std::to_string(completed.id) + "!");
    answers.insert(completed.operation->answer_text());
  }
  EXPECT_EQ(answers.size(), k_count);
  EXPECT_FALSE(door->is_busy());
  EXPECT_FALSE(door->take_completion());
}

/// Takes as long as the test likes.
class SlowOperation final : public loop::Operation {
 public:
  explicit SlowOperation(std::shared_ptr<std::latch> latch) : latch_(std::move(latch)) {}
  std::string_view kind() const override { return "slow"; }
  void perform() override { latch_->wait(); }
  std::string describe() const override { return ""; }
  std::string answer_text() const override { return ""; }
  bool set_answer_text(std::string_view) override { return true; }

 private:
  std::shared_ptr<std::latch> latch_;
};

TEST(LiveDoorTest, OperationsInFlightAreCancelledAndInterrupted) {
  const auto door = *LiveDoor::create();
  const auto latch = std::make_shared<std::latch>(1);
  constexpr loop::OperationId k_count = 8;
  for (loop::OperationId id = 1; id <= k_count; id++)
    door->begin_operation(id, std::make_unique<SlowOperation>(latch));
  door->wake();
  const std::uint64_t before = door->monotonic_ns();
  door->wait_until(before + 60'000'000'000);
  EXPECT_LT(door->monotonic_ns(), before + 60'000'000'000);
  EXPECT_FALSE(door->take_completion());
  for (loop::OperationId id = 1; id < k_count; id++) door->cancel_operation(id);
  EXPECT_TRUE(door->is_busy());
  latch->count_down();
  EXPECT_EQ(next_completion(*door).id, k_count);
  // Those that were on threads are done, too, and nobody hears of them.
  while (door->is_busy()) door->take_completion();
  EXPECT_FALSE(door->take_completion());
}

TEST(LiveDoorTest, ADoorThatGoesLeavesItsOperations) {
  {
    const auto door = *LiveDoor::create();
    door->begin_operation(1, std::make_unique<EchoOperation>("done, or not begun"));
  }
}

TEST(LiveDoorTest, FactsAreTheMachines) {
  const std::unique_ptr<LiveDoor> door = *LiveDoor::create();
  EXPECT_TRUE(door->fact("working directory").value_or("").starts_with('/'));
  EXPECT_NE(door->fact("process id").value_or(""), "");
  EXPECT_NE(door->fact("variables").value_or("").find(std::string_view("PATH\0", 5)), std::string::npos);
  EXPECT_EQ(door->fact("variable ORRERY_TEST_OF_NO_SUCH_NAME"), std::nullopt);
  EXPECT_EQ(door->fact("nonsense"), std::nullopt);
}

TEST(LiveDoorTest, RandomBytesDiffer) {
  const auto door = LiveDoor::create();
  ASSERT_TRUE(door);
  std::array<std::byte, 16> first{};
  std::array<std::byte, 16> second{};
  (*door)->fill_random(first);
  (*door)->fill_random(second);
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace orrery::host
