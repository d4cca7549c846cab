#include "jit/code_memory.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace orrery::jit {

namespace {

constexpr std::uint8_t k_return_7[] = {0xB8, 7, 0, 0, 0, 0xC3};  // mov eax, 7; ret

int call(const CodeMemory::Stretch& stretch) {
  return reinterpret_cast<int (*)()>(stretch.code)();
}

/// Everything that is left, in a few stretches.
std::vector<CodeMemory::Stretch> take_all() {
  std::vector<CodeMemory::Stretch> taken;
  for (std::size_t size = CodeMemory::k_size; size >= 16;) {
    const CodeMemory::Stretch stretch = CodeMemory::instance().allocate(size);
    if (stretch.code == nullptr) {
      size /= 2;
    } else {
      taken.push_back(stretch);
    }
  }
  return taken;
}

}  // namespace

TEST(CodeMemory, RunsWhatIsWrittenElsewhere) {
  CodeMemory& memory = CodeMemory::instance();
  const CodeMemory::Stretch stretch = memory.allocate(sizeof k_return_7);
  ASSERT_NE(stretch.code, nullptr);
  EXPECT_NE(stretch.code, stretch.view);
  EXPECT_TRUE(CodeMemory::contains(stretch.code));
  EXPECT_FALSE(CodeMemory::contains(stretch.view));
  EXPECT_GE(stretch.size, sizeof k_return_7);
  EXPECT_EQ(memory.used_bytes(), stretch.size);
  std::memcpy(stretch.view, k_return_7, sizeof k_return_7);
  EXPECT_EQ(call(stretch), 7);
  memory.release(stretch);
  EXPECT_EQ(memory.used_bytes(), 0u);
  memory.release({});
}

TEST(CodeMemory, IsFullAtSomeTimeAndGivesBack) {
  CodeMemory& memory = CodeMemory::instance();
  EXPECT_EQ(memory.allocate(CodeMemory::k_size + 1).code, nullptr);
  std::vector<CodeMemory::Stretch> taken = take_all();
  EXPECT_EQ(memory.used_bytes(), CodeMemory::k_size);
  EXPECT_EQ(memory.allocate(1).code, nullptr);
  for (const CodeMemory::Stretch& stretch : taken) memory.release(stretch);
  EXPECT_EQ(memory.used_bytes(), 0u);
  // All of it is one again.
  taken = take_all();
  EXPECT_EQ(taken.size(), 1u);
  for (const CodeMemory::Stretch& stretch : taken) memory.release(stretch);
}

TEST(CodeMemory, StretchesNeverOverlap) {
  CodeMemory& memory = CodeMemory::instance();
  std::mt19937 random(1);  // NOLINT: the same each time
  std::vector<CodeMemory::Stretch> taken;
  for (int i = 0; i < 5000; i++) {
    if (taken.empty() || random() % 5 < 3) {
      const CodeMemory::Stretch stretch = memory.allocate(1 + random() % 3000);
      ASSERT_NE(stretch.code, nullptr);
      // Each is full of bytes of its own as long as it lasts.
      std::memset(stretch.view, stretch.view[0] + 1, stretch.size);
      taken.push_back(stretch);
    } else {
      std::swap(taken[random() % taken.size()], taken.back());
      const CodeMemory::Stretch stretch = taken.back();
      ASSERT_TRUE(std::all_of(stretch.code, stretch.code + stretch.size,
                              [&](std::uint8_t byte) { return byte == stretch.code[0]; }));
      memory.release(stretch);
      taken.pop_back();
    }
  }
  std::ranges::sort(taken, {}, &CodeMemory::Stretch::code);
  for (std::size_t i = 1; i < taken.size(); i++)
    EXPECT_LE(taken[i - 1].code + taken[i - 1].size, taken[i].code);
  for (const CodeMemory::Stretch& stretch : taken) memory.release(stretch);
  EXPECT_EQ(memory.used_bytes(), 0u);
}

TEST(CodeMemory, ThreadsShareIt) {
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (std::uint8_t number = 1; number <= 4; number++) {
    threads.emplace_back([number] {
      for (int i = 0; i < 500; i++) {
        const CodeMemory::Stretch stretch = CodeMemory::instance().allocate(std::size_t{64} * number);
        std::memcpy(stretch.view, k_return_7, sizeof k_return_7);
        stretch.view[1] = number;
        EXPECT_EQ(call(stretch), number);
        CodeMemory::instance().release(stretch);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(CodeMemory::instance().used_bytes(), 0u);
}

TEST(CodeMemory, ProcessesDoNotShareIt) {
  CodeMemory& memory = CodeMemory::instance();
  const CodeMemory::Stretch stretch = memory.allocate(sizeof k_return_7);
  std::memcpy(stretch.view, k_return_7, sizeof k_return_7);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const int inherited = call(stretch);
    const CodeMemory::Stretch again = memory.allocate(sizeof k_return_7);
    memory.release(stretch);
    const CodeMemory::Stretch reused = memory.allocate(sizeof k_return_7);
    std::memset(reused.view, 0xCC, reused.size);  // int3
    std::memcpy(again.view, k_return_7, sizeof k_return_7);
    again.view[1] = 9;
    _exit(inherited == 7 && call(again) == 9 && reused.code == stretch.code ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(call(stretch), 7);
  memory.release(stretch);
}

}  // namespace orrery::jit
