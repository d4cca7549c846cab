#include <cstdio>
#include <deque>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "host/files/files.h"
#include "host/recording/log_reader.h"
#include "host/recording/log_writer.h"

namespace orrery::host {
namespace {

/// A recording that is read while it is written.
class GrowingLogTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "growing-" + testing::UnitTest::GetInstance()->current_test_info()->name();
    ASSERT_TRUE(write_file(path_, ""));
  }
  void TearDown() override { std::remove(path_.c_str()); }

  /// Puts the first so many bytes into the file.
  void show(std::size_t size) { ASSERT_TRUE(write_file(path_, bytes_.substr(0, size))); }
  /// \param later  what happens each time that the reader waits
  LogReader follow(std::deque<std::function<void()>> later) {
    later_ = std::move(later);
    base::Result<LogReader> reader = LogReader::follow(path_, [this] {
      if (later_.empty()) return false;
      later_.front()();
      later_.pop_front();
      return true;
    });
    EXPECT_TRUE(reader);
    return *std::move(reader);
  }
  static std::string next_name(LogReader& reader) {
    if (reader.is_at_end()) return "end";
    const base::Result<LogEvent> event = reader.next();
    return event ? std::string(event->name) : event.error().message;
  }

  std::string path_;
  std::string bytes_;
  LogWriter writer_{[this](std::string_view more) -> base::Result<void> {
    bytes_ += more;
    return {};
  }};
  std::deque<std::function<void()>> later_;
};

TEST_F(GrowingLogTest, WaitsForWholeBlocks) {
  writer_.input("one", "");
  writer_.flush();
  const std::size_t first = bytes_.size();
  writer_.input("two", "contents");
  writer_.flush();
  LogReader reader = follow({[&] { show(3); }, [&] { show(k_log_header_size); }, [&] { show(first - 1); },
                             [&] { show(first); }, [&] { show(first + k_log_block_header_size + 1); },
                             [&] { show(bytes_.size()); }});
  EXPECT_FALSE(reader.has_more());
  EXPECT_EQ(next_name(reader), "one");
  EXPECT_EQ(later_.size(), 2u);
  EXPECT_FALSE(reader.has_more());
  EXPECT_EQ(next_name(reader), "two");
  EXPECT_EQ(next_name(reader), "end");
  EXPECT_EQ(next_name(reader), "end");
}

TEST_F(GrowingLogTest, ReadsWhatCameBeforeTheEnd) {
  // It is over by the time that somebody says so.
  writer_.input("last words", "");
  writer_.flush();
  base::Result<LogReader> reader = LogReader::follow(path_, [this] {
    show(bytes_.size());
    return false;
  });
  ASSERT_TRUE(reader);
  EXPECT_EQ(next_name(*reader), "last words");
  EXPECT_EQ(next_name(*reader), "end");
}

TEST_F(GrowingLogTest, KnowsOfAnInterruptionInTime) {
  writer_.input("before", "");
  writer_.flush();
  const std::size_t first = bytes_.size();
  writer_.interrupted(1, 77);
  ASSERT_TRUE(writer_.end(130, 0));
  show(bytes_.size());
  LogReader whole = follow({});
  EXPECT_TRUE(whole.has_more());
  ASSERT_TRUE(whole.interruption());
  EXPECT_EQ(whole.interruption()->look, 77u);
  show(first);
  LogReader growing = follow({[&] { show(bytes_.size()); }});
  EXPECT_EQ(next_name(growing), "before");
  EXPECT_FALSE(growing.interruption());
  EXPECT_FALSE(growing.is_at_end());
  EXPECT_TRUE(growing.interruption());
}

TEST_F(GrowingLogTest, LooksAgainForAnInterruption) {
  writer_.input("before", "");
  writer_.flush();
  show(bytes_.size());
  LogReader reader = follow({});
  EXPECT_TRUE(reader.has_more());
  writer_.interrupted(1, 77);
  ASSERT_TRUE(writer_.end(130, 0));
  show(bytes_.size());
  EXPECT_FALSE(reader.interruption());
  reader.look_for_interruption();
  EXPECT_TRUE(reader.interruption());
  EXPECT_EQ(next_name(reader), "before");
}

TEST_F(GrowingLogTest, TellsOfDamage) {
  writer_.input("one", "");
  writer_.flush();
  writer_.input("two", "");
  writer_.flush();
  bytes_.back() ^= 1;
  show(bytes_.size());
  LogReader reader = follow({});
  EXPECT_EQ(next_name(reader), "one");
  EXPECT_EQ(next_name(reader), path_ + ": block 1 is damaged");
  bytes_ = "no recording at all, but long enough to be one";
  show(bytes_.size());
  LogReader other = follow({});
  EXPECT_EQ(next_name(other), path_ + ": this is no recording of this version");
  EXPECT_FALSE(LogReader::follow(path_ + ".none", nullptr));
}

}  // namespace
}  // namespace orrery::host
