#include <string>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

class Api : public ApiTest {
 protected:
  Api() : ApiTest(options(rejections_)) {}
  const std::vector<std::string>& rejections() const { return rejections_; }

 private:
  static Options options(std::vector<std::string>& rejections) {
    return {.on_unhandled_rejection = [&rejections](const Value&, const Value& reason) {
      rejections.push_back(reason.describe());
    }};
  }
  std::vector<std::string> rejections_;
};
ORRERY_API_TEST(Api);

// Values ----------------------------------------------------------------------------------------------------

TEST(ApiValue, WhatNeedsNoAgent) {
  EXPECT_TRUE(Value().is_undefined());
  EXPECT_TRUE(Value::null().is_null());
  EXPECT_EQ(Value(true).as_boolean(), true);
  EXPECT_EQ(Value(1.5).as_number(), 1.5);
  EXPECT_EQ(Value(7).as_number(), 7);
  EXPECT_EQ(Value(std::uint64_t{1} << 40).as_number(), 1099511627776.0);
  EXPECT_EQ(Value(7).as_boolean(), std::nullopt);
  EXPECT_EQ(*Value(0.1).to_string(), "0.1");
  EXPECT_EQ(*Value(true).to_number(), 1);
  EXPECT_EQ(*Value::null().to_number(), 0);
  EXPECT_NE(*Value().to_number(), *Value().to_number());  // NaN
  EXPECT_EQ(*Value(4294967297.0).to_int32(), 1);
  EXPECT_FALSE(Value(0).to_boolean());
  EXPECT_EQ(Value(1).get("x").error().message, "1 has no properties here");
  EXPECT_FALSE(Value().call({}).has_value());
}

TEST_P(Api, Conversions) {
  EXPECT_EQ(run("1 + 1"), "2");
  EXPECT_EQ(realm().evaluate("'gr\\u00fc\\u00df \\u{1f30c}'")->as_string(), "grüß 🌌");
  EXPECT_EQ(realm().string("grüß 🌌")->get("length")->as_number(), 7);
  EXPECT_EQ(realm().evaluate("'12'")->to_number(), 12);
  EXPECT_EQ(realm().evaluate("({ valueOf() { return 42; } })")->to_number(), 42);
  EXPECT_EQ(realm().evaluate("Symbol()")->to_number().error().message,
            "Cannot convert a Symbol value to a number");
  EXPECT_EQ(realm().evaluate("10n ** 30n")->type(), Type::BigInt);
  EXPECT_EQ(*realm().evaluate("10n ** 30n")->to_string(), "1000000000000000000000000000000");
  EXPECT_EQ(realm().evaluate("(class Point {})")->type(), Type::Object);
  EXPECT_TRUE(realm().evaluate("(class Point {})")->is_function());
  EXPECT_TRUE(realm().evaluate("[1]")->is_array());
  EXPECT_EQ(realm().evaluate("new (class Point {})")->describe(), "#<Point>");
}

TEST_P(Api, Objects) {
  const Value object = realm().object();
  ASSERT_TRUE(object.set("a", 1).has_value());
  ASSERT_TRUE(object.set(7u, true).has_value());
  ASSERT_TRUE(object.set("text", *realm().string("x")).has_value());
  EXPECT_EQ(*object.keys(), (std::vector<std::string>{"7", "a", "text"}));
  EXPECT_EQ(object.get("a")->as_number(), 1);
  EXPECT_EQ(object.get("7")->as_boolean(), true);
  EXPECT_TRUE(object.get("nothing")->is_undefined());
  EXPECT_EQ(object.has("a"), true);
  ASSERT_TRUE(object.remove("a").has_value());
  EXPECT_EQ(object.has("a"), false);
  EXPECT_EQ(object.has("toString"), true);

  const Value symbol = *realm().evaluate("Symbol.toStringTag");
  ASSERT_TRUE(object.set(symbol, *realm().string("Tag")).has_value());
  EXPECT_EQ(*object.to_string(), "[object Tag]");
  EXPECT_EQ(object.get(symbol)->as_string(), "Tag");

  const Value frozen = *realm().evaluate("Object.freeze({ a: 1 })");
  EXPECT_EQ(frozen.set("a", 2).error().message,
            "Cannot assign to read only property 'a' of object '#<Object>'");
  EXPECT_FALSE(frozen.remove("a").has_value());
}

