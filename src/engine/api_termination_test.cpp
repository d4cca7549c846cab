// Nothing in a script catches a termination, whichever its reason.

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

/// A construct that would run code of the script when STOP threw an exception. None of its note()s may
/// happen.
struct Construct {
  const char* name;
  const char* script;
};

const Construct k_constructs[] = {
    {"Catch", "try { STOP } catch { note('catch') } note('after')"},
    {"Finally", "try { STOP } finally { note('finally') } note('after')"},
    {"CatchAndFinally",
     "try { try { STOP } catch (e) { note('catch') } finally { note('finally') } } catch { note() }"},
    {"InCatch", "try { throw 1 } catch { try { STOP } finally { note('finally') } }"},
    {"InFinally", "try { try { } finally { STOP } } catch { note('catch') } finally { note('finally') }"},
    {"FinallyThatReturns", "(() => { try { STOP } finally { note('finally'); return 1 } })(); note('after')"},
    {"FinallyThatBreaks", "for (;;) { try { STOP } finally { break } } note('after')"},
    {"FinallyThatLoops",
     "for (let i = 0; i < 3; i++) { try { STOP } finally { note('finally'); continue } }"},
    {"Callers",
     "function f(n) { try { n ? f(n - 1) : STOP } catch { note('catch') } finally { note('finally') } } "
     "f(20)"},

    {"ForOf", "try { for (const x of iterable) { STOP } } catch { note('catch') }"},
    {"ForOfNext",
     "for (const x of { [Symbol.iterator]: () => ({ next() { STOP }, return() { note('return') } }) });"},
    {"ForOfIteratorMethod",
     "try { for (const x of { [Symbol.iterator]() { STOP } }); } finally { note('finally') }"},
    {"ForOfReturn",
     "try { for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return() { STOP } }) }) break } "
     "catch { note('catch') }"},
    {"ForOfGenerator",
     "for (const x of (function* () { try { yield 1 } finally { note('generator') } })()) { STOP }"},
    {"ForIn", "try { for (const x in { a: 1 }) { STOP } } finally { note('finally') }"},
    {"Destructuring",
     "let x; [x = (() => { STOP })()] = { [Symbol.iterator]: () => ({ next: () => ({}), return() { "
     "note('return') } }) }; note('after')"},
    {"DestructuringTarget", "[{ set x(v) { STOP } }.x] = iterable; note('after')"},
    {"Spread",
     "try { [...{ *[Symbol.iterator]() { try { yield 1; STOP } finally { note('inner') } } }] } catch { "
     "note('catch') }"},
    {"ArrayFrom", "try { Array.from(iterable, () => { STOP }) } catch { note('catch') }"},
    {"IteratorHelper",
     "try { Iterator.from(iterable).map(() => { STOP }).toArray() } catch { note('catch') }"},
    {"ForEach", "try { [1].forEach(() => { STOP }) } catch { note('catch') }"},
    {"Map", "try { [1, 2].map(() => { STOP }) } catch { note('catch') }"},
    {"Sort", "try { [2, 1].sort(() => { STOP }) } catch { note('catch') }"},
    {"Reduce", "try { [1, 2, 3].reduce(() => { STOP }) } finally { note('finally') }"},
    {"Join", "try { [{ toString() { STOP } }].join() } finally { note('finally') }"},
    {"Replace", "try { 'a'.replace('a', () => { STOP }) } finally { note('finally') }"},
    {"RegExpReplace", "try { 'aa'.replace(/a/g, () => { STOP }) } finally { note('finally') }"},
    {"RegExpExec",
     "const r = /a/; r.exec = () => { STOP }; try { 'a'.match(r) } catch { note('catch') } note('after')"},
    {"RegExpLastIndex",
     "const r = /a/; r.lastIndex = { valueOf() { STOP } }; try { r.test('a') } catch { note('catch') }"},
    {"RegExpIterator",
     "const r = /a/g; class R extends RegExp { exec() { STOP } } "
     "try { for (const m of 'a'.matchAll(new R('a', 'g'))) note('match') } catch { note('catch') }"},
    {"RegExpSpecies",
     "class R extends RegExp { static get [Symbol.species]() { STOP } } "
     "try { 'a'.split(new R('a')) } catch { note('catch') }"},

    {"Generator",
     "const g = (function* () { try { STOP } catch { note('catch') } finally { note('finally') } })(); "
     "try { g.next() } catch { note('outer') }"},
    {"YieldStar",
     "const g = (function* () { try { yield* (function* () { try { STOP } finally { note('inner') } })() } "
     "catch { note('catch') } })(); g.next()"},
    {"GeneratorReturn",
     "const g = (function* () { try { yield } finally { STOP } })(); g.next(); "
     "try { g.return() } finally { note('finally') }"},
    {"GeneratorThrow",
     "const g = (function* () { try { yield } catch { STOP } finally { note('inner') } })(); g.next(); "
     "try { g.throw(1) } finally { note('finally') }"},

    {"Getter", "try { ({ get x() { STOP } }).x } catch { note('catch') }"},
    {"Setter", "try { ({ set x(v) { STOP } }).x = 1 } catch { note('catch') }"},
    {"InheritedGetter", "try { Object.create({ get x() { STOP } }).x } finally { note('finally') }"},
    {"StaticGetter", "try { Reflect.get({ get x() { STOP } }, 'x') } finally { note('finally') }"},
    {"ToString", "try { `${{ toString() { STOP } }}` } catch { note('catch') }"},
    {"ValueOf", "try { +{ valueOf() { STOP } } } catch { note('catch') }"},
    {"ToPrimitive", "try { 1 + { [Symbol.toPrimitive]() { STOP } } } catch { note('catch') }"},
    {"PropertyKey", "try { ({})[{ toString() { STOP } }] } catch { note('catch') }"},
    {"HasInstance", "try { 1 instanceof { [Symbol.hasInstance]() { STOP } } } catch { note('catch') }"},
    {"WithScope", "try { with ({ get x() { STOP } }) x } catch { note('catch') }"},
    {"GlobalGetter",
     "Object.defineProperty(globalThis, 'g', { get() { STOP }, configurable: true }); "
     "try { g } catch { note('catch') }"},

    {"ProxyGet", "try { new Proxy({}, { get() { STOP } }).x } catch { note('catch') }"},
    {"ProxySet", "try { new Proxy({}, { set() { STOP } }).x = 1 } catch { note('catch') }"},
    {"ProxyHas", "try { 'x' in new Proxy({}, { has() { STOP } }) } catch { note('catch') }"},
    {"ProxyDelete", "try { delete new Proxy({}, { deleteProperty() { STOP } }).x } catch { note('catch') }"},
    {"ProxyOwnKeys", "try { Object.keys(new Proxy({}, { ownKeys() { STOP } })) } catch { note('catch') }"},
    {"ProxyOwnProperty",
     "try { Object.hasOwn(new Proxy({}, { getOwnPropertyDescriptor() { STOP } }), 'x') } catch { "
     "note('catch') }"},
    {"ProxyDefine",
     "try { Object.defineProperty(new Proxy({}, { defineProperty() { STOP } }), 'x', {}) } catch { "
     "note('catch') }"},
    {"ProxyPrototype",
     "try { Object.getPrototypeOf(new Proxy({}, { getPrototypeOf() { STOP } })) } catch { note('catch') }"},
    {"ProxySetPrototype",
     "try { Object.setPrototypeOf(new Proxy({}, { setPrototypeOf() { STOP } }), null) } catch { "
     "note('catch') }"},
    {"ProxyExtensible",
     "try { Object.isExtensible(new Proxy({}, { isExtensible() { STOP } })) } catch { note('catch') }"},
    {"ProxyPrevent",
     "try { Object.preventExtensions(new Proxy({}, { preventExtensions() { STOP } })) } catch { "
     "note('catch') }"},
    {"ProxyApply", "try { new Proxy(() => {}, { apply() { STOP } })() } catch { note('catch') }"},
    {"ProxyConstruct", "try { new (new Proxy(class {}, { construct() { STOP } })) } catch { note('catch') }"},
    {"ProxyHandlerGetter", "try { new Proxy({}, { get get() { STOP } }).x } catch { note('catch') }"},
    {"ProxyForIn", "try { for (const x in new Proxy({}, { ownKeys() { STOP } })); } catch { note('catch') }"},

    {"Constructor", "class A { constructor() { STOP } } try { new A } catch { note('catch') }"},
    {"SuperConstructor",
     "class A { constructor() { STOP } } class B extends A { constructor() { try { super() } catch { "
     "note('catch') } finally { note('finally') } } } new B"},
    {"Field", "class A { x = (() => { STOP })() } try { new A } catch { note('catch') }"},
    {"StaticBlock", "try { class A { static { STOP } } } catch { note('catch') }"},
    {"ComputedKey", "try { ({ [(() => { STOP })()]: 1 }) } catch { note('catch') }"},
    {"DefaultArgument", "try { ((x = (() => { STOP })()) => x)() } catch { note('catch') }"},
    {"TaggedTemplate", "try { (() => { STOP })`x` } catch { note('catch') }"},
    {"Bound", "try { (() => { STOP }).bind(null)() } catch { note('catch') }"},
    {"Apply", "try { (() => { STOP }).apply(null, []) } catch { note('catch') }"},
    {"ReflectConstruct", "try { Reflect.construct(function () { STOP }, []) } catch { note('catch') }"},
    {"TailCall",
     "'use strict'; function f() { STOP } function g() { return f() } try { g() } catch { note('catch') }"},
    {"Eval", "try { (0, eval)('try { STOP } finally { note(1) }') } catch { note('catch') }"},
    {"DirectEval", "try { eval('try { STOP } catch { note(1) }') } catch { note('catch') }"},
    {"DynamicFunction", "try { new Function('STOP')() } catch { note('catch') }"},
    {"NativeCallback", "try { callBack(() => { STOP }) } catch { note('catch') }"},
    {"NativeThatForgets", "try { ignore(() => { STOP }) } catch { note('catch') } note('after')"},
    {"NativeConstructor", "try { new Native(() => { STOP }) } catch { note('catch') }"},

    {"Using", "{ using a = { [Symbol.dispose]() { note('dispose') } }; STOP }"},
    {"UsingDispose",
     "try { using b = { [Symbol.dispose]() { note('b') } }; "
     "using a = { [Symbol.dispose]() { STOP } } } catch { note('catch') }"},
    {"DisposableStack",
     "const stack = new DisposableStack; stack.defer(() => note('first')); "
     "stack.defer(() => { STOP }); try { stack.dispose() } catch { note('catch') }"},

    {"PromiseExecutor", "new Promise(() => { STOP }).catch(() => note('catch'))"},
    {"PromiseThen", "Promise.resolve().then(() => { STOP }).then(() => note('then'), () => note('catch'))"},
    {"PromiseCatch", "Promise.reject().catch(() => { STOP }).finally(() => note('finally'))"},
    {"PromiseFinally", "Promise.resolve().finally(() => { STOP }).catch(() => note('catch'))"},
    {"Thenable", "Promise.resolve({ then() { STOP } }).catch(() => note('catch'))"},
    {"ThenGetter", "Promise.resolve().then(() => ({ get then() { STOP } })).catch(() => note('catch'))"},
    {"PromiseAll",
     "Promise.all({ [Symbol.iterator]: () => ({ next() { STOP }, return() { note('return') } }) })"
     ".catch(() => note('catch'))"},
    {"PromiseTry", "Promise.try(() => { STOP }).catch(() => note('catch'))"},
    {"LaterJobs",
     "Promise.resolve().then(() => { STOP }); Promise.resolve().then(() => note('another job'))"},
    {"AsyncFunction",
     "(async () => { try { STOP } catch { note('catch') } finally { note('finally') } })()"
     ".catch(() => note('rejected'))"},
    {"AfterAwait",
     "(async () => { try { await 1; STOP } catch { note('catch') } finally { note('finally') } })()"
     ".catch(() => note('rejected'))"},
    {"AwaitedAsync",
     "(async () => { try { await (async () => { await 1; STOP })() } catch { note('catch') } })()"},
    {"AsyncParameters", "(async (x = (() => { STOP })()) => {})().catch(() => note('rejected'))"},
    {"AsyncGenerator",
     "(async function* () { try { STOP } finally { note('finally') } })().next()"
     ".catch(() => note('rejected'))"},
    {"AsyncGeneratorLater",
     "(async function* () { try { await 1; STOP } finally { note('finally') } })().next()"
     ".catch(() => note('rejected'))"},
    {"ForAwait",
     "(async () => { for await (const x of iterable) { STOP } })().catch(() => note('rejected'))"},
    {"AwaitUsing",
     "(async () => { await using a = { [Symbol.asyncDispose]() { note('dispose') } }; STOP })()"
     ".catch(() => note('rejected'))"},
};

