#include "vm/objects/ordinary_object.h"

#include "vm/objects/test_objects.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(OrdinaryObjectTest);

TEST_P(OrdinaryObjectTest, KeysInTheStandardsOrder) {
  Object* object = make();
  const PropertyKey first_symbol = PropertyKey::symbol(symbol("s1"));
  put(object, "b", 1);
  put(object, first_symbol, Value::int32(1));
  put(object, key(10), Value::int32(1));
  put(object, "a", 1);
  put(object, key(2), Value::int32(1));
  put(object, PropertyKey::symbol(symbol("s2")), Value::int32(1));
  EXPECT_EQ(keys_of(object), "2 10 b a Symbol(s1) Symbol(s2)");
}

TEST_P(OrdinaryObjectTest, GettersAndSettersGetTheReceiver) {
  Object* object = make();
  Value seen_this;
  Value seen_value;
  PropertyDescriptor accessor;
  accessor.get = Value(make_function([&](Value this_value, std::span<const Value>) -> Completion<Value> {
    seen_this = this_value;
    return Value::int32(42);
  }));
  accessor.set =
      Value(make_function([&](Value this_value, std::span<const Value> arguments) -> Completion<Value> {
        seen_this = this_value;
        seen_value = arguments[0];
        return Value::undefined();
      }));
  accessor.configurable = true;
  EXPECT_TRUE(define(object, key("x"), accessor));
  EXPECT_TRUE(define(object, key(7), accessor));
  Object* child = make(object);
  for (const PropertyKey property : {key("x"), key(7)}) {
    EXPECT_EQ(look(child, property).as_int32(), 42);
    EXPECT_TRUE(seen_this.is_identical(child));
    put(child, property, Value::int32(5));
    EXPECT_EQ(seen_value.as_int32(), 5);
    EXPECT_EQ(attributes_of(child, property), "none");
    EXPECT_EQ(attributes_of(object, property), "a-c");
  }
  // Without a setter.
  PropertyDescriptor no_setter;
  no_setter.set = Value::undefined();
  EXPECT_TRUE(define(object, key("x"), no_setter));
  EXPECT_FALSE(MUST(internal_set(agent(), child, key("x"), Value::int32(1), Value(child))));
}

TEST_P(OrdinaryObjectTest, SetWithAnotherReceiver) {
  Object* object = make();
  Object* receiver = make();
  put(object, "x", 1);
  EXPECT_TRUE(MUST(internal_set(agent(), object, key("x"), Value::int32(2), Value(receiver))));
  EXPECT_EQ(look(object, "x"), 1);
  EXPECT_EQ(look(receiver, "x"), 2);
  EXPECT_FALSE(MUST(internal_set(agent(), object, key("x"), Value::int32(2), Value::int32(1))));
  Array* array = make_array_of({});
  EXPECT_TRUE(MUST(internal_set(agent(), object, key(3), Value::int32(2), Value(array))));
  EXPECT_EQ(array->length(), 4u);
  EXPECT_TRUE(MUST(internal_set(agent(), object, key("length"), Value::int32(1), Value(array))));
  EXPECT_EQ(array->length(), 1u);
}

TEST_P(OrdinaryObjectTest, ReadOnlyAbovePreventsAdding) {
  Object* object = make();
  PropertyDescriptor read_only = PropertyDescriptor::data(Value::int32(1), Attributes());
  EXPECT_TRUE(define(object, key("x"), read_only));
  Object* child = make(object);
  EXPECT_FALSE(MUST(internal_set(agent(), child, key("x"), Value::int32(2), Value(child))));
  EXPECT_TRUE(set(agent(), child, key("x"), Value::int32(2), true).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot assign to read only property 'x' of object '#<Object>'");
  EXPECT_FALSE(set(agent(), child, key("x"), Value::int32(2), false).is_thrown());
}

TEST_P(OrdinaryObjectTest, PrototypesWithoutCycles) {
  Object* a = make();
  Object* b = make(a);
  EXPECT_FALSE(MUST(internal_set_prototype_of(agent(), a, b)));
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), a, nullptr)));
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), a)));
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), a, nullptr)));
  EXPECT_FALSE(MUST(internal_set_prototype_of(agent(), a, make())));
  EXPECT_FALSE(MUST(internal_is_extensible(agent(), a)));
  EXPECT_FALSE(MUST(internal_set(agent(), a, key("x"), Value::int32(1), Value(a))));
  EXPECT_FALSE(MUST(internal_set(agent(), a, key(1), Value::int32(1), Value(a))));
}

TEST_P(OrdinaryObjectTest, LongPrototypeChainsTakeNoStack) {
  Object* object = make(nullptr);
  put(object, "deep", 1);
  const int depth = collects_always() ? 100 : 20'000;
  for (int i = 0; i < depth; i++) object = make(object);
  EXPECT_EQ(look(object, "deep"), 1);
  EXPECT_TRUE(MUST(has_property(agent(), object, key("deep"))));
  EXPECT_FALSE(MUST(has_property(agent(), object, key("absent"))));
  put(object, "absent", 3);
}

