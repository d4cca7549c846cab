#include "vm/objects/proxy.h"

#include "vm/objects/private_elements.h"
#include "vm/objects/test_objects.h"

namespace orrery::vm {
namespace {

class ProxyTest : public ObjectTest {
 protected:
  ProxyTest() : target_(keep(make())), handler_(keep(make())) {
    proxy_ = keep(MUST(proxy_create(agent(), Value(target_), Value(handler_))));
  }

  /// A trap that returns `result` whatever it is asked.
  void answer(std::string_view trap, Value result) {
    keep(result);
    put(handler_, key(trap),
        Value(make_function([result](Value, std::span<const Value>) { return result; })));
  }
  void fix(std::string_view name, int value, std::uint8_t bits = 0) {
    EXPECT_TRUE(define(target_, key(name), PropertyDescriptor::data(Value::int32(value), Attributes(bits))));
  }
  /// The exception of what must have thrown, without "TypeError: The proxy's ".
  template <typename T>
  std::string broken(const Completion<T>& completion) {
    if (!completion.is_thrown()) return "not thrown";
    const std::string text = take_exception();
    constexpr std::string_view k_start = "TypeError: The proxy's ";
    return text.starts_with(k_start) ? text.substr(k_start.size()) : text;
  }
  static Value yes() { return Value::boolean(true); }
  static Value no() { return Value::boolean(false); }

  Object* target_;
  Object* handler_;
  Object* proxy_;
};
INSTANTIATE_TEST_SUITE_P(Modes, ProxyTest, testing::Values(TestMode::Normal, TestMode::CollectAlways),
                         [](const auto& info) {
                           return info.param == TestMode::Normal ? "Normal" : "CollectAlways";
                         });

TEST_P(ProxyTest, WithoutTrapsItIsItsTarget) {
  put(proxy_, "x", 1);
  EXPECT_EQ(look(target_, "x"), 1);
  EXPECT_EQ(look(proxy_, "x"), 1);
  EXPECT_TRUE(MUST(has_property(agent(), proxy_, key("x"))));
  EXPECT_EQ(keys_of(proxy_), "x");
  EXPECT_EQ(attributes_of(proxy_, key("x")), "wec");
  EXPECT_TRUE(erase(proxy_, key("x")));
  EXPECT_EQ(keys_of(target_), "");
  EXPECT_TRUE(MUST(internal_get_prototype_of(agent(), proxy_)).is_identical(object_prototype()));
  Object* other = make();
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), proxy_, other)));
  EXPECT_EQ(target_->prototype(), other);
  EXPECT_TRUE(MUST(internal_is_extensible(agent(), proxy_)));
  EXPECT_TRUE(MUST(set_integrity_level(agent(), proxy_, IntegrityLevel::Frozen)));
  EXPECT_FALSE(target_->shape()->is_extensible());
}

TEST_P(ProxyTest, TrapsAreAsked) {
  std::string log;
  const auto trap = [&](std::string_view name, Value result) {
    keep(result);
    put(handler_, key(name),
        Value(make_function([this, name, result, &log](Value this_value, std::span<const Value> arguments) {
          EXPECT_TRUE(this_value.is_identical(handler_));
          EXPECT_TRUE(arguments[0].is_identical(target_));
          log += std::string(name) + std::to_string(arguments.size()) + " ";
          return result;
        })));
  };
  trap("get", Value::int32(5));
  trap("set", yes());
  trap("has", yes());
  trap("deleteProperty", yes());
  trap("ownKeys", Value(make_array_of({})));
  trap("getOwnPropertyDescriptor", Value::undefined());
  trap("defineProperty", yes());
  trap("getPrototypeOf", Value::null());
  trap("setPrototypeOf", yes());
  trap("isExtensible", yes());
  trap("preventExtensions", no());
  EXPECT_EQ(look(proxy_, "x"), 5);
  put(proxy_, "x", 1);
  EXPECT_TRUE(MUST(has_property(agent(), proxy_, key("x"))));
  EXPECT_TRUE(erase(proxy_, key("x")));
  EXPECT_EQ(keys_of(proxy_), "");
  EXPECT_EQ(attributes_of(proxy_, key("x")), "none");
  EXPECT_TRUE(define(proxy_, key("x"), {}));
  EXPECT_TRUE(MUST(internal_get_prototype_of(agent(), proxy_)).is_null());
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), proxy_, nullptr)));
  EXPECT_TRUE(MUST(internal_is_extensible(agent(), proxy_)));
  EXPECT_FALSE(MUST(internal_prevent_extensions(agent(), proxy_)));
  EXPECT_EQ(
      log,
      "get3 set4 has2 deleteProperty2 ownKeys1 getOwnPropertyDescriptor2 defineProperty3 getPrototypeOf1 "
      "setPrototypeOf2 isExtensible1 preventExtensions1 ");
}

