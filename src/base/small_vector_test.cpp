#include "base/small_vector.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

template <std::size_t inline_capacity>
std::vector<int> items_of(const SmallVector<int, inline_capacity>& vector) {
  return {vector.begin(), vector.end()};
}

using Ints = std::vector<int>;

TEST(SmallVector, StartsEmptyAndInline) {
  const SmallVector<int, 4> vector;
  EXPECT_TRUE(vector.empty());
  EXPECT_TRUE(vector.is_inline());
  EXPECT_EQ(vector.capacity(), 4u);
  EXPECT_TRUE(vector.span().empty());
}

TEST(SmallVector, MovesToTheHeapWhenFull) {
  SmallVector<int, 2> vector;
  vector.push_back(1);
  vector.push_back(2);
  EXPECT_TRUE(vector.is_inline());
  vector.push_back(3);
  EXPECT_FALSE(vector.is_inline());
  EXPECT_EQ(items_of(vector), Ints({1, 2, 3}));
  EXPECT_EQ(vector.front(), 1);
  EXPECT_EQ(vector.back(), 3);
  vector.pop_back();
  EXPECT_EQ(vector.back(), 2);
  EXPECT_FALSE(vector.is_inline());
}

TEST(SmallVector, PushesItsOwnItemWhileGrowing) {
  SmallVector<int, 2> vector = {7, 8};
  for (int i = 0; i < 10; ++i) vector.push_back(vector[0]);
  EXPECT_EQ(vector.size(), 12u);
  EXPECT_EQ(vector.back(), 7);
}

TEST(SmallVector, AppendsPartsOfItself) {
  SmallVector<int, 2> vector = {1, 2};
  vector.append(vector.span());
  EXPECT_EQ(items_of(vector), Ints({1, 2, 1, 2}));
  vector.reserve(100);
  vector.append(vector.span_from(3));
  EXPECT_EQ(items_of(vector), Ints({1, 2, 1, 2, 2}));
  vector.append({});
  EXPECT_EQ(vector.size(), 5u);
}

TEST(SmallVector, TruncatesAndClears) {
  SmallVector<int, 2> vector = {1, 2, 3, 4};
  vector.truncate(3);
  EXPECT_EQ(items_of(vector), Ints({1, 2, 3}));
  vector.truncate(3);
  EXPECT_EQ(vector.size(), 3u);
  const std::size_t capacity = vector.capacity();
  vector.clear();
  EXPECT_TRUE(vector.empty());
  EXPECT_EQ(vector.capacity(), capacity);
}

TEST(SmallVector, SpansAndLoopsWriteThrough) {
  SmallVector<int, 3> vector = {1, 2, 3};
  for (int& item : vector) item *= 10;
  vector.span_from(1)[0] = 5;
  EXPECT_EQ(items_of(vector), Ints({10, 5, 30}));
  EXPECT_EQ(std::accumulate(vector.begin(), vector.end(), 0), 45);
}

TEST(SmallVector, Moves) {
  SmallVector<int, 2> small = {1};
  SmallVector<int, 2> large = {1, 2, 3};
  const int* heap_items = large.data();

  SmallVector<int, 2> from_small(std::move(small));
  EXPECT_EQ(items_of(from_small), Ints({1}));
  EXPECT_TRUE(from_small.is_inline());
  SmallVector<int, 2> from_large(std::move(large));
  EXPECT_EQ(from_large.data(), heap_items);

  from_large = std::move(from_small);
  EXPECT_EQ(items_of(from_large), Ints({1}));
  EXPECT_TRUE(from_large.is_inline());
  from_large.push_back(2);
  from_large.push_back(3);
  from_small = std::move(from_large);
  EXPECT_EQ(items_of(from_small), Ints({1, 2, 3}));
}

TEST(SmallVector, MovedFromVectorsAreEmptyAndUsable) {
  SmallVector<int, 2> vector = {1, 2, 3};
  const SmallVector<int, 2> taken(std::move(vector));
  EXPECT_TRUE(vector.empty());  // NOLINT(bugprone-use-after-move): what this test is about
  EXPECT_TRUE(vector.is_inline());
  vector.push_back(4);
  EXPECT_EQ(items_of(vector), Ints({4}));
  EXPECT_EQ(items_of(taken), Ints({1, 2, 3}));
}

TEST(SmallVector, KeepsItemsAligned) {
  struct alignas(16) Wide {
    double numbers[2];
  };
  SmallVector<Wide, 1> vector;
  for (int i = 0; i < 9; ++i) {
    vector.push_back({{1.0 * i, 2.0 * i}});
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(vector.data()) % 16, 0u);
  }
  EXPECT_EQ(vector[8].numbers[1], 16.0);
}

TEST(SmallVector, AgreesWithStdVector) {
  std::mt19937 random(6);
  SmallVector<int, 5> vector;
  Ints model;
  for (int round = 0; round < 20'000; ++round) {
    const int number = static_cast<int>(random() % 1000);
    switch (random() % 8) {
      case 0:
        if (!model.empty()) {
          vector.pop_back();
          model.pop_back();
        }
        break;
      case 1: {
        const std::size_t size = random() % (model.size() + 1);
        vector.truncate(size);
        model.resize(size);
        break;
      }
      case 2:
        vector.append({{number, number + 1, number + 2}});
        model.insert(model.end(), {number, number + 1, number + 2});
        break;
      default:
        vector.push_back(number);
        model.push_back(number);
    }
    ASSERT_EQ(items_of(vector), model);
  }
}

}  // namespace
}  // namespace orrery::base