TEST_P(Api, Arrays) {
  const Value array = *realm().array({1, 2, *realm().string("three")});
  EXPECT_EQ(array.length(), 3u);
  EXPECT_EQ(array.get(2u)->as_string(), "three");
  ASSERT_TRUE(array.set(3u, false).has_value());
  EXPECT_EQ(*array.to_string(), "1,2,three,false");
  EXPECT_EQ(realm().array()->length(), 0u);
  EXPECT_EQ(array.invoke("indexOf", {2})->as_number(), 1);
}

TEST_P(Api, CallAndConstruct) {
  const Value add = *realm().evaluate("(function (a, b) { return this.start + a + b; })");
  const Value start = *realm().evaluate("({ start: 100 })");
  EXPECT_EQ(add.call(start, {20, 3})->as_number(), 123);
  EXPECT_EQ(realm().global().call({}).error().message, "#<Object> is not a function");
  const Value point = *realm().evaluate("(class Point { constructor(x) { this.x = x; } })");
  EXPECT_EQ(point.construct({5})->get("x")->as_number(), 5);
  EXPECT_EQ(point.call({}).error().message, "Class constructor Point cannot be invoked without 'new'");
  EXPECT_EQ(add.get("call")->construct().error().message.ends_with("is not a constructor"), true);
}

TEST_P(Api, HandlesKeepCellsAlive) {
  std::vector<Value> values;
  values.reserve(50);
  for (int i = 0; i < 50; i++) values.push_back(*realm().evaluate("({ text: 'a'.repeat(40) })"));
  agent().collect_garbage();
  for (const Value& value : values) EXPECT_EQ(value.get("text")->get("length")->as_number(), 40);
}

TEST_P(Api, Sameness) {
  const Value object = realm().object();
  const Value copy = object;  // NOLINT(performance-unnecessary-copy-initialization): the copy is the test
  EXPECT_TRUE(object.is_same(copy));
  EXPECT_FALSE(object.is_same(realm().object()));
  EXPECT_TRUE(realm().string("same")->is_same(*realm().string("same")));
  EXPECT_TRUE(Value(1).is_same(1));
  EXPECT_FALSE(Value(0.0).is_same(-0.0));
}

TEST(ApiHandles, OutliveTheirAgent) {
  FixedDoor door;
  auto agent = Agent::create(door);
  const Value object = *agent->realm().evaluate("({ a: 1 })");
  agent.reset();
  EXPECT_TRUE(object.is_undefined());
  EXPECT_FALSE(object.get("a").has_value());
}

TEST(ApiHandles, StayWithTheirAgent) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  const auto other = Agent::create(door);
  const Value foreign = other->realm().object();
  EXPECT_EQ(agent->realm().global().set("x", foreign).error().message, "The value belongs to another agent");
  EXPECT_FALSE(agent->realm().array({foreign}).has_value());
  ASSERT_TRUE(agent->realm().define_function("f", 0, [&](Call&) -> Result<Value> { return foreign; }));
  EXPECT_EQ(evaluate(agent->realm(), "try { f() } catch (error) { error.name }"), "TypeError");
}

// Errors ----------------------------------------------------------------------------------------------------

TEST_P(Api, Exceptions) {
  const Result<Value> result = realm().evaluate("function f() { null.x }\nf()", "main.js");
  ASSERT_FALSE(result.has_value());
  const Error& error = result.error();
  EXPECT_FALSE(error.is_termination());
  EXPECT_EQ(error.message, "Cannot read properties of null (reading 'x')");
  EXPECT_TRUE(error.stack.starts_with("TypeError: Cannot read")) << error.stack;
  EXPECT_NE(error.stack.find("at f (main.js:1:"), std::string::npos) << error.stack;
  EXPECT_EQ(error.thrown->get("name")->as_string(), "TypeError");
  EXPECT_EQ(run("throw 'text'"), "THROWN: text");
  EXPECT_EQ(realm().evaluate("throw 42").error().thrown->as_number(), 42);
  EXPECT_EQ(run("2 +"), "THROWN: Unexpected end of the text, expected an expression");
  EXPECT_EQ(realm().evaluate("2 +").error().thrown->get("name")->as_string(), "SyntaxError");
  // The agent goes on.
  EXPECT_EQ(run("1"), "1");
}

