#include "vm/shapes/shapes.h"

#include <string>
#include <vector>

#include "vm/objects/test_objects.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(ShapesTest);

TEST_P(ShapesTest, ObjectsMadeAlikeShareAShape) {
  Object* first = make();
  Object* second = make();
  EXPECT_EQ(first->shape(), second->shape());
  put(first, "x", 1);
  EXPECT_NE(first->shape(), second->shape());
  put(second, "x", 2);
  EXPECT_EQ(first->shape(), second->shape());
  put(first, "y", 3);
  put(second, "z", 4);
  EXPECT_NE(first->shape(), second->shape());
  EXPECT_EQ(look(first, "x"), 1);
  EXPECT_EQ(look(second, "x"), 2);
  EXPECT_EQ(look(first, "y"), 3);
  EXPECT_EQ(look(second, "y"), -1);
  EXPECT_EQ(look(second, "z"), 4);
}

TEST_P(ShapesTest, RootsDifferByPrototypeKindAndCapacity) {
  Shapes& shapes = agent().shapes();
  Object* other = make();
  Shape* root = shapes.root(object_prototype(), CellKind::Object, 3);
  EXPECT_EQ(root, shapes.root(object_prototype(), CellKind::Object, 3));
  EXPECT_NE(root, shapes.root(object_prototype(), CellKind::Object, 5));
  EXPECT_NE(root, shapes.root(other, CellKind::Object, 3));
  EXPECT_NE(root, shapes.root(nullptr, CellKind::Object, 3));
  EXPECT_NE(shapes.root(other, CellKind::Array), shapes.root(other, CellKind::Proxy));
}

TEST_P(ShapesTest, SlotsGoOnOutOfLine) {
  Object* object = ordinary_object_create(agent(), object_prototype(), 3);
  ASSERT_EQ(object->shape()->inline_capacity(), 3u);
  for (int i = 0; i < 100; i++) put(object, "p" + std::to_string(i), i);
  for (int i = 0; i < 100; i++) EXPECT_EQ(look(object, "p" + std::to_string(i)), i);
}

TEST_P(ShapesTest, RemovingTheLastGoesBack) {
  Object* object = make();
  put(object, "x", 1);
  Shape* before = object->shape();
  put(object, "y", 2);
  EXPECT_TRUE(erase(object, key("y")));
  EXPECT_EQ(object->shape(), before);
  EXPECT_EQ(keys_of(object), "x");
  // The table has y behind what is this shape's.
  put(object, "z", 3);
  EXPECT_EQ(keys_of(object), "x z");
  EXPECT_EQ(look(object, "y"), -1);
}

TEST_P(ShapesTest, RemovingAnotherMakesADictionary) {
  Object* object = make();
  for (const char* name : {"a", "b", "c"}) put(object, name, 1);
  EXPECT_TRUE(erase(object, key("b")));
  EXPECT_TRUE(object->shape()->is_dictionary());
  put(object, "b", 2);
  EXPECT_EQ(keys_of(object), "a c b");
  EXPECT_EQ(object->shape()->property_count(), 3u);
}

TEST_P(ShapesTest, ManyPropertiesMakeADictionary) {
  Object* object = make();
  for (std::uint32_t i = 0; i < Shape::k_max_properties; i++) put(object, "p" + std::to_string(i), 1);
  EXPECT_FALSE(object->shape()->is_dictionary());
  put(object, "more", 5);
  EXPECT_TRUE(object->shape()->is_dictionary());
  EXPECT_EQ(look(object, "more"), 5);
  EXPECT_EQ(look(object, "p17"), 1);
}

TEST_P(ShapesTest, DictionariesAreCompacted) {
  Object* object = make();
  put(object, "stays", 7);
  for (int i = 0; i < 2000; i++) {
    const std::string name = "p" + std::to_string(i);
    put(object, name, i);
    put(object, "tail", i);
    EXPECT_TRUE(erase(object, key(name)));
  }
  EXPECT_EQ(keys_of(object), "stays tail");
  EXPECT_EQ(look(object, "stays"), 7);
  EXPECT_LT(object->shape()->slot_count(), 64u);
}

