// Values that a program and its script pass to each other. docs/embedding.md explains it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <orrery/orrery.h>
#include <orrery/system_door.h>

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

void print(const char* what, const Value& value) {
  std::printf("%s: %s\n", what, value.describe().c_str());
}

// What a script made, read by the program.
void read(const Realm& realm) {
  const Value settings = must(realm.evaluate(R"(({
    name: 'Ada', sizes: [3, 4], [Symbol.for('secret')]: 5,
    greet(who) { return `${this.name} greets ${who}`; },
  }))"));
  std::printf("name %s\n", must(settings.get("name")).as_string().value_or("?").c_str());
  const Value sizes = must(settings.get("sizes"));
  double sum = 0;
  for (std::uint32_t i = 0; i < must(sizes.length()); i++) sum += must(sizes.get(i)).as_number().value_or(0);
  std::printf("sum %g\n", sum);
  for (const std::string& key : must(settings.keys())) std::printf("key %s\n", key.c_str());

  // A method, called with the object as `this`.
  print("greeting", must(settings.invoke("greet", {must(realm.string("Grace"))})));
  // A key that is a symbol.
  const Value symbol = must(must(realm.global().get("Symbol")).invoke("for", {must(realm.string("secret"))}));
  print("secret", must(settings.get(symbol)));
  // Without converting there is nothing where the type is another; converting does what the language does.
  const Value name = must(settings.get("name"));
  std::printf("number %s, converted %g\n", name.as_number() ? "yes" : "no", must(name.to_number()));
}

// What the program made, read by a script.
void write(const Realm& realm) {
  const Value point = realm.object();
  must(point.set("x", 3));
  must(point.set("tags", must(realm.array({must(realm.string("new")), true, Value::null(), Value()}))));
  must(point.set("draft", true));
  if (must(point.has("draft"))) must(point.remove("draft"));
  must(realm.global().set("point", point));
  print("JSON", must(realm.evaluate("JSON.stringify(point)")));

  // Functions and classes of the language are called and constructed as in a script.
  const Value map_class = must(realm.global().get("Map"));
  const Value map = must(map_class.construct({must(realm.array({must(realm.array({1, 2}))}))}));
  print("of the map", must(map.invoke("get", {1})));
  const Value max = must(must(realm.global().get("Math")).get("max"));
  print("max", must(max.call(Value::undefined(), {1, 7, 5})));
}

// A function that knows what it was made with.
Value multiplier(const Realm& realm, double factor) {
  return realm.function("multiply", 1, [factor](orrery::Call& call) -> Result<Value> {
    const Result<double> number = call.argument(0).to_number();
    if (!number) return std::unexpected(number.error());
    return *number * factor;
  });
}

// apply(function, ...arguments): calls what it is given.
Result<Value> apply(orrery::Call& call) {
  const std::vector<Value> arguments = call.arguments();
  if (arguments.empty() || !arguments[0].is_function())
    return orrery::Error::type_error("apply() needs a function");
  return arguments[0].call(call.this_value(), std::span(arguments).subspan(1));
}

void functions(const Realm& realm) {
  // A property of the global object, and a value that is passed on.
  must(realm.define_function("apply", 1, apply));
  must(realm.global().set("double", multiplier(realm, 2)));
  print("doubled", must(realm.evaluate("apply(double, 21)")));
  print("name and length", must(realm.evaluate("`${double.name} ${double.length} ${apply.name}`")));
}

// Exceptions in both directions.
void errors(const Realm& realm) {
  const Result<Value> thrown = realm.evaluate("throw { code: 42 }");
  print("thrown", must(thrown.error().thrown->get("code")));
  // A callback throws an error of the language, or any value.
  must(realm.define_function("fail", 0, [](orrery::Call& call) -> Result<Value> {
    if (call.argument_count() == 0) return orrery::Error::range_error("too few");
    const Value error = call.realm().error(orrery::ErrorType::TypeError, "too many");
    must(error.set("count", call.argument_count()));
    return orrery::Error::of(error);
  }));
  print("caught", must(realm.evaluate("try { fail() } catch (e) { `${e}` }")));
  print("caught", must(realm.evaluate("try { fail(1, 2) } catch (e) { `${e}: ${e.count}` }")));
}

// A promise that the program settles, and one that it looks at.
void promises(orrery::Agent& agent) {
  const Realm realm = agent.realm();
  const orrery::Deferred answer = realm.deferred();
  must(realm.global().set("answer", answer.promise()));
  const Value doubled = must(realm.evaluate("answer.then(x => x * 2)"));
  std::printf("pending %d\n", doubled.promise_state() == Value::PromiseState::Pending);
  must(answer.resolve(21));  // any time later, on this thread
  must(agent.run_jobs());
  print("settled", doubled.promise_result());

  // Of a rejection that nothing handles Options::on_unhandled_rejection is told.
  must(realm.evaluate("Promise.reject('nobody cares')"));
  must(agent.run_jobs());
}

// Bytes, which are not copied once a buffer has them.
void bytes(const Realm& realm) {
  const std::array<std::byte, 4> four = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
  const Value buffer = must(realm.array_buffer(four));
  must(realm.global().set("buffer", buffer));
  const Value middle = must(realm.evaluate("new Uint8Array(buffer, 1, 2)"));
  std::ranges::fill(middle.bytes(), std::byte{9});
  print("bytes", must(realm.evaluate("new Uint8Array(buffer).join()")));
}

}  // namespace

int main() {
  orrery::SystemDoor door;
  orrery::Options options;
  options.on_unhandled_rejection = [](const Value&, const Value& reason) { print("unhandled", reason); };
  const auto agent = orrery::Agent::create(door, std::move(options));
  if (agent == nullptr) return 1;
  read(agent->realm());
  write(agent->realm());
  functions(agent->realm());
  errors(agent->realm());
  promises(*agent);
  bytes(agent->realm());
  return 0;
}