TEST_P(ProxyTest, CallsAndConstructs) {
  Object* function = make_function([](Value, std::span<const Value> arguments) { return arguments[0]; });
  Object* proxy = MUST(proxy_create(agent(), Value(function), Value(handler_)));
  EXPECT_TRUE(proxy->is_callable());
  EXPECT_FALSE(proxy_->is_callable());
  const Value arguments[] = {Value(target_)};
  EXPECT_TRUE(MUST(call(agent(), Value(proxy), Value::undefined(), arguments)).is_identical(target_));
  EXPECT_EQ(MUST(construct(agent(), proxy, arguments)), target_);
  answer("apply", Value::int32(3));
  answer("construct", Value::int32(3));
  EXPECT_EQ(MUST(call(agent(), Value(proxy), Value::undefined(), arguments)).as_int32(), 3);
  EXPECT_EQ(broken(construct(agent(), proxy, arguments)), "'construct' trap did not return an object");
}

TEST_P(ProxyTest, Revoked) {
  static_cast<Proxy*>(proxy_)->revoke();
  EXPECT_EQ(broken(get(agent(), proxy_, key("x"))), "TypeError: Cannot use a revoked proxy ('get')");
  EXPECT_EQ(broken(internal_get_prototype_of(agent(), proxy_)),
            "TypeError: Cannot use a revoked proxy ('getPrototypeOf')");
  EXPECT_TRUE(is_array(agent(), Value(proxy_)).is_thrown());
  take_exception();
}

TEST_P(ProxyTest, InvariantsOfGet) {
  fix("fixed", 1);
  answer("get", Value::int32(2));
  EXPECT_EQ(broken(get(agent(), proxy_, key("fixed"))),
            "'get' trap returned another value than that of a fixed, read-only property");
  EXPECT_EQ(look(proxy_, "other"), 2);
  PropertyDescriptor accessor;
  accessor.set = Value(make_function({}));
  EXPECT_TRUE(define(target_, key("no getter"), accessor));
  EXPECT_EQ(broken(get(agent(), proxy_, key("no getter"))),
            "'get' trap returned a value for a fixed property without a getter");
}

TEST_P(ProxyTest, InvariantsOfSet) {
  fix("fixed", 1);
  answer("set", yes());
  EXPECT_EQ(broken(set(agent(), proxy_, key("fixed"), Value::int32(2), true)),
            "'set' trap claims to have changed a fixed, read-only property");
  put(proxy_, "fixed", 1);
  PropertyDescriptor accessor;
  accessor.get = Value(make_function({}));
  EXPECT_TRUE(define(target_, key("no setter"), accessor));
  EXPECT_EQ(broken(set(agent(), proxy_, key("no setter"), Value::int32(2), true)),
            "'set' trap claims to have set a fixed property without a setter");
}

