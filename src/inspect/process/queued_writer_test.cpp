#include "inspect/process/queued_writer.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace orrery::inspect {
namespace {

class QueuedWriterTest : public testing::Test {
 protected:
  static constexpr std::size_t k_most = std::size_t{1} << 20;

  QueuedWriterTest() { uv_loop_init(&loop_); }
  ~QueuedWriterTest() override {
    uv_run(&loop_, UV_RUN_NOWAIT);
    EXPECT_EQ(uv_loop_close(&loop_), 0);
  }

  /// What has come so far.
  static std::string read(int socket) {
    std::string bytes;
    std::array<char, 4096> piece{};
    while (true) {
      const ssize_t size = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
      if (size <= 0) return bytes;
      bytes.append(piece.data(), static_cast<std::size_t>(size));
    }
  }

  uv_loop_t loop_{};
};

TEST_F(QueuedWriterTest, KeepsWhatNobodyReadsYet) {
  auto ends = make_socket_pair();
  ASSERT_TRUE(ends);
  QueuedWriter writer(loop_, std::move(ends->first), k_most);
  const std::string line(10'000, 'x');
  std::string written;
  for (char mark = 'a';; mark = mark == 'z' ? 'a' : static_cast<char>(mark + 1)) {
    const QueuedWriter::Result result = writer.write(line + mark);
    if (result == QueuedWriter::Result::Full) break;
    ASSERT_EQ(result, QueuedWriter::Result::Taken);
    written += line + mark;
    ASSERT_LT(written.size(), 64 * k_most);
  }
  EXPECT_LE(writer.kept(), k_most);
  std::string come;
  while (come.size() < written.size()) {
    come += read(ends->second.get());
    uv_run(&loop_, UV_RUN_NOWAIT);
  }
  EXPECT_TRUE(come == written);
  EXPECT_EQ(writer.kept(), 0u);
  EXPECT_EQ(writer.write("more"), QueuedWriter::Result::Taken);
  EXPECT_EQ(read(ends->second.get()), "more");
}

TEST_F(QueuedWriterTest, KnowsThatThereIsNobodyAnyMore) {
  auto ends = make_socket_pair();
  ASSERT_TRUE(ends);
  QueuedWriter writer(loop_, std::move(ends->first), k_most);
  ends->second.reset();
  EXPECT_EQ(writer.write("a"), QueuedWriter::Result::Ended);
  EXPECT_EQ(writer.write("b"), QueuedWriter::Result::Ended);
}

}  // namespace
}  // namespace orrery::inspect
