// Embedders with bad manners: what may go wrong gives Errors, and what C++ cannot make safe is asserted.

#include <functional>
#include <string>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

class ApiMisuse : public ApiTest {};
ORRERY_API_TEST(ApiMisuse);

constexpr const char* k_foreign = "The value belongs to another agent";

// Handles of agents that are gone ---------------------------------------------------------------------------

TEST_P(ApiMisuse, RealmsOutliveTheirAgent) {
  const Realm dead = realm();
  const Deferred deferred = dead.deferred();
  end_agent();
  const std::string gone = "The agent is gone";
  EXPECT_EQ(dead.evaluate("1").error().message, gone);
  EXPECT_EQ(dead.string("x").error().message, gone);
  EXPECT_EQ(dead.string(u"x").error().message, gone);
  EXPECT_EQ(dead.array().error().message, gone);
  EXPECT_EQ(dead.array_buffer({}).error().message, gone);
  EXPECT_EQ(dead.shared_array_buffer(*SharedBuffer::make(8)).error().message, gone);
  EXPECT_EQ(dead.make_class({}).error().message, gone);
  EXPECT_TRUE(dead.global().is_undefined());
  EXPECT_TRUE(dead.object().is_undefined());
  EXPECT_TRUE(dead.error(ErrorType::TypeError, "x").is_undefined());
  EXPECT_TRUE(dead.function("f", 0, [](Call&) -> Result<Value> { return 1; }).is_undefined());
  EXPECT_FALSE(dead.define_function("f", 0, {}).has_value());
  EXPECT_FALSE(dead.define_class({.name = "A"}).has_value());
  EXPECT_TRUE(dead.deferred().promise().is_undefined());
  EXPECT_FALSE(dead.deferred().resolve(1).has_value());
  EXPECT_FALSE(deferred.resolve(1).has_value());
  EXPECT_FALSE(deferred.reject(1).has_value());
}

TEST_P(ApiMisuse, ValuesOutliveTheirAgent) {
  const Value object = *realm().evaluate("({ a: 1 })");
  const Value text = *realm().string("text");
  const Value array = *realm().array_buffer({});
  end_agent();
  for (const Value& value : {object, text, array}) {
    const Value copy = value;  // NOLINT(performance-unnecessary-copy-initialization): the copy is the test
    EXPECT_TRUE(copy.is_undefined());
    EXPECT_FALSE(copy.is_function() || copy.is_array() || copy.to_boolean());
    EXPECT_EQ(copy.as_string(), std::nullopt);
    EXPECT_EQ(copy.as_utf16(), std::nullopt);
    EXPECT_EQ(*copy.to_string(), "undefined");
    EXPECT_EQ(copy.to_int32(), 0);
    EXPECT_EQ(copy.describe(), "undefined");
    EXPECT_TRUE(copy.is_same(Value()));
    EXPECT_FALSE(copy.get("a").has_value());
    EXPECT_FALSE(copy.set("a", 1).has_value());
    EXPECT_FALSE(copy.has("a").has_value());
    EXPECT_FALSE(copy.remove("a").has_value());
    EXPECT_FALSE(copy.keys().has_value());
    EXPECT_FALSE(copy.length().has_value());
    EXPECT_FALSE(copy.call({}).has_value());
    EXPECT_FALSE(copy.invoke("a").has_value());
    EXPECT_FALSE(copy.construct().has_value());
    EXPECT_EQ(copy.promise_state(), std::nullopt);
    EXPECT_TRUE(copy.promise_result().is_undefined());
    EXPECT_TRUE(copy.bytes().empty());
    EXPECT_FALSE(copy.shared_buffer().has_value());
    EXPECT_EQ(copy.native<int>(), nullptr);
  }
  // Nor does another agent mind them.
  FixedDoor door;
  const auto other = Agent::create(door);
  EXPECT_EQ(other->realm().global().set("x", object).error().message, k_foreign);
}

