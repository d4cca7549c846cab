// Arrays, String objects, arguments objects, bound functions.

#include "vm/functions/environment.h"
#include "vm/objects/arguments.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/string_object.h"
#include "vm/objects/test_objects.h"
#include "vm/operations/conversions.h"

namespace orrery::vm {
namespace {

ORRERY_OBJECT_TEST(ArrayTest);
ORRERY_OBJECT_TEST(StringObjectTest);
ORRERY_OBJECT_TEST(ArgumentsTest);
ORRERY_OBJECT_TEST(BoundFunctionTest);

TEST_P(ArrayTest, LengthGrowsWithTheElements) {
  Array* array = make_array_of({1, 2, 3});
  EXPECT_TRUE(array->is_packed());
  EXPECT_EQ(look(array, "length"), 3);
  put(array, key(3), Value::int32(4));
  EXPECT_EQ(array->length(), 4u);
  EXPECT_TRUE(array->is_packed());
  put(array, key(9), Value::int32(4));
  EXPECT_EQ(array->length(), 10u);
  EXPECT_FALSE(array->is_packed());
  EXPECT_EQ(attributes_of(array, key("length")), "w--");
  EXPECT_EQ(keys_of(array), "0 1 2 3 9 length");
}

TEST_P(ArrayTest, LengthCutsOff) {
  Array* array = make_array_of({1, 2, 3, 4});
  put(array, "length", 2);
  EXPECT_EQ(keys_of(array), "0 1 length");
  put(array, "length", 4);
  EXPECT_EQ(keys_of(array), "0 1 length");
  EXPECT_FALSE(array->is_packed());
  EXPECT_FALSE(erase(array, key("length")));
  put(array, "length", 0);
  EXPECT_TRUE(array->is_packed());
}

TEST_P(ArrayTest, LengthStopsAtWhatCannotBeDeleted) {
  Array* array = make_array_of({1, 2, 3, 4});
  PropertyDescriptor fixed;
  fixed.configurable = false;
  EXPECT_TRUE(define(array, key(1), fixed));
  PropertyDescriptor descriptor;
  descriptor.value = Value::int32(0);
  descriptor.writable = false;
  EXPECT_FALSE(define(array, key("length"), descriptor));
  EXPECT_EQ(array->length(), 2u);
  EXPECT_FALSE(array->is_length_writable());
  EXPECT_EQ(keys_of(array), "0 1 length");
}

TEST_P(ArrayTest, InvalidLengths) {
  Array* array = make_array_of({});
  for (const Value bad :
       {Value::int32(-1), Value::float64(1.5), Value::float64(4294967296.0), Value::undefined()}) {
    EXPECT_TRUE(set(agent(), array, key("length"), bad, true).is_thrown());
    EXPECT_EQ(take_exception(), "RangeError: Invalid array length");
  }
  EXPECT_TRUE(array_create(agent(), std::uint64_t{1} << 32).is_thrown());
  EXPECT_EQ(take_exception(), "RangeError: Invalid array length");
  put(array, key("length"), string("7"));
  EXPECT_EQ(array->length(), 7u);
}

TEST_P(ArrayTest, TheValueOfALengthIsConvertedTwice) {
  Array* array = make_array_of({1, 2});
  int conversions = 0;
  Object* value = make();
  put(value, key("valueOf"), Value(make_function([&](Value, std::span<const Value>) -> Completion<Value> {
        conversions++;
        return Value::int32(1);
      })));
  put(array, key("length"), Value(value));
  EXPECT_EQ(conversions, 2);
  EXPECT_EQ(array->length(), 1u);
}

TEST_P(ArrayTest, WithAFixedLength) {
  Array* array = make_array_of({1, 2});
  PropertyDescriptor descriptor;
  descriptor.writable = false;
  EXPECT_TRUE(define(array, key("length"), descriptor));
  EXPECT_FALSE(MUST(internal_set(agent(), array, key(2), Value::int32(1), Value(array))));
  EXPECT_FALSE(MUST(create_data_property(agent(), array, key(2), Value::int32(1))));
  EXPECT_TRUE(MUST(create_data_property(agent(), array, key(1), Value::int32(5))));
  EXPECT_EQ(attributes_of(array, key("length")), "---");
  descriptor.value = Value::int32(2);
  EXPECT_TRUE(define(array, key("length"), descriptor));
  descriptor.value = Value::int32(3);
  EXPECT_FALSE(define(array, key("length"), descriptor));
}

TEST_P(ArrayTest, Frozen) {
  Array* array = make_array_of({1, 2});
  EXPECT_TRUE(MUST(set_integrity_level(agent(), array, IntegrityLevel::Frozen)));
  EXPECT_TRUE(MUST(test_integrity_level(agent(), array, IntegrityLevel::Frozen)));
  EXPECT_EQ(attributes_of(array, key(0)), "-e-");
  EXPECT_EQ(attributes_of(array, key("length")), "---");
  EXPECT_FALSE(MUST(internal_set(agent(), array, key(5), Value::int32(1), Value(array))));
}

TEST_P(ArrayTest, AppendsHoles) {
  Array* array = make_array_of({});
  for (const Value value : {Value::int32(1), Value::empty(), Value::int32(3), Value::empty()}) {
    EXPECT_FALSE(array_append(agent(), array, value).is_thrown());
  }
  EXPECT_EQ(array->length(), 4u);
  EXPECT_EQ(keys_of(array), "0 2 length");
}

TEST_P(StringObjectTest, HasItsCharacters) {
  StringObject* object = string_create(agent(), string("hé!"), object_prototype());
  put(object, "x", 1);
  put(object, key(5), Value::int32(1));
  EXPECT_EQ(keys_of(object), "0 1 2 5 length x");
  EXPECT_EQ(look(object, "length"), 3);
  EXPECT_EQ(look(object, key(1)).as_string()->to_utf8(), "é");
  EXPECT_EQ(attributes_of(object, key(1)), "-e-");
  EXPECT_EQ(attributes_of(object, key("length")), "---");
  EXPECT_FALSE(MUST(internal_set(agent(), object, key(1), Value::int32(1), Value(object))));
  EXPECT_FALSE(erase(object, key(1)));
  EXPECT_TRUE(erase(object, key(5)));
  EXPECT_TRUE(
      define(object, key(1), PropertyDescriptor::data(string("é"), Attributes(Attributes::k_enumerable))));
  EXPECT_FALSE(
      define(object, key(1), PropertyDescriptor::data(string("e"), Attributes(Attributes::k_enumerable))));
}

TEST_P(StringObjectTest, PropertiesOfPrimitives) {
  const Value text(string("abc"));
  EXPECT_EQ(MUST(get_v(agent(), text, key("length"))).as_int32(), 3);
  EXPECT_EQ(MUST(get_v(agent(), text, key(2))).as_string()->to_utf8(), "c");
  EXPECT_TRUE(MUST(get_v(agent(), text, key(3))).is_undefined());
  put(intrinsic(Intrinsic::StringPrototype), "x", 8);
  EXPECT_EQ(MUST(get_v(agent(), text, key("x"))).as_int32(), 8);
  EXPECT_TRUE(get_v(agent(), Value::null(), key("x")).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Cannot read properties of null (reading 'x')");
  EXPECT_TRUE(set_v(agent(), text, key("y"), Value::int32(1), true).is_thrown());
  take_exception();
  EXPECT_TRUE(set_v(agent(), text, key(0), Value::int32(1), true).is_thrown());
  take_exception();
  EXPECT_FALSE(set_v(agent(), text, key("length"), Value::int32(1), false).is_thrown());
}

TEST_P(ArgumentsTest, Unmapped) {
  const Value values[] = {Value::int32(1), Value::int32(2)};
  Object* object = MUST(create_unmapped_arguments_object(agent(), values));
  EXPECT_EQ(keys_of(object), "0 1 length callee Symbol(Symbol.iterator)");
  EXPECT_EQ(look(object, "length"), 2);
  EXPECT_EQ(attributes_of(object, key("length")), "w-c");
  EXPECT_EQ(attributes_of(object, key("callee")), "a--");
}

TEST_P(ArgumentsTest, MappedShareTheParameters) {
  auto* environment = agent().heap().make<Environment>(3 * sizeof(Value), nullptr, nullptr, 0u, 3u);
  const std::uint32_t slots[] = {2, MappedArguments::k_unmapped, 0, 1};
  const Value values[] = {Value::int32(10), Value::int32(11), Value::int32(12)};
  environment->set_slot(2, values[0]);
  environment->set_slot(0, values[2]);
  environment->set_slot(1, Value::undefined());
  Object* object = MUST(create_mapped_arguments_object(agent(), make(), slots, values, environment));
  const auto element = [&](std::uint32_t index) { return look(object, key(index)).as_int32(); };

  environment->set_slot(2, Value::int32(20));
  EXPECT_EQ(element(0), 20);
  put(object, key(0), Value::int32(21));
  EXPECT_EQ(environment->slot(2).as_int32(), 21);
  put(object, key(1), Value::int32(22));
  EXPECT_EQ(element(1), 22);
  // What was not passed is not mapped.
  put(object, key(3), Value::int32(23));
  EXPECT_TRUE(environment->slot(1).is_undefined());
  // By definition, too.
  PropertyDescriptor descriptor;
  descriptor.value = Value::int32(24);
  EXPECT_TRUE(define(object, key(2), descriptor));
  EXPECT_EQ(environment->slot(0).as_int32(), 24);
  // Read-only: keeps the parameter's value, and is one no more.
  environment->set_slot(0, Value::int32(25));
  PropertyDescriptor read_only;
  read_only.writable = false;
  EXPECT_TRUE(define(object, key(2), read_only));
  environment->set_slot(0, Value::int32(26));
  EXPECT_EQ(element(2), 25);
  EXPECT_EQ(attributes_of(object, key(2)), "-ec");
  // Deleted.
  EXPECT_TRUE(erase(object, key(0)));
  environment->set_slot(2, Value::int32(27));
  EXPECT_TRUE(look(object, key(0)).is_undefined());
  put(object, key(0), Value::int32(28));
  EXPECT_EQ(environment->slot(2).as_int32(), 27);
  EXPECT_EQ(keys_of(object), "0 1 2 3 length callee Symbol(Symbol.iterator)");
}

TEST_P(ArgumentsTest, MappedBecomesAnAccessor) {
  auto* environment = agent().heap().make<Environment>(sizeof(Value), nullptr, nullptr, 0u, 1u);
  environment->set_slot(0, Value::int32(1));
  const std::uint32_t slots[] = {0};
  const Value values[] = {Value::int32(1)};
  Object* object = MUST(create_mapped_arguments_object(agent(), make(), slots, values, environment));
  PropertyDescriptor accessor;
  accessor.get = Value(make_function([](Value, std::span<const Value>) { return Value::int32(5); }));
  EXPECT_TRUE(define(object, key(0), accessor));
  EXPECT_EQ(look(object, key(0)).as_int32(), 5);
  EXPECT_EQ(environment->slot(0).as_int32(), 1);
}

TEST_P(BoundFunctionTest, CallsAndConstructsWhatItIsBoundTo) {
  Value seen_this;
  std::vector<int> seen;
  Object* function =
      make_function([&](Value this_value, std::span<const Value> arguments) -> Completion<Value> {
        seen_this = this_value;
        seen.clear();
        for (const Value argument : arguments) seen.push_back(argument.as_int32());
        return Value(make());
      });
  const Value first[] = {Value::int32(1), Value::int32(2)};
  const Value second[] = {Value::int32(3)};
  const Value last[] = {Value::int32(4)};
  Object* inner = MUST(bound_function_create(agent(), function, Value::int32(77), first));
  Object* outer = MUST(bound_function_create(agent(), inner, Value::int32(88), second));
  MUST(call(agent(), Value(outer), Value::undefined(), last));
  EXPECT_EQ(seen_this.as_int32(), 77);
  EXPECT_EQ(seen, (std::vector{1, 2, 3, 4}));
  MUST(construct(agent(), outer, last));
  EXPECT_TRUE(seen_this.is_identical(function)) << "new.target";
  Object* other = make_function({});
  MUST(construct(agent(), outer, {}, other));
  EXPECT_TRUE(seen_this.is_identical(other));
  EXPECT_EQ(seen, (std::vector{1, 2, 3}));
}

TEST_P(BoundFunctionTest, ManyTakeNoStack) {
  Object* function = make_function([&](Value, std::span<const Value>) { return Value::int32(9); });
  for (int i = 0; i < (collects_always() ? 100 : 100'000); i++) {
    function = MUST(bound_function_create(agent(), function, Value::undefined(), {}));
  }
  EXPECT_EQ(MUST(call(agent(), Value(function), Value::undefined())).as_int32(), 9);
}

TEST_P(BoundFunctionTest, NotAFunction) {
  EXPECT_TRUE(call(agent(), Value(make()), Value::undefined()).is_thrown());
  take_exception();
}

}  // namespace
}  // namespace orrery::vm
