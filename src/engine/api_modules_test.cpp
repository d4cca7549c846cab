// Modules, with a loader that answers at once or later.

#include <map>
#include <string>
#include <vector>

#include "engine/api_test_agent.h"

namespace orrery {

namespace {

/// Finds modules by their specifiers.
class TestLoader final : public ModuleLoader {
 public:
  std::map<std::string, std::string, std::less<>> sources;
  /// "referrer -> specifier" of each request.
  std::vector<std::string> log;
  /// Answers by answer_all() alone.
  bool is_lazy = false;
  std::vector<ModuleRequest> waiting;
  std::function<void(const ModuleRequest&)> before_answer;
  Result<void> meta_result;

  void load(const ModuleRequest& request) override {
    log.push_back(request.referrer() + " -> " + request.specifier());
    if (is_lazy) return waiting.push_back(request);
    answer(request);
  }
  bool supports_attribute(std::string_view key) override { return key == "type"; }
  Result<void> fill_import_meta(const Module& module, const Value& import_meta) override {
    if (!meta_result) return meta_result;
    const Result<Value> url = main_realm->string("test:" + module.name());
    return import_meta.set("url", *url);
  }

  void answer(const ModuleRequest& request) {
    if (before_answer) before_answer(request);
    const Result<void> answered = try_answer(request);
    if (!answered) log.push_back("failed: " + answered.error().message);
  }
  /// The last first.
  void answer_all() {
    while (!waiting.empty()) {
      const ModuleRequest request = waiting.back();
      waiting.pop_back();
      answer(request);
    }
  }

  const Realm* main_realm = nullptr;

 private:
  Result<void> try_answer(const ModuleRequest& request) {
    const std::string& name = request.specifier();
    if (const auto known = modules_.find(name); known != modules_.end()) return request.finish(known->second);
    const auto source = sources.find(name);
    if (source == sources.end()) return request.fail(Error::type_error("There is no " + name).error());
    const Result<Module> module = make(request, source->second);
    if (!module) return request.fail(module.error());
    modules_.emplace(name, *module);
    return request.finish(*module);
  }

  static Result<Module> make(const ModuleRequest& request, const std::string& source) {
    if (request.attributes().empty()) return request.realm().compile_module(source, request.specifier());
    const Result<Value> text = request.realm().string(source);
    if (!text) return std::unexpected(text.error());
    const std::string type = request.attributes()[0].key + "=" + request.attributes()[0].value;
    const ModuleExport exports[] = {{"default", *text}, {"type", *request.realm().string(type)}};
    return request.realm().make_module(request.specifier(), exports);
  }

  std::map<std::string, Module> modules_;
};

class ApiModules : public ApiTest {
 protected:
  ApiModules() : ApiTest({.modules = &loader_}) { loader_.main_realm = &realm(); }
  TestLoader& loader() { return loader_; }

  Module compile(std::string_view source) {
    const Result<Module> module = realm().compile_module(source, "main");
    EXPECT_TRUE(module.has_value()) << module.error().stack;
    return *module;
  }
  /// The state and result of a promise when there are no more jobs.
  std::string settle(const Result<Value>& promise) {
    if (!promise) return "THROWN: " + promise.error().message;
    EXPECT_TRUE(agent().run_jobs());
    switch (*promise->promise_state()) {
      case Value::PromiseState::Pending:
        return "pending";
      case Value::PromiseState::Fulfilled:
        return "fulfilled: " + promise->promise_result().describe();
      case Value::PromiseState::Rejected:
        return "rejected: " + *promise->promise_result().to_string();
    }
    return "?";
  }

