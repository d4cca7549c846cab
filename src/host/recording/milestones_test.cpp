// Where a replay differs from its recording.

#include <string>

#include <gtest/gtest.h>

#include "host/live_door.h"
#include "host/recording/recording_door.h"
#include "host/recording/replay_door.h"

namespace orrery::host {
namespace {

using trace::SemanticEvent;

constexpr trace::Number k_source = 1;

/// Tasks that read the clock, the numbers of which are `first` to before `end`.
void run_tasks(Door& door, trace::SemanticHash& hash, trace::Number first, trace::Number end) {
  for (trace::Number sequence = first; sequence < end; sequence++) {
    hash.add<SemanticEvent::Task>(k_source, sequence);
    door.monotonic_ns();
  }
}

std::string recording_of(trace::Number tasks) {
  std::string bytes;
  LogWriter writer([&](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  });
  const auto inner = LiveDoor::create();
  trace::SemanticHash hash;
  RecordingDoor door(**inner, writer, hash);
  run_tasks(door, hash, 0, tasks);
  EXPECT_TRUE(door.end(0, std::nullopt));
  return bytes;
}

struct Replay {
  explicit Replay(std::string bytes) : log(*LogReader::parse("log", std::move(bytes))) {}
  std::string error() const { return door.error() ? door.error()->message : ""; }

  LogReader log;
  trace::SemanticHash hash;
  ReplayDoor door{log, hash, [] {}};
};

TEST(MilestonesTest, TheSameRunComesToTheSameOnes) {
  Replay replay(recording_of(100));
  run_tasks(replay.door, replay.hash, 0, 100);
  EXPECT_TRUE(replay.door.end(0));
}

TEST(MilestonesTest, ADifferenceIsToldWhereItIs) {
  Replay replay(recording_of(100));
  run_tasks(replay.door, replay.hash, 0, 40);
  run_tasks(replay.door, replay.hash, 7, 8);  // in the place of task 40
  run_tasks(replay.door, replay.hash, 41, 100);
  EXPECT_EQ(replay.error().find(
                "log: the run differs from the recorded one, between the turns 32 and 48: its hash is "),
            0u)
      << replay.error();
}

TEST(MilestonesTest, ADifferenceBehindTheLastIsToldAtTheEnd) {
  Replay replay(recording_of(100));
  run_tasks(replay.door, replay.hash, 0, 99);
  run_tasks(replay.door, replay.hash, 7, 8);
  EXPECT_EQ(replay.error(), "");
  const base::Result<void> result = replay.door.end(0);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message.find(
                "log: the run differs from the recorded one, between the turns 96 and 100: "),
            0u)
      << result.error().message;
}

TEST(MilestonesTest, ARunThatDoesLessIsOther) {
  Replay replay(recording_of(100));
  run_tasks(replay.door, replay.hash, 0, 10);
  for (int i = 0; i < 90; i++) replay.door.monotonic_ns();
  EXPECT_NE(replay.error().find("between the turns 0 and 16"), std::string::npos) << replay.error();
}

TEST(MilestonesTest, WhatTheRunHasReachedIsNotLeftToAskFor) {
  Replay replay(recording_of(16));
  run_tasks(replay.door, replay.hash, 0, 15);
  replay.hash.add<SemanticEvent::Task>(k_source, trace::Number{15});
  EXPECT_TRUE(replay.door.has_more());  // a reading of the clock
  replay.door.monotonic_ns();
  EXPECT_TRUE(replay.door.end(0));
}

}  // namespace
}  // namespace orrery::host