TEST_P(Api, StackOverflowIsAnException) {
  EXPECT_EQ(run("(function f() { f() })()"), "THROWN: Maximum call stack size exceeded");
}

// Native functions ------------------------------------------------------------------------------------------

TEST_P(Api, Functions) {
  int calls = 0;
  ASSERT_TRUE(realm().define_function("add", 2, [&](Call& call) -> Result<Value> {
    calls++;
    double sum = 0;
    for (const Value& argument : call.arguments()) {
      const Result<double> number = argument.to_number();
      if (!number) return std::unexpected(number.error());
      sum += *number;
    }
    return sum;
  }));
  EXPECT_EQ(run("add(1, 2, '3')"), "6");
  EXPECT_EQ(run("add.name + add.length"), "add2");
  EXPECT_EQ(run("add({ valueOf() { throw 'mine'; } })"), "THROWN: mine");
  EXPECT_EQ(run("[1, 2].map(x => add(x, 1)).join()"), "2,3");
  EXPECT_EQ(run("new add"), "THROWN: add is not a constructor");
  EXPECT_EQ(calls, 4);
}

TEST_P(Api, FunctionsThrow) {
  ASSERT_TRUE(realm().define_function("fail", 1, [](Call& call) -> Result<Value> {
    if (call.argument_count() == 0) return Error::range_error("none");
    return Error::of(call.argument(0));
  }));
  EXPECT_EQ(run("try { fail() } catch (error) { String(error) + (error instanceof RangeError) }"),
            "RangeError: nonetrue");
  EXPECT_EQ(run("try { fail('it') } catch (error) { error }"), "it");
  EXPECT_EQ(run("try { fail() } finally { 1 }"), "THROWN: none");
}

TEST_P(Api, FunctionsCallBack) {
  ASSERT_TRUE(realm().define_function("twice", 1, [](Call& call) -> Result<Value> {
    const Result<Value> first = call.argument(0).call(call.this_value(), {1});
    if (!first) return first;
    return call.argument(0).call(call.this_value(), {*first});
  }));
  EXPECT_EQ(run("twice(x => x + 20)"), "41");
  EXPECT_EQ(run("twice.call({ n: 3 }, function (x) { return x + this.n })"), "7");
  EXPECT_EQ(run("try { twice(() => { throw 'inner' }) } catch (error) { 'caught ' + error }"),
            "caught inner");
  // Without end.
  EXPECT_EQ(run("(function f() { twice(f) })()"), "THROWN: Maximum call stack size exceeded");
}

TEST_P(Api, FunctionsEvaluate) {
  ASSERT_TRUE(realm().define_function("run", 1, [](Call& call) -> Result<Value> {
    return call.realm().evaluate(*call.argument(0).to_string(), "inner.js");
  }));
  EXPECT_EQ(run("var a = 1; run('a + 1')"), "2");
  EXPECT_EQ(run("try { run('1 +') } catch (error) { error.name }"), "SyntaxError");
}

TEST_P(Api, CallbacksGoWithTheirFunctions) {
  const auto counter = std::make_shared<int>(0);
  {
    const Value function = realm().function("f", 0, [counter](Call&) -> Result<Value> { return ++*counter; });
    EXPECT_EQ(function.call({})->as_number(), 1);
    EXPECT_EQ(counter.use_count(), 2);
  }
  for (int i = 0; i < 3; i++) {  // what a word of the stack still refers to stays for a while
    run("(function f(n) { return n === 0 ? {} : f(n - 1) })(50)");
    agent().collect_garbage();
  }
  EXPECT_EQ(counter.use_count(), 1);
}

// Native classes --------------------------------------------------------------------------------------------

struct Counter {
  double count;
  std::shared_ptr<int> alive;
  ~Counter() { --*alive; }
};