TEST_P(ShapesTest, ReconfiguringIsShared) {
  PropertyDescriptor read_only;
  read_only.writable = false;
  Object* first = make();
  Object* second = make();
  for (Object* object : {first, second}) {
    put(object, "x", 1);
    put(object, "y", 2);
    EXPECT_TRUE(define(object, key("x"), read_only));
  }
  EXPECT_EQ(first->shape(), second->shape());
  EXPECT_EQ(attributes_of(first, key("x")), "-ec");
  EXPECT_EQ(attributes_of(first, key("y")), "wec");
  Object* third = make();
  put(third, "x", 1);
  put(third, "y", 2);
  EXPECT_EQ(attributes_of(third, key("x")), "wec");
}

TEST_P(ShapesTest, PrototypesAndIntegrityAreTransitions) {
  Object* other = make();
  Object* first = make();
  Object* second = make();
  for (Object* object : {first, second}) {
    put(object, "x", 1);
    EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), object, other)));
  }
  EXPECT_EQ(first->shape(), second->shape());
  EXPECT_EQ(first->prototype(), other);
  for (Object* object : {first, second}) {
    EXPECT_TRUE(MUST(set_integrity_level(agent(), object, IntegrityLevel::Frozen)));
  }
  EXPECT_EQ(first->shape(), second->shape());
  EXPECT_EQ(attributes_of(first, key("x")), "-e-");
  EXPECT_FALSE(first->shape()->is_extensible());
}

TEST_P(ShapesTest, APrototypeHasItsOwnShape) {
  Object* first = make();
  Object* second = make();
  put(first, "x", 1);
  put(second, "x", 2);
  Object* child = make(first);
  EXPECT_TRUE(first->shape()->is_prototype());
  EXPECT_NE(first->shape(), second->shape());
  Shape* before = first->shape();
  put(first, "y", 3);
  EXPECT_NE(first->shape(), before);
  put(second, "z", 4);
  EXPECT_EQ(look(child, "x"), 1);
  EXPECT_EQ(look(child, "y"), 3);
  EXPECT_EQ(look(child, "z"), -1);
  EXPECT_EQ(look(second, "y"), -1);
}

TEST_P(ShapesTest, DeadShapesAreForgotten) {
  if (collects_always()) return;  // it would be so without asking
  const auto leave_garbage = [&] {
    for (int i = 0; i < 300; i++) put(make(), "unique" + std::to_string(i), i);
  };
  leave_garbage();
  EXPECT_GE(agent().shapes().transition_count(), 300u);
  agent().heap().collect(gc::Heap::Collection::Major);
  // A few may be held by what is left on the stack.
  EXPECT_LT(agent().shapes().transition_count(), 150u);
}

/// Random changes, against a list of names and values.
TEST_P(ShapesTest, BehaveLikeAList) {
  for (const bool is_prototype : {false, true}) {
    Object* object = make();
    if (is_prototype) agent().shapes().make_prototype(object);
    std::vector<std::pair<std::string, int>> model;
    std::uint32_t random = 12345;
    for (int step = 0; step < (collects_always() ? 300 : 5000); step++) {
      random = random * 1664525 + 1013904223;
      const std::string name = "n" + std::to_string(random >> 8 & 63);
      const auto found = std::ranges::find(model, name, &std::pair<std::string, int>::first);
      if ((random >> 20 & 3) != 0) {
        put(object, name, step);
        if (found == model.end()) {
          model.emplace_back(name, step);
        } else {
          found->second = step;
        }
      } else {
        EXPECT_TRUE(erase(object, key(name)));
        if (found != model.end()) model.erase(found);
      }
      ASSERT_EQ(object->shape()->property_count(), model.size());
    }
    std::string names;
    for (const auto& [name, value] : model) {
      names += (names.empty() ? "" : " ") + name;
      EXPECT_EQ(look(object, name), value);
    }
    EXPECT_EQ(keys_of(object), names);
  }
}

}  // namespace
}  // namespace orrery::vm
