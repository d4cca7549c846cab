// A program that decides what its scripts see of the world, ends them, and watches their memory.
// docs/embedding.md explains it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include <orrery/orrery.h>

namespace {

using orrery::Realm;
using orrery::Result;
using orrery::Value;

// For what cannot fail here: if it does, the program says why and ends.
template <typename T>
T must(Result<T> result) {
  if (!result) {
    std::puts(result.error().stack.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// The world as it was at one moment: each run of a script is the same.
class FixedDoor final : public orrery::Door {
 public:
  double wall_clock_ms() override { return 951'782'400'000; }
  std::uint64_t monotonic_ns() override { return now_ns_ += 1'000'000; }
  void fill_random(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{4}); }
  TimeZone time_zone() override { return {.name = "", .rules = "CET-1CEST,M3.5.0,M10.5.0/3"}; }

 private:
  std::uint64_t now_ns_ = 0;
};

// A class with all that one can have.
class Counter {
 public:
  static orrery::ClassDefinition definition() {
    orrery::ClassDefinition definition;
    definition.name = "Counter";
    definition.length = 1;
    definition.constructor = [](orrery::Call& call) -> Result<Value> {
      const Result<double> start = call.argument(0).to_number();
      if (!start) return std::unexpected(start.error());
      call.set_native(std::make_unique<Counter>(Counter{*start}));
      return Value();
    };
    definition.methods.push_back({"next", 0, [](orrery::Call& call) -> Result<Value> {
                                    auto* counter = call.this_value().native<Counter>();
                                    if (counter == nullptr) return orrery::Error::type_error("no counter");
                                    return counter->count++;
                                  }});
    definition.accessors.push_back({"count", get_count, set_count});
    definition.static_methods.push_back({"isCounter", 1, [](orrery::Call& call) -> Result<Value> {
                                           return call.argument(0).native<Counter>() != nullptr;
                                         }});
    return definition;
  }

  double count = 0;

 private:
  static Result<Value> get_count(orrery::Call& call) {
    auto* counter = call.this_value().native<Counter>();
    if (counter == nullptr) return orrery::Error::type_error("no counter");
    return counter->count;
  }
  static Result<Value> set_count(orrery::Call& call) {
    auto* counter = call.this_value().native<Counter>();
    if (counter == nullptr) return orrery::Error::type_error("no counter");
    const Result<double> count = call.argument(0).to_number();
    if (!count) return std::unexpected(count.error());
    counter->count = *count;
    return Value();
  }
};

// Modules made of values: settings for the scripts of this host.
class SettingsLoader final : public orrery::ModuleLoader {
 public:
  void load(const orrery::ModuleRequest& request) override {
    if (request.specifier() != "settings" || !request.attributes().empty()) {
      must(request.fail(orrery::Error::type_error("there is only 'settings'").error()));
      return;
    }
    if (!settings_) {
      const orrery::ModuleExport answer{.name = "answer", .value = 42};
      settings_ = must(request.realm().make_module("settings", std::span(&answer, 1)));
    }
    must(request.finish(*settings_));
  }

 private:
  std::optional<orrery::Module> settings_;
};

// Each step of what import() does.
Value run_module(orrery::Agent& agent, const char* source) {
  const orrery::Module module = must(agent.realm().compile_module(source, "main.js"));
  const Value loaded = must(module.load());
  must(agent.run_jobs());
  if (loaded.promise_state() != Value::PromiseState::Fulfilled) return loaded.promise_result();
  must(module.link());
  must(module.evaluate());
  must(agent.run_jobs());
  return must(module.namespace_object());
}

// exit(status): ends the script, as nothing that it does can prevent.
void define_exit(const Realm& realm, int& status) {
  must(realm.define_function("exit", 1, [&status](orrery::Call& call) -> Result<Value> {
    const Result<std::int32_t> number = call.argument(0).to_int32();
    if (!number) return std::unexpected(number.error());
    status = *number;
    return orrery::Error::terminate(orrery::Termination::Exit);
  }));
}

}  // namespace

int main() {
  FixedDoor door;
  SettingsLoader loader;
  const auto agent = orrery::Agent::create(door, {.heap_limit = std::size_t{32} << 20,
                                                  .stack_size = std::size_t{256} << 10,
                                                  .modules = &loader,
                                                  .can_block = true});
  if (agent == nullptr) return 1;
  const Realm realm = agent->realm();

  const auto evaluate = [&realm](const char* source) {
    std::puts(must(realm.evaluate(source)).describe().c_str());
  };
  evaluate("new Date().toString()");
  evaluate("Math.random() === Math.random()");
  evaluate("(function f(n) { try { return f(n + 1) } catch (e) { return e.message } })(0)");

  must(realm.define_class(Counter::definition()));
  evaluate(
      "const c = new Counter(5); c.count += 2; [c.next(), c.count, Counter.isCounter(c), "
      "Counter.isCounter({})].join()");
  // The constructor as a value, for another name.
  must(realm.global().set("Other", must(realm.make_class(Counter::definition()))));
  evaluate("class Third extends Other {}; new Third(1) instanceof Counter");

  const Value exports =
      run_module(*agent, "import { answer } from 'settings'; export const twice = 2 * answer;");
  std::printf("twice %s\n", must(exports.get("twice")).describe().c_str());

  int status = -1;
  define_exit(realm, status);
  const Result<Value> left = realm.evaluate("try { exit(3) } finally { exit(4) }");
  std::printf("ended %d, status %d\n", !left && left.error().termination == orrery::Termination::Exit,
              status);

  // Too much memory ends a script; what it held is garbage then.
  const Result<Value> full = realm.evaluate("for (const all = [];;) all.push({})");
  std::printf("full %d\n", !full && full.error().termination == orrery::Termination::OutOfMemory);
  agent->collect_garbage();
  std::printf("small again %d\n", agent->heap_use().live_bytes < std::size_t{16} << 20);

  // A realm has globals of its own. Values may go from one to another.
  const Realm other = agent->make_realm();
  must(other.global().set("c", must(realm.evaluate("c"))));
  std::printf("%s, %s\n", must(other.evaluate("typeof Counter")).describe().c_str(),
              must(other.evaluate("c.next()")).describe().c_str());
  std::printf("same Array %d\n",
              must(other.global().get("Array")).is_same(must(realm.global().get("Array"))));
  return 0;
}