// NOLINTNEXTLINE(readability-identifier-naming): googletest looks for this name
void PrintTo(const Construct& construct, std::ostream* out) {
  *out << construct.script;
}

struct Reason {
  const char* name;
  const char* stop;
  Termination termination;
};

const Reason k_reasons[] = {
    {"Native", "exit()", Termination::Exit},
    {"Request", "spin()", Termination::Interrupted},
    {"Memory", "fill()", Termination::OutOfMemory},
};

std::string with_stop(std::string script, std::string_view stop) {
  for (std::size_t at = 0; (at = script.find("STOP", at)) != std::string::npos;) script.replace(at, 4, stop);
  return script;
}

class ApiTermination : public testing::TestWithParam<Construct> {
 protected:
  void start() {
    agent_ = Agent::create(door_, {.heap_limit = std::size_t{24} << 20});
    notes_.clear();
    define_functions();
    evaluate(agent().realm(), R"(
      function spin() { request(); try { for (;;); } finally { note('spin') } }
      function fill() { let all; try { for (;;) all = { all } } finally { note('fill') } }
      const iterable = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { note('return') } }) };
    )");
  }

  Agent& agent() { return *agent_; }
  const std::vector<std::string>& notes() const { return notes_; }

  void expect_to_end(const Construct& construct, const Reason& reason) {
    start();
    const Result<Value> result = agent().realm().evaluate(with_stop(construct.script, reason.stop));
    std::optional<Error> error;
    if (!result) {
      error = result.error();
    } else {
      const Result<std::size_t> count = agent().run_jobs();
      if (!count) error = count.error();
    }
    ASSERT_TRUE(error.has_value()) << "nothing ended";
    EXPECT_EQ(error->termination, reason.termination) << error->stack;
    EXPECT_EQ(notes(), std::vector<std::string>());

    // The agent can be used again, and nothing of the script goes on.
    EXPECT_EQ(agent().run_jobs().value_or(99), 0u);
    EXPECT_EQ(evaluate(agent().realm(), "try { throw 1 } catch (e) { e + 1 }"), "2");
    EXPECT_EQ(notes(), std::vector<std::string>());
  }

 private:
  void define_functions() {
    const Realm realm = agent().realm();
    const auto define = [&](const char* name, Callback code) {
      ASSERT_TRUE(realm.define_function(name, 1, std::move(code)));
    };
    define("note", [this](Call& call) -> Result<Value> {
      notes_.push_back(call.argument(0).describe());
      return Value();
    });
    define("exit", [](Call&) -> Result<Value> { return Error::terminate(Termination::Exit); });
    define("request", [](Call& call) -> Result<Value> {
      call.agent().request_interrupt();
      return Value();
    });
    define("callBack", [](Call& call) { return call.argument(0).call({}); });
    define("ignore", [](Call& call) -> Result<Value> {
      const Result<Value> ignored = call.argument(0).call({});
      return Value(ignored.has_value());
    });
    ClassDefinition definition;
    definition.name = "Native";
    definition.constructor = [](Call& call) { return call.argument(0).call({}); };
    ASSERT_TRUE(realm.define_class(std::move(definition)));
  }

  FixedDoor door_;
  std::vector<std::string> notes_;
  std::unique_ptr<Agent> agent_;
};

