#include <cmath>
#include <cstdio>
#include <limits>

#include <gtest/gtest.h>

#include "base/hash64.h"
#include "host/files/files.h"
#include "host/recording/log_reader.h"
#include "host/recording/log_writer.h"

namespace orrery::host {
namespace {

/// A recording in memory.
struct Recording {
  std::string bytes;
  LogWriter writer{[this](std::string_view more) -> base::Result<void> {
    bytes += more;
    return {};
  }};
};

/// The events as text, or what is wrong.
std::string contents(std::string bytes) {
  base::Result<LogReader> reader = LogReader::parse("file", std::move(bytes));
  if (!reader) return reader.error().message;
  std::string text;
  while (!reader->is_at_end()) {
    const base::Result<LogEvent> event = reader->next();
    if (!event) return event.error().message;
    if (!text.empty()) text += "; ";
    if (event->left_out) text += std::to_string(event->left_out->size) + " left out of ";
    switch (event->kind) {
      case LogEventKind::Input:
        text += "input " + std::string(event->name) + "=" + std::string(event->bytes);
        break;
      case LogEventKind::TimeZone:
        text += "zone " + std::string(event->name) + "=" + std::string(event->bytes);
        break;
      case LogEventKind::WallClock:
      case LogEventKind::WallClockBits:
        text += "wall " + std::to_string(event->wall_clock_ms) + " x" + std::to_string(event->count);
        break;
      case LogEventKind::MonotonicClock:
        text += "monotonic " + std::to_string(event->nanoseconds) + " x" + std::to_string(event->count);
        break;
      case LogEventKind::Random:
        text += "random " + std::string(event->bytes);
        break;
      case LogEventKind::Wait:
        text += "wait " + std::to_string(event->nanoseconds);
        break;
      case LogEventKind::OperationBegun:
        text += "begun " + std::to_string(event->id) + "=" + std::string(event->bytes);
        break;
      case LogEventKind::OperationCompleted:
        text += "completed " + std::to_string(event->id) + "=" + std::string(event->bytes);
        break;
      case LogEventKind::NoCompletion:
        text += "none x" + std::to_string(event->count);
        break;
      case LogEventKind::Interrupted:
        text += "interrupted " + std::to_string(event->reason) + " at " + std::to_string(event->look);
        break;
      case LogEventKind::WeakReferencesCleared:
        text += "cleared behind " + std::to_string(event->turn) + "=" + std::string(event->bytes);
        break;
      case LogEventKind::Milestone:
        text += "turn " + std::to_string(event->turn) + " " + std::to_string(event->semantic_hash);
        break;
      case LogEventKind::LeftOut:
        text += "left out";
        break;
      case LogEventKind::End:
        text += "end " + std::to_string(event->exit_status) + " " + std::to_string(event->semantic_hash);
        break;
    }
  }
  return text;
}

std::string sample() {
  Recording recording;
  recording.writer.input("script", "text");
  recording.writer.wall_clock(1000);
  recording.writer.monotonic_clock(5);
  recording.writer.wait(20);
  EXPECT_TRUE(recording.writer.end(1, 99));
  return recording.bytes;
}

TEST(LogTest, GivesBackOperations) {
  Recording recording;
  recording.writer.operation_begun(1, "a");
  recording.writer.operation_begun(300, "b");
  recording.writer.no_completion();
  recording.writer.no_completion();
  recording.writer.operation_completed(300, std::string_view("x\0y", 3));
  recording.writer.no_completion();
  recording.writer.monotonic_clock(5);
  recording.writer.no_completion();
  EXPECT_TRUE(recording.writer.end(0, 0));
  using namespace std::string_literals;
  EXPECT_EQ(contents(recording.bytes),
            "begun 1=a; begun 300=b; none x2; completed 300=x\0y; none x1; monotonic 5 x1; none x1; "
            "end 0 0"s);
}

TEST(LogTest, HandsOverWhatIsCompleteInASignalHandler) {
  Recording recording;
  recording.writer.input("name", "contents");
  recording.writer.monotonic_clock(5);
  recording.writer.monotonic_clock(5);
  recording.writer.flush_in_signal_handler();
  EXPECT_EQ(contents(recording.bytes), "input name=contents; monotonic 5 x2");
  // Where nothing is complete nothing is handed over.
  Recording empty;
  const std::size_t size = empty.bytes.size();
  empty.writer.flush_in_signal_handler();
  EXPECT_EQ(empty.bytes.size(), size);
  empty.writer.left_out({});
  empty.writer.flush_in_signal_handler();
  EXPECT_EQ(empty.bytes.size(), size);
}

TEST(LogTest, GivesBackWhatWasWritten) {
  Recording recording;
  recording.writer.input("name", std::string_view("a\0b", 3));
  for (int i = 0; i < 3; i++) recording.writer.wall_clock(1'700'000'000'000);
  recording.writer.wall_clock(1'700'000'000'001);
  recording.writer.wall_clock(1'699'999'999'999);
  recording.writer.monotonic_clock(12'345'678'901);
  recording.writer.monotonic_clock(12'345'678'901);
  recording.writer.wait(12'345'678'900);
  recording.writer.random(std::as_bytes(std::span("xyz", 3)));
  recording.writer.time_zone("Europe/Berlin", std::string_view("TZif\0", 5));
  recording.writer.wall_clock(1'699'999'999'999);
  EXPECT_TRUE(recording.writer.end(-1, UINT64_MAX));
  EXPECT_EQ(contents(recording.bytes),
            std::string("input name=") + std::string("a\0b", 3) +
                "; wall 1700000000000.000000 x3; wall 1700000000001.000000 x1; wall 1699999999999.000000 x1"
                "; monotonic 12345678901 x2; wait 12345678900; random xyz" +
                std::string("; zone Europe/Berlin=TZif\0", 26) +
                "; wall 1699999999999.000000 x1"
                "; end -1 18446744073709551615");
}

TEST(LogTest, WhatIsLeftOutIsKnownAgain) {
  Recording recording;
  recording.writer.left_out(LeftOut::of("secret"));
  recording.writer.input("file", "");
  recording.writer.left_out(LeftOut::of(""));
  recording.writer.operation_completed(1, "");
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_EQ(contents(recording.bytes), "6 left out of input file=; 0 left out of completed 1=; end 0 0");
  base::Result<LogReader> reader = LogReader::parse("file", recording.bytes);
  ASSERT_TRUE(reader);
  const base::Result<LogEvent> event = reader->next();
  ASSERT_TRUE(event && event->left_out);
  EXPECT_EQ(*event->left_out, LeftOut::of("secret"));
  EXPECT_NE(*event->left_out, LeftOut::of("Secret"));
}

TEST(LogTest, FindsAnInterruptionFarAhead) {
  Recording recording;
  for (int i = 0; i < 10'000; i++) recording.writer.input(std::to_string(i), "contents");
  recording.writer.interrupted(2, 1'000'000);
  EXPECT_TRUE(recording.writer.end(124, 0));
  base::Result<LogReader> reader = LogReader::parse("file", recording.bytes);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->interruption());
  EXPECT_EQ(reader->interruption()->reason, 2u);
  EXPECT_EQ(reader->interruption()->look, 1'000'000u);
  EXPECT_EQ(reader->next()->name, "0");
}

TEST(LogTest, ReadingsThatAreNoWholeNumbersKeepTheirBits) {
  for (const double value : {0.5, -0.0, 1e300, -1e-300, std::numeric_limits<double>::infinity(), 0.0, -3.0}) {
    Recording recording;
    recording.writer.wall_clock(value);
    EXPECT_TRUE(recording.writer.end(0, 0));
    base::Result<LogReader> reader = LogReader::parse("file", recording.bytes);
    ASSERT_TRUE(reader);
    const base::Result<LogEvent> event = reader->next();
    ASSERT_TRUE(event);
    EXPECT_EQ(event->wall_clock_ms, value);
    EXPECT_EQ(std::signbit(event->wall_clock_ms), std::signbit(value));
  }
}

TEST(LogTest, AMonotonicClockMayHaveAnyValue) {
  Recording recording;
  for (const std::uint64_t value : {UINT64_MAX, std::uint64_t{0}, UINT64_MAX / 2, std::uint64_t{1}})
    recording.writer.monotonic_clock(value);
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_EQ(
      contents(recording.bytes),
      "monotonic 18446744073709551615 x1; monotonic 0 x1; monotonic 9223372036854775807 x1; monotonic 1 x1"
      "; end 0 0");
}

// Three seconds of `while (Date.now() < until);` at 20 million readings a second.
TEST(LogTest, ABusyWaitTakesLittleRoom) {
  Recording recording;
  constexpr int k_readings = 60'000'000;
  for (int i = 0; i < k_readings; i++) {
    const int milliseconds = i / 20'000;
    recording.writer.wall_clock(1'700'000'000'000.0 + milliseconds);
  }
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_LT(recording.bytes.size(), 20'000u);
}

TEST(LogTest, ManyEventsMakeManyBlocks) {
  Recording recording;
  for (int i = 0; i < 10'000; i++) recording.writer.input(std::to_string(i), "contents");
  EXPECT_TRUE(recording.writer.end(0, 0));
  base::Result<LogReader> reader = LogReader::parse("file", recording.bytes);
  ASSERT_TRUE(reader);
  for (int i = 0; i < 10'000; i++) ASSERT_EQ(reader->next()->name, std::to_string(i));
  EXPECT_EQ(reader->next()->kind, LogEventKind::End);
  EXPECT_TRUE(reader->is_at_end());
}

/// Bytes no piece of which is like another.
std::string unlike(std::size_t size, std::uint32_t seed) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>((seed = seed * 1'664'525 + 1'013'904'223) >> 24);
  return bytes;
}

TEST(LogTest, ContentsThatComeAgainTakeTheirRoomOnce) {
  const std::string file = unlike(10 * k_log_piece_size + 77, 1);
  std::string changed = file;
  changed[3 * k_log_piece_size] ^= 1;
  const std::string path = testing::TempDir() + "repeated-contents";
  Recording recording;
  for (int i = 0; i < 100; i++) recording.writer.input("file", file);
  recording.writer.operation_completed(7, file);
  recording.writer.input("changed", changed);
  recording.writer.input("zeros", std::string(5 * k_log_piece_size, '\0'));
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_LT(recording.bytes.size(), file.size() + 3 * k_log_piece_size);
  ASSERT_TRUE(write_file(path, recording.bytes));
  // From memory, and from a file of which a block is read at a time.
  for (base::Result<LogReader> reader : {LogReader::parse("file", recording.bytes), LogReader::open(path)}) {
    ASSERT_TRUE(reader);
    for (int i = 0; i < 100; i++) {
      ASSERT_FALSE(reader->is_at_end());
      ASSERT_EQ(reader->next()->bytes, file);
    }
    ASSERT_FALSE(reader->is_at_end());
    EXPECT_EQ(reader->next()->bytes, file);
    ASSERT_FALSE(reader->is_at_end());
    EXPECT_EQ(reader->next()->bytes, changed);
    ASSERT_FALSE(reader->is_at_end());
    EXPECT_EQ(reader->next()->bytes, std::string(5 * k_log_piece_size, '\0'));
    ASSERT_FALSE(reader->is_at_end());
    EXPECT_EQ(reader->next()->kind, LogEventKind::End);
    EXPECT_TRUE(reader->is_at_end());
  }
  std::remove(path.c_str());
}

TEST(LogTest, ErrorsOfTheSinkAreTold) {
  int writes = 0;
  LogWriter writer([&](std::string_view) -> base::Result<void> {
    return ++writes == 2 ? base::Result<void>(base::error("disk full")) : base::Result<void>();
  });
  writer.input("name", "contents");
  writer.flush();
  const base::Result<void> result = writer.end(0, 0);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "disk full");
  EXPECT_EQ(writes, 2);  // and nothing after it
}

TEST(LogTest, OtherFilesAreRefused) {
  EXPECT_EQ(contents(""), "file: this is no recording of Orrery");
  EXPECT_EQ(contents("console.log(1)"), "file: this is no recording of Orrery");
  EXPECT_EQ(contents(std::string(k_log_magic)), "file: the recording is cut off within its header");
  std::string other_version = sample();
  other_version[k_log_magic.size()] = 9;
  EXPECT_EQ(contents(other_version),
            "file: the recording has version 9 of the format; this program reads versions 6 to 8");
}

TEST(LogTest, OlderRecordingsAreRead) {
  std::string older = sample();
  older[k_log_magic.size()] = static_cast<char>(k_log_oldest_version);
  EXPECT_EQ(contents(older), contents(sample()));
  older[k_log_magic.size()]--;
  EXPECT_EQ(contents(older),
            "file: the recording has version 5 of the format; this program reads versions 6 to 8");
}

TEST(LogTest, GivesBackWhatWasCleared) {
  Recording recording;
  recording.writer.monotonic_clock(5);
  recording.writer.weak_references_cleared(300, "abc");
  recording.writer.monotonic_clock(5);
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_EQ(contents(recording.bytes), "monotonic 5 x1; cleared behind 300=abc; monotonic 5 x1; end 0 0");
}

TEST(LogTest, GivesBackMilestones) {
  Recording recording;
  recording.writer.monotonic_clock(5);
  recording.writer.milestone(16, 77);
  recording.writer.monotonic_clock(5);
  EXPECT_TRUE(recording.writer.end(0, 0));
  EXPECT_EQ(contents(recording.bytes), "monotonic 5 x1; turn 16 77; monotonic 5 x1; end 0 0");
}

TEST(LogTest, EveryCutIsNoticed) {
  const std::string whole = sample();
  ASSERT_EQ(contents(whole), "input script=text; wall 1000.000000 x1; monotonic 5 x1; wait 20; end 1 99");
  for (std::size_t size = k_log_header_size + 1; size < whole.size(); size++) {
    EXPECT_NE(contents(whole.substr(0, size)).find("cut off within"), std::string::npos) << size;
  }
}

TEST(LogTest, EveryWrongByteIsNoticed) {
  const std::string whole = sample();
  for (std::size_t i = 0; i < whole.size(); i++) {
    // The reserved word is not looked at.
    if (i >= k_log_header_size - 4 && i < k_log_header_size) continue;
    std::string wrong = whole;
    wrong[i] = static_cast<char>(wrong[i] ^ 0x10);
    EXPECT_EQ(contents(wrong).find("file: "), 0u) << i << ": " << contents(wrong);
  }
}

/// One block with these contents and a right checksum.
std::string crafted(std::string_view block) {
  std::string bytes(k_log_magic);
  const auto append = [&](std::uint64_t word, int size) {
    for (int i = 0; i < size; i++) bytes += static_cast<char>(word >> 8 * i & 0xff);
  };
  append(k_log_version, 4);
  append(0, 4);
  append(block.size(), 4);
  append(0, 4);
  append(base::Hash64::of(std::as_bytes(std::span(block)), 0), 8);
  return bytes + std::string(block);
}

TEST(LogTest, DamagedEventsAreErrors) {
  EXPECT_EQ(contents(crafted("\x63")), "file: event 1 is of an unknown sort");
  EXPECT_EQ(contents(crafted(std::string_view("\0", 1))), "file: event 1 is of an unknown sort");
  EXPECT_EQ(contents(crafted("\x02")), "file: event 1 is damaged");         // no fields
  EXPECT_EQ(contents(crafted("\x02\x80")), "file: event 1 is damaged");     // half a number
  EXPECT_EQ(contents(crafted("\x05\x05xyz")), "file: event 1 is damaged");  // a text that is too long
  EXPECT_EQ(contents(crafted("\x01\x01n\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")),
            "file: event 1 is damaged");  // a text of nearly 2^64 bytes
  EXPECT_EQ(contents(crafted("\x07\x01hash")), "file: event 1 is damaged");
  EXPECT_EQ(contents(crafted("\x02\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")),
            "file: event 1 is damaged");  // 2^64 readings
  EXPECT_EQ(contents(crafted("\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")),
            "file: event 1 is damaged");  // a number without end
  const std::string left_out = std::string("\x0d\x06") + std::string(16, 'h');
  EXPECT_EQ(contents(crafted("\x0d\x06hash")), "file: event 1 is damaged");
  EXPECT_EQ(contents(crafted(left_out)), "file: event 1 is damaged");
  EXPECT_EQ(contents(crafted(left_out + left_out + "\x01\x01n\x01x")), "file: event 1 is damaged");
  // Pieces that stand nowhere, and pieces that are not there.
  EXPECT_EQ(contents(crafted("\x01\x01n\x80\x80\x01\xff\xff\x7f")), "file: event 1 is damaged");
  EXPECT_EQ(contents(crafted(std::string_view("\x01\x01n\x80\x80\x01\0xyz", 10))),
            "file: event 1 is damaged");
  // 2 GiB made of a piece that is told once.
  std::string bomb("\x01\x01n\x80\x80\x80\x80\x08", 8);
  bomb += '\0';
  bomb += std::string(k_log_piece_size, 'x');
  for (int i = 0; i < 131'071; i++) bomb += "\x29";
  EXPECT_EQ(contents(crafted(bomb)), "file: event 1 is damaged");
}

}  // namespace
}  // namespace orrery::host
