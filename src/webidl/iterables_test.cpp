#include "webidl/iterables.h"

#include "vm/test_realm.h"

namespace orrery::webidl {
namespace {

/// interface Letters { iterable<DOMString, long>; }, of "a" and 0, "b" and 1 …
class Letters final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  static const vm::Interface k_iterator_interface;
  Letters(vm::Shape* shape, std::uint32_t count) : PlatformObject(shape, k_interface), count_(count) {}
  bool pair_at(vm::Agent& agent, std::uint32_t index, IteratedPair* pair) const {
    if (index >= count_) return false;
    *pair = {vm::single_character(agent, static_cast<char16_t>(u'a' + index)), vm::Value::number(index)};
    return true;
  }
  void set_count(std::uint32_t count) { count_ = count; }
  void visit_state(gc::Visitor&) {}

 private:
  std::uint32_t count_;
};

constexpr vm::BuiltinRow k_members[] = {k_entries_row<Letters>, k_keys_row<Letters>, k_values_row<Letters>,
                                        k_for_each_row<Letters>};

}  // namespace

constinit const vm::Interface Letters::k_interface = {.name = "Letters",
                                                      .members = k_members,
                                                      .iterator = "entries",
                                                      .visit_state = vm::visit_state_of<Letters>};
constinit const vm::Interface Letters::k_iterator_interface =
    pair_iterator_interface<Letters>("Letters Iterator");

namespace {

class IterablesFixture : public vm::RealmTest {
 protected:
  Letters* letters(std::uint32_t count) {
    return keep(vm::make_platform_object<Letters>(agent(), realm(), count));
  }
  vm::Object* iterator(Letters* of, std::string_view method) {
    return keep(MUST(vm::invoke(agent(), vm::Value(of), key(method))).as_object());
  }
  std::string next(vm::Object* iterator) {
    return text(MUST(vm::invoke(agent(), vm::Value(iterator), agent().names().next)));
  }
};
ORRERY_REALM_TEST(IterablesTest, IterablesFixture);

TEST_P(IterablesTest, IteratorsGiveOneAfterAnother) {
  Letters* two = letters(2);
  vm::Object* keys = iterator(two, "keys");
  EXPECT_EQ(next(keys), "{a, false}");
  EXPECT_EQ(next(keys), "{b, false}");
  EXPECT_EQ(next(keys), "{undefined, true}");
  two->set_count(5);
  EXPECT_EQ(next(keys), "{undefined, true}");
  EXPECT_EQ(next(iterator(two, "values")), "{0, false}");
  vm::Object* result =
      MUST(vm::invoke(agent(), vm::Value(iterator(two, "entries")), agent().names().next)).as_object();
  EXPECT_EQ(text(look(look(result, "value").as_object(), "0")), "a");
  EXPECT_EQ(text(look(look(result, "value").as_object(), "1")), "0");
}

TEST_P(IterablesTest, OtherObjectsHaveNoNext) {
  Letters* one = letters(1);
  vm::Object* keys = iterator(one, "keys");
  const vm::Value method = look(keys, "next");
  EXPECT_TRUE(vm::call(agent(), method, vm::Value(one)).is_thrown());
  agent().take_exception();
  EXPECT_EQ(keys->prototype()->prototype(), agent().intrinsic(vm::Intrinsic::IteratorPrototype));
}

TEST_P(IterablesTest, ForEachCallsWithTheValueFirst) {
  Letters* two = letters(2);
  const vm::Value note_all = function([&](vm::NativeFrame& frame) -> vm::Completion<vm::Value> {
    note(text(frame.argument(0)) + text(frame.argument(1)) + text(frame.this_value()));
    EXPECT_TRUE(frame.argument(2).is_identical(vm::Value(two)));
    return vm::Value::undefined();
  });
  const vm::Value arguments[] = {note_all, vm::Value::int32(9)};
  MUST(vm::invoke(agent(), vm::Value(two), key("forEach"), arguments));
  EXPECT_EQ(take_log(), "0a9; 1b9");
}

}  // namespace
}  // namespace orrery::webidl
