// That who has read all events knows, at each of them, the stack, the bindings and the queues that the engine
// has.

#include <algorithm>
#include <bit>
#include <deque>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "engine/test_engine.h"
#include "inspect/state_dump.h"
#include "inspect/trace/fine_tracer.h"
#include "inspect/trace/fine_window.h"
#include "inspect/trace/looking.h"
#include "loop/event_loop.h"
#include "loop/loop_tracer.h"
#include "loop/test_timer_functions.h"
#include "vm/execution/execution_context.h"

namespace orrery::inspect {

namespace {

namespace events = trace::trace_events;

/// Puts the state together from events, and compares it with the engine's at each.
class Comparison final : public trace::TraceSink {
 public:
  Comparison(vm::Agent& agent, loop::EventLoop& loop) : agent_(agent), loop_(loop) {}
  void set_definitions(Definitions& definitions) { definitions_ = &definitions; }

  void on(const events::Function& event) override {
    // Where it is a callback it has words in the place of the name that it does not have.
    const bool has_name = event.name.text != "a promise's resolving function";
    functions_[event.function] = has_name ? event.name.text : "";
  }
  void on(const events::Enter& event) override {
    stack_.push_back({.function = event.function, .environments = {}});
    compare_stack();
  }
  void on(const events::Leave&) override {
    ASSERT_FALSE(stack_.empty());
    stack_.pop_back();
  }
  void on(const events::Statement&) override { compare(); }
  // Its value is told in the scope that it belongs to, while the next instruction may be in another.
  void on(const events::Evaluated&) override { compare_stack(); }
  void on(const events::EnvironmentEntered& event) override {
    ASSERT_FALSE(stack_.empty());
    environments_[event.environment].outer = event.outer;
    stack_.back().environments.push_back(event.environment);
  }
  void on(const events::EnvironmentLeft&) override {
    ASSERT_FALSE(stack_.empty());
    ASSERT_FALSE(stack_.back().environments.empty());
    stack_.back().environments.pop_back();
  }
  void on(const events::Binding& event) override {
    const std::string value = event.state == 1 ? "uninitialised" : text_of(event.value);
    environments_[event.environment].bindings[std::string(event.name.text)] = value;
  }

  void on(const events::BindingDeleted& event) override {
    environments_[event.environment].bindings.erase(std::string(event.name.text));
  }

  void on(const events::TaskQueued& event) override {
    tasks_[event.job] = {.source = event.source, .function = event.callback};
  }
  void on(const events::MicrotaskQueued& event) override {
    microtasks_.push_back({.number = event.job, .function = event.callback});
  }
  void on(const events::JobBegin& event) override {
    if (tasks_.erase(event.job) == 1) return;
    ASSERT_FALSE(microtasks_.empty());
    ASSERT_EQ(microtasks_.front().number, event.job);
    microtasks_.pop_front();
  }
  void on(const events::JobDropped& event) override {
    tasks_.erase(event.job);
    std::erase_if(microtasks_, [&](const Job& job) { return job.number == event.job; });
  }
  void on(const events::TimerSet& event) override { timers_[event.timer] = event.callback; }
  void on(const events::TimerDue& event) override { timers_.erase(event.timer); }
  void on(const events::TimerCleared& event) override { timers_.erase(event.timer); }

  std::uint64_t comparisons = 0;

 private:
  struct Frame {
    std::uint64_t function;
    std::vector<std::uint64_t> environments;
  };
  struct Job {
    std::uint64_t number;
    std::uint64_t function;
  };
  struct Task {
    std::uint64_t source;
    std::uint64_t function;
  };
  struct Environment {
    std::uint64_t outer = 0;
    std::map<std::string, std::string> bindings;
  };

