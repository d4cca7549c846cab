#include <map>

#include "engine/test_engine.h"
#include "gc/roots.h"
#include "interpreter/tracing.h"
#include "vm/execution/execution_context.h"

namespace orrery::engine {

using vm::ContextBinding;
using vm::ContextEnvironment;
using vm::ExecutionContext;

namespace {

class ContextsFixture : public EngineTest {
 protected:
  ContextsFixture() : kept_(agent().heap()) {
    on_look_ = [this] {
      looks_.push_back(vm::execution_context_stack(agent()));
      for (const ExecutionContext& context : looks_.back()) keep(context);
    };
  }

  /// `x: 1, const y: <uninitialised>`
  std::string text(const ContextEnvironment& environment) {
    std::string result;
    for (const ContextBinding& binding : environment.bindings) {
      if (!result.empty()) result += ", ";
      if (!binding.is_mutable) result += "const ";
      result += binding.name + ": ";
      result += binding.is_initialized() ? vm::describe_value(agent(), binding.value) : "<uninitialised>";
    }
    return result;
  }
  /// Those of the context, innermost first, without empty ones and the global one.
  std::string text(const ExecutionContext& context) {
    std::string result;
    for (const ContextEnvironment& environment : context.environments) {
      if (environment.bindings.empty()) continue;
      if (!result.empty()) result += " | ";
      result += text(environment);
    }
    return result;
  }
  std::string this_of(const ExecutionContext& context) {
    switch (context.this_state) {
      case ExecutionContext::ThisState::Unknown:
        return "unknown";
      case ExecutionContext::ThisState::Uninitialized:
        return "uninitialised";
      case ExecutionContext::ThisState::Bound:
        return vm::describe_value(agent(), context.this_value);
    }
    return "";
  }
  /// The context of the code that called look() for the n-th time.
  const ExecutionContext& caller(std::size_t look) const { return looks_.at(look).at(1); }
  std::string environments_at(std::size_t look) { return text(caller(look)); }

  std::vector<std::vector<ExecutionContext>> looks_;

 private:
  /// What a context holds is looked at when the script has ended.
  void keep(const ExecutionContext& context) {
    const auto keep_value = [this](vm::Value value) {
      if (value.is_cell()) kept_.items().push_back(value.as_cell());
    };
    if (context.function != nullptr) kept_.items().push_back(context.function);
    keep_value(context.this_value);
    for (const ContextEnvironment& environment : context.environments) {
      if (environment.object != nullptr) kept_.items().push_back(environment.object);
      for (const ContextBinding& binding : environment.bindings) keep_value(binding.value);
    }
  }