TEST_P(ApiTermination, PassesEverything) {
  const Construct& construct = GetParam();
  for (const Reason& reason : k_reasons) {
    SCOPED_TRACE(reason.name);
    expect_to_end(construct, reason);
  }
}
INSTANTIATE_TEST_SUITE_P(All, ApiTermination, testing::ValuesIn(k_constructs),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(ApiInterrupt, FromAnotherThread) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  for (const char* script :
       {"for (;;);", "try { for (;;); } finally { for (;;); }", "for (;;) { try { f() } catch {} }",
        "(function f() { try { f() } finally { f() } })()", "while (true) [1].map(x => x)",
        "try { /(a*)*b/.test('a'.repeat(100)) } finally { for (;;); }",
        "try { 'a'.repeat(100).replace(/(?:(a*)*b)?/g, '') } catch {}",
        "for (;;) 'a'.repeat(100000).replace(/a/g, x => x)",
        "const r = /(?:)/g; r.exec = () => ['']; 'a'.match(r)",
        "(function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) })(90)",
        "(function F(n) { if (n > 1) { new F(n - 1); new F(n - 2) } }).call({}, 90)",
        "const fib = n => ({ get v() { return n < 2 ? n : fib(n - 1).v + fib(n - 2).v } }); fib(90).v",
        "const x = 'x'.repeat(1e6); [x + 1, x + 2].concat(new Array(1e6).fill(x + 3)).sort()"}) {
    SCOPED_TRACE(script);
    std::thread watchdog([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      agent->request_interrupt(Termination::TimeLimit);
    });
    const Result<Value> result = agent->realm().evaluate(script);
    watchdog.join();
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().termination, Termination::TimeLimit) << script;
  }
}

