#include "vm/collections/weak_references.h"

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
  EXPECT_TRUE(registry->records()->remove_by_token(kept));
  EXPECT_FALSE(registry->records()->remove_by_token(kept));
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