ClassDefinition counter_class(const std::shared_ptr<int>& alive) {
  ClassDefinition definition;
  definition.name = "Counter";
  definition.length = 1;
  definition.constructor = [alive](Call& call) -> Result<Value> {
    const Result<double> start = call.argument(0).to_number();
    if (!start) return std::unexpected(start.error());
    ++*alive;
    call.set_native(std::make_unique<Counter>(*start, alive));
    return Value();
  };
  definition.methods.push_back({"add", 1, [](Call& call) -> Result<Value> {
                                  auto* counter = call.this_value().native<Counter>();
                                  if (counter == nullptr) return Error::type_error("no Counter");
                                  counter->count += call.argument(0).to_number().value_or(0);
                                  return call.this_value();
                                }});
  definition.accessors.push_back({"count",
                                  [](Call& call) -> Result<Value> {
                                    auto* counter = call.this_value().native<Counter>();
                                    if (counter == nullptr) return Error::type_error("no Counter");
                                    return counter->count;
                                  },
                                  {}});
  definition.static_methods.push_back(
      {"zero", 0, [](Call& call) -> Result<Value> { return call.this_value().construct({0}); }});
  return definition;
}

TEST_P(Api, Classes) {
  const auto alive = std::make_shared<int>(0);
  ASSERT_TRUE(realm().define_class(counter_class(alive)));
  EXPECT_EQ(run("new Counter(5).add(2).add(3).count"), "10");
  EXPECT_EQ(run("Counter.zero().count"), "0");
  EXPECT_EQ(run("Counter.name + Counter.length + Object.keys(new Counter(1)).length"), "Counter10");
  EXPECT_EQ(run("Object.prototype.toString.call(new Counter(1)) + (new Counter(1) instanceof Counter)"),
            "[object Object]true");
  EXPECT_EQ(run("Counter(1)"), "THROWN: Class constructor Counter cannot be invoked without 'new'");
  EXPECT_EQ(run("Counter.prototype.add.call({})"), "THROWN: no Counter");
  EXPECT_EQ(run("new Counter({ valueOf() { throw 'bad'; } })"), "THROWN: bad");
  EXPECT_EQ(
      run("class Big extends Counter { constructor() { super(1000) } get twice() { return this.count * 2 } }"
          "const big = new Big; [big.add(1).twice, big instanceof Counter, big.constructor === Big].join()"),
      "2002,true,true");
  const Value counter = *realm().evaluate("globalThis.kept = new Counter(7)");
  EXPECT_EQ(counter.native<Counter>()->count, 7);
  EXPECT_EQ(counter.native<int>(), nullptr);
  EXPECT_EQ(Value(1).native<Counter>(), nullptr);
  EXPECT_GE(*alive, 1);
}

TEST_P(Api, NativeDataEndsWithItsObject) {
  const auto alive = std::make_shared<int>(0);
  ASSERT_TRUE(realm().define_class(counter_class(alive)));
  run("for (let i = 0; i < 100; i++) new Counter(i)");
  agent().collect_garbage();
  EXPECT_LT(*alive, 10);
  run("globalThis.kept = new Counter(1)");
  agent().collect_garbage();
  EXPECT_GE(*alive, 1);
}

TEST(ApiClasses, NativeDataEndsWithTheAgent) {
  FixedDoor door;
  const auto alive = std::make_shared<int>(0);
  {
    const auto agent = Agent::create(door);
    ASSERT_TRUE(agent->realm().define_class(counter_class(alive)));
    evaluate(agent->realm(), "globalThis.kept = [1, 2, 3].map(n => new Counter(n))");
    EXPECT_EQ(*alive, 3);
  }
  EXPECT_EQ(*alive, 0);
  EXPECT_EQ(alive.use_count(), 1);
}

TEST_P(Api, ClassesWithoutConstructor) {
  ClassDefinition definition;
  definition.name = "Hidden";
  ASSERT_TRUE(realm().define_class(std::move(definition)));
  EXPECT_EQ(run("new Hidden"), "THROWN: Illegal constructor: Hidden");
}

// Realms, jobs ----------------------------------------------------------------------------------------------

