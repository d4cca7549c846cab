#include "inspect/trace/fine_tracer.h"

#include <algorithm>

#include "engine/test_engine.h"
#include "inspect/trace/fine_text.h"
#include "vm/promises/job.h"

namespace orrery::inspect {

namespace {

class FineTracerFixture : public engine::EngineTest {
 protected:
  FineTracerFixture() : jobs_(agent().heap()) {
    agent().hooks().host = &jobs_;
    agent().hooks().enqueue_job = [](vm::Agent& owner, vm::Job* job, vm::Promise*) {
      static_cast<gc::RootVector<vm::Job>*>(owner.hooks().host)->items().push_back(job);
    };
  }

  /// What is told while the text and the jobs that it leaves run.
  std::string trace(std::string_view program, const FineText::Options& options = {},
                    const FineOptions& fine = {}) {
    FineText text(options);
    Definitions definitions(agent(), text);
    FineTracer tracer(agent(), definitions, text, fine);
    tracer.begin();
    result_ = run(program);
    tracer.settle();
    // NOLINTNEXTLINE(modernize-loop-convert): they become more meanwhile
    for (std::size_t i = 0; i < jobs_.items().size(); ++i) {
      (void)jobs_.items()[i]->run(agent());
      tracer.settle();
    }
    jobs_.items().clear();
    tracer.end();
    return text.take();
  }
  /// Without environments.
  std::string steps(std::string_view program) { return trace(program, {.environments = false}); }

  std::string result_;

