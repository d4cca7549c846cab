#include "vm/promises/promise.h"

#include "vm/shapes/slots.h"
#include "vm/test_realm.h"

namespace orrery::vm {

ORRERY_REALM_TEST(PromiseTest, RealmTest);

TEST_P(PromiseTest, ReactionsRunAsJobsInOrder) {
  Promise* promise = new_promise(agent());
  perform_promise_then(agent(), promise, noting("first"), Value::undefined(), nullptr);
  perform_promise_then(agent(), promise, noting("second"), Value::undefined(), nullptr);
  EXPECT_EQ(state_of(promise), "pending");
  fulfill_promise(agent(), promise, Value::int32(4));
  EXPECT_EQ(state_of(promise), "fulfilled 4");
  EXPECT_FALSE(promise->has_reactions());
  perform_promise_then(agent(), promise, noting("third"), Value::undefined(), nullptr);
  EXPECT_EQ(waiting_jobs(), 3u);
  EXPECT_EQ(take_log(), "");
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(take_log(), "first 4; second 4; third 4");
}

TEST_P(PromiseTest, WhatAHandlerReturnsOrThrowsSettlesTheNext) {
  Promise* promise = new_promise(agent());
  const auto then = [&](Value on_fulfilled, Value on_rejected) {
    const PromiseCapability capability =
        MUST(new_private_capability(agent(), agent().intrinsic(Intrinsic::Promise)));
    perform_promise_then(agent(), promise, on_fulfilled, on_rejected, &capability);
    return keep(capability.promise);
  };
  Object* returning = then(noting("handler", Value::int32(5)), Value::undefined());
  Object* thrower = then(throwing("no"), Value::undefined());
  Object* passing = then(Value::undefined(), noting("not called"));
  fulfill_promise(agent(), promise, Value::int32(4));
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(take_log(), "handler 4");
  EXPECT_EQ(state_of(returning), "fulfilled 5");
  EXPECT_EQ(state_of(thrower), "rejected no");
  EXPECT_EQ(state_of(passing), "fulfilled 4");
  EXPECT_EQ(take_rejections(), "rejected");
}

TEST_P(PromiseTest, RejectionsAreTracked) {
  Promise* promise = new_promise(agent());
  reject_promise(agent(), promise, string("reason"));
  EXPECT_EQ(take_rejections(), "rejected");
  perform_promise_then(agent(), promise, Value::undefined(), noting("caught"), nullptr);
  EXPECT_EQ(take_rejections(), "handled");
  perform_promise_then(agent(), promise, Value::undefined(), noting("again"), nullptr);
  EXPECT_EQ(take_rejections(), "");
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(take_log(), "caught reason; again reason");

  Promise* handled = new_promise(agent());
  perform_promise_then(agent(), handled, Value::undefined(), noting("handled"), nullptr);
  reject_promise(agent(), handled, string("reason"));
  EXPECT_EQ(take_rejections(), "");
}

TEST_P(PromiseTest, ThenablesAreAskedInAJobOfTheirOwn) {
  Object* thenable = keep(object());
  put(thenable, "then", function([&](NativeFrame& frame) -> Completion<Value> {
        EXPECT_EQ(frame.this_value().as_object(), thenable);
        note("then");
        TRY(call(agent(), frame.argument(0), Value::undefined(), {{Value::int32(1)}}));
        // The first call counts.
        TRY(call(agent(), frame.argument(1), Value::undefined(), {{Value::int32(2)}}));
        return agent().throw_value(string("ignored"));
      }));
  Promise* promise = keep(new_promise(agent()));
  MUST(resolve_promise(agent(), promise, thenable));
  EXPECT_EQ(take_log(), "");
  EXPECT_EQ(state_of(promise), "pending");
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(take_log(), "then");
  EXPECT_EQ(state_of(promise), "fulfilled 1");
}

TEST_P(PromiseTest, ThenablesThatThrowReject) {
  Object* thenable = keep(object());
  put(thenable, "then", throwing("in then"));
  Promise* promise = keep(new_promise(agent()));
  MUST(resolve_promise(agent(), promise, thenable));
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(state_of(promise), "rejected in then");
}

TEST_P(PromiseTest, AGetterOfThenThatThrowsRejectsAtOnce) {
  Object* thenable = keep(object());
  PropertyDescriptor descriptor;
  descriptor.get = throwing("in getter");
  MUST(define_property_or_throw(agent(), thenable, key("then"), descriptor));
  Promise* promise = keep(new_promise(agent()));
  MUST(resolve_promise(agent(), promise, thenable));
  EXPECT_EQ(state_of(promise), "rejected in getter");
}

TEST_P(PromiseTest, APromiseCannotResolveToItself) {
  Promise* promise = keep(new_promise(agent()));
  MUST(resolve_promise(agent(), promise, promise));
  EXPECT_EQ(state_of(promise), "rejected TypeError: Chaining cycle detected for promise #<Promise>");
}

TEST_P(PromiseTest, ResolvingFunctionsWorkOnce) {
  Promise* promise = keep(new_promise(agent()));
  const PromiseCapability functions = create_resolving_functions(agent(), promise);
  MUST(reject_capability(agent(), functions, Value::int32(1)));
  MUST(resolve_capability(agent(), functions, Value::int32(2)));
  MUST(reject_capability(agent(), functions, Value::int32(3)));
  EXPECT_EQ(state_of(promise), "rejected 1");
}

TEST_P(PromiseTest, CapabilitiesOfSubclasses) {
  Object* given = keep(object());
  NativeFunction* constructor = function([&](NativeFrame& frame) -> Completion<Value> {
    TRY(call(agent(), frame.argument(0), Value::undefined(), {{noting("resolve"), noting("reject")}}));
    return given;
  });
  constructor->set_flag(Object::k_is_constructor);
  const PromiseCapability capability = MUST(new_promise_capability(agent(), constructor));
  EXPECT_EQ(capability.promise, given);
  MUST(resolve_capability(agent(), capability, Value::int32(1)));
  MUST(reject_capability(agent(), capability, Value::int32(2)));
  EXPECT_EQ(take_log(), "resolve 1; reject 2");
}

TEST_P(PromiseTest, ConstructorsMustGiveFunctions) {
  NativeFunction* constructor = function([&](NativeFrame&) -> Completion<Value> { return keep(object()); });
  constructor->set_flag(Object::k_is_constructor);
  EXPECT_TRUE(new_promise_capability(agent(), constructor).is_thrown());
  EXPECT_EQ(take_exception(), "TypeError: Promise resolve or reject function is not callable");
  EXPECT_TRUE(new_promise_capability(agent(), Value::int32(1)).is_thrown());
  (void)take_exception();
}

TEST_P(PromiseTest, PromiseResolveKeepsPromisesOfTheConstructor) {
  Object* constructor = agent().intrinsic(Intrinsic::Promise);
  Promise* promise = keep(new_promise(agent()));
  EXPECT_NE(MUST(promise_resolve(agent(), promise)), promise);
  put(promise, "constructor", constructor);
  EXPECT_EQ(MUST(promise_resolve(agent(), promise)), promise);
  EXPECT_EQ(state_of(MUST(promise_resolve(agent(), Value::int32(1)))), "fulfilled 1");
}

TEST_P(PromiseTest, TerminationsPassThroughJobs) {
  Promise* promise = keep(new_promise(agent()));
  const PromiseCapability capability =
      MUST(new_private_capability(agent(), agent().intrinsic(Intrinsic::Promise)));
  keep(capability.promise);
  perform_promise_then(agent(), promise, function([&](NativeFrame&) -> Completion<Value> {
                         return agent().terminate(Termination::TimeLimit);
                       }),
                       Value::undefined(), &capability);
  fulfill_promise(agent(), promise, Value::undefined());
  EXPECT_FALSE(run_jobs());
  EXPECT_TRUE(agent().is_terminating());
  EXPECT_EQ(state_of(capability.promise), "pending");
}

TEST_P(PromiseTest, JobsRunInTheRealmOfTheirHandler) {
  Realm* other = keep(Realm::make(agent()));
  Promise* promise = keep(new_promise(agent()));
  agent().set_realm(other);
  NativeFunction* handler = function([&](NativeFrame&) -> Completion<Value> {
    note(&agent().realm() == other ? "other realm" : "this realm");
    return Value::undefined();
  });
  agent().set_realm(&realm());
  perform_promise_then(agent(), promise, handler, Value::undefined(), nullptr);
  fulfill_promise(agent(), promise, Value::undefined());
  EXPECT_EQ(first_job()->realm(), other);
  EXPECT_TRUE(run_jobs());
  EXPECT_EQ(take_log(), "other realm");
  EXPECT_EQ(agent().host_realm().realm, &realm());
}

}  // namespace orrery::vm