TEST_P(ApiMisuse, HandlesThatWereMovedAway) {
  Value value = realm().object();
  Realm other = agent().make_realm();
  const Result<Module> made = other.compile_module("", "m");
  Module module = *made;
  const Value kept = std::move(value);
  const Realm kept_realm = std::move(other);
  const Module kept_module = std::move(module);
  // NOLINTBEGIN(bugprone-use-after-move): this is the test
  EXPECT_TRUE(value.is_undefined());
  EXPECT_FALSE(other.evaluate("1").has_value());
  EXPECT_TRUE(other.global().is_undefined());
  EXPECT_FALSE(module.load().has_value());
  EXPECT_EQ(module.name(), "");
  // NOLINTEND(bugprone-use-after-move)
  EXPECT_TRUE(kept.is_object());
  EXPECT_EQ(evaluate(kept_realm, "1"), "1");
  EXPECT_EQ(kept_module.name(), "m");
}

// Values of another agent -----------------------------------------------------------------------------------

TEST_P(ApiMisuse, ValuesStayWithTheirAgent) {
  FixedDoor door;
  const auto other = Agent::create(door);
  const Value foreign = other->realm().object();
  const Value object = realm().object();
  const Value function = *realm().evaluate("(function (x) { return x })");
  EXPECT_EQ(object.set("x", foreign).error().message, k_foreign);
  EXPECT_EQ(object.set(1u, foreign).error().message, k_foreign);
  EXPECT_EQ(object.set(foreign, 1).error().message, k_foreign);
  EXPECT_EQ(object.get(foreign).error().message, k_foreign);
  EXPECT_EQ(function.call(foreign).error().message, k_foreign);
  EXPECT_EQ(function.call({}, {1, foreign}).error().message, k_foreign);
  EXPECT_EQ(function.construct({foreign}).error().message, k_foreign);
  EXPECT_EQ(function.invoke("call", {foreign}).error().message, k_foreign);
  EXPECT_EQ(realm().array({foreign}).error().message, k_foreign);
  EXPECT_EQ(realm().deferred().resolve(foreign).error().message, k_foreign);
  EXPECT_FALSE(object.is_same(foreign));
  ASSERT_TRUE(realm().define_function("fail", 0, [&](Call&) -> Result<Value> { return Error::of(foreign); }));
  EXPECT_EQ(run("try { fail() } catch (error) { error.message }"), k_foreign);
  // The agents go on.
  EXPECT_EQ(run("1 + 1"), "2");
  EXPECT_EQ(evaluate(other->realm(), "1 + 1"), "2");
}

// Callbacks -------------------------------------------------------------------------------------------------

TEST_P(ApiMisuse, CallbacksThatAreNone) {
  using Pointer = Result<Value> (*)(Call&);
  ASSERT_TRUE(realm().define_function("none", 0, {}));
  ASSERT_TRUE(realm().define_function("pointer", 0, Pointer{nullptr}));
  ASSERT_TRUE(realm().define_function("empty", 0, std::function<Result<Value>(Call&)>()));
  ClassDefinition definition{.name = "Hollow"};
  definition.methods.push_back({"method", 0, {}});
  definition.accessors.push_back({"nothing", {}, {}});
  ASSERT_TRUE(realm().define_class(std::move(definition)));
  for (const char* call : {"none()", "pointer()", "empty()", "Hollow.prototype.method()", "new Hollow"})
    EXPECT_TRUE(run(call).starts_with("THROWN: ")) << call << ": " << run(call);
  EXPECT_EQ(run("Hollow.prototype.nothing"), "undefined");
}

TEST_P(ApiMisuse, ErrorsKeepTheirIdentityOnTheWay) {
  ASSERT_TRUE(realm().define_function("pass", 1, [](Call& call) { return call.argument(0).call({}); }));
  EXPECT_EQ(
      run("const mine = new RangeError('mine');"
          "try { pass(() => pass(() => pass(() => { throw mine }))) } catch (error) { error === mine }"),
      "true");
  EXPECT_EQ(run("try { pass(() => { throw undefined }) } catch (error) { 'caught ' + error }"),
            "caught undefined");
  EXPECT_EQ(run("pass(1)"), "THROWN: 1 has no properties here");
}

/// With a stack that collecting at every allocation can look through.
class ApiDeepCalls : public ApiTest {
 protected:
  ApiDeepCalls() : ApiTest({.native_stack_size = std::size_t{160} << 10}) {}
};
ORRERY_API_TEST(ApiDeepCalls);

