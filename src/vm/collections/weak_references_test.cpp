#include "vm/collections/weak_references.h"

#include <algorithm>

#include "vm/collections/finalization_registry.h"
#include "vm/collections/weak_collections.h"
#include "vm/collections/weak_ref.h"
#include "vm/test_realm.h"

namespace orrery::vm {
namespace {

class WeakTest : public RealmTest {
 protected:
  WeakTest() {
    requests = 0;
    agent().hooks().request_finalization = [](Agent&) { ++requests; };
    prototype_ = keep(object());
  }
  void collect(gc::Heap::Collection collection = gc::Heap::Collection::Major) {
    clear_machine_stack();
    agent().heap().collect(collection);
  }
  /// Overwrites what calls have left below this frame.
  [[gnu::noinline]] static void clear_machine_stack() {
    volatile std::byte unused[8192] = {};
    (void)unused[0];
  }

  Object* prototype_ = nullptr;
  static inline int requests = 0;
};

ORRERY_REALM_TEST(WeakReferencesTest, WeakTest);

TEST_P(WeakReferencesTest, WeakMapsKeepValuesOfLiveKeys) {
  for (const auto collection : {gc::Heap::Collection::Minor, gc::Heap::Collection::Major}) {
    WeakMap* map = keep(make_weak_map(agent(), prototype_));
    std::vector<Object*> kept;
    for (int i = 0; i < 200; ++i) {
      Object* key = object();
      if (i % 10 == 0) kept.push_back(keep(key));
      Object* value = object();
      put(value, "number", Value::int32(i));
      MUST(map->set(agent(), key, value));
    }
    collect(collection);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const std::optional<Value> value = map->get(agent(), kept[i]);
      ASSERT_TRUE(value.has_value());
      EXPECT_EQ(look(value->as_object(), "number").as_int32(), static_cast<int>(i) * 10);
    }
    EXPECT_FALSE(map->get(agent(), object()).has_value());
    EXPECT_TRUE(map->remove(agent(), kept[0]));
    EXPECT_FALSE(map->get(agent(), kept[0]).has_value());
  }
}

TEST_P(WeakReferencesTest, EphemeronsFollowChains) {
  WeakMap* map = keep(make_weak_map(agent(), prototype_));
  Object* first = keep(object());
  Object* key = first;
  for (int i = 0; i < 50; ++i) {
    Object* next = object();
    MUST(map->set(agent(), key, next));
    key = next;
  }
  key = nullptr;
  collect();
  int length = 0;
  for (std::optional<Value> next = map->get(agent(), first); next;
       next = map->get(agent(), next->as_object()))
    ++length;
  EXPECT_EQ(length, 50);
}

TEST_P(WeakReferencesTest, TargetsLiveUntilTheEndOfTheJob) {
  WeakRef* weak_ref = keep(make_weak_ref(agent(), prototype_, object()));
  collect();
  EXPECT_TRUE(weak_ref->target().is_object());
  agent().weak_references().clear_kept_objects();
  // Looking at it keeps it for another job.
  EXPECT_TRUE(weak_ref_deref(agent(), weak_ref).is_object());
  collect();
  EXPECT_TRUE(weak_ref->target().is_object());
}

/// Far enough down the stack that nothing of it is left there.
[[gnu::noinline]] void register_some(Agent& agent, FinalizationRegistry* registry, int count) {
  for (int i = 0; i < count; ++i) {
    Object* target = ordinary_object_create(agent, nullptr);
    MUST(register_for_finalization(agent, registry, target, Value::int32(i), Value::undefined()));
  }
}

TEST_P(WeakReferencesTest, DeadTargetsAreCleanedUp) {
  auto* registry = keep(make_finalization_registry(agent(), prototype_, noting("cleanup")));
  Object* kept = keep(object());
  MUST(register_for_finalization(agent(), registry, kept, Value::int32(-1), kept));
  register_some(agent(), registry, 100);
  collect();
  EXPECT_GE(requests, 1);
  MUST(clean_up_finalization_registries(agent()));
  const std::string log = take_log();
  // The last one's address may still be in a register.
  EXPECT_TRUE(log.starts_with("cleanup 0; cleanup 1; cleanup 2")) << log;
  EXPECT_EQ(log.find("-1"), std::string::npos);
  EXPECT_TRUE(unregister_from_finalization(agent(), registry, kept));
  EXPECT_FALSE(unregister_from_finalization(agent(), registry, kept));
}

/// As above, of WeakRefs to objects that nothing else refers to.
[[gnu::noinline]] void make_some(Agent& agent, gc::RootVector<gc::Cell>& kept, Object* prototype, int count) {
  for (int i = 0; i < count; ++i)
    kept.items().push_back(make_weak_ref(agent, prototype, ordinary_object_create(agent, nullptr)));
}

class HeldTargetsTest : public WeakTest {
 protected:
  HeldTargetsTest() : refs_(agent().heap()) { references().hold_targets(agent().heap()); }
  WeakReferences& references() { return agent().weak_references(); }
  WeakRef* ref(std::size_t index) { return static_cast<WeakRef*>(refs_.items()[index]); }
  int cleared() {
    return static_cast<int>(std::ranges::count_if(
        refs_.items(), [](gc::Cell* cell) { return static_cast<WeakRef*>(cell)->target().is_undefined(); }));
  }
  void make_refs(int count) { make_some(agent(), refs_, prototype_, count); }

