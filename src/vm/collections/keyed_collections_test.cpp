#include "vm/collections/keyed_collections.h"

#include <vector>

#include "vm/bigint/bigint.h"
#include "vm/test_realm.h"

namespace orrery::vm {
namespace {

ORRERY_REALM_TEST(KeyedCollections, RealmTest);

std::vector<int> keys_of(const KeyedCollection* collection) {
  std::vector<int> keys;
  TableCursor cursor{collection->table()};
  while (const auto place = cursor.next()) keys.push_back(cursor.table->key(*place).as_int32());
  return keys;
}

TEST_P(KeyedCollections, KeysAreEqualBySameValueZero) {
  Map* map = keep(make_map(agent()));
  const auto put = [&](Value key, int value) { MUST(map->set(agent(), key, Value::int32(value))); };
  const auto found = [&](Value key) { return map->get(agent(), key); };
  put(Value::float64(-0.0), 1);
  put(Value::float64(std::numeric_limits<double>::quiet_NaN()), 2);
  put(string("a key that is not short"), 3);
  put(make_bigint(agent(), 1), 4);
  put(Value::float64(7), 5);
  EXPECT_EQ(found(Value::int32(0)).as_int32(), 1);
  EXPECT_EQ(found(Value::float64(std::numeric_limits<double>::signaling_NaN())).as_int32(), 2);
  EXPECT_EQ(found(string("a key that is not short")).as_int32(), 3);
  EXPECT_EQ(found(make_bigint(agent(), 1)).as_int32(), 4);
  EXPECT_EQ(found(Value::int32(7)).as_int32(), 5);
  EXPECT_TRUE(found(Value::int32(1)).is_undefined());
  EXPECT_TRUE(found(string("7")).is_undefined());
}

TEST_P(KeyedCollections, OrderIsThatOfInsertion) {
  Set* set = keep(make_set(agent()));
  const auto add = [&](int key) { MUST(set->set(agent(), Value::int32(key), Value::undefined())); };
  for (int i = 20; i > 0; --i) add(i);
  for (int i = 2; i <= 20; i += 2) EXPECT_TRUE(set->remove(agent(), Value::int32(i)));
  EXPECT_FALSE(set->remove(agent(), Value::int32(2)));
  add(4);
  add(19);
  EXPECT_EQ(keys_of(set), (std::vector<int>{19, 17, 15, 13, 11, 9, 7, 5, 3, 1, 4}));
  EXPECT_EQ(set->size(), 11u);
}

TEST_P(KeyedCollections, CursorsSurviveEveryChange) {
  Set* set = keep(make_set(agent()));
  const auto add = [&](int key) { MUST(set->set(agent(), Value::int32(key), Value::undefined())); };
  for (int i = 0; i < 4; ++i) add(i);
  TableCursor cursor{set->table()};
  const auto next = [&] {
    const auto place = cursor.next();
    return place ? cursor.table->key(*place).as_int32() : -1;
  };
  EXPECT_EQ(next(), 0);
  EXPECT_EQ(next(), 1);
  // Removed before and behind it, and moved twice.
  set->remove(agent(), Value::int32(0));
  set->remove(agent(), Value::int32(2));
  for (int i = 4; i < 40; ++i) add(i);
  EXPECT_EQ(next(), 3);
  EXPECT_EQ(next(), 4);
  // Shrunk.
  for (int i = 6; i < 40; ++i) set->remove(agent(), Value::int32(i));
  EXPECT_EQ(next(), 5);
  set->clear(agent());
  add(100);
  EXPECT_EQ(next(), 100);
  EXPECT_EQ(next(), -1);
  add(101);
  EXPECT_EQ(next(), 101);
}

TEST_P(KeyedCollections, ObjectsAreTheirOwnKeys) {
  Map* map = keep(make_map(agent()));
  std::vector<Object*> objects;
  for (int i = 0; i < 100; ++i) {
    objects.push_back(keep(object()));
    MUST(map->set(agent(), objects.back(), Value::int32(i)));
  }
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(map->get(agent(), objects[static_cast<std::size_t>(i)]).as_int32(), i);
  EXPECT_FALSE(map->has(agent(), object()));
}

TEST_P(KeyedCollections, HashesOfObjectsAreForgottenWithThem) {
  const std::size_t before = agent().identity_hashes().size();
  Object* kept = keep(object());
  key_hash(agent(), kept);
  const std::uint32_t hash = key_hash(agent(), kept);
  for (int i = 0; i < 1000; ++i) key_hash(agent(), object());
  agent().heap().collect(gc::Heap::Collection::Major);
  // The machine stack may hold a few.
  EXPECT_LT(agent().identity_hashes().size(), before + 100);
  EXPECT_EQ(key_hash(agent(), kept), hash);
}

}  // namespace
}  // namespace orrery::vm