TEST_P(Api, RealmsHaveTheirOwnGlobals) {
  const Realm other = agent().make_realm();
  run("globalThis.a = 1");
  EXPECT_EQ(evaluate(other, "typeof a"), "undefined");
  const Value array = *other.evaluate("[]");
  ASSERT_TRUE(realm().global().set("foreign", array));
  EXPECT_EQ(run("Array.isArray(foreign) + ',' + (foreign instanceof Array)"), "true,false");
  EXPECT_TRUE(other.object().get("constructor")->is_same(*other.evaluate("Object")));
  EXPECT_FALSE(other.object().get("constructor")->is_same(*realm().evaluate("Object")));
  EXPECT_TRUE(
      other.error(ErrorType::RangeError, "x").get("constructor")->is_same(*other.evaluate("RangeError")));
}

TEST_P(Api, RealmsAreCurrentWithinCallbacks) {
  const Realm other = agent().make_realm();
  ASSERT_TRUE(realm().define_function("make", 0, [&](Call&) -> Result<Value> {
    Value made = realm().object();
    EXPECT_TRUE(made.set(0u, other.error(ErrorType::RangeError, "x")));
    EXPECT_TRUE(made.set(1u, other.object()));
    EXPECT_TRUE(made.set(2u, other.deferred().promise()));
    return made;
  }));
  const Value made = *realm().evaluate("make()");
  const char* const constructors[] = {"RangeError", "Object", "Promise"};
  for (unsigned i = 0; i < 3; i++) {
    const Value constructor = *made.get(i)->get("constructor");
    EXPECT_TRUE(constructor.is_same(*other.evaluate(constructors[i]))) << constructors[i];
    EXPECT_FALSE(constructor.is_same(*realm().evaluate(constructors[i]))) << constructors[i];
  }
}

TEST_P(Api, PromiseJobs) {
  run("var log = []; (async () => { log.push(1); await null; log.push(3); })(); log.push(2)");
  EXPECT_EQ(run("log.join()"), "1,2");
  EXPECT_TRUE(agent().has_jobs());
  EXPECT_EQ(agent().run_jobs().value(), 1u);
  EXPECT_FALSE(agent().has_jobs());
  EXPECT_EQ(run("log.join()"), "1,2,3");
  const Value promise = *realm().evaluate("(async () => { await 1; return 'done' })()");
  EXPECT_EQ(promise.promise_state(), Value::PromiseState::Pending);
  ASSERT_TRUE(agent().run_jobs());
  EXPECT_EQ(promise.promise_state(), Value::PromiseState::Fulfilled);
  EXPECT_EQ(promise.promise_result().as_string(), "done");
  EXPECT_EQ(Value(1).promise_state(), std::nullopt);
}

TEST_P(Api, UnhandledRejections) {
  run("Promise.reject('lost'); Promise.reject('found').catch(() => {})");
  ASSERT_TRUE(agent().run_jobs());
  EXPECT_EQ(rejections(), std::vector<std::string>{"\"lost\""});
}

TEST_P(Api, DeferredPromises) {
  std::vector<Deferred> waiting;
  ASSERT_TRUE(realm().define_function("wait", 0, [&](Call& call) -> Result<Value> {
    waiting.push_back(call.realm().deferred());
    return waiting.back().promise();
  }));
  run("var log = ''; (async () => { log += await wait(); try { await wait() } catch (error) { log += error } "
      "})()");
  ASSERT_TRUE(waiting[0].resolve(*realm().string("yes ")));
  ASSERT_TRUE(agent().run_jobs());
  ASSERT_EQ(waiting.size(), 2u);
  ASSERT_TRUE(waiting[1].reject(*realm().string("no")));
  ASSERT_TRUE(agent().run_jobs());
  EXPECT_EQ(run("log"), "yes no");
}

TEST_P(Api, JobsDoNotRunInsideOfScripts) {
  ASSERT_TRUE(realm().define_function("drain", 0, [](Call& call) -> Result<Value> {
    const Result<std::size_t> count = call.agent().run_jobs();
    if (!count) return std::unexpected(count.error());
    return *count;
  }));
  EXPECT_EQ(run("drain()"), "THROWN: Jobs cannot run while a script does");
}

TEST_P(Api, TheDoorIsTheHosts) {
  EXPECT_EQ(run("const a = Math.random(); a >= 0 && a < 1"), "true");
  EXPECT_EQ(run("Date.now()"), "1000");
  EXPECT_EQ(run("String(new Date())"), "Thu Jan 01 1970 09:00:01 GMT+0900 (Korean Standard Time)");
}

}  // namespace

}  // namespace orrery
