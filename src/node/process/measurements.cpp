// https://nodejs.org/api/process.html: time and memory.
#include "node/environment.h"
#include "node/errors.h"
#include "node/process/process.h"
#include "vm/bigint/bigint.h"
#include "vm/functions/function.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;

Completion<Value> seconds_and_rest(Agent& agent, double seconds, double nanoseconds) {
  const std::array<Value, 2> parts{Value::number(seconds), Value::number(nanoseconds)};
  return vm::create_array_from_list(agent, parts);
}

// https://nodejs.org/api/process.html#processhrtimetime
Completion<Value> hrtime(Agent& agent, NativeFrame& frame) {
  const std::uint64_t now = agent.door().monotonic_ns();
  const std::uint64_t whole_seconds = now / k_second;
  const auto seconds = static_cast<double>(whole_seconds);
  const auto rest = static_cast<double>(now % k_second);
  const Value since = frame.argument(0);
  if (since.is_undefined()) return seconds_and_rest(agent, seconds, rest);
  if (!TRY(vm::is_array(agent, since)))
    return throw_invalid_arg_type(agent, "time", "an instance of Array", since);
  const std::uint64_t length = TRY(vm::length_of_array_like(agent, since.as_object()));
  if (length != 2) return throw_out_of_range(agent, "time", "2", Value::number(static_cast<double>(length)));
  double whole = seconds;
  double part = rest;
  whole -= TRY(vm::to_number(agent, TRY(vm::get(agent, since.as_object(), vm::PropertyKey::index(0)))))
               .as_number();
  part -= TRY(vm::to_number(agent, TRY(vm::get(agent, since.as_object(), vm::PropertyKey::index(1)))))
              .as_number();
  if (part < 0) {
    whole -= 1;
    part += static_cast<double>(k_second);
  }
  return seconds_and_rest(agent, whole, part);
}

// https://nodejs.org/api/process.html#processhrtimebigint
Completion<Value> hrtime_bigint(Agent& agent, NativeFrame&) {
  return vm::make_bigint_unsigned(agent, agent.door().monotonic_ns());
}

Value make_hrtime(Agent& agent, vm::Realm& realm) {
  vm::Object* function =
      vm::create_builtin_function(agent, &realm, hrtime, 1, vm::intern(agent, "hrtime"), 0, nullptr);
  agent.shapes().add(
      function, vm::PropertyKey::atom(vm::intern(agent, "bigint")),
      vm::create_builtin_function(agent, &realm, hrtime_bigint, 0, vm::intern(agent, "bigint"), 0, nullptr),
      vm::k_data_attributes);
  return function;
}

// https://nodejs.org/api/process.html#processuptime
Completion<Value> uptime(Agent& agent, NativeFrame&) {
  const std::string start = Environment::of(agent).host().fact("start").value_or("0");
  const std::uint64_t started = std::strtoull(start.c_str(), nullptr, 10);
  return Value::number(static_cast<double>(agent.door().monotonic_ns() - started) /
                       static_cast<double>(k_second));
}

Value resident_memory(Agent& agent) {
  const std::string bytes = Environment::of(agent).host().fact("resident memory").value_or("0");
  return Value::number(std::strtod(bytes.c_str(), nullptr));
}

// https://nodejs.org/api/process.html#processmemoryusagerss
Completion<Value> memory_usage_rss(Agent& agent, NativeFrame&) {
  return resident_memory(agent);
}

// https://nodejs.org/api/process.html#processmemoryusage
Completion<Value> memory_usage(Agent& agent, NativeFrame&) {
  const gc::HeapStatistics statistics = agent.heap().statistics();
  Host& host = Environment::of(agent).host();
  vm::Object* usage = vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype), 5);
  const auto put = [&](std::string_view name, Value value) {
    agent.shapes().add(usage, vm::PropertyKey::atom(vm::intern(agent, name)), value, vm::k_data_attributes);
  };
  const auto observed = [&](std::string_view what, std::uint64_t bytes) {
    return Value::number(static_cast<double>(host.observe(what, bytes)));
  };
  put("rss", resident_memory(agent));
  put("heapTotal", observed("heap total", statistics.committed_bytes + statistics.free_bytes));
  put("heapUsed", observed("heap used", statistics.committed_bytes));
  put("external", observed("external memory", statistics.external_bytes));
  put("arrayBuffers", observed("array buffers", statistics.external_bytes));
  return usage;
}

Value make_memory_usage(Agent& agent, vm::Realm& realm) {
  vm::Object* function = vm::create_builtin_function(agent, &realm, memory_usage, 0,
                                                     vm::intern(agent, "memoryUsage"), 0, nullptr);
  agent.shapes().add(
      function, vm::PropertyKey::atom(vm::intern(agent, "rss")),
      vm::create_builtin_function(agent, &realm, memory_usage_rss, 0, vm::intern(agent, "rss"), 0, nullptr),
      vm::k_data_attributes);
  return function;
}

constexpr vm::LazyRow k_measurements_rows[] = {
    vm::lazy_value("hrtime", make_hrtime).with(vm::k_data_attributes),
    vm::lazy_value("memoryUsage", make_memory_usage).with(vm::k_data_attributes),
    vm::lazy_builtin(vm::operation("uptime", 0, uptime)),
};

}  // namespace

constinit const std::span<const vm::LazyRow> k_measurement_rows = k_measurements_rows;

}  // namespace orrery::node
