#include "vm/binary_data/array_buffer.h"

#include <atomic>
#include <thread>
#include <vector>

#include "vm/binary_data/element_types.h"
#include "vm/binary_data/typed_array.h"
#include "vm/objects/test_objects.h"

namespace orrery::vm {
namespace {

class Buffers : public ObjectTest {
 protected:
  ArrayBuffer* buffer(const BufferSize& size) {
    auto* made = MUST(ArrayBuffer::allocate(agent(), size));
    keep(static_cast<Object*>(made));
    return made;
  }
  TypedArray* array(BufferObject* owner, ElementType type, std::size_t offset,
                    std::optional<std::size_t> length = std::nullopt) {
    TypedArray* made = make_typed_array(agent(), type, owner, offset, length);
    keep(static_cast<Object*>(made));
    return made;
  }
  std::uint64_t external_bytes() { return agent().heap().statistics().external_bytes; }
  void collect() { agent().heap().collect(gc::Heap::Collection::Major); }
};
INSTANTIATE_TEST_SUITE_P(Modes, Buffers, testing::Values(TestMode::Normal, TestMode::CollectAlways),
                         [](const auto& info) {
                           return info.param == TestMode::Normal ? "Normal" : "CollectAlways";
                         });

TEST_P(Buffers, ViewsFollowTheirBuffer) {
  ArrayBuffer* owner = buffer({.byte_length = 8, .max_byte_length = 16});
  const TypedArray* words = array(owner, ElementType::Uint16, 2);
  const TypedArray* fixed = array(owner, ElementType::Uint16, 4, 2);
  EXPECT_EQ(words->length(), 3u);
  EXPECT_EQ(fixed->length(), 2u);
  MUST(owner->resize(agent(), 7));
  EXPECT_EQ(words->length(), 2u);
  EXPECT_TRUE(fixed->is_out_of_bounds());
  EXPECT_EQ(fixed->cached_length(), 0u);
  MUST(owner->resize(agent(), 1));
  EXPECT_TRUE(words->is_out_of_bounds());
  MUST(owner->resize(agent(), 16));
  EXPECT_EQ(words->length(), 7u);
  EXPECT_EQ(fixed->cached_length(), 2u);
  owner->detach();
  EXPECT_EQ(words->data(), nullptr);
  EXPECT_EQ(fixed->length(), 0u);
}

TEST_P(Buffers, ShrinkingForgetsBytes) {
  ArrayBuffer* owner = buffer({.byte_length = 4, .max_byte_length = 4});
  owner->data()[3] = std::byte{7};
  MUST(owner->resize(agent(), 3));
  MUST(owner->resize(agent(), 4));
  EXPECT_EQ(owner->data()[3], std::byte{0});
}

TEST_P(Buffers, BytesAreAccountedForAsLongAsTheyAreThere) {
  const std::uint64_t before = external_bytes();
  ArrayBuffer* owner = buffer({.byte_length = 1000, .max_byte_length = 5000});
  EXPECT_EQ(external_bytes(), before + 1000);
  MUST(owner->resize(agent(), 3000));
  EXPECT_EQ(external_bytes(), before + 3000);
  ArrayBuffer* moved = MUST(owner->copy_and_detach(agent(), {.byte_length = 3000, .max_byte_length = 5000}));
  EXPECT_EQ(external_bytes(), before + 3000);
  ArrayBuffer* copied = MUST(moved->copy_and_detach(agent(), {.byte_length = 10}));
  EXPECT_EQ(external_bytes(), before + 10);
  copied->detach();
  EXPECT_EQ(external_bytes(), before);
}

[[gnu::noinline]] void make_garbage(Agent& agent, BufferObject* owner, int count) {
  for (int i = 0; i < count; i++) {
    make_typed_array(agent, ElementType::Uint8, owner, 0, 1);
    ArrayBuffer* other = MUST(ArrayBuffer::allocate(agent, {.byte_length = 1 << 20}));
    make_typed_array(agent, ElementType::Int8, other, 0, 1);
  }
}

TEST_P(Buffers, GarbageLeavesTheListOfViews) {
  ArrayBuffer* owner = buffer({.byte_length = 8, .max_byte_length = 8});
  const TypedArray* kept = array(owner, ElementType::Uint8, 0);
  for (int round = 0; round < 3; round++) {
    make_garbage(agent(), owner, 100);
    collect();
    // Touches every view that is on the list.
    MUST(owner->resize(agent(), 4));
    EXPECT_EQ(kept->length(), 4u);
    MUST(owner->resize(agent(), 8));
  }
  EXPECT_LT(external_bytes(), std::uint64_t{50} << 20);
}

TEST_P(Buffers, WhatIsTooLargeIsARangeError) {
  for (const std::size_t size : {std::size_t{1} << 62, agent().heap().limit() + 1}) {
    EXPECT_TRUE(ArrayBuffer::allocate(agent(), {.byte_length = size}).is_thrown());
    EXPECT_EQ(take_exception(), "RangeError: Array buffer allocation failed");
  }
}

TEST_P(Buffers, SharedOnesSeeEachOther) {
  auto* one = MUST(SharedArrayBuffer::allocate(agent(), {.byte_length = 4, .max_byte_length = 16}, nullptr));
  keep(static_cast<Object*>(one));
  auto* other = MUST(SharedArrayBuffer::adopt(agent(), one->block(), one->max_byte_length()));
  keep(static_cast<Object*>(other));
  const TypedArray* following = array(other, ElementType::Uint8, 0);
  EXPECT_TRUE(MUST(one->grow(agent(), 12)));
  EXPECT_EQ(following->length(), 12u);
  EXPECT_EQ(following->cached_length(), 0u) << "it is asked each time";
  EXPECT_FALSE(MUST(one->grow(agent(), 8)));
  EXPECT_FALSE(MUST(one->grow(agent(), 17)));
  one->data()[5] = std::byte{9};
  EXPECT_EQ(following->data()[5], std::byte{9});
}

TEST(Float16, AllBitsComeBack) {
  for (unsigned bits = 0; bits < 0x10000; bits++) {
    const double number = float16_to_number({static_cast<std::uint16_t>(bits)});
    if (number != number) continue;
    EXPECT_EQ(number_to_float16(number).bits, bits);
  }
  EXPECT_EQ(number_to_float16(65519).bits, 0x7bff);
  EXPECT_EQ(number_to_float16(65520).bits, 0x7c00);
  EXPECT_EQ(number_to_float16(0x1p-25).bits, 0);
  EXPECT_EQ(number_to_float16(0x1.8p-25).bits, 1);
  EXPECT_EQ(number_to_float16(-0.0).bits, 0x8000);
}

TEST(WaiterLists, NotifyInOrderAndByPlace) {
  WaiterLists lists;
  const auto add = [&](std::size_t place) {
    auto waiter = std::make_shared<Waiter>(Waiter{.byte_index = place});
    lists.add(waiter);
    return waiter;
  };
  const auto lock = lists.enter();
  const auto first = add(0);
  const auto elsewhere = add(4);
  const auto second = add(0);
  EXPECT_EQ(lists.notify(0, 1), 1u);
  EXPECT_TRUE(first->is_notified);
  EXPECT_FALSE(second->is_notified);
  lists.remove(second);
  lists.remove(second);
  lists.remove(first);
  EXPECT_EQ(lists.notify(0, 5), 0u);
  EXPECT_EQ(lists.notify(4, 0), 0u);
  EXPECT_EQ(lists.notify(4, 1), 1u);
}

TEST(WaiterLists, WakeOtherThreads) {
  WaiterLists lists;
  std::atomic<int> waiting = 0;
  std::atomic<int> woken = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; i++) {
    threads.emplace_back([&] {
      const auto waiter = std::make_shared<Waiter>(Waiter{.byte_index = 8});
      auto lock = lists.enter();
      lists.add(waiter);
      waiting++;
      while (!waiter->is_notified) lists.notified().wait(lock);
      woken++;
    });
  }
  std::size_t notified = 0;
  while (notified < 4) {
    const auto lock = lists.enter();
    notified += lists.notify(8, 1);
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(woken, 4);
}

}  // namespace
}  // namespace orrery::vm