TEST_P(ApiDeepCalls, EndInARangeError) {
  ASSERT_TRUE(realm().define_function("callBack", 1, [](Call& call) { return call.argument(0).call({}); }));
  ASSERT_TRUE(realm().define_function("run", 1, [](Call& call) -> Result<Value> {
    return call.realm().evaluate(*call.argument(0).to_string(), "inner.js");
  }));
  ClassDefinition definition{.name = "Nested"};
  definition.constructor = [](Call& call) { return call.realm().global().get("Nested")->construct(); };
  definition.accessors.push_back({"deep", [](Call& call) { return call.this_value().get("deep"); }, {}});
  ASSERT_TRUE(realm().define_class(std::move(definition)));
  const char* const overflow = "RangeError: Maximum call stack size exceeded";
  for (const char* source :
       {"(function f() { callBack(f) })()", "globalThis.code = 'run(code)'; run(code)",
        "globalThis.f = () => run('f()'); f()", "new Nested", "Nested.prototype.deep",
        "callBack(function f() { return [1].map(() => new Proxy({}, { get: f }).x) })"}) {
    EXPECT_EQ(run("try { " + std::string(source) + " } catch (error) { String(error) }"), overflow) << source;
  }
  EXPECT_EQ(run("let depth = 0; (function f() { if (depth++ < 9) run('1'); if (depth < 9) callBack(f) "
                "})(); depth"),
            "9");
}

TEST(ApiCalls, ManyArguments) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  const std::vector<Value> many(1'000'000, Value(1));
  const Realm realm = agent->realm();
  EXPECT_EQ(realm.array(many)->length(), many.size());
  for (const char* source :
       {"(function () { return arguments.length })", "((...rest) => rest.length)", "Math.max",
        "(class { constructor() { this.length = arguments.length } })", "Array"}) {
    const Value function = *realm.evaluate(source);
    for (const Result<Value>& result : {function.call({}, many), function.construct(many)})
      EXPECT_TRUE(result || result.error().thrown) << source;
  }
  EXPECT_EQ(evaluate(realm, "1"), "1");
}

TEST_P(ApiMisuse, SmallStacks) {
  FixedDoor door;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{512}, std::size_t{5000}}) {
    SCOPED_TRACE(size);
    for (const bool is_native : {false, true}) {
      Options options;
      (is_native ? options.native_stack_size : options.stack_size) = size;
      const auto agent = Agent::create(door, options);
      ASSERT_NE(agent, nullptr);
      const std::string result =
          evaluate(agent->realm(), "function f(n) { return n ? f(n - 1) + 1 : 0 } f(3)");
      EXPECT_TRUE(result == "3" || result == "THROWN: Maximum call stack size exceeded") << result;
      evaluate(agent->realm(),
               "[3, 1, 2].sort((a, b) => f(50)) + JSON.stringify({ a: [1] }).replace(/a/g, f)");
      agent->collect_garbage();
    }
  }
}

// After a termination, what runs does nothing more
// --------------------------------------------------------------

TEST_P(ApiMisuse, NothingRunsOnceItIsEnding) {
  std::vector<std::string> done;
  const auto note = [&](const char* what, const auto& result) {
    if (!result && result.error().is_termination()) return;
    done.emplace_back(what);
  };
  ASSERT_TRUE(realm().define_function("stubborn", 1, [&](Call& call) -> Result<Value> {
    const Value object = *realm().evaluate("({ get x() { ran = true }, toString() { ran = true } })");
    const Value function = *realm().evaluate("(function () { ran = true })");
    note("call", call.argument(0).call({}));
    note("call", function.call({}));
    note("construct", function.construct());
    note("evaluate", call.realm().evaluate("ran = true"));
    note("get", object.get("x"));
    note("set", object.set("y", 1));
    note("has", object.has("x"));
    note("keys", object.keys());
    note("to_string", object.to_string());
    note("to_number", object.to_number());
    note("class", call.realm().make_class({.name = "A"}));
    note("module", call.realm().compile_module("", "m"));
    note("import", call.realm().import_module("m"));
    // These run nothing.
    EXPECT_TRUE(call.realm().object().is_object());
    EXPECT_TRUE(call.realm().error(ErrorType::Error, "x").is_object());
    EXPECT_TRUE(call.realm().function("f", 0, {}).is_function());
    return Error::type_error("another way out");
  }));
  ASSERT_TRUE(realm().define_function(
      "end", 0, [](Call&) -> Result<Value> { return Error::terminate(Termination::Exit); }));
  EXPECT_EQ(run("try { stubborn(() => end()) } catch { ran = true } finally { ran = true }"),
            "TERMINATED: the script has ended the program");
  EXPECT_EQ(done, std::vector<std::string>());
  EXPECT_EQ(run("typeof ran"), "undefined");
}