TEST_P(OrdinaryObjectTest, LazyPropertiesAreMadeOnce) {
  static int made = 0;
  made = 0;
  agent().hooks().make_lazy_property = [](Agent&, Object*, PropertyKey, Value row) {
    made++;
    return Value::int32(row.as_int32() * 2);
  };
  for (const bool is_prototype : {false, true}) {
    Object* object = make();
    if (is_prototype) agent().shapes().make_prototype(object);
    agent().shapes().add(object, key("x"), Value::int32(21), k_hidden_attributes.with(Attributes::k_lazy));
    EXPECT_EQ(keys_of(object), "x");
    EXPECT_EQ(look(object, "x"), 42);
    EXPECT_EQ(look(object, "x"), 42);
    EXPECT_EQ(attributes_of(object, key("x")), "w-c");
  }
  EXPECT_EQ(made, 2);
}

// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor
// ---------------------------------------------

/// Every property against every descriptor, compared with the standard's steps written down once more,
/// without any storage.
struct ModelProperty {
  bool is_accessor = false;
  Value value;  // or the getter
  Value setter;
  bool writable = false;
  bool enumerable = false;
  bool configurable = false;
};

bool apply_model(std::optional<ModelProperty>& current, const PropertyDescriptor& d, bool is_extensible) {
  const bool wants_accessor = d.get || d.set;
  const bool wants_data = d.value || d.writable;
  if (!current) {
    if (!is_extensible) return false;
    current = ModelProperty{wants_accessor,
                            wants_accessor ? d.get.value_or(Value()) : d.value.value_or(Value()),
                            d.set.value_or(Value()),
                            d.writable.value_or(false),
                            d.enumerable.value_or(false),
                            d.configurable.value_or(false)};
    return true;
  }
  ModelProperty& p = *current;
  if (!p.configurable) {
    if (d.configurable == true) return false;
    if (d.enumerable && *d.enumerable != p.enumerable) return false;
    if ((wants_accessor || wants_data) && wants_accessor != p.is_accessor) return false;
    if (p.is_accessor) {
      if (d.get && !same_value(*d.get, p.value)) return false;
      if (d.set && !same_value(*d.set, p.setter)) return false;
    } else if (!p.writable) {
      if (d.writable == true) return false;
      if (d.value && !same_value(*d.value, p.value)) return false;
    }
  }
  if (p.is_accessor && wants_data) {
    p = {false, Value(), Value(), false, p.enumerable, p.configurable};
  } else if (!p.is_accessor && wants_accessor) {
    p = {true, Value(), Value(), false, p.enumerable, p.configurable};
  }
  if (d.value) p.value = *d.value;
  if (d.get) p.value = *d.get;
  if (d.set) p.setter = *d.set;
  if (d.writable) p.writable = *d.writable;
  if (d.enumerable) p.enumerable = *d.enumerable;
  if (d.configurable) p.configurable = *d.configurable;
  return true;
}

std::vector<PropertyDescriptor> all_descriptors(Value function) {
  std::vector<PropertyDescriptor> all;
  const std::optional<bool> flags[] = {std::nullopt, false, true};
  for (const auto enumerable : flags) {
    for (const auto configurable : flags) {
      PropertyDescriptor base;
      base.enumerable = enumerable;
      base.configurable = configurable;
      all.push_back(base);
      for (const auto writable : flags) {
        for (const std::optional<Value> value :
             {std::optional<Value>(), std::optional(Value::int32(1)), std::optional(Value::float64(-0.0)),
              std::optional(Value::int32(0))}) {
          PropertyDescriptor data = base;
          data.writable = writable;
          data.value = value;
          if (data.is_data_descriptor()) all.push_back(data);
        }
      }
      for (const std::optional<Value> getter :
           {std::optional<Value>(), std::optional(Value::undefined()), std::optional(function)}) {
        for (const std::optional<Value> setter : {std::optional<Value>(), std::optional(function)}) {
          PropertyDescriptor accessor = base;
          accessor.get = getter;
          accessor.set = setter;
          if (accessor.is_accessor_descriptor()) all.push_back(accessor);
        }
      }
    }
  }
  return all;
}

TEST_P(OrdinaryObjectTest, DefineFollowsTheStandard) {
  const Value function(make_function([](Value, std::span<const Value>) { return Value::undefined(); }));
  const std::vector<PropertyDescriptor> descriptors = all_descriptors(function);
  const std::size_t step = collects_always() ? 7 : 1;
  for (const PropertyKey property : {key("x"), key(3)}) {
    for (std::size_t i = 0; i < descriptors.size(); i += step) {
      for (std::size_t j = 0; j < descriptors.size(); j += step) {
        for (const bool is_extensible : {true, false}) {
          Object* object = make();
          std::optional<ModelProperty> model;
          ASSERT_TRUE(define(object, property, descriptors[i]));
          ASSERT_TRUE(apply_model(model, descriptors[i], true));
          if (!is_extensible) ASSERT_TRUE(MUST(internal_prevent_extensions(agent(), object)));
          ASSERT_EQ(define(object, property, descriptors[j]),
                    apply_model(model, descriptors[j], is_extensible))
              << i << ", " << j;
          const PropertyDescriptor result = *own(object, property);
          ASSERT_EQ(result.is_accessor_descriptor(), model->is_accessor);
          ASSERT_EQ(*result.enumerable, model->enumerable);
          ASSERT_EQ(*result.configurable, model->configurable);
          if (model->is_accessor) {
            ASSERT_TRUE(same_value(*result.get, model->value));
            ASSERT_TRUE(same_value(*result.set, model->setter));
          } else {
            ASSERT_TRUE(same_value(*result.value, model->value));
            ASSERT_EQ(*result.writable, model->writable);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace orrery::vm
