#include "web/dom/global_target.h"

#include "vm/test_realm.h"
#include "web/dom/globals.h"

namespace orrery::web {
namespace {

class GlobalTargetFixture : public vm::RealmTest {
 protected:
  GlobalTargetFixture() {
    add_dom_globals(agent(), realm());
    make_global_event_target(agent(), realm());
  }
  vm::Value global() { return realm().global_object(); }
  void add_listener(std::string_view type, vm::NativeFunction* listener, vm::Value this_value) {
    const vm::Value arguments[] = {string(type), listener};
    const vm::Value add = look(realm().global_object(), "addEventListener");
    ASSERT_FALSE(vm::call(agent(), add, this_value, arguments).is_thrown());
  }
  vm::NativeFunction* canceling(const std::string& name) {
    return function([this, name](vm::NativeFrame& frame) -> vm::Completion<vm::Value> {
      vm::Object* event = frame.argument(0).as_object();
      const bool is_global = look(event, "target").is_identical(global()) &&
                             look(event, "currentTarget").is_identical(global()) &&
                             frame.this_value().is_identical(global());
      note(name + (is_global ? " of the global object" : " of something else"));
      return vm::invoke(agent(), frame.argument(0), key("preventDefault"));
    });
  }
};
ORRERY_REALM_TEST(GlobalTargetTest, GlobalTargetFixture);

TEST_P(GlobalTargetTest, ErrorsAreHandledByListeners) {
  EXPECT_FALSE(fire_error(agent(), realm(), string("why")));
  add_listener("error", canceling("one"), global());
  add_listener("error", canceling("two"), vm::Value::undefined());
  EXPECT_TRUE(fire_error(agent(), realm(), string("why")));
  EXPECT_EQ(take_log(), "one of the global object; two of the global object");
}

TEST_P(GlobalTargetTest, HandlersAreToldInFiveArguments) {
  vm::NativeFunction* handler = function([this](vm::NativeFrame& frame) -> vm::Completion<vm::Value> {
    note(text(frame.argument(0)) + ", " + text(frame.argument(1)) + ", " + text(frame.argument(4)));
    // An error while one is reported is not reported the same way.
    EXPECT_FALSE(fire_error(agent(), realm(), string("another")));
    return vm::Value::boolean(true);
  });
  MUST(vm::set(agent(), realm().global_object(), key("onerror"), handler, true));
  EXPECT_TRUE(look(realm().global_object(), "onerror").is_identical(handler));
  EXPECT_TRUE(fire_error(agent(), realm(), string("why")));
  EXPECT_EQ(take_log(), "Uncaught why, , why");
  MUST(vm::set(agent(), realm().global_object(), key("onerror"), vm::Value::int32(5), true));
  EXPECT_TRUE(look(realm().global_object(), "onerror").is_null());
  EXPECT_FALSE(fire_error(agent(), realm(), string("why")));
}

TEST_P(GlobalTargetTest, RejectionsAreTold) {
  auto* promise = keep(vm::new_promise(agent()));
  vm::reject_promise(agent(), promise, string("no"));
  EXPECT_FALSE(fire_unhandled_rejection(agent(), realm(), promise));
  add_listener("unhandledrejection", canceling("rejection"), global());
  EXPECT_TRUE(fire_unhandled_rejection(agent(), realm(), promise));
  EXPECT_EQ(take_log(), "rejection of the global object");
}

}  // namespace
}  // namespace orrery::web