  static std::string text_of(const events::Value& value) {
    std::string text = std::to_string(static_cast<int>(value.tag));
    switch (value.tag) {
      case events::ValueTag::Integer:
        return text + ":" + std::to_string(value.integer);
      case events::ValueTag::Double:
        return text + ":" + std::to_string(value.bits);
      case events::ValueTag::Object:
      case events::ValueTag::Function:
        return text + ":" + std::to_string(value.object);
      default:
        return text + ":" + std::string(value.text);
    }
  }
  /// The same of what the engine has.
  std::string text_of(vm::Value value) const {
    using Tag = events::ValueTag;
    const auto tag = [](Tag which) { return std::to_string(static_cast<int>(which)) + ":"; };
    if (value.is_empty()) return "uninitialised";
    if (value.is_undefined()) return tag(Tag::Undefined);
    if (value.is_null()) return tag(Tag::Null);
    if (value.is_boolean()) return tag(value.is_true() ? Tag::True : Tag::False);
    if (value.is_int32()) return tag(Tag::Integer) + std::to_string(value.as_int32());
    if (value.is_double())
      return tag(Tag::Double) + std::to_string(std::bit_cast<std::uint64_t>(value.as_double()));
    if (value.is_string()) return tag(Tag::String) + start_of(value.as_string(), 200);
    if (value.is_symbol()) return tag(Tag::Symbol) + start_of(value.as_symbol()->description(), 200);
    if (value.is_bigint()) return tag(Tag::BigInt) + digits_of(value.as_bigint());
    const bool is_function = value.as_object()->is_callable();
    return tag(is_function ? Tag::Function : Tag::Object) +
           std::to_string(definitions_->objects().find(value.as_object()));
  }

  /// The stack, and what waits, by the names of functions. Timers in no order: as to when they are due, none
  /// is told here.
  static std::string text_of(const StateDump& dump) {
    std::string text = "stack";
    for (const StateDump::Frame& frame : dump.stack) text += " " + frame.function;
    text += "; microtasks";
    for (const StateDump::Microtask& job : dump.microtasks) text += " " + job.function;
    for (std::size_t i = 0; i < dump.tasks.size(); ++i) {
      text += fmt::format("; {}", loop::name_of(static_cast<loop::TaskSource>(i)));
      for (const std::string& function : dump.tasks[i]) text += " " + function;
    }
    std::vector<std::string> timers;
    timers.reserve(dump.timers.size());
    for (const StateDump::Timer& timer : dump.timers) timers.push_back(timer.function);
    std::ranges::sort(timers);
    text += "; timers";
    for (const std::string& function : timers) text += " " + function;
    return text;
  }

  void compare_stack() {
    comparisons++;
    StateDump told;
    for (const Frame& frame : stack_) told.stack.push_back({.function = functions_[frame.function]});
    for (const Job& job : microtasks_)
      told.microtasks.push_back({.sort = "", .function = functions_[job.function]});
    for (const auto& [number, task] : tasks_) {
      for (std::size_t i = 0; i < told.tasks.size(); ++i) {
        if (loop::code_of(static_cast<loop::TaskSource>(i)) == task.source)
          told.tasks[i].push_back(functions_[task.function]);
      }
    }
    for (const auto& [timer, function] : timers_)
      told.timers.push_back({.id = timer, .due_ns = 0, .function = functions_[function]});
    ASSERT_EQ(text_of(told), text_of(dump_state(agent_, loop_)));
  }

  static std::string text_of(const std::map<std::string, std::string>& bindings) {
    std::string text;
    for (const auto& [name, value] : bindings) text += fmt::format("{} {}; ", name, value);
    return text;
  }

  void add_variables_of_evals(const vm::Object* object, std::map<std::string, std::string>& bindings) const {
    if (object == nullptr) return;
    for (const SeenProperty& variable : look_at(object, 100).items)
      bindings[start_of(variable.key.as_string(), 100)] = text_of(variable.value);
  }