TEST(ApiRejections, CallbacksMayRunScripts) {
  FixedDoor door;
  std::unique_ptr<Agent> agent;
  std::vector<std::string> told;
  agent = Agent::create(door, {.on_unhandled_rejection = [&](const Value&, const Value& reason) {
                          told.push_back(reason.describe());
                          EXPECT_FALSE(agent->run_jobs().has_value());  // it runs already
                          if (told.size() < 3)
                            evaluate(agent->realm(), "Promise.reject(" + std::to_string(told.size()) + ")");
                          if (told.size() == 3) evaluate(agent->realm(), "end()");
                        }});
  ASSERT_TRUE(agent->realm().define_function(
      "end", 0, [](Call&) -> Result<Value> { return Error::terminate(Termination::Exit); }));
  evaluate(agent->realm(), "Promise.reject(0)");
  EXPECT_EQ(agent->run_jobs().error().termination, Termination::Exit);
  EXPECT_EQ(told, (std::vector<std::string>{"0", "1", "2"}));
  EXPECT_EQ(agent->run_jobs(), 0u);
}

// Texts -----------------------------------------------------------------------------------------------------

TEST_P(ApiMisuse, SourcesThatAreNoUtf8) {
  EXPECT_EQ(run("'a\xFF\xC0\x80' + 'b'"), "a\uFFFD\uFFFD\uFFFDb");
  EXPECT_EQ(run("'\xED\xA0\x80'.length"), "3");  // a surrogate is three ill-formed bytes
  EXPECT_EQ(run("'\xF0\x9F\x8C'.length"), "1");
  EXPECT_TRUE(run("var \xFF = 1").starts_with("THROWN: "));
  EXPECT_TRUE(run("\xFF\xFE"
                  "1\0")
                  .starts_with("THROWN: "));
  EXPECT_EQ(run("\xEF\xBB\xBF"
                "1 + 1"),
            "2");
  EXPECT_EQ(run(std::string_view("'a\0b'.length", 12)), "3");
  EXPECT_TRUE(run(std::string_view("1 \0", 3)).starts_with("THROWN: "));
  EXPECT_EQ(run(""), "undefined");
  EXPECT_EQ(run(std::string_view()), "undefined");
  EXPECT_EQ(realm().string("\xC3")->as_string(), "\uFFFD");
  EXPECT_EQ(realm().object().set("\xFF", 1).has_value(), true);
  const Result<Value> named = realm().evaluate("throw new Error('x')", "\xFF\n.js");
  EXPECT_NE(named.error().stack.find("Error: x"), std::string::npos);
}

TEST_P(ApiMisuse, LoneSurrogates) {
  const Value text = *realm().evaluate("'a\\ud800b\\udc00'");
  EXPECT_EQ(text.as_string(), "a\uFFFDb\uFFFD");
  const std::u16string units = {u'a', char16_t{0xd800}, u'b', char16_t{0xdc00}};
  EXPECT_EQ(text.as_utf16(), units);
  EXPECT_TRUE(realm().string(units)->is_same(text));
  EXPECT_EQ(realm().string(std::u16string_view())->get("length")->as_number(), 0);
  EXPECT_EQ(realm().string(u"latin")->as_string(), "latin");
  EXPECT_EQ(realm().evaluate("({ '\\ud800': 1 })")->keys()->at(0), "\uFFFD");
  EXPECT_EQ(realm().evaluate("throw '\\ud800'").error().message, "\uFFFD");
  EXPECT_EQ(realm().evaluate("throw new Error('\\ud800')").error().message, "\uFFFD");
}