TEST_P(ProxyTest, InvariantsOfHasAndDelete) {
  fix("fixed", 1);
  put(target_, "loose", 1);
  answer("has", no());
  answer("deleteProperty", yes());
  EXPECT_EQ(broken(has_property(agent(), proxy_, key("fixed"))),
            "'has' trap denied a property that is not configurable");
  EXPECT_FALSE(MUST(has_property(agent(), proxy_, key("loose"))));
  EXPECT_EQ(broken(internal_delete(agent(), proxy_, key("fixed"))),
            "'deleteProperty' trap claims to have deleted a property that is not configurable");
  EXPECT_TRUE(erase(proxy_, key("loose")));
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), target_)));
  EXPECT_EQ(broken(has_property(agent(), proxy_, key("loose"))),
            "'has' trap denied a property of a non-extensible target");
  EXPECT_EQ(broken(internal_delete(agent(), proxy_, key("loose"))),
            "'deleteProperty' trap claims to have deleted a property of a non-extensible target");
}

TEST_P(ProxyTest, InvariantsOfGetOwnProperty) {
  const auto ask = [&](std::string_view name) {
    return broken(internal_get_own_property(agent(), proxy_, key(name)));
  };
  const std::string trap = "'getOwnPropertyDescriptor' trap ";
  fix("fixed", 1, Attributes::k_writable);
  put(target_, "loose", 1);
  answer("getOwnPropertyDescriptor", Value::int32(1));
  EXPECT_EQ(ask("x"), trap + "returned neither an object nor undefined");
  answer("getOwnPropertyDescriptor", Value::undefined());
  EXPECT_EQ(ask("fixed"), trap + "denied a property that is not configurable");
  EXPECT_EQ(ask("loose"), "not thrown");
  PropertyDescriptor fixed = PropertyDescriptor::data(Value::int32(1), Attributes(Attributes::k_writable));
  answer("getOwnPropertyDescriptor", from_property_descriptor(agent(), fixed));
  EXPECT_EQ(ask("loose"), trap + "reported as not configurable what the target does not have so");
  EXPECT_EQ(ask("fixed"), "not thrown");
  fixed.writable = false;
  answer("getOwnPropertyDescriptor", from_property_descriptor(agent(), fixed));
  EXPECT_EQ(ask("fixed"), trap + "reported a writable property as fixed and read-only");
  fixed.enumerable = true;
  answer("getOwnPropertyDescriptor", from_property_descriptor(agent(), fixed));
  EXPECT_EQ(ask("fixed"), trap + "returned what the target's property cannot be");
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), target_)));
  EXPECT_EQ(ask("absent"), trap + "returned what the target's property cannot be");
  answer("getOwnPropertyDescriptor", Value::undefined());
  EXPECT_EQ(ask("loose"), trap + "denied a property of a non-extensible target");
  EXPECT_EQ(ask("absent"), "not thrown");
}

TEST_P(ProxyTest, InvariantsOfDefine) {
  const auto ask = [&](std::string_view name, const PropertyDescriptor& descriptor) {
    return broken(internal_define_own_property(agent(), proxy_, key(name), descriptor));
  };
  const std::string trap = "'defineProperty' trap ";
  answer("defineProperty", yes());
  fix("fixed", 1, Attributes::k_writable);
  put(target_, "loose", 1);
  PropertyDescriptor not_configurable;
  not_configurable.configurable = false;
  EXPECT_EQ(ask("absent", not_configurable),
            trap + "claims to have defined as not configurable what the target lacks");
  EXPECT_EQ(ask("loose", not_configurable),
            trap + "claims to have fixed a property that is still configurable");
  PropertyDescriptor read_only;
  read_only.writable = false;
  EXPECT_EQ(ask("fixed", read_only),
            trap + "claims to have made a fixed property read-only that is still writable");
  EXPECT_EQ(ask("loose", read_only), "not thrown");
  PropertyDescriptor visible;
  visible.enumerable = true;
  EXPECT_EQ(ask("fixed", visible), trap + "claims to have made the target's property what it cannot be");
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), target_)));
  EXPECT_EQ(ask("absent", read_only), trap + "claims to have added a property to a non-extensible target");
}