  void compare() {
    compare_stack();
    const vm::FrameIterator frame(agent_);
    const vm::ExecutionContext context = vm::execution_context(frame);
    bool is_own = true;
    std::uint64_t number = stack_.back().environments.empty() ? 0 : stack_.back().environments.back();
    for (const vm::ContextEnvironment& real : context.environments) {
      if (real.kind == vm::ContextEnvironment::Kind::Global) return;
      ASSERT_NE(number, 0u);
      // Loops' heads have one for each turn, and none between them; what is about to be made is not there
      // yet.
      const bool is_moment = real.environment == nullptr &&
                             std::ranges::none_of(real.bindings, &vm::ContextBinding::is_initialized);
      const Environment& told = environments_[number];
      std::map<std::string, std::string> bindings;
      for (const vm::ContextBinding& binding : real.bindings) {
        if (binding.is_initialized() || binding.is_lexical) bindings[binding.name] = text_of(binding.value);
      }
      if (is_moment && told.bindings != bindings) continue;
      if (real.kind != vm::ContextEnvironment::Kind::Object) add_variables_of_evals(real.object, bindings);
      // Of functions around the running one the engine knows no more than what is mentioned in it.
      const bool is_same =
          is_own ? told.bindings == bindings : std::ranges::includes(told.bindings, bindings);
      EXPECT_TRUE(is_same) << text_of(told.bindings) << " is not " << text_of(bindings);
      if (real.kind == vm::ContextEnvironment::Kind::Function) is_own = false;
      number = told.outer;
    }
  }

  vm::Agent& agent_;
  loop::EventLoop& loop_;
  Definitions* definitions_ = nullptr;
  std::map<std::uint64_t, Task> tasks_;
  std::deque<Job> microtasks_;
  std::map<std::uint64_t, std::uint64_t> timers_;  // their functions
  std::map<std::uint64_t, std::string> functions_;
  std::map<std::uint64_t, Environment> environments_;
  std::vector<Frame> stack_;
};

/// Time passes only while the loop waits.
class StandingTime final : public loop::AsynchronousDoor {
 public:
  std::uint64_t monotonic_ns() override { return now_; }
  void wait_until(std::uint64_t deadline_ns) override { now_ = deadline_ns; }
  void begin_operation(loop::OperationId, std::unique_ptr<loop::Operation>) override {}
  std::optional<loop::CompletedOperation> take_completion() override { return std::nullopt; }
  void cancel_operation(loop::OperationId) override {}

 private:
  std::uint64_t now_ = 1000;
};

class FineStateFixture : public engine::EngineTest, public loop::EventLoopClient {
 protected:
  FineStateFixture() : loop_(std::make_unique<loop::EventLoop>(agent(), time_, *this)) {
    loop::add_test_timer_functions(agent(), agent().realm());
  }
  void report_exception(vm::Value) override {}
  void report_unhandled_rejection(vm::Promise*) override {}

  void compare(std::string_view program) {
    const bool had_failed = HasFailure();
    Comparison comparison(agent(), *loop_);
    Definitions definitions(agent(), comparison);
    comparison.set_definitions(definitions);
    FineTracer tracer(agent(), definitions, comparison);
    FineWindow window(tracer, comparison, {});
    {
      loop::LoopTracer loop_tracer(*loop_, window, definitions);
      const std::string result = run(program);
      EXPECT_EQ(result.find("threw SyntaxError"), std::string::npos) << result;
      loop_->clean_up_after_running_script();
      loop_->run();
    }
    tracer.end();
    EXPECT_EQ(HasFailure(), had_failed) << program;
    EXPECT_GT(comparison.comparisons, 5u);
  }