TEST(ApiLimits, RecursionThatReturnsIsEndedWhereTheHeapIsFull) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{16} << 20});
  const Result<Value> result =
      agent->realm().evaluate("(function t(n) { return n ? { a: t(n - 1), b: t(n - 1) } : null })(40)");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().termination, Termination::OutOfMemory);
}

TEST(ApiInterrupt, EndsEndlessJobs) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  ASSERT_TRUE(agent->realm().evaluate("(function f() { Promise.resolve().then(f) })()"));
  std::thread watchdog([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    agent->request_interrupt();
  });
  const Result<std::size_t> result = agent->run_jobs();
  watchdog.join();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().termination, Termination::Interrupted);
  EXPECT_FALSE(agent->has_jobs());
}

TEST(ApiInterrupt, CanBeTakenBack) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  agent->request_interrupt();
  agent->cancel_interrupt();
  EXPECT_EQ(evaluate(agent->realm(), "let n = 0; for (let i = 0; i < 100000; i++) n++; n"), "100000");
}

TEST(ApiLimit, IsThereAgainAfterwards) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{16} << 20});
  for (int i = 0; i < 5; i++) {
    const Result<Value> result =
        agent->realm().evaluate("(() => { let a; try { for (;;) a = { a } } catch {} })()");
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().termination, Termination::OutOfMemory);
  }
  EXPECT_EQ(evaluate(agent->realm(), "'x'.repeat(100).length"), "100");
}

TEST(ApiLimit, OneRequestThatIsTooLargeIsARangeError) {
  FixedDoor door;
  const auto agent = Agent::create(door, {.heap_limit = std::size_t{16} << 20});
  EXPECT_EQ(evaluate(agent->realm(), "try { 'x'.repeat(1 << 26) + 'y' } catch (error) { error.name }"),
            "RangeError");
}

}  // namespace

}  // namespace orrery
