#include "vm/objects/realm_interface.h"

#include "vm/objects/internal_methods.h"
#include "vm/shapes/shapes.h"
#include "vm/test_realm.h"

namespace orrery::vm {
namespace {

/// interface Animal { constructor(any name); readonly attribute any name; any speak(); const short LEGS = 4;
/// static any count(); [LegacyUnforgeable] readonly attribute boolean isTame; }
class Animal : public PlatformObject {
 public:
  static const Interface k_interface;

  Animal(Shape* shape, Value name) : Animal(shape, k_interface, name) {}
  Value name() const { return name_.get(); }
  void visit_state(gc::Visitor& visitor) {
    if (name_.get().is_cell()) visitor.visit(name_.get().as_cell());
  }

 protected:
  Animal(Shape* shape, const Interface& interface, Value name)
      : PlatformObject(shape, interface), name_(name) {}

 private:
  ValueField name_;
};

/// interface Dog : Animal { constructor(any name); [LegacyUnforgeable] readonly attribute any tail; }
class Dog final : public Animal {
 public:
  static const Interface k_interface;
  Dog(Shape* shape, Value name) : Animal(shape, k_interface, name) {}
};

Completion<Value> construct_animal(Agent& agent, NativeFrame& frame) {
  return Value(TRY(construct_platform_object<Animal>(agent, frame, frame.argument(0))));
}
Completion<Value> construct_dog(Agent& agent, NativeFrame& frame) {
  return Value(TRY(construct_platform_object<Dog>(agent, frame, frame.argument(0))));
}
Completion<Value> get_name(Agent& agent, NativeFrame& frame) {
  return TRY(this_platform_object<Animal>(agent, frame))->name();
}
Completion<Value> bark(Agent& agent, NativeFrame& frame) {
  return TRY(this_platform_object<Dog>(agent, frame))->name();
}
Completion<Value> answer_true(Agent&, NativeFrame&) {
  return Value::boolean(true);
}

constexpr BuiltinRow k_animal_constants[] = {constant("LEGS", 4)};
constexpr BuiltinRow k_animal_statics[] = {operation("count", 0, answer_true)};
constexpr BuiltinRow k_animal_members[] = {attribute("name", get_name), operation("speak", 0, get_name)};
constexpr BuiltinRow k_animal_unforgeables[] = {unforgeable_attribute("isTame", answer_true)};
constexpr BuiltinRow k_dog_members[] = {operation("bark", 0, bark)};
constexpr BuiltinRow k_dog_unforgeables[] = {unforgeable_attribute("tail", answer_true)};

constexpr Interface k_abstract = {.name = "Abstract", .exposure = Exposure::k_window};

}  // namespace

constinit const Interface Animal::k_interface = {.name = "Animal",
                                                 .length = 1,
                                                 .constructor = construct_animal,
                                                 .constants = k_animal_constants,
                                                 .statics = k_animal_statics,
                                                 .members = k_animal_members,
                                                 .unforgeables = k_animal_unforgeables,
                                                 .iterator = "speak",
                                                 .visit_state = visit_state_of<Animal>};
constinit const Interface Dog::k_interface = {.name = "Dog",
                                              .parent = &Animal::k_interface,
                                              .length = 1,
                                              .constructor = construct_dog,
                                              .members = k_dog_members,
                                              .unforgeables = k_dog_unforgeables,
                                              .visit_state = visit_state_of<Dog>};

namespace {

class RealmInterfaceFixture : public RealmTest {
 protected:
  RealmInterface& interface(const Interface& of) { return RealmInterface::of(agent(), realm(), of); }
  Object* interface_object(const Interface& of) { return interface(of).interface_object(agent()); }
  Object* prototype(const Interface& of) { return interface(of).prototype(agent()); }
  Object* construct_with(Object* constructor, Object* new_target) {
    const Value arguments[] = {string("Rex")};
    const Completion<Object*> made = construct(agent(), constructor, arguments, new_target);
    return made.is_thrown() ? nullptr : keep(made.value());
  }
  std::string own_keys(Object* object) {
    std::vector<PropertyKey> keys;
    MUST(internal_own_property_keys(agent(), object, keys));
    std::string all;
    for (const PropertyKey key : keys)
      all += (all.empty() ? "" : " ") + (key.is_string() ? key.as_atom()->to_utf8() : "@@");
    return all;
  }
  std::string call_method(Object* object, std::string_view name) {
    const Completion<Value> result = call(agent(), look(object, name), object);
    if (result.is_thrown()) return "threw " + take_exception();
    return text(result.value());
  }
};
ORRERY_REALM_TEST(RealmInterfaceTest, RealmInterfaceFixture);

TEST_P(RealmInterfaceTest, InterfaceAndPrototypeObjectsBelongTogether) {
  Object* animal = interface_object(Animal::k_interface);
  EXPECT_EQ(interface_object(Animal::k_interface), animal);
  EXPECT_EQ(look(animal, "prototype").as_object(), prototype(Animal::k_interface));
  EXPECT_EQ(look(prototype(Animal::k_interface), "constructor").as_object(), animal);
  EXPECT_EQ(text(look(animal, "name")), "Animal");
  EXPECT_EQ(own_keys(animal), "length name prototype LEGS count");
  EXPECT_EQ(own_keys(prototype(Animal::k_interface)), "name speak LEGS constructor @@ @@");
  EXPECT_EQ(text(look(animal, "LEGS")), "4");
  EXPECT_EQ(text(look(prototype(Animal::k_interface), "LEGS")), "4");

  Object* dog = interface_object(Dog::k_interface);
  EXPECT_EQ(dog->prototype(), animal);
  EXPECT_EQ(prototype(Dog::k_interface)->prototype(), prototype(Animal::k_interface));
  const auto tag = MUST(
      internal_get_own_property(agent(), prototype(Dog::k_interface), agent().names().symbol_to_string_tag));
  EXPECT_EQ(text(*tag->value), "Dog");
  EXPECT_FALSE(*tag->writable);
  EXPECT_TRUE(*tag->configurable);
}

TEST_P(RealmInterfaceTest, MembersAreEnumerable) {
  const auto speak = MUST(internal_get_own_property(agent(), prototype(Animal::k_interface), key("speak")));
  EXPECT_TRUE(*speak->enumerable && *speak->writable && *speak->configurable);
  const auto name = MUST(internal_get_own_property(agent(), prototype(Animal::k_interface), key("name")));
  EXPECT_TRUE(*name->enumerable && *name->configurable);
  EXPECT_TRUE(name->set->is_undefined());
  const auto iterator = MUST(
      internal_get_own_property(agent(), prototype(Animal::k_interface), agent().names().symbol_iterator));
  EXPECT_TRUE(iterator->value->is_identical(*speak->value));
  EXPECT_FALSE(*iterator->enumerable);
}

TEST_P(RealmInterfaceTest, ObjectsAreMadeByTheirConstructors) {
  Object* dog = construct_with(interface_object(Dog::k_interface), nullptr);
  EXPECT_NE(as_platform_object<Dog>(dog), nullptr);
  EXPECT_NE(as_platform_object<Animal>(dog), nullptr);
  EXPECT_EQ(dog->prototype(), prototype(Dog::k_interface));
  EXPECT_EQ(call_method(dog, "speak"), "Rex");
  EXPECT_EQ(call_method(dog, "bark"), "Rex");
  EXPECT_EQ(own_keys(dog), "tail isTame");
  EXPECT_EQ(text(look(dog, "isTame")), "true");
  EXPECT_EQ(text(look(dog, "tail")), "true");
  // More properties than there is room for inside.
  for (int i = 0; i < 20; i++) put(dog, "x" + std::to_string(i), string(std::to_string(i)));
  agent().heap().collect(gc::Heap::Collection::Major);
  EXPECT_EQ(text(look(dog, "x0")), "0");
  EXPECT_EQ(text(look(dog, "x19")), "19");
  EXPECT_EQ(text(look(dog, "name")), "Rex");

  auto* made = keep(make_platform_object<Animal>(agent(), realm(), string("Tom")));
  EXPECT_EQ(made->shape(), construct_with(interface_object(Animal::k_interface), nullptr)->shape());
  EXPECT_EQ(text(look(made, "isTame")), "true");
}

TEST_P(RealmInterfaceTest, NewTargetSaysThePrototype) {
  Object* constructor = interface_object(Animal::k_interface);
  NativeFunction* subclass = function([](NativeFrame&) -> Completion<Value> { return Value::undefined(); });
  Object* other = keep(object());
  put(subclass, "prototype", other);
  Object* made = construct_with(constructor, subclass);
  EXPECT_EQ(made->prototype(), other);
  EXPECT_NE(as_platform_object<Animal>(made), nullptr);

  // Of another realm, without a prototype of its own.
  Realm* realm2 = Realm::make(agent());
  keep(realm2);
  NativeFunction* foreign =
      keep(create_builtin_function(agent(), realm2, answer_true, 0, string("f"), 0, nullptr));
  Object* made2 = construct_with(constructor, foreign);
  EXPECT_EQ(made2->prototype(), RealmInterface::of(agent(), *realm2, Animal::k_interface).prototype(agent()));
  EXPECT_NE(made2->prototype(), prototype(Animal::k_interface));
}

TEST_P(RealmInterfaceTest, BrandsAreChecked) {
  Object* animal = construct_with(interface_object(Animal::k_interface), nullptr);
  Object* plain = keep(object());
  put(plain, "speak", look(animal, "speak"));
  EXPECT_TRUE(call_method(plain, "speak").starts_with("threw"));
  put(animal, "bark", look(prototype(Dog::k_interface), "bark"));
  EXPECT_TRUE(call_method(animal, "bark").starts_with("threw"));
  EXPECT_EQ(as_platform_object<Animal>(Value::undefined()), nullptr);
}

TEST_P(RealmInterfaceTest, ConstructorsMayBeMissingOrWantNew) {
  EXPECT_EQ(construct_with(interface_object(k_abstract), nullptr), nullptr);
  take_exception();
  EXPECT_TRUE(call(agent(), interface_object(Animal::k_interface), Value::undefined()).is_thrown());
  take_exception();
}

int g_made = 0;
Value make_answer(Agent&, Realm&) {
  g_made++;
  return Value::int32(42);
}
constexpr LazyRow k_rows[] = {lazy_interface("Animal", Animal::k_interface),
                              lazy_interface("Abstract", k_abstract), lazy_value("answer", make_answer),
                              lazy_builtin(operation("yes", 0, answer_true))};

TEST_P(RealmInterfaceTest, GlobalRowsAreLazy) {
  g_made = 0;
  add_global_rows(agent(), realm(), k_rows, Exposure::k_worker);
  Object* global = realm().global_object();
  EXPECT_EQ(own_keys(global), "Animal answer yes");
  EXPECT_EQ(g_made, 0);
  EXPECT_EQ(text(look(global, "answer")), "42");
  EXPECT_EQ(text(look(global, "answer")), "42");
  EXPECT_EQ(g_made, 1);
  EXPECT_EQ(look(global, "Animal").as_object(), interface_object(Animal::k_interface));
  EXPECT_EQ(call_method(global, "yes"), "true");
  const auto animal = MUST(internal_get_own_property(agent(), global, key("Animal")));
  EXPECT_FALSE(*animal->enumerable);
  EXPECT_TRUE(*animal->writable && *animal->configurable);
}

}  // namespace
}  // namespace orrery::vm
