#include "vm/shapes/validity_chains.h"

#include "vm/objects/test_objects.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(ValidityChainsTest);

TEST_P(ValidityChainsTest, ChangesAboveInvalidate) {
  Object* top = make(nullptr);
  Object* middle = make(top);
  Object* bottom = make(middle);
  Object* receiver = make(bottom);
  Object* sibling = make(top);
  Object* below_sibling = make(sibling);
  const auto validity = [&](Object* object) { return object->shape()->chain_validity(agent()); };

  const auto change_top = [&](const std::function<void()>& change) {
    ValidityCell* of_receiver = validity(receiver);
    ValidityCell* of_sibling = validity(below_sibling);
    EXPECT_TRUE(of_receiver->is_valid());
    EXPECT_EQ(of_receiver, validity(receiver)) << "asking again gives the same";
    change();
    EXPECT_FALSE(of_receiver->is_valid());
    EXPECT_FALSE(of_sibling->is_valid());
    EXPECT_TRUE(validity(receiver)->is_valid());
  };
  change_top([&] { put(top, "x", 1); });
  PropertyDescriptor read_only;
  read_only.writable = false;
  change_top([&] { define(top, key("x"), read_only); });
  change_top([&] { erase(top, key("x")); });
  change_top([&] { put(top, "y", 1); });  // a dictionary now
  Object* higher = make(nullptr);
  change_top([&] { EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), top, higher))); });
  change_top([&] { put(higher, "z", 1); });
}

TEST_P(ValidityChainsTest, ChangesElsewhereDoNot) {
  Object* top = make(nullptr);
  Object* left = make(top);
  Object* right = make(top);
  Object* receiver = make(left);
  Object* other = make(right);
  put(top, "x", 1);
  ValidityCell* cell = receiver->shape()->chain_validity(agent());
  ValidityCell* other_cell = other->shape()->chain_validity(agent());
  put(top, "x", 2);       // a value
  put(receiver, "y", 1);  // the receiver itself
  put(right, "z", 1);
  EXPECT_TRUE(cell->is_valid());
  EXPECT_FALSE(other_cell->is_valid());
}

TEST_P(ValidityChainsTest, WithoutPrototypeAlwaysValid) {
  Object* object = make(nullptr);
  ValidityCell* cell = object->shape()->chain_validity(agent());
  put(object, "x", 1);
  EXPECT_TRUE(cell->is_valid());
  EXPECT_EQ(cell, make(nullptr)->shape()->chain_validity(agent()));
}

TEST_P(ValidityChainsTest, DependentsAreWeak) {
  if (collects_always()) return;
  Object* top = keep(make(nullptr));
  const auto leave_garbage = [&] {
    for (int i = 0; i < 200; i++) make(make(make(top)))->shape()->chain_validity(agent());
  };
  leave_garbage();
  EXPECT_GT(agent().shapes().validity_chains().dependency_count(), 200u);
  agent().heap().collect(gc::Heap::Collection::Major);
  EXPECT_LT(agent().shapes().validity_chains().dependency_count(), 50u);
  EXPECT_FALSE(top->shape()->is_dictionary());
}

TEST_P(ValidityChainsTest, ElementsOnPrototypes) {
  EXPECT_TRUE(agent().shapes().no_elements_on_prototypes()->is_valid());
  Object* object = make();
  put(object, key(0), Value::int32(1));
  EXPECT_TRUE(agent().shapes().no_elements_on_prototypes()->is_valid());
  make(object);
  EXPECT_FALSE(agent().shapes().no_elements_on_prototypes()->is_valid());
}

TEST_P(ValidityChainsTest, ElementsAddedToAPrototype) {
  Object* child = make(make());
  put(child, key(3), Value::int32(1));
  EXPECT_TRUE(agent().shapes().no_elements_on_prototypes()->is_valid());
  put(child->prototype(), key(3), Value::int32(1));
  EXPECT_FALSE(agent().shapes().no_elements_on_prototypes()->is_valid());
}

}  // namespace
}  // namespace orrery::vm