TEST(ApiStrings, HugeOnes) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{64} << 20});
  const Realm realm = agent->realm();
  const std::string large(std::size_t{80} << 20, 'x');
  EXPECT_FALSE(realm.string(large).has_value());
  EXPECT_EQ(evaluate(realm, "1"), "1");
  const Value rope = *realm.evaluate("let s = 'ab'; while (s.length < 2 ** 22) s += s; s");
  EXPECT_EQ(rope.as_string()->size(), std::size_t{1} << 22);
  EXPECT_EQ(rope.as_utf16()->size(), std::size_t{1} << 22);
  EXPECT_TRUE(realm.string(std::string(std::size_t{1} << 20, 'y'))->get(5u)->is_string());
  // As names, too.
  EXPECT_FALSE(realm.object().set(large, 1).has_value());
  EXPECT_FALSE(realm.function(large, 0, {}).is_undefined());
  EXPECT_EQ(evaluate(realm, "1"), "1");
}

// Limits ----------------------------------------------------------------------------------------------------

TEST(ApiLimits, OneMebibyte) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{1} << 20});
  ASSERT_NE(agent, nullptr);
  const Realm realm = agent->realm();
  for (const char* source :
       {"let a; for (;;) a = { a }", "const b = []; for (;;) b.push(b.length)",
        "let s = 'x'; for (;;) s += s + 'y'", "const m = new Map; for (;;) m.set(m.size, {})",
        "const all = []; for (;;) all.push(eval('(function () {})'))",
        "const o = {}; for (let i = 0;; i++) o['p' + i] = i", "new Array(1e9).fill()", "'x'.repeat(2 ** 28)",
        "new Uint8Array(2 ** 30)", "(function f() { return [f()] })()", "JSON.stringify(new Array(1e7))",
        "Array.from({ length: 1e9 })", "let p = Promise.resolve(); for (;;) p = p.then(() => {})",
        "const g = (function* () { for (;;) yield {} })(); [...g]",
        "class A { static all = []; constructor() { A.all.push(this) } } for (;;) new A",
        "/(?:)/g[Symbol.split]('x'.repeat(1e6))", "throw 'x'.repeat(5e5)"}) {
    const Result<Value> result = realm.evaluate("{" + std::string(source) + "}");  // globals would stay
    ASSERT_FALSE(result.has_value()) << source;
    const Error& error = result.error();
    EXPECT_TRUE(error.termination == Termination::OutOfMemory || error.thrown)
        << source << ": " << error.message;
    // And goes on.
    EXPECT_EQ(evaluate(realm, "[1, 2, 3].map(x => x + 1).join('')"), "234") << source;
  }
}

TEST(ApiLimits, HostsThatMakeTooMuch) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{1} << 20});
  const Realm realm = agent->realm();
  {
    std::vector<Value> kept;
    for (int i = 0; i < 60'000; i++) {
      kept.push_back(realm.object());
      ASSERT_TRUE(kept.back().is_object());
      if (i % 100 == 0) static_cast<void>(realm.error(ErrorType::Error, "full"));
    }
    EXPECT_EQ(evaluate(realm, "for (;;);"), "TERMINATED: the script used too much memory");
    // There is no room for such a message, nor perhaps for an error that says so.
    const Value error = realm.error(ErrorType::Error, std::string(2 << 20, 'x'));
    EXPECT_TRUE(error.is_undefined() || error.describe().find("xxx") == std::string::npos);
  }
  agent->collect_garbage();
  EXPECT_EQ(evaluate(realm, "1"), "1");
}

TEST(ApiLimits, Nothing) {
  FixedDoor door;
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{100'000}}) {
    const auto agent = Agent::create(door, {.heap_limit = limit});
    if (agent == nullptr) continue;
    const std::string result = evaluate(agent->realm(), "1");
    EXPECT_TRUE(result == "1" || result.starts_with("TERMINATED: ")) << result;
    agent->collect_garbage();
  }
}

// Native data -----------------------------------------------------------------------------------------------

