#include "vm/bigint/bigint_large.h"

#include <random>
#include <vector>

#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

using kernels::Limb;
using kernels::Limbs;
using Numbers = std::vector<Limb>;

class LargeArithmeticTest : public AgentTest {
 protected:
  /// Of limbs at random, many of them all zeros or all ones; the top one is not 0.
  Numbers random_number(std::size_t size) {
    Numbers limbs(size);
    for (Limb& limb : limbs) limb = random_() % 3 == 0 ? 0 : random_() % 3 == 0 ? ~Limb{0} : random_();
    if (limbs.back() == 0) limbs.back() = random_() % 2 == 0 ? 1 : ~Limb{0};
    return limbs;
  }
  std::size_t random_size(std::size_t most) { return 1 + random_() % most; }
  int rounds() const { return collects_always() ? 2 : 300; }

  std::mt19937_64 random_{7};
};
INSTANTIATE_TEST_SUITE_P(Modes, LargeArithmeticTest,
                         testing::Values(TestMode::Normal, TestMode::CollectAlways), [](const auto& info) {
                           return info.param == TestMode::Normal ? "Normal" : "CollectAlways";
                         });

TEST_P(LargeArithmeticTest, ProductsInBlocksAreThoseOfTheKernels) {
  for (int round = 0; round < rounds(); ++round) {
    for (const std::size_t block : {4u, 5u, 9u}) {
      const Numbers a = random_number(random_size(50));
      const Numbers b = round % 4 == 0 ? a : random_number(random_size(50));
      const Numbers& c = round % 8 == 0 ? a : b;
      Numbers expected(a.size() + c.size());
      kernels::multiply(expected.data(), a, c);
      Numbers product(a.size() + c.size());
      MUST(LargeArithmetic(agent(), {block, block, block}).multiply(product.data(), a, c));
      EXPECT_EQ(product, expected) << block;
    }
  }
}

TEST_P(LargeArithmeticTest, QuotientsInBlocksAreThoseOfTheKernels) {
  for (int round = 0; round < rounds(); ++round) {
    for (const std::size_t block : {4u, 5u, 9u}) {
      Numbers a = random_number(random_size(60));
      const Numbers b = random_number(random_size(a.size()));
      if (a.size() < b.size()) continue;
      // Some that are just below, or just at, a multiple of the divisor.
      if (round % 3 == 0 && a.size() > b.size()) {
        const Numbers factor = random_number(a.size() - b.size());
        kernels::multiply(a.data(), factor, b);
        if (a.back() == 0) a.pop_back();
        if (a.size() < b.size()) continue;
        if (round % 2 == 0 && a[0] != 0) a[0]--;
        if (a.back() == 0) continue;
      }
      Numbers expected(a.size() - b.size() + 1);
      Numbers expected_rest(b.size());
      kernels::divide(expected.data(), expected_rest.data(), a, b);
      Numbers quotient(expected.size());
      Numbers rest(b.size());
      MUST(LargeArithmetic(agent(), {block, block, block}).divide(quotient.data(), rest.data(), a, b));
      EXPECT_EQ(quotient, expected) << block;
      EXPECT_EQ(rest, expected_rest) << block;
    }
  }
}

TEST_P(LargeArithmeticTest, DigitsInHalvesAreThoseOfTheKernelsAndReadBack) {
  for (int round = 0; round < rounds() / 10 + 1; ++round) {
    for (const unsigned radix : {3u, 10u, 23u, 36u}) {
      for (const std::size_t block : {4u, 5u, 9u}) {
        const Numbers number = random_number(random_size(50));
        const std::size_t room = kernels::max_digits(number.size(), radix) + 1;
        Numbers copy = number;
        std::vector<std::uint8_t> expected(room);
        expected.resize(kernels::to_digits(expected.data(), copy, radix));
        while (expected.front() == 0) expected.erase(expected.begin());

        copy = number;
        std::vector<std::uint8_t> digits(room);
        LargeArithmetic arithmetic(agent(), {block, block, block});
        digits.resize(MUST(arithmetic.to_digits(digits.data(), copy, radix)));
        while (digits.front() == 0) digits.erase(digits.begin());
        EXPECT_EQ(digits, expected) << radix << ' ' << block;

        Numbers read(kernels::max_limbs(digits.size(), radix));
        read.resize(MUST(arithmetic.from_digits(read.data(), digits, radix)));
        while (read.back() == 0) read.pop_back();
        EXPECT_EQ(read, number) << radix << ' ' << block;
      }
    }
  }
}

TEST_P(LargeArithmeticTest, AnInterruptIsNoticedBetweenBlocks) {
  const Numbers a = random_number(20);
  const Numbers b = random_number(9);
  Numbers result(29);
  Numbers rest(9);
  LargeArithmetic arithmetic(agent(), {4, 4, 4});
  agent().request_interrupt(Termination::TimeLimit);
  EXPECT_TRUE(arithmetic.multiply(result.data(), a, b).is_thrown());
  EXPECT_EQ(agent().termination(), Termination::TimeLimit);
  agent().end_termination();
  agent().request_interrupt(Termination::Interrupted);
  EXPECT_TRUE(arithmetic.divide(result.data(), rest.data(), a, b).is_thrown());
  EXPECT_EQ(agent().termination(), Termination::Interrupted);
  agent().end_termination();
}

}  // namespace
}  // namespace orrery::vm
