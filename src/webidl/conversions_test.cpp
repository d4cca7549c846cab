#include "webidl/conversions.h"

#include <limits>

#include "vm/objects/array.h"
#include "vm/test_realm.h"
#include "webidl/buffer_sources.h"
#include "webidl/dom_exception.h"
#include "webidl/exception.h"
#include "webidl/finish.h"
#include "webidl/sequences.h"

namespace orrery::webidl {
namespace {

using vm::Value;

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

double converted(double number, unsigned bits, bool is_signed, IntegerConversion conversion) {
  return convert_into_range(number, bits, is_signed, conversion).value_or(-12345);
}

TEST(ConvertIntoRangeTest, Clamps) {
  constexpr auto k_clamp = IntegerConversion::Clamp;
  EXPECT_EQ(converted(300, 8, false, k_clamp), 255);
  EXPECT_EQ(converted(-300, 8, true, k_clamp), -128);
  EXPECT_EQ(converted(1.5, 8, false, k_clamp), 2);
  EXPECT_EQ(converted(2.5, 8, false, k_clamp), 2);
  EXPECT_EQ(converted(k_infinity, 64, false, k_clamp), 9007199254740991);
  EXPECT_EQ(converted(-k_infinity, 64, true, k_clamp), -9007199254740991);
  EXPECT_EQ(converted(k_nan, 8, false, k_clamp), 0);
}

TEST(ConvertIntoRangeTest, EnforcesRanges) {
  constexpr auto k_enforce = IntegerConversion::EnforceRange;
  EXPECT_EQ(converted(255.9, 8, false, k_enforce), 255);
  EXPECT_EQ(converted(-0.9, 8, false, k_enforce), 0);
  EXPECT_FALSE(convert_into_range(256, 8, false, k_enforce));
  EXPECT_FALSE(convert_into_range(-1, 8, false, k_enforce));
  EXPECT_FALSE(convert_into_range(9007199254740992, 64, false, k_enforce));
  EXPECT_FALSE(convert_into_range(k_nan, 32, true, k_enforce));
  EXPECT_FALSE(convert_into_range(k_infinity, 32, true, k_enforce));
}

class ConversionsFixture : public vm::RealmTest {
 protected:
  template <typename T>
  bool throws(vm::Completion<T> result) {
    if (!result.is_thrown()) return false;
    agent().take_exception();
    return true;
  }
};
ORRERY_REALM_TEST(ConversionsTest, ConversionsFixture);

TEST_P(ConversionsTest, Numbers) {
  EXPECT_EQ(MUST(convert_integer<std::uint8_t>(agent(), Value::int32(257), "x")), 1);
  EXPECT_EQ(MUST(convert_integer<std::int8_t>(agent(), Value::number(-129.0), "x")), 127);
  EXPECT_EQ(MUST(convert_integer<std::uint64_t>(agent(), Value::int32(-1), "x")), UINT64_MAX);
  EXPECT_EQ(MUST(convert_integer<std::int64_t>(agent(), Value::number(0x1p63), "x")), INT64_MIN);
  EXPECT_EQ(MUST(convert_integer<std::uint64_t>(agent(), Value::number(0x1p64), "x")), 0u);
  EXPECT_EQ(MUST(convert_integer<std::int8_t>(agent(), Value::int32(200), "x")), -56);
  EXPECT_EQ(MUST(convert_integer<std::uint16_t>(agent(), Value::int32(-1), "x")), 65535);
  EXPECT_EQ(MUST(convert_integer<std::int32_t>(agent(), Value::number(-k_infinity), "x")), 0);
  EXPECT_EQ(MUST(convert_integer<std::int32_t>(agent(), string("12"), "x")), 12);
  EXPECT_TRUE(throws(
      convert_integer<std::uint8_t>(agent(), Value::int32(256), "x", IntegerConversion::EnforceRange)));
  EXPECT_EQ(MUST(convert_unrestricted_double(agent(), string("1e400"))), k_infinity);
  EXPECT_TRUE(throws(convert_double(agent(), Value::number(k_nan), "x")));
  EXPECT_TRUE(throws(convert_float(agent(), Value::number(1e300), "x")));
  EXPECT_EQ(MUST(convert_unrestricted_float(agent(), Value::number(1e300))),
            std::numeric_limits<float>::infinity());
}

TEST_P(ConversionsTest, Strings) {
  EXPECT_EQ(MUST(convert_dom_string(agent(), Value::null()))->to_utf8(), "null");
  EXPECT_EQ(MUST(convert_null_to_empty_string(agent(), Value::null()))->to_utf8(), "");
  EXPECT_EQ(MUST(convert_byte_string(agent(), string("\u00ff"), "x"))->length(), 1u);
  EXPECT_TRUE(throws(convert_byte_string(agent(), string("\u0100"), "x")));
  const char16_t lone[] = {u'a', 0xd800, u'b', 0xdc00, 0xd83d, 0xde00, 0xd83d, 0};
  EXPECT_EQ(MUST(convert_usv_string(agent(), string(std::u16string_view(lone, 7))))->to_wtf8(),
            "a\uFFFDb\uFFFD\U0001F600\uFFFD");
  vm::String* fine = string("\U0001F600");
  EXPECT_EQ(MUST(convert_usv_string(agent(), fine)), fine);
}

TEST_P(ConversionsTest, Enumerations) {
  constexpr std::string_view k_names[] = {"", "one", "two"};
  EXPECT_EQ(MUST(convert_enumeration(agent(), string("two"), k_names, "x")), 2u);
  EXPECT_EQ(MUST(convert_enumeration(agent(), string(""), k_names, "x")), 0u);
  EXPECT_TRUE(throws(convert_enumeration(agent(), string("three"), k_names, "x")));
}

TEST_P(ConversionsTest, Dictionaries) {
  EXPECT_TRUE(MUST(DictionaryReader::of(agent(), Value::null(), "x")).is_empty());
  EXPECT_TRUE(throws(DictionaryReader::of(agent(), Value::int32(1), "x")));
  vm::Object* options = keep(object());
  put(options, "capture", Value::boolean(true));
  const DictionaryReader reader = MUST(DictionaryReader::of(agent(), options, "x"));
  EXPECT_TRUE(MUST(reader.get(agent(), "capture")).is_true());
  EXPECT_TRUE(MUST(reader.get(agent(), "once")).is_undefined());
}

TEST_P(ConversionsTest, Records) {
  vm::Object* object = keep(this->object());
  put(object, "b", string("1"));
  put(object, "a", string("2"));
  std::string all;
  MUST(convert_record(agent(), object, "x", [&](vm::String* key, Value value) -> vm::Completion<void> {
    all += key->to_utf8() + text(value);
    return {};
  }));
  EXPECT_EQ(all, "b1a2");
  Record<vm::String*> record(agent());
  record.set(agent(), string("k"), string("1"));
  record.set(agent(), string("l"), string("2"));
  record.set(agent(), string("k"), string("3"));
  EXPECT_EQ(record.size(), 2u);
  EXPECT_EQ(record.value(0)->to_utf8(), "3");
}

TEST_P(ConversionsTest, BufferSources) {
  auto* buffer = keep(MUST(vm::ArrayBuffer::allocate(agent(), {.byte_length = 8})));
  EXPECT_EQ(MUST(convert_buffer_source(agent(), buffer, "x")).bytes().size(), 8u);
  EXPECT_TRUE(throws(convert_array_buffer_view(agent(), buffer, "x")));
  auto* resizable = keep(MUST(vm::ArrayBuffer::allocate(agent(), {.byte_length = 8, .max_byte_length = 16})));
  EXPECT_TRUE(throws(convert_buffer_source(agent(), resizable, "x")));
  EXPECT_EQ(MUST(convert_buffer_source(agent(), resizable, "x", {.resizable = true})).bytes().size(), 8u);
  buffer->detach();
  EXPECT_TRUE(MUST(convert_buffer_source(agent(), buffer, "x")).is_detached());
}

TEST_P(ConversionsTest, ExceptionsAreThrownOnce) {
  const auto fail = []() -> ExceptionOr<double> { return dom_exception("DataCloneError", "no way"); };
  EXPECT_TRUE(finish(agent(), fail()).is_thrown());
  const Value thrown = agent().take_exception();
  vm::ErrorObject* exception = as_dom_exception(thrown);
  ASSERT_NE(exception, nullptr);
  EXPECT_EQ(exception->description()->name()->to_utf8(), "DataCloneError");
  EXPECT_EQ(exception->description()->message()->to_utf8(), "no way");
  EXPECT_EQ(legacy_code_of(exception->description()->name()), 25);
  EXPECT_EQ(finish(agent(), ExceptionOr<double>(2.5)).value().as_number(), 2.5);
  EXPECT_TRUE(finish_undefined(agent(), [] { return ExceptionOr<void>(); }).value().is_undefined());
}

}  // namespace
}  // namespace orrery::webidl
