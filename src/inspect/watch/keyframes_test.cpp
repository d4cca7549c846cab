#include "inspect/watch/keyframes.h"

#include <memory>

#include <gtest/gtest.h>

namespace orrery::inspect {
namespace {

constexpr std::size_t k_most = 8;

/// Lays keyframes as a replay of so many turns does.
void lay(Keyframes<std::shared_ptr<int>>& keyframes, std::uint64_t turns, const std::shared_ptr<int>& frame) {
  std::uint64_t last = 0;
  for (std::uint64_t turn = 0; turn < turns; turn++) {
    if (turn != 0 && turn - last < keyframes.spacing().turns) continue;
    keyframes.add(turn, frame);
    last = turn;
  }
}

TEST(Keyframes, CoverTheRunEvenly) {
  for (const std::uint64_t turns : std::initializer_list<std::uint64_t>{1, 2047, 2049, 9'000, 100'000}) {
    Keyframes<std::shared_ptr<int>> keyframes(k_most);
    const auto frame = std::make_shared<int>(0);
    lay(keyframes, turns, frame);
    EXPECT_LE(keyframes.entries().size(), k_most);
    // Those that were given up are gone.
    EXPECT_EQ(frame.use_count(), 1 + static_cast<long>(keyframes.entries().size()));
    const std::uint64_t furthest = std::max(Keyframes<int>::k_first_spacing.turns, 4 * turns / k_most);
    for (std::uint64_t turn = 0; turn < turns; turn += 100) {
      ASSERT_NE(keyframes.before(turn), nullptr) << turn;
      EXPECT_LE(keyframes.before(turn)->turn, turn);
      EXPECT_LT(turn - keyframes.before(turn)->turn, furthest) << turns;
    }
  }
}

TEST(Keyframes, KeepTheFirst) {
  Keyframes<int> keyframes(k_most);
  EXPECT_EQ(keyframes.before(10), nullptr);
  keyframes.add(0, 1);
  keyframes.thin();
  keyframes.thin();
  ASSERT_NE(keyframes.before(0), nullptr);
  EXPECT_EQ(keyframes.before(0)->frame, 1);
}

}  // namespace
}  // namespace orrery::inspect