/// Holds values of its agent, and in the end asks them for something.
struct Clingy {
  std::vector<Value> values;
  Realm realm;
  int* ended;
  ~Clingy() {
    ++*ended;
    for (const Value& value : values) EXPECT_TRUE(value.is_undefined() || value.is_object());
  }
};

TEST_P(ApiMisuse, FinalizersAtShutdown) {
  int ended = 0;
  ClassDefinition definition{.name = "Clingy"};
  definition.constructor = [&](Call& call) -> Result<Value> {
    call.set_native(std::make_unique<Clingy>(Clingy{
        .values = {call.this_value(), call.realm().global()}, .realm = call.realm(), .ended = &ended}));
    return Value();
  };
  ASSERT_TRUE(realm().define_class(std::move(definition)));
  ended = 0;  // of the temporary
  run("for (let i = 0; i < 10; i++) new Clingy; globalThis.kept = new Clingy");
  ended = 0;
  const Realm copy = realm();
  end_agent();
  EXPECT_EQ(ended, 11);  // each held itself
  EXPECT_FALSE(copy.evaluate("kept").has_value());
}

TEST_P(ApiMisuse, NativeDataIsReplaced) {
  struct Data {
    int* ended;
    ~Data() { ++*ended; }
  };
  int ended = 0;
  ClassDefinition definition{.name = "Twice"};
  definition.constructor = [&](Call& call) -> Result<Value> {
    call.set_native(std::make_unique<Data>(&ended));
    call.set_native(std::make_unique<int>(5));
    return Value();
  };
  ASSERT_TRUE(realm().define_class(std::move(definition)));
  const Value object = *realm().evaluate("new Twice");
  EXPECT_EQ(object.native<Data>(), nullptr);
  EXPECT_EQ(*object.native<int>(), 5);
  end_agent();
  EXPECT_EQ(ended, 1);
}

TEST(ApiDeathTest, AssertsWhatCannotBeMadeSafe) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto destroy_itself = [] {
    FixedDoor door;
    std::unique_ptr<Agent> agent = Agent::create(door);
    const Realm realm = agent->realm();
    EXPECT_TRUE(realm.define_function("end", 0, [&](Call&) -> Result<Value> {
      agent.reset();
      return Value();
    }));
    evaluate(realm, "end()");
  };
  EXPECT_DEATH(destroy_itself(), "must not be destroyed by what it calls");
  const auto set_native_of_a_call = [] {
    FixedDoor door;
    const auto agent = Agent::create(door);
    EXPECT_TRUE(agent->realm().define_function("f", 0, [](Call& call) -> Result<Value> {
      call.set_native(std::make_unique<int>(1));
      return Value();
    }));
    evaluate(agent->realm(), "f()");
  };
  EXPECT_DEATH(set_native_of_a_call(), "only the constructor of a native class");
}

// Weak references -------------------------------------------------------------------------------------------

TEST(ApiWeakReferences, AreCleanedUp) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  const Realm realm = agent->realm();
  evaluate(
      realm,
      "var log = [], refs = []; const registry = new FinalizationRegistry(held => log.push(held));"
      "for (let i = 0; i < 50; i++) { const o = { i }; registry.register(o, i); refs.push(new WeakRef(o)) }");
  evaluate(realm, "(function f(n) { return n === 0 ? {} : f(n - 1) })(50)");
  agent->collect_garbage();
  EXPECT_TRUE(agent->has_jobs());
  ASSERT_TRUE(agent->run_jobs());
  EXPECT_FALSE(agent->has_jobs());
  EXPECT_GT(*realm.global().get("log")->length(), 40u);
  EXPECT_GT(realm.evaluate("refs.filter(ref => ref.deref() === undefined).length")->as_number(), 40);
  // What a callback throws run_jobs() gives; the others' turn is the next time.
  evaluate(realm,
           "const bad = new FinalizationRegistry(held => { throw held });"
           "for (let i = 0; i < 50; i++) bad.register({}, 'bad')");
  evaluate(realm, "(function f(n) { return n === 0 ? {} : f(n - 1) })(50)");
  agent->collect_garbage();
  EXPECT_EQ(agent->run_jobs().error().message, "bad");
  EXPECT_TRUE(agent->has_jobs());
}

}  // namespace

}  // namespace orrery