TEST_P(ProxyTest, InvariantsOfPrototypesAndExtensibility) {
  answer("getPrototypeOf", Value::int32(1));
  EXPECT_EQ(broken(internal_get_prototype_of(agent(), proxy_)),
            "'getPrototypeOf' trap returned neither an object nor null");
  answer("isExtensible", no());
  EXPECT_EQ(broken(internal_is_extensible(agent(), proxy_)),
            "'isExtensible' trap does not agree with the target");
  answer("preventExtensions", yes());
  EXPECT_EQ(broken(internal_prevent_extensions(agent(), proxy_)),
            "'preventExtensions' trap returned true, but the target is still extensible");
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), target_)));
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), proxy_)));
  answer("getPrototypeOf", Value::null());
  EXPECT_EQ(broken(internal_get_prototype_of(agent(), proxy_)),
            "'getPrototypeOf' trap returned another prototype than that of a non-extensible target");
  answer("setPrototypeOf", yes());
  EXPECT_EQ(broken(internal_set_prototype_of(agent(), proxy_, nullptr)),
            "'setPrototypeOf' trap claims to have changed the prototype of a non-extensible target");
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), proxy_, object_prototype())));
}

TEST_P(ProxyTest, InvariantsOfOwnKeys) {
  const auto ask = [&](std::vector<Value> keys) {
    answer("ownKeys", Value(keep(MUST(create_array_from_list(agent(), keys)))));
    RootedKeys result(agent());
    return broken(internal_own_property_keys(agent(), proxy_, result.items()));
  };
  const std::string trap = "'ownKeys' trap ";
  const Value a(string("a"));
  const Value b(string("b"));
  const Value c(string("c"));
  EXPECT_EQ(ask({a, Value::int32(1)}), trap + "returned what is neither a string nor a symbol");
  EXPECT_EQ(ask({a, b, a}), trap + "returned a key twice");
  fix("a", 1);
  put(target_, "b", 1);
  EXPECT_EQ(ask({b}), trap + "left out a property of the target that is not configurable");
  EXPECT_EQ(ask({c, a}), "not thrown");
  EXPECT_TRUE(MUST(internal_prevent_extensions(agent(), target_)));
  EXPECT_EQ(ask({c, a}), trap + "returned other keys than those of a non-extensible target");
  EXPECT_EQ(ask({a, b, c}), trap + "returned other keys than those of a non-extensible target");
  EXPECT_EQ(ask({b, a}), "not thrown");
  EXPECT_EQ(keys_of(proxy_), "b a");
}

TEST_P(ProxyTest, AsAPrototype) {
  answer("get", Value::int32(4));
  answer("has", yes());
  answer("set", yes());
  Object* child = make(proxy_);
  EXPECT_EQ(look(child, "anything"), 4);
  EXPECT_EQ(look(child, key(3)).as_int32(), 4);
  EXPECT_TRUE(MUST(has_property(agent(), child, key("anything"))));
  put(child, "anything", 1);
  EXPECT_EQ(keys_of(child), "");
}

TEST_P(ProxyTest, EndlessOnesThrow) {
  // Its own prototype: https://tc39.es/ecma262/#sec-ordinarysetprototypeof does not look through proxies.
  EXPECT_TRUE(MUST(internal_set_prototype_of(agent(), target_, proxy_)));
  EXPECT_EQ(broken(get(agent(), proxy_, key("x"))), "RangeError: Maximum call stack size exceeded");
  EXPECT_EQ(broken(has_property(agent(), target_, key("x"))), "RangeError: Maximum call stack size exceeded");
  EXPECT_EQ(broken(set(agent(), target_, key("x"), Value::int32(1), true)),
            "RangeError: Maximum call stack size exceeded");
}

TEST_P(ProxyTest, PrivateElementsAreItsOwn) {
  Symbol* name = symbol("#p", Symbol::Sort::Private);
  EXPECT_FALSE(private_field_add(agent(), proxy_, name, Value::int32(1)).is_thrown());
  EXPECT_EQ(MUST(private_get(agent(), proxy_, name)).as_int32(), 1);
  EXPECT_FALSE(private_element_find(agent(), target_, name).has_value());
  EXPECT_EQ(keys_of(proxy_), "");
}

}  // namespace
}  // namespace orrery::vm