 private:
  StandingTime time_;
  std::unique_ptr<loop::EventLoop> loop_;
};

}  // namespace

ORRERY_ENGINE_TEST(FineStateTest, FineStateFixture);

TEST_P(FineStateTest, Calls) {
  compare("function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) } fib(5)");
  compare("[3, 1, 2].sort((a, b) => a - b).map(function (x) { const y = x * 2; return y })");
  compare(
      "'use strict'; function even(n) { return n === 0 ? true : odd(n - 1) }"
      "function odd(n) { return n === 0 ? false : even(n - 1) } even(6)");
}

TEST_P(FineStateTest, Scopes) {
  compare("(function (a) { let x = 1; { const y = x + a; { let z = y; z++ } } var v = x; return v })(2)");
  compare("(function () { let s = 0; for (let i = 0; i < 3; i++) { let d = i * 2; s += d } return s })()");
  compare(
      "(function () { const all = []; for (let i = 0; i < 3; i++) all.push(() => i);"
      "return all.map(f => f()) })()");
  compare(
      "(function () { for (const x of [1, 2]) { const y = x; } for (const k in { a: 1, b: 2 }) k;"
      "for (const { p, q = p } of [{ p: 1 }, { p: 2, q: 3 }]) { (() => p + q)() } })()");
  compare("(function (n) { switch (n) { case 0: let x = 1; case 1: x = 2; { let x = 5; } } return n })(0)");
}

TEST_P(FineStateTest, Closures) {
  compare(
      "function counter(start) { let n = start; return { up() { n += 1; return n }, down: () => --n } }"
      "const c = counter(5); c.up(); c.up(); c.down()");
  compare(
      "(function (a, b = a + 1, ...rest) { const f = () => a + b + rest.length; a = 10; return f() })(1)");
  compare("(function f(a) { arguments[0] = 7; return a + arguments.length })(1, 2)");
}

TEST_P(FineStateTest, Exceptions) {
  compare(
      "function g() { throw new Error('x') } function f() { try { g() } catch ({ message }) {"
      "const m = message; return m } finally { let z = 1; z } } f()");
  compare(
      "(function () { label: for (const x of [1, 2, 3]) { try { if (x === 2) break label; null.x }"
      "catch (e) { let t = typeof e; continue } } })()");
}

TEST_P(FineStateTest, Classes) {
  compare(
      "class A { #p = 1; static s = 2; constructor(q) { this.q = q } get p() { return this.#p } }"
      "class B extends A { constructor() { const before = 1; super(before); this.r = before } }"
      "const b = new B(); b.p + b.q + b.r + A.s");
}

TEST_P(FineStateTest, GeneratorsAndAsyncFunctions) {
  compare(
      "function* gen(n) { let i = 0; while (i < n) { const got = yield i; i += got ?? 1 } return i }"
      "let sum = 0; for (const v of gen(3)) sum += v; sum");
  compare(
      "async function f(p) { let a = await p; const b = await g(a); return a + b }"
      "async function g(x) { let y = x * 2; await null; return y } f(Promise.resolve(4))");
  compare(
      "async function f() { try { await Promise.reject(new Error('no')) } catch (e) { let m = e.message;"
      "return m } } f().then(v => { const w = v; return w })");
  compare(
      "async function* many() { for (let i = 0; i < 2; i++) { let t = i; yield t } }"
      "(async () => { for await (const v of many()) { let w = v } })()");
}

TEST_P(FineStateTest, TasksAndTimers) {
  compare(
      "setTimeout(function late() { const t = 1; Promise.resolve(t).then(function after(v) { v + 1 }) }, 5);"
      "setTimeout(() => { queueMicrotask(() => { let m = 2; m++ }) }, 0);"
      "const id = setInterval(function tick() { if (++count === 3) clearInterval(id) }, 2);"
      "var count = 0; Promise.resolve().then(() => { setTimeout(() => count, 1) })");
  compare(
      "async function wait(ms) { await new Promise(done => setTimeout(done, ms)); return ms }"
      "(async () => { for (const ms of [3, 1]) { const w = await wait(ms); w } })();"
      "Promise.all([wait(2), wait(4)]).then(([a, b]) => a + b); clearTimeout(setTimeout(wait, 9))");
}

TEST_P(FineStateTest, Others) {
  compare(
      "(function (o) { with (o) { let x = answer; x++ } eval('var made = 1; let own = made'); return made })"
      "({ answer: 42 })");
  compare(
      "function f(x) { eval('var made = x; function g(y) { return y + made } var x'); made = g(made);"
      "  { eval('var inner = made; { function hoisted() { return inner } } inner++; hoisted()') }"
      "  const gone = eval('delete made'); return [gone, typeof made, () => inner, hoisted] }"
      "f(1); f('two')[2]();"
      "(function (a = eval('var among = 1; among')) { return eval('var behind = 2; a + behind') })();"
      "(function () { 'use strict'; eval('var apart = 1; apart++'); return typeof apart })();"
      "(0, eval)('var everywhere = 1; let hidden = 2; function all() { return everywhere + hidden } all()');"
      "everywhere = all(); everywhere");
  compare(
      "(function () { let { a, ...r } = { a: 1, b: 2 }; [a, , r.b = 5] = [3, 4]; return `${a}${r.b}` })()");
}

}  // namespace orrery::inspect