  gc::RootVector<gc::Cell> refs_;
};

ORRERY_REALM_TEST(HeldWeaklyTest, HeldTargetsTest);

TEST_P(HeldWeaklyTest, GoesWhenTheHostSaysSo) {
  EXPECT_FALSE(references().has_targets());
  make_refs(100);
  keep(ref(50)->target().as_object());
  EXPECT_TRUE(references().has_kept_objects());
  references().clear_kept_objects();
  EXPECT_FALSE(references().has_kept_objects());
  EXPECT_TRUE(references().has_targets());
  for (const auto collection : {gc::Heap::Collection::Minor, gc::Heap::Collection::Major})
    collect(collection);
  EXPECT_EQ(cleared(), 0);
  const WeakClearing clearing = references().collect_and_clear(agent().heap());
  EXPECT_EQ(clearing, (WeakClearing{.weak_refs = {{1, 50}, {52, 100}}, .registries = {}}));
  EXPECT_EQ(cleared(), 99);
  EXPECT_TRUE(references().has_targets());
  EXPECT_TRUE(references().collect_and_clear(agent().heap()).is_empty());
}

TEST_P(HeldWeaklyTest, GoesByOrdinalsInAReplay) {
  make_refs(10);
  auto* registry = keep(make_finalization_registry(agent(), prototype_, noting("cleanup")));
  register_some(agent(), registry, 20);
  Object* token = keep(object());
  MUST(register_for_finalization(agent(), registry, object(), Value::int32(20), token));
  EXPECT_TRUE(unregister_from_finalization(agent(), registry, token));
  references().clear_kept_objects();
  EXPECT_FALSE(references().clear({.weak_refs = {{3, 11}}, .registries = {}})) << "there is no eleventh";
  EXPECT_EQ(cleared(), 0);
  EXPECT_TRUE(references().clear({.weak_refs = {{3, 4}, {10, 10}}, .registries = {{1, {{1, 2}, {20, 20}}}}}));
  EXPECT_EQ(cleared(), 3);
  EXPECT_TRUE(ref(3)->target().is_undefined());
  EXPECT_EQ(references().waiting_registries(), std::vector{registry});
  MUST(clean_up_finalization_registries(agent()));
  EXPECT_EQ(take_log(), "cleanup 0; cleanup 1; cleanup 19");
  for (const WeakClearing::Targets& wrong :
       {WeakClearing::Targets{2, {{1, 1}}}, {1, {{1, 1}}}, {1, {{3, 21}}}, {1, {{21, 21}}}, {1, {{22, 22}}}})
    EXPECT_FALSE(references().clear({.weak_refs = {}, .registries = {wrong}}));
}

TEST_P(HeldWeaklyTest, NobodyElseTakesTargetsOfRegistries) {
  auto* registry = keep(make_finalization_registry(agent(), prototype_, noting("cleanup")));
  register_some(agent(), registry, 200);
  collect();
  register_some(agent(), registry, 100);
  collect(gc::Heap::Collection::Minor);
  collect();
  EXPECT_EQ(requests, 0);
  EXPECT_FALSE(registry->is_waiting());
  EXPECT_EQ(references().collect_and_clear(agent().heap()),
            (WeakClearing{.weak_refs = {}, .registries = {{1, {{1, 300}}}}}));
  EXPECT_TRUE(references().has_targets()) << "what waits to be cleaned up";
  for (int i = 0; i < 300; i++) EXPECT_EQ(take_held_value(agent(), registry).as_int32(), i % 200);
  EXPECT_TRUE(take_held_value(agent(), registry).is_empty());
  EXPECT_FALSE(registry->is_waiting());
  EXPECT_TRUE(references().collect_and_clear(agent().heap()).is_empty());
  EXPECT_FALSE(references().has_targets());
}

TEST_P(HeldWeaklyTest, WhatIsGoneLeavesTheLists) {
  for (int round = 0; round < 5; round++) {
    make_refs(1000);
    refs_.items().clear();
    references().clear_kept_objects();
    (void)references().collect_and_clear(agent().heap());
    EXPECT_FALSE(references().has_targets());
  }
  make_refs(1);
  EXPECT_EQ(ref(0)->ordinal(), 5001u);
}

TEST_P(WeakReferencesTest, CleaningUpGoesOnAfterAnException) {
  auto* registry = keep(make_finalization_registry(agent(), prototype_, throwing("no")));
  register_some(agent(), registry, 10);
  collect();
  int exceptions = 0;
  while (clean_up_finalization_registries(agent()).is_thrown()) {
    EXPECT_EQ(take_exception(), "no");
    ++exceptions;
  }
  EXPECT_GE(exceptions, 8);
}

}  // namespace
}  // namespace orrery::vm
