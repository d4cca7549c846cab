#include "vm/objects/elements.h"

#include <map>

#include "vm/objects/test_objects.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(ElementsTest);

TEST_P(ElementsTest, GrowDense) {
  Object* object = make();
  for (std::uint32_t i = 0; i < 1000; i++) put(object, key(i), Value::number(i));
  EXPECT_FALSE(object->has_flag(Object::k_has_sparse_elements));
  EXPECT_FALSE(object->has_flag(Object::k_has_holes));
  EXPECT_EQ(object->elements()->length(), 1000u);
  EXPECT_LE(object->elements()->capacity(), 1600u);
  for (std::uint32_t i = 0; i < 1000; i++) EXPECT_EQ(look(object, key(i)).as_number(), i);
}

TEST_P(ElementsTest, Holes) {
  Object* object = make();
  put(object, key(2), Value::int32(2));
  put(object, key(5), Value::int32(5));
  EXPECT_TRUE(object->has_flag(Object::k_has_holes));
  EXPECT_EQ(keys_of(object), "2 5");
  EXPECT_TRUE(look(object, key(3)).is_undefined());
  EXPECT_TRUE(erase(object, key(2)));
  EXPECT_TRUE(erase(object, key(5)));
  EXPECT_EQ(keys_of(object), "");
}

TEST_P(ElementsTest, FarWritesAreSparse) {
  const std::uint64_t before = agent().heap().statistics().bytes_allocated;
  Array* array = make_array_of({});
  put(array, key(4'000'000'000 - 1), Value::int32(1));
  EXPECT_TRUE(array->has_flag(Object::k_has_sparse_elements));
  EXPECT_EQ(array->length(), 4'000'000'000u);
  EXPECT_LT(agent().heap().statistics().bytes_allocated - before, 100'000u);
  EXPECT_EQ(look(array, key(4'000'000'000 - 1)).as_int32(), 1);
  EXPECT_EQ(keys_of(array), "3999999999 length");
}

TEST_P(ElementsTest, TheLargestIndexIsAName) {
  Array* array = make_array_of({1});
  put(array, "b", 1);
  put(array, PropertyKey::index(0xffff'ffff), Value::int32(7));
  put(array, "a", 1);
  EXPECT_EQ(array->length(), 1u);
  EXPECT_EQ(keys_of(array), "0 length b 4294967295 a");
  EXPECT_EQ(look(array, key("4294967295")).as_int32(), 7);
  EXPECT_TRUE(erase(array, key("4294967295")));
  EXPECT_EQ(keys_of(array), "0 length b a");
}

TEST_P(ElementsTest, DownwardsBecomesDense) {
  Array* array = make_array_of({});
  const std::uint32_t count = collects_always() ? 3000 : 100'000;
  for (std::uint32_t i = count; i-- > 0;) put(array, key(i), Value::number(i));
  EXPECT_FALSE(array->has_flag(Object::k_has_sparse_elements));
  EXPECT_EQ(count_elements(array), count);
  for (std::uint32_t i = 0; i < count; i += 97) EXPECT_EQ(look(array, key(i)).as_number(), i);
}

TEST_P(ElementsTest, ALengthIsAHint) {
  Array* array = MUST(array_create(agent(), 100'000));
  put(array, key(99'999), Value::int32(1));
  EXPECT_FALSE(array->has_flag(Object::k_has_sparse_elements));
  EXPECT_EQ(array->elements()->capacity(), 100'000u);
}

TEST_P(ElementsTest, AttributesMakeSparse) {
  Object* object = make();
  for (std::uint32_t i = 0; i < 4; i++) put(object, key(i), Value::number(i));
  PropertyDescriptor hidden;
  hidden.enumerable = false;
  EXPECT_TRUE(define(object, key(1), hidden));
  EXPECT_TRUE(object->has_flag(Object::k_has_sparse_elements));
  EXPECT_TRUE(object->has_flag(Object::k_may_have_indexed_accessors));
  EXPECT_EQ(object->elements()->length(), 0u) << "readers of dense elements see none";
  EXPECT_EQ(attributes_of(object, key(1)), "w-c");
  EXPECT_EQ(attributes_of(object, key(2)), "wec");
  EXPECT_EQ(look(object, key(3)).as_int32(), 3);
  EXPECT_EQ(keys_of(object), "0 1 2 3");
  EXPECT_TRUE(MUST(set_integrity_level(agent(), object, IntegrityLevel::Frozen)));
  EXPECT_EQ(attributes_of(object, key(3)), "-e-");
  EXPECT_TRUE(MUST(test_integrity_level(agent(), object, IntegrityLevel::Frozen)));
  EXPECT_FALSE(MUST(internal_set(agent(), object, key(3), Value::int32(9), Value(object))));
  EXPECT_FALSE(erase(object, key(3)));
}

/// Random changes at random distances, against a map.
TEST_P(ElementsTest, BehaveLikeAMap) {
  Object* object = make();
  std::map<std::uint32_t, int> model;
  std::uint32_t random = 99;
  const int steps = collects_always() ? 400 : 20'000;
  for (int step = 0; step < steps; step++) {
    random = random * 1664525 + 1013904223;
    const std::uint32_t range = step < steps / 2 ? 0xffff : 0x1f'ffff;
    const std::uint32_t index = (random >> 6 & range) % (static_cast<std::uint32_t>(step) * 64 + 8);
    if ((random >> 27 & 3) != 0) {
      put(object, key(index), Value::int32(step));
      model[index] = step;
    } else {
      EXPECT_TRUE(erase(object, key(index)));
      model.erase(index);
    }
  }
  EXPECT_EQ(count_elements(object), model.size());
  std::string indices;
  for (const auto& [index, value] : model) {
    indices += (indices.empty() ? "" : " ") + std::to_string(index);
    ASSERT_EQ(look(object, key(index)).as_int32(), value);
  }
  EXPECT_EQ(keys_of(object), indices);
}

}  // namespace
}  // namespace orrery::vm
