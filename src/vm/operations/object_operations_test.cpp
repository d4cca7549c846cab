#include "vm/operations/object_operations.h"

#include "vm/bigint/bigint.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/private_elements.h"
#include "vm/objects/test_objects.h"
#include "vm/operations/conversions.h"
#include "vm/value_list.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(ObjectOperationsTest);
ORRERY_OBJECT_TEST(ConversionsTest);
ORRERY_OBJECT_TEST(PrivateElementsTest);

TEST_P(ObjectOperationsTest, Methods) {
  Object* object = make();
  put(object, "number", 1);
  EXPECT_TRUE(MUST(get_method(agent(), Value(object), key("absent"))).is_undefined());
  EXPECT_TRUE(get_method(agent(), Value(object), key("number")).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Property 'number' is not a function");
  put(object, key("f"),
      Value(make_function([](Value this_value, std::span<const Value>) { return this_value; })));
  EXPECT_TRUE(MUST(invoke(agent(), Value(object), key("f"))).is_identical(object));
}

TEST_P(ObjectOperationsTest, Lists) {
  Object* like = make();
  put(like, "length", 3);
  put(like, key(1), Value::int32(5));
  ValueList* list = MUST(create_list_from_array_like(agent(), Value(like)));
  EXPECT_EQ(list->size(), 3u);
  EXPECT_TRUE(list->at(0).is_undefined());
  EXPECT_EQ(list->at(1).as_int32(), 5);
  EXPECT_EQ(MUST(create_list_from_array_like(agent(), Value(make_array_of({7, 8}))))->at(1).as_int32(), 8);
  EXPECT_TRUE(create_list_from_array_like(agent(), Value::int32(1)).is_thrown());
  take_exception();
}

TEST_P(ObjectOperationsTest, EnumerableOwnProperties) {
  Object* object = make();
  put(object, "b", 2);
  put(object, key(4), Value::int32(1));
  put(object, PropertyKey::symbol(symbol("s")), Value::int32(1));
  define(object, key("hidden"), PropertyDescriptor::data(Value::int32(1), k_hidden_attributes));
  ValueList* names = MUST(enumerable_own_properties(agent(), object, PropertyParts::Keys));
  ASSERT_EQ(names->size(), 2u);
  EXPECT_EQ(names->at(0).as_string()->to_utf8(), "4");
  ValueList* entries = MUST(enumerable_own_properties(agent(), object, PropertyParts::KeysAndValues));
  EXPECT_EQ(look(entries->at(1).as_object(), key(0)).as_string()->to_utf8(), "b");
  EXPECT_EQ(look(entries->at(1).as_object(), key(1)).as_int32(), 2);

  Object* copy = make();
  const PropertyKey excluded[] = {key("b")};
  EXPECT_FALSE(copy_data_properties(agent(), copy, Value(object), excluded).is_thrown());
  EXPECT_EQ(keys_of(copy), "4 Symbol(s)");
}

TEST_P(ObjectOperationsTest, IntegrityLevels) {
  for (const bool has_elements : {false, true}) {
    Object* object = make();
    put(object, "x", 1);
    PropertyDescriptor accessor;
    accessor.get = Value::undefined();
    accessor.configurable = true;
    define(object, key("a"), accessor);
    if (has_elements) put(object, key(0), Value::int32(1));
    EXPECT_FALSE(MUST(test_integrity_level(agent(), object, IntegrityLevel::Sealed)));
    EXPECT_TRUE(MUST(set_integrity_level(agent(), object, IntegrityLevel::Sealed)));
    EXPECT_TRUE(MUST(test_integrity_level(agent(), object, IntegrityLevel::Sealed)));
    EXPECT_FALSE(MUST(test_integrity_level(agent(), object, IntegrityLevel::Frozen)));
    EXPECT_EQ(attributes_of(object, key("x")), "we-");
    EXPECT_TRUE(MUST(set_integrity_level(agent(), object, IntegrityLevel::Frozen)));
    EXPECT_TRUE(MUST(test_integrity_level(agent(), object, IntegrityLevel::Frozen)));
    EXPECT_EQ(attributes_of(object, key("x")), "-e-");
    EXPECT_EQ(attributes_of(object, key("a")), "a--");
  }
}

TEST_P(ObjectOperationsTest, Instances) {
  Object* constructor = make_function({});
  Object* prototype = make();
  put(constructor, key("prototype"), Value(prototype));
  Object* instance = make(make(prototype));
  EXPECT_TRUE(MUST(instanceof_operator(agent(), Value(instance), Value(constructor))));
  EXPECT_FALSE(MUST(instanceof_operator(agent(), Value(make()), Value(constructor))));
  EXPECT_FALSE(MUST(instanceof_operator(agent(), Value::int32(1), Value(constructor))));
  Object* bound = MUST(bound_function_create(agent(), constructor, Value::undefined(), {}));
  EXPECT_TRUE(MUST(instanceof_operator(agent(), Value(instance), Value(bound))));
  EXPECT_TRUE(instanceof_operator(agent(), Value(instance), Value(make())).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Right-hand side of 'instanceof' is not callable");
  put(constructor, agent().names().symbol_has_instance,
      Value(make_function([](Value, std::span<const Value>) { return Value::int32(1); })));
  EXPECT_TRUE(MUST(instanceof_operator(agent(), Value::int32(1), Value(constructor))));
}

TEST_P(ObjectOperationsTest, Species) {
  Object* fallback = make_function({});
  Object* species = make_function({});
  Object* constructor = make_function({});
  Object* object = make();
  EXPECT_EQ(MUST(species_constructor(agent(), object, fallback)), fallback);
  put(object, key("constructor"), Value(constructor));
  EXPECT_EQ(MUST(species_constructor(agent(), object, fallback)), fallback);
  put(constructor, agent().names().symbol_species, Value(species));
  EXPECT_EQ(MUST(species_constructor(agent(), object, fallback)), species);
}

TEST_P(ConversionsTest, ObjectsToPrimitives) {
  Object* object = make();
  put(object, key("valueOf"),
      Value(make_function([](Value, std::span<const Value>) { return Value::int32(42); })));
  const Value text(string("text"));
  put(object, key("toString"), Value(make_function([text](Value, std::span<const Value>) { return text; })));
  EXPECT_EQ(MUST(to_number(agent(), Value(object))).as_int32(), 42);
  EXPECT_EQ(MUST(to_string(agent(), Value(object)))->to_utf8(), "text");
  EXPECT_EQ(MUST(to_property_key(agent(), Value(object))), key("text"));
  EXPECT_TRUE(MUST(is_loosely_equal(agent(), Value(object), Value::int32(42))));
  EXPECT_FALSE(MUST(is_loosely_equal(agent(), text, Value(object))));
  EXPECT_TRUE(MUST(is_less_than(agent(), Value::int32(41), Value(object), true)).is_true());

  std::string hints;
  put(object, agent().names().symbol_to_primitive,
      Value(make_function([&](Value, std::span<const Value> arguments) -> Completion<Value> {
        hints += arguments[0].as_string()->to_utf8() + " ";
        return Value::int32(7);
      })));
  MUST(to_primitive(agent(), Value(object)));
  MUST(to_numeric(agent(), Value(object)));
  MUST(to_string(agent(), Value(object)));
  EXPECT_EQ(hints, "default number string ");

  Object* bare = make(nullptr);
  EXPECT_TRUE(to_primitive(agent(), Value(bare)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert object to primitive value");
}

TEST_P(ConversionsTest, ComparisonsConvertInOrder) {
  std::string log;
  const auto logging = [&](const char* name, int value) {
    Object* object = make();
    put(object, key("valueOf"), Value(make_function([&log, name, value](Value, std::span<const Value>) {
          log += name;
          return Value::int32(value);
        })));
    return Value(object);
  };
  const Value a = logging("a", 1);
  const Value b = logging("b", 2);
  EXPECT_TRUE(MUST(is_less_than(agent(), a, b, true)).is_true());
  EXPECT_TRUE(MUST(is_less_than(agent(), a, b, false)).is_true());
  EXPECT_EQ(log, "abba");
  EXPECT_FALSE(MUST(is_loosely_equal(agent(), a, b)));
  EXPECT_TRUE(MUST(is_loosely_equal(agent(), a, a)));
  EXPECT_EQ(log, "abba");
}

TEST_P(ConversionsTest, LooseEqualityOfObjects) {
  Object* object = make();
  EXPECT_FALSE(MUST(is_loosely_equal(agent(), Value(object), Value::null())));
  EXPECT_FALSE(MUST(is_loosely_equal(agent(), Value::undefined(), Value(object))));
  object->set_flag(Object::k_is_html_dda);
  EXPECT_TRUE(MUST(is_loosely_equal(agent(), Value(object), Value::null())));
  EXPECT_TRUE(MUST(is_loosely_equal(agent(), Value::null(), Value::undefined())));
}

TEST_P(ConversionsTest, PrimitivesToObjects) {
  Object* number = MUST(to_object(agent(), Value::int32(3)));
  ASSERT_EQ(number->kind(), CellKind::PrimitiveObject);
  EXPECT_EQ(static_cast<PrimitiveObject*>(number)->primitive().as_int32(), 3);
  EXPECT_EQ(number->prototype(), intrinsic(Intrinsic::NumberPrototype));
  EXPECT_EQ(MUST(to_object(agent(), Value::boolean(true)))->prototype(),
            intrinsic(Intrinsic::BooleanPrototype));
  EXPECT_EQ(MUST(to_object(agent(), Value(symbol("s"))))->prototype(), intrinsic(Intrinsic::SymbolPrototype));
  EXPECT_EQ(MUST(to_object(agent(), Value(make_bigint(agent(), 1))))->prototype(),
            intrinsic(Intrinsic::BigIntPrototype));
  EXPECT_EQ(MUST(to_object(agent(), Value(string("s"))))->kind(), CellKind::StringObject);
  EXPECT_TRUE(to_object(agent(), Value::undefined()).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot convert undefined to object");
}

TEST_P(ConversionsTest, Integers) {
  EXPECT_EQ(MUST(to_length(agent(), Value::float64(-5.5))), 0u);
  EXPECT_EQ(MUST(to_length(agent(), Value::float64(1e300))), 9007199254740991u);
  EXPECT_EQ(MUST(to_index(agent(), Value::undefined())), 0u);
  EXPECT_TRUE(to_index(agent(), Value::int32(-1)).is_thrown());
  take_exception();
  EXPECT_EQ(MUST(to_uint32(agent(), Value::int32(-1))), 0xffff'ffffu);
  EXPECT_EQ(MUST(to_int32(agent(), Value(string(" 0x10 ")))), 16);
  EXPECT_EQ(index_key(agent(), 5), PropertyKey::index(5));
  EXPECT_EQ(index_key(agent(), 1ull << 40), key("1099511627776"));
}

TEST_P(PrivateElementsTest, NobodyElseSeesThem) {
  Object* object = make();
  Symbol* field = symbol("#field", Symbol::Sort::Private);
  Symbol* method = symbol("#method", Symbol::Sort::Private);
  put(object, "x", 1);
  EXPECT_FALSE(private_field_add(agent(), object, field, Value::int32(1)).is_thrown());
  EXPECT_FALSE(private_method_add(agent(), object, method, Value::int32(2)).is_thrown());
  EXPECT_EQ(keys_of(object), "x");
  EXPECT_TRUE(MUST(set_integrity_level(agent(), object, IntegrityLevel::Frozen)));
  EXPECT_FALSE(private_set(agent(), object, field, Value::int32(5)).is_thrown());
  EXPECT_EQ(MUST(private_get(agent(), object, field)).as_int32(), 5);
  EXPECT_TRUE(private_set(agent(), object, method, Value::int32(5)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Private method '#method' is not writable");
  EXPECT_TRUE(private_field_add(agent(), object, field, Value::int32(1)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot initialize #field twice on the same object");
  // Inheriting does not help.
  EXPECT_TRUE(private_get(agent(), make(object), field).is_thrown());
  EXPECT_EQ(take_exception(),
            "TypeError: Cannot read private member #field from an object whose class did not declare it");
}

TEST_P(PrivateElementsTest, Accessors) {
  Object* object = make();
  Symbol* name = symbol("#a", Symbol::Sort::Private);
  const Value getter(make_function([](Value this_value, std::span<const Value>) { return this_value; }));
  auto* accessor = agent().heap().make<Accessor>(0, getter, Value::undefined());
  EXPECT_FALSE(private_accessor_add(agent(), object, name, accessor).is_thrown());
  EXPECT_TRUE(MUST(private_get(agent(), object, name)).is_identical(object));
  EXPECT_TRUE(private_set(agent(), object, name, Value::int32(1)).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: '#a' was defined without a setter");
}

}  // namespace
}  // namespace orrery::vm