  gc::RootVector<gc::Cell> kept_;
};

}  // namespace

ORRERY_ENGINE_TEST(ContextsTest, ContextsFixture);

TEST_P(ContextsTest, DeadZonesAreSeenInRegisters) {
  run("(function f(a) { look(); let x = 1; look(); const y = x + a; look(); { look(); let z = y; look(); } "
      "})(5)");
  EXPECT_EQ(environments_at(0), "a: 5, x: <uninitialised>, const y: <uninitialised>");
  EXPECT_EQ(environments_at(1), "a: 5, x: 1, const y: <uninitialised>");
  EXPECT_EQ(environments_at(2), "a: 5, x: 1, const y: 6");
  EXPECT_EQ(environments_at(3), "z: <uninitialised> | a: 5, x: 1, const y: 6");
  EXPECT_EQ(environments_at(4), "z: 6 | a: 5, x: 1, const y: 6");
}

TEST_P(ContextsTest, DeadZonesComeBackInLoops) {
  run("(function () { for (let i = 0; i < 2; i++) { look(); let x = i; look(); } })()");
  EXPECT_EQ(environments_at(0), "x: <uninitialised> | i: 0");
  EXPECT_EQ(environments_at(1), "x: 0 | i: 0");
  EXPECT_EQ(environments_at(2), "x: <uninitialised> | i: 1");
  EXPECT_EQ(environments_at(3), "x: 1 | i: 1");
}

TEST_P(ContextsTest, DeadZonesInSwitches) {
  run("(function (n) { switch (n) { case 0: let x = 1; case 1: look(); x = 2; look(); } })(0)");
  EXPECT_EQ(environments_at(0), "x: 1 | n: 0");
  EXPECT_EQ(environments_at(1), "x: 2 | n: 0");
  run("(function (n) { switch (n) { case 0: let x = 1; case 1: look(); } })(1)");
  EXPECT_EQ(environments_at(2), "x: <uninitialised> | n: 1");
}

TEST_P(ContextsTest, CapturedVariablesAreInEnvironments) {
  run("(function outer(p) { let own = 0; const f = () => { look(); return own + p; };"
      "  own = 7; f(); })(3)");
  EXPECT_EQ(environments_at(0), "p: 3, own: 7");
  const ExecutionContext& outer = looks_.at(0).at(2);
  EXPECT_NE(text(outer).find("p: 3, own: 7"), std::string::npos) << text(outer);
  // It is the same environment.
  ASSERT_FALSE(outer.environments.empty());
  const auto has_environment = [](const ContextEnvironment& one) { return one.environment != nullptr; };
  const auto inner = std::ranges::find_if(caller(0).environments, has_environment);
  const auto same = std::ranges::find_if(outer.environments, has_environment);
  ASSERT_NE(inner, caller(0).environments.end());
  ASSERT_NE(same, outer.environments.end());
  EXPECT_EQ(inner->environment, same->environment);
}

TEST_P(ContextsTest, ClosuresPerIterationHaveTheirOwn) {
  run("const all = []; for (let i = 0; i < 3; i++) all.push(() => { look(); return i; });"
      "for (const f of all) f()");
  for (std::size_t i = 0; i < 3; i++) EXPECT_EQ(environments_at(i), "i: " + std::to_string(i));
}

TEST_P(ContextsTest, VariableEnvironmentIsTheFunctions) {
  run("(function f() { var v = 1; { let b = 2; look(); } })()");
  const ExecutionContext& context = caller(0);
  const ContextEnvironment& variables = context.environments.at(context.variable_environment);
  EXPECT_EQ(text(variables), "v: 1");
  EXPECT_EQ(text(context.environments.front()), "b: 2");
  run("{ let c = 3; look(); }");
  EXPECT_EQ(caller(1).environments.at(caller(1).variable_environment).kind, ContextEnvironment::Kind::Global);
  EXPECT_EQ(caller(1).function, nullptr);
}

TEST_P(ContextsTest, SloppyEvalsDeclareInTheirFunction) {
  run("(function f(p) { eval('var added = p + 1; look()'); look(); })(1)");
  const ExecutionContext& eval = caller(0);
  EXPECT_EQ(eval.function, nullptr);
  const ContextEnvironment& variables = eval.environments.at(eval.variable_environment);
  ASSERT_NE(variables.object, nullptr);
  const auto added = vm::look_up_data_property(agent(), variables.object,
                                               vm::PropertyKey::atom(vm::intern(agent(), "added")));
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(vm::describe_value(agent(), *added), "2");
  EXPECT_EQ(caller(1).environments.at(caller(1).variable_environment).environment, variables.environment);
}

TEST_P(ContextsTest, WithIsAnObjectEnvironment) {
  run("(function (o) { with (o) { let x = 1; look(); } })({ answer: 42 })");
  const ContextEnvironment& with = caller(0).environments.at(1);
  EXPECT_EQ(with.kind, ContextEnvironment::Kind::Object);
  ASSERT_NE(with.object, nullptr);
  const auto answer =
      vm::look_up_data_property(agent(), with.object, vm::PropertyKey::atom(vm::intern(agent(), "answer")));
  EXPECT_EQ(vm::describe_value(agent(), *answer), "42");
}

TEST_P(ContextsTest, CatchAndClassScopes) {
  run("(function () { try { throw 5 } catch ({ constructor: c }) { look(); } })()");
  EXPECT_EQ(environments_at(0).find("c: function Number"), 0u) << environments_at(0);
  run("class A { #p = 1; #q() {} static s = look(); m() { look(); return this.#p; } } new A().m()");
  EXPECT_EQ(caller(1).private_names, (std::vector<std::string>{"#p", "#q"}));
  EXPECT_EQ(this_of(caller(1)).find("class A {"), 0u);
  EXPECT_EQ(this_of(caller(2)), "#<A>");
}

TEST_P(ContextsTest, ThisBindings) {
  run("look(); (function () { look(); })(); (function () { 'use strict'; look(); })();"
      "(function () { (() => { look(); return this; })(); }).call('text');"
      "(function () { (() => { look(); })(); })();");
  EXPECT_EQ(this_of(caller(0)), "#<Object>");
  EXPECT_EQ(this_of(caller(1)), "#<Object>");
  EXPECT_EQ(this_of(caller(2)), "undefined");
  EXPECT_NE(this_of(caller(3)), "unknown");
  EXPECT_EQ(this_of(caller(4)), "unknown");
  run("class A {} class B extends A { constructor() { look(); super(); look(); } } new B()");
  EXPECT_EQ(this_of(caller(5)), "uninitialised");
  EXPECT_EQ(this_of(caller(6)), "#<B>");
}

TEST_P(ContextsTest, BuiltinsAreContexts) {
  run("[1].map(function f() { look(); })");
  const auto& stack = looks_.at(0);
  ASSERT_EQ(stack.size(), 4u);  // look, f, map, the script
  EXPECT_EQ(stack[0].script_or_module, nullptr);
  EXPECT_TRUE(stack[0].environments.empty());
  EXPECT_EQ(vm::function_name_text(agent(), stack[2].function), "map");
  EXPECT_EQ(this_of(stack[2]), "[object Array]");
  EXPECT_NE(stack[3].script_or_module, nullptr);
  for (const ExecutionContext& context : stack) EXPECT_EQ(context.realm, &agent().realm());
}

TEST_P(ContextsTest, GeneratorsAndAsyncFunctions) {
  run("function* g(a) { let x = yield a; look(); } const it = g(1); it.next(); it.next(9)");
  EXPECT_EQ(environments_at(0), "a: 1, x: 9");
  run("(async function (a) { look(); })(4)");
  EXPECT_EQ(environments_at(1), "a: 4");
}

/// Looks at all contexts at each instruction.
class Onlooker final : public vm::InstructionObserver {
 public:
  void on_instruction(vm::Agent& agent, vm::Value) override {
    for (const ExecutionContext& context : vm::execution_context_stack(agent)) {
      contexts++;
      for (const ContextEnvironment& environment : context.environments) {
        for (const ContextBinding& binding : environment.bindings) {
          bindings++;
          // Every value is one, or this crashes.
          if (binding.value.is_cell()) kinds[static_cast<int>(vm::kind_of(binding.value.as_cell()))]++;
        }
      }
    }
  }