 private:
  TestLoader loader_;
};
ORRERY_API_TEST(ApiModules);

TEST_P(ApiModules, AreLoadedLinkedAndEvaluated) {
  loader().sources["a"] = "import { b } from 'b'; export const a = () => b + 1; log('a')";
  loader().sources["b"] = "import { a } from 'a'; export const b = 41; export { a }; log('b')";
  std::string order;
  ASSERT_TRUE(realm().define_function("log", 1, [&](Call& call) -> Result<Value> {
    order += *call.argument(0).to_string();
    return Value();
  }));
  const Module main = compile("import { a } from 'a'; log('main'); export default a(); export * from 'b'");
  EXPECT_EQ(main.name(), "main");
  EXPECT_EQ(settle(main.load()), "fulfilled: undefined");
  ASSERT_TRUE(main.link());
  EXPECT_EQ(order, "");
  const Result<Value> evaluated = main.evaluate();
  EXPECT_EQ(settle(evaluated), "fulfilled: undefined");
  EXPECT_TRUE(main.evaluate()->is_same(*evaluated));
  EXPECT_EQ(order, "bamain");
  const Value names = *main.namespace_object();
  EXPECT_EQ(names.get("default")->as_number(), 42);
  EXPECT_EQ(names.get("b")->as_number(), 41);
  EXPECT_EQ(*names.keys(), (std::vector<std::string>{"a", "b", "default"}));
  EXPECT_EQ(loader().log, (std::vector<std::string>{"main -> a", "a -> b", "b -> a", "main -> b"}));
}

TEST_P(ApiModules, AreAnsweredLater) {
  loader().is_lazy = true;
  loader().sources["a"] = "import 'c'; export const a = 1";
  loader().sources["b"] = "export const b = 2";
  loader().sources["c"] = "export const c = 3";
  const Module main = compile("import { a } from 'a'; import { b } from 'b'; export const sum = a + b");
  const Result<Value> loaded = main.load();
  EXPECT_EQ(settle(loaded), "pending");
  EXPECT_EQ(loader().waiting.size(), 2u);
  EXPECT_EQ(main.link().error().message, "The module is not loaded yet");
  agent().collect_garbage();
  loader().answer_all();
  EXPECT_EQ(settle(loaded), "fulfilled: undefined");
  ASSERT_TRUE(main.link());
  EXPECT_EQ(settle(main.evaluate()), "fulfilled: undefined");
  EXPECT_EQ(main.namespace_object()->get("sum")->as_number(), 3);
}

TEST_P(ApiModules, AreNotFound) {
  EXPECT_EQ(settle(compile("import 'nothing'").load()), "rejected: TypeError: There is no nothing");
  loader().sources["bad"] = "1 +";
  EXPECT_EQ(settle(compile("import 'bad'").load()),
            "rejected: SyntaxError: Unexpected end of the text, expected an expression");
  EXPECT_EQ(run("var log = []; import('nothing').catch(error => log.push(String(error))); log.length"), "0");
  ASSERT_TRUE(agent().run_jobs());
  EXPECT_EQ(run("log[0]"), "TypeError: There is no nothing");
  EXPECT_FALSE(realm().compile_module("2 +", "bad").has_value());
}

TEST_P(ApiModules, LinkErrors) {
  loader().sources["a"] = "export const a = 1";
  const Module main = compile("import { b } from 'a'");
  EXPECT_EQ(settle(main.load()), "fulfilled: undefined");
  const Result<void> linked = main.link();
  ASSERT_FALSE(linked.has_value());
  EXPECT_EQ(linked.error().message, "The requested module 'a' does not provide an export named 'b'");
  EXPECT_EQ(linked.error().thrown->get("name")->as_string(), "SyntaxError");
  EXPECT_EQ(main.evaluate().error().message, "The module is not linked yet");
  EXPECT_EQ(main.namespace_object().error().message, "The module is not linked yet");
}

TEST_P(ApiModules, ErrorsOfEvaluation) {
  const Module main = compile("export const a = b; throw new RangeError('mine'); const b = 1");
  ASSERT_TRUE(main.load());
  ASSERT_TRUE(main.link());
  EXPECT_EQ(main.namespace_object()->get("a").error().message, "Cannot access 'a' before initialization");
  EXPECT_EQ(settle(main.evaluate()), "rejected: ReferenceError: Cannot access 'b' before initialization");
}

TEST_P(ApiModules, TopLevelAwait) {
  loader().sources["slow"] = "export let value = 1; value = await promise";
  const Deferred deferred = realm().deferred();
  ASSERT_TRUE(realm().global().set("promise", deferred.promise()));
  const Module main = compile("import { value } from 'slow'; export const twice = value * 2");
  EXPECT_EQ(settle(main.load()), "fulfilled: undefined");
  ASSERT_TRUE(main.link());
  const Result<Value> evaluated = main.evaluate();
  EXPECT_EQ(settle(evaluated), "pending");
  ASSERT_TRUE(deferred.resolve(21));
  EXPECT_EQ(settle(evaluated), "fulfilled: undefined");
  EXPECT_EQ(main.namespace_object()->get("twice")->as_number(), 42);
}

TEST_P(ApiModules, DynamicImport) {
  loader().sources["a"] =
      "export let count = 0; export const next = () => ++count; export default import('b')";
  loader().sources["b"] = "export const b = 'b'";
  run("var log = []; (async () => { const a = await import('a'); a.next(); a.next();"
      "log.push(a.count, a === await import('a'), (await a.default).b) })()");
  ASSERT_TRUE(agent().run_jobs());
  EXPECT_EQ(run("log.join()"), "2,true,b");
  EXPECT_EQ(loader().log, (std::vector<std::string>{"test.js -> a", "a -> b", "test.js -> a"}));
  // From where no script is known.
  EXPECT_EQ(settle(realm().import_module("b")).substr(0, 10), "fulfilled:");
  EXPECT_EQ(loader().log.back(), " -> b");
  const Value names = realm().import_module("a", "host")->promise_result();
  EXPECT_EQ(loader().log.back(), "host -> a");
  const Result<Value> promise = realm().import_module("a", "host");
  EXPECT_EQ(settle(promise).substr(0, 10), "fulfilled:");
  EXPECT_EQ(promise->promise_result().get("count")->as_number(), 2);
  EXPECT_TRUE(names.is_undefined());  // it was asked too early
}

TEST_P(ApiModules, ImportMeta) {
  loader().sources["a"] = "export const meta = import.meta; export const url = import.meta.url";
  const Result<Value> promise = realm().import_module("a");
  settle(promise);
  EXPECT_EQ(promise->promise_result().get("url")->as_string(), "test:a");
  EXPECT_EQ(promise->promise_result().get("meta")->get("url")->as_string(), "test:a");
  loader().sources["b"] = "import.meta";
  loader().meta_result = Error::range_error("no meta");
  EXPECT_EQ(settle(realm().import_module("b")), "rejected: RangeError: no meta");
}

TEST_P(ApiModules, AttributesAndModulesOfValues) {
  loader().sources["a"] = "text of a";
  const Module main =
      compile("import a, { type } from 'a' with { type: 'text' }; export const all = a + type");
  EXPECT_EQ(settle(main.load()), "fulfilled: undefined");
  ASSERT_TRUE(main.link());
  settle(main.evaluate());
  EXPECT_EQ(main.namespace_object()->get("all")->as_string(), "text of atype=text");
  EXPECT_EQ(settle(compile("import 'a' with { size: 'large' }").load()),
            "rejected: SyntaxError: Import attribute \"size\" with value \"large\" is not supported");

  const ModuleExport exports[] = {{"x", 1}, {"y", realm().object()}};
  const Module values = *realm().make_module("values", exports);
  EXPECT_EQ(values.name(), "values");
  EXPECT_EQ(settle(values.load()), "fulfilled: undefined");
  EXPECT_TRUE(values.link());
  EXPECT_EQ(settle(values.evaluate()), "fulfilled: undefined");
  EXPECT_EQ(values.namespace_object()->get("x")->as_number(), 1);
  const ModuleExport twice[] = {{"x", 1}, {"x", 2}};
  EXPECT_EQ(realm().make_module("twice", twice).error().message, "The module has two exports 'x'");
}

TEST_P(ApiModules, RequestsKnowTheirRealm) {
  loader().sources["a"] = "export const array = []";
  const Realm other = agent().make_realm();
  const Result<Value> promise = other.import_module("a");
  settle(promise);
  const Value array = *promise->promise_result().get("array");
  EXPECT_TRUE(array.get("constructor")->is_same(*other.evaluate("Array")));
}

TEST_P(ApiModules, RequestsOfAShadowRealmAreItsOwn) {
  loader().sources["a"] = "export const make = () => Array; export const own = x => x === Array";
  EXPECT_EQ(settle(realm().evaluate("new ShadowRealm().importValue('a', 'own').then(own => own(Array))")),
            "fulfilled: false");
}

TEST_P(ApiModules, AreAnsweredOnce) {
  loader().is_lazy = true;
  loader().sources["a"] = "";
  const Result<Value> promise = realm().import_module("a");
  ASSERT_EQ(loader().waiting.size(), 1u);
  const ModuleRequest request = loader().waiting[0];
  const ModuleRequest copy = loader().waiting[0];
  EXPECT_TRUE(request.finish(compile("export const it = 1")));
  const char* const answered = "The import was answered before, or its agent is gone";
  EXPECT_EQ(copy.finish(compile("")).error().message, answered);
  EXPECT_EQ(request.fail(Error::type_error("late").error()).error().message, answered);
  settle(promise);
  EXPECT_EQ(promise->promise_result().get("it")->as_number(), 1);
}

TEST_P(ApiModules, AreEvaluatedByNobodyInAScript) {
  const Module main = compile("");
  ASSERT_TRUE(main.load());
  ASSERT_TRUE(main.link());
  ASSERT_TRUE(realm().define_function("evaluate", 0, [&](Call&) { return main.evaluate(); }));
  EXPECT_EQ(run("evaluate()"), "THROWN: A module cannot be evaluated while a script runs");
  EXPECT_EQ(settle(main.evaluate()), "fulfilled: undefined");
}

// A script that a loader runs is ended; so is what imports.
TEST_P(ApiModules, TerminationsPassLoaders) {
  loader().before_answer = [this](const ModuleRequest& request) {
    EXPECT_EQ(request.specifier(), "a");  // and nobody asks for b
    agent().request_interrupt();
    EXPECT_FALSE(realm().evaluate("for (;;);").has_value());
    EXPECT_EQ(realm().evaluate("ran = true").error().termination, Termination::Interrupted);
  };
  loader().sources["a"] = loader().sources["b"] = "";
  EXPECT_EQ(compile("import 'a'; import 'b'").load().error().termination, Termination::Interrupted);
  EXPECT_EQ(run("try { import('a').catch(() => {}); ran = true } finally { ran = true }"),
            "TERMINATED: the script was interrupted");
  EXPECT_EQ(run("typeof ran"), "undefined");
  EXPECT_EQ(agent().run_jobs(), 0u);
}

TEST_P(ApiModules, TerminationsPassEvaluation) {
  const Module main = compile("try { for (;;); } finally { ran = true }");
  ASSERT_TRUE(main.load());
  ASSERT_TRUE(main.link());
  agent().request_interrupt(Termination::TimeLimit);
  EXPECT_EQ(main.evaluate().error().termination, Termination::TimeLimit);
  EXPECT_EQ(run("typeof ran"), "undefined");
  EXPECT_EQ(settle(main.evaluate()), "pending");
}

TEST_P(ApiModules, OutliveTheirAgent) {
  loader().is_lazy = true;
  const Module main = compile("import 'a'");
  ASSERT_TRUE(main.load());
  ASSERT_EQ(loader().waiting.size(), 1u);
  const ModuleRequest request = loader().waiting[0];
  const Realm dead = realm();
  end_agent();
  EXPECT_EQ(main.name(), "");
  EXPECT_FALSE(main.load().has_value());
  EXPECT_FALSE(main.link().has_value());
  EXPECT_FALSE(main.evaluate().has_value());
  EXPECT_FALSE(main.namespace_object().has_value());
  EXPECT_EQ(request.specifier(), "a");
  EXPECT_FALSE(request.finish(main).has_value());
  EXPECT_FALSE(request.fail(Error::type_error("late").error()).has_value());
  EXPECT_FALSE(request.realm().evaluate("1").has_value());
  EXPECT_FALSE(dead.compile_module("", "x").has_value());
  EXPECT_FALSE(dead.make_module("x", {}).has_value());
  EXPECT_FALSE(dead.import_module("x").has_value());
}

TEST(ApiModulesOfAgents, StayWithTheirAgent) {
  TestLoader loader;
  loader.is_lazy = true;
  FixedDoor door;
  const auto agent = Agent::create(door, {.modules = &loader});
  const auto other = Agent::create(door);
  const Result<Value> promise = agent->realm().import_module("a");
  ASSERT_EQ(loader.waiting.size(), 1u);
  EXPECT_EQ(loader.waiting[0].finish(*other->realm().compile_module("", "a")).error().message,
            "The module belongs to another agent");
  const ModuleExport foreign[] = {{"x", other->realm().object()}};
  EXPECT_EQ(agent->realm().make_module("x", foreign).error().message, "The value belongs to another agent");
  // It can still be answered.
  EXPECT_TRUE(loader.waiting[0].finish(*agent->realm().compile_module("", "a")));
  loader.waiting.clear();
}

TEST(ApiModulesOfAgents, NeedALoader) {
  FixedDoor door;
  const auto agent = Agent::create(door);
  const Result<Value> promise = agent->realm().import_module("a");
  ASSERT_TRUE(agent->run_jobs());
  EXPECT_EQ(*promise->promise_result().to_string(), "TypeError: This host has no modules");
}

}  // namespace

}  // namespace orrery