 private:
  gc::RootVector<vm::Job> jobs_;
};

}  // namespace

ORRERY_ENGINE_TEST(FineTracerTest, FineTracerFixture);

TEST_P(FineTracerTest, CallsAndValuesInTheOrderOfEvaluation) {
  EXPECT_EQ(steps("function f(n) { return n < 2 ? 1 : n * f(n - 1) } f(2) + 1;"), R"(> run ()
  | f(2) + 1;
  f = ƒf
  > f(2)
    | return n < 2 ? 1 : n * f(n - 1)
    n = 2
    n < 2 = false
    n = 2
    f = ƒf
    n = 2
    n - 1 = 1
    > f(1)
      | return n < 2 ? 1 : n * f(n - 1)
      n = 1
      n < 2 = true
      n < 2 ? 1 : n * f(n - 1) = 1
    < 1
    f(n - 1) = 1
    n * f(n - 1) = 2
    n < 2 ? 1 : n * f(n - 1) = 2
  < 2
  f(2) = 2
  f(2) + 1 = 3
< 3
)");
}

TEST_P(FineTracerTest, BuiltinsAndWhatTheyCall) {
  EXPECT_EQ(steps("[3].map(x => x + 1).push(7)"), R"(> run ()
  | [3].map(x => x + 1).push(7)
  [3] = #1
  [3].map = ƒmap
  x => x + 1 = ƒ
  > map(ƒ) of #1
    > (3, 0, #1)
      | x + 1
      x = 3
      x + 1 = 4
    < 4
  < #4
  [3].map(x => x + 1) = #4
  [3].map(x => x + 1).push = ƒpush
  > push(7) of #4
  < 2
  [3].map(x => x + 1).push(7) = 2
< 2
)");
}

TEST_P(FineTracerTest, EnvironmentsOfLoops) {
  EXPECT_EQ(
      trace("(function () { for (let i = 0; i < 1; i++) { const f = () => i } })()", {.expressions = false}),
      R"(> run ()
  env 1 in 0
  > ()
    env 2 in 1
    env 3 in 2
    env 3: i uninitialised
    env 3: i = 0
    env left
    env 4 in 2
    env 4: i = 0
    env 5 in 4
    env 5: f uninitialised
    env 5: f = ƒf
    env left
    env left
    env 6 in 2
    env 6: i = 0
    env 6: i := 1
    env left
  < undefined
< undefined
)");
}

TEST_P(FineTracerTest, ConditionsThatAreOneInstructionWithTheirJump) {
  EXPECT_EQ(steps("(function (a, b) { if (!(a && b)) return 1; while (a || !b) { a = 0 } })(1, 'x')"),
            R"(> run ()
  | (function (a, b) { if (!(a && b)) return 1; while (a || !b) { a = 0 } })(1, 'x')
  function (a, b) { if (!(a && b)) return 1; while (a || !b) { a = 0 } } = ƒ
  > (1, "x")
    | if (!(a && b))
    a = 1
    b = "x"
    a && b = "x"
    !(a && b) = false
    | while (a || !b)
    a = 1
    a || !b = 1
    | a = 0
    a = 0 = 0
    | while (a || !b)
    a = 0
    b = "x"
    !b = false
    a || !b = false
  < undefined
  (function (a, b) { if (!(a && b)) return 1; while (a || !b) { a = 0 } })(1, 'x') = undefined
< undefined
)");
}

TEST_P(FineTracerTest, Exceptions) {
  EXPECT_EQ(steps("function f() { try { [1].map(() => { throw 'a' }) } finally { 2 } }"
                  "try { f() } catch (e) { e } try { null.x } catch { }"),
            R"(> run ()
  | f()
  f = ƒf
  > f()
    | [1].map(() => { throw 'a' })
    [1] = #2
    [1].map = ƒmap
    () => { throw 'a' } = ƒ
    > map(ƒ) of #2
      > (1, 0, #2)
        | throw 'a'
        ! thrown "a"
      < throws "a"
    < throws "a"
    | 2
  < throws "a"
  ! caught "a"
  | e
  e = "a"
  | null.x
  ! thrown #5
  ! caught #5
< undefined
)");
}

TEST_P(FineTracerTest, AsyncFunctionsGoOn) {
  EXPECT_EQ(steps("async function f(p) { const a = await p; return a + 1 } f(4).then(v => v)"), R"(> run ()
  | f(4).then(v => v)
  f = ƒf
  > f(4) activation 1
    promise 1 parent 0 activation 1
    | const a = await p;
    p = 4
  < awaits 4
  f(4) = #2
  f(4).then = ƒthen
  v => v = ƒ
  > then(ƒ) of #2
    promise 2 parent 1 activation 0
  < #5
  f(4).then(v => v) = #5
< #5
> resume f() activation 1
  await p = 4
  | return a + 1
  a = 4
  a + 1 = 5
< 5
> (5)
  | v
  v = 5
< 5
)");
}

TEST_P(FineTracerTest, GeneratorsGoOn) {
  EXPECT_EQ(steps("function* g() { const got = yield 1; return got } const it = g(); it.next(); it.next(7)"),
            R"(> run ()
  | const it = g();
  g = ƒg
  > g() activation 1
  < #2
  g() = #2
  | it.next();
  it = #2
  it.next = ƒnext
  > next() of #2
    > resume g() activation 1
      | const got = yield 1;
    < yields 1
  < #4
  it.next() = #4
  | it.next(7)
  it = #2
  it.next = ƒnext
  > next(7) of #2
    > resume g() activation 1
      yield 1 = 7
      | return got
      got = 7
    < 7
  < #5
  it.next(7) = #5
< #5
)");
}

TEST_P(FineTracerTest, ConstructorsFieldsAndGetters) {
  EXPECT_EQ(steps("class A { #p = 1; constructor(q) { this.q = q } get p() { return this.#p } }"
                  "class B extends A { constructor() { super(5); this.r = this.p } } new B()"),
            R"(> run ()
  | class A { #p = 1; constructor(q) { this.q = q } get p() { return this.#p } }
  | class B extends A { constructor() { super(5); this.r = this.p } }
  A = ƒA
  | new B()
  B = ƒB
  > new B()
    | super(5);
    > new A(5)
      > () of #3
        | #p = 1;
      < 1
      | this.q = q
      this = #3
      q = 5
      object 3 "q" := 5
      this.q = q = 5
    < #3
    super(5) = #3
    | this.r = this.p
    this = #3
    this = #3
    > get p() of #3
      | return this.#p
      this = #3
      this.#p = 1
    < 1
    this.p = 1
    object 3 "r" := 1
    this.r = this.p = 1
  < #3
  new B() = #3
< #3
)");
}

TEST_P(FineTracerTest, ObjectsAreShownAgainWhenTheyHaveChanged) {
  EXPECT_EQ(
      trace("const o = { a: 1, b: [2] }; o.a = 5; o.b.push(3); delete o.a; const m = new Map; m.set(o, 'x')",
            {.objects = true, .environments = false, .expressions = false}),
      R"(> run ()
  object 1 Array [2] 0:2
  object 2 Object {a: 1, b: Array(1)} "a":1 "b":#1
  object 2 "a" := 5
  object 3 Function ƒ push()
  > push(3) of #1
    object 1 Array [2, 3] 0:2 1:3
  < 2
  object 2 delete "a"
  object 4 Function ƒ Map()
  > new Map()
    object 5 Map Map(0) {}
  < #5
  object 6 Function ƒ set()
  > set(#2, "x") of #5
    object 5 Map Map(1) {{…} => "x"} #2:"x"
  < #5
< #5
)");
}

TEST_P(FineTracerTest, OldValueOfAnUpdate) {
  EXPECT_EQ(trace("(function (i, s) { i++; s++; ++i; return i-- })(1, '7')", {.environments = true}),
            R"(> run ()
  env 1 in 0
  | (function (i, s) { i++; s++; ++i; return i-- })(1, '7')
  function (i, s) { i++; s++; ++i; return i-- } = ƒ
  > (1, "7")
    env 2 in 1
    env 2: i = 1
    env 2: s = "7"
    | i++;
    i = 1
    env 2: i := 2
    i++ = 1
    | s++;
    s = "7"
    env 2: s := 8
    | ++i;
    i = 2
    env 2: i := 3
    ++i = 3
    | return i--
    i = 3
    env 2: i := 2
    i-- = 3
  < 3
  (function (i, s) { i++; s++; ++i; return i-- })(1, '7') = 3
< 3
)");
}

TEST_P(FineTracerTest, NamesFoundAtRunTime) {
  EXPECT_EQ(trace("(function (o) { with (o) { x = 2; y = 3 } })({ x: 1 })"), R"(> run ()
  env 1 in 0
  | (function (o) { with (o) { x = 2; y = 3 } })({ x: 1 })
  function (o) { with (o) { x = 2; y = 3 } } = ƒ
  { x: 1 } = #2
  > (#2)
    env 2 in 1
    env 2: o = #2
    | with (o)
    o = #2
    env 3 in 2
    | x = 2;
    x = 2 = 2
    | y = 3
    env 1: y := 3
    y = 3 = 3
    env left
  < undefined
  (function (o) { with (o) { x = 2; y = 3 } })({ x: 1 }) = undefined
< undefined
)");
}

TEST_P(FineTracerTest, EndsWhereItIsCut) {
  const std::string text = trace("for (let i = 0; i < 1000; i++) { i }", {}, {.max_events = 20});
  EXPECT_EQ(std::ranges::count(text, '\n'), 20);
  EXPECT_EQ(result_, "999");
}

TEST_P(FineTracerTest, AllocatesNothing) {
  constexpr std::string_view k_program =
      "{ let text = ''; class A { get x() { return 1 } } for (let i = 0; i < 50; i++) text += i;"
      "const o = { a: [1, 2], m: new Map([[1, text]]) }; new A().x; JSON.stringify(o);"
      "try { null.x } catch (e) { e.message } }";
  // What is made when it is first needed, and once more when that has changed a prototype.
  for (int i = 0; i < 2; i++) (void)run(k_program);
  const auto allocated = [this] { return agent().heap().statistics().bytes_allocated; };
  const std::uint64_t before = allocated();
  (void)run(k_program);
  const std::uint64_t plain = allocated() - before;
  FineText text;
  Definitions definitions(agent(), text);
  FineTracer tracer(agent(), definitions, text);
  tracer.begin();
  const std::uint64_t traced_before = allocated();
  (void)run(k_program);
  EXPECT_EQ(allocated() - traced_before, plain);
  tracer.end();
}

TEST_P(FineTracerTest, WhatEvalsDeclare) {
  EXPECT_EQ(trace("(function (x) { eval('var x, made = 1; function f() {}'); made++; return eval('delete "
                  "made') })(5)",
                  {.expressions = false}),
            R"(> run ()
  env 1 in 0
  > (5)
    env 2 in 1
    env 2: arguments = #2
    env 2: x = 5
    > eval ()
      env 3 in 2
      env 2: made = undefined
      env 2: f = ƒf
      env 2: made := 1
    < undefined
    env 2: made := 2
    > eval ()
      env 4 in 2
      env 2: delete made
    < true
  < true
< true
)");
  EXPECT_EQ(trace("(0, eval)('var made = 1'); made = 2", {.expressions = false}), R"(> run ()
  env 1 in 0
  > eval("var made = 1")
    > eval ()
      env 2 in 1
      env 1: made = undefined
      env 1: made := 1
    < undefined
  < undefined
  env 1: made := 2
< 2
)");
}

}  // namespace orrery::inspect