  std::uint64_t contexts = 0;
  std::uint64_t bindings = 0;
  std::map<int, int> kinds;
};

TEST_P(ContextsTest, CanBePutTogetherAtEachInstruction) {
  constexpr std::string_view k_program = R"(
    function outer(a, b = a + 1, ...rest) {
      let x = 1;
      const f = () => { x += b; return this; };
      for (const [k, { v = k }] of [[1, {}], [2, { v: 3 }]]) { let s = k + v; f(); x += s; }
      for (let i = 0, fs = []; i < 3; i++) { fs.push(() => i); switch (i) { case 1: let q = i; q++; } }
      label: try { try { throw { e: 1 } } finally { x++ } } catch ({ e }) { let e2 = e; x += e2; }
      with ({ x: 5 }) { eval('var dynamic = x; let inner = dynamic'); }
      class C { static #n = 0; #m = a; static { let z = C.#n++; } get m() { return this.#m; } }
      class D extends C { constructor() { const before = 1; super(); this.after = before; } }
      return x + new D().m + rest.length + arguments.length;
    }
    function* gen(n) { let i = 0; while (i < n) { const got = yield i; i += got ?? 1; } }
    async function later(p) { const v = await p; for await (const w of [v]) { let u = w; } using r = null; }
    later(1);
    let sum = 0;
    for (const v of gen(4)) sum += v;
    sum + outer.call({}, 1, undefined, 2, 3);
  )";
  const std::string expected = run("{" + std::string(k_program) + "}");
  EXPECT_EQ(expected.find("threw"), std::string::npos) << expected;
  Onlooker onlooker;
  interpreter::set_instruction_observer(agent(), &onlooker);
  EXPECT_EQ(run("{" + std::string(k_program) + "}"), expected);
  interpreter::set_instruction_observer(agent(), nullptr);
  EXPECT_GT(onlooker.contexts, 500u);
  EXPECT_GT(onlooker.bindings, 2000u);
}

}  // namespace orrery::engine
